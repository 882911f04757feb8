/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests of filing_check: a filing whose figures were touched, each with the
 * reason for which it is refused.
 */
#include "core/filing/filing.h"
#include "tests/property/dice.h"
#include "tests/unit/drafting.h"
#include "tests/unit/run.h"

static struct office o;
static struct finished filing;

static void
set_up(void)
{
	open_office(&o);
	office_finish(&o, &filing);
}

static void
tear_down(void)
{
	close_office(&o);
}

/* Bears the id of its content, so that only the content can be wrong. */
static struct str
with_its_id(struct str xml)
{
	struct error err = { 0 };
	xmlDoc *doc = office_tree(xml);
	char id[SHA256_HEX];

	ck_assert_int_eq(filing_id(doc, id, &err), ST_OK);
	xmlFreeDoc(doc);
	return office_edit(&o.a, xml, filing.id, id);
}

/* With its bytes it is as without them. */
static void
check_bytes(struct str xml, const struct findings *want)
{
	struct findings f = { 0 };
	xmlDoc *doc = office_tree(xml);

	filing_check_bytes(doc, xml, "x.xml", NULL, &f);
	ck_assert_uint_eq(f.n, want->n);
	for (size_t i = 0; i < f.n; i++)
		ck_assert_str_eq(f.list[i].text, want->list[i].text);
	xmlFreeDoc(doc);
	findings_free(&f);
}

/* All that was said, one on a line. */
static enum status
check(struct str xml, char said[4000])
{
	struct findings f = { 0 };
	const char *reason = NULL;
	xmlDoc *doc = office_tree(xml);
	enum status st = filing_check(doc, "x.xml", &reason, &f);
	size_t n = 0;

	said[0] = '\0';
	for (size_t i = 0; i < f.n; i++) {
		ck_assert_int_eq(f.list[i].code, ST_VERIFY);
		ck_assert_str_eq(f.list[i].at.file, "x.xml");
		n += (size_t)snprintf(
		    said + n, 4000 - n, "%s\n", f.list[i].text);
		ck_assert_uint_lt(n, 4000);
	}
	check_bytes(xml, &f);
	ck_assert(st == ST_OK ? f.n == 0 : f.n > 0);
	ck_assert_ptr_nonnull(reason);
	ck_assert_uint_eq(reason[0] != '\0', st != ST_OK);
	ck_assert_ptr_nonnull(strstr(said, reason));
	xmlFreeDoc(doc);
	findings_free(&f);
	return st;
}

START_TEST(a_filing_as_it_was_made_holds)
{
	char said[4000];

	ck_assert_msg(check(filing.xml, said) == ST_OK, "%s", said);
}
END_TEST

