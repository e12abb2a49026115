/*
 * Threads: see jobs.h. Plans go through a ring of places. A place holds the reader of one plan at a time: it is claimed by a thread in the
 * order of the plans, read, and emptied by the main thread when its turn has come. The main thread reads too while nothing is due, so one
 * job means no further thread, and a thread that cannot be had is done without.
 *
 * Memory: each place may take its share of what one plan may take alone. A plan for which that is too little is read again at its turn, by
 * itself, with nothing else in memory. So the outcome does not depend on the number of threads here either.
 */
#include "cli/jobs.h"

#include <assert.h>
#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <string.h>

#include "base/limits.h"

#define MIN_SHARE_BYTES ((size_t)4 << 20)
/* Arenas grow by doubling, so what is present may be twice what is used. */
#define MAX_PLACES ((uint32_t)(PLINT_MAX_PLAN_MEMORY / (2 * MIN_SHARE_BYTES)))

enum place_state {
	PLACE_EMPTY,
	PLACE_BUSY,
	PLACE_DONE,
	PLACE_SHORT /* the memory did not do */
};

struct place {
	struct plint_cli cli; /* the run's, with memory and a guard of its own */
	struct plint_reader *readers[2];
	const struct plint_read *human, *machine;
	enum place_state state;
};

struct plint_jobs {
	struct plint_cli *cli;
	struct plint_arena_owned *owned; /* the places and what is under the lock */
	const struct plint_found *found;
	struct plint_jobs_wish wish;
	plint_jobs_take_fn *take;
	void *data;
	struct place *places;
	uint32_t place_count;
	pthread_t *threads;
	uint32_t thread_count; /* beside the main one */
	size_t alone_bytes;    /* for one reading */
	size_t share_bytes;    /* for one reading in a place among others */
	/* Below: under the lock. */
	pthread_mutex_t lock;
	pthread_cond_t has_room; /* a place was emptied, or it is over */
	pthread_cond_t has_news; /* a place was filled */
	uint32_t next;           /* plan to be claimed */
	uint32_t turn;           /* plan to be given out */
	uint32_t busy;           /* places that are being filled */
	bool is_held;            /* nothing may be claimed */
	bool is_over;
};

/* How many processors this process may use; at least 1. */
static unsigned processors(void)
{
	cpu_set_t set;
	int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
	return count < 1 ? 1 : count > PLINT_MAX_JOBS ? PLINT_MAX_JOBS : (unsigned)count;
}

static bool has_input(const struct plint_found *found)
{
	for (uint32_t i = 0; i < found->plans.count; i++)
		for (uint32_t k = 0; k < found->plans.items[i].file_count; k++)
			if (found->plans.items[i].files[k].is_stdin)
				return true;
	return false;
}

/* No thread may be left that works on J. */
static void release(void *object)
{
	struct plint_jobs *j = object;
	for (uint32_t i = 0; i < j->place_count; i++)
		plint_arena_clear(&j->places[i].cli.arena);
	pthread_cond_destroy(&j->has_news);
	pthread_cond_destroy(&j->has_room);
	pthread_mutex_destroy(&j->lock);
}

struct plint_jobs *plint_jobs_new(struct plint_cli *cli, const struct plint_found *found)
{
	struct plint_jobs *j = plint_arena_calloc(&cli->arena, 1, sizeof *j);
	uint32_t threads = cli->options.jobs ? cli->options.jobs : processors();
	if (threads > found->plans.count)
		threads = found->plans.count ? found->plans.count : 1;
	if (threads > MAX_PLACES)
		threads = MAX_PLACES;
	j->cli = cli;
	j->found = found;
	j->thread_count = threads - 1;
	j->place_count = threads == 1 ? 1 : threads > MAX_PLACES / 2 ? MAX_PLACES : threads * 2;
	j->places = plint_arena_calloc(&cli->arena, j->place_count, sizeof *j->places);
	j->threads = plint_arena_calloc(&cli->arena, threads, sizeof *j->threads);
	if (has_input(found))
		plint_reader_take_input(cli);
	j->owned = plint_arena_own(&cli->arena, release, j);
	pthread_mutex_init(&j->lock, NULL);
	pthread_cond_init(&j->has_room, NULL);
	pthread_cond_init(&j->has_news, NULL);
	for (uint32_t i = 0; i < j->place_count; i++) {
		struct place *p = &j->places[i];
		p->cli = *cli;
		plint_arena_init(&p->cli.arena, plint_cli_fatal, &p->cli, 0);
	}
	return j;
}

