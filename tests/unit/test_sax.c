/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_sax - tags, values and texts of a document at their places, the parser
 * in the same thread or in another.
 */
#include "core/bom/xml/sax.h"

#include "core/base/coming.h"
#include "core/base/guard.h"
#include "tests/unit/golden.h"
#include "tests/unit/run.h"

#include <libxml/xmlmemory.h>
#include <unistd.h>

#define LARGE_TAGS 8000

/* All that a handler was told, as text. */
struct told {
	const struct input *in;
	FILE *to;
	size_t events, most; /* so many, then no more; 0: all */
	size_t places;       /* values that stand where they are said to */
};

static bool
more(struct told *t)
{
	return ++t->events != t->most;
}

/* Where a place is in the document. */
static struct str
from_place(const struct told *t, struct place at)
{
	struct str s = t->in->body;

	for (uint32_t line = 1; line < at.line; line++) {
		const char *nl = memchr(s.p, '\n', s.n);

		ck_assert_ptr_nonnull(nl);
		s.n -= (size_t)(nl + 1 - s.p);
		s.p = nl + 1;
	}
	ck_assert_uint_ge(s.n + 1, at.col);
	return (struct str){ s.p + at.col - 1, s.n - (at.col - 1u) };
}

/* Looked up the slow way, for a share of them in a large document. */
static void
hold_places(struct told *t, const struct sax_tag *tag)
{
	struct str here = from_place(t, tag->at);

	ck_assert_msg(
	    str_starts(here, "<"), "a tag at %u:%u", tag->at.line, tag->at.col);
	for (size_t i = 0; i < tag->nattr; i++) {
		const struct sax_attr *a = &tag->attr[i];
		struct str body = t->in->body;

		if (a->value.p < body.p || a->value.p > body.p + body.n)
			continue;
		here = from_place(t, sax_place(tag, a));
		ck_assert_ptr_eq(here.p, a->value.p);
		t->places++;
	}
}

static bool
on_start(void *ctx, const struct sax_tag *tag)
{
	struct told *t = ctx;

	fprintf(t->to, "%u:%u <%s %s", tag->at.line, tag->at.col, tag->name,
	    tag->ns != NULL ? tag->ns : "");
	for (size_t i = 0; i < tag->nattr; i++) {
		const struct sax_attr *a = &tag->attr[i];
		struct place at = sax_place(tag, a);

		fprintf(t->to, " %u:%u %s %s='%.*s'", at.line, at.col, a->name,
		    a->ns != NULL ? a->ns : "", STR_ARG(a->value));
	}
	fputs(">\n", t->to);
	if (tag->at.col > 0 &&
	    (t->events < 100 ||
		(t->events % 997 == 0 && t->in->body.n < 1000000)))
		hold_places(t, tag);
	return more(t);
}

static bool
on_end(void *ctx)
{
	struct told *t = ctx;

	fputs("</>\n", t->to);
	return more(t);
}

static bool
on_text(void *ctx, struct str piece, struct place at)
{
	struct told *t = ctx;

	fprintf(t->to, "%u:%u '%.*s'\n", at.line, at.col, STR_ARG(piece));
	return more(t);
}

/* The events of a text, then its findings; freed by the caller. */
static char *
tell(struct str text, bool apart, bool blanks, size_t most, struct told *t)
{
	const struct sax_handler handler = { .start = on_start,
		.end = on_end,
		.text = on_text,
		.blanks = blanks };
	struct bytes bytes = { malloc(text.n + 1), text.n };
	char *said = NULL, *findings;
	struct golden g;
	struct input in;
	size_t n = 0;

	g = (struct golden){ .st = ST_OK };
	xml_start();
	ck_assert(bom_init(&g.b));
	ck_assert_ptr_nonnull(bytes.p);
	memcpy(bytes.p, text.p, text.n);
	in = (struct input){ .b = &g.b,
		.f = &g.f,
		.body = { bytes.p, bytes.n },
		.file = (uint16_t)bom_add_file(&g.b, "x", &bytes, ROLE_BOM) };
	*t = (struct told){
		.in = &in, .to = open_memstream(&said, &n), .most = most
	};
	ck_assert_ptr_nonnull(t->to);
	if (xml_guard(in.body, "x", &in.body, &g.f) == ST_OK)
		g.st = sax_read_apart(&in, &handler, apart, t);
	findings = golden_said(&g, &n);
	fprintf(t->to, "status %d\n%s", (int)g.st, findings);
	fclose(t->to);
	free(findings);
	bom_free(&g.b);
	findings_free(&g.f);
	return said;
}

