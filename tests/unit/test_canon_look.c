/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests of core/filing/canon/canon_look.c and canon_whole.c: their yes is that
 * of libxml2's canonicaliser, of the second also that of its parser, whatever
 * is changed in a document.
 */
#include "core/base/xml.h"
#include "core/filing/canon/canon_look.h"
#include "core/filing/canon/canon_whole.h"
#include "core/filing/sign/c14n.h"
#include "tests/unit/run.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define BASE \
	"<filing xmlns=\"urn:f\" a=\"1\" b=\"x&quot;&#xA;&amp;&lt;>\" " \
	"xml:lang=\"en\"><g>1 &amp; 2 &lt; 3 &gt; \"&#xD;\n</g>" \
	"<ds:S xmlns:ds=\"http://d/\" Id=\"s\"><ds:T></ds:T>" \
	"<x:Q xmlns:x=\"http://x/\"><x:R></x:R><ds:U></ds:U></x:Q></ds:S>" \
	"</filing>"

static const char *const plain[] = {
	BASE,
	"<a></a>",
	"<a>t</a>",
	"<p:a xmlns:p=\"urn:p\"><p:b></p:b></p:a>",
	"<a xmlns=\"urn:1\"><b xmlns=\"urn:2\"><c xmlns=\"urn:1\"></c></b></a>",
	"<a><p:b xmlns:p=\"urn:p\"></p:b><p:b xmlns:p=\"urn:p\"></p:b></a>",
	"<a b=\"\" b-c=\"\" b1=\"\"></a>",
};

/* Not canonical, or not seen to be. */
static const char *const maybe[] = {
	"",
	"a",
	"<a/>",
	"<a></a>\n",
	"\n<a></a>",
	"<a ></a>",
	"<a></a >",
	"<a  b=\"\"></a>",
	"<a b=''></a>",
	"<a c=\"\" b=\"\"></a>",
	"<a b1=\"\" b=\"\"></a>",
	"<a b=\"\" xmlns=\"urn:a\"></a>",
	"<a xmlns:p=\"urn:p\"><p:b></p:b></a>",
	"<a xmlns=\"urn:a\"><b xmlns=\"urn:a\"></b></a>",
	"<a xmlns=\"rel\"></a>",
	"<a xmlns=\"\"></a>",
	"<p:a xmlns:p=\"urn:p\" p:b=\"\"></p:a>",
	"<a xml:lang=\"\" b=\"\"></a>",
	"<a>></a>",
	"<a>\r</a>",
	"<a>&quot;</a>",
	"<a>&#xd;</a>",
	"<a>&#65;</a>",
	"<a b=\"\t\"></a>",
	"<a b=\"&gt;\"></a>",
	"<a><!-- --></a>",
	"<a><?b?></a>",
	"<a><![CDATA[b]]></a>",
	"<?xml version=\"1.0\"?><a></a>",
	"<\xC3\xA9></\xC3\xA9>",
};

/* false: no XML; else whether its canonical form is what stands there. */
static bool
is_canonical(struct str s, bool *canonical)
{
	struct findings f = { 0 };
	struct arena a = { 0 };
	xmlDoc *doc = NULL;
	bool read = xml_read(s, "x", &doc, &f) == ST_OK;

	*canonical = read && str_eq(c14n_document(doc, &a), s);
	xmlFreeDoc(doc);
	findings_free(&f);
	arena_free(&a);
	return read;
}

START_TEST(what_we_write_is_seen_to_be_canonical)
{
	bool canonical;

	ck_assert(canon_look(str_of(plain[_i])));
	ck_assert(is_canonical(str_of(plain[_i]), &canonical));
	ck_assert(canonical);
}
END_TEST

START_TEST(all_else_is_left_to_the_canonicaliser)
{
	ck_assert(!canon_look(str_of(maybe[_i])));
}
END_TEST

/* One or two places of a document are something else. */
static struct str
change(const char *base, char out[1024])
{
	static const char *const bits[] = { "", " ", "\n", "\r", "\t", ">", "<",
		"\"", "'", "&", "&amp;", "&lt;", "&gt;", "&quot;", "&#xD;",
		"&#xA;", "&#x9;", "/", "/>", "a", "=\"\"", " c=\"\"",
		" xmlns=\"\"", " xmlns=\"urn:f\"", " xmlns:ds=\"http://d/\"",
		" xmlns:y=\"urn:y\"", " xml:id=\"q\"", "<!---->", "<?a?>",
		"<ds:V></ds:V>", "<h></h>", "</g><g>", ":", "x:", "ds:" };
	size_t n = strlen(base);

	memcpy(out, base, n);
	for (int times = rand() % 2; times >= 0; times--) {
		const char *bit =
		    bits[(size_t)rand() % (sizeof(bits) / sizeof(bits[0]))];
		size_t at = (size_t)rand() % n, gone = (size_t)rand() % 3;
		size_t m = strlen(bit);

		gone = gone < n - at ? gone : n - at;
		memmove(out + at + m, out + at + gone, n - at - gone);
		memcpy(out + at, bit, m);
		n = n - gone + m;
	}
	return (struct str){ out, n };
}

