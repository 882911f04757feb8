/* SPDX-License-Identifier: Apache-2.0 */
/*
 * profile - what only people know: who files, for whom, for what use.
 *
 * Reads:  xml.h; a filer profile (schemas/filer-1.md), or the same blocks in
 *         a draft or a filing
 * Gives:  the table of all blocks and fields, the values given for them;
 *         what is blank is listed by missing.h
 * Memory: profile_free(); positions borrow the file's name
 */
#ifndef RETRACE_PROFILE_H
#define RETRACE_PROFILE_H

#include "core/base/xml_schema.h"
#include "core/filing/canon/canon.h"

#define FILER_XMLNS "urn:retrace:filer:1"
#define FILING_XMLNS "urn:retrace:filing:1"

/* Languages of a field; one without any has its value in the first. */
enum profile_language { PROFILE_EN, PROFILE_ZH, PROFILE_LANGUAGES };

/* When a blank field keeps a draft from being filed. */
enum profile_need {
	PROFILE_OPTIONAL,
	PROFILE_REQUIRED,
	PROFILE_IF_YES,    /* if the field before it says yes */
	PROFILE_IF_CHANGE, /* in what amends or withdraws a filing */
	PROFILE_IF_ANY     /* if the block says anything */
};

struct profile_field {
	const char *name;
	bool by_language; /* <name lang="en">, <name lang="zh">; one will do */
	uint8_t need;     /* enum profile_need */
	const char *ask;  /* what to give, for whoever fills it in */
};

#define PROFILE_FIELDS 12 /* at most, of one block */

struct profile_block {
	const char *name;
	bool repeats; /* destinations, lines of goods: in order */
	struct profile_field field[PROFILE_FIELDS]; /* name NULL: the end */
};

enum {
	BLOCK_FILER,
	BLOCK_EXPORTER,
	BLOCK_CONSIGNEE,
	BLOCK_END_USER,
	BLOCK_END_USE,
	BLOCK_DESTINATION,
	BLOCK_INTENTIONS,
	BLOCK_UNDERTAKINGS,
	BLOCK_SCREENING,
	BLOCK_GOODS,
	BLOCK_PERIOD,
	BLOCK_CHANGE,
	BLOCK_REVIEW,
	BLOCK_LICENCE,
	BLOCK_CERTIFICATE,
	BLOCK_UPSTREAM,
	BLOCK_SIGNATORY,
	BLOCK_COUNT
};
/* In the order of the schema. */
extern const struct profile_block profile_blocks[BLOCK_COUNT];
/* Its index in the table, or BLOCK_COUNT. */
int profile_find_block(const char *name);

/* Index of a field of that block, or -1. */
int profile_find_field(int block, const char *name);

struct profile_value {
	struct str text[PROFILE_LANGUAGES]; /* n 0: blank */
	struct str sealed; /* its digest instead, of a filing that keeps the
			      text back; n 0: none */
	struct pos at;     /* line 0: not in the file */
};

/* One block, filled in. */
struct profile_part {
	const struct profile_block *block;
	struct pos at; /* line 0: not in the file */
	struct profile_value value[PROFILE_FIELDS];
};

struct profile {
	struct profile_part *part; /* [n], in the order of profile_blocks */
	size_t n;
	struct str xml; /* the exact file: for its digest and the log */
	struct arena mem;
};

/* All errors go to f; then p is empty and needs no profile_free(). */
enum status profile_read(
    struct profile *p, const char *path, struct findings *f);
/* The same from bytes (copied). */
enum status profile_read_bytes(
    struct profile *p, const char *name, struct str xml, struct findings *f);
/* The blocks below the root of a tree that its schema has accepted; a block
 * that is not there is a blank one.  ST_DUPLICATE: a field given twice. */
enum status profile_of_tree(struct profile *p, const xmlNode *root,
    const char *ns, const char *file, struct error *err);
/* A blank one: each block once. */
enum status profile_blank(struct profile *p, struct error *err);
/*
 * What `over` gives prevails, field by field; its blanks leave what is there.
 * The first destination is laid over the first, and so on; so are lines of
 * goods that name the same item, or none.
 */
enum status profile_overlay(
    struct profile *p, const struct profile *over, struct error *err);
/* The same, each line of goods over that in its place. */
enum status profile_lay(
    struct profile *p, const struct profile *over, struct error *err);
/* These parts instead of those of that kind. */
enum status profile_replace(struct profile *p, int block,
    const struct profile_part *part, size_t n, struct error *err);
/* The parts of a kind: *first, and how many. */
size_t profile_parts(const struct profile *p, int block, size_t *first);
/* The item that a line of goods names; empty: none. */
struct str profile_item(const struct profile_part *part);
void profile_name_item(struct profile_part *part, struct str item);
/* Blank parts, so many of each block, n in all: p had others or none. */
enum status profile_take_parts(struct profile *p, const size_t of[BLOCK_COUNT],
    size_t n, struct error *err);
/* Gives a blank field of every such block its value, copied. */
enum status profile_suggest(struct profile *p, int block, const char *field,
    struct str value, struct error *err);
/* One more, blank, behind those of its kind. */
enum status profile_add(struct profile *p, int block, struct error *err);
/* All blocks with all fields, blank ones too, into the open element. */
void profile_write(const struct profile *p, struct canon *w);
void profile_free(struct profile *p);

/* Has the field a value, in some language, or the digest of one? */
bool profile_is_filled(const struct profile_value *v);

#endif
