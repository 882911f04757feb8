/* SPDX-License-Identifier: Apache-2.0 */
/* diff - what changed from one product to another. */
#include "core/report/diff/diff.h"
#include "cmd/checking.h"
#include "cmd/verbs.h"

#include <string.h>

/* What the command line says of one side, or of both. */
struct asked {
	struct words file[SIDES], both;
	struct words packs[SIDES], assume[SIDES], ship;
	date_day as_of[SIDES];
	bool all;
};

static enum status
emit(const struct page *page, const void *result, struct error *err)
{
	return diff_write(page->to, page->format, &page->style, result, err);
}

/* The two words are the first file of each side; or there are none. */
static enum status
take_files(struct session *side[SIDES], struct asked *a, struct error *err)
{
	const struct words *rest = &side[NEW]->rest;

	if (rest->n != 0 && rest->n != 2)
		return error_set(err, ST_USAGE, pos_none,
		    "%zu file%s named: expected OLD and NEW; more files of a "
		    "side behind --old, --new or --both",
		    rest->n, rest->n == 1 ? "" : "s");
	for (int s = OLD; s < SIDES; s++) {
		struct words *files = &side[s]->in.files;

		if (rest->n == 2 && !words_add(files, rest->word[s]))
			return error_set(
			    err, ST_NOMEM, pos_none, "out of memory");
		if (words_add_all(files, &a->file[s], err) != ST_OK ||
		    words_add_all(files, &a->both, err) != ST_OK)
			return err->code;
		if (files->n == 0)
			return error_set(err, ST_USAGE, pos_none,
			    "no file of the %s product named: expected OLD "
			    "and NEW",
			    s == OLD ? "old" : "new");
	}
	return ST_OK;
}

/* Standard input can be read once. */
static enum status
refuse_stdin_twice(struct session *side[SIDES], struct error *err)
{
	size_t n = 0;

	for (int s = OLD; s < SIDES; s++)
		for (size_t i = 0; i < side[s]->in.files.n; i++)
			n += strcmp(side[s]->in.files.word[i], "-") == 0;
	if (n < 2)
		return ST_OK;
	return error_set(err, ST_USAGE, pos_none,
	    "standard input named for more than one file: expected - once, "
	    "and not behind --both");
}

/* From what is said of both sides and of each to two sessions. */
static enum status
part(struct session *side[SIDES], struct asked *a, struct error *err)
{
	struct session *old = side[OLD], *now = side[NEW];
	const struct days common = now->in.days;

	a->ship = now->in.ship;
	now->in.ship = (struct words){ 0 };
	now->in.report = true;
	old->in.of_two = now->in.of_two = true;
	old->command = now->command;
	old->quiet = now->quiet;
	old->in.policy = now->in.policy;
	old->in.strict = now->in.strict;
	old->in.as_if_in_force = now->in.as_if_in_force;
	old->in.presumed = now->in.presumed;
	old->in.exact = now->in.exact;
	old->in.method = now->in.method;
	old->in.allocate = now->in.allocate;
	old->in.report = true;
	now->beside = &old->findings;
	if (words_add_all(&old->in.packs, &now->in.packs, err) != ST_OK ||
	    words_add_all(&old->in.formats, &now->in.formats, err) != ST_OK ||
	    words_add_all(&old->in.only, &now->in.only, err) != ST_OK ||
	    words_add_all(&old->in.also, &now->in.also, err) != ST_OK ||
	    words_add_all(&old->in.rates, &now->in.rates, err) != ST_OK ||
	    words_add_all(&old->in.encoding, &now->in.encoding, err) != ST_OK ||
	    words_add_all(&old->in.decimal, &now->in.decimal, err) != ST_OK ||
	    words_add_all(&old->in.maps, &now->in.maps, err) != ST_OK ||
	    words_add_all(&old->in.assume, &now->in.assume, err) != ST_OK)
		return err->code;
	for (int s = OLD; s < SIDES; s++) {
		side[s]->in.days = common;
		if (a->as_of[s] != DATE_NONE)
			side[s]->in.days.as_of = a->as_of[s];
		if (words_add_all(&side[s]->in.packs, &a->packs[s], err) !=
			ST_OK ||
		    words_add_all(&side[s]->in.assume, &a->assume[s], err) !=
			ST_OK)
			return err->code;
	}
	if (take_files(side, a, err) != ST_OK)
		return err->code;
	return refuse_stdin_twice(side, err);
}

/* An item that --ship names need not be on both sides. */
static enum status
mark_shipped(
    struct session *side[SIDES], const struct words *ship, struct error *err)
{
	for (size_t i = 0; i < ship->n; i++) {
		struct error why = { 0 };
		bool found = false;

		for (int s = OLD; s < SIDES; s++) {
			uint32_t item = 0;

			why = (struct error){ 0 };
			if (session_item(side[s], ship->word[i], &item, &why) !=
			    ST_OK)
				continue;
			side[s]->shipped[item] = 1;
			found = true;
		}
		if (!found) {
			*err = why;
			return err->code;
		}
	}
	return ST_OK;
}

