/* SPDX-License-Identifier: Apache-2.0 */
/* replay - verdicts computed again; see replay.h. */
#include "cmd/replay.h"

#include "cmd/checking.h"

#include <stdlib.h>
#include <string.h>

const char *
replayed_word(enum replayed r)
{
	static const char *const words[] = {
		[REPLAY_NOT_ASKED] = "",
		[REPLAY_SAME] = "same",
		[REPLAY_DIFFERS] = "differs",
		[REPLAY_MISSING] = "not replayable",
		[REPLAY_FAILED] = "failed",
	};

	return words[r];
}

bool
replay_is_receipt(struct str text)
{
	text = str_trim(str_clip(text, 100));
	return text.n > 0 && text.p[0] == '{';
}

bool
replay_find(struct replay_input *in, size_t n, struct seek *k, struct pos at,
    struct findings *f)
{
	bool all = true;

	for (size_t i = 0; i < n; i++) {
		char hex[SHA256_HEX];

		if (seek_find(
			k, in[i].sha256, in[i].name, at.file, &in[i].body))
			continue;
		all = false;
		digest_hex(in[i].sha256, hex);
		findings_error(f, ST_NOINPUT, at,
		    "not replayable: %s \"%.120s\" with the digest %.12s... "
		    "is not %s",
		    in[i].role, in[i].name, hex,
		    k->listed_only ? "in the log"
				   : "found: expected it in a folder named "
				     "with --inputs");
	}
	return all;
}

static bool
is(const struct replay_input *in, const char *role)
{
	return strcmp(in->role, role) == 0;
}

static bool
is_product(const struct replay_input *in)
{
	return is(in, "product") || is(in, "bom") || is(in, "declaration") ||
	       is(in, "prices");
}

/* One file of the product, or of assumptions. */
static bool
take_file(struct replay *r, struct words *to, const struct replay_input *in)
{
	r->same.file[r->same.nfile++].bytes =
	    (struct bytes){ (char *)(uintptr_t)in->body.p, in->body.n };
	return words_add(to, in->name);
}

/* A pack is two inputs: its rules and, behind them, its clauses. */
static bool
take_pack(struct replay *r, struct str *pack, struct str *clauses,
    const struct replay_input *in)
{
	struct inputs *to = &r->s.in;

	if (is(in, "clauses")) {
		if (to->packs.n > 0)
			clauses[to->packs.n - 1] = in->body;
		return true;
	}
	pack[to->packs.n] = in->body;
	return words_add(&to->packs, in->name);
}

/* A transaction, or holidays for its times; a fault is among the findings. */
static bool
take_deal(struct replay *r, const struct replay_input *in)
{
	struct dealing *d = &r->deal;
	struct findings *f = &r->s.findings;

	r->s.dealing = d;
	if (is(in, "holidays")) {
		holidays_read_bytes(&d->days, in->name, in->body, f);
		return words_add(&d->holidays, in->name);
	}
	d->file = in->name;
	d->is_read = transaction_read_bytes(
			 &d->transaction, in->name, in->body, f) == ST_OK;
	if (d->is_read)
		r->s.in.transaction = &d->transaction;
	return true;
}

/* Hands the bytes to the session: files before assumptions. */
static enum status
take_all(struct replay *r, const struct replay_input *in, size_t n,
    struct error *err)
{
	struct str *pack = TAKE(&r->s.mem, struct str, n + 1);
	struct str *clauses = TAKE(&r->s.mem, struct str, n + 1);
	struct inputs *to = &r->s.in;
	bool ok = pack != NULL && clauses != NULL;

	r->same.file = TAKE(&r->s.mem, struct bom_file, n + 1);
	ok = ok && r->same.file != NULL;
	for (size_t i = 0; ok && i < n; i++)
		if (is_product(&in[i]))
			ok = take_file(r, &to->files, &in[i]);
	for (size_t i = 0; ok && i < n; i++) {
		if (is(&in[i], "assumptions")) {
			ok = take_file(r, &to->assume, &in[i]);
		} else if (is(&in[i], "rules") || is(&in[i], "clauses")) {
			ok = take_pack(r, pack, clauses, &in[i]);
		} else if (is(&in[i], "policy")) {
			to->policy = in[i].name;
			r->given.policy = in[i].body;
		} else if (is(&in[i], "transaction") ||
			   is(&in[i], "holidays")) {
			ok = take_deal(r, &in[i]);
		} else if (!is_product(&in[i])) {
			return error_set(err, ST_SCHEMA, pos_none,
			    "an input of the role \"%.40s\": expected one "
			    "that this program knows",
			    in[i].role);
		}
	}
	r->given.pack = pack;
	r->given.clauses = clauses;
	to->given = &r->given;
	to->same = &r->same;
	return ok ? ST_OK : error_set(err, ST_NOMEM, pos_none, "out of memory");
}

