/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of seal, opening and unseal: what is kept back, and what opens it. */
#include "core/filing/seal/unseal.h"
#include "tests/unit/drafting.h"
#include "tests/unit/run.h"

static struct office o;
static struct seal seal;
static struct finish_input in;
static struct finished out;
static struct findings f;
static xmlDoc *doc; /* of the filing */

static uint32_t
text(const char *s)
{
	return bom_text(&o.m.b, str_of(s));
}

static void
finish(void)
{
	office_draft(&o);
	in.draft = o.draft.xml;
	out = (struct finished){ .id = "" };
	if (filing_finish(&in, &o.a, &out, &f) != ST_OK)
		ck_abort_msg("%u: %s", f.first.at.line, f.first.text);
	xmlFreeDoc(doc);
	doc = office_tree(out.xml);
}

static void
set_up(void)
{
	struct bom *b = &o.m.b;

	open_office(&o);
	office_fill(&o);
	b->item[make_find(&o.m, "MAGNET")].maker = text("Secret & Sons");
	b->item[make_find(&o.m, "ROTOR")].maker =
	    text("ACME \xc3\xa9lectrique");
	for (size_t i = 0; i < b->ndecl; i++) {
		b->decl[i].supplier = text("Secret & Sons");
		b->decl[i].id = text("S-\"1\"");
		b->decl[i].evidence = text("s.pdf");
	}
	o.in.seal = &seal;
	seal.fields = DISCLOSED_ALL;
	for (int i = 0; i < SEAL_SECRET; i++)
		seal.secret[i] = (uint8_t)(i * 7);
	in = (struct finish_input){
		.file = "draft.xml", .created = 1770000000, .hypothetical = true
	};
	finish();
}

static void
tear_down(void)
{
	xmlFreeDoc(doc);
	doc = NULL;
	findings_free(&f);
	close_office(&o);
}

/* An opening, held against the filing. */
static enum status
open_it(const struct openings *x, struct unsealed *u, const char **reason)
{
	findings_free(&f);
	f = (struct findings){ 0 };
	*reason = "";
	return unseal(doc, x, "x.opening", &o.a, u, reason, &f);
}

static struct openings
copy_of(const struct openings *x)
{
	struct openings y = *x;

	y.list = TAKE(&o.a, struct opened, x->n + 1);
	memcpy(y.list, x->list, x->n * sizeof(*y.list));
	return y;
}

START_TEST(no_name_of_a_supplier_stands_in_the_filing)
{
	office_valid(o.draft.xml);
	office_valid(out.xml);
	ck_assert(office_has(o.draft.xml, "Secret &amp; Sons"));
	ck_assert(office_has(o.draft.xml, "<seal "));
	ck_assert(!office_has(out.xml, "Secret"));
	ck_assert(!office_has(out.xml, "S-"));
	ck_assert(!office_has(out.xml, "s.pdf"));
	ck_assert(!office_has(out.xml, "motor.xml"));
	ck_assert(!office_has(out.xml, "<seal "));
	/* nor what people say of notices that came with the goods */
	ck_assert(office_has(out.xml, "<issuer sealed=\""));
	ck_assert(office_has(out.xml, "<id sealed=\""));
}
END_TEST

START_TEST(who_makes_the_product_stays_in_clear)
{
	struct sealed_list all;
	struct error err = { 0 };
	size_t makers = 0;

	ck_assert_int_eq(seal_list(doc, &o.a, &all, &err), ST_OK);
	for (size_t i = 0; i < all.n; i++)
		makers += all.list[i].clear != NULL &&
			  strcmp(all.list[i].clear, "maker") == 0;
	ck_assert_uint_gt(makers, 0);
	ck_assert(office_has(
	    out.xml, "<step maker=\"ACME \xc3\xa9lectrique\" name=\"Motor"));
	ck_assert(office_has(
	    out.xml, "<step maker=\"ACME \xc3\xa9lectrique\" part=\"ROTOR\""));
}
END_TEST

START_TEST(the_id_is_that_of_the_draft_and_the_same_again)
{
	char id[SHA256_HEX];
	struct str xml = out.xml;

	ck_assert_str_eq(out.id, o.draft.id);
	memcpy(id, out.id, sizeof(id));
	finish();
	ck_assert_str_eq(out.id, id);
	ck_assert(str_eq(out.xml, xml));
	ck_assert(str_is(out.opening.filing, id));
}
END_TEST