/* Opens both, so that what is wrong with either is said in one run. */
static int
open_both(struct session *side[SIDES])
{
	struct error err[SIDES] = { { 0 }, { 0 } };
	int code = 0;

	for (int s = OLD; s < SIDES; s++)
		session_open(side[s], &err[s]);
	for (int s = OLD; s < SIDES; s++) {
		if (err[s].code == ST_OK ||
		    (s == NEW && err[OLD].code == err[NEW].code &&
			err[NEW].at.file == NULL &&
			strcmp(err[OLD].text, err[NEW].text) == 0))
			continue;
		if (code == 0)
			code = session_fail(side[s], &err[s]);
		else
			session_fail(side[s], &err[s]);
	}
	return code;
}

static int
compare(struct session *side[SIDES], const struct asked *a)
{
	struct difference d = { .n = 0 };
	struct checked c[SIDES];
	struct compared x = {
		.c = { &c[OLD], &c[NEW] }, .d = &d, .all = a->all
	};
	struct error err = { 0 };
	int code = 0;

	session_messages(side[OLD]);
	session_messages(side[NEW]);
	if (mark_shipped(side, &a->ship, &err) == ST_OK &&
	    checking_fill(side[OLD], &c[OLD], &err) == ST_OK &&
	    checking_fill(side[NEW], &c[NEW], &err) == ST_OK &&
	    differ_find(&d, &side[OLD]->bom, &side[NEW]->bom, &err) == ST_OK &&
	    compared_find(&x, &err) == ST_OK &&
	    outputs_write(&side[NEW]->out, emit, &x, &err) == ST_OK)
		code = session_verdict_code(side[NEW], c[NEW].exit_code);
	compared_free(&x);
	difference_free(&d);
	return err.code == ST_OK ? code : session_fail(side[NEW], &err);
}

static int
run(struct session *side[SIDES], struct asked *a)
{
	struct error err = { 0 };
	int code;

	if (part(side, a, &err) != ST_OK)
		return session_fail(side[NEW], &err);
	code = open_both(side);
	return code != 0 ? code : compare(side, a);
}

int
cmd_diff(struct session *s, int argc, char **argv)
{
	struct asked a = { .all = false };
	struct session old = { .command = s->command };
	struct session *side[SIDES] = { &old, s };
	const struct option_spec table[] = {
		{ "old", '\0', OPTION_LIST, &a.file[OLD], "FILE",
		    "another file of the old product; repeatable" },
		{ "new", '\0', OPTION_LIST, &a.file[NEW], "FILE",
		    "another file of the new product; repeatable" },
		{ "both", '\0', OPTION_LIST, &a.both, "FILE",
		    "a file of both products; repeatable" },
		{ "old-as-of", '\0', OPTION_DATE, &a.as_of[OLD], "DATE",
		    "the old product and the law of that day" },
		{ "new-as-of", '\0', OPTION_DATE, &a.as_of[NEW], "DATE",
		    "the new product and the law of that day" },
		{ "old-rules", '\0', OPTION_LIST, &a.packs[OLD], "PACK",
		    "rule pack for the old product; repeatable" },
		{ "new-rules", '\0', OPTION_LIST, &a.packs[NEW], "PACK",
		    "rule pack for the new product; repeatable" },
		{ "old-assume", '\0', OPTION_LIST, &a.assume[OLD], "FILE",
		    "your assumptions about the old product; repeatable" },
		{ "new-assume", '\0', OPTION_LIST, &a.assume[NEW], "FILE",
		    "your assumptions about the new product; repeatable" },
		{ "all-items", 'a', OPTION_FLAG, &a.all, NULL,
		    "verdicts and amounts of every item, and every row" },
		SESSION_READ_OPTIONS(s),
		SESSION_RULE_OPTIONS(s),
	};
	const struct usage usage = { "OLD NEW [OPTION...]", table,
		sizeof(table) / sizeof(table[0]),
		"OLD and NEW are files of two products, of two revisions of "
		"one, or of one and\nthe same.  The exit code is that of "
		"`retrace check` for the new one.\nWithout --rules the pack "
		"is cn-trace.\n" };
	int code;

	if (session_options(s, &usage, argc, argv, &code))
		code = run(side, &a);
	for (int i = OLD; i < SIDES; i++) {
		words_free(&a.file[i]);
		words_free(&a.packs[i]);
		words_free(&a.assume[i]);
	}
	words_free(&a.both);
	words_free(&a.ship);
	s->beside = NULL;
	session_close(&old);
	return code;
}