/* The same of a file that is still being loaded. */
static char *
tell_coming(struct str text, bool apart, size_t most, struct told *t)
{
	const struct sax_handler handler = {
		.start = on_start, .end = on_end, .text = on_text
	};
	char path[] = "/tmp/test_sax.XXXXXX";
	int fd = mkstemp(path);
	char *said = NULL, *findings;
	struct bom_file file = { .name = "x" };
	struct golden g = { .st = ST_OK };
	struct coming c;
	struct input in;
	size_t n = 0;

	ck_assert_int_eq(write(fd, text.p, text.n), (ssize_t)text.n);
	ck_assert(coming_open(&c, path, 0, text.n));
	ck_assert(coming_watch(&c));
	ck_assert_uint_lt(c.got, text.n);
	g.b.file = &file;
	g.b.nfile = 1;
	in = (struct input){
		.b = &g.b, .f = &g.f, .body = c.watch.body, .coming = &c
	};
	*t = (struct told){
		.in = &in, .to = open_memstream(&said, &n), .most = most
	};
	g.st = sax_read_apart(&in, &handler, apart, t);
	findings = golden_said(&g, &n);
	fprintf(t->to, "status %d\n%s", (int)g.st, findings);
	fclose(t->to);
	free(findings);
	findings_free(&g.f);
	coming_close(&c);
	close(fd);
	unlink(path);
	return said;
}

/* One thread and two say the same; freed by the caller. */
static char *
tell_twice(struct str text, bool blanks, struct told *t)
{
	char *one = tell(text, false, blanks, 0, t);
	char *two = tell(text, true, blanks, 0, t);

	ck_assert_msg(strcmp(one, two) == 0, "of\n%.*s\none said\n%s\ntwo\n%s",
	    STR_ARG(str_clip(text, 2000)), one, two);
	free(two);
	return one;
}

static void
hold_file(const char *folder, const char *name)
{
	unsigned random = 1;
	struct bytes file = { 0 };
	char path[512];
	struct told t;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	golden_load(path, &file);
	free(tell_twice((struct str){ file.p, file.n }, true, &t));
	for (int i = 0; file.n > 0 && i < run_rounds(20); i++) {
		static const char odd[] = "<>&\"'/= \n\r;#!-x\xC3";
		size_t at = (size_t)rand_r(&random) % file.n;
		char was = file.p[at];

		file.p[at] = odd[(size_t)rand_r(&random) % sizeof(odd)];
		free(tell_twice((struct str){ file.p, file.n }, true, &t));
		if (i % 4 != 0) /* some faults stay */
			file.p[at] = was;
	}
	bytes_free(&file);
}

static const char *const folders[] = { "tests/data/bom/xml/good",
	"tests/data/bom/xml/bad", "tests/data/bom/granta/good",
	"tests/data/bom/granta/bad", "tests/data/bom/iec62474/good",
	"tests/data/bom/iec62474/bad", "tests/data/bom/ipc1752/good" };

START_TEST(two_threads_say_of_any_file_what_one_says)
{
	DIR *dir = opendir(folders[_i]);
	const struct dirent *e;
	size_t files = 0;

	ck_assert_ptr_nonnull(dir);
	while ((e = readdir(dir)) != NULL) {
		size_t n = strlen(e->d_name);

		if (n <= 4 || strcmp(e->d_name + n - 4, ".xml") != 0)
			continue;
		hold_file(folders[_i], e->d_name);
		files++;
	}
	closedir(dir);
	ck_assert_uint_gt(files, 2);
}
END_TEST

