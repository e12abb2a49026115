/*
 * Generates the plans that the bench measures: the same content as .plan, YAML, XML or JSON, always the same for the same
 * seed, clean but for mistakes that are planted and counted. What the plans say stands in content.def.
 *
 *   generate [--goals N] [--mistakes N] [--seed N] [--expect FILE] plan|yaml|xml|json >FILE
 *
 * --expect writes what was planted, "RULE COUNT" a line, and the line "events N" with what a YAML reader must meet.
 * Mistake 0 and 1 are in the institution's part, mistake n + 2 is in goal n, of the sort that belongs to its place among the twelve.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "writer.h"

enum figure { SHARE_UP, SHARE_DOWN, DAYS_DOWN, COUNT_UP, MONEY_UP, MONEY_DOWN };

struct goal_form {
	const char *class, *dimension, *perspective, *stem, *title;
};
struct objective_form {
	const char *title, *activity;
};
struct indicator_form {
	const char *kind, *unit;
	enum figure figure;
	const char *title;
};

static const struct goal_form goal_forms[] = {
#define GOAL(class, dimension, perspective, stem, title) {class, dimension, perspective, stem, title},
#include "content.def"
};
static const struct objective_form objective_forms[] = {
#define OBJECTIVE(title, activity) {title, activity},
#include "content.def"
};
static const struct indicator_form indicator_forms[] = {
#define INDICATOR(kind, unit, figure, title) {kind, unit, figure, title},
#include "content.def"
};

enum { CYCLE = 12, MOST_TENSIONS = 24 };
_Static_assert(sizeof goal_forms / sizeof goal_forms[0] == CYCLE, "twelve goals");
_Static_assert(sizeof objective_forms / sizeof objective_forms[0] == CYCLE * 3, "three objectives a goal");
_Static_assert(sizeof indicator_forms / sizeof indicator_forms[0] == CYCLE * 9, "three indicators an objective");

/* The sort of mistake that each of the twelve goals can carry, in this order. */
enum mistake {
	NO_TARGET,
	NO_RESULT,
	NO_BASELINE,
	TITLE_NUMBER,
	WRONG_WAY,
	NO_OWNER,
	NO_SOURCE,
	UNHANDLED,
	OUTSIDE_PERIOD,
	UNIT_MISMATCH,
	NO_DEADLINE,
	BUDGET_SUM,
	NONE
};
static const char *const mistake_rules[CYCLE] = {
    "no-target",          "no-result-indicator", "no-baseline", "title-number-mismatch", "target-wrong-way",
    "no-owner",           "no-source",           "hurts-unhandled", "deadline-outside-period", "unit-mismatch",
    "no-deadline",        "budget-sum",
};

struct run {
	struct plint_bench_writer w;
	unsigned goals, mistakes, seed;
	uint64_t random;
};

/* One goal being written. */
struct place {
	unsigned number;       /* of the goal, from 0 */
	unsigned at;           /* among the twelve */
	unsigned round1;       /* how often the twelve have come, from 1 */
	enum mistake mistake;
	const struct goal_form *form;
	char name[32], where[48];
};

/* The three figures of an indicator. */
struct figures {
	unsigned from, middle, to;
};

/* xorshift: small, and the same everywhere. */
static unsigned draw(struct run *run, unsigned low, unsigned high)
{
	run->random ^= run->random << 13;
	run->random ^= run->random >> 7;
	run->random ^= run->random << 17;
	return low + (unsigned)((run->random >> 11) % (high - low + 1));
}

/* N with commas between groups of three. */
static const char *grouped(char *to, size_t room, unsigned n)
{
	if (n >= 1000000)
		snprintf(to, room, "%u,%03u,%03u", n / 1000000, n / 1000 % 1000, n % 1000);
	else if (n >= 1000)
		snprintf(to, room, "%u,%03u", n / 1000, n % 1000);
	else
		snprintf(to, room, "%u", n);
	return to;
}

