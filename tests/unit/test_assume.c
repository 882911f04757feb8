/* SPDX-License-Identifier: Apache-2.0 */
/* test_assume - where an assumption fills a silence, and where it must not. */
#include "core/bom/link/assume.h"

#include "core/base/xml.h"
#include "tests/unit/build.h"
#include "tests/unit/run.h"

#include <stdio.h>
#include <stdlib.h>

struct assuming {
	struct make m;
	struct assumptions a;
	struct assumed x;
};

static void
read_entries(struct assuming *t, const char *entries)
{
	char text[4000];
	struct bytes bytes;

	snprintf(text, sizeof(text),
	    "<assumptions xmlns=\"urn:retrace:assumptions:1\" id=\"a\">%s"
	    "</assumptions>",
	    entries);
	bytes = (struct bytes){ strdup(text), strlen(text) };
	if (assumptions_read_bytes(
		&t->a, &t->m.b, "a.xml", &bytes, 20260301, &t->m.f) != ST_OK)
		ck_abort_msg("%s", t->m.f.first.text);
}

#define ENTRY(kind, id, more, items) \
	"<" kind " id=\"" id "\" reason=\"R\" author=\"A\" " \
	"until=\"2026-12-31\"" more ">" items "</" kind ">"
#define ALL "<items part-like=\"*\"/>"

static void
begin(struct assuming *t)
{
	xml_start();
	memset(t, 0, sizeof(*t));
	make_init(&t->m);
}

static void
apply(struct assuming *t, const char *entries)
{
	read_entries(t, entries);
	make_linked(&t->m);
	ck_assert_int_eq(assume_make(&t->x, &t->m.b, &t->a, &t->m.f), ST_OK);
}

static void
end(struct assuming *t)
{
	assumed_free(&t->x);
	assumptions_free(&t->a);
	make_free(&t->m);
}

/* selected, touched, declared, taken */
static void
counts(const struct assuming *t, size_t entry, uint32_t selected,
    uint32_t touched, uint32_t declared, uint32_t taken)
{
	const struct assumption *x = &t->a.entry[entry];

	ck_assert_uint_eq(x->selected, selected);
	ck_assert_uint_eq(x->touched, touched);
	ck_assert_uint_eq(x->declared, declared);
	ck_assert_uint_eq(x->taken, taken);
}

static bool
touched(const struct assuming *t, const char *part)
{
	size_t n;

	assumed_of_item(&t->x, make_find(&t->m, part), &n);
	return n > 0;
}

static uint32_t
document(struct make *m, enum standing standing)
{
	struct declaration *d = bom_add_declaration(&m->b);

	d->standing = (uint8_t)standing;
	return (uint32_t)m->b.ndecl - 1;
}

/* Whatever anybody says of the content leaves no room for "holds none". */
START_TEST(none_is_assumed_only_where_nobody_speaks_of_content)
{
	struct assuming t;

	begin(&t);
	make_item(&t.m, "SILENT", "5");
	make_item(&t.m, "AMOUNT", "5");
	make_line(&t.m, "AMOUNT", "Dy", "1", false);
	make_item(&t.m, "LIMIT", "5");
	make_line(&t.m, "LIMIT", "Dy", "[0,1]", false)->kind = CONTENT_NEGATIVE;
	make_item(&t.m, "LISTED", "5");
	make_complete(&t.m, "LISTED");
	make_item(&t.m, "FLAG", "5")->flags |= ITEM_COMPLETE;
	make_item(&t.m, "OPEN", "5")->flags |= ITEM_OPEN;
	make_item(&t.m, "IRON", "5");
	make_inert(&t.m, "IRON", "1", false);
	/* these are no statements of what is in it */
	make_item(&t.m, "NOT-ADDED", "5");
	make_line(&t.m, "NOT-ADDED", "Dy", "0", false)->kind =
	    CONTENT_NOT_ADDED;
	make_item(&t.m, "GUESS", "5");
	make_line(&t.m, "GUESS", "Dy", "1", false)->decl =
	    document(&t.m, STANDING_PRESUMED);
	make_item(&t.m, "AID", "5");
	make_line(&t.m, "AID", "Ce", "1", false)->process = 1;
	apply(&t, ENTRY("holds-none", "n", "", ALL));
	counts(&t, 0, 10, 4, 6, 0);
	ck_assert(touched(&t, "SILENT"));
	ck_assert(touched(&t, "NOT-ADDED"));
	ck_assert(touched(&t, "GUESS"));
	ck_assert(touched(&t, "AID"));
	/* of one of them somebody guesses otherwise; another was made with
	   the help of a rare earth */
	ck_assert_uint_eq(t.a.entry[0].suspect, 2);
	ck_assert_uint_eq(t.m.f.warnings, 1);
	ck_assert_ptr_nonnull(strstr(t.m.f.list[0].text,
	    "takes 2 items to hold none that point to rare earth"));
	end(&t);
}
END_TEST

