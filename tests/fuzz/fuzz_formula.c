/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fuzz_formula - any bytes as a chemical formula: refused, or fractions that
 * are not above one.
 */
#include "core/chem/formula.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const struct pos at = { "fuzz", 1, 1 };
	struct error err = { 0 };
	struct makeup m;
	mpq_t sum;

	makeup_init(&m);
	mpq_init(sum);
	if (formula_read((struct str){ (const char *)data, n }, at, &m, &err) ==
	    ST_OK) {
		for (int e = 0; e < NELEM; e++)
			mpq_add(sum, sum, m.fraction[e]);
		if (mpq_cmp_ui(sum, 1, 1) > 0)
			abort();
	}
	mpq_clear(sum);
	makeup_clear(&m);
	return 0;
}
