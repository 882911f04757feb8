/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: whatever a document looks like, core/bom/sax_plain.c and libxml2
 * together tell what libxml2 alone tells: the same tags, names, values and
 * places, the same faults in the same order.
 */
#include "core/base/xml.h"
#include "core/bom/sax_plain.h"
#include "tests/unit/run.h"

#include <stdio.h>
#include <string.h>

#define DOCUMENTS 200000
#define DOCUMENT 4000 /* [bytes] at most */

static uint32_t seed;

/* A small generator of our own, so that a failure can be run again. */
static uint32_t
below(uint32_t n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 16) % n;
}

#define PICK(t) ((t)[below((uint32_t)LENGTH(t))])

struct text {
	char p[DOCUMENT + 1];
	size_t n;
};

static void
put(struct text *t, const char *s)
{
	size_t n = strlen(s);

	if (t->n + n > DOCUMENT)
		return;
	memcpy(t->p + t->n, s, n);
	t->n += n;
}

static const char *const names[] = { "item", "use", "content", "a", "bom",
	"_x-1.y", "u" };
static const char *const attrs[] = { "part", "parent", "child", "quantity",
	"unit", "part", "a-name-that-is-longer-than-eight", "u", "x.1" };
static const char *const values[] = { "", "PN-1", "0.25", " x ", "a'b", "a>b",
	"Bolt &amp; nut", "&lt;&quot;&apos;&gt;", "\xE7\xA3\x81\xE9\x92\xA2",
	"1 \xC2\xB5m", "PN-00000012", "]]>", "\x7F" };
static const char *const odd_values[] = { "two\nlines", "tab\there", "cr\rhere",
	"cr\r\nlf", "&#38;", "&#x41;", "&amp", "&nbsp;", "&", "a<b",
	"\xEF\xBF\xBE", "\xEF\xBF\xBF", "\x01" };
static const char *const blanks[] = { " ", "\n", "\n  ", "\t", "\r\n", "  " };
static const char *const odd_between[] = { "<!-- a comment -->", "<!---->",
	"<!-- two\nlines -->", "<!-- -- -->", "<!--->", "<!-- \x02 -->",
	"<?pi x?>", "text", "&amp;", "<![CDATA[x]]>", "]]>", "<!x>", "<>",
	"</a>", "< a/>", "<a", "<x:y/>", "<x:y xmlns:x='urn:x'/>",
	"<a xmlns='urn:z'/>", "<a xmlns=\"urn:z\"/>", "<a b = \"c\"/>",
	"<a b=c/>", "<a b/>", "<a b=\"1\"c=\"2\"/>", "<a / >", "<a/ >",
	"<a b=\"1\" b=\"2\"/>", "<a xml:lang=\"en\"/>", "<a></a >", "<a ></a>",
	"<xmlns/>", "<a xmlnsx=\"1\"/>" };
static const char *const heads[] = {
	"<bom xmlns=\"urn:retrace:bom:1\">",
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	"<bom id=\"1\" xmlns=\"urn:retrace:bom:1\">",
	"<?xml version=\"1.0\"?><bom>",
	"<bom xmlns=\"urn:a\" xmlns=\"urn:b\">",
	"<bom xmlns='urn:a'>",
	"<bom xmlns=\"\">",
	"<bom xmlns=\"urn:a b\">",
	"<bom xmlns=\"urn:a&amp;b\">",
	"<bom xmlns=\"http://www.w3.org/XML/1998/namespace\">",
	"<?xml version='1.0'?><bom>",
	"<!-- first --><bom xmlns=\"urn:retrace:bom:1\">",
	" <bom>",
	"<?xml version=\"1.1\"?><bom>",
	"",
};

static void
put_attribute(struct text *t, bool odd)
{
	const char *quote = below(8) == 0 ? "'" : "\"";
	const char *value =
	    odd && below(20) == 0 ? PICK(odd_values) : PICK(values);

	if (strchr(value, quote[0]) != NULL)
		quote = quote[0] == '"' ? "'" : "\"";
	put(t, PICK(blanks));
	put(t, PICK(attrs));
	put(t, "=");
	put(t, quote);
	put(t, value);
	put(t, quote);
}

static void
put_between(struct text *t, bool odd)
{
	while (below(2) == 0)
		put(t, PICK(blanks));
	if (odd && below(30) == 0)
		put(t, PICK(odd_between));
}

static void
put_elements(struct text *t, bool odd, int depth)
{
	for (uint32_t n = below(6); n > 0; n--) {
		const char *name = PICK(names);

		put(t, "<");
		put(t, name);
		for (uint32_t a = below(4); a > 0; a--)
			put_attribute(t, odd);
		if (below(4) == 0)
			put(t, PICK(blanks));
		if (depth == 0 || below(2) == 0) {
			put(t, "/>");
		} else {
			put(t, ">");
			put_between(t, odd);
			put_elements(t, odd, depth - 1);
			put(t, "</");
			put(t, name);
			put(t, ">");
		}
		put_between(t, odd);
	}
}

