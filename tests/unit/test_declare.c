/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_declare - which of several documents is heard, over standing, date
 * and order; and which of them exclude each other.
 */
#include "core/bom/link/link.h"

#include "core/chem/oxide.h"
#include "tests/unit/build.h"
#include "tests/unit/run.h"

#include <stdio.h>

/* Another document; returns its index. */
static uint32_t
document(struct make *m, enum standing standing, date_day date)
{
	struct declaration *d = bom_add_declaration(&m->b);

	d->standing = (uint8_t)standing;
	d->date = date;
	return (uint32_t)m->b.ndecl - 1;
}

/* Two documents as they are read, and which of them must be heard: 0, 1, or
 * -1 for none.  Written down from the words of schemas/bom-1.md. */
struct pair {
	enum standing standing[2];
	date_day date[2];
};

static int
by_the_book(const struct pair *p, const char **why)
{
	bool none[2] = { p->standing[0] == STANDING_PRESUMED,
		p->standing[1] == STANDING_PRESUMED };
	bool verified[2] = { p->standing[0] == STANDING_VERIFIED,
		p->standing[1] == STANDING_VERIFIED };

	*why = NULL;
	if (none[0] && none[1])
		return -1;
	if (none[0] || none[1])
		return none[0] ? 1 : 0;
	*why = "verified";
	if (verified[0] != verified[1])
		return verified[0] ? 0 : 1;
	*why = "newer";
	if (p->date[0] != p->date[1])
		return p->date[0] > p->date[1] ? 0 : 1;
	*why = "read first";
	return 0;
}

static const date_day days[] = { DATE_NONE, 20240229, 20240301, 20260101 };

/* All pairs of standings and dates, each in both orders. */
#define PAIRS (3 * 3 * 4 * 4)
static struct pair
nth_pair(int i)
{
	return (struct pair){ { (enum standing)(i % 3),
				  (enum standing)(i / 3 % 3) },
		{ days[i / 9 % 4], days[i / 36 % 4] } };
}

/* One warning at the loser's line, with the winner's and the reason. */
static void
said_once(const struct make *m, uint32_t lost, uint32_t kept, const char *why)
{
	char place[40];

	snprintf(place, sizeof(place), "test.bom:%u, which", kept);
	ck_assert_uint_eq(m->f.warnings, 1);
	ck_assert_uint_eq(m->f.list[0].at.line, lost);
	if (strstr(m->f.list[0].text, place) == NULL ||
	    strstr(m->f.list[0].text, why) == NULL)
		ck_abort_msg("%s", m->f.list[0].text);
}

START_TEST(content_follows_standing_then_date_then_order)
{
	for (int i = 0; i < PAIRS; i++) {
		struct pair p = nth_pair(i);
		const char *why;
		int heard = by_the_book(&p, &why);
		struct make m;

		make_init(&m);
		make_item(&m, "A", "100");
		for (int k = 0; k < 2; k++)
			make_line(&m, "A", "Dy", k == 0 ? "1" : "2", false)
			    ->decl = document(&m, p.standing[k], p.date[k]);
		make_linked(&m);
		for (int k = 0; k < 2; k++) {
			ck_assert_int_eq(m.b.content[k].counts, heard == k);
			/* a presumed one is the last to be asked */
			ck_assert_int_eq(m.b.content[k].won != 0,
			    heard == k ||
				(heard < 0 &&
				    m.b.decl[m.b.content[k].decl].rank <
					m.b.decl[m.b.content[1 - k].decl]
					    .rank));
		}
		if (why == NULL) {
			ck_assert_uint_eq(m.f.warnings, 0);
			ck_assert_uint_eq(m.b.nconflict, 0);
		} else {
			said_once(
			    &m, heard == 0 ? 3 : 2, heard == 0 ? 2 : 3, why);
			ck_assert_uint_eq(m.b.nconflict, 1);
			ck_assert_uint_eq(
			    m.b.conflict[0].kept, m.b.content[heard].decl);
			ck_assert_uint_eq(
			    m.b.conflict[0].lost, m.b.content[1 - heard].decl);
			ck_assert_uint_eq(
			    m.b.conflict[0].elements, make_elements("Dy"));
		}
		make_free(&m);
	}
}
END_TEST