START_TEST(a_yes_is_never_wrong)
{
	size_t read = 0, yes = 0, missed = 0;
	char text[1024];

	srand(1);
	for (int i = 0; i < 20000; i++) {
		struct str s = change(BASE, text);
		bool canonical;

		if (!is_canonical(s, &canonical))
			continue;
		read++;
		yes += canon_look(s);
		missed += canonical && !canon_look(s);
		ck_assert_msg(canonical || !canon_look(s), "%.*s", STR_ARG(s));
	}
	/* the test does test something */
	ck_assert_uint_gt(read, 1000);
	ck_assert_uint_gt(yes, 500);
	ck_assert_uint_gt(read, yes + missed);
}
END_TEST

#define WHOLE \
	"<f xmlns=\"urn:f\" a=\"1\" b=\"x&quot;&#xA;&amp;&lt;>\">" \
	"<g>1 &amp; 2 &lt; 3 &gt; \"&#xD;\n\t\xE7\xA8\x80</g>" \
	"<Q id=\"x\"><R></R><R b-c=\"\" b1=\"\"></R></Q></f>"

static const char *const ids[] = { "signature", "content", NULL };

static const char *const whole[] = {
	WHOLE,
	"<f xmlns=\"urn:f\"></f>",
	"<f xmlns=\"urn:f\" id=\"signatures\">t</f>",
};

static const char *const not_whole[] = {
	"",
	"<f></f>",
	"</f>",
	"<f xmlns=\"urn:g\"></f>",
	"<f xmlns=\"urn:f\">",
	"<f xmlns=\"urn:f\"></g>",
	"<f xmlns=\"urn:f\"></f",
	"<f xmlns=\"urn:f\"></f> ",
	"<f xmlns=\"urn:f\"></f><f xmlns=\"urn:f\"></f>",
	"<f xmlns=\"urn:f\"><g></f></g>",
	"<f xmlns=\"urn:f\"><g></gg></f>",
	"<f xmlns=\"urn:f\"><g xmlns=\"urn:g\"></g></f>",
	"<f xmlns=\"urn:f\"><g xmlns:p=\"urn:g\"></g></f>",
	"<f xmlns=\"urn:f\"><p:g></p:g></f>",
	"<f xmlns=\"urn:f\" xml:id=\"a\"></f>",
	"<f xmlns=\"urn:f\" Id=\"signature\"></f>",
	"<f xmlns=\"urn:f\"><g iD=\"content\"></g></f>",
	"<f xmlns=\"urn:f\" a=\"\" a=\"\"></f>",
	"<f xmlns=\"urn:f\">\xFF</f>",
	"<f xmlns=\"urn:f\">\xED\xA0\x80</f>",
	"<f xmlns=\"urn:f\">\xEF\xBF\xBE</f>",
	"<f xmlns=\"urn:f\">\x01</f>",
	"<f xmlns=\"urn:f\" a=\"\x01\"></f>",
	"\xEF\xBB\xBF<f xmlns=\"urn:f\"></f>",
};

START_TEST(what_we_write_is_seen_to_be_whole)
{
	bool canonical;

	ck_assert(canon_whole(str_of(whole[_i]), "urn:f", ids));
	ck_assert(is_canonical(str_of(whole[_i]), &canonical));
	ck_assert(canonical);
}
END_TEST

START_TEST(all_else_is_left_to_the_parser)
{
	ck_assert(!canon_whole(str_of(not_whole[_i]), "urn:f", ids));
}
END_TEST

START_TEST(a_byte_too_far_from_a_tag_is_left_to_the_parser)
{
	static const char head[] = "<f xmlns=\"urn:f\">", tail[] = "</f>";
	const size_t nhead = sizeof(head) - 1, ntail = sizeof(tail) - 1;
	const size_t run = (64 << 10) - nhead;
	char *p = malloc(nhead + run + 1 + ntail);

	memcpy(p, head, nhead);
	memset(p + nhead, 'x', run + 1);
	for (size_t n = run - 1; n <= run + 1; n++) {
		struct str s = { p, nhead + n + ntail };
		bool canonical;

		memcpy(p + nhead + n, tail, ntail);
		ck_assert_int_eq(
		    canon_whole(s, "urn:f", ids), is_canonical(s, &canonical));
		memset(p + nhead + n, 'x', 1);
	}
	free(p);
}
END_TEST

/* Also of what no parser reads. */
START_TEST(a_yes_without_a_tree_is_never_wrong)
{
	size_t yes = 0, no = 0;
	char text[1024];

	srand(2);
	for (int i = 0; i < 40000; i++) {
		struct str s = change(WHOLE, text);
		bool canonical;

		if (!canon_whole(s, "urn:f", ids)) {
			no++;
			continue;
		}
		yes++;
		ck_assert_msg(is_canonical(s, &canonical) && canonical, "%.*s",
		    STR_ARG(s));
	}
	ck_assert_uint_gt(yes, 1000);
	ck_assert_uint_gt(no, 10000);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(
	    t, what_we_write_is_seen_to_be_whole, 0, LENGTH(whole));
	tcase_add_loop_test(
	    t, all_else_is_left_to_the_parser, 0, LENGTH(not_whole));
	tcase_add_test(t, a_byte_too_far_from_a_tag_is_left_to_the_parser);
	tcase_add_test(t, a_yes_without_a_tree_is_never_wrong);
	tcase_add_loop_test(
	    t, what_we_write_is_seen_to_be_canonical, 0, LENGTH(plain));
	tcase_add_loop_test(
	    t, all_else_is_left_to_the_canonicaliser, 0, LENGTH(maybe));
	tcase_add_test(t, a_yes_is_never_wrong);
}

int
main(void)
{
	xml_start();
	return run_suite("canon_look", add);
}