static void drop_place(struct place *p)
{
	for (int i = 0; i < 2; i++)
		if (p->readers[i])
			plint_reader_drop(p->readers[i]);
	p->state = PLACE_EMPTY;
}

void plint_jobs_free(struct plint_jobs *j)
{
	plint_arena_disown(j->owned);
}

/* ---- one plan ---------------------------------------------------------------------------------------------------------- */

static void make_readers(void *data)
{
	struct place *p = data;
	for (int i = 0; i < 2; i++)
		if (!p->readers[i])
			p->readers[i] = plint_reader_new(&p->cli, true);
}

/* The reading number I of PLAN in P. With ALONE all memory is there for it, and it comes to an end in any case. */
static const struct plint_read *read_in(const struct plint_jobs *j, struct place *p, int i, const struct plint_found_plan *plan,
                                        const char *language, bool alone)
{
	const char *what;
	plint_reader_limit(p->readers[i], alone ? j->alone_bytes : j->share_bytes);
	if (alone)
		return plint_reader_read(p->readers[i], plan, language);
	return plint_reader_try(p->readers[i], plan, language, &what);
}

/* Fills P with what comes of PLAN. False where the memory did not do. */
static bool fill(const struct plint_jobs *j, struct place *p, const struct plint_found_plan *plan, bool alone)
{
	const char *asked = j->wish.always_english ? NULL : p->cli.options.lang, *setting = plan->session->language;
	p->human = p->machine = NULL;
	if (!j->wish.human) {
		p->machine = read_in(j, p, 0, plan, asked ? asked : "en", alone);
		return p->machine != NULL;
	}
	p->human = read_in(j, p, 0, plan, asked ? asked : setting, alone);
	if (!p->human)
		return false;
	if (!j->wish.machine)
		return true;
	bool is_same = asked || !p->human->language || strcmp(p->human->language, "en") == 0;
	p->machine = is_same ? p->human : read_in(j, p, 1, plan, "en", alone);
	return p->machine != NULL;
}

static const struct plint_found_plan *plan_of(const struct plint_jobs *j, uint32_t number)
{
	return &j->found->plans.items[number];
}

static struct place *place_of(const struct plint_jobs *j, uint32_t number)
{
	return &j->places[number % j->place_count];
}

/* The same for plan NUMBER with all memory, on the main thread: running out of memory ends the run. */
static void fill_alone(const struct plint_jobs *j, struct place *p, uint32_t number)
{
	p->cli.guard = j->cli->guard;
	make_readers(p);
	(void)fill(j, p, plan_of(j, number), true);
}

/* ---- the ring ---------------------------------------------------------------------------------------------------------- */

static bool may_claim(const struct plint_jobs *j)
{
	return !j->is_held && j->next < j->found->plans.count && j->next - j->turn < j->place_count;
}

/* Claims the next plan and fills its place. The lock is held before and behind, not meanwhile. */
static void work(struct plint_jobs *j)
{
	uint32_t number = j->next++;
	struct place *p = place_of(j, number);
	assert(p->state == PLACE_EMPTY);
	p->state = PLACE_BUSY;
	j->busy++;
	pthread_mutex_unlock(&j->lock);
	bool is_done;
	if (j->place_count == 1) {
		fill_alone(j, p, number);
		is_done = true;
	} else {
		is_done = plint_cli_try(&p->cli, make_readers, p) == NULL && fill(j, p, plan_of(j, number), false);
	}
	pthread_mutex_lock(&j->lock);
	p->state = is_done ? PLACE_DONE : PLACE_SHORT;
	j->busy--;
	pthread_cond_signal(&j->has_news);
}

