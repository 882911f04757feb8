/* SPDX-License-Identifier: Apache-2.0 */
/*
 * product - what any file must stand once it was read: the tables hold, it is
 * linked and rolled up, and our own XML of it says the same.
 *
 * Reads:  holds.h, core/bom/read.h, core/bom/link/link.h,
 * core/bom/write/write_xml.h, core/bom/write/write_iec62474.h,
 * core/trace/trace.h Gives:  product_open(), product_read() or
 * product_sample(), then product_use(), product_close() Memory: product_close()
 */
#ifndef RETRACE_FUZZ_PRODUCT_H
#define RETRACE_FUZZ_PRODUCT_H

#include "core/base/xml.h"
#include "core/bom/link/link.h"
#include "core/bom/read.h"
#include "core/bom/table/wishes.h"
#include "core/bom/write/write_iec62474.h"
#include "core/bom/write/write_xml.h"
#include "core/trace/trace.h"
#include "tests/fuzz/holds.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct product {
	struct bom b;
	struct substance_table chem;
	struct arena a;
	struct findings f;
	struct wishes wishes;
	enum format found;
};

static inline void
product_open(struct product *p)
{
	struct error err = { 0 };

	*p = (struct product){ .found = FORMAT_UNKNOWN };
	xml_start();
	require(bom_init(&p->b));
	require(substance_table_init(&p->chem, &p->a, &err) == ST_OK);
	p->b.wishes = &p->wishes;
}

static inline void
product_close(struct product *p)
{
	bom_free(&p->b);
	substance_table_free(&p->chem);
	findings_free(&p->f);
	arena_free(&p->a);
}

/* Bytes as a file; what is refused says why. */
static inline bool
product_read(struct product *p, const char *name, const void *data, size_t n)
{
	struct bytes bytes = { malloc(n + 1), n };
	enum status st;

	require(bytes.p != NULL);
	if (n > 0)
		memcpy(bytes.p, data, n);
	bytes.p[n] = '\0';
	st = bom_read_bytes(&p->b, &p->chem, name, &bytes, &p->found, &p->f);
	require((st == ST_OK) == (p->f.errors == 0));
	if (st == ST_OK)
		holds_read(&p->b);
	return st == ST_OK;
}

/* A product that other documents speak of. */
static inline void
product_sample(struct product *p)
{
	static const char text[] =
	    "<bom xmlns=\"urn:retrace:bom:1\" supplier=\"ACME\">"
	    "<item part=\"P\" shipped=\"yes\"/>"
	    "<item part=\"A\" maker=\"M\" revision=\"2\" form=\"magnet\" "
	    "name=\"rotor\"><content element=\"Nd\" amount=\"29 %\" "
	    "scope=\"own\"/></item>"
	    "<item part=\"B\" hs=\"7318\" name=\"screw\"/>"
	    "<item part=\"C\" mass=\"5 g\" unit=\"each\"/>"
	    "<use parent=\"P\" child=\"A\" quantity=\"1\" unit=\"each\"/>"
	    "<use parent=\"P\" child=\"B\" quantity=\"2\" unit=\"each\"/>"
	    "<use parent=\"P\" child=\"C\" quantity=\"3\" unit=\"each\"/>"
	    "</bom>";

	require(product_read(p, "product", text, sizeof(text) - 1));
}

static inline bool
product_put(void *ctx, struct str piece)
{
	return fwrite(piece.p, 1, piece.n, ctx) == piece.n;
}

/* Our own XML of it; NULL: there are numbers or characters in it that XML has
 * no place for, which was said. */
static inline char *
product_xml(const struct product *p, size_t *n)
{
	struct error err = { 0 };
	char *text = NULL;
	FILE *to = open_memstream(&text, n);
	const struct xml_sink sink = { product_put, to };
	enum status st;

	require(to != NULL);
	st = bom_write_xml(&p->b, &sink, &err);
	require(fclose(to) == 0);
	if (st == ST_OK)
		return text;
	require(st == ST_LIMIT || st == ST_ENCODING);
	free(text);
	return NULL;
}

/* Lines that are written; derived ones follow from them. */
static inline size_t
product_lines(const struct bom *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->ncontent; i++)
		n += !b->content[i].derived;
	return n;
}

static inline size_t
product_origins(const struct bom *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->norigin; i++)
		n += b->origin[i].content != BOM_NONE ||
		     b->origin[i].item != BOM_NONE;
	return n;
}

static inline size_t
product_prices(const struct bom *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->nprice; i++)
		n += b->price[i].conversion == 0;
	return n;
}

