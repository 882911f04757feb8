/* SPDX-License-Identifier: Apache-2.0 */
/*
 * log - what the files of the verb log share.
 *
 * Reads:  session.h, core/log/auditlog.h
 * Gives:  the log that a command line names, and what an auditor kept outside
 *         of it: keys and checkpoints
 * Memory: texts live in the session's arena
 */
#ifndef RETRACE_CMD_LOG_H
#define RETRACE_CMD_LOG_H

#include "cmd/passphrase.h"
#include "cmd/session.h"
#include "core/log/auditlog.h"

/* The log is named on the command line or by the environment; at most `most`
 * words are there. */
enum status log_path(
    struct session *s, size_t most, const char **path, struct error *err);
/* That log, to read. */
enum status log_open(
    struct session *s, struct auditlog **log, struct error *err);
/* The end of a verb: closes it, if it is open; the exit code. */
int log_done(struct session *s, struct auditlog *log, const struct error *err);
/* Its key, with the passphrase if it has one: now it can be added to. */
enum status log_unlock(struct auditlog *log, const char *key,
    const struct passphrase_source *source, struct error *err);
/* The number of entries that an option names. */
enum status log_size_option(
    const char *option, const char *word, uint64_t *size, struct error *err);
/* The public key of a log in a file, as log init printed it. */
enum status log_public_key(struct session *s, const char *path,
    struct note_verifier *out, struct error *err);
/* Those of witnesses, one a file, as witness init printed them. */
enum status log_witnesses(struct session *s, const struct words *files,
    struct log_witness **out, size_t *n, struct error *err);

/* The checkpoint of as many entries as the option says, else the newest. */
struct log_head;
enum status log_head_option(struct session *s, struct auditlog *log,
    const char *option, const char *word, struct log_head *out,
    struct error *err);
/* A new file in the folder. */
enum status log_save(struct session *s, const char *folder, const char *name,
    struct str body, struct error *err);

/* What of an entry's contents its receipt holds. */
enum log_shown { LOG_SHOW_FILING = 1, LOG_SHOW_INPUTS = 2 };
/* The receipt of an entry, as a new folder. */
enum status log_save_receipt(struct session *s, struct auditlog *log,
    uint64_t index, unsigned shown, const char *folder, struct error *err);

/* Verbs of the verb log, each in the file that says so. */
int log_add(struct session *s, int argc, char **argv);
int log_history(struct session *s, int argc, char **argv);
int log_show(struct session *s, int argc, char **argv);
int log_prove(struct session *s, int argc, char **argv);
int log_consistency(struct session *s, int argc, char **argv);
int log_check_proof(struct session *s, int argc, char **argv);
int log_checkpoint(struct session *s, int argc, char **argv);
int log_checkpoints(struct session *s, int argc, char **argv);
int log_add_cosignature(struct session *s, int argc, char **argv);
int log_export(struct session *s, int argc, char **argv);
int log_backup(struct session *s, int argc, char **argv);
int log_retention(struct session *s, int argc, char **argv);
int log_excerpt(struct session *s, int argc, char **argv);
int log_import(struct session *s, int argc, char **argv);
int log_stamp(struct session *s, int argc, char **argv);

#endif
