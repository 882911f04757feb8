/* SPDX-License-Identifier: Apache-2.0 */
/* log_words - checkpoints, and what witnesses and authorities say of them. */
#include "cmd/log.h"
#include "cmd/stamping.h"
#include "cmd/trusting.h"
#include "core/base/limits.h"
#include "core/log/heads.h"
#include "core/report/check/output_json.h"

#include <inttypes.h>
#include <string.h>

/* ---- checkpoint */

int
log_checkpoint(struct session *s, int argc, char **argv)
{
	const char *size = NULL;
	bool bare = false;
	const struct option_spec table[] = {
		{ "size", '\0', OPTION_TEXT, &size, "N",
		    "that of N entries, instead of the newest" },
		{ "bare", '\0', OPTION_FLAG, &bare, NULL,
		    "without co-signatures: what time-stamps are over" },
	};
	const struct usage usage = { "[LOG]", table,
		sizeof(table) / sizeof(table[0]),
		"Keep it outside: with it, log verify shows that nothing "
		"before it was changed.\nThe lines of witnesses stand below "
		"the log's own signature.\n" };
	struct auditlog *log = NULL;
	struct log_head head;
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	if (log_open(s, &log, &err) == ST_OK &&
	    log_head_option(s, log, "size", size, &head, &err) == ST_OK)
		file_write(
		    "-", bare ? head.note : head.cosigned, FILE_PUBLIC, &err);
	return log_done(s, log, &err);
}

/* ---- checkpoints */

static const struct column columns[] = {
	{ "size", "Entries", COLUMN_RIGHT | COLUMN_COUNT },
	{ "time", "Last entry", 0 },
	{ "root", "Root", COLUMN_HIDDEN },
	{ "witnesses", "Co-signed by", 0 },
	{ "stamped", "Time-stamp", 0 },
	{ "stamper", "Authority", 0 },
};

struct heads_listing {
	struct auditlog *log;
	struct arena *mem;
	uint64_t from;
	bool vouched; /* only those for which somebody else vouches */
};

struct heads_table {
	struct table t;
	const struct heads_listing *of;
};

/* The names of all that co-signed, with blanks between. */
static struct str
witnesses(const struct log_head *h, struct arena *a)
{
	size_t room = 1;
	char *p;

	for (size_t i = 0; i < h->nwitness; i++)
		room += strlen(h->witness[i].name) + 1;
	p = TAKE(a, char, room);
	for (size_t i = 0; p != NULL && i < h->nwitness; i++)
		str_add(p, room, "%s%s", i > 0 ? " " : "", h->witness[i].name);
	return p != NULL ? str_of(p) : (struct str){ "", 0 };
}

static bool
put_head(void *ctx, const struct log_head *h, struct str time)
{
	const struct stamp_trust none = { NULL, NULL };
	struct heads_table *l = ctx;
	struct arena a = { 0 };
	struct stamp first = { .time = 0 };
	char hex[SHA256_HEX], stamped[DATE_TIME_TEXT] = "";

	if (l->of->vouched && h->nwitness + h->ntoken == 0)
		return true;
	/* The earliest that holds: that is what a time-stamp is for. */
	for (size_t i = 0; i < h->ntoken; i++) {
		struct stamp stamp;

		if (stamp_holds(h->token[i], h->note, &none, &a, &stamp) &&
		    (first.time == 0 || stamp.time < first.time))
			first = stamp;
	}
	if (first.time != 0)
		date_time_format(first.time, stamped);
	digest_hex(h->c.root, hex);
	table_put_count(&l->t, h->c.size);
	table_put(&l->t, time, TONE_NONE);
	table_put_text(&l->t, hex);
	table_put(&l->t, witnesses(h, &a), TONE_NONE);
	table_put_text(&l->t, stamped);
	table_put(&l->t,
	    first.time != 0 ? first.authority : (struct str){ "", 0 },
	    TONE_NONE);
	arena_free(&a);
	return !l->t.bad;
}

static enum status
emit_heads(const struct page *page, const void *result, struct error *err)
{
	const struct heads_listing *l = result;
	struct json j = { .to = page->to, .lines = page->format == OUT_JSONL };
	struct heads_table t = { .of = l };
	enum status st;

	if (page->format == OUT_JSON) {
		output_json_begin(&j, "log-checkpoints");
		json_put_str(&j, "origin", auditlog_origin(l->log));
		json_begin_array(&j, "rows");
	}
	table_begin(&t.t, page->to, page->format, &page->style, columns,
	    sizeof(columns) / sizeof(columns[0]), &j);
	st = heads_each(l->log, l->from, put_head, &t, err);
	if (table_end(&t.t, err) != ST_OK)
		st = err->code;
	if (page->format == OUT_JSON) {
		json_end_array(&j);
		json_end_object(&j);
	}
	return st;
}

int
log_checkpoints(struct session *s, int argc, char **argv)
{
	struct heads_listing l = { .mem = &s->mem };
	const char *from = NULL;
	const struct option_spec table[] = {
		{ "from", '\0', OPTION_TEXT, &from, "N",
		    "those of at least N entries" },
		{ "vouched", '\0', OPTION_FLAG, &l.vouched, NULL,
		    "only those for which somebody else vouches" },
	};
	const struct usage usage = { "[LOG]", table,
		sizeof(table) / sizeof(table[0]),
		"Names witnesses and authorities as they name themselves: log "
		"verify holds them\nagainst those whom you trust.\n" };
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	if ((from == NULL ||
		log_size_option("from", from, &l.from, &err) == ST_OK) &&
	    log_open(s, &l.log, &err) == ST_OK)
		outputs_write(&s->out, emit_heads, &l, &err);
	return log_done(s, l.log, &err);
}

