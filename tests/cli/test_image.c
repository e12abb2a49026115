/*
 * The Dockerfile: its steps are commands that README.md and the Makefile have and that the tests run, what it copies is there after
 * `make install`, and nothing runs as root in the end. No engine is needed for this.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/place.h"

/* The steps that build, in their order; each make goal among them is looked for in the Makefile. */
static const char steps[] = "make build-deps\nmake\nmake install DESTDIR=/out PREFIX=/usr\n";

static void the_steps_are_those_that_people_type(void **state)
{
	const char *said = place_expect(*state, 0, "sed -n 's/^RUN \\(make.*\\)/\\1/p' \"$ROOT\"/Dockerfile");
	assert_string_equal(said, steps);
	place_expect(*state, 0, "for goal in build-deps install all; do grep -q \"^$goal:\" \"$ROOT\"/Makefile || exit 1; done; "
	                        "grep -q '^\\.PHONY: .*build-deps' \"$ROOT\"/Makefile && grep -q 'docker build -t planlint [.]' \"$ROOT\"/README.md");
	/* Where all is there, the first step does nothing; where make is missing, it could not even be typed. */
	place_expect(*state, 0, "env -u MAKEFLAGS make -s -C \"$ROOT\" -n build-deps | grep -qx 'tests/deps --build' && "
	                        "grep -q '^RUN apt-get .* make$' \"$ROOT\"/Dockerfile");
}

static void what_is_copied_is_what_is_installed(void **state)
{
	const char *build = getenv("BUILD");
	if (build && strcmp(build, "build") != 0)
		skip();
	place_expect(*state, 0, "env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS make -s -C \"$ROOT\" install DESTDIR=\"$PWD/out\" PREFIX=/usr && "
	                        "n=0; for path in $(sed -n 's|^COPY --from=build /\\([^ ]*\\) .*|\\1|p' \"$ROOT\"/Dockerfile); do "
	                        "test -e $path || exit 1; n=$((n + 1)); done; test $n = 2");
	/* The program stands on nothing that a bare system lacks. */
	place_expect(*state, 0, "! ldd out/usr/bin/planlint | grep -vE 'linux-vdso|libc\\.so|libm\\.so|ld-linux'");
}

static void it_does_not_run_as_root(void **state)
{
	place_expect(*state, 0, "D=\"$ROOT\"/Dockerfile; test \"$(grep -c '^FROM ' $D)\" = 2 && "
	                        "user=$(sed -n '/^FROM .*slim/,$s/^USER //p' $D) && test -n \"$user\" && test \"$user\" != root && "
	                        "grep -q \"^RUN useradd .* $user\\$\" $D && grep -qx 'ENTRYPOINT \\[\"planlint\"\\]' $D");
	const char *said = place_expect(*state, 0, "$PL $(sed -n 's/^CMD \\[\"\\(.*\\)\"\\]/\\1/p' \"$ROOT\"/Dockerfile)");
	assert_non_null(strstr(said, "planlint COMMAND"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(the_steps_are_those_that_people_type),
	    TEST(what_is_copied_is_what_is_installed),
	    TEST(it_does_not_run_as_root),
	};
	return cmocka_run_group_tests_name("image", tests, NULL, NULL);
}
