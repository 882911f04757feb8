/* SPDX-License-Identifier: Apache-2.0 */
/* unsealing - what a filing keeps back, and what an opening says; see
 * unsealing.h. */
#include "cmd/unsealing.h"
#include "core/base/limits.h"
#include "core/report/text.h"

#include <string.h>

enum status
unsealing_check(
    const struct unsealing_options *u, size_t files, struct error *err)
{
	if (u->open == NULL && (u->only.n > 0 || u->save != NULL))
		return error_set(err, ST_USAGE, pos_none,
		    "--%s without --open: expected the opening, too",
		    u->only.n > 0 ? "only" : "save");
	if (u->open != NULL && files > 1)
		return error_set(err, ST_USAGE, pos_none,
		    "--open with %zu files: expected the one filing that it "
		    "opens",
		    files);
	return ST_OK;
}

void
unsealing_free(struct unsealing_options *u)
{
	words_free(&u->only);
	bytes_free(&u->bytes);
}

/* Those that --only chooses; each word must mean something. */
static enum status
choose(struct unsealing_options *u, struct session *s)
{
	struct openings *o = &u->opening;
	uint8_t *chosen = TAKE(&s->mem, uint8_t, o->n + 1);
	size_t n = 0;

	if (u->only.n == 0)
		return ST_OK;
	if (chosen == NULL)
		return findings_error(
		    &s->findings, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < u->only.n; i++)
		if (opening_choose(o, str_of(u->only.word[i]), chosen) == 0)
			return findings_error(&s->findings, ST_REF,
			    ((struct pos){ u->open, 0, 0 }),
			    "--only \"%.120s\": expected a value in it, or a "
			    "place such as product[1]/places[1]",
			    u->only.word[i]);
	for (size_t i = 0; i < o->n; i++)
		if (chosen[i])
			o->list[n++] = o->list[i];
	o->n = n;
	return ST_OK;
}

static enum status
read_opening(
    struct unsealing_options *u, struct session *s, const char **reason)
{
	struct error err = { 0 };
	enum status st;

	if (file_load(u->open, LIMIT_SMALL_FILE, &u->bytes, &err) != ST_OK)
		return findings_take(&s->findings, &err);
	st = opening_read((struct str){ u->bytes.p, u->bytes.n }, u->open,
	    &s->mem, &u->opening, &s->findings);
	if (st == ST_OK || st == ST_NOMEM)
		return st;
	*reason = "opening";
	return ST_VERIFY;
}

static enum status
save(struct unsealing_options *u, struct session *s)
{
	struct error err = { 0 };
	struct str text;

	if (u->save == NULL)
		return ST_OK;
	if (opening_write(&u->opening, &s->mem, &text, &err) == ST_OK)
		file_write(u->save, text, FILE_PRIVATE, &err);
	return err.code == ST_OK ? ST_OK : findings_take(&s->findings, &err);
}

/*
 * unsealing_open - what an opening proves of a filing.
 *
 * In:	doc   a filing that holds
 *
 * The whole opening must be right, also where only some of it is chosen: who
 * hands out a part of it knows then that it opens.
 */
enum status
unsealing_open(struct unsealing_options *u, struct session *s, xmlDoc *doc,
    struct unsealed *out, const char **reason)
{
	struct error err = { 0 };
	enum status st;

	if (u->open == NULL)
		return unseal_nothing(doc, &s->mem, out, &err) == ST_OK
			   ? ST_OK
			   : findings_take(&s->findings, &err);
	st = read_opening(u, s, reason);
	if (st == ST_OK)
		st = unseal(doc, &u->opening, u->open, &s->mem, out, reason,
		    &s->findings);
	if (st == ST_OK && u->only.n > 0) {
		st = choose(u, s);
		if (st == ST_OK)
			st = unseal(doc, &u->opening, u->open, &s->mem, out,
			    reason, &s->findings);
	}
	return st == ST_OK ? save(u, s) : st;
}

/* ---- how it is told ---- */

static void
put_value(FILE *to, const struct sealed *x, const struct opened *is)
{
	fprintf(to, "    ");
	text_put(to, x->at);
	if (x->part.n > 0) {
		fputs(" (", to);
		text_put(to, x->part);
		fputs(")", to);
	}
	if (is != NULL) {
		fputs(": ", to);
		text_put(to, is->value);
	}
	fputc('\n', to);
}

