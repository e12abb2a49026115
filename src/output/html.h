/* Inside the html format: what html.c and html_place.c share. */
#ifndef PLINT_OUTPUT_HTML_H
#define PLINT_OUTPUT_HTML_H

#include "diag/phrases.h"
#include "output/output.h"
#include "output/xml.h"

/* The line of the plan at SPAN of R with that place marked, and TEXT (may be NULL) below it. The file is named where it is not HOME. */
void plint_html_place(struct plint_xml *x, const struct plint_result *r, struct plint_span span, const char *text,
                      const struct plint_file *home);

/* PHRASE in LANGUAGE for N things, as text. */
void plint_html_phrase(struct plint_xml *x, const char *language, enum plint_phrase phrase, uint32_t n);

#endif
