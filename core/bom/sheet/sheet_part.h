/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_part - a part of a workbook, tag by tag, straight from its archive.
 *
 * Reads:  archive.h
 * Gives:  events of the part's XML as it is unpacked; no document type, no
 *         entities, what is not of Office left out with all that is in it
 * Memory: some pieces of the part; names and values live until the event
 *         returns
 */
#ifndef RETRACE_SHEET_PART_H
#define RETRACE_SHEET_PART_H

#include "core/bom/archive.h"

struct part_attr {
	const char *name;
	bool related; /* of the namespace of relations: r:id */
	struct str value;
};

struct part_tag {
	const char *name;
	const struct part_attr *attr;
	size_t n;
};

/* False ends the reading. */
struct part_handler {
	const char *root; /* the element that such a part has */
	bool (*start)(void *ctx, const struct part_tag *tag);
	bool (*end)(void *ctx, const char *name);  /* or NULL */
	bool (*text)(void *ctx, struct str piece); /* or NULL */
	bool open_document; /* by its namespaces, not those of Office; all
			       attributes of these are given by their names */
};

/* A part that is being read. */
struct part {
	struct archive_file file;
	const struct part_handler *handler;
	void *ctx;
	struct _xmlParserCtxt *parser;
	struct part_attr *attr; /* room for those of a tag */
	char *piece;            /* room for bytes */
	const void *ns;         /* the last namespace of Office */
	uint32_t depth, foreign;
	size_t run; /* [bytes] without '<' */
	bool ended, stopped;
};

enum status part_open(struct part *p, struct archive *a, size_t index,
    size_t most, const struct part_handler *handler, void *ctx);
/* Some more of it; false: it has ended, was stopped or was refused. */
bool part_more(struct part *p);
void part_close(struct part *p);
/* All of it. */
enum status part_read(struct archive *a, size_t index, size_t most,
    const struct part_handler *handler, void *ctx);

/* The value of an attribute without a prefix; .p NULL: it has none. */
struct str part_value(const struct part_tag *tag, const char *name);
/* A number of at most `most` that is all of the text; false: it is none. */
bool part_number(struct str s, uint32_t most, uint32_t *out);

#endif
