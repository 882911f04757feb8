/* SPDX-License-Identifier: Apache-2.0 */
/*
 * index - what auditors ask of a log, in a file beside it.
 *
 * Reads:  auditlog.h, core/filing/filing.h
 * Gives:  a file that is computed from the filings of a log and from nothing
 *         else, schemas/logindex-1.sql; the entries for which a question holds
 * Memory: an index is closed with index_close(); paths are borrowed
 *
 * An index proves nothing: whoever writes it can leave out what he likes.  So
 * what it finds is read again in the log before it is shown (search.h), and
 * index_check() computes all of it anew.
 */
#ifndef RETRACE_INDEX_H
#define RETRACE_INDEX_H

#include "core/base/findings.h"
#include "core/base/progress.h"
#include "core/log/auditlog.h"

struct index;

/* What a question asks for. */
enum index_field {
	/* One word, as it is written; ASCII letters without case. */
	INDEX_KIND,    /* "initial" */
	INDEX_VERDICT, /* "triggered", or an outcome: "licence-required" */
	INDEX_RULES,   /* pack, "PACK VERSION", rule, "PACK/RULE" */
	INDEX_BASIS,
	INDEX_PART,    /* a part number in the product, or its own */
	INDEX_ORIGIN,  /* country of a stage, or that the content counts */
	INDEX_COUNTRY, /* of the chain of destinations */
	INDEX_INPUT,   /* SHA-256 of whatever a filing rests on */
	INDEX_SIGNED,  /* SHA-256 of the signer's certificate */
	INDEX_REFERS,  /* the id of an entry that it changes, answers, names */
	INDEX_NUMBER,  /* that a document bears */
	INDEX_STATE,   /* "unread": its filing cannot be read */
	/* Words, as index_question() has them. */
	INDEX_WORDS, /* anywhere */
	INDEX_PRODUCT,
	INDEX_FILER,
	INDEX_EXPORTER,
	INDEX_CONSIGNEE,
	INDEX_END_USER,
	INDEX_END_USE,
	INDEX_DESTINATION,
	INDEX_DOCUMENT,
	INDEX_SIGNER,
	INDEX_ACTOR,
	INDEX_PARTY,
	INDEX_RESULT,
	INDEX_FIELDS
};

struct index_condition {
	enum index_field field;
	struct str value;
};

/* A rare earth, and how much of it for one unit of a product. */
struct index_amount {
	struct str element; /* "Dy", "sum"; empty: not asked for */
	bool of_origin;     /* what is of the origin that the rules name */
	bool has_least, has_most;
	double least, most; /* [g]; without either: is it there? */
	bool sure;          /* not what only may be so */
};

/* All conditions hold.  All zero lets every entry through. */
struct index_query {
	struct str since;  /* "2026-11-01" or longer: time at or after */
	struct str until;  /* the same: time before, or starting so */
	struct str filing; /* id starts so */
	const struct index_condition *condition; /* [ncondition] */
	size_t ncondition;
	struct index_amount amount;
	bool newest; /* the newest first */
};

enum index_state {
	INDEX_READY,   /* of this log, as far as index_size() */
	INDEX_ABSENT,  /* there is none */
	INDEX_FOREIGN, /* no index of this log: another one's, cut, changed */
	INDEX_NEWER,   /* a newer program made it */
	INDEX_UNUSABLE /* a symbolic link, a folder, not to be opened */
};

/* "LOG-index"; NULL when memory is out. */
const char *index_path(struct arena *a, const char *log);
/*
 * The index at path, if it is one of that log.  *out is NULL unless the state
 * is INDEX_READY; *why then says what is wrong ("" if it is absent).
 */
enum index_state index_open(const char *path, struct auditlog *log, bool write,
    struct index **out, struct error *why);
/* An empty index of that log, instead of whatever file is at path. */
enum status index_create(
    const char *path, struct auditlog *log, struct error *err);
/* An index that is no file, for entries that index_add() is given. */
enum status index_in_memory(struct index **out, struct error *err);
void index_close(struct index *x);

/* It covers the first so many entries of the log. */
uint64_t index_size(const struct index *x);

/*
 * The next entry: its record and the bytes of its filing, .p NULL if these
 * cannot be read.  An event, and a filing that cannot be understood, is there
 * with its record alone.  entry: its number in the index, above those before
 * it.
 */
enum status index_add(struct index *x, uint64_t entry, const struct leaf *leaf,
    struct str file, struct error *err);
/* After some index_add(), before anything is asked. */
enum status index_settle(struct index *x, struct error *err);

/*
 * Brings it up to the log, in transactions of some thousand entries; others
 * may do the same at once.  ST_VERIFY: the log and its own hashes disagree.
 */
enum status index_update(struct index *x, struct auditlog *log,
    struct progress *progress, struct error *err);

/*
 * What list, search and file do: the index at path, if there is one that can
 * be used; *out NULL: do without.  write: it is made where there is none, made
 * anew where it is none of this log, and brought up to it.  What the reader
 * should know goes into f.
 */
enum status index_use(const char *path, struct auditlog *log, bool write,
    struct progress *progress, struct index **out, struct findings *f,
    struct error *err);

/* Rows of which table differ from what the filings say, as findings; ST_VERIFY
 * if any does.  Cost: as making it anew. */
enum status index_check(struct index *x, struct auditlog *log,
    struct progress *progress, struct findings *f, struct error *err);

/*
 * At most `most` entries for which the question holds, in its order: those
 * from..below-1 alone.  Of amounts close to an end, and of a file that
 * somebody changed, it may give too many.
 */
struct index_page {
	uint64_t from, below;
	uint64_t *entry; /* [most] */
	size_t most, n;
};
enum status index_find(struct index *x, const struct index_query *q,
    struct index_page *page, struct error *err);

/* What a filing says, .p NULL where nothing is said; texts live until
 * the next call. */
struct index_row {
	bool readable;
	struct str basis, as_of, hypothetical, verdict, filer, exporter,
	    consignee, end_user, end_use, destination, signer, signer_sha256;
	/* Of the element that is asked for, over all products of the filing;
	 * has_amount false: the filing does not speak of it. */
	bool has_amount, sure;
	double low, high; /* [g]; high is infinite without a bound */
};
enum status index_get(struct index *x, uint64_t entry,
    const struct index_amount *amount, struct index_row *out,
    struct error *err);

#endif
