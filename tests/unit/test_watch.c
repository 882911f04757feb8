/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of watch: what is said of a long run. */
#include "cmd/watch.h"

#include "tests/unit/run.h"

static const struct said {
	enum progress_step step;
	uint64_t done, total;
	double seconds;
	const char *text;
} said[] = {
	{ PROGRESS_READ, 100000000, 400000000, 2,
	    "reading: 25 %, 50 MB/s, 6 s left" },
	{ PROGRESS_READ, 0, 400000000, 2, "reading: 0 %, 0 MB/s" },
	{ PROGRESS_READ, 5, 10, 0, "reading" },
	{ PROGRESS_LINK, 0, 0, 3, "linking" },
	{ PROGRESS_TRACE, 900000, 1000000, 3,
	    "adding up: 90 %, 300000 items/s, 0 s left" },
	{ PROGRESS_JUDGE, 1, 2, 3, "judging: 50 %, 3 s left" },
	{ PROGRESS_AUDIT, 6000, 8000, 3,
	    "verifying: 75 %, 2000 entries/s, 1 s left" },
	{ PROGRESS_INDEX, 9000, 10000, 3,
	    "indexing: 90 %, 3000 entries/s, 0 s left" },
	{ PROGRESS_TRACE, UINT64_MAX, UINT64_MAX, 1e-9, NULL },
};

START_TEST(step_share_rate_and_time_left_are_said)
{
	const struct said *s = &said[_i];
	char text[WATCH_TEXT];

	watch_text(text, s->step, s->done, s->total, s->seconds);
	if (s->text != NULL)
		ck_assert_str_eq(text, s->text);
	ck_assert_uint_lt(strlen(text), WATCH_TEXT);
}
END_TEST

START_TEST(nobody_is_watched_where_there_is_no_terminal)
{
	struct watch_line w = { 0 };

	watch_start(&w, true);
	ck_assert(!w.started);
	watch_stop(&w);
	watch_stop(&w);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(tc, step_share_rate_and_time_left_are_said, 0,
	    sizeof(said) / sizeof(said[0]));
	tcase_add_test(tc, nobody_is_watched_where_there_is_no_terminal);
}

int
main(void)
{
	return run_suite("watch", add);
}
