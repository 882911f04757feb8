/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wishes - how the user wants files to be read.
 *
 * Reads:  error.h, decimal.h, read.h (enum format)
 * Gives:  what --encoding, --decimal and --format say of a file
 * Memory: borrowed from the command line
 */
#ifndef RETRACE_WISHES_H
#define RETRACE_WISHES_H

#include "core/base/error.h"
#include "core/bom/read.h"
#include "core/bom/table/decimal.h"

#include <stdbool.h>
#include <stddef.h>

struct columns_told;
struct preset;

/* Words of the command line: "NAME" of all tables, "FILE=NAME" of one. */
struct wishes {
	const char *const *encoding;
	size_t nencoding;
	const char *const *decimal;
	size_t ndecimal;
	const char *const *format;
	size_t nformat;
	struct columns_told *told; /* or NULL: nobody asks for columns */
};

/* What such words say of a file, as it stands there; NULL: nothing. */
const char *wishes_word(const char *const *word, size_t n, const char *file);
/* What a comma in a number of a file means. */
enum decimal wishes_decimal(const struct wishes *w, const char *file);
/* The name of the encoding of a file, or NULL: it is to be found. */
const char *wishes_encoding(const struct wishes *r, const char *file);
/* As what it is to be read; FORMAT_UNKNOWN: its content tells. */
enum format wishes_format(const struct wishes *w, const char *file);
/* The system of which a table is the export; NULL: its headings tell. */
const struct preset *wishes_preset(const struct wishes *w, const char *file);
/* ST_USAGE unless each of them is known. */
enum status wishes_check(const struct wishes *r, struct error *err);
/* ST_USAGE unless each is about one of these files. */
enum status wishes_check_files(const struct wishes *r, const char *const *file,
    size_t nfile, struct error *err);

#endif
