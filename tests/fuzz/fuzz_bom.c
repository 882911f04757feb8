/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fuzz_bom - any bytes as a product: read, linked, rolled up.
 *
 * A file is refused with a finding or it is used; what is used has ordered
 * bounds, and the exact ends lie where the doubles say.
 */
#include "core/base/xml.h"
#include "core/bom/link.h"
#include "core/bom/read.h"
#include "core/trace/trace.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void
require(bool ok)
{
	if (!ok)
		abort();
}

static void
hold(const struct trace *t, size_t column, uint32_t item)
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

static void
roll(struct bom *b, struct findings *f)
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
	if (trace_run(b, &plan, 1, &t, f, &err) == ST_OK)
		for (uint32_t i = 0; i < b->nitem && i < 20; i++)
			for (size_t c = 0; c <= COLUMN_MARGIN(&plan, 0); c++)
				hold(t, c, i);
	trace_free(t);
	mpq_clear(limit);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct substance_table chem = { 0 };
	struct findings f = { 0 };
	struct error err = { 0 };
	struct arena a = { 0 };
	struct bytes bytes = { malloc(n + 1), n };
	enum format found;
	struct bom b;

	xml_start();
	require(bytes.p != NULL);
	if (n > 0)
		memcpy(bytes.p, data, n);
	bytes.p[n] = '\0';
	require(bom_init(&b));
	require(substance_table_init(&chem, &a, &err) == ST_OK);
	if (bom_read_bytes(&b, &chem, "fuzz", &bytes, &found, &f) != ST_OK)
		require(f.errors > 0);
	else if (bom_link(&b, DATE_NONE, &f) == ST_OK)
		roll(&b, &f);
	bom_free(&b);
	substance_table_free(&chem);
	findings_free(&f);
	arena_free(&a);
	return 0;
}
