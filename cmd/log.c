/* SPDX-License-Identifier: Apache-2.0 */
/* log - the audit log: make it, look into it, prove that it is whole. */
#include "cmd/log.h"
#include "cmd/log_question.h"
#include "cmd/passphrase.h"
#include "cmd/recording.h"
#include "cmd/trusting.h"
#include "cmd/verbs.h"
#include "core/base/limits.h"
#include "core/filing/filing.h"
#include "core/report/check/output_json.h"

#include <string.h>

/* ---- init */

struct init_options {
	const char *origin, *key;
	struct passphrase_source pass;
	bool unprotected;
};

static enum status
make_log(struct session *s, const struct init_options *o,
    struct passphrase *pass, struct error *err)
{
	const char *path;

	if (passphrase_check(&o->pass, err) != ST_OK ||
	    log_path(s, 1, &path, err) != ST_OK)
		return err->code;
	if (o->origin == NULL || o->key == NULL)
		return error_set(err, ST_USAGE, pos_none,
		    "--%s is missing: expected %s",
		    o->origin == NULL ? "origin" : "key",
		    o->origin == NULL
			? "the name of the log, as example.com/filings"
			: "a new file for the log's key");
	if (!o->unprotected) {
		if (passphrase_get(pass, &o->pass, err) != ST_OK)
			return err->code;
		if (strlen(pass->text) < LIMIT_PASSPHRASE_LEAST)
			return error_set(err, ST_KEY, pos_none,
			    "the passphrase is shorter than %d characters: "
			    "expected a longer one, or --no-passphrase",
			    LIMIT_PASSPHRASE_LEAST);
	}
	return auditlog_init(
	    path, str_of(o->origin), o->key, str_of(pass->text), err);
}

static int
log_init(struct session *s, int argc, char **argv)
{
	struct init_options o = {
		.pass = { .variable = "RETRACE_LOG_PASSPHRASE",
		    .prompt = "New passphrase of the log's key",
		    .prefix = "",
		    .twice = true },
	};
	const struct option_spec table[] = {
		{ "origin", '\0', OPTION_TEXT, &o.origin, "NAME",
		    "name of the log for ever, as example.com/filings" },
		{ "key", '\0', OPTION_TEXT, &o.key, "FILE",
		    "where to put the log's key" },
		PASSPHRASE_OPTIONS("", &o.pass, "the key from now on"),
		{ "no-passphrase", '\0', OPTION_FLAG, &o.unprotected, NULL,
		    "leave the key unprotected" },
	};
	const struct usage usage = { "LOG --origin NAME --key FILE", table,
		sizeof(table) / sizeof(table[0]),
		"Makes an empty log and the key that signs its checkpoints. "
		"A passphrase that no\noption names comes from the variable "
		"RETRACE_LOG_PASSPHRASE, or is asked for.\nPrints the public "
		"key: auditors keep it.\n" };
	struct passphrase pass = { "" };
	struct auditlog *log = NULL;
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	make_log(s, &o, &pass, &err);
	passphrase_wipe(&pass);
	if (err.code == ST_OK && log_open(s, &log, &err) == ST_OK)
		printf("%.*s\n", STR_ARG(auditlog_vkey(log)));
	return log_done(s, log, &err);
}

/* ---- verify */

static enum status
emit_audit(const struct page *page, const void *result, struct error *err)
{
	const struct log_audit *a = result;
	struct json j = { .to = page->to, .lines = page->format == OUT_JSONL };
	char hex[SHA256_HEX];

	(void)err;
	digest_hex(a->head.root, hex);
	if (page->format == OUT_TABLE) {
		if (a->passed > 0)
			fprintf(page->to, "after the first %llu: ",
			    (unsigned long long)a->passed);
		fprintf(page->to,
		    "%llu entr%s, %llu checkpoint%s and %llu stored files "
		    "hold together\n",
		    (unsigned long long)a->entries,
		    a->entries == 1 ? "y" : "ies",
		    (unsigned long long)a->checkpoints,
		    a->checkpoints == 1 ? "" : "s",
		    (unsigned long long)a->blobs);
		if (a->cosignatures + a->timestamps > 0)
			fprintf(page->to,
			    "%llu co-signature%s and %llu time-stamp%s of "
			    "checkpoints\n",
			    (unsigned long long)a->cosignatures,
			    a->cosignatures == 1 ? "" : "s",
			    (unsigned long long)a->timestamps,
			    a->timestamps == 1 ? "" : "s");
		fprintf(page->to, "root %s\n", hex);
		return ST_OK;
	}
	output_json_begin(&j, "log-verify");
	json_put_bool(&j, "holds", true);
	json_put_count(&j, "passed", a->passed);
	json_put_count(&j, "entries", a->entries);
	json_put_count(&j, "checkpoints", a->checkpoints);
	json_put_count(&j, "blobs", a->blobs);
	json_put_count(&j, "cosignatures", a->cosignatures);
	json_put_count(&j, "timestamps", a->timestamps);
	json_put_text(&j, "root", hex);
	json_end_object(&j);
	return ST_OK;
}