/* ---- add-cosignature */

static enum status
add_cosignature(struct session *s, const struct words *files, const char *size,
    struct heads_added *out, struct error *err)
{
	struct auditlog *log = NULL;
	struct log_witness *witness;
	uint64_t most = INT64_MAX;
	struct str lines;
	size_t n;

	if (s->rest.n != 2)
		return error_set(err, ST_USAGE, pos_none,
		    "expected a log and the file that a witness wrote");
	if (files->n != 1)
		return error_set(err, ST_USAGE, pos_none,
		    "--witness: expected the key of the witness, once");
	if (size != NULL && log_size_option("size", size, &most, err) != ST_OK)
		return err->code;
	if (log_witnesses(s, files, &witness, &n, err) == ST_OK &&
	    file_text(s->rest.word[1], NOTE_SIZE_MAX, &s->mem, &lines, err) ==
		ST_OK &&
	    auditlog_open(s->rest.word[0], AUDITLOG_WRITE, &log, err) == ST_OK)
		heads_add_cosignature(
		    log, &witness[0].key, lines, most, &s->mem, out, err);
	auditlog_close(log);
	return err->code;
}

/* What was added, or was there. */
static void
tell(const struct session *s, const char *what, const struct heads_added *a)
{
	char time[DATE_TIME_TEXT];

	if (s->quiet)
		return;
	date_time_format(a->time, time);
	printf("checkpoint of %" PRIu64 " entr%s: %s by ", a->size,
	    a->size == 1 ? "y" : "ies", what);
	text_put(stdout, a->by);
	printf(" at %s%s\n", time, a->already ? ", as it was before" : "");
}

int
log_add_cosignature(struct session *s, int argc, char **argv)
{
	struct words files = { 0 };
	const char *size = NULL;
	const struct option_spec table[] = {
		{ "witness", '\0', OPTION_LIST, &files, "FILE",
		    "the key of the witness, as witness init printed it" },
		{ "size", '\0', OPTION_TEXT, &size, "N",
		    "of the checkpoint of N entries, or an earlier one" },
	};
	const struct usage usage = { "LOG COSIGNATURE --witness FILE", table,
		sizeof(table) / sizeof(table[0]),
		"COSIGNATURE is what retrace witness cosign wrote. The "
		"checkpoint that it is for is\nlooked for among the newest; "
		"the log's key is not needed.\n" };
	struct heads_added added;
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code)) {
		words_free(&files);
		return code;
	}
	if (add_cosignature(s, &files, size, &added, &err) == ST_OK)
		tell(s, "co-signed", &added);
	words_free(&files);
	return err.code != ST_OK ? session_fail(s, &err) : 0;
}

/* ---- stamp */

/* The checkpoint of a first run, or that for which a request was made. */
static enum status
choose(struct session *s, struct auditlog *log, const struct stamping *o,
    const char *size, struct log_head *head, struct error *err)
{
	struct str request;

	if (o->reply == NULL)
		return log_head_option(s, log, "size", size, head, err);
	if (file_text(o->request, LIMIT_STAMP, &s->mem, &request, err) != ST_OK)
		return err->code;
	return heads_asked(log, request, &s->mem, head, err);
}

static enum status
stamp(struct session *s, struct stamping *o, const char *size,
    struct heads_added *out, struct error *err)
{
	const bool asks = stamping_only_asks(o);
	struct auditlog *log = NULL;
	struct log_head head;
	struct str token;
	const char *path;

	if (log_path(s, 1, &path, err) != ST_OK ||
	    stamping_check(o, err) != ST_OK)
		return err->code;
	if (!asks && !stamping_is_due(o))
		return error_set(err, ST_USAGE, pos_none,
		    "expected --tsa-command, or --tsq and later --tsr");
	if (auditlog_open(path, asks ? AUDITLOG_READ : AUDITLOG_WRITE, &log,
		err) == ST_OK &&
	    choose(s, log, o, size, &head, err) == ST_OK) {
		const struct stamp_trust trust = { &o->ca, NULL };

		if (asks)
			stamping_ask_for(o, head.note, &s->mem, err);
		else if (stamping_token(o, head.note, &s->mem, &token, err) ==
			 ST_OK)
			heads_add_timestamp(
			    log, &head, token, &trust, &s->mem, out, err);
	}
	auditlog_close(log);
	return err->code;
}

int
log_stamp(struct session *s, int argc, char **argv)
{
	struct stamping o = { .request = NULL };
	const char *size = NULL;
	const struct option_spec table[] = {
		STAMPING_OPTIONS(&o),
		{ "size", '\0', OPTION_TEXT, &size, "N",
		    "stamp the checkpoint of N entries, not the newest" },
	};
	const struct usage usage = { "[LOG] --tsa-ca FILE", table,
		sizeof(table) / sizeof(table[0]),
		"One time-stamp covers every filing up to the checkpoint. The "
		"log's key is not\nneeded.\n" };
	struct heads_added added;
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code)) {
		stamping_free(&o);
		return code;
	}
	if (stamp(s, &o, size, &added, &err) == ST_OK) {
		if (!stamping_only_asks(&o))
			tell(s, "stamped", &added);
		else if (!s->quiet)
			printf("%s: a request for a time-stamp; its answer "
			       "goes to --tsr\n",
			    o.request);
	}
	stamping_free(&o);
	return err.code != ST_OK ? session_fail(s, &err) : 0;
}
