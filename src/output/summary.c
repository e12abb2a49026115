/* The line about a plan: see summary.h. */
#include "output/summary.h"

#include "diag/phrases.h"

/* Appends SEPARATOR and "3 errors": N of what PHRASE counts. */
static void add_count(struct plint_buf *out, const char *separator, const char *language, enum plint_phrase phrase, uint32_t n)
{
	plint_buf_str(out, separator);
	plint_phrase_add(out, language, phrase, n, NULL);
}

void plint_summary_counts(struct plint_buf *out, const char *language, struct plint_output_counts n)
{
	add_count(out, "", language, PLINT_PHRASE_ERRORS, n.error);
	add_count(out, ", ", language, PLINT_PHRASE_WARNINGS, n.warning);
	add_count(out, ", ", language, PLINT_PHRASE_ADVICE, n.advice);
}

/* What the files of R hold, added up. */
static struct plint_plan_stats total(const struct plint_result *r, uint32_t *unread)
{
	struct plint_plan_stats all = {0};
	*unread = 0;
	for (uint32_t i = 0; i < r->file_count; i++) {
		all.goals += r->files[i].goals;
		all.objectives += r->files[i].objectives;
		all.indicators += r->files[i].indicators;
		*unread += r->files[i].is_unreadable;
	}
	return all;
}

void plint_summary_contents(struct plint_buf *out, const struct plint_result *r)
{
	uint32_t unread;
	struct plint_plan_stats all = total(r, &unread);
	if (r->is_remark)
		return;
	if (unread < r->file_count || r->file_count == 0) {
		add_count(out, " · ", r->language, PLINT_PHRASE_GOALS, all.goals);
		add_count(out, ", ", r->language, PLINT_PHRASE_OBJECTIVES, all.objectives);
		add_count(out, ", ", r->language, PLINT_PHRASE_INDICATORS, all.indicators);
	}
	if (unread && r->file_count == 1) {
		add_count(out, " · ", r->language, PLINT_PHRASE_UNREAD, unread);
	} else if (unread) {
		plint_buf_str(out, " · ");
		plint_phrase_add(out, r->language, PLINT_PHRASE_UNREAD_OF, unread, plint_arena_printf(out->arena, "%u", r->file_count));
	}
	if (r->held)
		add_count(out, " · ", r->language, PLINT_PHRASE_HELD, r->held);
	if (r->older)
		add_count(out, " · ", r->language, PLINT_PHRASE_OLDER, r->older);
	if (r->left_out)
		add_count(out, " · ", r->language, PLINT_PHRASE_NOT_SHOWN, r->left_out);
}

bool plint_summary_is_clean(const struct plint_result *r)
{
	struct plint_output_counts n = plint_output_count(r->diags);
	uint32_t unread;
	total(r, &unread);
	return n.error + n.warning + n.advice + r->left_out + unread == 0;
}

const char *plint_summary_clean(const struct plint_result *r)
{
	return plint_phrase(r->language, r->held || r->older ? PLINT_PHRASE_NOTHING_NEW : PLINT_PHRASE_CLEAN);
}
