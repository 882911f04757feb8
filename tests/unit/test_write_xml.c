/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of core/bom/write/write_xml.h: what is written is read as the same. */
#include "core/bom/write/write_xml.h"

#include "core/base/file.h"
#include "tests/unit/reader.h"
#include "tests/unit/run.h"

static const char *const sources[] = { "tests/data/bom/xml/good/motor.xml",
	"tests/data/bom/xml/good/supplier.xml",
	"tests/data/bom/xml/good/closed.xml" };

static bool
put(void *ctx, struct str piece)
{
	return fwrite(piece.p, 1, piece.n, ctx) == piece.n;
}

static char *
written(const struct golden *g, size_t *n)
{
	char *text = NULL;
	FILE *to = open_memstream(&text, n);
	struct xml_sink sink = { put, to };
	struct error err = { 0 };

	ck_assert_ptr_nonnull(to);
	ck_assert_msg(bom_write_xml(&g->b, &sink, &err) == ST_OK, "%s:%u: %s",
	    err.at.file, err.at.line, err.text);
	fclose(to);
	return text;
}

static void
read_sources(struct golden *g, size_t n, bool link)
{
	golden_init(g);
	for (size_t i = 0; i < n; i++)
		ck_assert_int_eq(
		    bom_read(&g->b, &g->chem, sources[i], &g->format, &g->f),
		    ST_OK);
	if (link)
		ck_assert_msg(bom_link(&g->b, DATE_NONE, &g->f) == ST_OK, "%s",
		    g->f.first.text);
}

static void
read_text(struct golden *g, const char *text, size_t n, bool link)
{
	golden_init(g);
	golden_read(g, "w.xml", (struct str){ text, n });
	ck_assert_msg(g->st == ST_OK, "line %u:%u: %s\n%s", g->f.first.at.line,
	    g->f.first.at.col, g->f.first.text, text);
	if (link)
		ck_assert_msg(bom_link(&g->b, DATE_NONE, &g->f) == ST_OK, "%s",
		    g->f.first.text);
}

static const char *
number(const struct golden *g, uint32_t id)
{
	static char text[2][NUM_TEXT];
	static int which;

	which = 1 - which;
	return reader_number(g, id, text[which]);
}

static void
same_text(
    const struct golden *x, uint32_t a, const struct golden *y, uint32_t c)
{
	ck_assert(str_eq(bom_text_get(&x->b, a), bom_text_get(&y->b, c)));
}

static void
same_amount(const struct golden *x, struct amount a, const struct golden *y,
    struct amount c)
{
	char one[3 * NUM_TEXT], other[3 * NUM_TEXT];

	ck_assert_str_eq(reader_amount(x, a, one), reader_amount(y, c, other));
}

static void
same_item(const struct golden *x, const struct item *a, const struct golden *y,
    const struct item *c)
{
	ck_assert(
	    str_eq(x->b.parts.key[a->part_id], y->b.parts.key[c->part_id]));
	same_text(x, a->maker, y, c->maker);
	same_text(x, a->revision, y, c->revision);
	same_text(x, a->name, y, c->name);
	same_text(x, a->hs, y, c->hs);
	same_text(x, a->control, y, c->control);
	same_text(x, a->currency, y, c->currency);
	ck_assert_str_eq(number(x, a->value), number(y, c->value));
	same_amount(x, a->mass, y, c->mass);
	ck_assert(a->has_mass == c->has_mass && a->form == c->form &&
		  a->dim == c->dim && a->flags == c->flags);
}

static void
tell_origin(const struct golden *g, const struct origin *o, FILE *to)
{
	char text[3 * NUM_TEXT];

	fprintf(to, " origin %d %s/%s of %x, %s, %d%d%d%d %.*s", o->stage,
	    o->country, o->technology, o->elements,
	    reader_amount(g, o->share, text), o->absent, o->blend, o->standing,
	    o->counts, STR_ARG(bom_text_get(&g->b, o->evidence)));
}

