/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of finish: what becomes of a draft, edited or attacked. */
#include "core/base/limits.h"
#include "core/filing/sign/c14n.h"
#include "core/filing/sign/sign.h"
#include "core/filing/sign/verify.h"
#include "tests/unit/drafting.h"
#include "tests/unit/run.h"
#include "tests/unit/signing.h"

static struct office o;
static struct finish_input in;
static struct finished out;
static struct findings f;

static void
set_up(void)
{
	open_office(&o);
	office_fill(&o);
	office_draft(&o);
	in = (struct finish_input){ .draft = o.draft.xml,
		.file = "draft.xml",
		.created = SIGNED_AT,
		.hypothetical = true };
	out = (struct finished){ .id = "" };
}

static void
tear_down(void)
{
	findings_free(&f);
	close_office(&o);
}

/* What is not looked at again, since it was just written, holds all the same.
 */
static void
hold_in_full(void)
{
	struct error err = { 0 };
	xmlDoc *doc = office_tree(out.xml);
	char id[SHA256_HEX];

	ck_assert_msg(
	    filing_check_bytes(doc, out.xml, "x.xml", NULL, &f) == ST_OK, "%s",
	    f.first.text);
	ck_assert_msg(
	    filing_check(doc, "x.xml", NULL, &f) == ST_OK, "%s", f.first.text);
	ck_assert_int_eq(filing_id(doc, id, &err), ST_OK);
	ck_assert_str_eq(id, out.id);
	ck_assert(str_eq(c14n_document(doc, &o.a), out.xml));
	xmlFreeDoc(doc);
	office_valid(out.xml);
}

static void
finish(void)
{
	if (filing_finish(&in, &o.a, &out, &f) != ST_OK)
		ck_abort_msg("%u: %s", f.first.at.line, f.first.text);
	hold_in_full();
}

/* Refused with that code and nothing given. */
static void
refuse(enum status code)
{
	enum status st = filing_finish(&in, &o.a, &out, &f);

	ck_assert_msg(
	    st == code, "%d, not %d: %s", (int)st, (int)code, f.first.text);
	ck_assert_int_eq(f.first.code, code);
	ck_assert_ptr_null(out.xml.p);
	ck_assert_str_eq(out.id, "");
}

START_TEST(a_complete_draft_becomes_a_filing_of_the_same_id)
{
	finish();
	office_valid(out.xml);
	ck_assert_str_eq(out.id, o.draft.id);
	ck_assert(str_is(out.facts.id, out.id));
	ck_assert(str_is(out.facts.created, "2026-11-23T10:15:00Z"));
	ck_assert(str_is(out.facts.kind, "initial"));
	ck_assert(str_is(out.facts.basis, "triggered"));
	ck_assert(str_is(out.facts.rules, "law 2"));
	ck_assert(str_is(out.facts.product, "ACME \xc3\xa9lectrique MOTOR"));
	ck_assert(str_is(out.facts.as_of, "2026-03-01"));
	ck_assert(out.facts.hypothetical);
	ck_assert(str_starts(out.xml, "<filing xmlns="));
	ck_assert(!office_has(out.xml, "<missing"));
}
END_TEST

START_TEST(a_filing_is_its_own_canonical_form)
{
	xmlDoc *doc;

	finish();
	doc = office_tree(out.xml);
	ck_assert(str_eq(out.xml, c14n_document(doc, &o.a)));
	xmlFreeDoc(doc);
}
END_TEST

START_TEST(a_profile_completes_a_blank_draft)
{
	o.in.profile = NULL;
	office_draft(&o);
	in.draft = o.draft.xml;
	in.profile = &o.profile;
	finish();
	office_valid(out.xml);
	ck_assert_str_ne(out.id, o.draft.id);
	ck_assert(office_has(out.xml, "<quantity>20</quantity>"));
}
END_TEST

