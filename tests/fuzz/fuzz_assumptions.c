/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fuzz_assumptions - any bytes as what a company takes for granted.
 *
 * What is read is put beside a small product in which there is something for
 * each kind of entry: that still holds, and each entry speaks for no more
 * items than it selects.
 */
#include "core/bom/link/assume.h"
#include "tests/fuzz/product.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void
check_entries(const struct product *p, const struct assumptions *a,
    const struct assumed *x)
{
	for (size_t i = 0; i < a->n; i++) {
		const struct assumption *e = &a->entry[i];

		require(e->kind < ASSUME_COUNT && e->nselect > 0);
		require(e->reason != NULL && e->author != NULL);
		require(e->selected <= p->b.nitem);
		require(e->touched + e->declared + e->taken <= e->selected);
	}
	for (size_t i = 0; i < x->ntouch; i++)
		require(
		    x->touch[i].item < p->b.nitem && x->touch[i].entry < a->n);
}

static void
assume(struct product *p, struct assumptions *a)
{
	struct assumed x;

	require(product_use(p));
	if (assume_make(&x, &p->b, a, &p->f) == ST_OK) {
		check_entries(p, a, &x);
		holds_linked(&x.bom);
	}
	assumed_free(&x);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct bytes bytes = { malloc(n + 1), n };
	struct assumptions a = { 0 };
	struct product p;
	enum status st;

	product_open(&p);
	product_sample(&p);
	require(bytes.p != NULL);
	if (n > 0)
		memcpy(bytes.p, data, n);
	bytes.p[n] = '\0';
	st = assumptions_read_bytes(&a, &p.b, "fuzz", &bytes, DATE_NONE, &p.f);
	require((st == ST_OK) == (p.f.errors == 0));
	if (st == ST_OK)
		assume(&p, &a);
	assumptions_free(&a);
	product_close(&p);
	return 0;
}