/* A place name that no other number has. */
static void name_place(char *to, size_t room, unsigned number)
{
	static const char *const sides[] = {"Upper", "Lower", "North", "South", "East", "West", "Old", "New"};
	static const char *const heads[] = {"Ka", "Mo", "Ti", "Ba", "Su", "Re", "Na", "Lo", "Vi", "Du", "Fa", "Ge"};
	static const char *const middles[] = {"lin", "ra", "ven", "dor", "mis", "tal", "ruk", "san", "bel", "nor"};
	static const char *const tails[] = {"a", "o", "im", "ek", "una", "ari", "est", "ol", "ith", "ade", "ur", "em"};
	const char *side = sides[number % 8];
	const char *head = heads[number / 8 % 12];
	const char *middle = middles[number / 96 % 10];
	const char *tail = tails[number / 960 % 12];
	snprintf(to, room, "%s %s%s%s", side, head, middle, tail);
}

/* --- what belongs to the institution and stands once ------------------------------------------------------------------- */

static void write_plan(struct run *run)
{
	struct plint_bench_writer *w = &run->w;
	plint_bench_open(w, "plan", NULL, "Tarova Savings and Credit: strategic plan 2027-2029");
	plint_bench_text(w, "organisation", "Tarova Savings and Credit");
	plint_bench_field(w, "country", "Tarova");
	plint_bench_field(w, "currency", "IZD");
	plint_bench_field(w, "period", "2027-01-01");
	plint_bench_part(w, "to", "2029-12-31");
	plint_bench_field(w, "status", "final");
	plint_bench_field(w, "budget", "IZD %u million", run->goals * 2 / 5 + 1);
	plint_bench_close(w);
}

static void write_mission(struct plint_bench_writer *w)
{
	plint_bench_open(w, "mission", NULL, "Good services near home for the rural families of Tarova, so that they live on a higher income.");
	plint_bench_text(w, "reaches", "rural families of Tarova");
	plint_bench_part(w, "as", "families");
	plint_bench_text(w, "meets", "Good services near home");
	plint_bench_part(w, "as", "season_money");
	plint_bench_text(w, "changes", "a higher income");
	plint_bench_part(w, "as", "family_income");
	plint_bench_close(w);
}

static void write_segment(struct plint_bench_writer *w, const char *name, const char *title, const char *line, const char *traits2)
{
	plint_bench_open(w, "segment", name, title);
	plint_bench_text(w, "who", "living on less than USD %s a day per person", line);
	plint_bench_field(w, "size", "182,000");
	plint_bench_part(w, "of", "640,000 households");
	plint_bench_field(w, "traits", "rural");
	plint_bench_item(w, "%s", traits2);
	plint_bench_field(w, "tool", "PPI");
	plint_bench_close(w);
}

static void write_need(struct plint_bench_writer *w, const char *name, const char *title, const char *kind)
{
	plint_bench_open(w, "need", name, title);
	plint_bench_field(w, "for", "families");
	plint_bench_item(w, "far_families");
	plint_bench_field(w, "kind", "%s", kind);
	plint_bench_text(w, "evidence", "client survey, 412 interviews, 2026");
	plint_bench_close(w);
}

static void write_product(struct plint_bench_writer *w, const char *name, const char *title, const char *kind, const char *need)
{
	plint_bench_open(w, "product", name, title);
	plint_bench_field(w, "kind", "%s", kind);
	plint_bench_field(w, "for", "families");
	plint_bench_item(w, "far_families");
	plint_bench_field(w, "meets", "%s", need);
	plint_bench_field(w, "changes", "family_income");
	if (strcmp(kind, "loan") == 0) {
		plint_bench_field(w, "price", "28%%");
		plint_bench_part(w, "per", "year");
	}
	plint_bench_close(w);
}