static void
tell_content(const struct golden *g, const struct content *c, FILE *to)
{
	const struct declaration *d = &g->b.decl[c->decl];
	char text[3 * NUM_TEXT];

	fprintf(to, "%u: %x %s %d%d%d%d%d%d%d%d%d, %.*s %.*s %d %d %d", c->item,
	    c->elements, reader_amount(g, c->amount, text), c->kind, c->basis,
	    c->scope, c->process, c->counts, c->unstated, c->each, c->rest,
	    c->derived, STR_ARG(bom_text_get(&g->b, d->id)),
	    STR_ARG(bom_text_get(&g->b, d->supplier)), d->date, d->until,
	    d->standing);
	if (c->substance != BOM_NONE) {
		const struct bom_substance *s = &g->b.substance[c->substance];

		fprintf(to, ", %.*s %.*s %.*s %x %d %d",
		    STR_ARG(bom_text_get(&g->b, s->name)),
		    STR_ARG(bom_text_get(&g->b, s->cas)),
		    STR_ARG(bom_text_get(&g->b, s->formula)), s->elements,
		    s->known, s->guise);
	}
	for (uint32_t i = 0; i < c->norigin; i++)
		tell_origin(g, &g->b.origin[c->origin_first + i], to);
}

static int
compare_lines(const void *px, const void *py)
{
	return strcmp(*(char *const *)px, *(char *const *)py);
}

/* All content and all origins of whole items, one line each, sorted. */
static char **
tell_all(const struct golden *g, size_t *count)
{
	const size_t n = g->b.ncontent + g->b.norigin;
	char **line = calloc(n + 1, sizeof(*line));
	size_t size;

	ck_assert_ptr_nonnull(line);
	*count = 0;
	for (size_t i = 0; i < n; i++) {
		const struct origin *o =
		    i >= g->b.ncontent ? &g->b.origin[i - g->b.ncontent] : NULL;
		FILE *to;

		if (o != NULL && o->content != BOM_NONE)
			continue;
		to = open_memstream(&line[*count], &size);
		ck_assert_ptr_nonnull(to);
		if (o == NULL)
			tell_content(g, &g->b.content[i], to);
		else
			fprintf(to, "%u:", o->item);
		if (o != NULL)
			tell_origin(g, o, to);
		fclose(to);
		(*count)++;
	}
	qsort(line, *count, sizeof(*line), compare_lines);
	return line;
}

static void
same_content(const struct golden *x, const struct golden *y)
{
	size_t nx, ny;
	char **a = tell_all(x, &nx), **c = tell_all(y, &ny);

	ck_assert_uint_eq(nx, ny);
	for (size_t i = 0; i < nx; i++) {
		ck_assert_str_eq(a[i], c[i]);
		free(a[i]);
		free(c[i]);
	}
	free(a);
	free(c);
}

/* Content is compared without its order: it is written by document. */
static void
same_bom(const struct golden *x, const struct golden *y)
{
	ck_assert_uint_eq(x->b.nitem, y->b.nitem);
	ck_assert_uint_eq(x->b.nuse, y->b.nuse);
	ck_assert_uint_eq(x->b.ncontent, y->b.ncontent);
	ck_assert_uint_eq(x->b.norigin, y->b.norigin);
	ck_assert_uint_eq(x->b.nprice, y->b.nprice);
	for (size_t i = 0; i < x->b.nitem; i++)
		same_item(x, &x->b.item[i], y, &y->b.item[i]);
	for (size_t i = 0; i < x->b.nuse; i++) {
		const struct use *a = &x->b.use[i], *c = &y->b.use[i];

		ck_assert(a->parent == c->parent && a->child == c->child);
		ck_assert_str_eq(number(x, a->qty), number(y, c->qty));
	}
	same_content(x, y);
	for (size_t i = 0; i < x->b.nprice; i++)
		ck_assert_str_eq(number(x, x->b.price[i].amount),
		    number(y, y->b.price[i].amount));
}

