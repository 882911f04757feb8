/* SPDX-License-Identifier: Apache-2.0 */
/* test_xml - XML that may come from an attacker. */
#include "core/base/xml.h"

#include "core/base/limits.h"
#include "tests/unit/run.h"
#include "tests/unit/schema.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const struct good {
	struct str in;
	size_t skipped; /* bytes before the body */
} goods[] = {
	{ STR("<a/>"), 0 },
	{ STR("\xEF\xBB\xBF<a/>"), 3 },
	{ STR("<?xml version='1.0'?><a/>"), 0 },
	{ STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a/>"), 0 },
	{ STR("<?xml version=\"1.0\" encoding='utf-8'?><a/>"), 0 },
	{ STR("<?xml version=\"1.0\" encoding=\"US-ASCII\"?><a/>"), 0 },
	{ STR("<a b=\"&#x9547;&lt;&amp;\">\xE9\x95\x9D</a>"), 0 },
	{ STR("<a><![CDATA[x]]></a>"), 0 },
	{ STR("<a>\r\n</a>\r\n"), 0 },
};

START_TEST(plain_xml_passes_the_guard_and_is_read)
{
	const struct good *g = &goods[_i];
	struct findings f = { 0 };
	struct str body = { 0 };
	xmlDoc *doc = NULL;

	ck_assert_int_eq(xml_guard(g->in, "a.xml", &body, &f), ST_OK);
	ck_assert_ptr_eq(body.p, g->in.p + g->skipped);
	ck_assert_uint_eq(body.n, g->in.n - g->skipped);
	ck_assert_int_eq(xml_read(g->in, "a.xml", &doc, &f), ST_OK);
	ck_assert_ptr_nonnull(doc);
	ck_assert_uint_eq(f.n, 0);
	xmlFreeDoc(doc);
	findings_free(&f);
}
END_TEST

static const struct bad {
	struct str in;
	enum status code;
	uint32_t line, col;
} guarded[] = {
	{ STR(""), ST_SYNTAX, 1, 1 },
	{ STR("\xFF\xFE<\0a\0/\0>\0"), ST_ENCODING, 1, 1 },
	{ STR("\xFE\xFF\0<\0a\0/\0>"), ST_ENCODING, 1, 1 },
	{ STR("<\0a\0/\0>\0"), ST_ENCODING, 1, 2 }, /* UTF-16, no mark */
	{ STR("\xEF\xBB\xBF\xEF\xBB\xBF<a/>"), ST_ENCODING, 1, 1 },
	{ STR("\0<\0a"), ST_ENCODING, 1, 1 },
	{ STR("<a>\n x\0</a>"), ST_ENCODING, 2, 3 },
	{ STR("<a>\xE9</a>"), ST_ENCODING, 1, 4 },         /* Latin 1 */
	{ STR("<a>\n\n\xC0\xBC/a>"), ST_ENCODING, 3, 1 },  /* overlong '<' */
	{ STR("<a>\xED\xA0\x80</a>"), ST_ENCODING, 1, 4 }, /* surrogate */
	{ STR("<a>\xC3"), ST_ENCODING, 1, 4 },             /* cut */
	{ STR("<?xml version='1.0' encoding='UTF-16'?><a/>"), ST_ENCODING, 1,
	    30 },
	{ STR("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>"),
	    ST_ENCODING, 1, 30 },
	{ STR("<?xml version=\"1.0\"\n encoding=\"UTF-7\"?><a/>"), ST_ENCODING,
	    2, 11 },
	{ STR("<?xml version=\"1.0\" encoding=\"GB18030\"?><a/>"), ST_ENCODING,
	    1, 30 },
	{ STR("<?xml version='1.0' encoding='US-ASCII'?><a>\xE9\x95\x9D</a>"),
	    ST_ENCODING, 1, 45 },
	{ STR("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>"), ST_SYNTAX, 1, 1 },
	{ STR("<?xml version='1.0'?>\n"
	      "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"),
	    ST_SYNTAX, 2, 1 },
	{ STR("<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://localhost/'>%p;]>"
	      "<a/>"),
	    ST_SYNTAX, 1, 1 },
	{ STR("<!-- -->\n <!DOCTYPE lolz [<!ENTITY a 'lol'>\n"
	      "<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]><lolz>&b;</lolz>"),
	    ST_SYNTAX, 2, 2 },
};

START_TEST(the_guard_refuses_what_libxml2_must_not_see)
{
	const struct bad *b = &guarded[_i];
	struct findings f = { 0 };
	struct str body = { 0 };
	xmlDoc *doc = NULL;

	ck_assert_int_eq(xml_guard(b->in, "a.xml", &body, &f), b->code);
	ck_assert_uint_eq(f.n, 1);
	ck_assert_int_eq(f.list[0].sev, SEV_ERROR);
	ck_assert_int_eq(f.list[0].code, b->code);
	ck_assert_str_eq(f.list[0].at.file, "a.xml");
	ck_assert_uint_eq(f.list[0].at.line, b->line);
	ck_assert_uint_eq(f.list[0].at.col, b->col);
	ck_assert_int_eq(xml_read(b->in, "a.xml", &doc, &f), b->code);
	ck_assert_ptr_null(doc);
	findings_free(&f);
}
END_TEST

/* Letters that begin a DOCTYPE elsewhere are text, or no XML. */
START_TEST(a_doctype_stands_before_the_root_alone)
{
	struct str text = STR("<a b='c'><!-- <!DOCTYPE a> -->"
			      "<![CDATA[<!DOCTYPE html>]]></a>");
	struct str inside = STR("<a>\n<!DOCTYPE a [<!ENTITY e 'x'>]></a>");
	struct str behind = STR("<a/>\n<!DOCTYPE a>");
	struct findings f = { 0 };
	struct arena mem = { 0 };
	xmlDoc *doc = NULL;

	ck_assert_int_eq(xml_read(text, "a.xml", &doc, &f), ST_OK);
	ck_assert(str_is(
	    xml_text(&mem, xmlDocGetRootElement(doc)), "<!DOCTYPE html>"));
	xmlFreeDoc(doc);
	arena_free(&mem);
	ck_assert_int_eq(xml_read(inside, "a.xml", &doc, &f), ST_SYNTAX);
	ck_assert_uint_eq(f.first.at.line, 2);
	ck_assert_int_eq(xml_read(behind, "a.xml", &doc, &f), ST_SYNTAX);
	findings_free(&f);
}
END_TEST

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* n bytes of which the first and last are given. */
static struct str
padded(const char *head, const char *tail, size_t n)
{
	char *p = malloc(n);

	ck_assert_ptr_nonnull(p);
	memset(p, ' ', n);
	memcpy(p, head, strlen(head));
	memcpy(p + n - strlen(tail), tail, strlen(tail));
	return (struct str){ p, n };
}

START_TEST(a_tag_or_text_may_be_64_kib_and_no_longer)
{
	const size_t n = LIMIT_XML_RUN;
	struct str fits = padded("<a", "/>", n);
	struct str tag = padded("<a", "/>", n + 1);
	struct str text = padded("<a>\n<b>", "</b></a>", n + 4 + 8 + 1);
	struct findings f = { 0 };
	struct str body;

	ck_assert_int_eq(xml_guard(fits, "a.xml", &body, &f), ST_OK);
	ck_assert_int_eq(xml_guard(tag, "a.xml", &body, &f), ST_LIMIT);
	ck_assert_int_eq(xml_guard(text, "a.xml", &body, &f), ST_LIMIT);
	ck_assert_uint_eq(f.n, 2);
	ck_assert_uint_eq(f.list[0].at.line, 1);
	ck_assert_uint_eq(f.list[0].at.col, 1);
	ck_assert_uint_eq(f.list[1].at.line, 2);
	ck_assert_uint_eq(f.list[1].at.col, 1);
	free((void *)(uintptr_t)fits.p);
	free((void *)(uintptr_t)tag.p);
	free((void *)(uintptr_t)text.p);
	findings_free(&f);
}
END_TEST

/* <a a0="" a1="" ... /> */
static struct str
with_attributes(unsigned n)
{
	char *p = malloc(20 + n * 11);
	size_t used;

	ck_assert_ptr_nonnull(p);
	used = (size_t)sprintf(p, "<a");
	for (unsigned i = 0; i < n; i++)
		used += (size_t)sprintf(p + used, " a%x=''", i);
	used += (size_t)sprintf(p + used, "/>");
	return (struct str){ p, used };
}

START_TEST(a_hundred_thousand_attributes_are_refused_at_once)
{
	struct str many = with_attributes(100000);
	struct findings f = { 0 };
	double before = seconds();
	xmlDoc *doc = NULL;

	ck_assert_int_eq(xml_read(many, "a.xml", &doc, &f), ST_LIMIT);
	ck_assert_ptr_null(doc);
	ck_assert(seconds() - before < 1);
	free((void *)(uintptr_t)many.p);
	findings_free(&f);
}
END_TEST

START_TEST(an_element_has_attributes_to_the_limit_and_no_more)
{
	struct str fits = with_attributes(LIMIT_XML_ATTRIBUTES);
	struct str more = with_attributes(LIMIT_XML_ATTRIBUTES + 1);
	struct str many = with_attributes(7300); /* just under 64 KiB */
	struct findings f = { 0 };
	double before = seconds();
	xmlDoc *doc = NULL;

	ck_assert_uint_gt(many.n, LIMIT_XML_RUN * 9 / 10);
	ck_assert_int_eq(xml_read(fits, "a.xml", &doc, &f), ST_OK);
	xmlFreeDoc(doc);
	ck_assert_uint_eq(f.n, 0);
	ck_assert_int_eq(xml_read(more, "a.xml", &doc, &f), ST_LIMIT);
	ck_assert_ptr_null(doc);
	ck_assert_int_eq(xml_read(many, "a.xml", &doc, &f), ST_LIMIT);
	ck_assert_ptr_null(doc);
	ck_assert_uint_eq(f.n, 2);
	for (size_t i = 0; i < f.n; i++)
		ck_assert_str_eq(f.list[i].text,
		    "an element with more than 256 attributes: expected "
		    "fewer");
	ck_assert(seconds() - before < 5);
	free((void *)(uintptr_t)fits.p);
	free((void *)(uintptr_t)more.p);
	free((void *)(uintptr_t)many.p);
	findings_free(&f);
}
END_TEST

/* n elements, each in the one before. */
static struct str
nested(size_t n)
{
	char *p = malloc(n * 7 + 1);

	ck_assert_ptr_nonnull(p);
	for (size_t i = 0; i < n; i++) {
		memcpy(p + 3 * i, "<a>", 3);
		memcpy(p + 3 * n + 4 * i, "</a>", 4);
	}
	return (struct str){ p, n * 7 };
}

START_TEST(elements_nest_to_the_limit_and_no_deeper)
{
	struct str fits = nested(LIMIT_XML_DEPTH);
	struct str deep = nested(LIMIT_XML_DEPTH + 1);
	struct str bomb = nested(1000000);
	struct findings f = { 0 };
	xmlDoc *doc = NULL;

	ck_assert_int_eq(xml_read(fits, "a.xml", &doc, &f), ST_OK);
	xmlFreeDoc(doc);
	ck_assert_uint_eq(f.n, 0);
	ck_assert_int_eq(xml_read(deep, "a.xml", &doc, &f), ST_LIMIT);
	ck_assert_ptr_null(doc);
	ck_assert_int_eq(xml_read(bomb, "a.xml", &doc, &f), ST_LIMIT);
	ck_assert_ptr_null(doc);
	ck_assert_uint_eq(f.n, 2);
	for (size_t i = 0; i < f.n; i++) {
		ck_assert_uint_eq(f.list[i].at.line, 1);
		ck_assert_str_eq(f.list[i].text,
		    "elements nested deeper than 256: expected fewer levels");
	}
	free((void *)(uintptr_t)fits.p);
	free((void *)(uintptr_t)deep.p);
	free((void *)(uintptr_t)bomb.p);
	findings_free(&f);
}
END_TEST

START_TEST(a_document_has_no_more_names_than_anybody_needs)
{
	static const char *const pieces[] = { "<n%05d/>", "<?n%05d?>" };
	struct findings f = { 0 };
	char *text = NULL;
	size_t n = 0;
	FILE *to = open_memstream(&text, &n);
	xmlDoc *doc = NULL;

	fputs("<a>\n", to);
	for (int i = 0; i < 99999; i++)
		fprintf(to, pieces[_i], i);
	fputs("</a>", to);
	fclose(to);
	ck_assert_int_eq(
	    xml_read((struct str){ text, n }, "a.xml", &doc, &f), ST_LIMIT);
	ck_assert_ptr_null(doc);
	ck_assert_uint_eq(f.n, 1);
	ck_assert_uint_eq(f.first.at.line, 2);
	ck_assert_uint_gt(f.first.at.col, 8 * (LIMIT_XML_NAMES - 100));
	ck_assert_str_eq(
	    f.list[0].text, "more than 50000 different names: expected fewer");
	free(text);
	findings_free(&f);
}
END_TEST

START_TEST(a_small_document_has_a_largest_size)
{
	struct str big = padded("<a/>", "\n", LIMIT_SMALL_FILE + 1);
	struct findings f = { 0 };
	xmlDoc *doc = NULL;

	ck_assert_int_eq(xml_read(big, "a.xml", &doc, &f), ST_LIMIT);
	ck_assert_ptr_null(doc);
	ck_assert_str_eq(
	    f.list[0].text, "8388609 bytes: expected at most 8388608");
	free((void *)(uintptr_t)big.p);
	findings_free(&f);
}
END_TEST

/* A loader of libxml2 would fetch these if it could. */
START_TEST(nothing_outside_of_the_document_is_loaded)
{
	struct str s = STR("<a xmlns:xi='http://www.w3.org/2001/XInclude'>"
			   "<xi:include href='/etc/passwd' parse='text'/></a>");
	struct findings f = { 0 };
	struct arena a = { 0 };
	xmlDoc *doc = NULL;

	xml_start();
	ck_assert_int_eq(xml_read(s, "a.xml", &doc, &f), ST_OK);
	ck_assert_uint_eq(xml_text(&a, xmlDocGetRootElement(doc)).n, 0);
	xmlFreeDoc(doc);
	ck_assert_ptr_null(xmlReadFile("/etc/passwd.xml", NULL, 0));
	arena_free(&a);
	findings_free(&f);
}
END_TEST

START_TEST(nodes_give_their_names_texts_and_places)
{
	struct str s = STR("<a xmlns='urn:x' xmlns:o='urn:y' k=' v '>\n"
			   "<!-- c -->\n<o:b/>\n"
			   "<b>  one <i>two</i>\n</b></a>");
	struct findings f = { 0 };
	struct arena a = { 0 };
	xmlDoc *doc = NULL;
	xmlNode *root, *b;

	ck_assert_int_eq(xml_read(s, "a.xml", &doc, &f), ST_OK);
	root = xmlDocGetRootElement(doc);
	ck_assert(xml_is(root, "urn:x", "a"));
	ck_assert(!xml_is(root, "urn:y", "a"));
	ck_assert(str_is(xml_attr(&a, root, "k"), " v "));
	ck_assert_ptr_null(xml_attr(&a, root, "none").p);
	ck_assert_ptr_null(xml_child(root, "urn:x", "none"));
	ck_assert_ptr_eq(
	    xml_element(root->children), xml_child(root, "urn:y", "b"));
	b = xml_child(root, "urn:x", "b");
	ck_assert_ptr_nonnull(b);
	ck_assert(str_is(xml_text(&a, b), "one two"));
	ck_assert_uint_eq(xml_pos(b, "a.xml").line, 4);
	ck_assert_uint_eq(xml_pos(b, "a.xml").col, 1);
	ck_assert_uint_eq(xml_pos(b->children, "a.xml").col, 0);
	ck_assert_uint_eq(xml_pos(xml_element(b->children), "a.xml").col, 10);
	ck_assert_ptr_null(xml_element(b->next));
	xmlFreeDoc(doc);
	arena_free(&a);
	findings_free(&f);
}
END_TEST

START_TEST(a_line_beyond_65535_is_told)
{
	struct findings f = { 0 };
	xmlDoc *doc = NULL;
	char *p = malloc(70020);

	memset(p, '\n', 70020);
	memcpy(p, "<a>", 3);
	for (int i = 1000; i < 70000; i += 1000)
		memcpy(p + i, "<b/>", 4);
	memcpy(p + 70000, "<b/></a>", 8);
	ck_assert_int_eq(
	    xml_read((struct str){ p, 70008 }, "a.xml", &doc, &f), ST_OK);
	/* 69 elements of 4 bytes and <a> took the place of line ends. */
	ck_assert_uint_eq(
	    xml_pos(xmlGetLastChild(xmlDocGetRootElement(doc)), "a").line,
	    70000 - 3 - 69 * 4 + 1);
	xmlFreeDoc(doc);
	free(p);
	findings_free(&f);
}
END_TEST

#define XSD \
	"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' " \
	"elementFormDefault='qualified' targetNamespace='urn:x'>" \
	"<xs:element name='a'><xs:complexType><xs:sequence>" \
	"<xs:element name='b' type='xs:decimal' maxOccurs='9'/>" \
	"</xs:sequence></xs:complexType></xs:element></xs:schema>"

START_TEST(a_schema_names_each_violation_by_its_line)
{
	struct str s =
	    STR("<a xmlns='urn:x'>\n<b>1</b>\n<b>x</b>\n<b>y</b></a>");
	char path[] = "/tmp/retrace-xsd-XXXXXX";
	struct findings f = { 0 };
	struct error err = { 0 };
	xmlDoc *doc = NULL;
	int fd = mkstemp(path);

	ck_assert_int_ge(fd, 0);
	close(fd);
	xml_start();
	ck_assert_int_eq(file_write(path, STR(XSD), FILE_PUBLIC, &err), ST_OK);
	ck_assert_int_eq(xml_read(s, "a.xml", &doc, &f), ST_OK);
	ck_assert_int_eq(check_schema(doc, path, "a.xml", &f), ST_SCHEMA);
	ck_assert_uint_eq(f.n, 2);
	ck_assert_int_eq(f.list[0].code, ST_SCHEMA);
	ck_assert_uint_eq(f.list[0].at.line, 3);
	ck_assert_uint_eq(f.list[1].at.line, 4);
	xmlFreeDoc(doc);
	findings_free(&f);
	ck_assert_int_eq(
	    xml_read(STR("<a xmlns='urn:x'><b>2</b></a>"), "a.xml", &doc, &f),
	    ST_OK);
	ck_assert_int_eq(check_schema(doc, path, "a.xml", &f), ST_OK);
	ck_assert_uint_eq(f.n, 0);
	unlink(path);
	ck_assert_int_eq(check_schema(doc, path, "a.xml", &f), ST_INTERNAL);
	ck_assert_uint_eq(f.n, 1);
	xmlFreeDoc(doc);
	findings_free(&f);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(
	    t, plain_xml_passes_the_guard_and_is_read, 0, LENGTH(goods));
	tcase_add_loop_test(
	    t, the_guard_refuses_what_libxml2_must_not_see, 0, LENGTH(guarded));
	tcase_add_test(t, a_doctype_stands_before_the_root_alone);
	tcase_add_test(t, a_tag_or_text_may_be_64_kib_and_no_longer);
	tcase_add_test(t, a_hundred_thousand_attributes_are_refused_at_once);
	tcase_add_test(t, an_element_has_attributes_to_the_limit_and_no_more);
	tcase_add_test(t, elements_nest_to_the_limit_and_no_deeper);
	tcase_add_loop_test(
	    t, a_document_has_no_more_names_than_anybody_needs, 0, 2);
	tcase_add_test(t, a_small_document_has_a_largest_size);
	tcase_add_test(t, nothing_outside_of_the_document_is_loaded);
	tcase_add_test(t, nodes_give_their_names_texts_and_places);
	tcase_add_test(t, a_line_beyond_65535_is_told);
	tcase_add_test(t, a_schema_names_each_violation_by_its_line);
}

int
main(void)
{
	return run_suite("xml", add);
}
