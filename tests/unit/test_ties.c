/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of ties: which parts one of their uses bounds for all. */
#include "core/trace/roll/ties.h"

#include "tests/unit/build.h"
#include "tests/unit/run.h"

/* Takes the whole bom in, parents first. */
static void
take_all(struct ties *t, const struct bom *b)
{
	for (size_t k = b->nitem; k-- > 0;)
		ties_of_parts(t, b->order[k]);
}

/* P holds A and B, A holds B, B holds C. */
static void
make_shared(struct make *m, const char *mass_of_p, const char *mass_of_a)
{
	make_init(m);
	make_item(m, "P", mass_of_p);
	make_item(m, "A", mass_of_a);
	make_item(m, "B", NULL);
	make_item(m, "C", NULL);
	make_use(m, "P", "A", "1");
	make_use(m, "P", "B", "2");
	make_use(m, "A", "B", "1");
	make_use(m, "B", "C", "1");
	make_linked(m);
}

static bool
is_tied(const struct ties *t, const struct make *m, const char *part)
{
	return ties_is_tied(t, make_find(m, part));
}

START_TEST(a_part_used_inside_and_outside_of_a_stated_mass_is_tied)
{
	struct make m;
	struct ties t;

	make_shared(&m, NULL, "10");
	ck_assert(ties_init(&t, &m.b));
	take_all(&t, &m.b);
	ck_assert(is_tied(&t, &m, "B"));
	/* what is in it goes with it */
	ck_assert(!is_tied(&t, &m, "C"));
	ck_assert(!is_tied(&t, &m, "A"));
	ties_clear(&t);
	make_free(&m);
}
END_TEST

START_TEST(parts_of_one_stated_mass_are_not_tied)
{
	struct make m;
	struct ties t;

	make_shared(&m, "10", NULL);
	ck_assert(ties_init(&t, &m.b));
	take_all(&t, &m.b);
	ck_assert(!is_tied(&t, &m, "B"));
	ties_clear(&t);
	make_free(&m);
}
END_TEST

START_TEST(nothing_is_tied_where_no_whole_is_stated)
{
	struct make m;
	struct ties t;

	make_shared(&m, NULL, NULL);
	ck_assert(ties_init(&t, &m.b));
	take_all(&t, &m.b);
	ck_assert(!is_tied(&t, &m, "B"));
	ties_clear(&t);
	make_free(&m);
}
END_TEST

START_TEST(a_mass_that_is_passed_over_ties_nothing)
{
	struct make m;
	struct ties t;

	make_shared(&m, NULL, "10");
	ck_assert(ties_init(&t, &m.b));
	t.apart = make_find(&m, "A");
	take_all(&t, &m.b);
	ck_assert(!is_tied(&t, &m, "B"));
	ties_clear(&t);
	make_free(&m);
}
END_TEST

START_TEST(a_total_ties_if_it_is_asked_for)
{
	struct make m;
	struct ties t;

	make_init(&m);
	make_item(&m, "P", NULL);
	make_item(&m, "A", NULL);
	make_item(&m, "B", NULL);
	make_line(&m, "A", "Nd", "1", false)->scope = SCOPE_TOTAL;
	make_use(&m, "P", "A", "1");
	make_use(&m, "P", "B", "2");
	make_use(&m, "A", "B", "1");
	make_linked(&m);
	for (int asked = 0; asked < 2; asked++) {
		ck_assert(ties_init(&t, &m.b));
		t.totals = asked == 1;
		take_all(&t, &m.b);
		ck_assert(is_tied(&t, &m, "B") == (asked == 1));
		ties_clear(&t);
	}
	make_free(&m);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(
	    tc, a_part_used_inside_and_outside_of_a_stated_mass_is_tied);
	tcase_add_test(tc, parts_of_one_stated_mass_are_not_tied);
	tcase_add_test(tc, nothing_is_tied_where_no_whole_is_stated);
	tcase_add_test(tc, a_mass_that_is_passed_over_ties_nothing);
	tcase_add_test(tc, a_total_ties_if_it_is_asked_for);
}

int
main(void)
{
	return run_suite("ties", add);
}
