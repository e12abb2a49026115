/*
 * Findings that are known: see known.h. For each plan it is settled once how many findings of a class are let pass, so that a plan that is
 * looked at twice (in two languages) gives the same both times.
 *
 * An entry of a baseline holds for findings in its file, in the other files of that plan, and, where its file is no longer there, wherever
 * they are now: a renamed file brings nothing back.
 */
#include "cli/known.h"

#include <string.h>

#include "cli/baseline.h"
#include "cli/since.h"

enum place_state { PLACE_UNKNOWN, PLACE_THERE, PLACE_GONE };

/* A baseline of the run. */
struct base {
	struct plint_baseline_file file;
	uint8_t *states;   /* by entry: enum place_state */
	uint8_t *is_judged; /* by entry: the run would have seen it */
	struct plint_baseline now; /* for --write-baseline: what there is */
	bool is_shown;     /* its entries that no longer occur have been told */
};

/* What is settled for a plan. */
struct settled {
	bool is_done;
	struct plint_map held;         /* by kin: findings that the baseline holds back */
	const struct plint_map *older; /* by kin: findings that it had; NULL: not asked */
};

struct plint_known {
	struct plint_cli *cli;
	const struct plint_found *found;
	PLINT_VEC(struct base *) bases;
	struct base **of_plan; /* by plan; NULL: no baseline */
	struct settled *plans;
	struct plint_since *since;
	struct plint_buf report;
	bool has_trouble;
};

/* Whether X can be put up with at all. What stands for a check that was not done cannot. */
static bool is_debt(const struct plint_diag *x)
{
	return !plint_diag_is_reading(x) && strcmp(x->family, "limit") != 0 && strcmp(x->rule, PLINT_TOO_COSTLY) != 0;
}

/* ---- baselines of the plans ------------------------------------------------------------------------------------------ */

static struct base *base_of(struct plint_known *k, const char *path, bool may_lack)
{
	struct plint_arena *a = &k->cli->arena;
	for (uint32_t i = 0; i < k->bases.count; i++)
		if (strcmp(k->bases.items[i]->file.path, path) == 0)
			return k->bases.items[i];
	struct base *b = plint_arena_calloc(a, 1, sizeof *b);
	if (!plint_baseline_open(k->cli, path, may_lack, &b->file))
		return NULL;
	b->states = plint_arena_calloc(a, b->file.baseline.entries.count + 1, 1);
	b->is_judged = plint_arena_calloc(a, b->file.baseline.entries.count + 1, 1);
	plint_baseline_init(&b->now, a);
	plint_vec_push(&k->bases, a, b);
	return b;
}

/* The baseline that the settings of S name to *PATH (NULL: none). False where a link leads out of their folder (told). */
static bool setting_of(struct plint_cli *cli, const struct plint_session *s, const char **path)
{
	const char *name = s->config ? s->config->baseline : NULL;
	*path = name ? plint_session_short_path(cli, plint_io_join(&cli->arena, s->folder, name)) : NULL;
	if (!name || plint_session_holds(cli, s, *path))
		return true;
	plint_cli_complain(cli, "the baseline %s of the settings file cannot be used: it leads out of the file's folder", plint_cli_shown(cli, name));
	return false;
}

static bool find_bases(struct plint_known *k)
{
	const struct plint_options *o = &k->cli->options;
	for (uint32_t i = 0; i < k->found->plans.count; i++) {
		const char *path = o->write_baseline ? o->write_baseline : o->baseline;
		if (!path && !setting_of(k->cli, k->found->plans.items[i].session, &path))
			return false;
		if (!path && o->prune_baseline) {
			plint_cli_complain(k->cli, "--prune-baseline needs to know which baseline: add --baseline FILE, or the setting `baseline`");
			return false;
		}
		if (path && !(k->of_plan[i] = base_of(k, path, o->write_baseline != NULL)))
			return false;
	}
	return true;
}

static uint32_t index_of(const struct plint_known *k, const struct plint_found_plan *plan)
{
	return (uint32_t)(plan - k->found->plans.items);
}

/* ---- settling a plan ------------------------------------------------------------------------------------------------- */

