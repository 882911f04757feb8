/* SPDX-License-Identifier: Apache-2.0 */
/* file - check a draft, sign it, append it to the log. */
#include "cmd/gather.h"
#include "cmd/passphrase.h"
#include "cmd/signing.h"
#include "cmd/stamping.h"
#include "cmd/verbs.h"
#include "core/base/limits.h"
#include "core/filing/finish.h"
#include "core/filing/sign.h"
#include "core/log/chain.h"

#include <inttypes.h>
#include <string.h>

struct file_options {
	const char *filer, *log, *log_key, *save;
	struct signing signing;
	struct passphrase_source log_pass;
	struct stamping *stamping;
	bool hypothetical, dry_run;
};

/* All that is open while a draft becomes a filing. */
struct filing_run {
	struct session *s;
	const struct file_options *o;
	const char *path; /* of the draft */
	struct bytes draft;
	struct profile profile;
	struct gathered inputs;
	struct auditlog *log;
	struct signkey *key;
	struct finished finished;
	struct str signed_doc, checkpoint;
	struct log_receipt receipt;
	int64_t now;
};

static enum status
check_options(
    const struct session *s, const struct file_options *o, struct error *err)
{
	const struct {
		const char *value;
		bool needed;
		const char *name, *what;
	} must[] = {
		{ o->log, true, "log",
		    "the log, which retrace log init makes" },
		{ o->log_key, !o->dry_run && !stamping_only_asks(o->stamping),
		    "log-key", "the key of the log" },
		{ o->signing.key, !o->dry_run && o->stamping->reply == NULL,
		    "key", "the key of the signer" },
		{ o->save, !o->dry_run && !stamping_only_asks(o->stamping),
		    "save", "where to put the filing" },
	};

	if (s->rest.n == 0)
		return error_set(
		    err, ST_USAGE, pos_none, "no file named: expected a draft");
	for (size_t i = 0; i < sizeof(must) / sizeof(must[0]); i++)
		if (must[i].needed && must[i].value == NULL)
			return error_set(err, ST_USAGE, pos_none,
			    "--%s is missing: expected %s", must[i].name,
			    must[i].what);
	if (passphrase_check(&o->signing.pass, err) != ST_OK ||
	    passphrase_check(&o->log_pass, err) != ST_OK)
		return err->code;
	return stamping_check(o->stamping, err);
}

/* The draft, complete and without a signature. */
static enum status
finish_draft(struct filing_run *r, struct error *err)
{
	struct findings *f = &r->s->findings;
	struct finish_input in = { .file = r->path,
		.created = r->now,
		.hypothetical = r->o->hypothetical };

	if (file_load(r->path, LIMIT_FILE, &r->draft, err) != ST_OK)
		return err->code;
	in.draft = (struct str){ r->draft.p, r->draft.n };
	if (r->o->filer != NULL) {
		if (profile_read(&r->profile, r->o->filer, f) != ST_OK) {
			*err = f->first;
			return err->code;
		}
		in.profile = &r->profile;
	}
	if (auditlog_open(r->o->log,
		r->o->dry_run ? AUDITLOG_READ : AUDITLOG_WRITE, &r->log,
		err) != ST_OK ||
	    auditlog_checkpoint(r->log, &r->s->mem, &r->checkpoint, err) !=
		ST_OK)
		return err->code;
	in.checkpoint = r->checkpoint;
	if (filing_finish(&in, &r->s->mem, &r->finished, f) != ST_OK) {
		*err = f->first;
		return err->code;
	}
	return chain_check(r->log, r->finished.xml, r->path, err);
}

static enum status
find_inputs(struct filing_run *r, struct error *err)
{
	const struct words named = { r->s->rest.word + 1, r->s->rest.n - 1, 0 };
	struct findings *f = &r->s->findings;

	if (gather_inputs(&r->inputs, (struct str){ r->draft.p, r->draft.n },
		r->path, &named, &r->s->mem, f) != ST_OK)
		*err = f->first;
	return err->code;
}

/* The log's own key, before anything is signed. */
static enum status
unlock_log(struct filing_run *r, struct error *err)
{
	struct passphrase pass = { "" };
	bool sealed = false;

	if (note_signer_is_sealed(r->o->log_key, &sealed, err) == ST_OK &&
	    (!sealed || passphrase_get(&pass, &r->o->log_pass, err) == ST_OK))
		auditlog_unlock(r->log, r->o->log_key, str_of(pass.text), err);
	passphrase_wipe(&pass);
	return err->code;
}

static enum status
sign(struct filing_run *r, struct error *err)
{
	if (signing_load(&r->o->signing, r->now, &r->key, err) == ST_OK)
		sign_enveloped(r->finished.xml, r->key, r->now, &r->s->mem,
		    &r->signed_doc, err);
	return err->code;
}

/* What was signed in an earlier run, for which the time-stamp is there. */
static enum status
resume(struct filing_run *r, struct error *err)
{
	struct certs pinned = { NULL, 0, 0 };

	if (signing_pinned(&r->o->signing, &pinned, err) == ST_OK)
		stamping_resume(r->o->stamping, r->finished.id,
		    pinned.n > 0 ? &pinned : NULL, &r->s->mem, &r->signed_doc,
		    &r->checkpoint, err);
	certs_free(&pinned);
	return err->code;
}

/*
 * Into the log first, then to its file: what the log has is filed.  The same
 * content filed before keeps its first signature, and that is saved.
 */
