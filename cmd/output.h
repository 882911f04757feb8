/* SPDX-License-Identifier: Apache-2.0 */
/*
 * output - where results go and in which form: -o FORMAT[=FILE].
 *
 * Reads:  options.h, core/report
 * Gives:  one page per -o; the verb fills each from the same result
 * Memory: outputs_free()
 */
#ifndef RETRACE_OUTPUT_H
#define RETRACE_OUTPUT_H

#include "cmd/options.h"
#include "core/base/file.h"
#include "core/report/table.h"

enum colour_when { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

/* What the user asked for; all zero is a table on standard output. */
struct output_options {
	struct words formats; /* each "FORMAT" or "FORMAT=FILE" */
	int colour;           /* enum colour_when */
	bool plain;
	unsigned also; /* bit per enum format_out: of those that only some verbs
			  have, the verb has these */
};

/* One form of the result. */
struct page {
	enum format_out format;
	const char *path; /* NULL: standard output */
	bool folder;      /* path ends in '/': the verb writes files in it */
	FILE *to;         /* of a folder NULL */
	struct style style;
	struct file_out file;
};

struct outputs {
	struct page *page; /* n of them, at least one */
	size_t n;
};

enum status outputs_init(
    struct outputs *o, const struct output_options *options, struct error *err);
void outputs_free(struct outputs *o);

/*
 * Calls emit once per page, its stream open.  A file is there when all of it
 * is written, else it is as it was.
 */
enum status outputs_write(struct outputs *o,
    enum status (*emit)(
	const struct page *page, const void *result, struct error *err),
    const void *result, struct error *err);

/* The same for the pages of one form alone; the others stay unwritten. */
enum status outputs_write_form(struct outputs *o, enum format_out format,
    enum status (*emit)(
	const struct page *page, const void *result, struct error *err),
    const void *result, struct error *err);

/* What -o takes, for help and for a refusal: "table, json, jsonl or csv". */
const char *outputs_forms(const struct output_options *options);

/* How to write to a stream: a terminal or not, wide, coloured, UTF-8. */
struct style output_style(const struct output_options *options, FILE *to);

#endif