/* The files of a plan as its baseline calls them. */
struct names {
	PLINT_VEC(const char *) items;
};

static struct names names_of(struct plint_known *k, const struct base *b, const struct plint_read *read)
{
	struct names n = {{0}};
	for (uint32_t i = 0; i < read->source->files.count; i++) {
		const char *name = plint_baseline_path(k->cli, &b->file, read->source->files.items[i].path);
		plint_vec_push(&n.items, &k->cli->arena, name);
	}
	return n;
}

static bool has_name(const struct names *n, const char *name)
{
	for (uint32_t i = 0; i < n->items.count; i++)
		if (strcmp(n->items.items[i], name) == 0)
			return true;
	return false;
}

static bool is_gone(struct plint_known *k, struct base *b, uint32_t entry)
{
	uint64_t dev, ino;
	if (b->states[entry] == PLACE_UNKNOWN) {
		const char *path = plint_baseline_place(k->cli, &b->file, b->file.baseline.entries.items[entry].path);
		b->states[entry] = plint_io_stat(path, &dev, &ino) == PLINT_IO_NONE ? PLACE_GONE : PLACE_THERE;
	}
	return b->states[entry] == PLACE_GONE;
}

/* Takes up to WANTED findings with fingerprint KIN from the entries of B that hold for a plan with the files N; how many there were. */
static uint32_t take(struct plint_known *k, struct base *b, const struct names *n, uint64_t kin, uint32_t wanted)
{
	uint32_t count, taken = 0, first = plint_baseline_find(&b->file.baseline, kin, &count);
	for (int of_gone = 0; of_gone < 2; of_gone++)
		for (uint32_t i = first; i < first + count && taken < wanted; i++) {
			uint32_t at = b->file.baseline.by_fingerprint[i];
			struct plint_baseline_entry *e = &b->file.baseline.entries.items[at];
			bool is_own = has_name(n, e->path);
			if (of_gone ? is_own || !is_gone(k, b, at) : !is_own)
				continue;
			uint32_t part = e->left < wanted - taken ? e->left : wanted - taken;
			e->left -= part;
			taken += part;
		}
	return taken;
}

/* Whether the rule of E ran on the plan READ, or is one that there no longer is. */
static bool has_run(const struct plint_found_plan *plan, const struct plint_read *read, const struct plint_baseline_entry *e)
{
	int rule = plint_pack_rule(&plan->session->pack, e->rule, strlen(e->rule));
	const struct plint_in_force *f = read->checked ? read->checked->force : NULL;
	return f && (rule < 0 || f->severity[rule] != PLINT_OFF);
}

/* Marks the entries for the files N that this run can judge: not where lines could not be read, which silences rules. */
static void judge(struct base *b, const struct plint_found_plan *plan, const struct plint_read *read, const struct names *n)
{
	const struct plint_baseline *all = &b->file.baseline;
	if (read->diags->reading_errors > 0 || read->is_costly)
		return;
	for (uint32_t k = 0; k < n->items.count; k++) {
		uint32_t count, first = plint_baseline_of_path(all, n->items.items[k], &count);
		for (uint32_t i = first; i < first + count; i++)
			if (has_run(plan, read, &all->entries.items[i]))
				b->is_judged[i] = 1;
	}
}

static void settle_baseline(struct plint_known *k, uint32_t index, const struct plint_read *read)
{
	struct settled *s = &k->plans[index];
	struct base *b = k->of_plan[index];
	const struct plint_diags *d = read->diags;
	struct plint_map counts;
	plint_map_init(&counts, &k->cli->arena);
	plint_map_init(&s->held, &k->cli->arena);
	if (!b)
		return;
	struct names names = names_of(k, b, read);
	for (uint32_t i = 0; i < d->items.count; i++)
		++*plint_map_put(&counts, d->items.items[i].kin);
	for (uint32_t i = 0; i < d->items.count; i++) {
		const struct plint_diag *x = &d->items.items[i];
		if (x->kin_before == 0 && is_debt(x))
			*plint_map_put(&s->held, x->kin) = take(k, b, &names, x->kin, plint_map_get(&counts, x->kin));
	}
	judge(b, &k->found->plans.items[index], read, &names);
}