START_TEST(origin_follows_standing_then_date_then_order)
{
	/* own: the standing is that of the origins, in declared documents */
	for (int i = 0; i < 2 * PAIRS; i++) {
		struct pair p = nth_pair(i % PAIRS);
		bool own = i >= PAIRS;
		const char *why;
		int heard = by_the_book(&p, &why);
		struct make m;

		make_init(&m);
		make_item(&m, "A", "100");
		make_line(&m, "A", "Dy", "1", false);
		for (int k = 0; k < 2; k++) {
			struct origin *o = make_origin(
			    &m, "A", STAGE_MINING, k == 0 ? "CN" : "AU", "1");

			if (own)
				o->standing = (uint8_t)p.standing[k];
			o->decl = document(&m,
			    own ? STANDING_DECLARED : p.standing[k], p.date[k]);
		}
		make_linked(&m);
		for (int k = 0; k < 2; k++)
			ck_assert_int_eq(m.b.origin[k].counts, heard == k);
		if (why == NULL)
			ck_assert_uint_eq(m.f.warnings, 0);
		else
			said_once(
			    &m, heard == 0 ? 4 : 3, heard == 0 ? 3 : 4, why);
		ck_assert_uint_eq(m.b.nconflict, why != NULL);
		if (why != NULL)
			ck_assert_uint_eq(
			    m.b.conflict[0].stages, 1u << STAGE_MINING);
		make_free(&m);
	}
}
END_TEST

START_TEST(what_a_presumed_document_says_is_presumed)
{
	struct make m;
	struct origin *o;

	make_init(&m);
	make_item(&m, "A", "100");
	make_line(&m, "A", "Dy", "1", false);
	o = make_origin(&m, "A", STAGE_MINING, "CN", "1");
	o->standing = STANDING_VERIFIED;
	o->decl = document(&m, STANDING_PRESUMED, 20260101);
	make_linked(&m);
	ck_assert_int_eq(
	    origin_standing(&m.b, &m.b.origin[0]), STANDING_PRESUMED);
	ck_assert_int_eq(m.b.origin[0].counts, 0);
	make_free(&m);
}
END_TEST

/* Lines of two documents, of which the first counts: element(s), amount,
 * and how it is meant. */
struct said {
	const char *elements, *amount;
	char
	    how; /* e element, o oxide, c its oxide as a compound, s share of
		    the mass, n not above, u of anything else, ! nothing else */
};
static const struct {
	const char *what, *mass;
	struct said kept[2], lost[2];
	bool clash;
} disagreements[] = {
	{ "two amounts", "100", { { "Dy", "1", 'e' } }, { { "Dy", "2", 'e' } },
	    true },
	{ "two that overlap", "100", { { "Dy", "[1,3]", 'e' } },
	    { { "Dy", "[2,4]", 'e' } }, false },
	{ "two that touch", "100", { { "Dy", "[1,2]", 'e' } },
	    { { "Dy", "[2,4]", 'e' } }, false },
	{ "two that do not quite touch", "100", { { "Dy", "[1,2)", 'e' } },
	    { { "Dy", "[2,4]", 'e' } }, true },
	{ "an oxide and its element", "100", { { "Dy", "1", 'e' } },
	    { { "Dy", "1", 'o' } }, true },
	{ "an oxide and less of its element", "100", { { "Dy", "1", 'o' } },
	    { { "Dy", "[0.8712,0.8714]", 'e' } }, false },
	{ "a share and the mass it makes", "200", { { "Dy", "0.01", 's' } },
	    { { "Dy", "2", 'e' } }, false },
	{ "a share and another mass", "200", { { "Dy", "0.01", 's' } },
	    { { "Dy", "1", 'e' } }, true },
	{ "a share of an unknown mass", NULL, { { "Dy", "0.01", 's' } },
	    { { "Dy", "1", 'e' } }, false },
	{ "a group with room", "100", { { "Nd,Pr", "5", 'e' } },
	    { { "Nd", "4", 'e' } }, false },
	{ "a group without room", "100", { { "Nd,Pr", "5", 'e' } },
	    { { "Nd", "6", 'e' } }, true },
	{ "a compound with more", "100", { { "Dy", "1", 'e' } },
	    { { "Dy", "2", 'c' } }, true },
	{ "a compound with less", "100", { { "Dy", "2", 'e' } },
	    { { "Dy", "1", 'c' } }, false },
	{ "a compound and nothing else, with less", "100",
	    { { "Dy", "2", 'e' } }, { { "Dy", "1", 'c' }, { "", "0", '!' } },
	    true },
	{ "nothing against something", "100", { { "", "0", '!' } },
	    { { "Dy", "1", 'e' } }, true },
	{ "nothing against a trace", "100", { { "", "0", '!' } },
	    { { "Dy", "(0,)", 'e' } }, true },
	{ "nothing against perhaps", "100", { { "", "0", '!' } },
	    { { "Dy", "[0,1]", 'e' } }, false },
	{ "something against nothing", "100", { { "Nd", "1", 'e' } },
	    { { "", "0", '!' } }, true },
	{ "something against a list without it", "100", { { "Nd", "1", 'e' } },
	    { { "Dy", "1", 'e' }, { "", "0", '!' } }, true },
	{ "something against a list with it", "100", { { "Nd", "1", 'e' } },
	    { { "Nd", "1", 'e' }, { "", "0", '!' } }, false },
	{ "a limit kept", "100", { { "Dy", "[0,0.1]", 'n' } },
	    { { "Dy", "0.1", 'e' } }, false },
	{ "a limit passed", "100", { { "Dy", "[0,0.1]", 'n' } },
	    { { "Dy", "0.2", 'e' } }, true },
	{ "more than what is not listed may be", "100", { { "Nd", "5", 'e' } },
	    { { "Dy", "1", 'e' }, { "all", "[0,2]", 'u' } }, true },
	{ "as much as what is not listed may be", "100", { { "Nd", "2", 'e' } },
	    { { "Dy", "1", 'e' }, { "all", "[0,2]", 'u' } }, false },
	{ "what is listed beside it", "100", { { "Nd", "5", 'e' } },
	    { { "Nd", "5", 'e' }, { "all", "[0,2]", 'u' } }, false },
	{ "two lines of one document add up", "100",
	    { { "Dy", "1", 'e' }, { "Dy", "1", 'e' } }, { { "Dy", "2", 'e' } },
	    false },
	{ "two lines of one document, with another sum", "100",
	    { { "Dy", "1", 'e' }, { "Dy", "2", 'e' } }, { { "Dy", "2", 'e' } },
	    true },
};

