/* SPDX-License-Identifier: Apache-2.0 */
/*
 * auditlog - every filing that was signed, what came of it, and that nothing
 * of it changed.
 *
 * Reads:  leaf.h, note.h, checkpoint.h, findings.h
 * Gives:  init, append, show and verify; the contract of cmd/log
 * Memory: a log is closed with auditlog_close(); texts and bytes go into the
 *         caller's arena; paths are borrowed, since errors name them
 */
#ifndef RETRACE_AUDITLOG_H
#define RETRACE_AUDITLOG_H

#include "core/base/findings.h"
#include "core/base/progress.h"
#include "core/filing/sign/stamp.h"
#include "core/log/checkpoint.h"
#include "core/log/leaf.h"

struct auditlog;

/*
 * A new log at path and its new key at key_path (PKCS#8 PEM, mode 600,
 * encrypted unless the passphrase is empty).  origin names the log for ever:
 * a host name and a path, e.g. "example.com/rare-earth-filings".  ST_CREATE
 * if one of the two exists; then neither is made.
 */
enum status auditlog_init(const char *path, struct str origin,
    const char *key_path, struct str passphrase, struct error *err);

enum auditlog_mode { AUDITLOG_READ, AUDITLOG_WRITE };

/* ST_NOINPUT, ST_SCHEMA (no log), ST_KEY (no permission), ST_VERIFY. */
enum status auditlog_open(const char *path, enum auditlog_mode mode,
    struct auditlog **out, struct error *err);
void auditlog_close(struct auditlog *log);

/* What the log says of itself; the text lives as long as the log. */
struct str auditlog_origin(const struct auditlog *log);
struct str auditlog_vkey(const struct auditlog *log);

/*
 * Loads the key with which auditlog_append() signs; note_signer_is_sealed()
 * says beforehand whether a passphrase is needed.  ST_KEY if it is not the
 * key of this log.
 */
enum status auditlog_unlock(struct auditlog *log, const char *key_path,
    struct str passphrase, struct error *err);

/* One exact input of a filing, or a document that belongs to an entry. */
struct log_input {
	struct str role; /* "bom", "declaration", "prices", "rules",
			  * "policy", "filer": a-z 0-9 and "-" */
	struct str name; /* as the user named it */
	struct str body; /* all bytes, at most STORE_BLOB_MAX */
	bool attached;   /* a document: these come first */
};

/* What is to be logged; leaf.h says which kind has which of it. */
struct log_entry {
	struct str filing;  /* id; empty: no filing, its id is its digest */
	struct str kind;    /* a name of a struct leaf_kind */
	struct str actor;   /* one line: who did it; of a filing who signed */
	struct str product; /* one line */
	struct str tool;    /* "retrace 0.1.0" */
	struct str rules;   /* "cn-trace 0.1" */
	uint8_t rules_sha256[SHA256_SIZE];
	struct str date, number, party, result, note; /* or empty */
	struct str file;          /* of a filing: the exact signed bytes */
	struct str checkpoint;    /* the note that the filing carries, or empty:
				   * the log must be a continuation of it */
	const struct str *refers; /* [nrefers] ids of earlier entries */
	size_t nrefers;
	const struct log_input *input; /* [ninput] */
	size_t ninput;
	int64_t now; /* date_now(); the entry's time is never before that of
		      * the entry before it; what the clock said is then
		      * recorded beside it */
};

struct log_receipt {
	uint64_t index;       /* from 0 */
	bool already;         /* this id was logged before */
	int64_t clock_behind; /* [s] that the clock lags the last entry */
	char time[21];        /* of the entry */
	char id[LEAF_ID_MAX + 1];
	struct str checkpoint; /* newest, signed; in the arena */
};

/*
 * Adds an entry, its files, the tree and a signed checkpoint in one
 * transaction that is on the disk when this returns ST_OK.  An id that is
 * there already is not added again.  ST_REF: it refers to what is not in the
 * log, or to what is no filing where it has to be one.  ST_CONFLICT: the
 * filing that it changes has been changed already.  ST_VERIFY: the log does
 * not hold together, or is not a continuation of the entry's checkpoint;
 * nothing is signed then.
 */
enum status auditlog_append(struct auditlog *log, const struct log_entry *e,
    struct arena *a, struct log_receipt *out, struct error *err);

/*
 * The same for n entries in their order, all of them or none: one wait for the
 * disk and one checkpoint, behind the last.  out is [n].  An id that comes
 * twice is there already the second time.
 */
enum status auditlog_append_all(struct auditlog *log,
    const struct log_entry *list, size_t n, struct arena *a,
    struct log_receipt *out, struct error *err);

