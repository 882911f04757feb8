/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests of schema_look: what is seen to fit a schema fits it as libxml2 judges,
 * however a document is changed; drafts and filings are seen to fit.
 */
#include "core/base/schema_look.h"
#include "tests/property/dice.h"
#include "tests/unit/drafting.h"
#include "tests/unit/run.h"

#include <libxml/xmlschemas.h>

static struct office o;
static struct finished filing;

/* A schema as libxml2 has it, and as it is seen. */
static xmlDoc *source;
static xmlSchema *schema;
static struct arena tables;
static const struct schema_look *look;

static void
open_schema(const char *path)
{
	xmlSchemaParserCtxt *pc;
	struct error err = { 0 };
	struct bytes b = { 0 };

	ck_assert_int_eq(file_load(path, 1000000, &b, &err), ST_OK);
	source = xmlReadMemory(b.p, (int)b.n, path, NULL, XML_PARSE_NONET);
	bytes_free(&b);
	ck_assert_ptr_nonnull(source);
	pc = xmlSchemaNewDocParserCtxt(source);
	schema = xmlSchemaParse(pc);
	ck_assert_ptr_nonnull(schema);
	xmlSchemaFreeParserCtxt(pc);
	look = schema_look_read(source, &tables);
}

static void
close_schema(void)
{
	xmlSchemaFree(schema);
	xmlFreeDoc(source);
	arena_free(&tables);
}

static void
set_up(void)
{
	open_office(&o);
	office_finish(&o, &filing);
	open_schema(FILING_SCHEMA);
	ck_assert_ptr_nonnull(look);
}

static void
tear_down(void)
{
	close_schema();
	close_office(&o);
}

static void
quiet(void *ctx, xmlError *e)
{
	(void)ctx;
	(void)e;
}

static bool
fits(xmlDoc *doc)
{
	xmlSchemaValidCtxt *vc = xmlSchemaNewValidCtxt(schema);
	int bad;

	ck_assert_ptr_nonnull(vc);
	xmlSchemaSetValidStructuredErrors(vc, quiet, NULL);
	bad = xmlSchemaValidateDoc(vc, doc);
	xmlSchemaFreeValidCtxt(vc);
	return bad == 0;
}

START_TEST(drafts_and_filings_are_seen_to_fit)
{
	xmlDoc *draft = office_tree(o.draft.xml);
	xmlDoc *done = office_tree(filing.xml);

	ck_assert(schema_look_fits(look, draft));
	ck_assert(schema_look_fits(look, done));
	xmlFreeDoc(done);
	xmlFreeDoc(draft);
}
END_TEST

/* ---- changes */

#define HEX16 "0123456789abcdef"
#define HEX64 HEX16 HEX16 HEX16 HEX16

static const char *const values[] = { "", "x", " ", "yes", "no", "unknown",
	"yes ", "0", "1", "01", "-1", "+1", "1.5", "1.", ".5", "1e5", "1e",
	"1/3", "1/0", "-1/2", "12345678901234567890", "123456789012345678901",
	"a-b", "a--b", "-a", "A", "2026-02-28", "2026-02-29", "2024-02-29",
	"0000-01-01", "2026-13-01", "2026-00-10", "2026-01-01Z", " 2026-01-01",
	"2026-1-1", "2026-01-01T10:00:00Z", "2026-01-01T24:00:00Z",
	"2026-01-01T23:59:60Z", "2026-02-30T10:00:00Z", "2026-01-01T10:00:0:Z",
	"2026-01-01T10:00:00", HEX64, HEX64 "0", HEX16, "DE", "de", "DE ",
	"\tDE", "DEU", "EUR", "8504", "8504.40", "850440", "85044", "triggered",
	"none", "clear", "undecided", "market", "element", "en", "zh", "en ",
	"initial", "report", "hypothetical", "in force", "not yet in force",
	"in  force", "final", "manufacturer", "true", "false", "cleared", ">",
	">=", "> ", "supplier", "supplier maker", "\xE7\xA8\x80\xE5\x9C\x9F",
	"law", "item", "amount", "own", "declared", "every-unit", "quantity",
	"1.50" };

/* The nth element of the document, from 0; NULL: there are fewer. */
static xmlNode *
element_at_index(xmlNode *node, size_t *n)
{
	for (xmlNode *c = xml_element(node); c != NULL;
	     c = xml_element(c->next)) {
		xmlNode *x;

		if ((*n)-- == 0)
			return c;
		x = element_at_index(c->children, n);
		if (x != NULL)
			return x;
	}
	return NULL;
}

static xmlNode *
some_element(xmlDoc *doc)
{
	size_t n = below(600);
	xmlNode *x = element_at_index(doc->children, &n);

	return x != NULL ? x : xmlDocGetRootElement(doc);
}

/* In the order of their names, as our writers have them. */
static void
sort_attributes(xmlNode *node)
{
	bool again = true;

	while (again) {
		again = false;
		for (xmlAttr **p = &node->properties;
		     *p != NULL && (*p)->next != NULL; p = &(*p)->next) {
			xmlAttr *x = *p, *y = x->next;

			if (strcmp((const char *)x->name,
				(const char *)y->name) <= 0)
				continue;
			x->next = y->next;
			y->next = x;
			y->prev = x->prev;
			x->prev = y;
			if (x->next != NULL)
				x->next->prev = x;
			*p = y;
			again = true;
		}
	}
}