START_TEST(another_secret_or_other_content_has_other_digests)
{
	struct openings was = out.opening;

	o.m.b.item[0].name = text("Motor, 24 V");
	finish();
	ck_assert_uint_eq(out.opening.n, was.n);
	for (size_t i = 0; i < was.n; i++) {
		ck_assert(str_eq(was.list[i].at, out.opening.list[i].at));
		ck_assert(!str_eq(was.list[i].salt, out.opening.list[i].salt));
	}
	was = out.opening;
	seal.secret[31] ^= 1;
	finish();
	for (size_t i = 0; i < was.n; i++)
		ck_assert(!str_eq(was.list[i].salt, out.opening.list[i].salt));
}
END_TEST

START_TEST(equal_values_do_not_look_alike)
{
	struct sealed_list all;
	struct error err = { 0 };

	ck_assert_int_eq(seal_list(doc, &o.a, &all, &err), ST_OK);
	ck_assert_uint_eq(all.n, out.opening.n);
	for (size_t i = 0; i < all.n; i++)
		for (size_t k = 0; k < i; k++) {
			ck_assert(
			    !str_eq(all.list[i].digest, all.list[k].digest));
			ck_assert(!str_eq(out.opening.list[i].salt,
			    out.opening.list[k].salt));
		}
}
END_TEST

/* Written down once, from the documentation, with openssl dgst. */
START_TEST(the_digest_is_the_documented_one)
{
	char hex[SHA256_HEX];

	ck_assert(opening_digest(STR("product[1]/places[1]/place[7]/@maker"),
	    STR("9d7f59ed57f9508e2bb58bca545ad90c"), STR("Talmark Pumps"),
	    hex));
	ck_assert_str_eq(hex, "06e7623dd7d0627c77c42f5910095ad2"
			      "4c2a2a422674619492e875a9b5ea0920");
}
END_TEST

START_TEST(the_opening_opens_every_value)
{
	struct unsealed u;
	struct openings back;
	struct error err = { 0 };
	const char *reason;
	struct str file;
	xmlDoc *clear;

	ck_assert_int_eq(opening_write(&out.opening, &o.a, &file, &err), ST_OK);
	if (opening_read(file, "x.opening", &o.a, &back, &f) != ST_OK)
		ck_abort_msg("%s", f.first.text);
	ck_assert_uint_eq(back.n, out.opening.n);
	ck_assert_uint_eq(back.list[0].pos.line, 2);
	ck_assert_int_eq(open_it(&back, &u, &reason), ST_OK);
	ck_assert_uint_eq(u.opened, u.sealed.n);
	for (size_t i = 0; i < u.sealed.n; i++)
		ck_assert(str_eq(u.is[i]->value, out.opening.list[i].value));
	/* in clear it is what would have been filed in clear */
	clear = unseal_copy(&u, doc);
	ck_assert_ptr_nonnull(clear);
	ck_assert(!seal_any(clear));
	o.in.seal = NULL;
	office_draft(&o);
	ck_assert_int_eq(filing_id(clear, out.id, &err), ST_OK);
	ck_assert_str_eq(out.id, o.draft.id);
	xmlFreeDoc(clear);
}
END_TEST

START_TEST(a_part_of_an_opening_opens_that_part)
{
	struct openings x = copy_of(&out.opening);
	struct unsealed u;
	const char *reason;

	x.list[0] = x.list[x.n - 1];
	x.n = 1;
	ck_assert_int_eq(open_it(&x, &u, &reason), ST_OK);
	ck_assert_uint_eq(u.opened, 1);
	ck_assert_ptr_nonnull(u.is[u.sealed.n - 1]);
	ck_assert_ptr_null(u.is[0]);
}
END_TEST

static void
refuse(const struct openings *x, const char *expected, size_t errors)
{
	struct unsealed u;
	const char *reason;

	ck_assert_int_eq(open_it(x, &u, &reason), ST_VERIFY);
	ck_assert_str_eq(reason, expected);
	ck_assert_uint_eq(f.errors, errors);
	ck_assert_uint_eq(u.opened, 0);
	for (size_t i = 0; i < u.sealed.n; i++)
		ck_assert_ptr_null(u.is[i]);
}