/* Many batches of all that XML has; freed by the caller. */
static char *
large(const char *end, size_t *n)
{
	char *text = NULL;
	FILE *to = open_memstream(&text, n);

	ck_assert_ptr_nonnull(to);
	fputs(
	    "<?xml version=\"1.0\"?>\n<bom xmlns='urn:a' xmlns:b='urn:b'>", to);
	for (int i = 0; i < LARGE_TAGS; i++) {
		fprintf(to, "\n<use parent='P-%d' child=\"C-%d\"/>", i / 7, i);
		if (i % 10 == 0)
			fprintf(to,
			    "<item part='A &amp; B'\n\tname='%d\xC2\xB5'"
			    "\n b:x='' mass = '2'>it <![CDATA[<is>]]>"
			    "&#65;</item>",
			    i);
		if (i % 100 == 0)
			fputs("<!-- <use/>\n --><?x <use/>?>", to);
		if (i % 1000 == 0)
			for (int k = 0; k < 200; k++)
				fputs(k < 100 ? "<b:deep>" : "</b:deep>", to);
	}
	fputs(end, to);
	fclose(to);
	return text;
}

START_TEST(a_large_document_is_told_in_order)
{
	size_t n;
	char *text = large("</bom>\n", &n), *said;
	struct told t;

	said = tell_twice((struct str){ text, n }, false, &t);
	ck_assert_uint_gt(t.events, 2 * LARGE_TAGS);
	ck_assert_uint_gt(t.places, 20);
	ck_assert_ptr_nonnull(strstr(said, "status 0\n"));
	ck_assert_ptr_nonnull(strstr(said, " name ='7990\xC2\xB5'"));
	ck_assert_ptr_nonnull(
	    strstr(said, "\n3:1 <use urn:a 3:14 parent ='P-0' 3:26 child "
			 "='C-0'>\n</>\n3:32 <item urn:a 3:32 part ='A & B' "));
	free(said);
	free(text);
}
END_TEST

START_TEST(a_fault_comes_behind_all_that_was_before)
{
	size_t n;
	char *text = large("\n  <use parent='1' parent='2'/></bom>", &n);
	char *said, *last, expected[200];
	struct pos at = guard_place((struct str){ text, n }, n - 8, "x");
	struct told t;

	said = tell_twice((struct str){ text, n }, false, &t);
	snprintf(expected, sizeof(expected),
	    "status %d\nx:%u:29: attribute \"parent\" for the second time in "
	    "a tag: expected it once\n",
	    ST_SYNTAX, at.line);
	last = strstr(said, "status");
	ck_assert_str_eq(last, expected);
	ck_assert_uint_gt(t.events, 2 * LARGE_TAGS);
	free(said);
	free(text);
}
END_TEST

START_TEST(a_handler_that_has_enough_is_not_called_again)
{
	static const size_t enough[] = { 1, 2, 3000, 15000 };
	size_t n;
	char *text = large("<", &n); /* nobody gets so far */

	for (size_t i = 0; i < LENGTH(enough); i++)
		for (int apart = 0; apart < 2; apart++) {
			struct told t;
			char *said = tell((struct str){ text, n }, apart == 1,
			    true, enough[i], &t);

			ck_assert_uint_eq(t.events, enough[i]);
			ck_assert_ptr_nonnull(strstr(said, "status 0\n"));
			free(said);
		}
	free(text);
}
END_TEST

/* Large enough for some pieces. */
static char *
larger(const char *fault, size_t *n)
{
	char *some = large("", n), *text = NULL;
	FILE *to = open_memstream(&text, n);
	const char *items = strchr(some, '\n') + 1;

	ck_assert_ptr_nonnull(to);
	fputs(some, to);
	for (int i = 0; i < 2; i++)
		fputs(strchr(items, '\n'), to);
	fputs(fault, to);
	for (int i = 0; i < 2; i++)
		fputs(strchr(items, '\n'), to);
	fputs("</bom>", to);
	fclose(to);
	free(some);
	return text;
}

