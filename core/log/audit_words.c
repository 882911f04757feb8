/* SPDX-License-Identifier: Apache-2.0 */
/* audit_words - what witnesses and authorities say of checkpoints, in an
 * audit; see audit.h. */
#include "core/base/date.h"
#include "core/log/audit.h"
#include "core/log/cosign.h"

#include <inttypes.h>
#include <string.h>

/* How a finding names the checkpoint. */
static void
say(struct audit *x, uint64_t size, const char *reason, const char *text)
{
	audit_say_log(
	    x, reason, "checkpoint of %" PRIu64 " entries: %s", size, text);
}

/* The co-signatures of one checkpoint so far: each witness signs once. */
struct signers {
	uint64_t size;
	size_t n;
	struct cosignature by[NOTE_LINES_MAX];
};

/* False: one more than there may be, or the second of a witness. */
static bool
is_new(struct signers *s, uint64_t size, const struct cosignature *c)
{
	if (s->size != size)
		s->n = 0;
	s->size = size;
	for (size_t i = 0; i < s->n; i++)
		if (cosign_same(&s->by[i], c))
			return false;
	if (s->n >= NOTE_LINES_MAX - 1)
		return false;
	s->by[s->n++] = *c;
	return true;
}

static void
hold_cosignature(struct audit *x, uint64_t size, struct str line,
    struct str note, struct signers *before)
{
	struct error err = { 0 };
	struct cosignature c;
	struct str body, lines;

	if (!cosign_read(line, &c)) {
		say(x, size, "cosignature", "not the line of a witness");
		return;
	}
	if (!is_new(before, size, &c))
		say(x, size, "cosignature",
		    "a second one of a witness, or more than a note holds");
	if (note_split(note, pos_none, &body, &lines, &err) != ST_OK)
		return; /* said where the checkpoint was looked at */
	for (size_t i = 0; i < x->io->nwitness; i++) {
		struct log_witness *w = &x->io->witness[i];

		if (!cosign_is_by(&c, &w->key))
			continue;
		if (!cosign_holds(&c, &w->key, body)) {
			say(x, size, "cosignature",
			    "it does not hold with the key of the witness");
			continue;
		}
		w->n++;
		w->size = size;
		w->time = c.time;
	}
}

static void
hold_timestamp(struct audit *x, uint64_t size, struct str token,
    struct str note, struct arena *a)
{
	const struct stamp_trust none = { NULL, NULL };
	const struct stamp_trust *trust =
	    x->io->stamps != NULL ? x->io->stamps : &none;
	struct stamp stamp = { .fault = STAMP_HOLDS };

	if (!stamp_holds(token, note, trust, a, &stamp)) {
		say(x, size, "timestamp", stamp.text);
		return;
	}
	x->io->stamped_size = size;
	x->io->stamped_time = stamp.time;
}

/* One word after the other, with the checkpoint that it is about. */
static enum status
audit_kind(struct audit *x, enum store_word kind, struct error *err)
{
	const char *reason =
	    kind == STORE_COSIGNATURE ? "cosignature" : "timestamp";
	struct signers before = { .n = 0 };
	uint64_t size = 0, n = 0, last = 0, next = 0;
	bool found = true;

	while (found) {
		struct store_head head = { 0 };
		struct arena a = { 0 };
		struct error inner = { 0 };
		struct str word;
		bool there = false;
		enum status st = store_next_word(
		    x->store, kind, &size, &n, &a, &word, &found, &inner);

		if (st == ST_OK && found)
			st = store_next_head(
			    x->store, size, &a, &head, &there, &inner);
		if (st != ST_OK) {
			arena_free(&a);
			if (st != ST_VERIFY)
				return error_set(
				    err, st, inner.at, "%s", inner.text);
			audit_say_log(x, "file", "%s", inner.text);
			return ST_OK;
		}
		if (!found)
			break;
		if (n != (size == last ? next : 0))
			say(x, size, reason, "one before it is missing");
		if (!there || head.size != size) {
			say(x, size, reason, "there is no such checkpoint");
		} else if (kind == STORE_COSIGNATURE) {
			x->io->cosignatures++;
			hold_cosignature(x, size, word, head.note, &before);
		} else {
			x->io->timestamps++;
			hold_timestamp(x, size, word, head.note, &a);
		}
		last = size;
		next = ++n;
		arena_free(&a);
	}
	return ST_OK;
}

static void
tell_witness(struct audit *x, const struct log_witness *w)
{
	char time[DATE_TIME_TEXT];

	if (cosign_one_key(&w->key, &x->key)) {
		audit_say_log(x, "witness",
		    "\"%s\" has the key of the log itself: expected that of "
		    "somebody else",
		    w->key.name);
		return;
	}
	if (w->n == 0) {
		audit_say_log(x, "witness",
		    "no checkpoint is co-signed by \"%s\"", w->key.name);
		return;
	}
	date_time_format(w->time, time);
	findings_add(x->f, SEV_NOTE, ST_OK, x->at,
	    "the witness %s co-signed %" PRIu64
	    " checkpoint%s, the newest of %" PRIu64 " entr%s at %s",
	    w->key.name, w->n, w->n == 1 ? "" : "s", w->size,
	    w->size == 1 ? "y" : "ies", time);
}

enum status
audit_words(struct audit *x, struct error *err)
{
	enum status st = audit_kind(x, STORE_COSIGNATURE, err);

	if (st == ST_OK)
		st = audit_kind(x, STORE_TIMESTAMP, err);
	for (size_t i = 0; st == ST_OK && i < x->io->nwitness; i++)
		tell_witness(x, &x->io->witness[i]);
	if (st == ST_OK && x->io->stamped_time != 0) {
		char time[DATE_TIME_TEXT];

		date_time_format(x->io->stamped_time, time);
		findings_add(x->f, SEV_NOTE, ST_OK, x->at,
		    "by a time-stamp the checkpoint of %" PRIu64
		    " entries was there at %s%s",
		    x->io->stamped_size, time,
		    x->io->stamps != NULL && x->io->stamps->roots != NULL
			? ""
			: ", says an authority that was not judged: pass "
			  "--tsa-ca");
	}
	return st;
}