static const struct touch {
	const char *old, *new, *reason; /* the first one */
} touches[] = {
	/* Each is valid by the schema, and bears the id of its content. */
	{ "high=\"138\" high-open=\"yes\" low=\"124\" unit=\"g\"></numerator>",
	    "high=\"138\" high-open=\"yes\" low=\"125\" "
	    "unit=\"g\"></numerator>",
	    "arithmetic" },
	{ "low=\"124\" unit=\"g\"></margin>",
	    "low=\"248/2\" unit=\"g\"></margin>", NULL },
	{ "low=\"124\" unit=\"g\"></margin>", "low=\"1\" unit=\"g\"></margin>",
	    "arithmetic" },
	{ "<margin high=\"138\" high-open=\"yes\"", "<margin high=\"138\"",
	    "arithmetic" },
	{ "limit=\"0\"", "limit=\"125\"", "arithmetic" },
	{ "low=\"-2.1\"", "low=\"12\"", "arithmetic" },
	{ "<margin high=\"11.9\" high-open=\"yes\" low=\"-2.1\"",
	    "<margin high=\"11.9\" high-open=\"yes\" low=\"2.1\"", "verdict" },
	{ "low=\"124\" unit=\"g\"></margin></calculation>",
	    "low=\"124\" unit=\"g\"></margin></calculation>"
	    "<calculation is=\"undecided\" kind=\"item\"></calculation>",
	    "verdict" },
	{ "<margin high=\"138\" high-open=\"yes\" low=\"124\" "
	  "unit=\"g\"></margin>",
	    "", "arithmetic" },
	{ " is=\"triggered\" kind=\"presence\"",
	    " is=\"undecided\" kind=\"presence\"", "verdict" },
	{ " is=\"triggered\" pack=", " is=\"undecided\" pack=", "verdict" },
	{ "compare=\">=\"", "compare=\">\"", NULL },
	{ "rule=\"dy-share\"", "rule=\"other\"", "verdict" },
	{ "basis=\"triggered\"", "basis=\"none\"", "basis" },
	{ "hypothetical=\"yes\"", "hypothetical=\"no\"", "hypothetical" },
	{ "state=\"hypothetical\"", "state=\"in force\"", "hypothetical" },
	{ "about=\"hypothetical\" lang=\"en\"",
	    "about=\"law-read-until\" lang=\"en\"", NULL },
	{ "<as-oxide high=\"146.96", "<as-oxide high=\"146.97", "arithmetic" },
	{ "<share high=\"0.1247", "<share high=\"0.1248", "arithmetic" },
	{ "<of-origin high=\"126\" low=\"116\"",
	    "<of-origin high=\"126\" low=\"127\"", "arithmetic" },
	{ "symbol=\"Tb\"", "symbol=\"Dy\"", "arithmetic" },
	{ "<mass high=\"1010\" low=\"1010\"",
	    "<mass high=\"2010\" low=\"2010\"", "arithmetic" },
	/* of all goods: 20 times the content of one */
	{ "<total high=\"2520\" low=\"2320\">",
	    "<total high=\"2521\" low=\"2320\">", "arithmetic" },
	{ "<total high=\"2520\" low=\"2320\">", "<total low=\"2320\">",
	    "arithmetic" },
	{ "<quantity>20<", "<quantity>21<", "arithmetic" },
	{ "<unit>pieces<", "<unit>EA<", NULL },
	{ "<unit>pieces<", "<unit>boxes<", "arithmetic" },
	{ "<totals ", "<totals none=\"Sc\" ", "arithmetic" },
	{ "products=\"1\"", "products=\"2\"", "arithmetic" },
	{ "<quantity>20<", "<quantity><", "incomplete" },
	{ "<role>final<", "<role>transit<", "incomplete" },
	{ "<end>2026-03-31<", "<end>2025-03-31<", "period" },
	{ "<start>2026-01-01<", "<start><", "period" },
	{ "<end>2026-03-31<", "<end>2026-01-01<", NULL },
	{ "</number><contract>", "</number><contract>X", "contracts" },
	{ "</end-use-certificate>",
	    "</end-use-certificate><end-use-certificate><number>some &amp; "
	    "&lt;any&gt; text</number><contract>PO-2</contract><date></date>"
	    "<sha256></sha256></end-use-certificate>",
	    "contracts" },
	{ "</number><contract>some &amp; &lt;any&gt; text<",
	    "</number><contract><", "incomplete" },
	{ "<item></item>", "<item>OTHER</item>", "goods" },
	{ "<product basis=\"triggered\"", "<product basis=\"none\"", "basis" },
	/* what a filing does not look like */
	{ "<quantity>20<", "<quantity> 20<", "content" },
	{ "<product ", "<!-- hm --><product ", NULL },
	{ "<product ", "\n<product ", "content" },
	{ "<product ",
	    "<product xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" "
	    "i:schemaLocation=\"a b\" ",
	    "content" },
	{ "<activity lang=\"zh\"></activity>", "", "content" },
};

START_TEST(a_touched_filing_is_refused_for_its_reason)
{
	const struct touch *t = &touches[_i];
	struct str xml = office_edit(&o.a, filing.xml, t->old, t->new);
	char said[4000], word[40];
	enum status st;

	office_valid(xml);
	st = check(with_its_id(xml), said);
	if (t->reason == NULL) {
		ck_assert_msg(st == ST_OK, "%s: %s", t->new, said);
		return;
	}
	snprintf(word, sizeof(word), "[%s]\n", t->reason);
	ck_assert_msg(st == ST_VERIFY, "%s was accepted", t->new);
	ck_assert_msg(strstr(said, word) != NULL &&
			  strstr(said, word) < strchr(said, '\n'),
	    "%s: %s", t->new, said);
	ck_assert_ptr_null(strstr(said, "[filing-id]"));
}
END_TEST

/* What is seen in the bytes is what the tree gives. */
static bool
see(struct str xml, struct findings *f)
{
	struct profile people = { 0 };
	struct error err = { 0 };
	struct str plain = { NULL, 0 }, copy, whole;
	struct filing_copy how = { .with = &people };
	struct arena a = { 0 };
	xmlDoc *doc = NULL;
	const xmlNode *root;
	bool seen = false;

	if (xml_read(xml, "x.xml", &doc, f) != ST_OK) {
		findings_free(f);
		return false;
	}
	root = xmlDocGetRootElement(doc);
	if (profile_of_tree(&people, root, FILING_XMLNS, NULL, &err) == ST_OK)
		seen = filing_see_plain(doc, xml, &people, &a, &plain);
	if (seen) {
		ck_assert_int_eq(
		    filing_copy_tree(doc, &how, &a, &copy, &err), ST_OK);
		ck_assert(str_eq(plain, copy));
		how.id = xml_attr(&a, root, "id");
		how.created = xml_attr(&a, root, "created");
		how.checkpoint = filing_checkpoint(root, &a);
		ck_assert_int_eq(
		    filing_put_head(copy, &how, &a, &whole, &err), ST_OK);
		ck_assert(str_eq(whole, xml));
	}
	profile_free(&people);
	xmlFreeDoc(doc);
	arena_free(&a);
	return seen;
}

START_TEST(a_filing_is_seen_in_its_bytes)
{
	struct findings f = { 0 };

	ck_assert(see(filing.xml, &f));
}
END_TEST

