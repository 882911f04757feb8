/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json - JSON written as it comes.
 *
 * Reads:  str.h, num.h, date.h
 * Gives:  one document, indented (json) or on one line (jsonl); commas and
 *         nesting are kept here, escapes are jansson's
 * Memory: none beyond one text; 10^6 items never stand in memory
 *
 * Amounts are written as text: a reader that knows doubles only must not
 * round them.
 */
#ifndef RETRACE_JSON_H
#define RETRACE_JSON_H

#include "core/base/date.h"
#include "core/base/error.h"
#include "core/base/num.h"

#include <stdio.h>

#define JSON_DEPTH 32

struct json {
	FILE *to;
	bool lines; /* no line breaks inside a document */
	bool bad;   /* too deep, or text that cannot be written */
	unsigned depth;
	bool filled[JSON_DEPTH + 1]; /* has the level a member yet? */
};

/* key is NULL inside an array and for the document itself. */
void json_begin_object(struct json *j, const char *key);
void json_begin_array(struct json *j, const char *key);
/* Ends the innermost object or array; after the last one a line ends. */
void json_end_object(struct json *j);
void json_end_array(struct json *j);

/* Text that is not UTF-8 is written with U+FFFD for what is wrong. */
void json_put_str(struct json *j, const char *key, struct str value);
void json_put_text(struct json *j, const char *key, const char *value);
void json_put_bool(struct json *j, const char *key, bool value);
void json_put_null(struct json *j, const char *key);
/* Counts and line numbers: as numbers. */
void json_put_count(struct json *j, const char *key, uint64_t value);
/* "2026-02-01"; DATE_NONE is null. */
void json_put_day(struct json *j, const char *key, date_day day);
/* The members "file" and "line", of those that are there. */
void json_put_pos(struct json *j, struct pos at);
/* Amounts: exact, as text ("0.001", "1/3"). */
void json_put_exact(struct json *j, const char *key, const mpq_t value);

#endif