static const char *const faults[] = { "", "", "<use a='1' a='2'/>", "</bom>",
	"&x;", "<", "]]>" };

START_TEST(what_is_still_coming_is_told_the_same)
{
	static const size_t enough[] = { 0, 1, 20000 };
	size_t n;
	char *text = larger(faults[_i], &n);

	for (size_t k = 0; k < (_i < 2 ? LENGTH(enough) : 1); k++) {
		struct told t;
		struct str s = { text, n };
		char *whole = tell(s, false, false, enough[k], &t);
		char *one = tell_coming(s, _i % 2 == 0, enough[k], &t);

		ck_assert(strcmp(whole, one) == 0);
		free(whole);
		free(one);
	}
	free(text);
}
END_TEST

START_TEST(depth_and_width_have_their_limits)
{
	static const struct {
		const char *open, *each, *close, *said;
		int n;
	} cases[] = {
		{ "<a>\n ", "<a>", "",
		    "x:2:767: element \"a\" is nested 257 "
		    "deep: expected at most 256\n",
		    256 },
		{ "<a>\n <b", " a%d='1'", "/></a>",
		    "x:2:2: element \"b\" with "
		    "too many attributes: expected at most 256\n",
		    257 },
		{ "<a\n", " xmlns:a%d='u'", "/>",
		    "x:1:1: element \"a\" with "
		    "too many namespaces: expected at most 100\n",
		    101 },
	};
	char text[8192], *said;
	struct told t;

	text[0] = '\0';
	str_add(text, sizeof(text), "%s", cases[_i].open);
	for (int i = 0; i < cases[_i].n; i++)
		str_add(text, sizeof(text), cases[_i].each, i);
	str_add(text, sizeof(text), "%s", cases[_i].close);
	said = tell_twice(str_of(text), false, &t);
	ck_assert_str_eq(
	    strchr(strstr(said, "status"), '\n') + 1, cases[_i].said);
	free(said);
}
END_TEST

/* Large pieces of memory that libxml2 still gets. */
static _Atomic long large_pieces;

static void *
scarce_malloc(size_t n)
{
	return n < 65536 || large_pieces-- > 0 ? malloc(n) : NULL;
}

static void *
scarce_realloc(void *p, size_t n)
{
	return n < 65536 || large_pieces-- > 0 ? realloc(p, n) : NULL;
}

START_TEST(a_document_is_never_cut_where_memory_is_out)
{
	size_t n, refused = 0;
	char *text = large("</bom>", &n), *said;
	struct told t, all;

	free(tell_twice((struct str){ text, n }, true, &all));
	xmlMemSetup(free, scarce_malloc, scarce_realloc, strdup);
	for (long pieces = 0; pieces < 8; pieces++) {
		large_pieces = pieces;
		said = tell((struct str){ text, n }, _i == 1, true, 0, &t);
		if (strstr(said, "status 0\n") != NULL)
			ck_assert_uint_eq(t.events, all.events);
		else
			ck_assert_ptr_nonnull(strstr(said, "out of memory"));
		refused += t.events < all.events;
		free(said);
	}
	xmlMemSetup(free, malloc, realloc, strdup);
	ck_assert_uint_gt(refused, 0);
	free(text);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_loop_test(
	    t, two_threads_say_of_any_file_what_one_says, 0, LENGTH(folders));
	tcase_add_test(t, a_large_document_is_told_in_order);
	tcase_add_test(t, a_fault_comes_behind_all_that_was_before);
	tcase_add_test(t, a_handler_that_has_enough_is_not_called_again);
	tcase_add_loop_test(
	    t, a_document_is_never_cut_where_memory_is_out, 0, 2);
	tcase_add_loop_test(
	    t, what_is_still_coming_is_told_the_same, 0, (int)LENGTH(faults));
	tcase_add_loop_test(t, depth_and_width_have_their_limits, 0, 3);
}

int
main(void)
{
	return run_suite("sax", add_tests);
}