static void settle(struct plint_known *k, uint32_t index, const struct plint_read *read)
{
	struct settled *s = &k->plans[index];
	if (s->is_done)
		return;
	s->is_done = true;
	settle_baseline(k, index, read);
	if (!k->since)
		return;
	s->older = plint_since_findings(k->since, index);
	if (!s->older)
		k->has_trouble = true;
}

const struct plint_diags *plint_known_leave_out(struct plint_known *k, const struct plint_found_plan *plan, const struct plint_read *read,
                                                struct plint_diags *own, struct plint_known_counts *counts)
{
	uint32_t index = index_of(k, plan);
	const struct plint_diags *d = read->diags;
	*counts = (struct plint_known_counts){0, 0};
	if (!k->of_plan[index] && !k->since)
		return d;
	settle(k, index, read);
	const struct settled *s = &k->plans[index];
	*own = *d;
	own->items.items = plint_arena_alloc(d->arena, (d->items.count + 1) * sizeof *own->items.items);
	own->items.count = 0;
	for (uint32_t i = 0; i < d->items.count; i++) {
		const struct plint_diag *x = &d->items.items[i];
		bool can_be_known = is_debt(x);
		if (can_be_known && x->kin_before < plint_map_get(&s->held, x->kin))
			counts->held++;
		else if (can_be_known && s->older && x->kin_before < plint_map_get(s->older, x->kin))
			counts->older++;
		else
			own->items.items[own->items.count++] = *x;
	}
	return own;
}

/* ---- writing --------------------------------------------------------------------------------------------------------- */

/* Adds the findings of READ to what B has now. */
static void gather(struct plint_known *k, struct base *b, const struct plint_read *read)
{
	const struct plint_diags *d = read->diags;
	struct plint_arena *a = &k->cli->arena;
	struct plint_map counts;
	plint_map_init(&counts, a);
	for (uint32_t i = 0; i < d->items.count; i++)
		++*plint_map_put(&counts, d->items.items[i].kin);
	for (uint32_t i = 0; i < d->items.count; i++) {
		const struct plint_diag *x = &d->items.items[i];
		const struct plint_file *f = plint_source_file(read->source, x->span.start);
		if (x->kin_before > 0 || !is_debt(x) || !f)
			continue;
		plint_baseline_add(&b->now, plint_baseline_path(k->cli, &b->file, f->path), plint_arena_strndup(a, x->rule, strlen(x->rule)),
		                   x->kin, plint_map_get(&counts, x->kin), plint_baseline_words(a, x->message));
	}
}

/* Whether PATH is, or lies below, something named on the command line. */
static bool is_named(struct plint_known *k, const char *path)
{
	const struct plint_options *o = &k->cli->options;
	for (uint32_t i = 0; i < o->words.count; i++) {
		const char *real = plint_session_real_path(k->cli, o->words.items[i]);
		size_t len = real ? strlen(real) : 0;
		if (len && strncmp(path, real, len) == 0 && (path[len] == '/' || path[len] == '\0' || len == 1))
			return true;
	}
	return false;
}

/* Whether the command line lets only some of the rules run. */
static bool is_selective(const struct plint_options *o)
{
	for (uint32_t i = 0; i < o->rule_options.count; i++)
		if (o->rule_options.items[i].option == PLINT_OPTION_SELECT || o->rule_options.items[i].option == PLINT_OPTION_IGNORE)
			return true;
	return o->no_default_rules;
}

/* Entries for files that are no longer there, in what was named: nothing can be left of them. */
static void judge_gone(struct plint_known *k, struct base *b)
{
	const struct plint_baseline *all = &b->file.baseline;
	if (is_selective(&k->cli->options))
		return;
	for (uint32_t i = 0; i < all->entries.count; i++)
		if (!b->is_judged[i] && is_gone(k, b, i) && is_named(k, plint_baseline_place(k->cli, &b->file, all->entries.items[i].path)))
			b->is_judged[i] = 1;
}