START_TEST(what_does_not_fit_is_refused_by_its_reason)
{
	struct openings x = copy_of(&out.opening);
	struct opened was = x.list[1];
	struct str at0 = x.list[0].at;

	x.list[1].value = STR("Other & Sons");
	refuse(&x, "opening-digest", 1);
	x.list[1] = was;
	x.list[1].salt = x.list[0].salt;
	refuse(&x, "opening-digest", 1);
	/* moved to the place of another one */
	x.list[1] = was;
	x.list[1].at = at0;
	x.list[0].at = was.at;
	refuse(&x, "opening-digest", 2);
	x.list[0].at = at0;
	refuse(&x, "opening-twice", 1);
	x.list[1] = was;
	x.list[1].at = STR("header[1]/@kind");
	refuse(&x, "opening-not-sealed", 1);
	x.list[1].at = STR("product[1]/places[1]/place[99]/@maker");
	refuse(&x, "opening-not-sealed", 1);
	x.list[1].at = STR("");
	refuse(&x, "opening-not-sealed", 1);
	x.list[1] = was;
	x.filing = STR("0000000000000000000000000000000000000000000000000000"
		       "000000000000");
	refuse(&x, "opening-other", 1);
}
END_TEST

/* What is no opening, or none that can be read. */
static const struct {
	const char *old, *new;
} hostile[] = {
	{ "<opening ", "<!DOCTYPE opening [<!ENTITY a \"b\">]><opening " },
	{ "urn:retrace:opening:1", "urn:retrace:opening:2" },
	{ "version=\"1\"", "version=\"2\"" },
	{ "<opening ", "<opened " },
	{ " salt=\"", " salt=\"0" },
	{ " salt=\"", " salt=\"G" },
	{ " at=\"", " at=\"/" },
	{ " at=\"", " at=\"../" },
	{ " at=\"", " at=\"places[0]/" },
	{ " is=\"", " was=\"" },
	{ "</value>", "" },
	{ "</value>", "<value/></value>" },
	{ "\n</opening>", "" },
	{ "filing=\"", "filing=\"a" },
};

START_TEST(what_is_no_opening_is_refused)
{
	struct openings x = copy_of(&out.opening), back = { .n = 77 };
	struct error err = { 0 };
	struct str file;
	enum status st;

	x.n = 1;
	ck_assert_int_eq(opening_write(&x, &o.a, &file, &err), ST_OK);
	file = office_edit(&o.a, file, hostile[_i].old, hostile[_i].new);
	st = opening_read(file, "x.opening", &o.a, &back, &f);
	ck_assert_int_ne(st, ST_OK);
	ck_assert_uint_gt(f.errors, 0);
	ck_assert_uint_eq(back.n, 77);
}
END_TEST

START_TEST(a_word_chooses_what_stands_beside_it_or_below_it)
{
	uint8_t *chosen = TAKE(&o.a, uint8_t, out.opening.n + 1);
	size_t n = opening_choose(&out.opening, STR("s.pdf"), chosen);

	ck_assert_uint_gt(n, 0);
	ck_assert_uint_lt(n, out.opening.n);
	for (size_t i = 0; i < out.opening.n; i++) {
		struct str at = out.opening.list[i].at;
		bool document =
		    office_has(at, "/declared[") || office_has(at, "/stage[");

		ck_assert_uint_eq(chosen[i], document);
	}
	memset(chosen, 0, out.opening.n);
	n = opening_choose(&out.opening, STR("inputs[1]/input[1]"), chosen);
	ck_assert_uint_eq(n, 3);
	ck_assert_uint_eq(
	    opening_choose(&out.opening, STR("inputs[1]/input"), chosen), 0);
	ck_assert_uint_eq(opening_choose(&out.opening, STR(""), chosen), 0);
}
END_TEST

/* What a filing must not say of sealed values. */
static const struct {
	const char *old, *new, *reason;
} wrong[] = {
	{ " sealed-maker=\"", " maker=\"A\" sealed-maker=\"", "in clear" },
	{ "<product ",
	    "<product sealed-maker=\"0000000000000000000000000000000000000000"
	    "000000000000000000000000\" ",
	    "nobody seals" },
};