static void write_offer(struct plint_bench_writer *w)
{
	write_segment(w, "families", "Rural families of the northern districts", "4", "poor");
	write_segment(w, "far_families", "Families a day from the road", "3", "remote");
	write_need(w, "season_money", "Money to buy seed and stock before the season", "business");
	write_need(w, "bad_days", "Money in illness and after a bad harvest", "emergency");
	plint_bench_open(w, "change", "family_income", "More income and stock in the family business");
	plint_bench_field(w, "for", "families");
	plint_bench_item(w, "far_families");
	plint_bench_field(w, "kind", "income");
	plint_bench_text(w, "means", "profit of the business and value of its stock, a year");
	plint_bench_close(w);
	write_product(w, "season_loan", "Season loan", "loan", "season_money");
	write_product(w, "open_savings", "Savings that can be drawn at once", "savings", "bad_days");
	plint_bench_open(w, "channel", "agents", "Village agents");
	plint_bench_field(w, "kind", "agent");
	plint_bench_field(w, "for", "families");
	plint_bench_item(w, "far_families");
	plint_bench_field(w, "cost", "IZD 12");
	plint_bench_part(w, "per", "client");
	plint_bench_close(w);
}

static void write_role(struct plint_bench_writer *w, const char *name, const char *level)
{
	plint_bench_open_line(w, "role", name, NULL);
	plint_bench_field(w, "level", "%s", level);
	plint_bench_close(w);
}

static void write_roles(struct run *run)
{
	static const char *const heads[] = {"finance_manager", "credit_manager", "social_manager", "hr_manager", "branch_manager"};
	write_role(&run->w, "board", "board");
	for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
		write_role(&run->w, heads[i], "management");
	write_role(&run->w, "loan_officer", "field");
	for (unsigned i = 0; i * 2 < run->goals; i++) {
		char name[24];
		snprintf(name, sizeof name, "area_manager_%u", i + 1);
		write_role(&run->w, name, "management");
	}
}

static void write_source(struct plint_bench_writer *w, const char *name, const char *title, const char *owner, bool by_district)
{
	plint_bench_open(w, "source", name, title);
	plint_bench_field(w, "kind", "%s", strcmp(name, "income_survey") == 0 ? "survey" : name);
	plint_bench_field(w, "holds", "sex");
	if (by_district)
		plint_bench_item(w, "district");
	plint_bench_field(w, "owner", "%s", owner);
	plint_bench_field(w, "budget", "IZD 80,000");
	plint_bench_close(w);
}

static void write_stakeholder(struct plint_bench_writer *w, const char *name, const char *title, const char *kind, const char *second)
{
	plint_bench_open(w, "stakeholder", name, title);
	plint_bench_field(w, "kind", "%s", kind);
	plint_bench_field(w, "joins", "preparation");
	plint_bench_item(w, "%s", second);
	plint_bench_close(w);
}

static void write_people(struct run *run)
{
	struct plint_bench_writer *w = &run->w;
	write_roles(run);
	write_source(w, "mis", "Loan and savings system", "finance_manager", true);
	write_source(w, "ledger", "General ledger", "finance_manager", true);
	write_source(w, "hr", "Staff register", "hr_manager", true);
	write_source(w, "income_survey", "Yearly income survey", "social_manager", false);
	write_stakeholder(w, "directors", "Board of directors", "board", "review");
	write_stakeholder(w, "heads", "Branch managers", "middle-managers", "workshop");
	write_stakeholder(w, "officers", "Loan officers", "field-staff", "workshop");
	write_stakeholder(w, "client_groups", "Client groups", "clients", "review");
	plint_bench_open(w, "review", "board_review", "Quarterly review by the board");
	plint_bench_field(w, "held", "quarterly");
	plint_bench_field(w, "owner", "board");
	plint_bench_field(w, "shared with", "officers");
	plint_bench_item(w, "client_groups");
	plint_bench_close(w);
}

