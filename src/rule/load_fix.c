/*
 * The key `fix` of a rule: one mapping or a list of them, each with a title, whether it is safe, and exactly one of insert + into,
 * replace + with, remove. What a fix says is checked here as far as it can be without a plan; `rules test` tries it on the examples.
 */
#include "rule/loader.h"

/* What makes a fix: the key that says so, and the one that belongs to it. */
static const struct {
	const char *key, *other;
	const char *place, *text; /* which of the two is the place, which the text */
} sorts[] = {
    [PLINT_FIX_INSERT] = {"insert", "into", "into", "insert"},
    [PLINT_FIX_REPLACE] = {"replace", "with", "replace", "with"},
    [PLINT_FIX_REMOVE] = {"remove", NULL, "remove", NULL},
};
#define SORT_COUNT (sizeof sorts / sizeof *sorts)

/* Which sort the keys of N make; SORT_COUNT where they make none, which has been reported. */
static uint32_t read_sort(struct plint_loader *l, const struct plint_yaml *n)
{
	uint32_t found = SORT_COUNT;
	for (uint32_t i = 0; i < SORT_COUNT; i++) {
		const struct plint_yaml *key = plint_yaml_get(n, sorts[i].key);
		const struct plint_yaml *other = sorts[i].other ? plint_yaml_get(n, sorts[i].other) : NULL;
		if (!key && !other)
			continue;
		if (found < SORT_COUNT) {
			plint_loader_error(l, key ? key : other, true, "write two fixes, in a list",
			                   "a fix does one thing: insert, replace or remove");
			return SORT_COUNT;
		}
		if (sorts[i].other && !(key && other)) {
			plint_loader_error(l, key ? key : other, true, NULL, "\"%s\" goes with \"%s\", which is not there",
			                   key ? sorts[i].key : sorts[i].other, key ? sorts[i].other : sorts[i].key);
			return SORT_COUNT;
		}
		found = i;
	}
	if (found == SORT_COUNT)
		plint_loader_error(l, n, false, "write insert and into, replace and with, or remove", "this fix does nothing");
	return found;
}

/* Whether the quotation marks of the text N come in pairs: what a plan says in {…} may stand between them, and must not get out. Nor is
 * there a comment, which would swallow what follows in the line of the plan. */
static bool is_plan_text(struct plint_loader *l, const struct plint_yaml *n)
{
	bool in_quotes = false, in_braces = false;
	for (uint32_t i = 0; i < n->len; i++) {
		char c = n->text[i];
		if (c == '{' && !in_braces && i + 1 < n->len && n->text[i + 1] == '{')
			i++;
		else if (c == '{' || (c == '}' && in_braces))
			in_braces = c == '{';
		else if (c == '\\' && in_quotes && !in_braces)
			i++;
		else if (c == '"' && !in_braces)
			in_quotes = !in_quotes;
		else if (c == '\n' && in_quotes)
			break;
		else if (c == '#' && !in_quotes && !in_braces) {
			plint_loader_error_in(l, n, i, i + 1, "say in the title what the fix is for", "a fix cannot write a comment");
			return false;
		}
	}
	if (in_quotes)
		plint_loader_error(l, n, false, NULL, "a quotation mark is not closed in its line");
	return !in_quotes;
}

static void read_place(struct plint_loader *l, struct plint_scope *scope, const struct plint_yaml *n, struct plint_rule_fix *f)
{
	struct plint_stype type = {0};
	bool is_insert = f->sort == PLINT_FIX_INSERT;
	f->at = plint_loader_expression(l, scope, n, is_insert ? PLINT_EXPR_VALUE : PLINT_EXPR_PLACE, &type);
	if (f->at && is_insert && type.type != PLINT_TYPE_BLOCK)
		plint_loader_error(l, n, false, "name one block, such as the rule's own, or plan",
		                   "a line can be inserted into a block only");
}

/* The title and the text, with what the rule knows. */
static void read_texts(struct plint_loader *l, struct plint_scope *scope, const struct plint_yaml *n, struct plint_rule_fix *f)
{
	const struct plint_yaml *title = plint_yaml_get(n, "title");
	const struct plint_yaml *text = sorts[f->sort].text ? plint_yaml_get(n, sorts[f->sort].text) : NULL;
	if (title)
		f->title = plint_loader_template(l, scope, title);
	else
		plint_loader_error(l, n, false, NULL, "this fix has no \"title\"");
	if (text && plint_loader_is_text(l, text, sorts[f->sort].text) && is_plan_text(l, text))
		f->text = plint_loader_plan_text(l, scope, text);
}

static void read_fix(struct plint_loader *l, const struct plint_scope *outer, const struct plint_yaml *n)
{
	struct plint_scope scope = *outer;
	struct plint_rule_fix f;
	bool is_safe = false;
	memset(&f, 0, sizeof f);
	if (!plint_loader_is_mapping(l, n, "a fix") || !plint_loader_keys(l, n, plint_keys_names(PLINT_KEYS_FIX), "a fix"))
		return;
	const struct plint_yaml *safe = plint_yaml_get(n, "safe"), *where = plint_yaml_get(n, "where");
	f.sort = read_sort(l, n);
	if (f.sort == SORT_COUNT)
		return;
	if (!safe)
		plint_loader_error(l, n, false, "write safe: true only where the repair is certain", "this fix has no \"safe\"");
	else if (!plint_yaml_bool(safe, &is_safe))
		plint_loader_error(l, safe, false, NULL, "\"safe\" is true or false");
	f.is_safe = is_safe;
	if (where)
		f.where = plint_loader_expression(l, &scope, where, PLINT_EXPR_TEST, NULL);
	f.where_text = plint_loader_entry_text(l, n, "where");
	read_place(l, &scope, plint_yaml_get(n, sorts[f.sort].place), &f);
	f.at_text = plint_loader_entry_text(l, n, sorts[f.sort].place);
	read_texts(l, &scope, n, &f);
	plint_vec_push(&l->fixes, l->arena, f);
}

void plint_loader_read_fixes(struct plint_loader *l, const struct plint_scope *scope, const struct plint_yaml *fix, struct plint_rule *r)
{
	r->first_fix = l->fixes.count;
	if (fix && fix->sort == PLINT_YAML_SEQUENCE) {
		for (const struct plint_yaml *n = fix->first; n; n = n->next)
			read_fix(l, scope, n);
	} else if (fix) {
		read_fix(l, scope, fix);
	}
	r->fix_count = l->fixes.count - r->first_fix;
}