/* Dysprosia as a compound. */
static void
as_compound(struct make *m, struct content *c)
{
	int dy = __builtin_ctz(make_elements("Dy"));
	struct bom_substance *s = array_grow(m->b.substance,
	    &m->b.substance_cap, m->b.nsubstance + 1, sizeof(*s));
	mpq_t fraction;

	m->b.substance = s;
	s += m->b.nsubstance;
	*s = (struct bom_substance){ .elements = c->elements, .known = 1 };
	mpq_init(fraction);
	oxide_fraction(dy, fraction);
	s->fraction[dy] = numtab_put(&m->b.num, fraction);
	mpq_clear(fraction);
	c->substance = (uint32_t)m->b.nsubstance++;
	c->basis = BASIS_KIND_COMPOUND;
}

static void
say(struct make *m, const struct said *s, uint32_t decl)
{
	for (int i = 0; i < 2 && s[i].how != '\0'; i++) {
		struct content *c = make_line(
		    m, "A", s[i].elements, s[i].amount, s[i].how == 's');

		c->decl = decl;
		if (s[i].how == 'o')
			c->basis = BASIS_KIND_OXIDE;
		if (s[i].how == 'n')
			c->kind = CONTENT_NEGATIVE;
		if (s[i].how == 'u')
			c->kind = CONTENT_UNLISTED;
		if (s[i].how == '!')
			c->kind = CONTENT_COMPLETE;
		if (s[i].how == 'c')
			as_compound(m, c);
	}
}

START_TEST(documents_exclude_each_other_or_not)
{
	for (size_t i = 0; i < LENGTH(disagreements); i++) {
		struct make m;

		make_init(&m);
		make_item(&m, "A", disagreements[i].mass);
		say(&m, disagreements[i].kept,
		    document(&m, STANDING_DECLARED, 20260102));
		say(&m, disagreements[i].lost,
		    document(&m, STANDING_DECLARED, 20260101));
		make_linked(&m);
		if (m.b.nconflict != disagreements[i].clash ||
		    (m.f.warnings > 0) != disagreements[i].clash)
			ck_abort_msg("%s", disagreements[i].what);
		if (disagreements[i].clash) {
			ck_assert_uint_eq(m.b.conflict[0].kept, 1);
			ck_assert_uint_eq(m.b.conflict[0].lost, 2);
		}
		make_free(&m);
	}
}
END_TEST