START_TEST(complete_is_assumed_where_something_is_said_or_has_parts)
{
	struct assuming t;

	begin(&t);
	make_item(&t.m, "TOP", NULL);
	make_item(&t.m, "SILENT", "5");
	make_item(&t.m, "AMOUNT", "5");
	make_line(&t.m, "AMOUNT", "Dy", "1", false);
	make_item(&t.m, "OTHERS", "5");
	make_line(&t.m, "OTHERS", "Dy", "1", false);
	make_line(&t.m, "OTHERS", "all", "[0,1]", false)->kind =
	    CONTENT_UNLISTED;
	make_use(&t.m, "TOP", "SILENT", "1");
	make_use(&t.m, "TOP", "AMOUNT", "1");
	make_use(&t.m, "TOP", "OTHERS", "1");
	apply(&t, ENTRY("complete", "c", "", ALL));
	counts(&t, 0, 4, 2, 2, 0);
	ck_assert(touched(&t, "TOP"));
	ck_assert(touched(&t, "AMOUNT"));
	end(&t);
}
END_TEST

START_TEST(mass_is_assumed_where_none_is_stated_in_the_same_unit)
{
	struct assuming t;
	uint32_t i;

	begin(&t);
	make_item(&t.m, "TOP", NULL);
	make_item(&t.m, "LIGHT", NULL);
	make_item(&t.m, "HEAVY", "5");
	make_item(&t.m, "WIRE", NULL);
	make_item(&t.m, "GLUE", NULL);
	make_use(&t.m, "TOP", "LIGHT", "1");
	make_use(&t.m, "TOP", "HEAVY", "1");
	make_use(&t.m, "TOP", "WIRE", "1")->unit = UNIT_M;
	make_use(&t.m, "TOP", "GLUE", "1")->unit = UNIT_G;
	apply(&t, ENTRY("mass", "m", " is=\"2 g\"", ALL)
		      ENTRY("mass", "w", " is=\"3 g\" per=\"cm\"", ALL));
	counts(&t, 0, 5, 2, 3, 0); /* TOP, LIGHT */
	counts(&t, 1, 5, 1, 4, 0);
	i = make_find(&t.m, "LIGHT");
	ck_assert_int_eq(t.x.bom.item[i].has_mass, 1);
	ck_assert_uint_eq(t.x.bom.item[i].mass.lo, make_number(&t.m, "2"));
	ck_assert_int_eq(t.m.b.item[i].has_mass, 0); /* the other bom is as
							it was */
	i = make_find(&t.m, "WIRE");
	ck_assert_uint_eq(t.x.bom.item[i].mass.hi, make_number(&t.m, "300"));
	end(&t);
}
END_TEST

START_TEST(origin_is_assumed_stage_by_stage_and_element_by_element)
{
	static const struct {
		const char *part;
		bool touched;
	} want[] = { { "SILENT", true }, { "MINED", false }, { "ALL", false },
		{ "ND-ONLY", true }, { "LINE", false }, { "GUESS", true },
		{ "METAL", true }, { "TECH", true }, { "ABSENT", false } };
	struct assuming t;
	struct origin *o;

	begin(&t);
	for (size_t i = 0; i < LENGTH(want); i++) {
		make_item(&t.m, want[i].part, "5");
		make_line(&t.m, want[i].part, "Nd,Dy", "1", false);
	}
	make_origin(&t.m, "MINED", STAGE_MINING, "CN", "0.1");
	make_origin(&t.m, "ALL", STAGE_ALL, "CN", "1");
	make_origin(&t.m, "ND-ONLY", STAGE_MINING, "CN", "1")->elements =
	    make_elements("Nd");
	o = make_origin(&t.m, "LINE", STAGE_MINING, "CN", "1");
	o->content = 4;
	t.m.b.content[4].origin_first = (uint32_t)t.m.b.norigin - 1;
	t.m.b.content[4].norigin = 1;
	make_origin(&t.m, "GUESS", STAGE_MINING, "CN", "1")->standing =
	    STANDING_PRESUMED;
	make_origin(&t.m, "METAL", STAGE_METAL, "CN", "1");
	o = make_origin(&t.m, "TECH", STAGE_MINING, "", "1");
	memcpy(o->technology, "CN", 3);
	make_origin(&t.m, "ABSENT", STAGE_MINING, "", "1")->absent = 1;
	apply(&t,
	    ENTRY("origin", "o",
		" stage=\"mining\" country=\"AU\" elements=\"Nd,Dy\"", ALL));
	for (size_t i = 0; i < LENGTH(want); i++)
		if (touched(&t, want[i].part) != want[i].touched)
			ck_abort_msg("%s", want[i].part);
	end(&t);
}
END_TEST

