/* SPDX-License-Identifier: Apache-2.0 */
/* draft - the unsigned disclosure of a product, and what it still lacks. */
#include "cmd/checking.h"
#include "cmd/choosing.h"
#include "cmd/dealing.h"
#include "cmd/drafting.h"
#include "cmd/recording.h"
#include "cmd/redraft.h"
#include "cmd/sealing.h"
#include "cmd/verbs.h"
#include "core/filing/profile/dealt.h"
#include "core/log/auditlog.h"
#include "core/report/outcomes.h"
#include "core/report/path.h"

#include <string.h>

struct draft_options {
	struct dealing deal;
	struct choosing chosen;
	struct redraft people;
	struct sealing sealing;
	struct recording rec;
	const char *end_user, *save, *log;
};

static enum status
newest_checkpoint(
    struct session *s, const char *path, struct str *note, struct error *err)
{
	struct auditlog *log = NULL;

	if (path == NULL)
		return ST_OK;
	if (auditlog_open(path, AUDITLOG_READ, &log, err) == ST_OK)
		auditlog_checkpoint(log, &s->mem, note, err);
	auditlog_close(log);
	return err->code;
}

/* What the filer says and what the transaction says are about one deal. */
static enum status
compare(struct session *s, const struct draft_input *in, struct error *err)
{
	if (draft_compare(in, &s->findings, err) == ST_OK)
		*err = s->findings.first;
	return err->code;
}

/* A filing is for one end user. */
static enum status
choose_end_user(
    struct draft_options *o, const struct profile *filer, struct error *err)
{
	if (o->deal.is_read)
		return dealt_choose_end_user(
		    &o->deal.transaction, o->end_user, filer, err);
	if (o->end_user == NULL)
		return ST_OK;
	return error_set(err, ST_USAGE, pos_none,
	    "--end-user without --transaction: expected the transaction that "
	    "names the end users");
}

static enum status
save(const struct draft_options *o, const struct draft *d, struct error *err)
{
	if (redraft_companion(&o->people, d->xml, err) != ST_OK)
		return err->code;
	return file_write(o->save != NULL ? o->save : "-", d->xml,
	    sealing_mode(&o->sealing), err);
}

static enum status
write_draft(struct session *s, struct draft_options *o, struct draft *out,
    struct error *err)
{
	const struct redraft *r = &o->people;
	struct draft_input in;

	if (drafting_fill(s, &in, err) != ST_OK)
		return err->code;
	if (choosing_products(&o->chosen, s, &in, err) != ST_OK ||
	    newest_checkpoint(s, o->log, &in.checkpoint, err) != ST_OK)
		return err->code;
	in.profile = &r->people;
	in.kind = (uint8_t)r->kind;
	in.earlier = r->has_earlier ? &r->earlier : NULL;
	in.seal = o->sealing.seals ? &o->sealing.seal : NULL;
	if (choose_end_user(o, in.profile, err) == ST_OK &&
	    compare(s, &in, err) == ST_OK &&
	    draft_write(&in, &s->mem, out, err) == ST_OK)
		save(o, out, err);
	return err->code;
}

/* Of one of several products with its name. */
static void
say_outcome(const struct checked *c, size_t rule, uint32_t item, bool named)
{
	char text[OUTCOME_TEXT];

	outcome_text(text, c, rule, item);
	if (text[0] == '\0')
		return;
	fputs("retrace: ", stderr);
	if (named) {
		path_put_label(stderr, c->bom, item);
		fputs(": ", stderr);
	}
	fprintf(stderr, "%s/%s: %s\n", c->book->rule[rule].pack->id,
	    c->book->rule[rule].rule->id, text);
}

/* What follows in the transaction, by each rule. */
static enum status
say_outcomes(
    struct session *s, const struct draft_options *o, struct error *err)
{
	struct checked c;

	if (s->quiet || s->dealing == NULL)
		return ST_OK;
	if (checking_fill(s, &c, err) != ST_OK)
		return err->code;
	for (size_t i = 0; i < o->chosen.nproduct; i++)
		for (size_t r = 0; r < s->book.nrule; r++)
			say_outcome(&c, r, o->chosen.product[i].item,
			    o->chosen.nproduct > 1);
	return ST_OK;
}

/* What only people know, and nobody has said. */
static void
say_missing(const struct session *s, const struct draft *d)
{
	if (s->quiet)
		return;
	fprintf(stderr, "retrace: filing id %s%s\n", d->id,
	    d->missing.n > 0 ? ", if filed as it stands" : "");
	if (d->hypothetical)
		fprintf(stderr, "retrace: a rule in it is hypothetical: filing "
				"it needs --hypothetical\n");
	if (d->stray.n > 0) {
		fputs("retrace: goods of what is not filed are left out: ",
		    stderr);
		text_put(stderr, str_clip(d->stray.item, 120));
		if (d->stray.n > 1)
			fprintf(stderr, " and %zu more", d->stray.n - 1);
		fputc('\n', stderr);
	}
	for (size_t i = 0; i < d->missing.n; i++) {
		fputs("retrace: missing: ", stderr);
		text_put(stderr, str_of(d->missing.field[i].name));
		fputs(": ", stderr);
		text_put(stderr, str_of(d->missing.field[i].ask));
		fputc('\n', stderr);
	}
}