static void
check_edited(struct str xml, const char *says)
{
	xmlDoc *edited = office_tree(xml);
	const char *reason = "";
	bool found = false;

	findings_free(&f);
	f = (struct findings){ 0 };
	ck_assert_int_eq(filing_check(edited, "x.xml", &reason, &f), ST_VERIFY);
	for (size_t i = 0; i < f.n; i++)
		found |= office_has(str_of(f.list[i].text), "[seal]") &&
			 office_has(str_of(f.list[i].text), says);
	ck_assert_msg(found, "%s", says);
	xmlFreeDoc(edited);
}

START_TEST(a_filing_is_held_against_what_it_seals)
{
	struct str xml = out.xml, at;

	for (size_t i = 0; i < LENGTH(wrong); i++)
		check_edited(office_edit(&o.a, xml, wrong[i].old, wrong[i].new),
		    wrong[i].reason);
	/* lost in both ways */
	at = office_edit(&o.a, xml, " sealed-name=\"", " sealed-file=\"");
	check_edited(at, "neither in clear nor sealed");
	/* sealed though a form wants it */
	at = office_edit(
	    &o.a, xml, "<pack ", "<pack demands=\"evidence maker\" ");
	check_edited(at, "demands it in clear");
	at = office_edit(&o.a, xml, "></issuer>", ">Somebody</issuer>");
	check_edited(at, "in clear");
}
END_TEST

START_TEST(what_a_form_demands_stays_in_clear)
{
	struct demand d[] = { { .fields = 1u << DISCLOSED_SUPPLIER },
		{ .fields = 1u << DISCLOSED_UPSTREAM } };

	o.c.pack.demand = d;
	o.c.pack.ndemand = 2;
	finish();
	office_valid(out.xml);
	ck_assert_uint_eq(o.draft.demanded,
	    1u << DISCLOSED_SUPPLIER | 1u << DISCLOSED_UPSTREAM);
	ck_assert(office_has(out.xml, " demands=\"supplier upstream\""));
	ck_assert(office_has(out.xml, " supplier=\"Secret &amp; Sons\""));
	ck_assert(office_has(out.xml, "<issuer>some"));
	ck_assert(!office_has(out.xml, "s.pdf"));
	ck_assert(!office_has(out.xml, " maker=\"Secret"));
	/* all of it: then there is nothing to seal */
	d[1].fields = DISCLOSED_ALL;
	finish();
	ck_assert_uint_eq(out.opening.n, 0);
	ck_assert(!office_has(out.xml, "sealed"));
	ck_assert(!office_has(o.draft.xml, "<seal "));
}
END_TEST

START_TEST(without_a_seal_nothing_is_sealed)
{
	o.in.seal = NULL;
	finish();
	ck_assert_uint_eq(out.opening.n, 0);
	ck_assert(!office_has(out.xml, "sealed"));
	ck_assert(!seal_any(doc));
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, no_name_of_a_supplier_stands_in_the_filing);
	tcase_add_test(t, who_makes_the_product_stays_in_clear);
	tcase_add_test(t, the_id_is_that_of_the_draft_and_the_same_again);
	tcase_add_test(t, another_secret_or_other_content_has_other_digests);
	tcase_add_test(t, equal_values_do_not_look_alike);
	tcase_add_test(t, the_digest_is_the_documented_one);
	tcase_add_test(t, the_opening_opens_every_value);
	tcase_add_test(t, a_part_of_an_opening_opens_that_part);
	tcase_add_test(t, what_does_not_fit_is_refused_by_its_reason);
	tcase_add_loop_test(
	    t, what_is_no_opening_is_refused, 0, LENGTH(hostile));
	tcase_add_test(t, a_word_chooses_what_stands_beside_it_or_below_it);
	tcase_add_test(t, a_filing_is_held_against_what_it_seals);
	tcase_add_test(t, what_a_form_demands_stays_in_clear);
	tcase_add_test(t, without_a_seal_nothing_is_sealed);
}

int
main(void)
{
	return run_suite("seal", add);
}
