/* SPDX-License-Identifier: Apache-2.0 */
/*
 * random_bom - random products as one bill of materials, on standard output.
 *
 *	random_bom SEED COUNT
 *
 * For tests that run the program itself; the properties invent the same.
 */
#include "tests/property/product.h"

#include <stdlib.h>

int
main(int argc, char **argv)
{
	static struct product_text to;
	unsigned long seed, count;
	struct product p;

	if (argc != 3) {
		fputs("usage: random_bom SEED COUNT\n", stderr);
		return EXIT_FAILURE;
	}
	seed = strtoul(argv[1], NULL, 10);
	count = strtoul(argv[2], NULL, 10);
	puts("<bom xmlns='urn:retrace:bom:1'>");
	for (unsigned long i = 0; i < count; i++) {
		product_invent(&p, seed + i, true);
		to.used = 0;
		product_write(&p, &to);
		fputs(to.text, stdout);
		to.first += p.n;
	}
	puts("</bom>");
	return EXIT_SUCCESS;
}
