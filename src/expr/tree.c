/* Trees of expressions as written: see tree.h. What the grammar's actions call, and the words for mistakes of shape. */
#include "expr/tree.h"

#include <stdio.h>

#include "base/limits.h"
#include "base/text.h"
#include "expr.tab.h"
#include "syntax/parse.h"

void plint_tree_fail(struct plint_tree_parse *ps, uint32_t start, uint32_t end, const char *hint, const char *format, ...)
{
	if (ps->failed)
		return;
	va_list args;
	va_start(args, format);
	const char *message = plint_arena_vprintf(ps->arena, format, args);
	va_end(args);
	ps->failed = true;
	*ps->error = (struct plint_expr_error){.start = start, .end = end, .message = message, .hint = hint};
}

/* TEXT as it may stand in a message. */
static const char *shown(struct plint_arena *a, const char *text, size_t len)
{
	struct plint_buf out;
	plint_buf_init(&out, a);
	plint_text_show(&out, text, len);
	return out.text;
}

/* --- mistakes of shape ---------------------------------------------------------------------------------------------- */

void plint_tree_bad_sign(struct plint_tree_parse *ps, uint32_t at)
{
	char sign = ps->text[at];
	const char *hint = NULL;
	if (sign == '!')
		hint = "write \"not\" or \"!=\"";
	else if (sign == '&' || sign == '|')
		hint = "write \"and\" or \"or\"";
	else if (sign == '\'' || sign == '`')
		hint = "texts stand between \" and \"";
	else if (sign == '[' || sign == '{')
		hint = "lists stand in round brackets: (a, b)";
	plint_tree_fail(ps, at, at + 1, hint, "the sign %s has no meaning in an expression", shown(ps->arena, ps->text + at, 1));
}

/* Joins the names of tokens: "a", "b" or "c"; with more than four, what they have in common is enough. */
static const char *expectation(struct plint_arena *a, const char *const *expected, unsigned count)
{
	struct plint_buf out;
	plint_buf_init(&out, a);
	if (count == 0 || count > 4)
		return NULL;
	for (unsigned i = 0; i < count; i++) {
		const char *quote = expected[i][0] == 'a' && expected[i][1] == ' ' ? "" : "\"";
		plint_buf_printf(&out, "%s%s%s%s", i == 0 ? "" : i + 1 == count ? " or " : ", ", quote, expected[i], quote);
	}
	return out.text;
}

static bool expects(const char *const *expected, unsigned count, const char *what)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(expected[i], what) == 0)
			return true;
	return false;
}

void plint_tree_syntax_error(struct plint_tree_parse *ps, struct plint_span at, const char *found,
                             const char *const *expected, unsigned count)
{
	if (ps->failed)
		return;
	const char *wanted = expectation(ps->arena, expected, count);
	if (wanted == NULL)
		wanted = expects(expected, count, "a number") ? "a value"
		         : expects(expected, count, "and")    ? "a test such as = or \"is\", \"and\", \"or\", or the end"
		         : expects(expected, count, "has")    ? "\"has\""
		         : expects(expected, count, ")")      ? "\")\""
		                                              : "something else";
	uint32_t end = at.end > at.start ? at.end : at.start;
	if (found == NULL && ps->parens > 0 && expects(expected, count, ")")) {
		plint_tree_fail(ps, at.start, end, NULL, "a bracket is not closed");
		return;
	}
	if (found == NULL) {
		plint_tree_fail(ps, at.start, end, NULL, "the expression ends where %s was expected", wanted);
		return;
	}
	const char *hint = NULL;
	if (strcmp(found, "=") == 0 && at.start > 0 && ps->text[at.start - 1] == '=')
		hint = "one = is enough";
	else if (strcmp(found, "a number") == 0 && ps->text[at.start] == '-')
		hint = "a minus needs a blank on either side";
	plint_tree_fail(ps, at.start, end, hint, "found %s where %s was expected",
	                shown(ps->arena, ps->text + at.start, end - at.start), wanted);
}

