/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of core/filing/canon/canon.c against the bytes that the standard gives.
 */
#include "core/base/limits.h"
#include "core/filing/canon/canon.h"
#include "tests/unit/run.h"

#include <check.h>
#include <string.h>

static const struct canon_ns filing = { "", "urn:retrace:filing:1" };
static const struct canon_ns ds = { "ds", "urn:ds" };
static const struct canon_ns other_ds = { "ds", "urn:other" };
static const struct canon_ns a = { "a", "urn:z" };

static struct arena memory;

static void
set_up(void)
{
	memory = (struct arena){ 0 };
}

static void
tear_down(void)
{
	arena_free(&memory);
}

static void
gives(struct canon *w, const char *want)
{
	struct error err = { 0 };
	struct str out = { NULL, 0 };

	ck_assert_int_eq(canon_finish(w, &memory, &out, &err), ST_OK);
	ck_assert_str_eq(out.p, want);
	ck_assert_uint_eq(out.n, strlen(want));
}

static void
refuses(struct canon *w, enum status code, const char *text)
{
	struct error err = { 0 };
	struct str out = { NULL, 77 };

	ck_assert_int_eq(canon_finish(w, &memory, &out, &err), code);
	ck_assert_int_eq(err.code, code);
	ck_assert_str_eq(err.text, text);
	ck_assert_ptr_null(out.p);
	ck_assert_uint_eq(out.n, 77);
}

START_TEST(canon_writes_an_empty_element_as_a_pair_of_tags)
{
	struct canon w = { 0 };

	canon_open(&w, "a");
	canon_close(&w);
	gives(&w, "<a></a>");
}
END_TEST

START_TEST(canon_escapes_text_as_the_standard_says)
{
	struct canon w = { 0 };

	canon_open(&w, "a");
	canon_text(&w, STR("<&>\"'\t\n\r\xE7\xA8\x80]]>"));
	canon_close(&w);
	gives(&w, "<a>&lt;&amp;&gt;\"'\t\n&#xD;\xE7\xA8\x80]]&gt;</a>");
}
END_TEST

START_TEST(canon_escapes_attributes_as_the_standard_says)
{
	struct canon w = { 0 };

	canon_open(&w, "a");
	canon_attr(&w, "b", STR("<&>\"'\t\n\r"));
	canon_close(&w);
	gives(&w, "<a b=\"&lt;&amp;>&quot;'&#x9;&#xA;&#xD;\"></a>");
}
END_TEST

START_TEST(canon_sorts_declarations_by_prefix_and_attributes_by_namespace)
{
	struct canon w = { 0 };

	canon_open_in(&w, &filing, "filing");
	canon_attr_in(&w, &a, "x", STR("5"));
	canon_attr_in(&w, &ds, "y", STR("4"));
	canon_attr_in(&w, &canon_xml, "lang", STR("3"));
	canon_attr(&w, "zz", STR("2"));
	canon_attr(&w, "Z", STR("1"));
	canon_close(&w);
	gives(&w,
	    "<filing xmlns=\"urn:retrace:filing:1\" xmlns:a=\"urn:z\" "
	    "xmlns:ds=\"urn:ds\" Z=\"1\" zz=\"2\" xml:lang=\"3\" ds:y=\"4\" "
	    "a:x=\"5\"></filing>");
}
END_TEST

START_TEST(canon_declares_a_prefix_once_on_each_way_down)
{
	struct canon w = { 0 };

	canon_open_in(&w, &filing, "filing");
	canon_open_in(&w, &ds, "b");
	canon_leaf(&w, "c", STR("1"));
	canon_close(&w);
	canon_open_in(&w, &ds, "d");
	canon_open_in(&w, &other_ds, "e");
	canon_leaf(&w, "f", STR("2"));
	canon_close(&w);
	canon_leaf(&w, "g", STR("3"));
	canon_close(&w);
	canon_leaf(&w, "h", STR("4"));
	canon_close(&w);
	gives(&w,
	    "<filing xmlns=\"urn:retrace:filing:1\"><ds:b xmlns:ds=\"urn:ds\">"
	    "<ds:c>1</ds:c></ds:b><ds:d xmlns:ds=\"urn:ds\">"
	    "<ds:e xmlns:ds=\"urn:other\"><ds:f>2</ds:f></ds:e><ds:g>3</ds:g>"
	    "</ds:d><h>4</h></filing>");
}
END_TEST