static void write_policies(struct plint_bench_writer *w)
{
	static const char *const client[] = {"transparency", "pricing", "treatment", "collections", "complaints", "privacy", "design"};
	plint_bench_open(w, "policy", "protection", "Client protection code");
	plint_bench_field(w, "covers", "over-indebtedness");
	for (size_t i = 0; i < sizeof client / sizeof client[0]; i++)
		plint_bench_item(w, "%s", client[i]);
	plint_bench_field(w, "owner", "credit_manager");
	plint_bench_close(w);
	plint_bench_open(w, "policy", "house_rules", "Staff and community code");
	plint_bench_field(w, "covers", "staff");
	plint_bench_item(w, "gender");
	plint_bench_item(w, "environment");
	plint_bench_item(w, "community");
	plint_bench_field(w, "owner", "hr_manager");
	plint_bench_close(w);
}

static void write_incentive(struct plint_bench_writer *w, bool wrong)
{
	plint_bench_open(w, "incentive", "field_bonus", "Quarterly bonus in the field");
	plint_bench_field(w, "pays", "loan_officer");
	plint_bench_item(w, "branch_manager");
	plint_bench_part(w, "rhythm", "quarterly");
	plint_bench_field(w, "rewards", "40%%");
	plint_bench_part(w, "on", "outreach_1_a1");
	plint_bench_item(w, "30%%");
	plint_bench_part(w, "on", "service_1_a1");
	plint_bench_item(w, wrong ? "20%%" : "30%%");
	plint_bench_part(w, "on", "arrears_1_a1");
	plint_bench_field(w, "requires", "arrears_1_a1 at most 30%%");
	plint_bench_field(w, "cap", "25%%");
	plint_bench_part(w, "of", "salary");
	plint_bench_close(w);
}

static void write_swot(struct plint_bench_writer *w, const char *kind, const char *name, const char *title, const char *touches,
		       const char *level, const char *answer)
{
	plint_bench_open(w, kind, name, title);
	plint_bench_field(w, "touches", "%s", touches);
	plint_bench_field(w, "level", "%s", level);
	if (answer)
		plint_bench_field(w, "answered by", "%s", answer);
	plint_bench_close(w);
}

static void write_analysis(struct run *run)
{
	struct plint_bench_writer *w = &run->w;
	write_swot(w, "weakness", "late_figures", "Figures reach the branches weeks late", "knowledge_1", "institution", "knowledge_1_b");
	write_swot(w, "weakness", "paper", "Forms are filled in on paper and typed later", "cost_1", "institution",
		   run->mistakes > 1 ? NULL : "cost_1_b");
	write_swot(w, "threat", "many_lenders", "Families borrow from several lenders", "families", "client", "protection");
	write_swot(w, "threat", "dry_years", "Dry years become more frequent", "far_families", "market", "service_1_b");
	write_swot(w, "strength", "trust", "Trusted in the northern villages", "outreach_1", "institution", NULL);
	write_swot(w, "opportunity", "mobile_net", "The mobile network reaches the valleys", "remote_1", "market", NULL);
	for (unsigned round = 1; round <= MOST_TENSIONS && (round - 1) * CYCLE + 8 <= run->goals; round++) {
		char name[24];
		snprintf(name, sizeof name, "caseload_%u", round);
		plint_bench_open(w, "tension", name, "Lower cost against time for the client");
		plint_bench_field(w, "between", "cost_%u", round);
		plint_bench_item(w, "service_%u", round);
		plint_bench_field(w, "handled by", "service_%u_a1", round);
		plint_bench_close(w);
	}
}

/* --- goals ------------------------------------------------------------------------------------------------------------- */