/* Shares of mining in percent, by two documents. */
START_TEST(shares_exclude_each_other_or_not)
{
	static const struct {
		const char *what;
		struct {
			const char *country, *share;
		} kept[2], lost[2];
		bool clash;
	} c[] = {
		{ "the same blend", { { "CN", "0.6" }, { "AU", "0.4" } },
		    { { "AU", "0.4" }, { "CN", "0.6" } }, false },
		{ "another blend", { { "CN", "0.6" }, { "AU", "0.4" } },
		    { { "CN", "0.5" }, { "AU", "0.5" } }, true },
		{ "two that have room for each other", { { "CN", "0.6" } },
		    { { "AU", "0.4" } }, false },
		{ "two that have not", { { "CN", "0.6" } },
		    { { "AU", "0.41" } }, true },
		{ "less of the same", { { "CN", "0.6" } }, { { "CN", "0.3" } },
		    false },
		{ "an unknown country", { { "CN", "1" } }, { { "", "1" } },
		    false },
	};

	for (size_t i = 0; i < LENGTH(c); i++) {
		struct make m;

		make_init(&m);
		make_item(&m, "A", "100");
		make_line(&m, "A", "Dy", "1", false);
		for (int d = 0; d < 2; d++) {
			uint32_t decl = document(&m, STANDING_DECLARED,
			    d == 0 ? 20260102 : 20260101);

			for (int k = 0; k < 2; k++) {
				const char *country =
				    d == 0 ? c[i].kept[k].country
					   : c[i].lost[k].country;

				if (country == NULL)
					continue;
				make_origin(&m, "A", STAGE_MINING, country,
				    d == 0 ? c[i].kept[k].share
					   : c[i].lost[k].share)
				    ->decl = decl;
			}
		}
		make_linked(&m);
		if (m.b.nconflict != c[i].clash)
			ck_abort_msg("%s", c[i].what);
		make_free(&m);
	}
}
END_TEST

/* An origin of a content line in the same document. */
static struct origin *
line_origin(struct make *m, uint32_t line, const char *country)
{
	struct content *c = &m->b.content[line];
	struct origin *o = make_origin(m, "A", STAGE_MINING, country, "1");

	o->content = line;
	o->decl = c->decl;
	if (c->norigin++ == 0)
		c->origin_first = (uint32_t)m->b.norigin - 1;
	return o;
}

START_TEST(a_better_word_on_the_item_goes_before_that_on_a_line)
{
	for (int newer = 0; newer < 2; newer++) {
		struct make m;

		make_init(&m);
		make_item(&m, "A", "100");
		make_line(&m, "A", "Dy", "1", false)->decl =
		    document(&m, STANDING_DECLARED, 20250601);
		line_origin(&m, 0, "CN");
		make_origin(&m, "A", STAGE_MINING, "AU", "1")->decl = document(
		    &m, STANDING_DECLARED, newer != 0 ? 20260101 : 20250101);
		make_linked(&m);
		ck_assert_int_eq(m.b.origin[0].counts, newer == 0);
		ck_assert_int_eq(m.b.origin[1].counts, 1);
		said_once(&m, newer != 0 ? 3 : 4, newer != 0 ? 4 : 3, "newer");
		ck_assert_uint_eq(m.b.nconflict, 1);
		make_free(&m);
	}
}
END_TEST

START_TEST(one_document_may_say_it_of_the_line_and_of_the_item)
{
	struct make m;

	make_init(&m);
	make_item(&m, "A", "100");
	make_line(&m, "A", "Dy", "1", false);
	line_origin(&m, 0, "CN");
	make_origin(&m, "A", STAGE_MINING, "AU", "1");
	make_linked(&m);
	ck_assert_int_eq(m.b.origin[0].counts, 1);
	ck_assert_int_eq(m.b.origin[1].counts, 1);
	ck_assert_uint_eq(m.b.nconflict, 0);
	make_free(&m);
}
END_TEST

/* What contradicts itself speaks, and says nothing: no worse document takes
 * its place, though it counts elsewhere. */
