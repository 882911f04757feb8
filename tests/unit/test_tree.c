/* SPDX-License-Identifier: Apache-2.0 */
/* test_tree - sub-trees that are repeated become items that stand once. */
#include "core/bom/tree.h"

#include "tests/unit/build.h"
#include "tests/unit/run.h"

#include <stdio.h>

static struct tree
new_tree(struct make *m)
{
	make_init(m);
	return (struct tree){ .said = { .b = &m->b, .f = &m->f } };
}

static void
end(struct make *m, struct tree *t)
{
	tree_free(t);
	bom_free(&m->b);
	findings_free(&m->f);
}

static uint32_t
ref(struct make *m, const char *part)
{
	const struct str none = { "", 0 };

	return bom_ref(&m->b, str_of(part), none, none, make_place(m));
}

static void
open_part(struct make *m, struct tree *t, const char *part, uint32_t qty)
{
	struct use u = { .qty = qty, .unit = UNIT_EACH };

	u.at = make_place(m);
	ck_assert(tree_open(t, ref(m, part), &u));
}

/* A tree in letters: each opens a part, ')' closes one; "2A" is two of A. */
static void
grow(struct make *m, struct tree *t, const char *text)
{
	uint32_t qty = NUM_ONE;

	for (; *text != '\0'; text++) {
		const char part[2] = { *text, '\0' };

		if (*text == ')') {
			ck_assert(tree_close(t));
		} else if (*text == '2') {
			qty = 2;
		} else {
			open_part(m, t, part, qty);
			qty = NUM_ONE;
		}
	}
	ck_assert_uint_eq(t->nopen, 0);
}

/* What is kept of a tree: each use once, in the order of closing. */
static const struct {
	const char *tree;
	const char *uses;
} trees[] = {
	{ "A)", "" }, { "AB))", "AB " }, { "ABC))BC)))", "BC AB AB " },
	{ "ABC))DB2C))))", NULL },            /* B with one C and with two */
	{ "ABC)D))BD)C)))", "BC BD AB AB " }, /* another order */
	{ "ABC)C))BC)C)))", "BC BC AB AB " }, { "ABC)C))BC)))", NULL },
	{ "ABC))B))", NULL }, { "AB)BC)))", NULL },
	{ "AB))AB))", "AB " }, /* twice at the top */
};

START_TEST(a_part_stands_once_and_is_the_same_each_time)
{
	char got[100] = "";
	struct make m;
	struct tree t = new_tree(&m);

	grow(&m, &t, trees[_i].tree);
	for (size_t i = 0; i < m.b.nuse; i++) {
		const struct use *u = &m.b.use[i];
		size_t n = strlen(got);

		snprintf(got + n, sizeof(got) - n, "%c%c ",
		    m.b.parts.key[m.b.ref[u->parent].part].p[0],
		    m.b.parts.key[m.b.ref[u->child].part].p[0]);
	}
	if (trees[_i].uses != NULL) {
		ck_assert_uint_eq(m.f.n, 0);
		ck_assert_str_eq(got, trees[_i].uses);
	} else {
		ck_assert_uint_eq(m.f.errors, 1);
		ck_assert_int_eq(m.f.first.code, ST_CONFLICT);
		ck_assert_ptr_nonnull(strstr(m.f.first.text,
		    "\"B\" with other parts in it than in line "));
	}
	end(&m, &t);
}
END_TEST

START_TEST(a_circle_is_refused_with_its_path)
{
	struct make m;
	struct tree t = new_tree(&m);

	grow(&m, &t, "ABCBC)D)))))");
	ck_assert_uint_eq(m.f.errors, 1);
	ck_assert_int_eq(m.f.first.code, ST_CYCLE);
	ck_assert_str_eq(m.f.first.text,
	    "a cycle of 2 items: B > C > B: expected no item to contain "
	    "itself");
	end(&m, &t);
}
END_TEST

static struct item
weighing(uint32_t grams)
{
	return (struct item){ .value = BOM_NONE,
		.mass = { grams, grams, false, false, false },
		.has_mass = 1,
		.dim = DIM_EACH };
}