START_TEST(a_blank_draft_is_refused_by_each_field_and_its_line)
{
	size_t missing;

	o.in.profile = NULL;
	office_draft(&o);
	missing = o.draft.missing.n;
	in.draft = o.draft.xml;
	refuse(ST_INCOMPLETE);
	ck_assert_uint_eq(f.errors, missing);
	for (size_t i = 0; i < f.n; i++) {
		const char *want = o.draft.missing.field[i].name;

		ck_assert_int_eq(f.list[i].code, ST_INCOMPLETE);
		ck_assert_str_eq(f.list[i].at.file, "draft.xml");
		ck_assert_uint_gt(f.list[i].at.line, 100);
		ck_assert_int_eq(
		    strncmp(f.list[i].text, want, strlen(want)), 0);
	}
	ck_assert_str_eq(f.list[0].text,
	    "filer/name is blank: expected the registered name of the company "
	    "that files");
}
END_TEST

START_TEST(a_hypothetical_rule_needs_to_be_meant)
{
	in.hypothetical = false;
	refuse(ST_USAGE);
	ck_assert(office_has(str_of(f.first.text), "nobody has enacted"));
	ck_assert(office_has(str_of(f.first.text), "--hypothetical"));
}
END_TEST

START_TEST(the_checkpoint_is_carried_to_the_byte)
{
	char id[SHA256_HEX];

	finish();
	memcpy(id, out.id, sizeof(id));
	in.checkpoint = STR("a.example/log\n7\nAbc=\n\n\xe2\x80\x94 a sig\n");
	in.created += 1000;
	finish();
	ck_assert(str_eq(out.facts.checkpoint, in.checkpoint));
	ck_assert_str_eq(out.id, id);
	/* that of the draft is not the newest */
	o.in.checkpoint = STR("old\n");
	office_draft(&o);
	in.draft = o.draft.xml;
	finish();
	ck_assert(str_eq(out.facts.checkpoint, in.checkpoint));
	in.checkpoint = STR("");
	finish();
	ck_assert_uint_eq(out.facts.checkpoint.n, 0);
}
END_TEST

