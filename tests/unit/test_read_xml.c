/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of core/bom/xml/read_xml.h, sax.h and read.h: our own XML. */
#include "core/base/limits.h"

#include "tests/unit/reader.h"
#include "tests/unit/run.h"

#define FOLDER "tests/data/bom/xml/"

static struct golden g;

static void
set_up(void)
{
	golden_init(&g);
}

static void
tear_down(void)
{
	golden_free(&g);
}

static void
read_good(const char *path)
{
	ck_assert_msg(bom_read(&g.b, &g.chem, path, &g.format, &g.f) == ST_OK,
	    "%s:%u: %s", path, g.f.first.at.line, g.f.first.text);
	ck_assert_int_eq(g.format, FORMAT_XML);
}

static struct str
text_of(uint32_t id)
{
	return bom_text_get(&g.b, id);
}

static uint32_t
bit(const char *symbol)
{
	return (uint32_t)1 << element_find(str_of(symbol));
}

static const char *const bad_endings[] = { ".xml", ".xlsx", ".pdf", ".json" };

START_TEST(bad_files_are_refused_in_these_words)
{
	golden_compare(
	    FOLDER "bad", bad_endings[_i], _i == 0 ? (size_t)35 : (size_t)1);
}
END_TEST

/* Items wait for each other: with or without content, some cannot wait. */
#define DY "<content element=\"Dy\" amount=\"1 g\"/></item>"
static const char *const kinds[] = { "<item part=\"A-%d\"/>",
	"<item part=\"B-%d\">" DY, "<item part=\"C &amp; %d\">" DY,
	"<item part=\"D-%d\" maker=\"M\"/>" };

START_TEST(content_is_of_the_item_around_it)
{
	static const char *const names[] = { "A-%d", "B-%d", "C & %d", "D-%d" };
	static char body[16384];
	char name[20];
	size_t k = 0;

	body[0] = '\0';
	for (int i = 0; i < 150; i++)
		str_add(body, sizeof(body), kinds[i * i % 37 % 4], i);
	ck_assert_int_eq(reader_body(&g, body), ST_OK);
	ck_assert_uint_eq(g.b.nitem, 150);
	for (int i = 0; i < 150; i++) {
		int kind = i * i % 37 % 4;

		snprintf(name, sizeof(name), names[kind], i);
		ck_assert(str_is(bom_part(&g.b, (uint32_t)i), name));
		ck_assert_uint_eq(g.b.item[i].maker != 0, kind == 3);
		if (kind != 1 && kind != 2)
			continue;
		ck_assert(str_is(
		    g.b.parts.key[g.b.ref[g.b.content[k++].item].part], name));
	}
	ck_assert_uint_eq(g.b.ncontent, k);
	ck_assert_uint_gt(k, 30);
}
END_TEST

START_TEST(items_say_what_they_are)
{
	const struct item *it;
	char text[3 * NUM_TEXT];

	read_good(FOLDER "good/motor.xml");
	ck_assert_uint_eq(g.b.nitem, 6);
	ck_assert(g.b.assemblies_complete);
	it = &g.b.item[0];
	ck_assert(str_is(bom_part(&g.b, 0), "MOTOR"));
	ck_assert(str_is(text_of(it->maker), "Motor Works"));
	ck_assert(str_is(text_of(it->revision), "C"));
	ck_assert(str_is(text_of(it->name), "Servo motor & brake"));
	ck_assert_str_eq(reader_amount(&g, it->mass, text), "[2400, 2600]");
	ck_assert_str_eq(reader_number(&g, it->value, text), "310");
	ck_assert(str_is(text_of(it->currency), "EUR"));
	ck_assert(str_is(text_of(it->hs), "8501.52"));
	ck_assert_uint_eq(it->form, FORM_PRODUCT);
	ck_assert_uint_eq(it->dim, DIM_EACH);
	ck_assert_uint_eq(it->flags, ITEM_SHIPPED);
	ck_assert_uint_eq(it->at.line, 6);
	ck_assert_uint_eq(it->at.col, 3);
	ck_assert_uint_eq(g.b.item[1].flags, ITEM_OPEN);
	ck_assert_str_eq(reader_amount(&g, g.b.item[1].mass, text),
	    "[453.59237, 453.59237]");
	it = &g.b.item[2];
	ck_assert(str_is(text_of(it->name), "磁钢 \"N42SH\" <sintered>"));
	ck_assert_uint_eq(it->flags, ITEM_COMPLETE);
	it = &g.b.item[4];
	ck_assert_uint_eq(it->dim, DIM_MASS);
	ck_assert_uint_eq(it->has_mass, 0);
	ck_assert_str_eq(reader_number(&g, it->value, text), "0.0125");
}
END_TEST

