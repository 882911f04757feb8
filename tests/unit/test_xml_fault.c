/* SPDX-License-Identifier: Apache-2.0 */
/* test_xml_fault - what is wrong with XML, in words of the user. */
#include "core/base/xml_fault.h"

#include "core/base/xml.h"
#include "tests/unit/run.h"
#include "tests/unit/schema.h"

#include <libxml/parser.h>
#include <string.h>
#include <unistd.h>

static const struct malformed {
	const char *in;
	uint32_t line, col;
	const char *said;
} malformed[] = {
	{ "plain text", 1, 1, "text before the first tag: expected <" },
	{ "  \n", 2, 1, "the file ends without an element: expected one" },
	{ "<!-- x -->", 1, 11,
	    "the file ends without an element: expected one" },
	{ "<a>\n <b>\n </a>", 3, 2,
	    "</a> where <b> of line 2 is open: expected </b>" },
	{ "<a/>\n<b/>", 2, 1,
	    "more behind the root element: expected the end of the file" },
	{ "<a/>text", 1, 5,
	    "more behind the root element: expected the end of the file" },
	{ "<a>\n</a></a>", 2, 5,
	    "more behind the root element: expected the end of the file" },
	{ "</a>", 1, 2,
	    "an end tag where nothing is open: expected an element" },
	{ "<a>&nbsp;</a>", 1, 10,
	    "entity \"&nbsp;\": expected &lt; &gt; &amp; &quot; or &apos;, or "
	    "the number of a character such as &#181;" },
	{ "<a>\n R & D</a>", 2, 5,
	    "\"&\" alone: expected &amp; for the character &" },
	{ "<a>R&D dept</a>", 1, 7,
	    "\"&\" and a word without \";\": expected &amp; for the character "
	    "&" },
	{ "<a>&#xZ;</a>", 1, 7,
	    "\"&#x\" without a number: expected a character such as &#xB5;" },
	{ "<a>&#Z;</a>", 1, 6,
	    "\"&#\" without a number: expected a character such as &#181;" },
	{ "<a>\n&#0;</a>", 2, 5,
	    "a character that XML does not have: expected text without "
	    "control characters" },
	{ "<a>\x01</a>", 1, 4,
	    "a character that XML does not have: expected text without "
	    "control characters" },
	{ "<a>1 < 2</a>", 1, 7,
	    "\"<\" that begins no tag: expected the name of an element, or "
	    "&lt; for the character <" },
	{ "<!doctype a><a/>", 1, 2,
	    "\"<!\" that begins no comment: expected <!--, or &lt; for the "
	    "character <" },
	{ "<a><b c='1'\n <d/></a>", 2, 2,
	    "\"<\" inside a tag: expected > or /> before it" },
	{ "<a 1='x'/>", 1, 4,
	    "what is no attribute: expected name=\"value\", > or />" },
	{ "<a b/>", 1, 5,
	    "attribute \"b\" without a value: expected name=\"value\"" },
	{ "<a b=c/>", 1, 6, "a value without quotes: expected name=\"value\"" },
	{ "<a b='1' b='2'/>", 1, 15,
	    "attribute \"b\" for the second time in a tag: expected it once" },
	{ "<a xmlns:b='urn:u' xmlns:b='urn:v'/>", 1, 35,
	    "attribute \"xmlns:b\" for the second time in a tag: expected it "
	    "once" },
	{ "<a xmlns:x='urn:u' xmlns:y='urn:u' x:b='' y:b=''/>", 1, 49,
	    "attribute \"b\" for the second time in a tag, by another prefix: "
	    "expected it once" },
	{ "<a b=\"x/>\n<c/></a>", 2, 1,
	    "\"<\" in the value of an attribute: expected a closing quote "
	    "before it, or &lt; for the character <" },
	{ "<a b='x'c='y'/>", 1, 9, "no blank between two words: expected one" },
	{ "<a>\n<!-- x", 2, 7, "the file ends in a comment: expected -->" },
	{ "<a><!-- x -- y --></a>", 1, 11,
	    "\"--\" in a comment: expected it at the end only, as -->" },
	{ "<a><? x?></a>", 1, 6,
	    "\"<?\" without a name: expected one, or a comment <!-- -->" },
	{ "<a>]]></a>", 1, 4,
	    "\"]]>\" in text: expected ]]&gt; for these characters" },
	{ "<p:a/>", 1, 5,
	    "prefix \"p\" that stands for nothing: expected a name without "
	    "prefix, or xmlns:p=\"...\"" },
	{ "<a:/>", 1, 4,
	    "a colon too many in a name that begins with \"a\": expected a "
	    "name, or a prefix, a colon and a name" },
	{ "<a xmlns='::'/>", 1, 14,
	    "xmlns=\"::\": expected the namespace of a document" },
	{ "<a xmlns:xml='urn:u'/>", 1, 21,
	    "xmlns with a namespace that cannot stand there: expected the "
	    "namespace of a document" },
	{ "\n<?xml version='1.0'?><a/>", 2, 6,
	    "\"<?xml\" that is no XML declaration: expected <?xml "
	    "version=\"1.0\" encoding=\"UTF-8\"?> as the first bytes of the "
	    "file, or none" },
	{ "<?xml version='2.0'?><a/>", 1, 20,
	    "XML version \"2.0\": expected version=\"1.0\"" },
	{ "<?xml version=1?><a/>", 1, 15,
	    "a value without quotes: expected name=\"value\"" },
	{ "<?xml version='1.0' standalone='x'?><a/>", 1, 33,
	    "a value of standalone that XML does not have: expected \"yes\" "
	    "or \"no\"" },
};

