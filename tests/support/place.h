/* A folder of its own in which the program runs with nobody's settings and environment, for tests of the command line. */
#ifndef TESTS_SUPPORT_PLACE_H
#define TESTS_SUPPORT_PLACE_H

struct place {
	char folder[64];
	char *program; /* absolute */
	char *output;  /* of the last command: standard output and errors */
	int status;    /* of the last command */
};

/* As setup and teardown functions of a test: an empty folder with a .git in it, and the same removed. */
int place_setup(void **state);
int place_teardown(void **state);

/* Runs COMMAND by sh in the folder; $PL is the program, $ROOT the folder of the project. */
void place_run(struct place *p, const char *command);
/* The same; the test fails where the exit status is not STATUS. What was printed. */
const char *place_expect(struct place *p, int status, const char *command);
/* Writes TEXT to the file NAME in the folder. */
void place_write(struct place *p, const char *name, const char *text);

#endif
