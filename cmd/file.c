/* SPDX-License-Identifier: Apache-2.0 */
/* file - check a draft, sign it, append it to the log. */
#include "cmd/filing_run.h"
#include "cmd/verbs.h"

#include <inttypes.h>
#include <sys/stat.h>

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

/* What was signed in an earlier run, for which the time-stamp is there. */
static enum status
resume(struct filing_run *r, struct filing_draft *d, struct error *err)
{
	struct certs pinned = { NULL, 0, 0 };

	if (signing_pinned(&r->o->signing, &pinned, err) == ST_OK)
		stamping_resume(r->o->stamping, d->finished.id,
		    pinned.n > 0 ? &pinned : NULL, &r->s->mem, &d->signed_doc,
		    &d->carried, err);
	certs_free(&pinned);
	return err->code;
}

/* Into the log first, then to its file: what the log has is filed. */
static enum status
append(struct filing_run *r, struct filing_draft *d, struct error *err)
{
	if (filing_run_append(r, d, 1, err) != ST_OK)
		return err->code;
	return filing_draft_save(r, d, r->o->save, err);
}

static void
say_done(const struct filing_run *r, const struct filing_draft *d)
{
	const struct filing_facts *x = &d->finished.facts;
	char time[DATE_TIME_TEXT];

	printf("filing   %s\nproduct  ", d->finished.id);
	text_put(stdout, x->product);
	printf("\nrules    ");
	text_put(stdout, x->rules);
	if (x->hypothetical)
		printf(" (hypothetical)");
	if (r->o->stamping->stamp.authority.p != NULL && !d->receipt.already) {
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
		    d->receipt.index, d->receipt.time,
		    d->receipt.already ? ", as it was before" : "", r->o->save);
	if (d->opening_path != NULL)
		printf("opening  %s: %zu sealed values; keep it to yourself\n",
		    d->opening_path, d->finished.opening.n);
	if (d->receipt.clock_behind > 0)
		fprintf(stderr,
		    "retrace: warning: the clock is %" PRId64 " s behind the "
		    "last entry of the log\n",
		    d->receipt.clock_behind);
}

static enum status
sign(struct filing_run *r, struct filing_draft *d, struct error *err)
{
	return filing_run_key(r, err) == ST_OK ? filing_draft_sign(r, d, err)
					       : err->code;
}

/* A draft that is complete becomes a filing. */
static enum status
file_finished(struct filing_run *r, struct filing_draft *d, struct error *err)
{
	struct stamping *stamping = r->o->stamping;

	if (stamping_only_asks(stamping))
		return sign(r, d, err) != ST_OK
			   ? err->code
			   : stamping_ask(
				 stamping, d->signed_doc, &r->s->mem, err);
	if (filing_run_unlock(r, err) != ST_OK ||
	    (stamping->reply != NULL ? resume(r, d, err) : sign(r, d, err)) !=
		ST_OK ||
	    (stamping_is_due(stamping) && stamping_put(stamping, &d->signed_doc,
					      &d->mem, err) != ST_OK) ||
	    append(r, d, err) != ST_OK)
		return err->code;
	stamping_done(stamping, &r->s->mem);
	return ST_OK;
}

static enum status
file_one(struct filing_run *r, struct error *err)
{
	const struct words named = { r->s->rest.word + 1, r->s->rest.n - 1, 0 };
	struct filing_draft d = { .path = r->s->rest.word[0],
		.carried = r->checkpoint };
	enum status st = filing_draft_finish(r, &d, NULL, err);

	if (st == ST_OK)
		st = filing_draft_admit(r, &d, &named, err);
	findings_join(&r->s->findings, &d.f);
	if (st == ST_OK && !r->o->dry_run)
		st = file_finished(r, &d, err);
	if (st == ST_OK) {
		session_messages(r->s);
		say_done(r, &d);
	}
	filing_draft_free(&d);
	return st;
}

static bool
is_folder(const char *path)
{
	struct stat sb;

	return stat(path, &sb) == 0 && S_ISDIR(sb.st_mode);
}

static enum status
run(struct filing_run *r, struct error *err)
{
	if (check_options(r->s, r->o, err) != ST_OK ||
	    filing_run_open(r, err) != ST_OK)
		return err->code;
	return is_folder(r->s->rest.word[0]) ? filing_many(r, err)
					     : file_one(r, err);
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
		{ "opening", '\0', OPTION_TEXT, &o.opening, "FILE",
		    "where to put what opens a sealed filing "
		    "(FILING.opening)" },
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
	const struct usage usage = { "DRAFT|FOLDER [INPUT...] [OPTION...]",
		table, sizeof(table) / sizeof(table[0]),
		"Refuses a draft that lacks anything, and names it. The "
		"inputs of the draft are\nstored in the log: they are sought "
		"beside the draft, here, among the INPUTs and\nthe installed "
		"packs. A passphrase that no option names comes from "
		"RETRACE_PASSPHRASE or\nRETRACE_LOG_PASSPHRASE, or is asked "
		"for. A FOLDER stands for all drafts in it; --save then names "
		"a "
		"folder for the\nfilings.\n" };
	struct filing_run r = { .s = s, .o = &o, .now = date_now() };
	struct error err = { 0 };
	int code;

	if (session_options(s, &usage, argc, argv, &code))
		code = run(&r, &err) == ST_OK ? 0 : session_fail(s, &err);
	filing_run_close(&r);
	stamping_free(&stamping);
	return code;
}
