/* SPDX-License-Identifier: Apache-2.0 */
/*
 * leaf - the record of one filing: what the hash tree is built over.
 *
 * Reads:  digest.h
 * Gives:  a canonical text of lines and back; schemas/auditlog-1.md has it
 * Memory: texts are borrowed; the list of inputs lies in the caller's arena
 */
#ifndef RETRACE_LEAF_H
#define RETRACE_LEAF_H

#include "core/base/digest.h"
#include "core/base/error.h"

/* [bytes] Of a leaf: C2SP tlog-tiles counts them in 16 bits. */
#define LEAF_SIZE_MAX 65535
/* [bytes] */
#define LEAF_ID_MAX 128
#define LEAF_WORD_MAX 32

/* One of the exact inputs from which a filing was made. */
struct leaf_input {
	struct str role; /* "bom", "declaration", "rules": a word */
	struct str name; /* as the user named it */
	uint64_t size;   /* [bytes] */
	uint8_t sha256[SHA256_SIZE];
};

struct leaf {
	struct str filing;           /* id: letters, digits, "." "_" ":" "-" */
	struct str kind;             /* "initial", "amendment": a word */
	struct str time;             /* "2026-11-23T10:15:00Z" */
	uint8_t sha256[SHA256_SIZE]; /* of the exact signed bytes */
	uint64_t size;               /* [bytes] of the same */
	struct str product;
	struct str tool;  /* "retrace 0.1.0" */
	struct str rules; /* name and version of the pack */
	uint8_t rules_sha256[SHA256_SIZE];
	size_t ninput;
	struct leaf_input *input; /* [ninput] */
};

/*
 * The text.  ST_SYNTAX names the field that cannot be written, ST_LIMIT if
 * it is longer than LEAF_SIZE_MAX.
 */
enum status leaf_write(const struct leaf *leaf, struct arena *a,
    struct str *out, struct error *err);
/* Strict: what leaf_write() would not have written so is refused (ST_VERIFY).
 */
enum status leaf_read(struct str text, struct pos at, struct arena *a,
    struct leaf *out, struct error *err);
/* Can text be a product, a tool or a name: one line of UTF-8? */
bool leaf_text_ok(struct str text);
bool leaf_id_ok(struct str id);

#endif
