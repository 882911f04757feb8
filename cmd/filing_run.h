/* SPDX-License-Identifier: Apache-2.0 */
/*
 * filing_run - the way of a draft into the log, step by step.
 *
 * Reads:  session.h, gather.h, signing.h, stamping.h, core/filing, core/log
 * Gives:  the log and the keys, opened once; a draft that is finished, signed
 *         and saved
 * Memory: filing_run_close(); what a draft takes lives in its arena, until
 *         filing_draft_free()
 */
#ifndef RETRACE_FILING_RUN_H
#define RETRACE_FILING_RUN_H

#include "cmd/gather.h"
#include "cmd/session.h"
#include "cmd/signing.h"
#include "cmd/stamping.h"
#include "core/filing/finish.h"
#include "core/filing/sign/sign.h"
#include "core/log/chain.h"

struct file_options {
	const char *filer, *log, *log_key, *save, *opening;
	struct signing signing;
	struct passphrase_source log_pass;
	struct stamping *stamping;
	bool hypothetical, dry_run;
};

/* What all drafts of a run share. */
struct filing_run {
	struct session *s;
	const struct file_options *o;
	struct profile profile; /* of --filer */
	struct auditlog *log;
	struct signkey *key; /* NULL: not loaded yet */
	struct sign_plan plan;
	struct str checkpoint; /* the newest of the log, in mem */
	struct gather_kept kept;
	struct arena mem;
	int64_t now;
};

/* One draft on its way. */
struct filing_draft {
	const char *path;
	struct bytes draft;        /* until it is finished */
	struct gather_wants wants; /* what it names */
	struct gathered inputs;
	struct finished finished;
	struct str opening;       /* the file of it; n 0: nothing is sealed */
	const char *opening_path; /* once it is saved; or NULL */
	struct str signed_doc;
	struct str carried; /* the checkpoint that the filing carries */
	struct log_receipt receipt;
	struct arena mem;
	struct findings f;
};

/* Opens the log, to read if nothing is to be written, and reads --filer. */
enum status filing_run_open(struct filing_run *r, struct error *err);
void filing_run_close(struct filing_run *r);
/* The newest checkpoint, for the drafts that are finished from now on. */
enum status filing_run_checkpoint(struct filing_run *r, struct error *err);
/* The log's own key, before anything is signed. */
enum status filing_run_unlock(struct filing_run *r, struct error *err);

/*
 * Complete and without a signature, with d->carried in it; schema is that of
 * filings, NULL: it is opened.  All errors are in d->f, or in err where they
 * are not the draft's. Nothing but d is changed: several threads may do so with
 * a draft each.
 */
enum status filing_draft_finish(const struct filing_run *r,
    struct filing_draft *d, const struct xml_schema *schema, struct error *err);
/* May it go into this log?  Its inputs are found, among `named` too. */
enum status filing_draft_admit(struct filing_run *r, struct filing_draft *d,
    const struct words *named, struct error *err);
/* The signer's key, once. */
enum status filing_run_key(struct filing_run *r, struct error *err);
/* Behind filing_run_key().  What is signed is verified before it goes
 * anywhere: a log forgets nothing.  Nothing but d is changed. */
enum status filing_draft_sign(
    const struct filing_run *r, struct filing_draft *d, struct error *err);
/*
 * Into the log, all n or none; each has its receipt then, in the memory of the
 * first.  What changes an earlier filing is held against the log as it is at
 * that moment: ST_CONFLICT if somebody else has changed the same.
 */
enum status filing_run_append(
    struct filing_run *r, struct filing_draft *d, size_t n, struct error *err);
/*
 * Once it is in the log: the file of the filing, and before it that of its
 * opening.  Of one that was there already it is its first signature.
 */
#define FILING_FILES 2
enum status filing_draft_files(struct filing_run *r, struct filing_draft *d,
    const char *path, struct file_whole out[FILING_FILES], size_t *n,
    struct error *err);
/* They are written. */
enum status filing_draft_save(struct filing_run *r, struct filing_draft *d,
    const char *path, struct error *err);
void filing_draft_free(struct filing_draft *d);

/* The drafts of a folder by the bytes of their names, in arena a. */
enum status filing_list(
    const char *folder, struct arena *a, struct words *out, struct error *err);
/* FOLDER/NAME; NULL when memory is out. */
const char *filing_in_folder(
    struct arena *a, const char *folder, const char *name);
/* retrace file FOLDER. */
enum status filing_many(struct filing_run *r, struct error *err);

#endif