START_TEST(canon_leaves_the_default_namespace_for_a_name_in_none)
{
	struct canon w = { 0 };

	canon_open_in(&w, &filing, "a");
	canon_open_in(&w, NULL, "b");
	canon_leaf(&w, "c", STR(""));
	canon_open_in(&w, &filing, "d");
	canon_close(&w);
	canon_close(&w);
	canon_close(&w);
	gives(&w, "<a xmlns=\"urn:retrace:filing:1\"><b xmlns=\"\"><c></c>"
		  "<d xmlns=\"urn:retrace:filing:1\"></d></b></a>");
}
END_TEST

START_TEST(canon_joins_pieces_of_text)
{
	struct canon w = { 0 };

	canon_open(&w, "a");
	canon_text(&w, STR("one "));
	canon_text(&w, (struct str){ NULL, 0 });
	canon_text(&w, STR("two"));
	canon_close(&w);
	gives(&w, "<a>one two</a>");
}
END_TEST

static const struct refusal {
	struct str text;
	const char *why;
} refusals[] = {
	{ { "ab\0c", 4 }, "<a>: character U+0000: XML does not allow it" },
	{ { "\x1B[2J", 4 }, "<a>: character U+001B: XML does not allow it" },
	{ { "\xEF\xBF\xBE", 3 },
	    "<a>: character U+FFFE: XML does not allow it" },
	{ { "\xEF\xBF\xBF", 3 },
	    "<a>: character U+FFFF: XML does not allow it" },
	{ { "ok\xFF", 3 },
	    "<a>: byte 0xFF is not UTF-8: expected text in UTF-8" },
	{ { "\xED\xA0\x80", 3 },
	    "<a>: byte 0xED is not UTF-8: expected text in UTF-8" },
};

START_TEST(canon_refuses_text_that_xml_cannot_hold)
{
	const struct refusal *r = &refusals[_i];
	struct canon w = { 0 };

	canon_open(&w, "a");
	canon_text(&w, r->text);
	canon_close(&w);
	refuses(&w, ST_ENCODING, r->why);
	canon_open(&w, "a");
	canon_attr(&w, "b", r->text);
	canon_close(&w);
	refuses(&w, ST_ENCODING, r->why);
}
END_TEST

START_TEST(canon_accepts_the_neighbours_of_what_it_refuses)
{
	struct canon w = { 0 };

	canon_open(&w, "a");
	canon_text(&w, STR("\x7F \xEF\xBF\xBD \xF0\x9F\xBF\xBE \xEE\x80\x80"));
	canon_close(&w);
	gives(&w, "<a>\x7F \xEF\xBF\xBD \xF0\x9F\xBF\xBE \xEE\x80\x80</a>");
}
END_TEST

START_TEST(canon_stops_at_the_depth_that_a_reader_stops_at)
{
	struct canon w = { 0 };

	for (int i = 0; i < LIMIT_XML_DEPTH; i++)
		canon_open(&w, "a");
	ck_assert_int_eq(w.err.code, ST_OK);
	canon_open(&w, "b");
	refuses(&w, ST_LIMIT, "<b>: nested too deeply");
}
END_TEST

static void
two_roots(struct canon *w)
{
	canon_leaf(w, "a", STR(""));
	canon_open(w, "b");
}

static void
nothing(struct canon *w)
{
	(void)w;
}

static void
left_open(struct canon *w)
{
	canon_open(w, "a");
}

