/* The tree as a whole, and the calendar that its dates are in: see ast.h and parse.h. */
#include "syntax/ast.h"

#include "syntax/parse.h"
#include "syntax/words.h"

void plint_ast_init(struct plint_ast *t, struct plint_arena *arena, struct plint_source *source,
                    const struct plint_schema *schema, struct plint_intern *atoms)
{
	*t = (struct plint_ast){.arena = arena, .source = source, .schema = schema, .atoms = atoms};
	t->words = plint_words_new(arena, schema, atoms);
	(void)plint_vec_add(&t->nodes, arena); /* node 0 is no node */
	(void)plint_vec_add(&t->texts, arena);
}

const uint32_t *plint_ast_includes(const struct plint_ast *t, uint32_t root, uint32_t *count)
{
	*count = 0;
	for (uint32_t s = plint_ast_node(t, root)->child; s; s = plint_ast_node(t, s)->next)
		*count += (plint_ast_node(t, s)->flags & PLINT_NODE_INCLUDE) != 0;
	if (*count == 0)
		return NULL;
	uint32_t *texts = plint_arena_calloc(t->arena, *count, sizeof *texts), n = 0;
	for (uint32_t s = plint_ast_node(t, root)->child; s; s = plint_ast_node(t, s)->next)
		if (plint_ast_node(t, s)->flags & PLINT_NODE_INCLUDE)
			texts[n++] = plint_ast_node(t, plint_ast_node(t, s)->child)->next;
	return texts;
}

static struct plint_days days_of_year(int year, unsigned first_month1)
{
	struct plint_days days;
	if (first_month1 == 1) {
		days.first = plint_date_days(year, 1, 1);
		days.last = plint_date_days(year, 12, 31);
	} else {
		days.first = plint_date_days(year - 1, first_month1, 1);
		days.last = plint_date_days(year, first_month1, 1) - 1;
	}
	return days;
}

struct plint_days plint_ast_days(const struct plint_node *n, unsigned year_starts1)
{
	if (n->kind == PLINT_NODE_AMOUNT)
		return days_of_year((int)n->u.number, 1);
	if (PLINT_NODE_GRAIN(n->flags) == PLINT_GRAIN_FISCAL)
		return days_of_year(n->u.days.first, year_starts1);
	return n->u.days;
}

/* Days in the proleptic Gregorian calendar. (Howard Hinnant, "chrono-compatible low-level date algorithms".) */
int32_t plint_date_days(int year, unsigned month1, unsigned day1)
{
	int y = year - (month1 <= 2);
	int era = (y >= 0 ? y : y - 399) / 400;
	int year_of_era = y - era * 400;
	int month_from_march = (int)(month1 > 2 ? month1 - 3 : month1 + 9);
	int day_of_year = (153 * month_from_march + 2) / 5 + (int)day1 - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	return era * 146097 + day_of_era - 719468;
}

void plint_date_civil(int32_t days, int *year, unsigned *month1, unsigned *day1)
{
	int z = days + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int day_of_era = z - era * 146097;
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int month_from_march = (5 * day_of_year + 2) / 153;
	*day1 = (unsigned)(day_of_year - (153 * month_from_march + 2) / 5 + 1);
	*month1 = (unsigned)(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
	*year = year_of_era + era * 400 + (*month1 <= 2);
}

unsigned plint_date_month_length(int year, unsigned month1)
{
	static const unsigned char lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	if (month1 < 1 || month1 > 12)
		return 0;
	return month1 == 2 && is_leap ? 29 : lengths[month1 - 1];
}