enum status
replay_open(struct replay *r, const struct replay_input *in, size_t n,
    struct error *err)
{
	r->s.quiet = true;
	if (take_all(r, in, n, err) != ST_OK)
		return err->code;
	if (r->s.in.packs.n == 0 || r->s.in.files.n == 0)
		return error_set(err, ST_SCHEMA, pos_none,
		    "no product or no rules among the inputs: expected both");
	*err = r->s.findings.first;
	if (err->code != ST_OK ||
	    session_open_for(&r->s, NEED_BOM | NEED_RULES | NEED_JUDGE, err) !=
		ST_OK)
		return err->code;
	return dealing_judge(&r->deal, &r->s, err);
}

void
replay_close(struct replay *r)
{
	dealing_close(&r->deal);
	session_close(&r->s);
}

static bool
add_words(struct words *to, const struct word_list *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (!words_add(to, w->word[i]))
			return false;
	return true;
}

static enum status
set_options(struct inputs *in, const struct receipt *x, struct error *err)
{
	in->days = x->days;
	in->as_if_in_force = x->as_if_in_force;
	in->presumed = x->recipe.presumed;
	in->exact = x->recipe.exact;
	in->method = x->recipe.method;
	in->allocate = x->recipe.allocate;
	if (!add_words(&in->only, &x->recipe.only) ||
	    !add_words(&in->also, &x->recipe.also) ||
	    !add_words(&in->ship, &x->recipe.ship) ||
	    !add_words(&in->encoding, &x->recipe.encoding) ||
	    !add_words(&in->decimal, &x->recipe.decimal) ||
	    !add_words(&in->formats, &x->recipe.format))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	return ST_OK;
}

/* Another program may compute otherwise: its reader shall know. */
static void
say_program(
    const struct receipt *x, const struct checked *c, struct findings *f)
{
	if (strcmp(x->tool_sha256, c->tool_sha256) == 0)
		return;
	findings_add(f, SEV_NOTE, ST_OK, (struct pos){ x->file, 1, 0 },
	    "written by retrace %.40s, program %.12s...; computed again by "
	    "retrace " RETRACE_VERSION ", program %.12s...",
	    x->tool, x->tool_sha256, c->tool_sha256);
}

static enum status
match(struct replay *r, const struct receipt *x, struct findings *f,
    struct error *err)
{
	struct receipt_match m;
	struct checked c;
	FILE *to;

	if (checking_fill(&r->s, &c, err) != ST_OK)
		return err->code;
	c.all_items = x->all_items;
	say_program(x, &c, f);
	to = receipt_match_open(&m, x, f);
	if (to == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	receipt_write(to, &c, err);
	return receipt_match_close(&m, to, err);
}

static enum replayed
replay_with(struct replay *r, const struct receipt *x,
    const struct replay_input *in, struct findings *f, struct error *err)
{
	const struct pos at = { x->file, 1, 0 };
	enum status st = ST_OK;

	if (set_options(&r->s.in, x, err) == ST_OK &&
	    replay_open(r, in, x->ninput, err) == ST_OK)
		st = match(r, x, f, err);
	if (err->code != ST_OK) {
		findings_error(
		    f, err->code, at, "computing it again: %s", err->text);
		return REPLAY_FAILED;
	}
	return st == ST_OK ? REPLAY_SAME : REPLAY_DIFFERS;
}

enum replayed
replay_receipt(const struct session *s, struct seek *k, const char *file,
    struct str text, struct findings *f)
{
	struct replay r = { .s = { .command = s->command } };
	enum replayed outcome = REPLAY_FAILED;
	struct replay_input *in;
	struct error err = { 0 };
	struct receipt x = { .file = file };

	if (receipt_read(&x, text, file, &r.s.mem, &err) != ST_OK) {
		findings_take(f, &err);
		replay_close(&r);
		return REPLAY_FAILED;
	}
	in = TAKE(&r.s.mem, struct replay_input, x.ninput + 1);
	for (size_t i = 0; in != NULL && i < x.ninput; i++) {
		in[i] = (struct replay_input){ .role = x.input[i].role,
			.name = x.input[i].name };
		memcpy(in[i].sha256, x.input[i].sha256, SHA256_SIZE);
	}
	if (in == NULL)
		findings_error(f, ST_NOMEM, pos_none, "out of memory");
	else if (!replay_find(in, x.ninput, k, (struct pos){ file, 1, 0 }, f))
		outcome = REPLAY_MISSING;
	else
		outcome = replay_with(&r, &x, in, f, &err);
	replay_close(&r);
	return outcome;
}