static void
one_close_too_many(struct canon *w)
{
	canon_leaf(w, "a", STR(""));
	canon_close(w);
}

static void
text_before_root(struct canon *w)
{
	canon_text(w, STR("a"));
}

static void
late_attribute(struct canon *w)
{
	canon_open(w, "a");
	canon_text(w, STR("b"));
	canon_attr(w, "c", STR("d"));
}

static void
same_attribute(struct canon *w)
{
	canon_open(w, "a");
	canon_attr(w, "c", STR("d"));
	canon_attr(w, "c", STR("e"));
	canon_close(w);
}

static void
bad_name(struct canon *w)
{
	canon_open(w, "a b");
}

static void
relative_namespace(struct canon *w)
{
	const struct canon_ns relative = { "r", "relative/ns" };

	canon_open_in(w, &relative, "a");
}

static void
reserved_prefix(struct canon *w)
{
	const struct canon_ns mine = { "xml", "urn:mine" };

	canon_open_in(w, &mine, "a");
}

static void
default_attribute(struct canon *w)
{
	canon_open_in(w, &filing, "a");
	canon_attr_in(w, &filing, "b", STR(""));
}

static void
prefix_used_twice(struct canon *w)
{
	canon_open_in(w, &ds, "a");
	canon_attr_in(w, &other_ds, "b", STR(""));
	canon_close(w);
}

static void
prefix_used_twice_below(struct canon *w)
{
	canon_open_in(w, &ds, "a");
	canon_open_in(w, &a, "c");
	canon_attr_in(w, &ds, "d", STR(""));
	canon_attr_in(w, &other_ds, "e", STR(""));
	canon_close(w);
}

static const struct misuse {
	void (*write)(struct canon *w);
	const char *why;
} misuses[] = {
	{ two_roots, "<b>: a second root" },
	{ nothing, "no root element" },
	{ left_open, "an element is open" },
	{ one_close_too_many, "<>: nothing is open" },
	{ text_before_root, "<>: text outside of the root" },
	{ late_attribute, "<c>: an attribute out of place" },
	{ same_attribute, "<a>: the same attribute twice" },
	{ bad_name, "<a b>: not a name of XML" },
	{ relative_namespace, "<a>: not a name of XML" },
	{ reserved_prefix, "<a>: not a name of XML" },
	{ default_attribute, "<b>: an attribute out of place" },
	{ prefix_used_twice, "<a>: one prefix for two namespaces" },
	{ prefix_used_twice_below, "<c>: one prefix for two namespaces" },
};

START_TEST(canon_refuses_a_misuse_and_hands_out_nothing)
{
	struct canon w = { 0 };

	misuses[_i].write(&w);
	refuses(&w, ST_INTERNAL, misuses[_i].why);
}
END_TEST

#define COUNT(t) ((int)(sizeof(t) / sizeof((t)[0])))

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, canon_writes_an_empty_element_as_a_pair_of_tags);
	tcase_add_test(t, canon_escapes_text_as_the_standard_says);
	tcase_add_test(t, canon_escapes_attributes_as_the_standard_says);
	tcase_add_test(
	    t, canon_sorts_declarations_by_prefix_and_attributes_by_namespace);
	tcase_add_test(t, canon_declares_a_prefix_once_on_each_way_down);
	tcase_add_test(
	    t, canon_leaves_the_default_namespace_for_a_name_in_none);
	tcase_add_test(t, canon_joins_pieces_of_text);
	tcase_add_loop_test(
	    t, canon_refuses_text_that_xml_cannot_hold, 0, COUNT(refusals));
	tcase_add_test(t, canon_accepts_the_neighbours_of_what_it_refuses);
	tcase_add_test(t, canon_stops_at_the_depth_that_a_reader_stops_at);
	tcase_add_loop_test(
	    t, canon_refuses_a_misuse_and_hands_out_nothing, 0, COUNT(misuses));
}

int
main(void)
{
	return run_suite("canon", add);
}