START_TEST(what_is_not_well_formed_is_told_in_words)
{
	const struct malformed *m = &malformed[_i];
	struct findings f = { 0 };
	xmlDoc *doc = NULL;

	ck_assert_int_eq(xml_read(str_of(m->in), "a.xml", &doc, &f), ST_SYNTAX);
	ck_assert_ptr_null(doc);
	ck_assert_uint_eq(f.n, 1);
	ck_assert_str_eq(f.list[0].text, m->said);
	ck_assert_str_eq(f.list[0].at.file, "a.xml");
	ck_assert_uint_eq(f.list[0].at.line, m->line);
	ck_assert_uint_eq(f.list[0].at.col, m->col);
	findings_free(&f);
}
END_TEST

/* What the push parser's handler needs. */
struct pushed {
	struct findings f;
	struct str body;
};

static void
on_fault(void *ctx, xmlError *e)
{
	struct pushed *p = ctx;

	if (e->level >= XML_ERR_ERROR && p->f.n == 0)
		xml_fault(e, p->body, "a.xml", &p->f);
}

static void
push(struct pushed *p, const char *text, size_t at_once)
{
	xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC,
		.serror = on_fault };
	xmlParserCtxt *parser = xmlCreatePushParserCtxt(&sax, p, NULL, 0, NULL);

	ck_assert_ptr_nonnull(parser);
	p->body = str_of(text);
	for (size_t i = 0; i < p->body.n; i += at_once)
		xmlParseChunk(parser, text + i,
		    (int)(p->body.n - i < at_once ? p->body.n - i : at_once),
		    0);
	xmlParseChunk(parser, NULL, 0, 1);
	xmlFreeParserCtxt(parser);
}

/* Both parsers find the same first fault, but that one waits for the end of a
 * tag where the other has seen enough. */
START_TEST(a_file_in_pieces_is_told_the_same)
{
	const struct malformed *m = &malformed[_i];
	struct pushed p = { 0 };

	push(&p, m->in, 1000);
	ck_assert_uint_eq(p.f.n, 1);
	if (strcmp(m->in, "plain text") != 0 && m->in[0] != ' ') {
		ck_assert_str_eq(p.f.list[0].text, m->said);
		ck_assert_uint_eq(p.f.list[0].at.line, m->line);
		ck_assert_uint_eq(p.f.list[0].at.col, m->col);
	}
	findings_free(&p.f);
}
END_TEST