static enum status
append(struct filing_run *r, struct error *err)
{
	const struct filing_facts *x = &r->finished.facts;
	struct log_entry e = { .filing = x->id,
		.kind = x->kind,
		.product = x->product,
		.tool = STR("retrace " RETRACE_VERSION),
		.rules = x->rules,
		.file = r->signed_doc,
		.checkpoint = r->checkpoint,
		.input = r->inputs.input,
		.ninput = r->inputs.n,
		.now = r->now };
	struct log_record before;

	memcpy(e.rules_sha256, x->rules_sha256, SHA256_SIZE);
	if (auditlog_append(r->log, &e, &r->s->mem, &r->receipt, err) != ST_OK)
		return err->code;
	if (r->receipt.already) {
		if (auditlog_get(r->log, r->receipt.index, &r->s->mem, &before,
			err) != ST_OK)
			return err->code;
		r->signed_doc = before.file;
	}
	return file_write(r->o->save, r->signed_doc, FILE_PUBLIC, err);
}

static void
say_done(const struct filing_run *r)
{
	const struct filing_facts *x = &r->finished.facts;
	char time[DATE_TIME_TEXT];

	printf("filing   %s\nproduct  ", r->finished.id);
	text_put(stdout, x->product);
	printf("\nrules    ");
	text_put(stdout, x->rules);
	if (x->hypothetical)
		printf(" (hypothetical)");
	if (r->o->stamping->stamp.authority.p != NULL && !r->receipt.already) {
		date_time_format(r->o->stamping->stamp.time, time);
		printf("\nstamped  %s by ", time);
		text_put(stdout, r->o->stamping->stamp.authority);
	}
	if (r->o->dry_run)
		printf("\ncomplete; nothing was signed or logged\n");
	else if (stamping_only_asks(r->o->stamping))
		printf("\nrequest  %s\nnot filed yet: have the request "
		       "answered, then give the same command with\n--tsr, "
		       "--tsa-ca, --log-key and --save; keep %s.pending until "
		       "then\n",
		    r->o->stamping->request, r->o->stamping->request);
	else
		printf("\nlogged   entry %" PRIu64 " at %s%s\nsaved    %s\n",
		    r->receipt.index, r->receipt.time,
		    r->receipt.already ? ", as it was before" : "", r->o->save);
	if (r->receipt.clock_behind > 0)
		fprintf(stderr,
		    "retrace: warning: the clock is %" PRId64 " s behind the "
		    "last entry of the log\n",
		    r->receipt.clock_behind);
}

static enum status
run(struct filing_run *r, struct error *err)
{
	struct stamping *stamping = r->o->stamping;

	if (check_options(r->s, r->o, err) != ST_OK)
		return err->code;
	r->path = r->s->rest.word[0];
	if (finish_draft(r, err) != ST_OK || find_inputs(r, err) != ST_OK ||
	    r->o->dry_run)
		return err->code;
	if (stamping_only_asks(stamping))
		return sign(r, err) != ST_OK
			   ? err->code
			   : stamping_ask(
				 stamping, r->signed_doc, &r->s->mem, err);
	if (unlock_log(r, err) != ST_OK ||
	    (stamping->reply != NULL ? resume(r, err) : sign(r, err)) !=
		ST_OK ||
	    (stamping_is_due(stamping) && stamping_put(stamping, &r->signed_doc,
					      &r->s->mem, err) != ST_OK) ||
	    append(r, err) != ST_OK)
		return err->code;
	stamping_done(stamping, &r->s->mem);
	return ST_OK;
}

int
cmd_file(struct session *s, int argc, char **argv)
{
	struct stamping stamping = { .request = NULL };
	struct file_options o = {
		.stamping = &stamping,
		.signing.pass = { .variable = "RETRACE_PASSPHRASE",
		    .prompt = "Passphrase or PIN of the signer's key",
		    .prefix = "" },
		.log_pass = { .variable = "RETRACE_LOG_PASSPHRASE",
		    .prompt = "Passphrase of the log's key",
		    .prefix = "log-" },
	};
	const struct option_spec table[] = {
		{ "log", '\0', OPTION_TEXT, &o.log, "LOG", "the audit log" },
		{ "log-key", '\0', OPTION_TEXT, &o.log_key, "FILE",
		    "the key of the log" },
		SIGNING_OPTIONS(&o.signing),
		{ "save", '\0', OPTION_TEXT, &o.save, "FILING",
		    "where to put the signed filing" },
		{ "filer", '\0', OPTION_TEXT, &o.filer, "FILE",
		    "who files: laid over what the draft says" },
		PASSPHRASE_OPTIONS("", &o.signing.pass, "the signer's key"),
		PASSPHRASE_OPTIONS("log-", &o.log_pass, "the log's key"),
		STAMPING_OPTIONS(&stamping),
		{ "hypothetical", '\0', OPTION_FLAG, &o.hypothetical, NULL,
		    "file under a rule that nobody has enacted" },
		{ "dry-run", '\0', OPTION_FLAG, &o.dry_run, NULL,
		    "check everything, write nothing" },
	};
	const struct usage usage = { "DRAFT [INPUT...] [OPTION...]", table,
		sizeof(table) / sizeof(table[0]),
		"Refuses a draft that lacks anything, and names it. The "
		"inputs of the draft are\nstored in the log: they are sought "
		"beside the draft, here, among the INPUTs and\nthe installed "
		"packs. A passphrase that no option names comes from "
		"RETRACE_PASSPHRASE or\nRETRACE_LOG_PASSPHRASE, or is asked "
		"for.\n" };
	struct filing_run r = { .s = s, .o = &o, .now = date_now() };
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	if (run(&r, &err) == ST_OK) {
		session_messages(s);
		say_done(&r);
	}
	code = err.code != ST_OK ? session_fail(s, &err) : 0;
	auditlog_close(r.log);
	key_free(r.key);
	gathered_free(&r.inputs);
	profile_free(&r.profile);
	stamping_free(&stamping);
	bytes_free(&r.draft);
	return code;
}