bool plint_tree_paren(struct plint_tree_parse *ps, struct plint_span at, int by)
{
	ps->after_dot = false;
	if (by < 0) {
		ps->parens -= ps->parens > 0;
		return true;
	}
	if (++ps->parens <= PLINT_MAX_EXPR_DEPTH)
		return true;
	plint_tree_fail(ps, at.start, at.end, NULL, "the expression is nested deeper than %d", PLINT_MAX_EXPR_DEPTH);
	return false;
}

/* --- words, numbers, texts ------------------------------------------------------------------------------------------ */

int plint_tree_scan_word(struct plint_tree_parse *ps, const char *text, uint32_t len, struct plint_span at,
                         struct plint_tree_word *out)
{
	bool after_dot = ps->after_dot;
	ps->after_dot = false;
	if (text[len - 1] == '-') {
		plint_tree_fail(ps, at.start, at.end, "a minus needs a blank on either side", "a name does not end in '-'");
		return XT_PLINT_EXPR_error;
	}
	int token = after_dot ? XT_NAME : plint_tree_keyword(text, len);
	if (token == XT_NAME) {
		size_t size;
		const char *plain = plint_text_nfc(ps->arena, text, len, &size);
		*out = (struct plint_tree_word){plint_arena_strndup(ps->arena, plain, size), (uint32_t)size};
	}
	return token;
}

static struct plint_tree *new_tree(struct plint_tree_parse *ps, enum plint_tree_kind kind, struct plint_span at)
{
	struct plint_tree *t = plint_arena_calloc(ps->arena, 1, sizeof *t);
	t->kind = (uint8_t)kind;
	t->start = at.start;
	t->end = at.end;
	t->depth = 1;
	t->tail = t;
	return t;
}