START_TEST(uses_say_how_much_of_what_is_in_what)
{
	static const char *const quantities[] = { "1", "8/3", "2500",
		"infinite", "0", "0" };
	char text[NUM_TEXT];

	read_good(FOLDER "good/motor.xml");
	ck_assert_uint_eq(g.b.nuse, LENGTH(quantities));
	for (size_t i = 0; i < LENGTH(quantities); i++)
		ck_assert_str_eq(
		    reader_number(&g, g.b.use[i].qty, text), quantities[i]);
	ck_assert_uint_eq(g.b.use[2].unit, UNIT_MM);
	ck_assert_uint_eq(g.b.use[1].parent, g.b.use[2].parent);
	ck_assert_uint_eq(g.b.use[0].child, g.b.use[1].parent);
	ck_assert_uint_ne(g.b.use[5].parent, g.b.use[0].parent);
	ck_assert_uint_eq(g.b.use[0].at.line, 36);
}
END_TEST

/* Names are looked up in batches; one with a reference in it cannot wait. */
START_TEST(uses_keep_their_order_and_names_however_they_are_written)
{
	char *body = NULL, want[NUM_TEXT];
	size_t n = 0;
	FILE *to = open_memstream(&body, &n);
	const struct str *part;

	ck_assert_ptr_nonnull(to);
	for (int i = 0; i < 200; i++)
		fprintf(to,
		    "<use parent=' P%d' child='C%d%s' quantity='%d' "
		    "unit='each'%s/>\n",
		    i / 3, i, i % 7 == 0 ? "&amp;C" : "", i % 5,
		    i % 11 == 0 ? " from='2026-01-02'" : "");
	ck_assert_int_eq(fclose(to), 0);
	ck_assert_int_eq(reader_body(&g, body), ST_OK);
	free(body);
	ck_assert_uint_eq(g.b.nuse, 200);
	part = g.b.parts.key;
	for (uint32_t i = 0; i < 200; i++) {
		const struct use *u = &g.b.use[i];

		snprintf(want, sizeof(want), "P%u", i / 3);
		ck_assert(str_is(part[g.b.ref[u->parent].part], want));
		snprintf(
		    want, sizeof(want), "C%u%s", i, i % 7 == 0 ? "&C" : "");
		ck_assert(str_is(part[g.b.ref[u->child].part], want));
		ck_assert_str_eq(reader_number(&g, u->qty, want),
		    ((const char *[]){ "0", "1", "2", "3", "4" })[i % 5]);
		ck_assert_uint_eq(u->note, i % 11 == 0);
		ck_assert_uint_eq(u->at.line, i + 1);
	}
}
END_TEST

START_TEST(content_says_what_is_in_an_item)
{
	const struct content *c;
	char text[3 * NUM_TEXT];

	read_good(FOLDER "good/motor.xml");
	c = &g.b.content[0];
	ck_assert_uint_eq(c->elements, bit("Nd"));
	ck_assert_uint_eq(c->basis, BASIS_KIND_COMPOUND);
	ck_assert_str_eq(
	    reader_amount(&g, c->amount, text), "[0.93, 0.93] share");
	ck_assert_uint_eq(c->decl, 1);
	ck_assert_uint_eq(c->norigin, 3);
	c = &g.b.content[1];
	ck_assert_uint_eq(c->decl, 0);
	ck_assert_str_eq(
	    reader_amount(&g, c->amount, text), "[0.024, 0.026] share");
	c = &g.b.content[2];
	ck_assert_str_eq(
	    reader_amount(&g, c->amount, text), "[0, 0.001) share");
	c = &g.b.content[3];
	ck_assert_uint_eq(c->kind, CONTENT_NEGATIVE);
	ck_assert_uint_eq(c->elements, bit("Sc") | bit("Lu"));
	ck_assert_uint_eq(g.b.content[4].elements, bit("Ho"));
	ck_assert_uint_eq(g.b.content[5].elements, bit("Er"));
	ck_assert_uint_eq(g.b.content[6].kind, CONTENT_NOT_ADDED);
	ck_assert_uint_eq(g.b.content[7].unstated, 1);
	ck_assert_uint_eq(g.b.content[10].process, 1);
	ck_assert_uint_eq(g.b.content[10].elements, bit("Ce"));
	ck_assert_uint_eq(g.b.content[11].elements, ELEMENT_ALL);
	ck_assert_uint_eq(g.b.content[11].basis, BASIS_KIND_OXIDE);
}
END_TEST