/* The first fault, for who looks why something does not hold. */
static inline void
product_told(const struct findings *f)
{
	if (f->errors > 0)
		fprintf(stderr, "%s:%u:%u: %s\n",
		    f->first.at.file != NULL ? f->first.at.file : "",
		    f->first.at.line, f->first.at.col, f->first.text);
}

/* As many of everything, and the same text from the copy. */
static inline void
product_same(const struct product *p, const struct product *q)
{
	require(p->b.nitem == q->b.nitem && p->b.nuse == q->b.nuse);
	require(product_lines(&p->b) == product_lines(&q->b));
	require(product_origins(&p->b) == product_origins(&q->b));
	require(p->b.nrate == q->b.nrate);
	require(product_prices(&p->b) == product_prices(&q->b));
}

/*
 * The product as our own XML, read and linked again.  A tag of ours may be
 * longer than one that is read, as its text is when it has many signs that
 * are written in words.
 */
static inline void
product_again(const struct product *p)
{
	size_t n = 0, again = 0;
	char *text = product_xml(p, &n), *second;
	struct product q;

	if (text == NULL)
		return;
	product_open(&q);
	if (!product_read(&q, "again", text, n)) {
		product_told(&q.f);
		require(q.f.first.code == ST_LIMIT);
		goto out;
	}
	require(q.found == FORMAT_XML);
	bom_link(&q.b, DATE_NONE, &q.f);
	product_told(&q.f);
	require(q.f.errors == 0);
	product_same(p, &q);
	second = product_xml(&q, &again);
	require(second != NULL && n == again && memcmp(text, second, n) == 0);
	free(second);
out:
	product_close(&q);
	free(text);
}

/* The product as a declaration of IEC 62474, which is read as the same items
 * and uses. */
static inline void
product_declared(const struct product *p)
{
	struct findings f = { 0 };
	struct error err = { 0 };
	char *text = NULL;
	size_t n = 0;
	FILE *to = open_memstream(&text, &n);
	struct xml_sink sink = { product_put, to };
	struct product q;
	enum status st;

	require(to != NULL);
	st = bom_write_iec62474(&p->b, &sink, &f, &err);
	fclose(to);
	findings_free(&f);
	if (st == ST_OK) {
		product_open(&q);
		if (product_read(&q, "declared", text, n)) {
			bom_link(&q.b, DATE_NONE, &q.f);
			product_told(&q.f);
			require(q.f.errors == 0);
			require(p->b.nitem == q.b.nitem);
			require(p->b.nuse == q.b.nuse);
		} else {
			product_told(&q.f);
			require(q.f.first.code == ST_LIMIT);
		}
		product_close(&q);
	}
	free(text);
}

/* Ends in order, and the exact ones where the doubles say. */
static inline void
product_bounds(const struct trace *t, size_t column, uint32_t item)
{
	struct error err = { 0 };
	struct bounds d;
	struct exact x;

	exact_init(&x);
	trace_bounds(t, column, item, &d);
	require(!isnan(d.lo) && !isnan(d.hi) && d.lo <= d.hi + d.hi_err);
	if (trace_exact(t, column, &item, 1, &x, &err) == ST_OK &&
	    !x.lo_infinite && isfinite(d.lo_err) && isfinite(d.lo))
		require(
		    fabs(mpq_get_d(x.lo) - d.lo) <= d.lo_err * 1.01 + 1e-290);
	exact_clear(&x);
}

static inline void
product_roll(struct product *p)
{
	const struct channel ch[] = { { .elements = ALL_ELEMENTS },
		{ .elements = ALL_ELEMENTS,
		    .policy = POLICY_ANY_STAGE,
		    .country = { "CN" } } };
	struct margin margin;
	struct plan plan = { ch, 2, &margin, 1 };
	struct error err = { 0 };
	struct trace *t = NULL;
	mpq_t limit;

	mpq_init(limit);
	mpq_set_ui(limit, 1, 1000);
	margin = (struct margin){ 0, limit };
	if (trace_run(&p->b, &plan, 1, &t, &p->f, &err) == ST_OK)
		for (uint32_t i = 0; i < p->b.nitem && i < 20; i++)
			for (size_t c = 0; c <= COLUMN_MARGIN(&plan, 0); c++)
				product_bounds(t, c, i);
	trace_free(t);
	mpq_clear(limit);
}

/* All of it, of what was read; false: it cannot be linked, and says why. */
static inline bool
product_use(struct product *p)
{
	if (bom_link(&p->b, DATE_NONE, &p->f) != ST_OK) {
		require(p->f.errors > 0);
		return false;
	}
	holds_linked(&p->b);
	product_again(p);
	product_declared(p);
	product_roll(p);
	return true;
}

#endif