/* Signature, schema and arithmetic of one filing in the log. */
static enum status
check_filing(void *ctx, const struct leaf *leaf, struct str file,
    struct arena *a, struct log_facts *facts, struct error *err)
{
	const struct trusting *t = ctx;
	struct verified v = { 0 };
	struct findings f = { 0 };
	struct filing_facts x = { 0 };
	enum status st = verify_signed(file, NULL, &t->trust, &v, &f);

	(void)leaf;
	if (st == ST_OK)
		st = filing_check_bytes(v.doc, file, NULL, NULL, &f);
	if (st == ST_OK)
		st = filing_facts(v.doc, a, &x, err);
	else
		error_set(err, st, pos_none, "%s", f.first.text);
	*facts = (struct log_facts){ .filing = x.id,
		.kind = x.kind,
		.checkpoint = x.checkpoint,
		.earlier = x.earlier,
		.earlier_sha256 = x.earlier_sha256 };
	verified_free(&v);
	findings_free(&f);
	return st;
}

/* What the auditor brought along. */
static enum status
load_kept(struct session *s, const char *vkey, const char *known,
    const char *since, const struct words *witnesses, struct log_audit *audit,
    struct error *err)
{
	if (vkey != NULL &&
	    file_text(vkey, NOTE_SIZE_MAX, &s->mem, &audit->vkey, err) == ST_OK)
		audit->vkey = str_trim(audit->vkey);
	if (known != NULL && err->code == ST_OK)
		file_text(known, NOTE_SIZE_MAX, &s->mem, &audit->known, err);
	if (since != NULL && err->code == ST_OK &&
	    file_text(since, NOTE_SIZE_MAX, &s->mem, &audit->since, err) ==
		ST_OK &&
	    audit->since.n == 0)
		error_set(err, ST_VERIFY, (struct pos){ since, 0, 0 },
		    "an empty file: expected a checkpoint");
	audit->known_at = (struct pos){ known, 1, 0 };
	audit->since_at = (struct pos){ since, 1, 0 };
	if (err->code == ST_OK)
		log_witnesses(
		    s, witnesses, &audit->witness, &audit->nwitness, err);
	return err->code;
}

/* Also of a log that does not hold, as far as it can still be added to. */
static int
record(struct session *s, const struct recording *r,
    const struct log_audit *audit, const struct error *found, int code)
{
	struct log_input answer = { STR("report"), STR("log-verify.json"),
		STR(""), true };
	struct log_entry e = { .kind = STR("verification") };
	struct error err = { 0 };
	uint64_t entries = audit->passed + audit->entries;
	char text[ERROR_TEXT + 40];

	if (r->log == NULL ||
	    (found->code != ST_OK && found->code != ST_VERIFY))
		return code;
	if (found->code == ST_OK) {
		answer.body =
		    recording_text(s, OUT_JSON, emit_audit, audit, &err);
		e.input = &answer;
		e.ninput = 1;
		snprintf(text, sizeof(text), "the log holds: %llu entries",
		    (unsigned long long)entries);
	} else {
		snprintf(text, sizeof(text), "the log does not hold: %s",
		    found->text);
	}
	e.result = str_of(text);
	return recording_add(s, r, &e, code, &err);
}