START_TEST(a_spoiled_stage_is_not_left_to_a_worse_document)
{
	struct make m;
	uint32_t worse;

	make_init(&m);
	make_item(&m, "A", "100");
	make_line(&m, "A", "Dy", "1", false);
	worse = document(&m, STANDING_DECLARED, DATE_NONE);
	make_origin(&m, "A", STAGE_MINING, "CN", "0.6");
	make_origin(&m, "A", STAGE_MINING, "AU", "0.6");
	make_origin(&m, "A", STAGE_ALL, "CN", "1")->decl = worse;
	make_linked(&m);
	ck_assert_int_eq(m.b.origin[0].counts, 0);
	ck_assert_int_eq(m.b.origin[0].over, 1);
	ck_assert_int_eq(m.b.origin[1].over, 1);
	ck_assert_int_eq(m.b.origin[2].counts, 1);
	ck_assert_uint_lt(m.b.origin[0].rank, m.b.origin[2].rank);
	make_free(&m);
}
END_TEST

/* Documents are compared element by element: here they share one of three. */
START_TEST(origins_of_different_elements_do_not_meet)
{
	struct make m;

	make_init(&m);
	make_item(&m, "A", "100");
	make_line(&m, "A", "Dy,Nd,Pr", "3", false);
	make_origin(&m, "A", STAGE_MINING, "CN", "1")->elements =
	    make_elements("Dy,Nd");
	make_origin(&m, "A", STAGE_MINING, "AU", "1")->elements =
	    make_elements("Nd,Pr");
	m.b.origin[1].decl = document(&m, STANDING_DECLARED, 20260101);
	make_origin(&m, "A", STAGE_MINING, "AU", "1")->elements =
	    make_elements("Ce");
	make_linked(&m);
	for (int i = 0; i < 3; i++)
		ck_assert_int_eq(m.b.origin[i].counts, 1);
	ck_assert_uint_eq(m.b.nconflict, 1);
	make_free(&m);
}
END_TEST

/* One document, many items in conflict; many documents on one item. */
START_TEST(conflicts_are_kept_by_item_and_document)
{
	struct make m;
	char name[16];
	uint32_t good, bad;

	make_init(&m);
	good = document(&m, STANDING_VERIFIED, 20260101);
	bad = document(&m, STANDING_DECLARED, 20260101);
	for (int i = 0; i < 50; i++) {
		snprintf(name, sizeof(name), "I%d", i);
		make_item(&m, name, "100");
		make_line(&m, name, "Dy", "1", false)->decl = good;
		make_line(&m, name, "Nd", "1", false)->decl = good;
		make_line(&m, name, "Dy", "2", false)->decl = bad;
		make_line(&m, name, "Nd", "2", false)->decl = bad;
		make_origin(&m, name, STAGE_METAL, "CN", "1")->decl = good;
		make_origin(&m, name, STAGE_METAL, "AU", "1")->decl = bad;
	}
	for (int i = 0; i < 50; i++)
		make_line(&m, "I7", "Dy", "3", false)->decl =
		    document(&m, STANDING_DECLARED, 20250101);
	make_linked(&m);
	ck_assert_uint_eq(m.b.nconflict, 100);
	for (size_t i = 1; i < m.b.nconflict; i++)
		ck_assert_uint_ge(
		    m.b.conflict[i].item, m.b.conflict[i - 1].item);
	ck_assert_uint_eq(m.b.conflict[0].elements, make_elements("Dy,Nd"));
	ck_assert_uint_eq(m.b.conflict[0].stages, 1u << STAGE_METAL);
	make_free(&m);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, content_follows_standing_then_date_then_order);
	tcase_add_test(tc, origin_follows_standing_then_date_then_order);
	tcase_add_test(tc, what_a_presumed_document_says_is_presumed);
	tcase_add_test(tc, documents_exclude_each_other_or_not);
	tcase_add_test(tc, shares_exclude_each_other_or_not);
	tcase_add_test(
	    tc, a_better_word_on_the_item_goes_before_that_on_a_line);
	tcase_add_test(tc, one_document_may_say_it_of_the_line_and_of_the_item);
	tcase_add_test(tc, a_spoiled_stage_is_not_left_to_a_worse_document);
	tcase_add_test(tc, origins_of_different_elements_do_not_meet);
	tcase_add_test(tc, conflicts_are_kept_by_item_and_document);
}

int
main(void)
{
	return run_suite("declare", add);
}