void
unsealing_put(
    FILE *to, const struct unsealing_options *u, const struct unsealed *x)
{
	if (x->sealed.n == 0)
		return;
	if (u->open == NULL) {
		fprintf(to, "  sealed     %zu value%s\n", x->sealed.n,
		    x->sealed.n == 1 ? "" : "s");
		return;
	}
	fprintf(to, "  opened     %zu of %zu sealed value%s\n", x->opened,
	    x->sealed.n, x->sealed.n == 1 ? "" : "s");
	for (size_t i = 0; i < x->sealed.n; i++)
		if (x->is[i] != NULL)
			put_value(to, &x->sealed.list[i], x->is[i]);
	if (x->opened < x->sealed.n)
		fprintf(to, "  sealed     %zu value%s so\n",
		    x->sealed.n - x->opened,
		    x->sealed.n - x->opened == 1 ? " stays" : "s stay");
	for (size_t i = 0; i < x->sealed.n; i++)
		if (x->is[i] == NULL)
			put_value(to, &x->sealed.list[i], NULL);
}

void
unsealing_put_json(struct json *j, const struct unsealed *x)
{
	json_begin_array(j, "opened");
	for (size_t i = 0; i < x->sealed.n; i++) {
		if (x->is[i] == NULL)
			continue;
		json_begin_object(j, NULL);
		json_put_str(j, "at", x->sealed.list[i].at);
		json_put_str(j, "part", x->sealed.list[i].part);
		json_put_str(j, "value", x->is[i]->value);
		json_end_object(j);
	}
	json_end_array(j);
	json_begin_array(j, "sealed");
	for (size_t i = 0; i < x->sealed.n; i++) {
		if (x->is[i] != NULL)
			continue;
		json_begin_object(j, NULL);
		json_put_str(j, "at", x->sealed.list[i].at);
		json_put_str(j, "part", x->sealed.list[i].part);
		json_end_object(j);
	}
	json_end_array(j);
}

/* ---- computing it again ---- */

/* The first file whose digest stays sealed; or NULL. */
static const struct sealed *
first_unknown(const struct unsealed *x)
{
	for (size_t i = 0; i < x->sealed.n; i++)
		if (x->is[i] == NULL && x->sealed.list[i].clear != NULL &&
		    strcmp(x->sealed.list[i].clear, "sha256") == 0)
			return &x->sealed.list[i];
	return NULL;
}

enum status
unsealing_all(struct session *s, const char *file, xmlDoc *doc,
    const struct unsealed *x, struct str kept, xmlDoc **copy, size_t *sealed)
{
	struct findings *f = &s->findings;
	struct openings o = { .list = NULL };
	struct unsealed all = *x;
	const struct sealed *unknown;
	const char *reason;

	if (first_unknown(&all) != NULL && kept.p != NULL &&
	    (opening_read(kept, file, &s->mem, &o, f) != ST_OK ||
		unseal(doc, &o, file, &s->mem, &all, &reason, f) != ST_OK))
		return f->first.code;
	unknown = first_unknown(&all);
	if (unknown != NULL)
		return findings_error(f, ST_NOINPUT,
		    xml_pos(unknown->node, file),
		    "%.*s is sealed: expected --open with the opening of the "
		    "filing, or --log with the log that has it",
		    STR_ARG(unknown->at));
	*sealed = all.sealed.n - all.opened;
	*copy = unseal_copy(&all, doc);
	return *copy != NULL
		   ? ST_OK
		   : findings_error(f, ST_NOMEM, pos_none, "out of memory");
}

bool
unsealing_kept(xmlDoc **doc, const char *name, struct str kept, struct arena *a,
    struct findings *f)
{
	struct openings o = { .list = NULL };
	struct unsealed u = { .is = NULL };
	struct error err = { 0 };
	const char *reason;
	xmlDoc *clear;

	if (kept.p != NULL) {
		if (opening_read(kept, name, a, &o, f) != ST_OK ||
		    unseal(*doc, &o, name, a, &u, &reason, f) != ST_OK)
			return false;
	} else if (unseal_nothing(*doc, a, &u, &err) != ST_OK) {
		findings_take(f, &err);
		return false;
	} else if (u.sealed.n > 0) {
		findings_error(f, ST_NOINPUT, pos_none,
		    "not replayable: %zu values are sealed, and the log does "
		    "not have the opening",
		    u.sealed.n);
		return false;
	}
	if (u.sealed.n == 0)
		return true;
	clear = unseal_copy(&u, *doc);
	if (clear == NULL) {
		findings_error(f, ST_NOMEM, pos_none, "out of memory");
		return false;
	}
	xmlFreeDoc(*doc);
	*doc = clear;
	return true;
}