static struct figures draw_figures(struct run *run, enum figure figure)
{
	struct figures f = {0, 0, 0};
	switch (figure) {
	case SHARE_UP:
		f.from = draw(run, 8, 60);
		f.to = f.from + draw(run, 4, 24);
		break;
	case SHARE_DOWN:
		f.from = draw(run, 12, 28);
		f.to = f.from - draw(run, 4, 8);
		break;
	case DAYS_DOWN:
		f.from = draw(run, 9, 20);
		f.to = f.from - draw(run, 3, 6);
		break;
	case COUNT_UP:
		f.from = draw(run, 20, 1400);
		f.to = f.from + f.from / 5 + draw(run, 4, 20);
		break;
	case MONEY_UP:
		f.from = draw(run, 900, 1900);
		f.to = f.from + draw(run, 200, 500);
		break;
	case MONEY_DOWN:
		f.from = draw(run, 50, 90);
		f.to = f.from - draw(run, 6, 16);
		break;
	}
	f.middle = (f.from + f.to) / 2;
	return f;
}

/* An amount as it stands in a plan: 14%, 9 days, 1,200, IZD 48. */
static const char *amount(char *to, size_t room, enum figure figure, unsigned n)
{
	char number[24];
	grouped(number, sizeof number, n);
	switch (figure) {
	case SHARE_UP:
	case SHARE_DOWN:
		snprintf(to, room, "%s%%", number);
		break;
	case DAYS_DOWN:
		snprintf(to, room, "%s days", number);
		break;
	case COUNT_UP:
		snprintf(to, room, "%s", number);
		break;
	case MONEY_UP:
	case MONEY_DOWN:
		snprintf(to, room, "IZD %s", number);
		break;
	}
	return to;
}

static const char *source_of(const struct place *p, const struct indicator_form *form)
{
	if (strcmp(p->form->dimension, "change") == 0 && strcmp(form->kind, "result") == 0)
		return "income_survey";
	if (strcmp(p->form->stem, "people") == 0)
		return "hr";
	return p->at == 6 || p->at == 7 ? "ledger" : "mis";
}

static const char *const deadlines[3] = {"2027-12-31", "2028-06-30", "2029-06-30"};
static const char *const halfway[3] = {"2027-06-30", "2027-12-31", "2028-06-30"};

/* Whom it counts, where the figure comes from and how often. */
static void write_measurement(struct plint_bench_writer *w, const struct place *p, const struct indicator_form *form, bool no_source)
{
	bool social = strcmp(p->form->class, "social") == 0;
	bool result = strcmp(form->kind, "result") == 0;
	const char *source = source_of(p, form);
	if (social)
		plint_bench_field(w, "for", p->at == 5 ? "far_families" : "families");
	if (!no_source)
		plint_bench_field(w, "source", "%s", source);
	plint_bench_field(w, "collected", strcmp(source, "income_survey") == 0 ? "yearly" : result ? "monthly" : "quarterly");
	if (result && (social || p->at == 11))
		plint_bench_field(w, "split by", "sex");
	if (strcmp(p->form->dimension, "change") == 0 && result)
		plint_bench_field(w, "cohort", "2 years");
}

static void write_target(struct plint_bench_writer *w, const struct place *p, const struct indicator_form *form,
			 const struct figures *f, unsigned o, unsigned i)
{
	char text[32];
	bool down = form->figure == SHARE_DOWN || form->figure == DAYS_DOWN || form->figure == MONEY_DOWN;
	if (p->mistake == UNIT_MISMATCH && o == 2 && i == 0)
		plint_bench_field(w, "target", "20%%");
	else if (p->mistake == WRONG_WAY && o == 1 && i == 0)
		plint_bench_field(w, "target", "%s", amount(text, sizeof text, form->figure, f->from > 5 ? f->from - 5 : 1));
	else
		plint_bench_field(w, "target", "%s%s", down ? "at most " : "", amount(text, sizeof text, form->figure, f->to));
	if (p->mistake == OUTSIDE_PERIOD && o == 0 && i == 1)
		plint_bench_part(w, "by", "2031-06-30");
	else if (p->mistake != NO_DEADLINE || o != 2)
		plint_bench_part(w, "by", "%s", deadlines[o]);
	bool odd = (p->mistake == UNIT_MISMATCH && o == 2) || (p->mistake == WRONG_WAY && o == 1);
	if (o > 0 && (odd ? i == 1 : i == 0)) {
		plint_bench_field(w, "milestone", "%s", amount(text, sizeof text, form->figure, f->middle));
		plint_bench_part(w, "by", "%s", halfway[o]);
	}
}