START_TEST(origins_say_where_a_stage_took_place)
{
	const struct origin *o;
	char text[3 * NUM_TEXT];

	read_good(FOLDER "good/motor.xml");
	o = &g.b.origin[g.b.content[0].origin_first];
	ck_assert_uint_eq(o[0].stage, STAGE_MINING);
	ck_assert_str_eq(o[0].country, "CN");
	ck_assert_uint_eq(o[0].blend, 1);
	ck_assert_uint_eq(o[0].content, 0);
	ck_assert_uint_eq(o[0].decl, 1);
	ck_assert_str_eq(
	    reader_amount(&g, o[0].share, text), "[0.6, 0.6] share");
	ck_assert_uint_eq(o[1].stage, STAGE_SEPARATION);
	ck_assert_str_eq(reader_amount(&g, o[1].share, text), "[1, 1] share");
	ck_assert_uint_eq(o[2].absent, 1);
	o = &g.b.origin[g.b.content[1].origin_first];
	ck_assert_uint_eq(o->standing, STANDING_PRESUMED);
	ck_assert_str_eq(o->technology, "CN");
	ck_assert(str_is(text_of(o->evidence), "trade press"));
	ck_assert_str_eq(reader_amount(&g, o->share, text), "[0.3, 1] share");
	o = &g.b.origin[4];
	ck_assert_uint_eq(o->content, BOM_NONE);
	ck_assert_uint_eq(o->elements, bit("Gd"));
	ck_assert_str_eq(o->country, "JP");
	ck_assert_uint_eq(g.b.origin[5].decl, 1);
}
END_TEST

START_TEST(documents_say_who_made_them)
{
	const struct declaration *d;

	read_good(FOLDER "good/motor.xml");
	read_good(FOLDER "good/supplier.xml");
	ck_assert_uint_eq(g.b.ndecl, 5);
	d = g.b.decl;
	ck_assert(str_is(text_of(d[0].id), "BOM-7"));
	ck_assert_int_eq(d[0].date, 20260115);
	ck_assert_uint_eq(d[0].standing, STANDING_VERIFIED);
	ck_assert(str_is(text_of(d[1].supplier), "Magnets Ltd"));
	ck_assert_int_eq(d[1].until, 20261103);
	ck_assert_uint_eq(d[1].standing, STANDING_DECLARED);
	ck_assert_uint_eq(d[2].standing, STANDING_PRESUMED);
	ck_assert_uint_eq(d[3].id, 0);
	ck_assert(str_is(text_of(d[4].id), "D-9"));
	ck_assert_uint_eq(d[4].at.file, 1);
	ck_assert_uint_eq(g.b.file[0].role, ROLE_BOM);
	ck_assert_uint_eq(g.b.file[1].role, ROLE_DECLARATION);
}
END_TEST

START_TEST(prices_are_per_gram)
{
	char text[NUM_TEXT];

	read_good(FOLDER "good/motor.xml");
	ck_assert_uint_eq(g.b.nprice, 2);
	ck_assert_str_eq(
	    reader_number(&g, g.b.price[0].amount, text), "0.0715");
	ck_assert_uint_eq(g.b.price[0].guise, GUISE_OXIDE);
	ck_assert_int_eq(g.b.price[0].date, 20260102);
	ck_assert_str_eq(
	    reader_number(&g, g.b.price[1].amount, text), "30000000/45359237");
	ck_assert_uint_eq(g.b.price[1].guise, GUISE_METAL);
}
END_TEST