/* Says what became of B. */
static void report(struct plint_known *k, const struct base *b, uint32_t more, uint32_t fewer)
{
	plint_buf_printf(&k->report, "%s: +%u −%u\n", b->file.shown, more, fewer);
}

static bool write_base(struct plint_known *k, struct base *b)
{
	const struct plint_baseline *old = &b->file.baseline;
	uint32_t more, fewer;
	judge_gone(k, b);
	for (uint32_t i = 0; i < old->entries.count; i++) {
		const struct plint_baseline_entry *e = &old->entries.items[i];
		if (!b->is_judged[i])
			plint_baseline_add(&b->now, e->path, e->rule, e->fingerprint, e->count, e->words);
	}
	plint_baseline_finish(&b->now);
	plint_baseline_compare(old, &b->now, &more, &fewer);
	if (more > 0 && b->file.is_there && !k->cli->options.allow_growth) {
		plint_cli_complain(k->cli,
		                   "the baseline %s was not written: it would grow (+%u −%u); correct what is new, or take it in with --allow-growth",
		                   b->file.shown, more, fewer);
		return false;
	}
	if (!plint_baseline_save(k->cli, &b->file, &b->now))
		return false;
	report(k, b, more, fewer);
	return true;
}

/* Takes out of B what no longer occurs. */
static bool prune_base(struct plint_known *k, struct base *b)
{
	const struct plint_baseline *old = &b->file.baseline;
	uint32_t more, fewer;
	judge_gone(k, b);
	for (uint32_t i = 0; i < old->entries.count; i++) {
		const struct plint_baseline_entry *e = &old->entries.items[i];
		uint32_t count = b->is_judged[i] ? e->count - e->left : e->count;
		if (count > 0)
			plint_baseline_add(&b->now, e->path, e->rule, e->fingerprint, count, e->words);
	}
	plint_baseline_finish(&b->now);
	plint_baseline_compare(old, &b->now, &more, &fewer);
	if (fewer > 0 && !plint_baseline_save(k->cli, &b->file, &b->now))
		return false;
	report(k, b, more, fewer);
	return true;
}

/* From here on B is what was written. */
static void renew(struct plint_known *k, struct base *b)
{
	struct plint_arena *a = &k->cli->arena;
	b->file.baseline = b->now;
	b->states = plint_arena_calloc(a, b->now.entries.count + 1, 1);
	b->is_judged = plint_arena_calloc(a, b->now.entries.count + 1, 1);
	b->is_shown = true; /* there is nothing in it that does not occur */
}

/* From here on B is as it was read. */
static void start_over(struct base *b)
{
	plint_baseline_finish(&b->file.baseline);
	memset(b->is_judged, 0, b->file.baseline.entries.count);
}

static bool look_at(void *data, const struct plint_found_plan *plan, const struct plint_read *human, const struct plint_read *machine)
{
	struct plint_known *k = data;
	uint32_t index = index_of(k, plan);
	(void)human;
	settle_baseline(k, index, machine);
	for (uint32_t i = 0; i < machine->file_count; i++)
		if (machine->files[i].is_unreadable)
			k->has_trouble = true; /* what is written lacks its findings, even if it can be read the next time */
	if (k->cli->options.write_baseline)
		gather(k, k->of_plan[index], machine);
	return true;
}

/* Looks at all plans and writes the baselines anew. The first words of a finding stand in a baseline in English. */
static void write_bases(struct plint_known *k, struct plint_jobs *jobs)
{
	bool is_writing = k->cli->options.write_baseline != NULL;
	plint_jobs_run(jobs, (struct plint_jobs_wish){.machine = true, .always_english = true}, look_at, k);
	for (uint32_t i = 0; i < k->bases.count; i++) {
		struct base *b = k->bases.items[i];
		if (is_writing ? write_base(k, b) : prune_base(k, b)) {
			renew(k, b);
		} else {
			k->has_trouble = true;
			start_over(b);
		}
	}
}

/* ---- the run --------------------------------------------------------------------------------------------------------- */

