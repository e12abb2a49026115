/* Runs a command and keeps what it prints, for tests of programs and scripts. */
#ifndef TESTS_SUPPORT_SHELL_H
#define TESTS_SUPPORT_SHELL_H

/* Runs COMMAND by sh, from the folder where the test runs. Its standard output and errors, in the order they came, as a new text that
 * the caller frees; *STATUS gets its exit status, 128 + n where signal n ended it. A command that cannot be started fails the test. */
char *shell_run(const char *command, int *status);

#endif