/* COUNT digits at TEXT, or -1. */
static int digits(const char *text, unsigned count)
{
	int value = 0;
	for (unsigned i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

/* A date 2027-12-31, 2027-12 or 2027-Q4 as first and last day; false where TEXT is none. */
static bool scan_date(const char *text, uint32_t len, int32_t *first, int32_t *last)
{
	if (len < 7 || text[4] != '-')
		return false;
	int year = digits(text, 4);
	if (year < PLINT_MIN_YEAR || year > PLINT_MAX_YEAR)
		return false;
	if (len == 7 && text[5] == 'Q') {
		int quarter = digits(text + 6, 1);
		if (quarter < 1 || quarter > 4)
			return false;
		unsigned month1 = (unsigned)quarter * 3;
		*first = plint_date_days(year, month1 - 2, 1);
		*last = plint_date_days(year, month1, plint_date_month_length(year, month1));
		return true;
	}
	int month1 = digits(text + 5, 2);
	if (month1 < 1 || month1 > 12)
		return false;
	unsigned length = plint_date_month_length(year, (unsigned)month1);
	*first = plint_date_days(year, (unsigned)month1, 1);
	*last = plint_date_days(year, (unsigned)month1, length);
	if (len == 7)
		return true;
	int day1 = len == 10 && text[7] == '-' ? digits(text + 8, 2) : -1;
	if (day1 < 1 || (unsigned)day1 > length)
		return false;
	*first = *last = plint_date_days(year, (unsigned)month1, (unsigned)day1);
	return true;
}

/* A decimal of at most 15 digits; no locale, no exponent. */
static bool scan_decimal(const char *text, uint32_t len, double *out)
{
	double value = 0, scale = 1;
	unsigned count = 0;
	bool point = false, negative = len > 0 && text[0] == '-';
	for (uint32_t i = negative; i < len; i++) {
		if (text[i] == '.' && !point && i + 1 < len) {
			point = true;
			continue;
		}
		if (text[i] < '0' || text[i] > '9' || ++count > 15)
			return false;
		value = value * 10 + (text[i] - '0');
		if (point)
			scale *= 10;
	}
	*out = (negative ? -value : value) / scale;
	return true;
}

int plint_tree_scan_number(struct plint_tree_parse *ps, const char *text, uint32_t len, struct plint_span at,
                           struct plint_tree **out)
{
	ps->after_dot = false;
	struct plint_tree *t = new_tree(ps, PLINT_TREE_NUMBER, at);
	*out = t;
	if (scan_decimal(text, len, &t->number))
		return XT_NUMBER;
	if (scan_date(text, len, &t->first, &t->last)) {
		t->kind = PLINT_TREE_DATE;
		return XT_DATE;
	}
	const char *hint = "dates are written 2027-12-31, 2027-12 or 2027-Q4";
	if (memchr(text, ',', len) != NULL)
		hint = "numbers have no commas, and a blank follows the comma of a list";
	else if (memchr(text, '-', len) == NULL)
		hint = "a number has at most 15 digits and one point";
	plint_tree_fail(ps, at.start, at.end, hint, "%.*s is neither a number nor a date", (int)(len < 40 ? len : 40), text);
	return XT_PLINT_EXPR_error;
}

int plint_tree_scan_text(struct plint_tree_parse *ps, const char *text, uint32_t len, struct plint_span at,
                         struct plint_tree_word *out)
{
	(void)at;
	ps->after_dot = false;
	char *plain = plint_arena_alloc(ps->arena, (size_t)len + 1);
	uint32_t size = 0;
	for (uint32_t i = 1; i + 1 < len; i++) {
		if (text[i] == '\\' && (text[i + 1] == '"' || text[i + 1] == '\\') && i + 2 < len)
			i++;
		plain[size++] = text[i];
	}
	plain[size] = '\0';
	*out = (struct plint_tree_word){plain, size};
	return XT_TEXT;
}

/* --- pieces --------------------------------------------------------------------------------------------------------- */

static unsigned depth_of(const struct plint_tree *t)
{
	return t == NULL ? 0 : t->depth;
}

/* Sets T's depth from its parts, where lists count each member. */
static struct plint_tree *deepen(struct plint_tree_parse *ps, struct plint_tree *t)
{
	unsigned depth = 0;
	for (const struct plint_tree *i = t->a; i != NULL; i = i->next)
		depth = depth_of(i) > depth ? depth_of(i) : depth;
	depth = depth_of(t->b) > depth ? depth_of(t->b) : depth;
	depth = depth_of(t->c) > depth ? depth_of(t->c) : depth;
	t->depth = (uint16_t)(depth + 1);
	if (t->depth > PLINT_MAX_EXPR_DEPTH)
		plint_tree_fail(ps, t->start, t->end, NULL, "the expression is nested deeper than %d", PLINT_MAX_EXPR_DEPTH);
	return t;
}

struct plint_tree *plint_tree_leaf(struct plint_tree_parse *ps, enum plint_tree_kind kind, struct plint_span at,
                                   struct plint_tree_word word)
{
	return plint_tree_named(ps, kind, at, NULL, word, at);
}

struct plint_tree *plint_tree_unit(struct plint_tree_parse *ps, struct plint_tree *number, struct plint_span at,
                                   struct plint_tree_word unit)
{
	(void)ps;
	number->text = unit.text;
	number->len = unit.len;
	number->start = at.start;
	number->end = at.end;
	return number;
}

struct plint_tree *plint_tree_named(struct plint_tree_parse *ps, enum plint_tree_kind kind, struct plint_span at,
                                    struct plint_tree *a, struct plint_tree_word word, struct plint_span word_at)
{
	struct plint_tree *t = new_tree(ps, kind, at);
	t->a = a;
	t->text = word.text;
	t->len = word.len;
	t->word_start = word_at.start;
	t->word_end = word_at.end;
	return deepen(ps, t);
}

struct plint_tree *plint_tree_pair(struct plint_tree_parse *ps, enum plint_tree_kind kind, enum plint_xop op,
                                   struct plint_span at, struct plint_tree *a, struct plint_tree *b)
{
	struct plint_tree *t = new_tree(ps, kind, at);
	t->op = (uint8_t)op;
	t->a = a;
	t->b = b;
	if (op == PLINT_X_UNION && a->kind == PLINT_TREE_OPERATOR && a->op == PLINT_X_UNION && a->word_start == 0) {
		/* A chain is one union of many, so that a long one is no deep one. */
		a->a = plint_tree_list(a->a, b);
		a->end = at.end;
		return deepen(ps, a);
	}
	if (op == PLINT_X_UNION) {
		t->a = plint_tree_list(a, b);
		t->b = NULL;
	}
	return deepen(ps, t);
}

struct plint_tree *plint_tree_between(struct plint_tree_parse *ps, struct plint_span at, struct plint_tree *a,
                                      struct plint_tree *low, struct plint_tree *high)
{
	struct plint_tree *t = new_tree(ps, PLINT_TREE_BETWEEN, at);
	t->a = a;
	t->b = low;
	t->c = high;
	return deepen(ps, t);
}

struct plint_tree *plint_tree_chain(struct plint_tree_parse *ps, enum plint_tree_kind kind, struct plint_span at,
                                    struct plint_tree *a, struct plint_tree *b)
{
	if (a->kind == kind && a->word_start == 0) {
		a->a = plint_tree_list(a->a, b);
		a->end = at.end;
		return deepen(ps, a);
	}
	struct plint_tree *t = new_tree(ps, kind, at);
	t->a = plint_tree_list(a, b);
	return deepen(ps, t);
}

struct plint_tree *plint_tree_list(struct plint_tree *list, struct plint_tree *more)
{
	if (list == more)
		return list;
	list->tail->next = more;
	list->tail = more->tail;
	return list;
}

struct plint_tree *plint_tree_each(struct plint_tree_parse *ps, struct plint_span at, struct plint_tree_word name,
                                   struct plint_span name_at, struct plint_tree *set, struct plint_tree *where)
{
	struct plint_tree *t = new_tree(ps, PLINT_TREE_THOSE, at);
	t->op = PLINT_X_THOSE;
	t->a = set;
	t->b = where;
	t->text = name.text;
	t->len = name.len;
	t->word_start = name_at.start;
	t->word_end = name_at.end;
	return deepen(ps, t);
}

struct plint_tree *plint_tree_over(struct plint_tree_parse *ps, enum plint_tree_kind kind, enum plint_xop op,
                                   struct plint_span at, struct plint_tree *each, struct plint_tree *body)
{
	each->kind = (uint8_t)kind;
	each->op = (uint8_t)op;
	each->c = body;
	each->start = at.start;
	each->end = at.end;
	return deepen(ps, each);
}

struct plint_tree *plint_tree_group(struct plint_tree *inner, struct plint_span at)
{
	inner->start = at.start;
	inner->end = at.end;
	/* A chain in brackets is finished: what follows is not added to it. */
	if (inner->kind == PLINT_TREE_AND || inner->kind == PLINT_TREE_OR || inner->kind == PLINT_TREE_OPERATOR)
		inner->word_start = inner->start + 1;
	return inner;
}

struct plint_tree *plint_tree_not(struct plint_tree_parse *ps, struct plint_span at, struct plint_tree *inner)
{
	struct plint_tree *t = new_tree(ps, PLINT_TREE_NOT, at);
	t->a = inner;
	return deepen(ps, t);
}

/* --- the whole ------------------------------------------------------------------------------------------------------ */

/* Reports the first byte that is no text. */
static bool check_bytes(struct plint_tree_parse *ps)
{
	for (size_t i = 0; i < ps->len;) {
		uint32_t size = 1;
		unsigned char byte = (unsigned char)ps->text[i];
		if (byte >= 0x80 && plint_text_decode(ps->text + i, ps->len - i, &size) < 0) {
			plint_tree_fail(ps, (uint32_t)i, (uint32_t)i + 1, NULL, "a byte that is no UTF-8 text");
			return false;
		}
		i += size;
	}
	return true;
}

struct plint_tree *plint_tree_read(struct plint_arena *arena, const char *text, size_t len, enum plint_tree_goal goal,
                                   struct plint_expr_error *error)
{
	struct plint_tree_parse ps = {.arena = arena, .text = text, .len = len, .error = error};
	if (len > PLINT_MAX_EXPR_BYTES) {
		plint_tree_fail(&ps, 0, 1, NULL, "the expression is longer than %d bytes", PLINT_MAX_EXPR_BYTES);
		return NULL;
	}
	if (!check_bytes(&ps) || !plint_tree_parse_text(&ps, goal))
		return NULL;
	return ps.root;
}
