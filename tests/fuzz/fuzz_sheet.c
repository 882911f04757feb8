/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fuzz_sheet - any bytes as parts of a workbook, which is packed around them:
 * a mutation of an archive would mostly end at its sums.
 *
 * The first byte 0x0C ends the sheet, the second the shared texts; styles
 * follow.  A workbook is refused with a finding or it is used.
 */
#include "tests/fuzz/product.h"

#include <zip.h>

#define OFFICE "http://schemas.openxmlformats.org/"
#define RELATED OFFICE "officeDocument/2006/relationships"
#define RELATIONS OFFICE "package/2006/relationships"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const struct {
	const char *name, *text;
} usual[] = {
	{ "[Content_Types].xml",
	    "<Types xmlns=\"" OFFICE "package/2006/content-types\"><Override "
	    "PartName=\"/w.xml\" ContentType=\"application/vnd."
	    "openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
	    "</Types>" },
	{ "_rels/.rels",
	    "<Relationships xmlns=\"" RELATIONS "\"><Relationship Id=\"w\" "
	    "Type=\"" RELATED "/officeDocument\" Target=\"w.xml\"/>"
	    "</Relationships>" },
	{ "w.xml", "<workbook xmlns=\"" OFFICE
		   "spreadsheetml/2006/main\" xmlns:r=\"" RELATED
		   "\"><sheets><sheet name=\"S\" r:id=\"0\"/></sheets>"
		   "</workbook>" },
	{ "_rels/w.xml.rels",
	    "<Relationships xmlns=\"" RELATIONS "\">"
	    "<Relationship Id=\"0\" Type=\"" RELATED "/worksheet\" "
	    "Target=\"0.xml\"/><Relationship Id=\"1\" Type=\"" RELATED
	    "/sharedStrings\" Target=\"1.xml\"/><Relationship Id=\"2\" "
	    "Type=\"" RELATED "/styles\" Target=\"2.xml\"/></Relationships>" },
};

static void
add(zip_t *zip, const char *name, const void *p, size_t n)
{
	zip_source_t *s = zip_source_buffer(zip, p, n, 0);
	zip_int64_t i;

	require(s != NULL);
	i = zip_file_add(zip, name, s, 0);
	require(i >= 0);
	zip_set_file_compression(zip, (zip_uint64_t)i, ZIP_CM_STORE, 0);
}

/* Three parts of the input, the last two perhaps empty. */
static void
add_parts(zip_t *zip, const uint8_t *data, size_t n)
{
	static const char *const names[] = { "0.xml", "1.xml", "2.xml" };

	for (int i = 0; i < 3; i++) {
		const uint8_t *end =
		    n > 0 && i < 2 ? memchr(data, 0x0C, n) : NULL;
		size_t k = end != NULL ? (size_t)(end - data) : n;

		add(zip, names[i], data, k);
		data += end != NULL ? k + 1 : k;
		n -= end != NULL ? k + 1 : k;
	}
}

static void
pack(const uint8_t *data, size_t n, struct bytes *out)
{
	zip_source_t *to = zip_source_buffer_create(NULL, 0, 1, NULL);
	zip_t *zip = zip_open_from_source(to, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	zip_stat_t stat;

	require(to != NULL && zip != NULL);
	zip_source_keep(to);
	for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
		add(zip, usual[i].name, usual[i].text, strlen(usual[i].text));
	add_parts(zip, data, n);
	require(zip_close(zip) == 0 && zip_source_open(to) == 0 &&
		zip_source_stat(to, &stat) == 0);
	out->n = (size_t)stat.size;
	out->p = malloc(out->n + 1);
	require(out->p != NULL &&
		zip_source_read(to, out->p, out->n) == (zip_int64_t)out->n);
	out->p[out->n] = '\0';
	zip_source_close(to);
	zip_source_free(to);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct bytes bytes = { 0 };
	struct product p;

	product_open(&p);
	pack(data, n, &bytes);
	if (product_read(&p, "fuzz", bytes.p, bytes.n))
		product_use(&p);
	require(p.found == FORMAT_XLSX);
	bytes_free(&bytes);
	product_close(&p);
	return 0;
}
