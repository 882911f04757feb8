/* SPDX-License-Identifier: Apache-2.0 */
/* log_export - the log as plain files, and such files as a log. */
#include "cmd/log.h"
#include "cmd/recording.h"
#include "core/base/date.h"
#include "core/log/tiles.h"

#include <inttypes.h>

/* To whom it is handed, and up to which checkpoint. */
static int
record(struct session *s, const struct recording *r, const char *party,
    struct str note)
{
	struct log_input answer = { STR("checkpoint"), STR("checkpoint"), note,
		true };
	char day[DATE_TEXT];
	struct log_entry e = { .kind = STR("export"),
		.party = str_of(party != NULL ? party : ""),
		.input = &answer,
		.ninput = 1 };
	struct error err = { 0 };

	date_format(date_of(date_now()), day);
	e.date = str_of(day);
	return recording_add(s, r, &e, 0, &err);
}

static enum status
check_party(const struct recording *r, const char *party, struct error *err)
{
	if (r->log != NULL && (party == NULL || party[0] == '\0'))
		return error_set(err, ST_USAGE, pos_none,
		    "--record without --party: expected to whom it is handed");
	if (r->log == NULL && party != NULL)
		return error_set(err, ST_USAGE, pos_none,
		    "--party without --record: expected the log in which it "
		    "is recorded");
	if (party != NULL && !leaf_text_ok(str_of(party)))
		return error_set(err, ST_USAGE, pos_none,
		    "--party cannot be recorded: expected one line of UTF-8");
	return recording_check(r, err);
}

int
log_export(struct session *s, int argc, char **argv)
{
	const char *folder = NULL, *party = NULL;
	struct recording rec = recording_none;
	struct str note = { "", 0 };
	const struct option_spec table[] = {
		{ "tiles", '\0', OPTION_TEXT, &folder, "FOLDER",
		    "the folder, new or of an earlier export" },
		{ "party", '\0', OPTION_TEXT, &party, "NAME",
		    "with --record: to whom it is handed" },
		RECORDING_OPTIONS(&rec),
	};
	const struct usage usage = { "[LOG] --tiles FOLDER", table,
		sizeof(table) / sizeof(table[0]),
		"Writes the log as plain files, which other software for C2SP "
		"tlog-tiles reads. An\nearlier export grows: what is there "
		"stays.\n" };
	struct auditlog *log = NULL;
	struct tiles_done done = { 0 };
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	if (folder == NULL)
		error_set(&err, ST_USAGE, pos_none,
		    "--tiles is missing: expected a folder");
	else if (check_party(&rec, party, &err) == ST_OK &&
		 log_open(s, &log, &err) == ST_OK &&
		 (rec.log == NULL ||
		     auditlog_checkpoint(log, &s->mem, &note, &err) == ST_OK))
		tiles_export(log, folder, &done, &err);
	auditlog_close(log);
	if (err.code != ST_OK)
		return session_fail(s, &err);
	if (!s->quiet)
		printf("%s: %" PRIu64 " entr%s, %" PRIu64 " new files, %" PRIu64
		       " as before\n",
		    folder, done.size, done.size == 1 ? "y" : "ies",
		    done.written, done.stayed);
	return rec.log != NULL ? record(s, &rec, party, note) : 0;
}

int
log_import(struct session *s, int argc, char **argv)
{
	const char *vkey = NULL;
	const struct option_spec table[] = { { "public-key", '\0', OPTION_TEXT,
	    &vkey, "FILE", "what log init printed, as you kept it" } };
	const struct usage usage = { "FOLDER NEWLOG --public-key FILE", table,
		1,
		"Makes the log anew from an export. Everything is held against "
		"everything; what does\nnot belong there is refused, and then "
		"nothing is written. Signatures of filings are a\nmatter of "
		"log verify.\n" };
	struct note_verifier key;
	struct tiles_done done = { 0 };
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	if (s->rest.n != 2 || vkey == NULL)
		error_set(&err, ST_USAGE, pos_none,
		    "expected a folder, a new log and --public-key");
	else if (log_public_key(s, vkey, &key, &err) == ST_OK)
		tiles_import(s->rest.word[0], s->rest.word[1], &key, &done,
		    &s->findings, &err);
	if (err.code != ST_OK)
		return session_fail(s, &err);
	if (!s->quiet)
		printf("%s: %" PRIu64 " entr%s from %" PRIu64 " files\n",
		    s->rest.word[1], done.size, done.size == 1 ? "y" : "ies",
		    done.stayed);
	return 0;
}