/* Offset of some tag. */
static size_t
some_tag(struct str s)
{
	const char *p = s.p + below((uint32_t)s.n);

	p = memrchr(s.p, '<', (size_t)(p - s.p) + 1);
	return (size_t)(p - s.p);
}

/* A piece between two tags cut out or put in twice, or something else put in
 * before a tag. */
static struct str
change(struct str xml, struct arena *a)
{
	static const char *const more[] = { " ", "\n", "<!-- -->", "x",
		"<checkpoint></checkpoint>", "<seal></seal>", "<x></x>" };
	const size_t i = some_tag(xml), k = some_tag(xml);
	const size_t from = i < k ? i : k, to = i < k ? k : i;
	const size_t room = 2 * xml.n + 40;
	char *p = TAKE(a, char, room);
	const char *put = more[below(LENGTH(more))];

	ck_assert_ptr_nonnull(p);
	if (below(2) == 0)
		snprintf(
		    p, room, "%.*s%s%s", (int)from, xml.p, put, xml.p + from);
	else
		snprintf(p, room, "%.*s%s", (int)to, xml.p,
		    xml.p + (below(2) == 0 ? from : to));
	if (below(2) == 0)
		snprintf(p, room, "%.*s%s", (int)from, xml.p, xml.p + to);
	return str_of(p);
}

START_TEST(what_is_seen_in_changed_bytes_is_what_the_tree_gives)
{
	size_t nseen = 0;

	for (int round = run_rounds(8000); round > 0; round--) {
		struct findings f = { 0 };
		struct arena a = { 0 };

		state = (uint32_t)round;
		nseen += see(change(filing.xml, &a), &f);
		arena_free(&a);
	}
	ck_assert_uint_gt(nseen, 0);
}
END_TEST

START_TEST(a_changed_byte_does_not_have_the_id)
{
	char said[4000];

	ck_assert_int_eq(
	    check(office_edit(&o.a, filing.xml, "<activity lang=\"en\">some",
		      "<activity lang=\"en\">Some"),
		said),
	    ST_VERIFY);
	ck_assert_ptr_nonnull(strstr(said, "[filing-id]\n"));
	/* no other finding */
	ck_assert_ptr_eq(strchr(said, '\n') + 1, said + strlen(said));
}
END_TEST

START_TEST(a_field_given_twice_is_refused)
{
	struct str xml = office_edit(&o.a, filing.xml,
	    "<name lang=\"zh\"></name>", "<name lang=\"en\"></name>");
	char said[4000];

	ck_assert_int_eq(check(xml, said), ST_VERIFY);
	ck_assert_ptr_nonnull(strstr(said, "for the second time"));
}
END_TEST

/* Undecided with an item of unknown value: no numbers to decide by. */
START_TEST(other_products_hold_as_well)
{
	static const char *const parts[] = { "MOTOR", "ROTOR", "MAGNET",
		"BOARD", "SHAFT" };
	struct finish_input in = { .file = "d", .hypothetical = true };
	struct finished done;
	struct findings f = { 0 };

	for (size_t i = 0; i < LENGTH(parts); i++) {
		o.product.item = make_find(&o.m, parts[i]);
		office_draft(&o);
		in.draft = o.draft.xml;
		ck_assert_msg(filing_finish(&in, &o.a, &done, &f) == ST_OK,
		    "%s: %s", parts[i], f.first.text);
	}
	findings_free(&f);
}
END_TEST

START_TEST(a_draft_is_known_by_its_first_tag)
{
#define OPEN "<draft xmlns=\"urn:retrace:filing:1\""
	static const char *const drafts[] = { OPEN ">", OPEN " x=\"1\"/>",
		"\xEF\xBB\xBF" OPEN "><cut",
		"<?xml version=\"1.0\"?>\n"
		"<!-- <other> -->" OPEN "></wrong>" };
	static const char *const others[] = { "", "no XML", "<draft>", "<draft",
		OPEN, "<filing xmlns=\"urn:retrace:filing:1\">",
		"<a>" OPEN "/></a>", "<!DOCTYPE draft>" OPEN "/>",
		"<!--" OPEN ">" };

	for (size_t i = 0; i < LENGTH(drafts); i++)
		ck_assert_msg(
		    filing_opens_draft(str_of(drafts[i])), "%s", drafts[i]);
	for (size_t i = 0; i < LENGTH(others); i++)
		ck_assert_msg(
		    !filing_opens_draft(str_of(others[i])), "%s", others[i]);
#undef OPEN
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, a_filing_as_it_was_made_holds);
	tcase_add_loop_test(
	    t, a_touched_filing_is_refused_for_its_reason, 0, LENGTH(touches));
	tcase_add_test(t, a_filing_is_seen_in_its_bytes);
	tcase_add_test(t, what_is_seen_in_changed_bytes_is_what_the_tree_gives);
	tcase_add_test(t, a_changed_byte_does_not_have_the_id);
	tcase_add_test(t, a_field_given_twice_is_refused);
	tcase_add_test(t, other_products_hold_as_well);
	tcase_add_test(t, a_draft_is_known_by_its_first_tag);
}

int
main(void)
{
	return run_suite("filing_check", add);
}
