/*
 * Between flex and bison: tokens that need more than their first byte to be cut (called from grammar/plan.l), and what each token means
 * in its line: ends of lines, reserved words, units, currencies, braces that lack or are too many, nesting (called by the parser).
 */
#ifndef PLINT_SYNTAX_TOKENS_H
#define PLINT_SYNTAX_TOKENS_H

#include "syntax/ast_build.h"

/* Begins to scan the file of PS. (In grammar/plan.l.) */
void plint_token_begin(struct plint_parse *ps);

/* A line of the file begins at offset START. */
void plint_token_newline(struct plint_parse *ps, uint32_t start);

/* Each takes the token that begins at offset START of the file, sets its span and what else it holds, and gives its kind; -1 where it
 * was a blank or a comment. */
int plint_token_comment(struct plint_parse *ps, uint32_t start, struct plint_token *token);
int plint_token_text(struct plint_parse *ps, uint32_t start, struct plint_token *token);
int plint_token_word(struct plint_parse *ps, uint32_t start, struct plint_token *token);
int plint_token_number(struct plint_parse *ps, uint32_t start, struct plint_token *token);
int plint_token_hyphen(struct plint_parse *ps, uint32_t start, struct plint_token *token);
int plint_token_slash(struct plint_parse *ps, uint32_t start, struct plint_token *token);
int plint_token_high(struct plint_parse *ps, uint32_t start, struct plint_token *token);

#endif