static void write_indicator(struct run *run, const struct place *p, unsigned o, unsigned i, const struct figures *f)
{
	struct plint_bench_writer *w = &run->w;
	const struct indicator_form *form = &indicator_forms[p->at * 9 + o * 3 + i];
	char name[48], title[PLINT_BENCH_VALUE], text[32];
	bool other_unit = p->mistake == UNIT_MISMATCH && o == 2 && i == 0;
	snprintf(name, sizeof name, "%s_%c%u", p->name, 'a' + (int)o, i + 1);
	snprintf(title, sizeof title, "%s, %s", form->title, p->where);
	plint_bench_open(w, "indicator", name, title);
	plint_bench_field(w, "kind", "%s", p->mistake == NO_RESULT && o == 1 ? "process" : form->kind);
	if (!other_unit)
		plint_bench_field(w, "unit", "%s", form->unit);
	if (p->mistake == WRONG_WAY && o == 1 && i == 0)
		plint_bench_field(w, "direction", "up");
	write_measurement(w, p, form, p->mistake == NO_SOURCE && o == 2 && i == 1);
	if (p->mistake != NO_BASELINE || o != 1 || i != 0) {
		if (other_unit)
			plint_bench_field(w, "baseline", "1,200 requests");
		else
			plint_bench_field(w, "baseline", "%s", amount(text, sizeof text, form->figure, f->from));
		plint_bench_part(w, "on", "2026-12-31");
	}
	if (p->mistake != NO_TARGET || o != 1 || i != 2)
		write_target(w, p, form, f, o, i);
	plint_bench_close(w);
}

/* The title names the figures of the first indicator where the objective is the first and they rise as a share. A title that names
 * others is so far off that no indicator beside it can fit by chance. */
static void title_objective(const struct place *p, unsigned o, const struct figures *f, char *to, size_t room)
{
	const struct objective_form *form = &objective_forms[p->at * 3 + o];
	unsigned last = p->mistake == TITLE_NUMBER ? f->to + 33 : f->to;
	if (o == 0 && indicator_forms[p->at * 9].figure == SHARE_UP)
		snprintf(to, room, "%s from %u%% to %u%%, %s", form->title, f->from, last, p->where);
	else
		snprintf(to, room, "%s, %s", form->title, p->where);
}

static void write_activity(struct run *run, const struct place *p, unsigned o)
{
	static const char *const ends[3] = {"2027-10", "2028-03", "2029-02"};
	char name[48], title[PLINT_BENCH_VALUE];
	snprintf(name, sizeof name, "%s_%c_do", p->name, 'a' + (int)o);
	snprintf(title, sizeof title, "%s", objective_forms[p->at * 3 + o].activity);
	plint_bench_open_line(&run->w, "activity", name, title);
	plint_bench_field(&run->w, "by", "%s", ends[o]);
	plint_bench_field(&run->w, "budget", "IZD %u,000", draw(run, 10, 40));
	plint_bench_close(&run->w);
}