static void *run_thread(void *data)
{
	struct plint_jobs *j = data;
	pthread_mutex_lock(&j->lock);
	while (!j->is_over) {
		if (may_claim(j))
			work(j);
		else
			pthread_cond_wait(&j->has_room, &j->lock);
	}
	pthread_mutex_unlock(&j->lock);
	return NULL;
}

/* Gives out what stands in P; the lock is not held. What is drawn takes memory of P too, and running out of it ends the run. */
static bool give_out(struct plint_jobs *j, struct place *p)
{
	p->cli.guard = j->cli->guard;
	return j->take(j->data, plan_of(j, j->turn), p->human, p->machine);
}

/* The plan whose turn it is found too little memory: all others are given up, and it is read by itself. The lock is held before and
 * behind. */
static bool give_out_alone(struct plint_jobs *j)
{
	struct place *p = place_of(j, j->turn);
	j->is_held = true;
	while (j->busy > 0)
		pthread_cond_wait(&j->has_news, &j->lock);
	for (uint32_t i = 0; i < j->place_count; i++)
		drop_place(&j->places[i]);
	j->next = j->turn + 1;
	pthread_mutex_unlock(&j->lock);
	fill_alone(j, p, j->turn);
	bool goes_on = give_out(j, p);
	drop_place(p);
	pthread_mutex_lock(&j->lock);
	j->is_held = false;
	pthread_cond_broadcast(&j->has_room);
	return goes_on;
}

/* The main thread's part. The lock is held, except where it is given back for work. */
static void run_main(void *data)
{
	struct plint_jobs *j = data;
	pthread_mutex_lock(&j->lock);
	while (!j->is_over && j->turn < j->found->plans.count) {
		struct place *p = place_of(j, j->turn);
		bool goes_on = true;
		if (p->state == PLACE_DONE) {
			pthread_mutex_unlock(&j->lock);
			goes_on = give_out(j, p);
			pthread_mutex_lock(&j->lock);
		} else if (p->state == PLACE_SHORT) {
			goes_on = give_out_alone(j);
		} else {
			if (may_claim(j))
				work(j);
			else
				pthread_cond_wait(&j->has_news, &j->lock);
			continue;
		}
		p->state = PLACE_EMPTY;
		j->turn++;
		j->is_over = !goes_on;
		pthread_cond_signal(&j->has_room);
	}
	pthread_mutex_unlock(&j->lock);
}

/* Little comes from malloc; an arena of it for each thread would reserve 64 MB of address space, which a limit (ulimit -v) may not have. */
static void use_one_heap(void)
{
#ifdef M_ARENA_MAX
	(void)mallopt(M_ARENA_MAX, 1);
#endif
}

static void begin_run(struct plint_jobs *j)
{
	/* Where a plan may have to be read in two languages, the two readings share. */
	size_t readings = j->wish.human && j->wish.machine && !j->cli->options.lang ? 2 : 1;
	j->alone_bytes = PLINT_MAX_PLAN_MEMORY / readings;
	j->share_bytes = PLINT_MAX_PLAN_MEMORY / readings / 2 / j->place_count;
	j->next = j->turn = j->busy = 0;
	j->is_held = j->is_over = false;
	for (uint32_t i = 0; i < j->place_count; i++)
		j->places[i].state = PLACE_EMPTY;
}

void plint_jobs_run(struct plint_jobs *j, struct plint_jobs_wish wish, plint_jobs_take_fn *take, void *data)
{
	uint32_t started = 0;
	j->wish = wish;
	j->take = take;
	j->data = data;
	begin_run(j);
	if (j->thread_count > 0)
		use_one_heap();
	while (started < j->thread_count && pthread_create(&j->threads[started], NULL, run_thread, j) == 0)
		started++;
	/* Whatever happens: no thread may be left when this returns, since what they work in goes with the run. */
	const char *what = plint_cli_try(j->cli, run_main, j);
	pthread_mutex_lock(&j->lock);
	j->is_over = true;
	pthread_cond_broadcast(&j->has_room);
	pthread_mutex_unlock(&j->lock);
	for (uint32_t i = 0; i < started; i++)
		pthread_join(j->threads[i], NULL);
	if (what)
		plint_cli_fatal(j->cli, what);
}