static const struct cut {
	const char *in, *said, *pushed;
} cuts[] = {
	{ "<", "the file ends in a tag: expected > or />",
	    "the file ends in its first tag: expected all of an element" },
	{ "<a b='1'", "the file ends in a tag: expected > or />",
	    "the file ends in a tag: expected > or />" },
	{ "<a b='x",
	    "the value of an attribute does not end: expected a closing quote",
	    "the value of an attribute does not end: expected a closing "
	    "quote" },
	{ "<a>", "the file ends inside <a> of line 1: expected </a>",
	    "the file ends in its first tag: expected all of an element" },
	{ "<aa>", "the file ends inside <aa> of line 1: expected </aa>",
	    "the file ends inside <aa>: expected </aa>" },
	{ "<a><b>\ntext", "the file ends inside <b> of line 1: expected </b>",
	    "the file ends inside <b>: expected </b>" },
	{ "<a></a", "the file ends in a tag: expected > or />",
	    "the file ends in a tag: expected > or />" },
	{ "<a><![CDATA[x", "the file ends in <![CDATA[: expected ]]>",
	    "the file ends inside <a>: expected </a>" },
};

START_TEST(a_file_that_is_cut_off_is_told_so)
{
	const struct cut *c = &cuts[_i];
	struct findings f = { 0 };
	struct pushed p = { 0 };
	xmlDoc *doc = NULL;

	ck_assert_int_eq(xml_read(str_of(c->in), "a.xml", &doc, &f), ST_SYNTAX);
	ck_assert_ptr_null(doc);
	ck_assert_str_eq(f.list[0].text, c->said);
	push(&p, c->in, 1000);
	ck_assert_str_eq(p.f.list[0].text, c->pushed);
	findings_free(&f);
	findings_free(&p.f);
}
END_TEST

START_TEST(names_of_the_user_are_cut_to_be_read)
{
	char in[1000] = "<";
	struct findings f = { 0 };
	xmlDoc *doc = NULL;

	memset(in + 1, 'a', 900);
	memcpy(in + 901, "></b>", 6);
	ck_assert_int_eq(xml_read(str_of(in), "a.xml", &doc, &f), ST_SYNTAX);
	ck_assert_uint_lt(strlen(f.list[0].text), 300);
	ck_assert_ptr_nonnull(strstr(f.list[0].text, "</b> where <aaa"));
	findings_free(&f);
}
END_TEST

#define XSD \
	"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' " \
	"xmlns:t='urn:t' " \
	"elementFormDefault='qualified' targetNamespace='urn:t'>" \
	"<xs:element name='a'><xs:complexType><xs:sequence>" \
	"<xs:element name='b' minOccurs='0' maxOccurs='9'>" \
	"<xs:complexType><xs:attribute name='id' use='required' type='t:id'/>" \
	"<xs:attribute name='of' type='t:id'/></xs:complexType></xs:element>" \
	"<xs:choice><xs:element name='c' type='t:day'/>" \
	"<xs:element name='d' type='t:word'/></xs:choice></xs:sequence>" \
	"<xs:attribute name='n' type='xs:integer'/></xs:complexType>" \
	"<xs:key name='ids'><xs:selector xpath='t:b'/><xs:field xpath='@id'/>" \
	"</xs:key><xs:keyref name='of' refer='t:ids'><xs:selector " \
	"xpath='t:b'/><xs:field xpath='@of'/></xs:keyref></xs:element>" \
	"<xs:simpleType name='id'><xs:restriction base='xs:string'>" \
	"<xs:pattern value='[a-z0-9]+(-[a-z0-9]+)*'/><xs:maxLength " \
	"value='8'/>" \
	"</xs:restriction></xs:simpleType>" \
	"<xs:simpleType name='day'><xs:restriction base='xs:date'/>" \
	"</xs:simpleType>" \
	"<xs:simpleType name='word'><xs:restriction base='xs:token'>" \
	"<xs:enumeration value='yes'/><xs:enumeration value='no'/>" \
	"</xs:restriction></xs:simpleType></xs:schema>"

