/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json_reading - a JSON document that is being read.
 *
 * Reads:  json_sax.h
 * Gives:  how far it is read (json_sax.c), and what could stand there, where
 *         that is no JSON (json_fault.c)
 * Memory: of json_sax_read()
 */
#ifndef RETRACE_JSON_READING_H
#define RETRACE_JSON_READING_H

#include "core/base/limits.h"
#include "core/base/linecount.h"
#include "core/bom/json/json_sax.h"

/* What stood last in the innermost object or list. */
enum json_last { LAST_BEGIN, LAST_KEY, LAST_VALUE };

struct json_level {
	bool list;
	enum json_last last;
	uint32_t serial; /* of the object; from 1 */
	size_t undo;     /* its first in undo */
};

/* A name that an open object has, and which object had it before. */
struct json_undo {
	uint32_t key, before;
};

struct json_reading {
	const struct input *in;
	const struct json_handler *handler;
	void *ctx;
	struct linecount lines;
	const char *end; /* of the last token */
	struct json_level level[LIMIT_JSON_DEPTH + 1];
	size_t depth; /* level[0]: the document */
	uint32_t serial;
	struct intern keys;
	uint32_t *had; /* by key: serial of the object that had it last */
	size_t had_cap;
	struct json_undo *undo;
	size_t nundo, undo_cap;
};

const char *json_skip_blanks(const struct json_reading *r, const char *p);
struct place json_place(struct json_reading *r, const char *p);
/* The text between the quotes, as it stands there. */
struct str json_raw_text(const struct json_reading *r, const char *quote);

/* Tells what yajl found wrong, in its words where they say more. */
void json_say_fault(struct json_reading *r, struct str words);

#endif