static void write_objective(struct run *run, const struct place *p, unsigned o)
{
	struct plint_bench_writer *w = &run->w;
	char name[48], title[PLINT_BENCH_VALUE];
	struct figures f[3];
	for (unsigned i = 0; i < 3; i++)
		f[i] = draw_figures(run, indicator_forms[p->at * 9 + o * 3 + i].figure);
	snprintf(name, sizeof name, "%s_%c", p->name, 'a' + (int)o);
	title_objective(p, o, &f[0], title, sizeof title);
	plint_bench_open(w, "objective", name, title);
	if (p->mistake != NO_DEADLINE || o != 2)
		plint_bench_field(w, "by", "%s", deadlines[o]);
	if (p->mistake != NO_OWNER || o != 1)
		plint_bench_field(w, "owner", "area_manager_%u", p->number / 2 + 1);
	if (p->mistake == BUDGET_SUM && o == 0)
		plint_bench_field(w, "budget", "IZD 310,000");
	else
		plint_bench_field(w, "budget", "IZD %u,000", draw(run, 40, 95));
	if (strcmp(p->form->dimension, "change") == 0)
		plint_bench_text(w, "assumes", "the northern markets stay open");
	for (unsigned i = 0; i < 3; i++)
		write_indicator(run, p, o, i, &f[i]);
	write_activity(run, p, o);
	plint_bench_close(w);
}

/* The one indicator that stands below a goal without an objective between: the 109th of a realistic plan. */
static void write_goal_indicator(struct plint_bench_writer *w)
{
	plint_bench_open(w, "indicator", "outreach_1_all", "Poor families among all clients");
	plint_bench_field(w, "kind", "result");
	plint_bench_field(w, "unit", "percent");
	plint_bench_field(w, "for", "families");
	plint_bench_field(w, "source", "mis");
	plint_bench_field(w, "collected", "quarterly");
	plint_bench_field(w, "split by", "sex");
	plint_bench_item(w, "district");
	plint_bench_field(w, "baseline", "31%%");
	plint_bench_part(w, "on", "2026-12-31");
	plint_bench_field(w, "target", "at least 45%%");
	plint_bench_part(w, "by", "2029-06-30");
	plint_bench_close(w);
}

static void write_links(struct plint_bench_writer *w, const struct place *p, unsigned goals)
{
	unsigned first = p->number - p->at;
	bool has_cost = first + 7 < goals;
	if (strcmp(p->form->class, "financial") == 0)
		plint_bench_field(w, "funds", "outreach_%u", p->round1);
	if (p->at >= 9)
		plint_bench_field(w, "supports", "outreach_%u", p->round1);
	if (p->at == 0 && has_cost) {
		plint_bench_field(w, "supports", "cost_%u", p->round1);
		plint_bench_text(w, "quotes", "rural families of Tarova");
	}
	if (p->at == 5)
		plint_bench_text(w, "quotes", "rural families of Tarova");
	bool handled = p->at == 7 && p->round1 <= MOST_TENSIONS;
	if (handled)
		plint_bench_field(w, "hurts", "service_%u", p->round1);
	if (p->mistake == UNHANDLED && handled)
		plint_bench_item(w, "fairness_%u", p->round1);
	else if (p->mistake == UNHANDLED)
		plint_bench_field(w, "hurts", "fairness_%u", p->round1);
}

static void write_goal(struct run *run, unsigned number)
{
	struct plint_bench_writer *w = &run->w;
	struct place p = {.number = number, .at = number % CYCLE, .round1 = number / CYCLE + 1, .mistake = NONE};
	char kind[24], title[PLINT_BENCH_VALUE];
	p.form = &goal_forms[p.at];
	if (number + 2 < run->mistakes)
		p.mistake = (enum mistake)p.at;
	snprintf(p.name, sizeof p.name, "%s_%u", p.form->stem, p.round1);
	name_place(p.where, sizeof p.where, number + run->seed * 17);
	snprintf(kind, sizeof kind, "%s goal", p.form->class);
	snprintf(title, sizeof title, "%s %s", p.form->title, p.where);
	plint_bench_open(w, kind, p.name, title);
	plint_bench_field(w, "dimension", "%s", p.form->dimension);
	plint_bench_field(w, "perspective", "%s", p.form->perspective);
	if (number < CYCLE && run->goals >= CYCLE)
		plint_bench_field(w, "weight", "%u%%", number < 4 ? 9 : 8);
	if (strcmp(p.form->class, "social") == 0)
		plint_bench_field(w, "for", p.at == 5 ? "far_families" : "families");
	if (p.at == 1)
		plint_bench_field(w, "meets", "season_money");
	if (p.at == 2)
		plint_bench_field(w, "changes", "family_income");
	plint_bench_field(w, "budget", "IZD 300,000");
	write_links(w, &p, run->goals);
	if (number == 0)
		write_goal_indicator(w);
	for (unsigned o = 0; o < 3; o++)
		write_objective(run, &p, o);
	plint_bench_close(w);
}