START_TEST(byte_order_mark_and_carriage_returns_do_no_harm)
{
	read_good(FOLDER "good/byte-order-mark.xml");
	ck_assert_uint_eq(g.b.item[0].at.col, 32);
	read_good(FOLDER "good/crlf.xml");
	ck_assert_uint_eq(g.b.item[1].at.line, 3);
	ck_assert_uint_eq(g.b.item[1].at.col, 3);
}
END_TEST

START_TEST(a_value_is_refused_where_it_stands)
{
	ck_assert_int_eq(
	    reader_body(&g, "\n<item\n part='A'\n  mass='1,5 g'/>"), ST_SYNTAX);
	ck_assert_uint_eq(g.f.first.at.line, 4);
	ck_assert_uint_eq(g.f.first.at.col, 9);
}
END_TEST

START_TEST(other_files_say_what_to_do)
{
	golden_read(&g, "x", STR("\x1F\x8B\x08"));
	ck_assert_int_eq(g.st, ST_SYNTAX);
	golden_read(&g, "x", STR("\xFE\xFF\0<"));
	ck_assert_int_eq(g.st, ST_SYNTAX); /* the first refusal stands */
	ck_assert_int_eq(g.f.list[1].code, ST_ENCODING);
	golden_read(&g, "x", STR(" \n"));
	ck_assert_str_eq(g.f.list[2].text,
	    "an empty file: expected XML, JSON, CSV or .xlsx");
	ck_assert_int_eq(g.format, FORMAT_UNKNOWN);
}
END_TEST

/* A bom of n times a piece, in which %zu is the number of the piece. */
static void
read_many(const char *before, const char *piece, size_t n, const char *after)
{
	char *text = NULL;
	size_t size = 0;
	FILE *to = open_memstream(&text, &size);

	ck_assert_ptr_nonnull(to);
	fputs(before, to);
	for (size_t i = 0; i < n; i++)
		for (const char *p = piece; *p != '\0'; p++) {
			if (*p == '#')
				fprintf(to, "%zu", i);
			else
				fputc(*p, to);
		}
	fputs(after, to);
	fclose(to);
	golden_read(&g, "t.xml", (struct str){ text, size });
	free(text);
}

#define HEAD "<bom xmlns='urn:retrace:bom:1'>"

START_TEST(a_hundred_thousand_attributes_are_refused)
{
	read_many(HEAD "<item part='A' ", "a#='' ", 100000, "/></bom>");
	ck_assert_int_eq(g.st, ST_LIMIT);
	ck_assert_uint_eq(g.f.errors, 1);
	ck_assert_uint_eq(g.f.first.at.line, 1);
}
END_TEST

START_TEST(more_attributes_than_anybody_needs_are_refused)
{
	read_many(HEAD "<item part='A' ", "a#='' ", 300, "/></bom>");
	ck_assert_int_eq(g.st, ST_LIMIT);
	ck_assert_uint_eq(g.f.errors, 1);
	ck_assert_uint_eq(g.f.first.at.col, strlen(HEAD) + 1);
}
END_TEST

START_TEST(namespaces_without_end_are_refused)
{
	read_many(HEAD, "<n#:x xmlns:n#='urn:#'>\n", 200, "");
	ck_assert_int_eq(g.st, ST_LIMIT);
	ck_assert_uint_eq(g.f.errors, 1);
	ck_assert_uint_eq(g.f.first.at.line, LIMIT_XML_NAMESPACES);
}
END_TEST

START_TEST(more_names_than_a_format_has_are_refused)
{
	read_many(HEAD, _i == 0 ? "<n# xmlns='u'/>\n" : "<?n# x?>\n", 100000,
	    "</bom>");
	ck_assert_int_eq(g.st, ST_LIMIT);
	ck_assert_uint_eq(g.f.errors, 1);
	ck_assert_uint_gt(g.f.first.at.line, LIMIT_XML_NAMES - 100);
	ck_assert_uint_le(g.f.first.at.line, LIMIT_XML_NAMES + 1);
}
END_TEST

