/* SPDX-License-Identifier: Apache-2.0 */
/* test_exact - exact numbers without memory. */
#include "cmd/exact.h"

#include "core/base/error.h"
#include "tests/unit/run.h"

#include <gmp.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

const char *__asan_default_options(void);

const char *
__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

START_TEST(numbers_are_what_they_were)
{
	mpz_t n;

	exact_start();
	mpz_init_set_ui(n, 3);
	mpz_pow_ui(n, n, 10000);
	ck_assert_uint_eq(mpz_mod_ui(n, n, 1000), 1);
	mpz_clear(n);
}
END_TEST

/* More than there is: from the first, and where one grows. */
START_TEST(a_number_that_finds_no_memory_ends_the_program)
{
	void *(*get)(size_t), *(*change)(void *, size_t, size_t);
	static void *volatile number; /* the child ends with it */
	int status = 0;
	pid_t pid;

	exact_start();
	mp_get_memory_functions(&get, &change, NULL);
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		number = get(_i == 0 ? SIZE_MAX / 4 : 8);
		number = change(number, 8, SIZE_MAX / 4);
		_exit(0);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFEXITED(status));
	ck_assert_int_eq(WEXITSTATUS(status), status_exit_code(ST_NOMEM));
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, numbers_are_what_they_were);
	tcase_add_loop_test(
	    t, a_number_that_finds_no_memory_ends_the_program, 0, 2);
}

int
main(void)
{
	return run_suite("exact", add);
}
