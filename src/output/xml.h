/*
 * Writing XML and HTML: the one place where text is made harmless for both. Start tags, attributes and texts go straight into a text;
 * no tree is held. Names of elements and attributes are our own; everything else may come from a plan.
 *
 * Invariants: texts and attributes never end, begin or break markup, and never begin a line, where a build server would look for
 * commands; what XML forbids, and what would turn or hide other text, stands there in its shown form (<U+FFFE>, <E9>). The caller closes
 * what it opens, in order.
 */
#ifndef PLINT_OUTPUT_XML_H
#define PLINT_OUTPUT_XML_H

#include <stdbool.h>

#include "base/buf.h"

struct plint_xml {
	struct plint_buf *out; /* borrowed */
	bool is_html;          /* an empty element gets its end tag all the same */
	bool is_in_tag;        /* the start tag written last still waits for its > */
};

/* Starts writing at the end of OUT. */
void plint_xml_init(struct plint_xml *x, struct plint_buf *out, bool is_html);

/* Start tag of element NAME; attributes may follow. */
void plint_xml_open(struct plint_xml *x, const char *name);
/* Attribute of the element that was opened last and has no content yet. */
void plint_xml_attr(struct plint_xml *x, const char *name, const char *value);
void plint_xml_attr_int(struct plint_xml *x, const char *name, uint32_t value);
/* Content. Tabs and line breaks become blanks, here as in attributes. */
void plint_xml_text(struct plint_xml *x, const char *text);
void plint_xml_text_n(struct plint_xml *x, const char *text, size_t len);
/* End tag of NAME. */
void plint_xml_close(struct plint_xml *x, const char *name);
/* Element NAME that holds TEXT; with attribute class where CLASS is not NULL. */
void plint_xml_element(struct plint_xml *x, const char *name, const char *class, const char *text);
/* Start tag of NAME with attribute class. */
void plint_xml_open_class(struct plint_xml *x, const char *name, const char *class);

/* A line break between elements, or between our own lines of a text. */
void plint_xml_break(struct plint_xml *x);
/* MARKUP as it is: our own, never text of a plan. */
void plint_xml_raw(struct plint_xml *x, const char *markup);

#endif