/* What people and editors do to a file without changing what it says. */
static const struct {
	const char *old, *new;
} harmless[] = {
	{ "<draft ", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<draft " },
	{ "<header ", "\n\n\t<!-- looked at by J. -->\r\n<header " },
	{ "<country>DE</country>", "<country>\n\t DE </country>" },
	{ "<country>DE</country>", "<country><![CDATA[DE]]></country>" },
	{ "<country>DE</country>", "<country>&#68;E</country>" },
	{ "<control>", "<control>  " },
	{ "<header ",
	    "<header xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" "
	    "xmlns:f=\"urn:retrace:filing:1\" i:type=\"f:header\" " },
	{ "\" version=\"1\">", "\"   version='1'  >" },
	{ "<name lang=\"zh\"></name>", "" },
	{ "<missing></missing>", "" },
	{ "<missing></missing>",
	    "<missing><field name=\"a\">b</field></missing>" },
	{ "created=\"2026-02-02T02:40:00Z\"", "" },
};

START_TEST(what_says_the_same_gets_the_same_id_and_bytes)
{
	struct str plain;

	finish();
	plain = out.xml;
	in.draft =
	    office_edit(&o.a, o.draft.xml, harmless[_i].old, harmless[_i].new);
	finish();
	ck_assert(str_eq(out.xml, plain));
}
END_TEST

START_TEST(another_prefix_says_the_same)
{
	struct str plain, s = o.draft.xml;
	size_t n = 0;
	char *to;

	finish();
	plain = out.xml;
	to = TAKE(&o.a, char, 2 * s.n);
	for (size_t i = 0; i < s.n; i++) {
		to[n++] = s.p[i];
		if (s.p[i] == '<' || (s.p[i] == '/' && s.p[i - 1] == '<')) {
			if (s.p[i] == '<' && s.p[i + 1] == '/')
				continue;
			to[n++] = 'f';
			to[n++] = ':';
		}
	}
	in.draft =
	    office_edit(&o.a, (struct str){ to, n }, "xmlns=", "xmlns:f=");
	finish();
	ck_assert(str_eq(out.xml, plain));
}
END_TEST

/* One changed byte of content. */
static const struct {
	const char *old, *new;
} changes[] = {
	{ "<quantity>20<", "<quantity>21<" },
	{ "some &amp; &lt;any", "some &amp; &lt;Any" },
	{ "<country>DE<", "<country>DK<" },
	{ "size=\"3\"", "size=\"4\"" },
	{ "title-zh=\"法\"", "title-zh=\"去\"" },
	{ "retrace 0.1.0", "retrace 0.1.1" },
	{ "lang=\"zh\"></address>", "lang=\"zh\">3</address>" },
};

START_TEST(a_changed_byte_of_content_is_another_filing)
{
	char id[SHA256_HEX];

	finish();
	memcpy(id, out.id, sizeof(id));
	in.draft =
	    office_edit(&o.a, o.draft.xml, changes[_i].old, changes[_i].new);
	finish();
	ck_assert_str_ne(out.id, id);
}
END_TEST

static const struct {
	const char *old, *new;
	enum status code;
} hostile[] = {
	{ "<draft ",
	    "<!DOCTYPE draft [<!ENTITY a \"aaaaaaaaaa\">"
	    "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><draft ",
	    ST_SYNTAX },
	{ "<quantity>20<", "<quantity>&unknown;<", ST_SYNTAX },
	{ "<quantity>20<", "<quantity>1e9<", ST_SCHEMA },
	{ "<header ", "<haeder ", ST_SYNTAX },
	{ "<product ", "<extra></extra><product ", ST_SCHEMA },
	{ "<product ", "<product secret=\"1\" ", ST_SCHEMA },
	{ "<product ", "<product xmlns=\"\" ", ST_SCHEMA },
	{ "version=\"1\">\n", "version=\"2\">\n", ST_SCHEMA },
	{ "version=\"1\">\n", "id=\"0\" version=\"1\">\n", ST_SCHEMA },
	{ "<missing></missing>",
	    "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"/>",
	    ST_SCHEMA },
	{ "<name lang=\"zh\">", "<name lang=\"en\">", ST_DUPLICATE },
	{ "low=\"124\"", "low=\"1/0\"", ST_SCHEMA },
	{ "low=\"124\"", "low=\"0x7C\"", ST_SCHEMA },
	{ "</draft>", "", ST_SYNTAX },
	{ "</draft>", "</draft><draft/>", ST_SYNTAX },
	{ "DE</country>", "D\xff</country>", ST_ENCODING },
	/* what does not hold together is not signed */
	{ " is=\"triggered\" kind", " is=\"clear\" kind", ST_VERIFY },
	{ "basis=\"triggered\"", "basis=\"none\"", ST_VERIFY },
	{ "hypothetical=\"yes\"", "hypothetical=\"no\"", ST_VERIFY },
};

START_TEST(a_hostile_draft_is_refused)
{
	in.draft =
	    office_edit(&o.a, o.draft.xml, hostile[_i].old, hostile[_i].new);
	refuse(hostile[_i].code);
	ck_assert_str_eq(f.first.at.file, "draft.xml");
}
END_TEST

START_TEST(what_is_no_draft_is_refused_at_its_root)
{
	finish();
	in.draft = out.xml;
	out = (struct finished){ .id = "" };
	refuse(ST_SCHEMA);
	ck_assert_uint_eq(f.first.at.line, 1);
	findings_free(&f);
	in.draft = office_profile(&o.a, BLOCK_COUNT, "");
	refuse(ST_SCHEMA);
	findings_free(&f);
	in.draft = STR("");
	refuse(ST_SYNTAX);
}
END_TEST

START_TEST(more_than_three_mebibytes_are_refused_before_they_are_read)
{
	struct str pad = { TAKE(&o.a, char, LIMIT_FILING + 1),
		LIMIT_FILING + 1 };

	memset((char *)(uintptr_t)pad.p, '<', pad.n);
	in.draft = pad;
	refuse(ST_LIMIT);
}
END_TEST

START_TEST(a_thousand_levels_are_refused)
{
	char *deep = TAKE(&o.a, char, 4000);
	size_t n = 0;

	for (int i = 0; i < 1000; i++)
		n += (size_t)sprintf(deep + n, "<a>");
	in.draft = (struct str){ deep, n };
	refuse(ST_LIMIT);
}
END_TEST

/* Is the signed filing, with another end, seen to be one? */
static bool
is_seen(struct str signed_doc, const char *end)
{
	struct str xml =
	    office_edit(&o.a, signed_doc, "</ds:Signature></filing>", end);
	struct profile people = { 0 };
	struct error err = { 0 };
	struct str plain;
	xmlDoc *doc = NULL;
	bool seen;

	ck_assert_int_eq(xml_read(xml, "x.xml", &doc, &f), ST_OK);
	ck_assert_int_eq(profile_of_tree(&people, xmlDocGetRootElement(doc),
			     FILING_XMLNS, NULL, &err),
	    ST_OK);
	seen = filing_see_plain(doc, xml, &people, &o.a, &plain);
	profile_free(&people);
	xmlFreeDoc(doc);
	return seen;
}

START_TEST(a_signed_filing_fits_its_schema_and_verifies)
{
	EVP_PKEY *pkey = make_key("P-256");
	X509 *cert = make_cert(pkey, &(struct cert_plan){ .name = "Test" });
	struct signkey *key = load_key(pkey, cert);
	struct trust trust = { .any_signer = true };
	struct xml_schema *schema = NULL;
	struct verified v = { 0 };
	struct error err = { 0 };
	struct filing_facts facts;
	struct str signed_doc;

	in.checkpoint = STR("a\n1\nb\n\n\xe2\x80\x94 a s\n");
	finish();
	ck_assert_msg(sign_enveloped(out.xml, key, SIGNED_AT, &o.a, &signed_doc,
			  &err) == ST_OK,
	    "%s", err.text);
	office_valid(signed_doc);
	ck_assert_int_eq(xml_schema_open(FILING_SCHEMA, &schema, &err), ST_OK);
	trust.schema = schema;
	ck_assert_msg(
	    verify_signed(signed_doc, "x.xml", &trust, &v, &f) == ST_OK, "%s",
	    f.first.text);
	ck_assert_msg(filing_check(v.doc, "x.xml", NULL, &f) == ST_OK, "%s",
	    f.first.text);
	ck_assert_msg(
	    filing_check_bytes(v.doc, signed_doc, "x.xml", NULL, &f) == ST_OK,
	    "%s", f.first.text);
	ck_assert(is_seen(signed_doc, "</ds:Signature></filing>"));
	ck_assert(!is_seen(signed_doc, "</ds:Signature> </filing>"));
	ck_assert(!is_seen(signed_doc, "</ds:Signature><x></x></filing>"));
	ck_assert(!is_seen(signed_doc, "</ds:Signature><!-- --></filing>"));
	ck_assert(!is_seen(signed_doc, "</ds:Signature></filing>\n"));
	ck_assert(!is_seen(signed_doc, "</ds:Signature></filing><!-- -->"));
	ck_assert_int_eq(filing_facts(v.doc, &o.a, &facts, &err), ST_OK);
	ck_assert(str_is(facts.id, out.id));
	ck_assert(str_eq(facts.checkpoint, in.checkpoint));
	verified_free(&v);
	xml_schema_free(schema);
	key_free(key);
	X509_free(cert);
	EVP_PKEY_free(pkey);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, a_complete_draft_becomes_a_filing_of_the_same_id);
	tcase_add_test(t, a_filing_is_its_own_canonical_form);
	tcase_add_test(t, a_profile_completes_a_blank_draft);
	tcase_add_test(t, a_blank_draft_is_refused_by_each_field_and_its_line);
	tcase_add_test(t, a_hypothetical_rule_needs_to_be_meant);
	tcase_add_test(t, the_checkpoint_is_carried_to_the_byte);
	tcase_add_loop_test(t, what_says_the_same_gets_the_same_id_and_bytes, 0,
	    LENGTH(harmless));
	tcase_add_test(t, another_prefix_says_the_same);
	tcase_add_loop_test(
	    t, a_changed_byte_of_content_is_another_filing, 0, LENGTH(changes));
	tcase_add_loop_test(t, a_hostile_draft_is_refused, 0, LENGTH(hostile));
	tcase_add_test(t, what_is_no_draft_is_refused_at_its_root);
	tcase_add_test(
	    t, more_than_three_mebibytes_are_refused_before_they_are_read);
	tcase_add_test(t, a_thousand_levels_are_refused);
	tcase_add_test(t, a_signed_filing_fits_its_schema_and_verifies);
}

int
main(void)
{
	return run_suite("finish", add);
}