static int
log_verify(struct session *s, int argc, char **argv)
{
	const char *vkey = NULL, *known = NULL, *since = NULL, *path;
	struct words witnesses = { 0 };
	struct trusting trusting = { 0 };
	struct stamp_trust stamps = { NULL, &trusting.crls };
	struct recording rec = recording_none;
	const struct option_spec table[] = {
		TRUSTING_OPTIONS(&trusting),
		{ "public-key", '\0', OPTION_TEXT, &vkey, "FILE",
		    "what log init printed, as you kept it" },
		{ "checkpoint", '\0', OPTION_TEXT, &known, "FILE",
		    "a checkpoint that you kept: the log must go on from it" },
		{ "since", '\0', OPTION_TEXT, &since, "FILE",
		    "a checkpoint up to which you verified it: only what came "
		    "after is read" },
		{ "witness", '\0', OPTION_LIST, &witnesses, "FILE",
		    "the key of a witness who must have co-signed; "
		    "repeatable" },
		RECORDING_OPTIONS(&rec),
	};
	const struct usage usage = { "[LOG]", table,
		sizeof(table) / sizeof(table[0]),
		"Computes everything anew from the stored bytes. Without "
		"--public-key the log is\nheld against the key that it names "
		"itself; without --cert and --ca any signer\nwill do.\n" };
	struct log_audit audit = { 0 };
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code)) {
		trusting_free(&trusting);
		words_free(&witnesses);
		return code;
	}
	trusting.any_signer |=
	    trusting.pinned_files.n + trusting.authority_files.n == 0;
	if (log_path(s, 1, &path, &err) == ST_OK &&
	    recording_check(&rec, &err) == ST_OK &&
	    trusting_load(&trusting, &err) == ST_OK &&
	    load_kept(s, vkey, known, since, &witnesses, &audit, &err) ==
		ST_OK) {
		stamps.roots =
		    trusting.stampers.n > 0 ? &trusting.stampers : NULL;
		audit.check = check_filing;
		audit.ctx = &trusting;
		audit.stamps = &stamps;
		audit.progress = &s->watch.progress;
		watch_start(&s->watch, s->quiet);
		if (auditlog_verify(path, &audit, &s->findings) != ST_OK)
			err = s->findings.first;
		watch_stop(&s->watch);
	}
	if (err.code == ST_OK) {
		session_messages(s);
		outputs_write(&s->out, emit_audit, &audit, &err);
	}
	code = err.code != ST_OK ? session_fail(s, &err) : 0;
	code = record(s, &rec, &audit, &err, code);
	words_free(&witnesses);
	trusting_free(&trusting);
	return code;
}

int
cmd_log(struct session *s, int argc, char **argv)
{
	static const struct command sub[] = {
		{ "init", log_init, 0, "make a log and its key" },
		{ "add", log_add, 0, "record what happened beside filings" },
		{ "list", log_list, 0, "what was filed, and when" },
		{ "search", log_search_verb, 0, "which filings say that" },
		{ "show", log_show, 0,
		    "one entry, its files, what refers to it" },
		{ "history", log_history, 0,
		    "what became of a product, step by step" },
		{ "verify", log_verify, 0, "was anything changed?" },
		{ "replay", log_replay, 0,
		    "filings computed again, also under other rules" },
		{ "checkpoint", log_checkpoint, 0,
		    "print a signed checkpoint, the newest or another" },
		{ "checkpoints", log_checkpoints, 0,
		    "list checkpoints, and who vouches for them" },
		{ "prove", log_prove, 0,
		    "prove to somebody else that a filing was logged" },
		{ "consistency", log_consistency, 0,
		    "prove that the log was only added to" },
		{ "check", log_check_proof, 0, "does such a proof hold?" },
		{ "backup", log_backup, 0,
		    "a second file with all of it, audited" },
		{ "retention", log_retention, 0,
		    "until when each entry has to be kept" },
		{ "export", log_export, 0, "write the log as plain files" },
		{ "excerpt", log_excerpt, 0,
		    "some entries for somebody else, the rest kept back" },
		{ "import", log_import, 0, "make a log from such files" },
		{ "stamp", log_stamp, 0, "have a checkpoint time-stamped" },
		{ "add-cosignature", log_add_cosignature, 0,
		    "keep what a witness signed" },
		{ "index", log_index, 0,
		    "make what list and search are quick by" },
	};

	return session_subverb(
	    s, sub, sizeof(sub) / sizeof(sub[0]), argc, argv);
}
