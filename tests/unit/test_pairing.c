/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of core/bom/differ/pairing.c: which item is which. */
#include "core/bom/differ/pairing.h"

#include "tests/unit/build.h"
#include "tests/unit/run.h"

#include <stdio.h>

/* "part/maker/revision" words, blank where nothing stands between. */
static void
add_items(struct make *m, const char *list)
{
	while (*list != '\0') {
		struct str word[3] = { { "", 0 } };
		size_t n = strcspn(list, " ");

		for (int i = 0; i < 3; i++) {
			size_t end = strcspn(list, i < 2 ? "/" : " ");

			word[i] = (struct str){ list, end };
			list += end + (list[end] != '\0');
		}
		ck_assert_uint_gt(n, 0);
		ck_assert_uint_ne(bom_add_item(&m->b, word[0], word[1], word[2],
				      make_place(m)),
		    BOM_NONE);
	}
}

/* "A/X/1 = A/X/2" for each pair, "A/X/1 gone", "A/X/2 new"; '?' behind it if
 * it is not clear. */
static void
add_name(char *out, size_t size, const struct bom *b, uint32_t i)
{
	str_add(out, size, "%.*s/%.*s/%.*s", STR_ARG(bom_part(b, i)),
	    STR_ARG(bom_text_get(b, b->item[i].maker)),
	    STR_ARG(bom_text_get(b, b->item[i].revision)));
}

static void
describe(char *out, size_t size, const struct pairing *p)
{
	out[0] = '\0';
	for (uint32_t i = 0; i < p->b[NEW]->nitem; i++) {
		uint32_t old = p->item[NEW][i];

		str_add(out, size, "%s", i > 0 ? ", " : "");
		if (old != BOM_NONE) {
			ck_assert_uint_eq(p->item[OLD][old], i);
			add_name(out, size, p->b[OLD], old);
			str_add(out, size, " = ");
		}
		add_name(out, size, p->b[NEW], i);
		if (old == BOM_NONE)
			str_add(out, size, " new%s",
			    p->unclear[NEW][i] != 0 ? "?" : "");
	}
	for (uint32_t i = 0; i < p->b[OLD]->nitem; i++)
		if (p->item[OLD][i] == BOM_NONE) {
			str_add(out, size, ", ");
			add_name(out, size, p->b[OLD], i);
			str_add(out, size, " gone%s",
			    p->unclear[OLD][i] != 0 ? "?" : "");
		}
}

static const struct match {
	const char *old, *now, *want;
} matches[] = {
	{ "A//", "A//", "A// = A//" },
	/* in another order */
	{ "A/X/1 B//", "B// A/X/1", "B// = B//, A/X/1 = A/X/1" },
	/* another revision is the same item */
	{ "A/X/1 Z//", "A/X/2 Z//", "A/X/1 = A/X/2, Z// = Z//" },
	{ "A/X/ Z//", "A/X/2 Z//", "A/X/ = A/X/2, Z// = Z//" },
	/* the same revision goes first, the other one is new */
	{ "A/X/1", "A/X/2 A/X/1", "A/X/2 new, A/X/1 = A/X/1" },
	/* two revisions each: nobody knows which became which */
	{ "A/X/1 A/X/2", "A/X/3 A/X/4",
	    "A/X/3 new?, A/X/4 new?, A/X/1 gone?, A/X/2 gone?" },
	{ "A/X/1 A/X/2", "A/X/3 Z//",
	    "A/X/3 new?, Z// new, A/X/1 gone?, A/X/2 gone?" },
	/* two of another maker are two items */
	{ "A/X/1 Z//", "A/Y/1 Z//", "A/Y/1 new, Z// = Z//, A/X/1 gone" },
	/* but a maker that only one side names is added knowledge */
	{ "A// Z//", "A/Y/ Z//", "A// = A/Y/, Z// = Z//" },
	{ "A/X/1 Z//", "A//2 Z//", "A/X/1 = A//2, Z// = Z//" },
	{ "A// Z//", "A/X/ A/Y/ Z//",
	    "A/X/ new?, A/Y/ new?, Z// = Z//, A// gone?" },
	/* one product each: they are what is compared */
	{ "A//", "B//", "A// = B//" },
	{ "A// C//", "B// C//", "B// new, C// = C//, A// gone" },
};

START_TEST(an_item_finds_its_partner_where_there_is_no_choice)
{
	const struct match *t = &matches[_i];
	struct make old, now;
	struct pairing p;
	char text[500];

	make_init(&old);
	make_init(&now);
	add_items(&old, t->old);
	add_items(&now, t->now);
	make_linked(&old);
	make_linked(&now);
	ck_assert(pairing_make(&p, &old.b, &now.b));
	describe(text, sizeof(text), &p);
	ck_assert_str_eq(text, t->want);
	pairing_free(&p);
	make_free(&old);
	make_free(&now);
}
END_TEST

/* Numbers and texts of both sides are told apart by their index alone. */
START_TEST(what_is_equal_on_both_sides_is_one_number)
{
	struct make old, now;
	struct pairing p;
	uint32_t half, third, other;

	make_init(&old);
	make_init(&now);
	make_item(&old, "A", "0.5");
	make_item(&now, "A", "7");
	half = make_number(&old, "0.50");
	make_number(&now, "3");
	third = make_number(&now, "5e-1");
	other = make_number(&now, "0.500000000000000000000000000001");
	make_linked(&old);
	make_linked(&now);
	ck_assert(pairing_make(&p, &old.b, &now.b));
	ck_assert_uint_ne(third, half);
	ck_assert_uint_eq(pairing_number(&p, NEW, third), half);
	ck_assert_uint_ne(pairing_number(&p, NEW, other), half);
	ck_assert_uint_ge(pairing_number(&p, NEW, other), old.b.num.limbs.n);
	ck_assert_uint_eq(pairing_number(&p, NEW, NUM_INFINITE), NUM_INFINITE);
	ck_assert_uint_eq(pairing_text(&p, NEW, 0), 0);
	pairing_free(&p);
	make_free(&old);
	make_free(&now);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(tc,
	    an_item_finds_its_partner_where_there_is_no_choice, 0,
	    LENGTH(matches));
	tcase_add_test(tc, what_is_equal_on_both_sides_is_one_number);
}

int
main(void)
{
	return run_suite("pairing", add);
}
