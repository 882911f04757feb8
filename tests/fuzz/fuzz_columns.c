/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fuzz_columns - any bytes as a file of columns and, behind the first byte
 * 0x0C, the table that it is about.
 */
#include "tests/fuzz/product.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const uint8_t *end = n > 0 ? memchr(data, 0x0C, n) : NULL;
	size_t k = end != NULL ? (size_t)(end - data) : n;
	struct product p;

	product_open(&p);
	if (product_read(&p, "columns", data, k) && end != NULL &&
	    p.found == FORMAT_COLUMNS &&
	    product_read(&p, "bom-1.csv", end + 1, n - k - 1))
		product_use(&p);
	product_close(&p);
	return 0;
}
