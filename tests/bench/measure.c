/*
 * Measures whole processes against each other: runs the commands in turn (A B A B …), warm, with output to /dev/null, and
 * prints what wait4 says of them. Linked statically, because a child's peak is never below its parent's size at the spawn.
 *
 *   measure [-r ROUNDS] [-s STATUS]… -- COMMAND… -- COMMAND…
 *
 * -s names the exit status that the next command must end with (default 0); any other end is an error, status 2.
 * Prints a line for each command:   run N wall_us MEDIAN least_us LEAST cpu_us MEDIAN peak_kib MOST faults MEDIAN
 * and a line for each but the first: ratio N pairs MEDIAN least LEAST    (first ÷ Nth: median of the pairs; shortest ÷ shortest)
 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { MOST_COMMANDS = 6, MOST_ROUNDS = 1001, WARM_UPS = 3 };

struct sample {
	double wall_us, cpu_us, faults;
	long peak_kib;
};

struct command {
	char **argv; /* borrowed from main's, NULL-terminated */
	int status;  /* that it must end with */
	struct sample *samples;
};

static double now_us(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static double in_us(struct timeval t)
{
	return (double)t.tv_sec * 1e6 + (double)t.tv_usec;
}

/* Runs the command once. False, with a message, where it could not start or ended otherwise than it should. */
static bool run_once(const struct command *c, const posix_spawn_file_actions_t *actions, struct sample *s)
{
	struct rusage usage;
	pid_t pid;
	int end = 0;
	double start = now_us();
	int trouble = posix_spawnp(&pid, c->argv[0], actions, NULL, c->argv, environ);
	if (trouble != 0) {
		fprintf(stderr, "measure: %s: %s\n", c->argv[0], strerror(trouble));
		return false;
	}
	while (wait4(pid, &end, 0, &usage) < 0) {
		if (errno != EINTR) {
			perror("measure: wait4");
			return false;
		}
	}
	s->wall_us = now_us() - start;
	s->cpu_us = in_us(usage.ru_utime) + in_us(usage.ru_stime);
	s->peak_kib = usage.ru_maxrss;
	s->faults = (double)(usage.ru_minflt + usage.ru_majflt);
	if (WIFEXITED(end) && WEXITSTATUS(end) == c->status)
		return true;
	fprintf(stderr, "measure: %s ended with %s %d\n", c->argv[0], WIFEXITED(end) ? "status" : "signal",
		WIFEXITED(end) ? WEXITSTATUS(end) : WTERMSIG(end));
	return false;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* Sorts VALUES. */
static double median(double *values, int count)
{
	qsort(values, (size_t)count, sizeof *values, compare);
	return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static double least_wall(const struct command *c, int rounds)
{
	double least = c->samples[0].wall_us;
	for (int r = 1; r < rounds; r++)
		if (c->samples[r].wall_us < least)
			least = c->samples[r].wall_us;
	return least;
}

static void print_command(const struct command *c, int number, int rounds)
{
	double wall[MOST_ROUNDS], cpu[MOST_ROUNDS], faults[MOST_ROUNDS];
	long peak = 0;
	for (int r = 0; r < rounds; r++) {
		wall[r] = c->samples[r].wall_us;
		cpu[r] = c->samples[r].cpu_us;
		faults[r] = c->samples[r].faults;
		if (c->samples[r].peak_kib > peak)
			peak = c->samples[r].peak_kib;
	}
	printf("run %d wall_us %.0f least_us %.0f cpu_us %.0f peak_kib %ld faults %.0f\n", number, median(wall, rounds),
	       least_wall(c, rounds), median(cpu, rounds), peak, median(faults, rounds));
}

static void print_ratio(const struct command *first, const struct command *other, int number, int rounds)
{
	double ratios[MOST_ROUNDS];
	for (int r = 0; r < rounds; r++)
		ratios[r] = first->samples[r].wall_us / other->samples[r].wall_us;
	printf("ratio %d pairs %.4f least %.4f\n", number, median(ratios, rounds), least_wall(first, rounds) / least_wall(other, rounds));
}

static bool measure(struct command *commands, int count, int rounds)
{
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	struct sample unused;
	bool ok = true;
	int warm_ups = rounds < WARM_UPS ? 1 : WARM_UPS;
	for (int r = 0; ok && r < warm_ups; r++)
		for (int i = 0; ok && i < count; i++)
			ok = run_once(&commands[i], &actions, &unused);
	for (int r = 0; ok && r < rounds; r++)
		for (int i = 0; ok && i < count; i++)
			ok = run_once(&commands[i], &actions, &commands[i].samples[r]);
	posix_spawn_file_actions_destroy(&actions);
	return ok;
}

static int usage(void)
{
	fputs("usage: measure [-r ROUNDS] [-s STATUS]... -- COMMAND... -- COMMAND...\n", stderr);
	return 2;
}

/* Cuts argv from AT on at each "--" into commands; their number, or 0 where one is empty or there are too many. */
static int cut_commands(char **argv, int argc, int at, struct command *commands)
{
	int count = 0;
	while (at < argc) {
		if (strcmp(argv[at], "--") != 0 || count == MOST_COMMANDS)
			return 0;
		argv[at++] = NULL;
		if (at == argc || strcmp(argv[at], "--") == 0)
			return 0;
		commands[count++].argv = &argv[at];
		while (at < argc && strcmp(argv[at], "--") != 0)
			at++;
	}
	return count;
}

static int small_number(const char *text, int most)
{
	char *end;
	long n = strtol(text, &end, 10);
	return end == text || *end != '\0' || n < 0 || n > most ? -1 : (int)n;
}

int main(int argc, char **argv)
{
	struct command commands[MOST_COMMANDS] = {{NULL, 0, NULL}};
	int rounds = 101, statuses = 0, at = 1;
	for (; at + 1 < argc && strcmp(argv[at], "--") != 0; at += 2) {
		int n = small_number(argv[at + 1], MOST_ROUNDS);
		if (n < 0)
			return usage();
		if (strcmp(argv[at], "-r") == 0 && n > 0)
			rounds = n;
		else if (strcmp(argv[at], "-s") == 0 && statuses < MOST_COMMANDS)
			commands[statuses++].status = n;
		else
			return usage();
	}
	int count = cut_commands(argv, argc, at, commands);
	if (count == 0)
		return usage();
	for (int i = 0; i < count; i++) {
		commands[i].samples = calloc((size_t)rounds, sizeof *commands[i].samples);
		if (!commands[i].samples)
			return 2;
	}
	bool ok = measure(commands, count, rounds);
	for (int i = 0; ok && i < count; i++)
		print_command(&commands[i], i + 1, rounds);
	for (int i = 1; ok && i < count; i++)
		print_ratio(&commands[0], &commands[i], i + 1, rounds);
	for (int i = 0; i < count; i++)
		free(commands[i].samples);
	return ok ? 0 : 2;
}
