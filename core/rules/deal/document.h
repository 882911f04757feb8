/* SPDX-License-Identifier: Apache-2.0 */
/*
 * document - a small XML file of a user, held against its schema.
 *
 * Reads:  xml.h, datadir.h
 * Gives:  its tree and its attributes as values, each fault at its place; for
 *         the readers of packs, policies, transactions and holidays
 * Memory: texts go into the caller's arena; the tree is freed by the reader
 */
#ifndef RETRACE_DOCUMENT_H
#define RETRACE_DOCUMENT_H

#include "core/base/date.h"
#include "core/base/xml_schema.h"

/* What reading one document needs. */
struct document {
	struct arena *mem;
	struct findings *f;
	const char *file; /* for findings; lives as long as f */
	const char *kept; /* the same name in mem, for what stays */
	xmlDoc *doc;
};

/*
 * document_read - the tree of a file that fits its schema.
 *
 * In:	schema  "schemas/transaction-1.xsd"
 * Out:	d->doc  freed with xmlFreeDoc(), also after a failure
 * Err:	ST_ENCODING, ST_SYNTAX, ST_LIMIT; ST_SCHEMA; each at its place in f
 */
enum status document_read(
    struct document *d, struct str xml, const char *schema);
/* The exact bytes of a file, under a name that lives as long as f. */
enum status document_load(
    const char *path, const char **name, struct bytes *out, struct findings *f);

/* Keeps the exact bytes. */
enum status document_bytes(struct bytes *out, struct str s, struct findings *f);

struct pos document_at(const struct document *d, const xmlNode *node);
struct pos document_keep(const struct document *d, const xmlNode *node);
bool document_is(const xmlNode *node, const char *name);
size_t document_count(const xmlNode *root, const char *name);
/* Absent: "", never NULL; DATE_NONE; "". */
struct str document_text(
    struct document *d, const xmlNode *node, const char *name);
date_day document_day(
    struct document *d, const xmlNode *node, const char *name);
void document_country(
    struct document *d, const xmlNode *node, const char *name, char country[3]);
/* The word at *i of a list that blanks separate, or an empty one. */
struct str document_word(struct str s, size_t *i);

#endif