/* Whether the options go together. */
static bool are_compatible(struct plint_cli *cli)
{
	const struct plint_options *o = &cli->options;
	const char *wrong = NULL;
	if (o->allow_growth && !o->write_baseline)
		wrong = "--allow-growth belongs to --write-baseline FILE";
	else if (o->write_baseline && o->prune_baseline)
		wrong = "--write-baseline also takes out what no longer occurs: give it or --prune-baseline, not both";
	else if (o->changed_since && (o->write_baseline || o->prune_baseline))
		wrong = "a baseline is about all findings of a plan, --changed-since about some: give one of them";
	if (wrong)
		plint_cli_complain(cli, "%s", wrong);
	return !wrong;
}

struct plint_known *plint_known_new(struct plint_cli *cli, const struct plint_found *found, struct plint_jobs *jobs)
{
	struct plint_known *k = plint_arena_calloc(&cli->arena, 1, sizeof *k);
	const struct plint_options *o = &cli->options;
	if (!are_compatible(cli))
		return NULL;
	k->cli = cli;
	k->found = found;
	k->of_plan = plint_arena_calloc(&cli->arena, found->plans.count + 1, sizeof *k->of_plan);
	k->plans = plint_arena_calloc(&cli->arena, found->plans.count + 1, sizeof *k->plans);
	plint_buf_init(&k->report, &cli->arena);
	if (!find_bases(k))
		return NULL;
	if (o->changed_since && !(k->since = plint_since_new(cli, found, o->changed_since)))
		return NULL;
	if (o->write_baseline || o->prune_baseline)
		write_bases(k, jobs);
	return k;
}

void plint_known_free(struct plint_known *k)
{
	if (k)
		plint_since_free(k->since);
}

bool plint_known_has_trouble(const struct plint_known *k)
{
	return k->has_trouble;
}

const char *plint_known_report(const struct plint_known *k)
{
	return k->report.text;
}

/* ---- entries that no longer occur ------------------------------------------------------------------------------------ */

/* A result with the one piece of advice about B; false where all of it occurs. */
static bool tell_stale(struct plint_known *k, struct base *b, struct plint_result *out)
{
	struct plint_arena *a = &k->cli->arena;
	const struct plint_baseline *all = &b->file.baseline;
	struct plint_source *source = plint_arena_calloc(a, 1, sizeof *source);
	struct plint_diags *d = plint_arena_calloc(a, 1, sizeof *d);
	uint32_t count = 0;
	judge_gone(k, b);
	for (uint32_t i = 0; i < all->entries.count; i++)
		count += b->is_judged[i] ? all->entries.items[i].left : 0;
	if (count == 0)
		return false;
	plint_source_init(source, a);
	plint_source_add(source, b->file.path, b->file.text.text, b->file.text.len);
	plint_diags_init(d, a, source);
	struct plint_diag *x = NULL;
	for (uint32_t i = 0; i < all->entries.count; i++) {
		const struct plint_baseline_entry *e = &all->entries.items[i];
		if (!b->is_judged[i] || e->left == 0)
			continue;
		uint32_t len, at = plint_source_line_pos(source, &source->files.items[0], e->line1);
		plint_source_line(source, &source->files.items[0], e->line1, &len);
		struct plint_span span = {at, at + len};
		if (!x)
			x = plint_diags_add(d, PLINT_STALE_BASELINE, PLINT_BASELINE_FAMILY, PLINT_ADVICE, span,
			                    "findings of this baseline that no longer occur: %u", count);
		else
			plint_diag_relate(d, x, span, "nor does this one");
	}
	x->why = "An entry that outlives its finding would hide the same fault if it came back.";
	x->help = "take them out with `planlint check --prune-baseline` and the same paths";
	plint_diags_finish(d);
	*out = (struct plint_result){.diags = d, .source = source, .name = b->file.path, .is_remark = true};
	return true;
}

bool plint_known_next_stale(struct plint_known *k, struct plint_result *out)
{
	for (uint32_t i = 0; i < k->bases.count; i++) {
		struct base *b = k->bases.items[i];
		if (b->is_shown)
			continue;
		b->is_shown = true;
		if (tell_stale(k, b, out))
			return true;
	}
	return false;
}