/*
 * What auditlog_append() would do now, without the key and without writing: its
 * refusals, the id, the entry that is there already.  Of a run the id changes
 * with the time.
 */
enum status auditlog_preview(struct auditlog *log, const struct log_entry *e,
    struct arena *a, struct log_receipt *out, struct error *err);

/*
 * What is read behind it is of one moment, and read quicker; writers wait.  It
 * ends with auditlog_let_go(), before anything is added.
 */
enum status auditlog_hold(struct auditlog *log, struct error *err);
void auditlog_let_go(struct auditlog *log);

/* The newest committed checkpoint: the next filing carries it. */
enum status auditlog_checkpoint(
    struct auditlog *log, struct arena *a, struct str *note, struct error *err);

/* An entry; borrowed for the call.  False: enough. */
typedef bool (*log_visit)(void *ctx, uint64_t index, const struct leaf *leaf);

/* The entries that refer to exactly this id, in the order of the log. */
enum status auditlog_each_referring(struct auditlog *log, struct str id,
    log_visit visit, void *ctx, struct error *err);

/*
 * ST_CONFLICT if another filing than `own` has amended or withdrawn this one
 * already; by which is said.
 */
enum status auditlog_check_change(struct auditlog *log, struct str earlier,
    struct str own, struct pos at, struct error *err);

/* The entry whose id is or starts with id; ST_REF: none, or many. */
enum status auditlog_find(
    struct auditlog *log, struct str id, uint64_t *index, struct error *err);

struct log_record {
	uint64_t index;
	struct leaf leaf;
	struct str file;   /* of a filing: the exact signed bytes */
	struct str *input; /* [leaf.ninput] the bytes of each */
};

/* An entry without its inputs (input NULL), as auditlog_get(). */
enum status auditlog_get_filing(struct auditlog *log, uint64_t index,
    struct arena *a, struct log_record *out, struct error *err);
/* Everything of one entry; ST_REF: no such entry; ST_VERIFY: its bytes are
 * missing or no longer have their digest. */
enum status auditlog_get(struct auditlog *log, uint64_t index, struct arena *a,
    struct log_record *out, struct error *err);

/* ---- audit ---- */

/* What the caller reads in a filing while it checks its signature. */
struct log_facts {
	struct str filing;     /* id; empty: it is not compared, nor is what
				* it changes */
	struct str kind;       /* "amendment"; empty: not compared */
	struct str checkpoint; /* the note that it carries; empty: none */
	struct str earlier;    /* id of the filing that it changes, or empty */
	struct str earlier_sha256; /* of its bytes, in hexadecimal */
};

/*
 * Checks the signature of one filing.  file is borrowed for the call; facts
 * go into the arena.  Any refusal becomes a finding.  It is called in any
 * order, and from two threads at once.
 */
typedef enum status (*log_check)(void *ctx, const struct leaf *leaf,
    struct str file, struct arena *a, struct log_facts *facts,
    struct error *err);

/* Somebody who co-signs checkpoints, and what an audit found of it. */
struct log_witness {
	struct note_verifier key; /* in */
	uint64_t n;               /* out: checkpoints with its co-signature */
	uint64_t size;            /* of the newest of them */
	int64_t time;             /* [s since 1970] when it signed that one */
};

struct log_audit {
	/* in */
	struct str vkey;     /* trusted from outside; empty: the log's own */
	struct str known;    /* a checkpoint kept outside; empty: none */
	struct pos known_at; /* where that was read */
	struct str since;    /* a checkpoint up to which the log was verified
			      * before: only what came after it is looked at;
			      * empty: all */
	struct pos since_at;
	log_check check; /* or NULL: signatures are not looked at */
	void *ctx;
	struct log_witness *witness; /* [nwitness] each must have co-signed */
	size_t nwitness;
	const struct stamp_trust *stamps; /* or NULL: no authority is judged */
	struct progress *progress;        /* or NULL */
	/* out */
	uint64_t passed; /* entries before `since`, not looked at */
	uint64_t cosignatures, timestamps;    /* of checkpoints, looked at */
	uint64_t stamped_size;                /* the newest with a time-stamp */
	int64_t stamped_time;                 /* [s since 1970]; 0: none has */
	uint64_t entries, checkpoints, blobs; /* looked at */
	struct checkpoint head;               /* of the entries as they are */
};

/*
 * Recomputes everything from bytes.  Each failure is a finding that reads
 * "entry 3: reason: what was found"; the reasons are listed in
 * schemas/auditlog-1.md.  Notes say what an audit cannot show.  ST_OK: all
 * holds; ST_VERIFY: it does not; others: it could not be looked at.  Findings
 * are the same and in the same order with one thread or two.
 */
enum status auditlog_verify(
    const char *path, struct log_audit *audit, struct findings *f);

#endif