static void
change_attribute(xmlNode *node)
{
	static const char *const names[] = { "id", "created", "version", "low",
		"high", "unit", "maker", "part", "rounded", "none", "lang",
		"sealed", "sealed-maker", "value", "counts", "x", "title-zh",
		"demands", "method", "origin", "date", "until", "reading" };
	const char *value = PICK(values), *name = PICK(names);
	xmlAttr *t = node->properties;

	for (uint32_t n = below(6); t != NULL && n > 0; n--)
		t = t->next;
	if (t != NULL && below(4) > 0)
		name = (const char *)t->name;
	if (t != NULL && below(4) == 0)
		xmlRemoveProp(t);
	else
		xmlSetProp(node, BAD_CAST name, BAD_CAST value);
	if (below(20) > 0)
		sort_attributes(node);
}

static void
change_element(xmlDoc *doc, xmlNode *node)
{
	xmlNode *other = some_element(doc), *root = xmlDocGetRootElement(doc);

	switch (below(8)) {
	case 0:
		xmlNodeSetContent(node, BAD_CAST PICK(values));
		return;
	case 1:
		xmlAddChild(node, xmlNewDocText(doc, BAD_CAST " "));
		return;
	case 2:
		xmlAddChild(node, xmlNewDocComment(doc, BAD_CAST "x"));
		return;
	case 3:
		xmlNodeSetName(node, other->name);
		return;
	case 4:
		xmlSetNs(node, NULL);
		return;
	default:
		break;
	}
	if (node == root)
		return;
	if (below(2) == 0) {
		xmlUnlinkNode(node);
		xmlFreeNode(node);
		return;
	}
	if (below(2) == 0 && xml_element(node->next) != NULL)
		xmlAddNextSibling(xml_element(node->next), node);
	else
		xmlAddNextSibling(
		    other != root ? other : node, xmlDocCopyNode(node, doc, 1));
}

START_TEST(what_is_seen_to_fit_fits)
{
	xmlDoc *doc = office_tree(_i == 0 ? o.draft.xml : filing.xml);
	size_t seen = 0, fit = 0, not = 0;
	int rounds = run_rounds(8000);

	for (int round = rounds; round > 0; round--) {
		xmlDoc *copy = xmlCopyDoc(doc, 1);
		bool yes, theirs;

		state = (uint32_t)round;
		for (uint32_t n = 1 + below(2); n > 0; n--)
			if (below(3) > 0)
				change_attribute(some_element(copy));
			else
				change_element(copy, some_element(copy));
		yes = schema_look_fits(look, copy);
		theirs = fits(copy);
		ck_assert_msg(!yes || theirs, "seed %d", round);
		seen += yes;
		fit += theirs;
		not += !theirs;
		xmlFreeDoc(copy);
	}
	/* most of what fits is seen to */
	ck_assert_uint_gt(seen, fit / 2);
	ck_assert_uint_gt(fit, (size_t)rounds / 50);
	ck_assert_uint_gt(not, (size_t)rounds / 50);
	xmlFreeDoc(doc);
}
END_TEST

/* ---- other schemas */

#define XS(body) \
	"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' " \
	"xmlns:f='urn:f' targetNamespace='urn:f' " \
	"elementFormDefault='qualified'>" body "</xs:schema>"
#define ROOT(body) \
	XS("<xs:element name='r'><xs:complexType>" body \
	   "</xs:complexType></xs:element>")

static const char *const others[] = {
	"<x/>",
	ROOT("<xs:choice><xs:element name='a' type='xs:string'/></xs:choice>"),
	ROOT("<xs:all><xs:element name='a' type='f:t'/></xs:all>"),
	ROOT("<xs:sequence minOccurs='0'/>"),
	ROOT("<xs:sequence><xs:element ref='f:r'/></xs:sequence>"),
	ROOT("<xs:sequence><xs:any processContents='lax'/></xs:sequence>"),
	ROOT("<xs:anyAttribute/>"),
	ROOT("<xs:attribute name='a' type='xs:int'/>"),
	ROOT("<xs:attribute name='a' type='xs:string' default='x'/>"),
	ROOT("<xs:attribute name='a' type='xs:string' use='prohibited'/>"),
	XS("<xs:element name='r' nillable='true'><xs:complexType/>"
	   "</xs:element>"),
	XS("<xs:element name='r'><xs:complexType mixed='true'/></xs:element>"),
	XS("<xs:element name='r'><xs:complexType/><xs:unique name='u'>"
	   "<xs:selector xpath='a'/><xs:field xpath='b'/></xs:unique>"
	   "</xs:element>"),
	XS("<xs:import namespace='urn:g'/><xs:element name='r'>"
	   "<xs:complexType/></xs:element>"),
};

START_TEST(a_schema_with_more_gives_no_look)
{
	struct arena a = { 0 };
	xmlDoc *doc =
	    xmlReadDoc(BAD_CAST others[_i], NULL, NULL, XML_PARSE_NONET);

	ck_assert_ptr_nonnull(doc);
	ck_assert_ptr_null(schema_look_read(doc, &a));
	xmlFreeDoc(doc);
	arena_free(&a);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, drafts_and_filings_are_seen_to_fit);
	tcase_add_loop_test(t, what_is_seen_to_fit_fits, 0, 2);
	tcase_add_loop_test(
	    t, a_schema_with_more_gives_no_look, 0, LENGTH(others));
}

int
main(void)
{
	return run_suite("schema_look", add);
}
