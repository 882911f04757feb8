/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests of canon_tight: an element that is taken is what filing_copy_element()
 * writes of it, however it was made up; what is known to be so is taken.
 */
#include "core/base/xml.h"
#include "core/filing/canon/canon_tight.h"
#include "core/filing/filing.h"
#include "tests/property/dice.h"
#include "tests/unit/run.h"

#include <stdlib.h>

#define OPEN "<f xmlns=\"" FILING_XMLNS "\">"
#define CLOSE "</f>"

static const char *const taken[] = { "<a></a>", "<a>x</a>",
	"<a b=\"1\" c=\"&quot;&amp;&lt;&#x9;&#xA;&#xD; > '\"></a>",
	"<a><b></b><b>x y\n\tz &gt; &amp; &lt; &#xD; \"'</b></a>",
	"<a>\xE7\xA8\x80\xE5\x9C\x9F</a>", "<a-1.b_C></a-1.b_C>" };

static const char *const left[] = { "", "<a/>", "<a />", "<a ></a>", "<a></a >",
	"<a> x</a>", "<a>x </a>", "<a>\nx</a>", "<a>&#xD;x</a>",
	"<a>x&#xD;</a>", "<a> </a>", "<a><b></b> </a>", "<a> <b></b></a>",
	"<a>x<b></b></a>", "<a><b></b>x</a>", "<a>x<!-- --></a>",
	"<a><!-- --></a>", "<a><?p?></a>", "<a><![CDATA[x]]></a>", "<a>></a>",
	"<a>&quot;</a>", "<a>&#xA;</a>", "<a>&#65;</a>", "<a b='1'></a>",
	"<a b = \"1\"></a>", "<a  b=\"1\"></a>", "<a c=\"1\" b=\"1\"></a>",
	"<a b=\"&gt;\"></a>", "<a b=\"\t\"></a>", "<a b=\"\n\"></a>",
	"<a xmlns=\"urn:x\"></a>", "<p:a xmlns:p=\"urn:x\"></p:a>",
	"<a xml:lang=\"en\"></a>", "<a xmlns:p=\"urn:x\"></a>",
	"<\xC3\xA4></\xC3\xA4>", "<a \xC3\xA4=\"1\"></a>" };

static xmlDoc *
read_in_root(const char *element, struct arena *a)
{
	struct findings f = { 0 };
	xmlDoc *doc = NULL;
	size_t n = strlen(OPEN) + strlen(element) + sizeof(CLOSE);
	char *text = TAKE(a, char, n);

	snprintf(text, n, OPEN "%s" CLOSE, element);
	if (xml_read(str_of(text), "x", &doc, &f) != ST_OK)
		ck_abort_msg("%s: %s", element, f.first.text);
	findings_free(&f);
	return doc;
}

/* How many bytes are taken; 0: none. */
static size_t
take(const char *element)
{
	struct canon_scan c = { element, element + strlen(element) };

	return canon_take_tight(&c) ? (size_t)(c.p - element) : 0;
}

/* The first element of the root as it is written again. */
static struct str
copied(xmlDoc *doc, struct arena *a)
{
	static const struct canon_ns ns = { "", FILING_XMLNS };
	struct str out = { NULL, 0 };
	struct error err = { 0 };
	struct canon w = { 0 };

	canon_open_in(&w, &ns, "f");
	filing_copy_element(
	    &w, xml_element(xmlDocGetRootElement(doc)->children), a);
	canon_close(&w);
	ck_assert_int_eq(canon_finish(&w, a, &out, &err), ST_OK);
	out.p += strlen(OPEN);
	out.n -= strlen(OPEN) + strlen(CLOSE);
	return out;
}

static void
hold(const char *element)
{
	struct arena a = { 0 };
	const size_t n = take(element);
	struct str copy;
	xmlDoc *doc;

	if (n > 0) {
		doc = read_in_root(element, &a);
		copy = copied(doc, &a);
		if (!str_eq(copy, (struct str){ element, n }))
			ck_abort_msg("%s\nis written again as %.*s", element,
			    STR_ARG(copy));
		xmlFreeDoc(doc);
	}
	arena_free(&a);
}

START_TEST(an_element_as_it_is_written_is_taken)
{
	ck_assert_uint_eq(take(taken[_i]), strlen(taken[_i]));
	hold(taken[_i]);
}
END_TEST

START_TEST(whatever_is_behind_it_stays)
{
	char text[300];

	snprintf(text, sizeof(text), "%s <x", taken[_i]);
	ck_assert_uint_eq(take(text), strlen(taken[_i]));
}
END_TEST

START_TEST(a_part_of_it_is_not_taken)
{
	char text[300];

	for (size_t n = 0; n < strlen(taken[_i]); n++) {
		snprintf(text, sizeof(text), "%.*s", (int)n, taken[_i]);
		ck_assert_uint_eq(take(text), 0);
	}
}
END_TEST

START_TEST(what_is_written_otherwise_is_left)
{
	ck_assert_msg(take(left[_i]) == 0, "%s", left[_i]);
}
END_TEST

/* Mostly as it should be. */
static void
grow(char *to, size_t size, unsigned depth)
{
	static const char *const tags[] = { "", "", "", " b=\"1\"",
		" b=\"1\" c=\"2\"", " c=\"1\" b=\"2\"", " b=\"&#xA;\"",
		" b=\" &gt;\"", "  b=\"\"" };
	static const char *const texts[] = { "", "", "x", "x y", "x&amp;", " x",
		"x ", "&#xD;", "&#xD;x", "x&#xD;", "x&#xD;y", "\t", "x\ny",
		"<!-- -->", "<![CDATA[x]]>", "&#32;", "x&#32;", "&lt;" };
	static const char *const ends[] = { "", "", "", "", " ", "x",
		"<!-- -->" };

	str_add(to, size, "<a%s>", PICK(tags));
	if (depth == 0 || below(3) == 0) {
		str_add(to, size, "%s", PICK(texts));
	} else {
		str_add(to, size, "%s", PICK(ends));
		for (uint32_t k = 1 + below(3); k > 0; k--) {
			grow(to, size, depth - 1);
			str_add(to, size, "%s", PICK(ends));
		}
	}
	str_add(to, size, "</a>");
}

START_TEST(what_is_taken_is_written_so)
{
	size_t ntaken = 0, nleft = 0;

	for (state = 1; ntaken + nleft < 20000;) {
		char text[4000] = "";

		grow(text, sizeof(text), below(3));
		if (take(text) > 0)
			ntaken++;
		else
			nleft++;
		hold(text);
	}
	ck_assert_uint_gt(ntaken, 1000);
	ck_assert_uint_gt(nleft, 1000);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(
	    t, an_element_as_it_is_written_is_taken, 0, LENGTH(taken));
	tcase_add_loop_test(t, whatever_is_behind_it_stays, 0, LENGTH(taken));
	tcase_add_loop_test(t, a_part_of_it_is_not_taken, 0, LENGTH(taken));
	tcase_add_loop_test(
	    t, what_is_written_otherwise_is_left, 0, LENGTH(left));
	tcase_add_test(t, what_is_taken_is_written_so);
}

int
main(void)
{
	return run_suite("canon_tight", add);
}
