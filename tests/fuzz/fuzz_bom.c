/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fuzz_bom - any bytes as a product: read, linked, written, rolled up.
 *
 * One program for all readers: it stands under many names (see targets), and
 * reads as the format in its name whatever the content says; as "fuzz_bom" or
 * "fuzz_archive" it finds that out.
 */
#include "tests/fuzz/product.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* The word that a user would have for the format; "": none. */
static char forced[40];

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *name = strrchr((*argv)[0], '/');

	(void)argc;
	name = name != NULL ? name + 1 : (*argv)[0];
	if (strncmp(name, "fuzz_", 5) == 0)
		name += 5;
	if (strcmp(name, "bom") != 0 && strcmp(name, "archive") != 0) {
		require(format_find(str_of(name)) != FORMAT_UNKNOWN);
		snprintf(forced, sizeof(forced), "%s", name);
	}
	return 0;
}

/* Is the format no product by itself? */
static bool
says_of_others(void)
{
	static const char *const formats[] = { "csv-answers", "csv-prices",
		"csv-rates" };

	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (strcmp(forced, formats[i]) == 0)
			return true;
	return false;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char word[50];
	const char *const format[] = { word };
	struct product p;

	snprintf(word, sizeof(word), "fuzz=%s", forced);
	product_open(&p);
	p.wishes.format = format;
	p.wishes.nformat = forced[0] != '\0';
	if (says_of_others())
		product_sample(&p);
	if (product_read(&p, "fuzz", data, n))
		product_use(&p);
	product_close(&p);
	return 0;
}
