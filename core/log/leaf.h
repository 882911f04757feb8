/* SPDX-License-Identifier: Apache-2.0 */
/*
 * leaf - the record of one entry: what the hash tree is built over.
 *
 * Reads:  digest.h
 * Gives:  a canonical text of lines and back; schemas/auditlog-1.md has it
 * Memory: texts are borrowed; lists lie in the caller's arena
 *
 * One form for all: filings, and what happened to them or beside them.  The
 * kind says which lines a record has.
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

/* Lines that not every record has. */
enum leaf_field {
	LEAF_FILE = 1, /* the signed bytes of a filing */
	LEAF_PRODUCT = 2,
	LEAF_RULES = 4,
	LEAF_DATE = 8,
	LEAF_NUMBER = 16,
	LEAF_PARTY = 32,
	LEAF_RESULT = 64,
	LEAF_NOTE = 128,
	LEAF_ATTACHMENT = 256,
	LEAF_INPUT = 512,
	LEAF_REFERS = 1024
};

struct leaf_kind {
	const char *name;
	unsigned may, must; /* enum leaf_field; may holds must */
	unsigned one_of;    /* it has at least one of these; 0: no matter */
	bool filing;        /* a signed filing, whose id it bears */
	bool run;           /* twice the same is two entries */
	bool changes;       /* a filing, exactly one that it refers to */
	bool of_filing;     /* it refers to filings only */
	const char *what;   /* for a reader: "a first filing" */
};
/* NULL: no such kind. */
const struct leaf_kind *leaf_kind_find(struct str word);
/* Is it of a kind that is a signed filing? */
bool leaf_is_filing(struct str kind);
/* "number", for a single field. */
const char *leaf_field_name(unsigned field);

/* Bytes that the log keeps beside the record. */
struct leaf_input {
	struct str role; /* "bom", "declaration", "rules": a word */
	struct str name; /* as the user named it */
	uint64_t size;   /* [bytes] */
	uint8_t sha256[SHA256_SIZE];
	bool attached; /* a document; else an exact input of a computation */
};

struct leaf {
	struct str id;    /* letters, digits, "." "_" ":" "-" */
	struct str kind;  /* a name of a struct leaf_kind */
	struct str time;  /* "2026-11-23T10:15:00Z" */
	struct str clock; /* what the clock said, where that was before the
			   * time; else empty */
	struct str actor; /* who: a person, a role; of a filing who signed */
	struct str tool;  /* "retrace 0.1.0" */
	uint8_t sha256[SHA256_SIZE]; /* of a filing: the exact signed bytes */
	uint64_t size;               /* [bytes] of the same */
	struct str product;
	struct str rules; /* name and version of the pack */
	uint8_t rules_sha256[SHA256_SIZE];
	/* Each is empty where the record has no such line. */
	struct str date;   /* "2026-11-23": of a document, of an act */
	struct str number; /* that a document bears */
	struct str party;  /* from whom it came, to whom it went */
	struct str result, note;
	size_t nrefers;
	struct str *refers; /* [nrefers] ids of earlier entries */
	size_t ninput;
	struct leaf_input *input; /* [ninput], attachments first */
};

/*
 * The text.  ST_SYNTAX names the field that cannot be written, ST_LIMIT if
 * it is longer than LEAF_SIZE_MAX.
 */
enum status leaf_write(const struct leaf *leaf, struct arena *a,
    struct str *out, struct error *err);
/*
 * The id of what is no filing: the digest of the record without its id, tool
 * and times; of a run the time counts.
 */
enum status leaf_identify(const struct leaf *leaf, struct arena *a,
    char out[SHA256_HEX], struct error *err);
/* Strict: what leaf_write() would not have written so is refused (ST_VERIFY).
 */
enum status leaf_read(struct str text, struct pos at, struct arena *a,
    struct leaf *out, struct error *err);
/* Has it the lines of its kind, each of its form?  The id is not looked at. */
enum status leaf_check(const struct leaf *leaf, struct error *err);
/* Can text be a product, a tool or a name: one line of UTF-8? */
bool leaf_text_ok(struct str text);
bool leaf_id_ok(struct str id);
bool leaf_word_ok(struct str word);
/* Says that this value of that field cannot be recorded (ST_SYNTAX). */
enum status leaf_refuse(const char *field, struct str value, struct error *err);

#endif