static const struct misfit {
	const char *in;
	uint32_t line, col;
	const char *said;
} misfits[] = {
	{ "<a><d>yes</d></a>", 1, 1,
	    "root element \"a\" of namespace \"\": expected one of urn:t" },
	{ " <e xmlns='urn:t'/>", 1, 2,
	    "root element \"e\" of namespace \"urn:t\": expected one of "
	    "urn:t" },
	{ "<a xmlns='urn:t'/>", 1, 1,
	    "<a> is not complete: expected one of b, c, d in it" },
	{ "<a xmlns='urn:t'>\n <e/></a>", 2, 2,
	    "<e> in <a>: expected one of b, c, d there" },
	{ "<a xmlns='urn:t'>\n <d>no</d>\t<b id='x'/></a>", 2, 12,
	    "<b> in <a>: expected no such element, or not at this place" },
	{ "<a xmlns='urn:t'>text<d>no</d></a>", 1, 1,
	    "text in <a>: expected elements only" },
	{ "<a xmlns='urn:t'><d>no<e/></d></a>", 1, 18,
	    "elements in <d>: expected text only" },
	{ "<a xmlns='urn:t'><b id='x'>1</b><d>no</d></a>", 1, 18,
	    "text or elements in <b>: expected nothing in it" },
	{ "<a xmlns='urn:t'>\n\n<b/><d>no</d></a>", 3, 1,
	    "<b> without id: expected id=\"...\"" },
	{ "<a xmlns='urn:t' m='1'><d>no</d></a>", 1, 1,
	    "attribute \"m\" of <a>: expected none of that name" },
	{ "<a xmlns='urn:t'><d m='1'>no</d></a>", 1, 18,
	    "attribute \"m\" of <d>: expected none of that name" },
	{ "<a xmlns='urn:t'><b id='A B'/><d>no</d></a>", 1, 18,
	    "id=\"A B\" of <b>: expected small letters, digits and single "
	    "hyphens between them" },
	{ "<a xmlns='urn:t'><b id='a23456789'/><d>no</d></a>", 1, 18,
	    "9 characters: id=\"a23456789\" of <b>: expected at most 8" },
	{ "<a xmlns='urn:t' n='1,5'><d>no</d></a>", 1, 1,
	    "n=\"1,5\" of <a>: expected a value of the type xs:integer" },
	{ "<a xmlns='urn:t'><c>soon</c></a>", 1, 18,
	    "\"soon\" in <c>: expected a day such as 2026-02-28" },
	{ "<a xmlns='urn:t'><d>maybe</d></a>", 1, 18,
	    "\"maybe\" in <d>: expected 'yes', 'no'" },
	{ "<a xmlns='urn:t'><b id='x'/><b id='x'/><d>no</d></a>", 1, 29,
	    "\"x\" of <b> again: expected each name once" },
	{ "<a xmlns='urn:t'><d>no</d>\n<d>no</d></a>", 2, 1,
	    "2 of <d> in <a>: expected at most 1" },
	{ "<a xmlns='urn:t'><b id='x' of='y'/><d>no</d></a>", 1, 0,
	    "\"y\" in <b> is defined nowhere: expected the id of one in this "
	    "file" },
};

START_TEST(what_a_schema_does_not_have_is_told_in_words)
{
	const struct misfit *m = &misfits[_i];
	char path[] = "/tmp/retrace-xsd-XXXXXX";
	struct findings f = { 0 };
	struct error err = { 0 };
	xmlDoc *doc = NULL;
	int fd = mkstemp(path);

	ck_assert_int_ge(fd, 0);
	close(fd);
	ck_assert_int_eq(file_write(path, STR(XSD), FILE_PUBLIC, &err), ST_OK);
	ck_assert_int_eq(xml_read(str_of(m->in), "a.xml", &doc, &f), ST_OK);
	ck_assert_int_eq(check_schema(doc, path, "a.xml", &f), ST_SCHEMA);
	ck_assert_uint_ge(f.n, 1);
	ck_assert_str_eq(f.list[0].text, m->said);
	ck_assert_uint_eq(f.list[0].at.line, m->line);
	ck_assert_uint_eq(f.list[0].at.col, m->col);
	unlink(path);
	xmlFreeDoc(doc);
	findings_free(&f);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(
	    t, what_is_not_well_formed_is_told_in_words, 0, LENGTH(malformed));
	tcase_add_loop_test(
	    t, a_file_in_pieces_is_told_the_same, 0, LENGTH(malformed));
	tcase_add_loop_test(
	    t, a_file_that_is_cut_off_is_told_so, 0, LENGTH(cuts));
	tcase_add_test(t, names_of_the_user_are_cut_to_be_read);
	tcase_add_loop_test(t, what_a_schema_does_not_have_is_told_in_words, 0,
	    LENGTH(misfits));
}

int
main(void)
{
	return run_suite("xml_fault", add);
}