/* _i: bit 0 all files, bit 1 written after linking. */
START_TEST(what_is_written_is_read_as_the_same)
{
	size_t nfile = (_i & 1) != 0 ? 3 : 1, n = 0, again_n = 0;
	bool link = (_i & 2) != 0;
	struct golden x, y, z;
	char *text, *again;

	read_sources(&x, nfile, link);
	text = written(&x, &n);
	read_text(&y, text, n, true);
	if (!link)
		ck_assert_int_eq(bom_link(&x.b, DATE_NONE, &x.f), ST_OK);
	same_bom(&x, &y);
	/* and what is written of that is the same text */
	read_text(&z, text, n, link);
	again = written(&z, &again_n);
	ck_assert(again_n == n && memcmp(again, text, n) == 0);
	free(text);
	free(again);
	golden_free(&x);
	golden_free(&y);
	golden_free(&z);
}
END_TEST

START_TEST(declarations_without_a_product_keep_their_items)
{
	size_t n = 0;
	struct golden x, y;
	char *text;

	golden_init(&x);
	ck_assert_int_eq(
	    bom_read(&x.b, &x.chem, sources[1], &x.format, &x.f), ST_OK);
	text = written(&x, &n);
	ck_assert_ptr_nonnull(strstr(text, "<statement part=\"MAGNET\">"));
	read_text(&y, text, n, false);
	ck_assert_uint_eq(y.b.ncontent, 1);
	ck_assert_uint_eq(y.b.nitem, 0);
	free(text);
	golden_free(&x);
	golden_free(&y);
}
END_TEST

START_TEST(what_an_edge_list_names_is_written_as_items)
{
	size_t n = 0;
	struct golden x, y;
	char *text;

	golden_init(&x);
	golden_read(&x, "e.csv",
	    STR("parent,child,quantity,unit\nA,B,2,each\nA,C,0.5,kg\n"));
	ck_assert_int_eq(x.st, ST_OK);
	text = written(&x, &n);
	read_text(&y, text, n, true);
	ck_assert_uint_eq(y.b.nitem, 3);
	ck_assert_uint_eq(y.b.nuse, 2);
	free(text);
	golden_free(&x);
	golden_free(&y);
}
END_TEST

START_TEST(a_control_character_is_refused_with_its_place)
{
	struct xml_sink sink = { put, NULL };
	struct error err = { 0 };
	char *sunk = NULL;
	struct golden x;
	size_t n = 0;

	golden_init(&x);
	golden_read(
	    &x, "e.csv", STR("parent,child,quantity,unit\nA,B\x01,2,each\n"));
	ck_assert_int_eq(x.st, ST_OK);
	ck_assert_int_eq(bom_link(&x.b, DATE_NONE, &x.f), ST_OK);
	sink.ctx = open_memstream(&sunk, &n);
	ck_assert_int_eq(bom_write_xml(&x.b, &sink, &err), ST_ENCODING);
	ck_assert_str_eq(err.at.file, "e.csv");
	ck_assert_uint_eq(err.at.line, 2);
	fclose(sink.ctx);
	free(sunk);
	golden_free(&x);
}
END_TEST

static bool
refuse(void *ctx, struct str piece)
{
	(void)piece;
	(*(int *)ctx)++;
	return false;
}

START_TEST(a_sink_that_refuses_ends_the_writing)
{
	int calls = 0;
	struct xml_sink sink = { refuse, &calls };
	struct error err = { 0 };
	struct golden x;

	read_sources(&x, 2, true);
	ck_assert_int_eq(bom_write_xml(&x.b, &sink, &err), ST_IO);
	ck_assert_int_eq(calls, 1);
	golden_free(&x);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(t, what_is_written_is_read_as_the_same, 0, 4);
	tcase_add_test(t, declarations_without_a_product_keep_their_items);
	tcase_add_test(t, what_an_edge_list_names_is_written_as_items);
	tcase_add_test(t, a_control_character_is_refused_with_its_place);
	tcase_add_test(t, a_sink_that_refuses_ends_the_writing);
}

int
main(void)
{
	return run_suite("write_xml", add);
}
