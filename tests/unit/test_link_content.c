/* SPDX-License-Identifier: Apache-2.0 */
/* test_link_content - content and origins, and which of several documents on
 * them counts. */
#include "core/bom/link/link.h"

#include "tests/unit/build.h"
#include "tests/unit/run.h"

START_TEST(without_parts_a_total_is_what_the_item_has_itself)
{
	struct make m;

	make_init(&m);
	make_item(&m, "P", NULL);
	make_line(&m, "P", "Dy", "1", false);
	m.b.content[0].scope = SCOPE_TOTAL;
	ck_assert_int_eq(bom_link(&m.b, DATE_NONE, &m.f), ST_OK);
	ck_assert_uint_eq(m.b.content[0].scope, SCOPE_OWN);
	make_free(&m);
}
END_TEST

static uint16_t
other_file(struct make *m)
{
	struct bytes none = { NULL, 0 };
	uint32_t file = bom_add_file(&m->b, "other", &none, ROLE_BOM);

	ck_assert_uint_ne(file, BOM_NONE);
	return (uint16_t)file;
}

START_TEST(content_of_an_assembly_needs_its_scope)
{
	struct make m;

	make_init(&m);
	make_item(&m, "P", NULL);
	make_item(&m, "C", NULL);
	make_use(&m, "P", "C", "1");
	make_line(&m, "P", "Dy", "1", false);
	make_refused(&m, ST_INCOMPLETE, 4, "scope \"own\"");
}
END_TEST

/* Parts in one file, content in another: at most so much in the item itself. */
START_TEST(content_of_what_another_file_takes_apart_is_read_both_ways)
{
	const struct content *c;
	struct make m;

	make_init(&m);
	make_item(&m, "P", NULL);
	make_item(&m, "C", NULL);
	make_use(&m, "P", "C", "1");
	make_line(&m, "P", "Dy", "1", false);
	for (size_t i = 0; i < m.b.nuse; i++)
		m.b.use[i].at.file = other_file(&m);
	ck_assert_int_eq(bom_link(&m.b, DATE_NONE, &m.f), ST_OK);
	c = &m.b.content[0];
	ck_assert_uint_eq(c->scope, SCOPE_OWN);
	ck_assert_uint_eq(c->amount.lo, NUM_ZERO);
	ck_assert_uint_eq(c->amount.hi, NUM_ONE);
	ck_assert_uint_eq(m.f.warnings, 1);
	make_free(&m);
}
END_TEST

START_TEST(what_is_read_both_ways_may_be_none_and_come_from_anywhere)
{
	const struct content *c;
	struct origin *o;
	struct make m;

	make_init(&m);
	make_item(&m, "P", NULL);
	make_item(&m, "C", NULL);
	make_use(&m, "P", "C", "1");
	make_line(&m, "P", "Dy", "1", false);
	m.b.content[0].unstated = 1;
	m.b.content[0].amount =
	    (struct amount){ NUM_ZERO, NUM_INFINITE, true, false, false };
	for (int i = 0; i < 2; i++) {
		o = bom_add_origin(&m.b);
		o->item = m.b.content[0].item;
		o->content = 0;
		o->stage = STAGE_MINING;
		memcpy(o->country, "CN", 3);
		o->share = (struct amount){ i == 0 ? NUM_ONE : NUM_ZERO,
			NUM_ONE, i == 1, i == 1, true };
		o->decl = m.b.content[0].decl;
	}
	m.b.content[0].origin_first = 0;
	m.b.content[0].norigin = 2;
	m.b.use[0].at.file = other_file(&m);
	ck_assert_int_eq(bom_link(&m.b, DATE_NONE, &m.f), ST_OK);
	c = &m.b.content[0];
	ck_assert_uint_eq(c->unstated, 0);
	ck_assert(!c->amount.lo_open);
	ck_assert_uint_eq(m.b.origin[c->origin_first].share.lo, NUM_ONE);
	o = &m.b.origin[c->origin_first + 1];
	ck_assert(!o->share.lo_open && !o->share.hi_open);
	ck_assert_uint_eq(o->share.hi, NUM_ONE);
	make_free(&m);
}
END_TEST

/* A second document; returns its index. */
static uint32_t
document(struct make *m, enum standing standing, date_day date)
{
	struct declaration *d = bom_add_declaration(&m->b);

	d->standing = (uint8_t)standing;
	d->date = date;
	return (uint32_t)m->b.ndecl - 1;
}

START_TEST(better_document_counts_and_the_conflict_is_said)
{
	static const struct {
		enum standing first, second;
		date_day date1, date2;
		int winner;
		const char *why;
	} c[] = {
		{ STANDING_DECLARED, STANDING_DECLARED, 20250101, 20250201, 1,
		    "newer" },
		{ STANDING_VERIFIED, STANDING_DECLARED, 20240101, 20250201, 0,
		    "verified" },
		{ STANDING_DECLARED, STANDING_DECLARED, 20250101, 20250101, 0,
		    "read first" },
	};

	for (size_t i = 0; i < LENGTH(c); i++) {
		struct make m;

		make_init(&m);
		make_item(&m, "A", "100");
		make_line(&m, "A", "Dy", "1", false)->decl =
		    document(&m, c[i].first, c[i].date1);
		make_line(&m, "A", "Dy", "2", false)->decl =
		    document(&m, c[i].second, c[i].date2);
		make_linked(&m);
		ck_assert_int_eq(m.b.content[0].counts, c[i].winner == 0);
		ck_assert_int_eq(m.b.content[1].counts, c[i].winner == 1);
		ck_assert_uint_eq(m.f.warnings, 1);
		ck_assert_uint_eq(
		    m.f.list[0].at.line, c[i].winner == 0 ? 3 : 2);
		ck_assert_ptr_nonnull(strstr(m.f.list[0].text, c[i].why));
		make_free(&m);
	}
}
END_TEST