START_TEST(what_is_left_blank_once_is_stated_elsewhere)
{
	const struct item blank = { .value = BOM_NONE,
		.mass = amount_unknown() };
	const struct item heavy = weighing(NUM_ONE);
	struct make m;
	struct tree t = new_tree(&m);

	open_part(&m, &t, "A", NUM_ONE);
	ck_assert(tree_state(&t, &blank));
	ck_assert(tree_close(&t));
	open_part(&m, &t, "A", NUM_ONE);
	ck_assert(tree_state(&t, &heavy));
	ck_assert(tree_close(&t));
	open_part(&m, &t, "A", NUM_ONE);
	ck_assert(tree_state(&t, &blank));
	ck_assert(tree_close(&t));
	ck_assert_uint_eq(m.f.n, 0);
	ck_assert_uint_eq(m.b.nitem, 1);
	ck_assert_uint_eq(m.b.item[0].has_mass, 1);
	ck_assert_uint_eq(m.b.item[0].mass.lo, NUM_ONE);
	end(&m, &t);
}
END_TEST

START_TEST(two_masses_of_one_part_are_refused)
{
	const struct item light = weighing(NUM_ZERO), heavy = weighing(NUM_ONE);
	struct make m;
	struct tree t = new_tree(&m);

	open_part(&m, &t, "A", NUM_ONE);
	ck_assert(tree_state(&t, &light));
	ck_assert(tree_close(&t));
	open_part(&m, &t, "A", NUM_ONE);
	ck_assert(tree_state(&t, &heavy));
	ck_assert(tree_close(&t));
	ck_assert_int_eq(m.f.first.code, ST_CONFLICT);
	ck_assert_uint_eq(m.f.first.at.line, 3);
	ck_assert_str_eq(m.f.first.text,
	    "\"A\" with another mass than in line 1: expected the same each "
	    "time it appears, or another part number or revision");
	end(&m, &t);
}
END_TEST

/* A line of content of the innermost part. */
static void
contain(struct make *m, struct tree *t, uint32_t elements)
{
	uint32_t first = (uint32_t)m->b.ncontent;
	struct content *c = bom_add_content(&m->b);

	ck_assert_ptr_nonnull(c);
	c->item = t->open[t->nopen - 1].ref;
	c->elements = elements;
	c->at = make_place(m);
	ck_assert(tree_content(t, first));
	ck_assert_uint_eq(m->b.ncontent, first);
}

START_TEST(content_is_kept_once_and_compared)
{
	struct make m;
	struct tree t = new_tree(&m);

	for (uint32_t i = 0; i < 3; i++) {
		open_part(&m, &t, "A", NUM_ONE);
		contain(&m, &t, i == 1 ? 2 : 1); /* in another order */
		open_part(&m, &t, "B", NUM_ONE);
		contain(&m, &t, 8);
		ck_assert(tree_close(&t));
		contain(&m, &t, i == 0 ? 2 : i == 1 ? 1 : 4);
		ck_assert_uint_eq(m.f.n, 0);
		ck_assert(tree_close(&t));
	}
	ck_assert_uint_eq(m.b.ncontent, 3);
	ck_assert_uint_eq(m.f.errors, 1);
	ck_assert_ptr_nonnull(
	    strstr(m.f.first.text, "\"A\" with another content than"));
	end(&m, &t);
}
END_TEST

START_TEST(a_deep_tree_of_repeated_parts_is_linear)
{
	const uint32_t depth = 10000;
	struct make m;
	struct tree t = new_tree(&m);
	char name[16];

	/* twice down the same chain: compared by direct children only */
	for (int turn = 0; turn < 2; turn++) {
		for (uint32_t i = 0; i < depth; i++) {
			snprintf(name, sizeof(name), "P%u", i);
			open_part(&m, &t, name, NUM_ONE);
		}
		for (uint32_t i = 0; i < depth; i++)
			ck_assert(tree_close(&t));
	}
	ck_assert_uint_eq(m.b.nuse, depth - 1);
	ck_assert_uint_eq(m.f.n, 0);
	end(&m, &t);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(
	    t, a_part_stands_once_and_is_the_same_each_time, 0, LENGTH(trees));
	tcase_add_test(t, a_circle_is_refused_with_its_path);
	tcase_add_test(t, what_is_left_blank_once_is_stated_elsewhere);
	tcase_add_test(t, two_masses_of_one_part_are_refused);
	tcase_add_test(t, content_is_kept_once_and_compared);
	tcase_add_test(t, a_deep_tree_of_repeated_parts_is_linear);
}

int
main(void)
{
	return run_suite("tree", add);
}
