/* The line about a plan: see summary.h. */
#include "output/summary.h"

void plint_summary_count(struct plint_buf *out, uint32_t n, const char *one, const char *many)
{
	plint_buf_printf(out, "%u %s", n, n == 1 ? one : many);
}

void plint_summary_counts(struct plint_buf *out, struct plint_output_counts n)
{
	plint_summary_count(out, n.error, "error", "errors");
	plint_buf_str(out, ", ");
	plint_summary_count(out, n.warning, "warning", "warnings");
	plint_buf_printf(out, ", %u advice", n.advice);
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
	if (unread < r->file_count || r->file_count == 0) {
		plint_buf_str(out, " · ");
		plint_summary_count(out, all.goals, "goal", "goals");
		plint_buf_str(out, ", ");
		plint_summary_count(out, all.objectives, "objective", "objectives");
		plint_buf_str(out, ", ");
		plint_summary_count(out, all.indicators, "indicator", "indicators");
	}
	if (unread && r->file_count == 1)
		plint_buf_str(out, " · it could not be read");
	else if (unread)
		plint_buf_printf(out, " · %u of %u files could not be read", unread, r->file_count);
	if (r->left_out)
		plint_buf_printf(out, " · %u more not shown", r->left_out);
}

bool plint_summary_is_clean(const struct plint_result *r)
{
	struct plint_output_counts n = plint_output_count(r->diags);
	uint32_t unread;
	total(r, &unread);
	return n.error + n.warning + n.advice + r->left_out + unread == 0;
}