/* Numbers of two suppliers may be the same; a line that names one may not. */
START_TEST(documents_with_the_same_number_are_documents_of_their_own)
{
	golden_read(&g, "t.xml",
	    STR(HEAD "<item part='A'/>"
		     "<declaration id='1' supplier='S'><statement part='A'>"
		     "<content element='Nd' amount='1 %'/></statement>"
		     "</declaration>"
		     "<declaration id='1' supplier='T'><statement part='A'>"
		     "<content element='Dy' amount='2 %'/></statement>"
		     "</declaration></bom>"));
	ck_assert_uint_eq(g.f.n, 0);
	ck_assert_uint_eq(g.b.ndecl, 3);
	ck_assert_uint_eq(g.b.content[0].decl, 1);
	ck_assert_uint_eq(g.b.content[1].decl, 2);
}
END_TEST

START_TEST(elements_of_others_are_passed_over_and_that_is_said)
{
	golden_read(&g, "t.xml",
	    STR(HEAD "<item part='A'><o:note xmlns:o='urn:o'>text<item "
		     "part='N'/></o:note></item>\n"
		     "<item xmlns='urn:retrace:bom:2' part='B'/></bom>"));
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(g.b.nitem, 1);
	ck_assert_uint_eq(g.f.n, 1);
	ck_assert_int_eq(g.f.list[0].sev, SEV_WARNING);
	ck_assert_str_eq(g.f.list[0].text,
	    "element \"note\" of namespace \"urn:o\" is passed over, and so "
	    "is every other that is not of urn:retrace:bom:1");
	ck_assert_uint_eq(g.f.list[0].at.line, 1);
	ck_assert_uint_eq(g.f.list[0].at.col, strlen(HEAD) + 16);
}
END_TEST

START_TEST(nesting_without_end_is_refused)
{
	read_many(HEAD "<o xmlns='urn:other'>", "<x>\n", 100000, "");
	ck_assert_int_eq(g.st, ST_LIMIT);
	ck_assert_uint_eq(g.f.errors, 1);
	ck_assert_uint_eq(g.f.first.at.line, LIMIT_XML_DEPTH - 1);
}
END_TEST

/* Many pieces of 256 KiB, which is what the parser is given at once. */
START_TEST(places_hold_in_a_large_file)
{
	enum { N = 60000 };

	read_many(HEAD "\n", "<item part='P#' mass='# g'/>\n", N,
	    "  <item part='P' mass='1,5 g'/>\n</bom>");
	ck_assert_uint_eq(g.b.nitem, N);
	for (uint32_t i = 0; i < N; i += 97)
		ck_assert_msg(
		    g.b.item[i].at.line == i + 2 && g.b.item[i].at.col == 1,
		    "item %u at %u:%u", i, g.b.item[i].at.line,
		    g.b.item[i].at.col);
	ck_assert_uint_eq(g.f.errors, 1);
	ck_assert_uint_eq(g.f.first.at.line, N + 2);
	ck_assert_uint_eq(g.f.first.at.col, 24);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_loop_test(
	    t, bad_files_are_refused_in_these_words, 0, LENGTH(bad_endings));
	tcase_add_test(t, content_is_of_the_item_around_it);
	tcase_add_test(t, items_say_what_they_are);
	tcase_add_test(t, uses_say_how_much_of_what_is_in_what);
	tcase_add_test(
	    t, uses_keep_their_order_and_names_however_they_are_written);
	tcase_add_test(t, content_says_what_is_in_an_item);
	tcase_add_test(t, origins_say_where_a_stage_took_place);
	tcase_add_test(t, documents_say_who_made_them);
	tcase_add_test(t, prices_are_per_gram);
	tcase_add_test(t, byte_order_mark_and_carriage_returns_do_no_harm);
	tcase_add_test(t, a_value_is_refused_where_it_stands);
	tcase_add_test(t, other_files_say_what_to_do);
	tcase_add_test(t, a_hundred_thousand_attributes_are_refused);
	tcase_add_test(t, more_attributes_than_anybody_needs_are_refused);
	tcase_add_test(t, elements_of_others_are_passed_over_and_that_is_said);
	tcase_add_test(t, namespaces_without_end_are_refused);
	tcase_add_test(
	    t, documents_with_the_same_number_are_documents_of_their_own);
	tcase_add_loop_test(t, more_names_than_a_format_has_are_refused, 0, 2);
	tcase_add_test(t, nesting_without_end_is_refused);
	tcase_add_test(t, places_hold_in_a_large_file);
}

int
main(void)
{
	return run_suite("read_xml", add);
}