START_TEST(documents_on_other_elements_both_count)
{
	struct make m;

	make_init(&m);
	make_item(&m, "A", "100");
	make_line(&m, "A", "Dy", "1", false);
	make_line(&m, "A", "Nd", "30", false)->decl =
	    document(&m, STANDING_DECLARED, 20250201);
	make_linked(&m);
	ck_assert_int_eq(m.b.content[0].counts, 1);
	ck_assert_int_eq(m.b.content[1].counts, 1);
	ck_assert_uint_eq(m.f.warnings, 0);
	make_free(&m);
}
END_TEST

START_TEST(presumption_counts_for_nothing)
{
	struct make m;

	make_init(&m);
	make_item(&m, "A", "100");
	make_line(&m, "A", "Dy", "1", false)->decl =
	    document(&m, STANDING_PRESUMED, 20260101);
	make_linked(&m);
	ck_assert_int_eq(m.b.content[0].counts, 0);
	make_free(&m);
}
END_TEST

START_TEST(claim_of_completeness_falls_to_a_better_addition)
{
	struct make m;
	uint32_t old, newer;

	make_init(&m);
	old = document(&m, STANDING_DECLARED, 20240101);
	newer = document(&m, STANDING_DECLARED, 20250101);
	make_item(&m, "A", "100");
	make_line(&m, "A", "Nd", "30", false)->decl = old;
	make_complete(&m, "A")->decl = old;
	make_line(&m, "A", "Dy", "1", false)->decl = newer;
	make_item(&m, "B", "100");
	make_line(&m, "B", "Nd", "30", false)->decl = old;
	make_line(&m, "B", "Dy", "1", false)->decl = old;
	make_complete(&m, "B")->decl = newer;
	make_linked(&m);
	ck_assert_int_eq(m.b.content[1].kind, CONTENT_COMPLETE);
	ck_assert_int_eq(m.b.content[1].counts, 0);
	/* B: the newer document lists nothing and says that this is all */
	ck_assert_int_eq(m.b.content[3].counts, 0);
	ck_assert_int_eq(m.b.content[4].counts, 0);
	ck_assert_int_eq(m.b.content[5].kind, CONTENT_COMPLETE);
	ck_assert_int_eq(m.b.content[5].counts, 1);
	ck_assert_uint_eq(m.f.warnings, 2);
	make_free(&m);
}
END_TEST

START_TEST(shares_of_origin_above_the_whole_are_unknown)
{
	struct make m;

	make_init(&m);
	make_item(&m, "A", "100");
	make_line(&m, "A", "Nd", "30", false);
	make_origin(&m, "A", STAGE_MINING, "CN", "0.6");
	make_origin(&m, "A", STAGE_MINING, "AU", "0.6");
	make_origin(&m, "A", STAGE_SEPARATION, "CN", "1");
	make_linked(&m);
	ck_assert_uint_eq(m.f.warnings, 1);
	ck_assert_uint_eq(m.f.list[0].at.line, 4);
	ck_assert_int_eq(m.b.origin[0].counts, 0);
	ck_assert_int_eq(m.b.origin[1].counts, 0);
	ck_assert_int_eq(m.b.origin[2].counts, 1);
	make_free(&m);
}
END_TEST

START_TEST(newer_document_on_origin_counts)
{
	struct make m;

	make_init(&m);
	make_item(&m, "A", "100");
	make_line(&m, "A", "Nd", "30", false);
	make_origin(&m, "A", STAGE_MINING, "CN", "1");
	make_origin(&m, "A", STAGE_MINING, "AU", "1")->decl =
	    document(&m, STANDING_DECLARED, 20250201);
	make_linked(&m);
	ck_assert_int_eq(m.b.origin[0].counts, 0);
	ck_assert_int_eq(m.b.origin[1].counts, 1);
	ck_assert_uint_eq(m.f.warnings, 1); /* the two disagree */
	ck_assert_int_eq(m.f.list[0].code, ST_CONFLICT);
	make_free(&m);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, without_parts_a_total_is_what_the_item_has_itself);
	tcase_add_test(tc, content_of_an_assembly_needs_its_scope);
	tcase_add_test(
	    tc, content_of_what_another_file_takes_apart_is_read_both_ways);
	tcase_add_test(
	    tc, what_is_read_both_ways_may_be_none_and_come_from_anywhere);
	tcase_add_test(tc, better_document_counts_and_the_conflict_is_said);
	tcase_add_test(tc, documents_on_other_elements_both_count);
	tcase_add_test(tc, presumption_counts_for_nothing);
	tcase_add_test(tc, claim_of_completeness_falls_to_a_better_addition);
	tcase_add_test(tc, shares_of_origin_above_the_whole_are_unknown);
	tcase_add_test(tc, newer_document_on_origin_counts);
}

int
main(void)
{
	return run_suite("link_content", add);
}