static void write_all(struct run *run)
{
	write_plan(run);
	write_mission(&run->w);
	write_offer(&run->w);
	for (unsigned i = 0; i < run->goals; i++)
		write_goal(run, i);
	write_analysis(run);
	write_policies(&run->w);
	write_incentive(&run->w, run->mistakes > 0);
	write_people(run);
}

static bool write_expected(const struct run *run, const char *path)
{
	FILE *f = fopen(path, "w");
	if (!f)
		return false;
	if (run->mistakes > 0)
		fputs("weights-not-100 1\n", f);
	if (run->mistakes > 1)
		fputs("swot-unanswered 1\n", f);
	for (unsigned m = 0; m < CYCLE; m++) {
		unsigned in_goals = run->mistakes > 2 ? run->mistakes - 2 : 0;
		unsigned count = in_goals / CYCLE + (m < in_goals % CYCLE);
		if (count > 0)
			fprintf(f, "%s %u\n", mistake_rules[m], count);
	}
	/* Stream, document and the ends of all three are events too. */
	if (run->w.format == PLINT_BENCH_YAML)
		fprintf(f, "events %lu\n", run->w.scalars + 2 * (run->w.mappings + run->w.sequences) + 4);
	return fclose(f) == 0;
}

static bool number_option(const char *text, unsigned *value)
{
	char *end;
	unsigned long n = strtoul(text, &end, 10);
	*value = (unsigned)n;
	return end != text && *end == '\0' && n <= 1000000;
}

static bool format_of(const char *word, enum plint_bench_format *format)
{
	static const char *const words[] = {"plan", "yaml", "xml", "json"};
	for (unsigned i = 0; i < 4; i++) {
		if (strcmp(word, words[i]) == 0) {
			*format = (enum plint_bench_format)i;
			return true;
		}
	}
	return false;
}

int main(int argc, char **argv)
{
	struct run run = {.goals = CYCLE, .seed = 1};
	enum plint_bench_format format = PLINT_BENCH_PLAN;
	const char *expect = NULL;
	bool ok = argc > 1 && argc % 2 == 0;
	for (int i = 1; ok && i + 2 < argc; i += 2) {
		if (strcmp(argv[i], "--goals") == 0)
			ok = number_option(argv[i + 1], &run.goals);
		else if (strcmp(argv[i], "--mistakes") == 0)
			ok = number_option(argv[i + 1], &run.mistakes);
		else if (strcmp(argv[i], "--seed") == 0)
			ok = number_option(argv[i + 1], &run.seed);
		else if (strcmp(argv[i], "--expect") == 0)
			expect = argv[i + 1];
		else
			ok = false;
	}
	if (!ok || !format_of(argv[argc - 1], &format) || run.goals < CYCLE || run.mistakes > run.goals + 2) {
		fputs("usage: generate [--goals N] [--mistakes N] [--seed N] [--expect FILE] plan|yaml|xml|json\n", stderr);
		return 2;
	}
	run.random = 0x9E3779B97F4A7C15u * (run.seed + 1u);
	plint_bench_start(&run.w, stdout, format);
	write_all(&run);
	plint_bench_finish(&run.w);
	if (fflush(stdout) != 0 || ferror(stdout) || (expect && !write_expected(&run, expect))) {
		perror("generate");
		return 2;
	}
	return 0;
}