START_TEST(what_is_special_goes_before_what_is_general)
{
	struct assuming t;
	uint32_t i;

	begin(&t);
	make_item(&t.m, "A", NULL);
	make_item(&t.m, "B", NULL);
	apply(&t,
	    ENTRY("mass", "special", " is=\"1 g\"", "<items part=\"B\"/>")
		ENTRY("mass", "general", " is=\"2 g\"", ALL)
		    ENTRY("holds-none", "one", "", "<items part=\"B\"/>") ENTRY(
			"holds-none", "two", "", "<items part=\"B\"/>" ALL));
	counts(&t, 0, 1, 1, 0, 0);
	counts(&t, 1, 2, 1, 0, 1);
	counts(&t, 2, 1, 1, 0, 0);
	counts(&t, 3, 2, 1, 0, 1);
	i = make_find(&t.m, "B");
	ck_assert_uint_eq(t.x.bom.item[i].mass.lo, NUM_ONE);
	ck_assert_uint_eq(t.x.ntouch, 4);
	ck_assert_uint_eq(assumed_items(&t.x), 2);
	end(&t);
}
END_TEST

START_TEST(an_entry_that_comes_to_nothing_is_said)
{
	struct assuming t;

	begin(&t);
	make_item(&t.m, "A", "5")->flags |= ITEM_COMPLETE;
	apply(&t, ENTRY("holds-none", "gone", "", "<items part=\"B\"/>")
		      ENTRY("holds-none", "idle", "", "<items part=\"A\"/>"));
	ck_assert_uint_eq(t.m.f.warnings, 2);
	ck_assert_str_eq(t.m.f.list[0].text,
	    "assumption \"gone\" is about no item of this product: expected "
	    "at least one");
	ck_assert_str_eq(t.m.f.list[1].text,
	    "assumption \"idle\" changes nothing: all 1 items that it is "
	    "about say it themselves");
	end(&t);
}
END_TEST

START_TEST(an_expired_entry_touches_nothing)
{
	struct assuming t;

	begin(&t);
	make_item(&t.m, "A", "5");
	apply(&t, "<holds-none id=\"x\" reason=\"R\" author=\"A\" "
		  "until=\"2026-02-28\"><items part=\"A\"/></holds-none>");
	counts(&t, 0, 1, 0, 0, 0);
	ck_assert_uint_eq(t.x.ntouch, 0);
	ck_assert_uint_eq(t.m.f.warnings, 1);
	end(&t);
}
END_TEST

START_TEST(lines_and_origins_keep_their_items)
{
	struct assuming t;

	begin(&t);
	for (int i = 0; i < 9; i++) {
		char part[16];

		snprintf(part, sizeof(part), "I%d", i);
		make_item(&t.m, part, "5");
		if (i % 3 == 0)
			make_line(&t.m, part, "Dy", "1", false);
		if (i % 2 == 0)
			make_origin(&t.m, part, STAGE_METAL, "CN", "1");
	}
	apply(&t, ENTRY("holds-none", "n", "", ALL) ENTRY(
		      "origin", "o", " stage=\"mining\" country=\"AU\"", ALL));
	ck_assert_uint_eq(t.x.bom.ncontent, 3 + 6);
	ck_assert_uint_eq(t.x.bom.norigin, 5 + 9);
	for (uint32_t i = 0; i < 9; i++) {
		const struct bom *b = &t.x.bom;

		ck_assert_uint_eq(
		    b->content_start[i + 1] - b->content_start[i], 1);
		ck_assert_uint_eq(b->content[b->content_start[i]].item, i);
		ck_assert_uint_eq(b->content[b->content_start[i]].kind,
		    i % 3 == 0 ? CONTENT_AMOUNT : CONTENT_COMPLETE);
		ck_assert_uint_eq(b->origin_start[i + 1] - b->origin_start[i],
		    i % 2 == 0 ? 2 : 1);
		for (uint32_t k = b->origin_start[i];
		     k < b->origin_start[i + 1]; k++)
			ck_assert_uint_eq(b->origin[b->item_origin[k]].item, i);
	}
	end(&t);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, none_is_assumed_only_where_nobody_speaks_of_content);
	tcase_add_test(
	    tc, complete_is_assumed_where_something_is_said_or_has_parts);
	tcase_add_test(
	    tc, mass_is_assumed_where_none_is_stated_in_the_same_unit);
	tcase_add_test(
	    tc, origin_is_assumed_stage_by_stage_and_element_by_element);
	tcase_add_test(tc, what_is_special_goes_before_what_is_general);
	tcase_add_test(tc, an_entry_that_comes_to_nothing_is_said);
	tcase_add_test(tc, an_expired_entry_touches_nothing);
	tcase_add_test(tc, lines_and_origins_keep_their_items);
}

int
main(void)
{
	return run_suite("assume", add);
}
