/* SPDX-License-Identifier: Apache-2.0 */
/* log_export - the log as plain files, and such files as a log. */
#include "cmd/log.h"
#include "core/log/tiles.h"

#include <inttypes.h>

int
log_export(struct session *s, int argc, char **argv)
{
	const char *folder = NULL;
	const struct option_spec table[] = { { "tiles", '\0', OPTION_TEXT,
	    &folder, "FOLDER", "the folder, new or of an earlier export" } };
	const struct usage usage = { "[LOG] --tiles FOLDER", table, 1,
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
	else if (log_open(s, &log, &err) == ST_OK)
		tiles_export(log, folder, &done, &err);
	auditlog_close(log);
	if (err.code != ST_OK)
		return session_fail(s, &err);
	if (!s->quiet)
		printf("%s: %" PRIu64 " entr%s, %" PRIu64 " new files, %" PRIu64
		       " as before\n",
		    folder, done.size, done.size == 1 ? "y" : "ies",
		    done.written, done.stayed);
	return 0;
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