/* A few bytes changed, left out or put in. */
static void
spoil(struct text *t)
{
	static const char bytes[] = "<>&\"'/=! \n\r-?:;axmlns\x01\x7F\xC2\xBF";

	for (uint32_t n = below(3) + 1; n > 0 && t->n > 2; n--) {
		size_t i = below((uint32_t)t->n);
		char c = bytes[below(sizeof(bytes) - 1)];

		if (below(3) == 0) {
			t->p[i] = c;
		} else if (below(2) == 0) {
			memmove(t->p + i, t->p + i + 1, t->n - i - 1);
			t->n--;
		} else if (t->n < DOCUMENT) {
			memmove(t->p + i + 1, t->p + i, t->n - i);
			t->p[i] = c;
			t->n++;
		}
	}
}

static void
make_document(struct text *t)
{
	bool odd = below(2) == 0;

	t->n = 0;
	put(t, odd ? PICK(heads) : heads[below(2)]);
	put_between(t, odd);
	put_elements(t, odd, 3);
	put(t, "</bom>");
	put_between(t, odd);
	if (odd && below(3) == 0)
		spoil(t);
	t->p[t->n] = '\0';
}

/* ---- what a handler sees, as text */

static void
put_place(FILE *to, struct place at)
{
	fprintf(to, "%u:%u ", at.line, at.col);
}

static bool
on_start(void *ctx, const struct sax_tag *tag)
{
	FILE *to = ctx;

	put_place(to, tag->at);
	fprintf(to, "<{%.*s}%.*s", STR_ARG(tag->ns), STR_ARG(tag->name));
	for (size_t i = 0; i < tag->nattr; i++) {
		const struct sax_attr *a = &tag->attr[i];

		fprintf(to, " {%.*s%s}%.*s=[%.*s]", STR_ARG(a->ns),
		    a->prefixed ? ":" : "", STR_ARG(a->name),
		    STR_ARG(a->value.text));
		put_place(to, a->value.at);
	}
	fputs(">\n", to);
	return true;
}

static bool
on_end(void *ctx, struct str ns, struct str name)
{
	fprintf(ctx, "</{%.*s}%.*s>\n", STR_ARG(ns), STR_ARG(name));
	return true;
}

static bool
on_text(void *ctx, struct str piece, struct place at)
{
	if (str_trim(piece).n > 0) {
		put_place(ctx, at);
		fprintf(ctx, "[%.*s]\n", STR_ARG(piece));
	}
	return true;
}

/* All that is told of the document, freed by the caller. */
static char *
tell(struct bom *b, struct str body, bool plainly)
{
	const struct sax_handler handler = { on_start, on_end, on_text,
		.skips_blanks = plainly };
	struct findings f = { 0 };
	const struct input in = { .b = b, .f = &f, .body = body };
	char *text = NULL;
	size_t n = 0;
	FILE *to = open_memstream(&text, &n);

	ck_assert_ptr_nonnull(to);
	fprintf(to, "%d\n", (int)sax_read(&in, &handler, to));
	for (size_t i = 0; i < f.n; i++)
		fprintf(to, "%u:%u: %s\n", f.list[i].at.line, f.list[i].at.col,
		    f.list[i].text);
	ck_assert_int_eq(fclose(to), 0);
	findings_free(&f);
	return text;
}

static bool
is_plain(struct bom *b, struct str body)
{
	const struct sax_handler handler = { on_start, on_end, NULL, true };
	struct findings f = { 0 };
	const struct input in = { .b = b, .f = &f, .body = body };
	FILE *to = fopen("/dev/null", "w");
	bool whole;

	ck_assert_ptr_nonnull(to);
	whole = sax_plain(&in, &handler, to).whole;
	fclose(to);
	return whole;
}

START_TEST(any_document_is_told_as_libxml2_alone_tells_it)
{
	int rounds = run_rounds(DOCUMENTS), plain = 0, refused = 0;
	struct bytes none = { NULL, 0 };
	static struct text t;
	struct bom b;

	ck_assert(bom_init(&b));
	ck_assert_uint_eq(bom_add_file(&b, "x", &none, ROLE_BOM), 0);
	for (int i = 0; i < rounds; i++) {
		struct findings f = { 0 };
		struct str body;
		char *one, *other;

		seed = (uint32_t)i;
		make_document(&t);
		if (xml_guard((struct str){ t.p, t.n }, "x", &body, &f) ==
		    ST_OK) {
			one = tell(&b, body, true);
			other = tell(&b, body, false);
			ck_assert_msg(strcmp(one, other) == 0,
			    "document %d:\n%s\nis told as\n%s\nnot as\n%s", i,
			    t.p, one, other);
			refused += one[0] != '0';
			free(one);
			free(other);
			plain += i < 1000 && is_plain(&b, body);
		}
		findings_free(&f);
	}
	bom_free(&b);
	/* both ways are gone */
	ck_assert_int_gt(plain, 100);
	ck_assert_int_gt(refused, rounds / 10);
}
END_TEST

static void
add(TCase *tc)
{
	xml_start();
	tcase_set_timeout(tc, 300);
	tcase_add_test(tc, any_document_is_told_as_libxml2_alone_tells_it);
}

int
main(void)
{
	return run_suite("sax", add);
}
