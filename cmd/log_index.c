/* SPDX-License-Identifier: Apache-2.0 */
/* log index - make, renew or check what auditors search a log with. */
#include "cmd/log_question.h"
#include "core/report/check/output_json.h"

#include <string.h>

struct indexing {
	const char *path;
	uint64_t entries;
	bool checked;
};

static enum status
emit_index(const struct page *page, const void *result, struct error *err)
{
	const struct indexing *x = result;
	struct json j = { .to = page->to, .lines = page->format == OUT_JSONL };

	(void)err;
	if (page->format == OUT_TABLE || page->format == OUT_CSV) {
		text_put(page->to, str_of(x->path));
		fprintf(page->to, ": %llu entr%s%s\n",
		    (unsigned long long)x->entries,
		    x->entries == 1 ? "y" : "ies",
		    x->checked ? ", as their filings say" : "");
		return ST_OK;
	}
	output_json_begin(&j, "log-index");
	json_put_text(&j, "path", x->path);
	json_put_count(&j, "entries", x->entries);
	json_put_bool(&j, "checked", x->checked);
	json_end_object(&j);
	return ST_OK;
}

/* An index that is there, of this log; else why it is not. */
static enum status
open_index(const char *path, struct auditlog *log, struct index **out,
    struct error *err)
{
	enum index_state state = index_open(path, log, false, out, err);

	if (state == INDEX_ABSENT)
		return error_set(err, ST_NOINPUT, (struct pos){ path, 0, 0 },
		    "no index: expected one, which log index makes");
	/* It is no index of this log, or not to be trusted. */
	if (state == INDEX_FOREIGN)
		err->code = ST_VERIFY;
	return err->code;
}

static enum status
check(struct session *s, struct auditlog *log, struct indexing *x,
    struct error *err)
{
	struct index *index = NULL;

	if (open_index(x->path, log, &index, err) == ST_OK &&
	    index_check(index, log, &s->watch.progress, &s->findings, err) !=
		ST_OK &&
	    err->code == ST_OK)
		*err = s->findings.first;
	if (index != NULL)
		x->entries = index_size(index);
	x->checked = true;
	index_close(index);
	return err->code;
}

static enum status
make(struct session *s, struct auditlog *log, bool anew, struct indexing *x,
    struct error *err)
{
	struct index *index = NULL;

	if (anew && index_create(x->path, log, err) != ST_OK)
		return err->code;
	if (index_use(x->path, log, true, &s->watch.progress, &index,
		&s->findings, err) != ST_OK)
		return err->code;
	if (index == NULL)
		error_set(err, ST_CREATE, (struct pos){ x->path, 0, 0 },
		    "no index was made");
	else
		x->entries = index_size(index);
	index_close(index);
	return err->code;
}

int
log_index(struct session *s, int argc, char **argv)
{
	bool anew = false, checks = false;
	const struct option_spec table[] = {
		{ "check", '\0', OPTION_FLAG, &checks, NULL,
		    "compute it again, and say where it differs" },
		{ "anew", '\0', OPTION_FLAG, &anew, NULL,
		    "make it again from the beginning" },
	};
	const struct usage usage = { "[LOG]", table,
		sizeof(table) / sizeof(table[0]),
		"Makes the file LOG-index, or brings it up to date. It holds "
		"nothing that the log\ndoes not, and may be removed at any "
		"time. log verify does not look at it: who\ndoubts it checks "
		"it, or asks log list with --no-index.\n" };
	struct auditlog *log = NULL;
	struct indexing x = { .path = NULL };
	struct error err = { 0 };
	const char *path;
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	if (anew && checks)
		error_set(&err, ST_USAGE, pos_none,
		    "--check and --anew: expected one of them");
	if (err.code == ST_OK && log_path(s, 1, &path, &err) == ST_OK &&
	    auditlog_open(path, AUDITLOG_READ, &log, &err) == ST_OK) {
		x.path = index_path(&s->mem, path);
		watch_start(&s->watch, s->quiet);
		if (x.path == NULL)
			error_set(&err, ST_NOMEM, pos_none, "out of memory");
		else if (checks)
			check(s, log, &x, &err);
		else
			make(s, log, anew, &x, &err);
		watch_stop(&s->watch);
	}
	if (err.code == ST_OK) {
		session_messages(s);
		outputs_write(&s->out, emit_index, &x, &err);
	}
	return log_done(s, log, &err);
}