/* A filing is taken back by what it says itself. */
static enum status
withdraw_one(struct session *s, struct draft_options *o, struct error *err)
{
	struct draft_withdrawal x = { .of = &o->people.older,
		.people = &o->people.people,
		.program = "retrace " RETRACE_VERSION,
		.created = date_now() };
	struct draft d = { 0 };

	if (s->in.files.n > 0)
		return error_set(err, ST_USAGE, pos_none,
		    "files beside --withdraws: expected none, for a "
		    "withdrawal says of the product what the filing says");
	if (newest_checkpoint(s, o->log, &x.checkpoint, err) != ST_OK ||
	    draft_withdraw(&x, &s->mem, &d, err) != ST_OK ||
	    save(o, &d, err) != ST_OK)
		return err->code;
	say_missing(s, &d);
	return ST_OK;
}

/* The draft, and all inputs of its figures. */
static int
record(struct session *s, const struct draft_options *o, const struct draft *d)
{
	const char *save = o->save != NULL ? strrchr(o->save, '/') : NULL;
	struct log_input answer = { STR("draft"), STR("draft.xml"), d->xml,
		true };
	struct log_entry e = { .kind = STR("draft"),
		.result = STR("complete") };
	struct error err = { 0 };
	char missing[60];

	if (o->rec.log == NULL)
		return 0;
	if (o->save != NULL && strcmp(o->save, "-") != 0)
		answer.name = str_of(save != NULL ? save + 1 : o->save);
	if (d->missing.n > 0) {
		snprintf(missing, sizeof(missing), "%zu field%s missing",
		    d->missing.n, d->missing.n == 1 ? "" : "s");
		e.result = str_of(missing);
	}
	e.product =
	    recording_items(s, o->chosen.product[0].item, o->chosen.nproduct);
	recording_product(s, &e, &answer, o->sealing.seals, &err);
	return recording_add(s, &o->rec, &e, 0, &err);
}

/*
 * The draft.  A filer who contradicts the transaction is told so before
 * anything is written.
 */
static enum status
draft_one(
    struct session *s, struct draft_options *o, int *code, struct error *err)
{
	struct draft d = { 0 };

	if (recording_check(&o->rec, err) != ST_OK)
		return err->code;
	if (o->rec.log != NULL && o->people.withdraws != NULL)
		return error_set(err, ST_USAGE, pos_none,
		    "--record of --withdraws: expected it with a draft that "
		    "is computed; retrace file logs a withdrawal");
	if (redraft_open(&o->people, s, err) != ST_OK ||
	    sealing_choose(&o->sealing, &o->people, err) != ST_OK)
		return err->code;
	if (o->people.withdraws != NULL)
		return withdraw_one(s, o, err);
	if (dealing_read(&o->deal, s, err) != ST_OK ||
	    session_open(s, err) != ST_OK ||
	    dealing_judge(&o->deal, s, err) != ST_OK ||
	    write_draft(s, o, &d, err) != ST_OK)
		return err->code;
	session_messages(s);
	if (!s->quiet && redraft_tell(&o->people, d.xml, err) != ST_OK)
		return err->code;
	if (!s->quiet)
		sealing_tell(&o->sealing, &o->people, &d);
	say_missing(s, &d);
	if (say_outcomes(s, o, err) == ST_OK)
		*code = record(s, o, &d);
	return err->code;
}

/* A draft is computed again from its inputs: how they are to be read must stand
 * in one of them. */
static bool
told_apart(int argc, char **argv, struct error *err)
{
	static const char *const names[] = { "decimal", "encoding" };

	for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
		for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++) {
			const size_t n = strlen(names[k]);

			if (strncmp(argv[i], "--", 2) != 0 ||
			    strncmp(argv[i] + 2, names[k], n) != 0 ||
			    strchr("=", argv[i][2 + n]) == NULL)
				continue;
			error_set(err, ST_USAGE, pos_none,
			    "--%s stands in no file, and a draft is computed "
			    "again from its files: expected it in a file of "
			    "columns, named with --map, whose lines are "
			    "\"retrace columns\" and \"%s = %s\"",
			    names[k], names[k], k == 0 ? "comma" : "NAME");
			return true;
		}
	return false;
}

int
cmd_draft(struct session *s, int argc, char **argv)
{
	struct draft_options o = { .rec = recording_none };
	const struct option_spec table[] = { SESSION_RULE_OPTIONS(s),
		SESSION_MAP_OPTION(s), DEALING_OPTIONS(&o.deal),
		CHOOSING_OPTIONS(&o.chosen),
		{ "end-user", '\0', OPTION_TEXT, &o.end_user, "NAME",
		    "whom it is for, of several end users of the transaction" },
		REDRAFT_OPTIONS(&o.people), SEALING_OPTION(&o.sealing),
		CHOOSING_BASIS_OPTION(&o.chosen),
		{ "log", '\0', OPTION_TEXT, &o.log, "LOG",
		    "carry the newest checkpoint of this log" },
		{ "save", '\0', OPTION_TEXT, &o.save, "DRAFT",
		    "write there, not to standard output" },
		RECORDING_OPTIONS(&o.rec) };
	const struct usage usage = { "FILE... [OPTION...]", table,
		sizeof(table) / sizeof(table[0]),
		"Writes a draft and names each field that is still missing. "
		"Nothing is signed and\nnothing is logged: retrace file does "
		"that.\n" };
	struct error err = { 0 };
	int code;

	if (told_apart(argc, argv, &err)) {
		code = session_fail(s, &err);
	} else if (session_options(s, &usage, argc, argv, &code)) {
		code = 0;
		s->in.report = true;
		s->in.files = s->rest;
		s->rest = (struct words){ 0 };
		if (draft_one(s, &o, &code, &err) != ST_OK)
			code = session_fail(s, &err);
	}
	redraft_close(&o.people);
	dealing_close(&o.deal);
	choosing_free(&o.chosen);
	return code;
}
