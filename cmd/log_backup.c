/* SPDX-License-Identifier: Apache-2.0 */
/* log backup - a second file with all of a log, and a log out of it again. */
#include "cmd/log.h"
#include "core/base/date.h"
#include "core/log/backup.h"

#include <inttypes.h>

static void
tell(const struct backup *b, bool planned)
{
	char hex[SHA256_HEX];

	digest_hex(b->root, hex);
	if (planned)
		printf("%s: would hold %" PRIu64 " entr%s in %" PRIu64
		       " bytes; %" PRIu64 " are free there\n",
		    b->path, b->entries, b->entries == 1 ? "y" : "ies",
		    b->bytes, b->room);
	else
		printf("%s: %" PRIu64 " entr%s together\nroot %s\n", b->path,
		    b->entries, b->entries == 1 ? "y holds" : "ies hold", hex);
}

static enum status
back_up(struct session *s, bool dry_run, struct error *err)
{
	struct auditlog *log = NULL;
	/* Errors name its path. */
	struct backup *b = TAKE(&s->mem, struct backup, 1);

	if (b == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");

	if (auditlog_open(s->rest.word[0], AUDITLOG_READ, &log, err) == ST_OK &&
	    backup_plan(log, s->rest.word[1], date_now(), b, err) == ST_OK &&
	    !dry_run)
		backup_make(log, b, &s->findings, err);
	if (err->code == ST_OK && !s->quiet)
		tell(b, dry_run);
	auditlog_close(log);
	return err->code;
}

int
log_backup(struct session *s, int argc, char **argv)
{
	bool dry_run = false;
	const struct option_spec table[] = { { "dry-run", '\0', OPTION_FLAG,
	    &dry_run, NULL, "say what would be made, and make nothing" } };
	const struct usage usage = { "LOG FILE|FOLDER", table, 1,
		"Copies the log at one moment, while others file, and audits "
		"the copy before it has\nits name. In a folder it is called "
		"after the log, the day and the number of entries.\nNothing "
		"is overwritten. A backup is put back by the same command: "
		"see retrace-log(1),\nRESTORING A LOG.\n" };
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	if (s->rest.n != 2)
		error_set(&err, ST_USAGE, pos_none,
		    "expected a log, and a file or folder for its backup");
	else
		back_up(s, dry_run, &err);
	return err.code != ST_OK ? session_fail(s, &err) : 0;
}
