/* `make install` into a folder of its own: what is there, that it works from elsewhere, that other programs can use it, and that
 * `make uninstall` leaves nothing. One folder serves all tests, in their order. Only of the plain build: the others are not made to be installed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "support/place.h"

#define MAKE "env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS make -s -C \"$ROOT\" DESTDIR=\"$PWD/dest\" PREFIX=/usr "

static int set_up(void **state)
{
	const char *build = getenv("BUILD");
	place_setup(state);
	if (!build || strcmp(build, "build") == 0)
		place_expect(*state, 0, MAKE "install");
	return 0;
}

static void only_of_the_plain_build(void)
{
	const char *build = getenv("BUILD");
	if (build && strcmp(build, "build") != 0)
		skip();
}

static void everything_is_in_its_place(void **state)
{
	only_of_the_plain_build();
	place_expect(*state, 0, "cd dest/usr && test -x bin/planlint && for f in lib/libplanlint.a lib/pkgconfig/planlint.pc include/planlint.h "
	                        "share/man/man1/planlint.1 share/man/man5/planlint-plan.5 share/man/man5/planlint-pack.5 "
	                        "share/man/man5/planlint.yaml.5 share/man/man3/libplanlint.3 share/bash-completion/completions/planlint "
	                        "share/zsh/site-functions/_planlint share/fish/vendor_completions.d/planlint.fish "
	                        "share/planlint/rules/pack.yaml share/planlint/rules/measurability/no-target.yaml; do "
	                        "test -s $f && test \"$(stat -c %a $f)\" = 644 || { echo $f; exit 1; }; done");
}

static void the_program_works_from_elsewhere(void **state)
{
	only_of_the_plain_build();
	place_write(*state, "a.plan", "goal \"Reach the poor\" { dimension outreach }\n");
	place_expect(*state, 1, "mkdir away && cd away && ../dest/usr/bin/planlint check ../a.plan");
	place_expect(*state, 0, "PATH=$PWD/dest/usr/bin:$PATH; cd / && planlint rules test | grep 'all as stated'");
	/* The rules that were installed are those inside. */
	place_expect(*state, 0, "dest/usr/bin/planlint check --no-config --format json a.plan > 1; dest/usr/bin/planlint check --no-config "
	                        "--no-default-rules --format json a.plan > 2; ! cmp -s 1 2 && test -s 1");
	place_expect(*state, 0, "bash -c '. dest/usr/share/bash-completion/completions/planlint && complete -p planlint'");
	place_expect(*state, 0, "mandoc -T markdown dest/usr/share/man/man1/planlint.1 | grep -q COMMANDS");
}

static void other_programs_can_use_the_library(void **state)
{
	only_of_the_plain_build();
	place_write(*state, "use.c",
	            "#include <planlint.h>\n#include <stdio.h>\n#include <string.h>\n\n"
	            "int main(void)\n{\n"
	            "\tstatic const char text[] = \"goal \\\"Reach the poor\\\" { dimension outreach }\\n\";\n"
	            "\tstruct plint_linter *s = plint_linter_new(NULL, NULL);\n"
	            "\tsize_t n = plint_linter_check(s, \"draft.plan\", text, strlen(text));\n"
	            "\tfor (size_t i = 0; i < n; i++)\n\t\tputs(plint_linter_finding(s, i)->rule);\n"
	            "\tplint_linter_free(s);\n\treturn 0;\n}\n");
	place_expect(*state, 0, "export PKG_CONFIG_PATH=$PWD/dest/usr/lib/pkgconfig; P=\"pkg-config --define-variable=prefix=$PWD/dest/usr\"; "
	                        "cc -std=c11 -Wall -Wextra -Werror $($P --cflags planlint) use.c -o use $($P --libs planlint) && "
	                        "./use | grep -qx goal-without-objective && test \"$(pkg-config --modversion planlint)\" = "
	                        "\"$(dest/usr/bin/planlint version | sed -n 's/^planlint //p')\"");
}

static void uninstalling_leaves_nothing(void **state)
{
	only_of_the_plain_build();
	place_expect(*state, 0, ": > dest/usr/bin/other && " MAKE "uninstall && test \"$(find dest -type f)\" = dest/usr/bin/other");
}

static void debian_packages_hold_it_all(void **state)
{
	only_of_the_plain_build();
	place_expect(*state, 0, "command -v dpkg-deb > /dev/null || exit 0; DEBFULLNAME='A. Writer' DEBEMAIL=writer@example.org " MAKE "deb > log && "
	                        "D=\"$ROOT\"/build/deb && for p in planlint libplanlint-dev; do dpkg-deb -x $D/${p}_*.deb root && "
	                        "dpkg-deb -e $D/${p}_*.deb $p && (cd root && md5sum --quiet -c ../$p/md5sums) && "
	                        "grep -qx 'Maintainer: A. Writer <writer@example.org>' $p/control && test -s root/usr/share/doc/$p/copyright && "
	                        "gzip -t root/usr/share/doc/$p/changelog.gz || exit 1; done");
	place_expect(*state, 0, "! test -d root || { root/usr/bin/planlint version && for f in man1/planlint.1 man3/libplanlint.3 "
	                        "man5/planlint-pack.5 man5/planlint-plan.5 man5/planlint.yaml.5; do gzip -t root/usr/share/man/$f.gz || exit 1; done && "
	                        "ls root/usr/lib/*/libplanlint.a root/usr/include/planlint.h root/usr/share/planlint/rules/pack.yaml; }");
	/* The judge of Debian, where it is installed. */
	place_expect(*state, 0, "command -v lintian > /dev/null || exit 0; lintian --allow-root --fail-on error,warning,info -I "
	                        "\"$ROOT\"/build/deb/*.deb > said 2>&1; s=$?; cat said; test $s = 0 && ! grep '^[EWI]:' said");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(everything_is_in_its_place),
	    cmocka_unit_test(the_program_works_from_elsewhere),
	    cmocka_unit_test(other_programs_can_use_the_library),
	    cmocka_unit_test(debian_packages_hold_it_all),
	    cmocka_unit_test(uninstalling_leaves_nothing),
	};
	return cmocka_run_group_tests_name("installing", tests, set_up, place_teardown);
}
