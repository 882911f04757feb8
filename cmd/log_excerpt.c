/* SPDX-License-Identifier: Apache-2.0 */
/* log excerpt - some entries for somebody else, what they hold kept back. */
#include "cmd/log_question.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct excerpt_plan {
	struct log_question q;
	struct words show;
	unsigned shown;  /* enum log_shown */
	uint64_t *entry; /* [n] chosen */
	size_t n, cap;
	bool full; /* memory ran out */
};

static enum status
read_shown(struct excerpt_plan *p, struct error *err)
{
	for (size_t i = 0; i < p->show.n; i++) {
		const char *word = p->show.word[i];

		if (strcmp(word, "filings") == 0)
			p->shown |= LOG_SHOW_FILING;
		else if (strcmp(word, "inputs") == 0)
			p->shown |= LOG_SHOW_INPUTS;
		else
			return error_set(err, ST_USAGE, pos_none,
			    "--show \"%.40s\": expected filings or inputs",
			    word);
	}
	return ST_OK;
}

static bool
choose(void *ctx, const struct log_hit *hit)
{
	struct excerpt_plan *p = ctx;

	if (p->n == p->cap) {
		size_t cap = p->cap * 2 + 64;
		uint64_t *list = realloc(p->entry, cap * sizeof(*list));

		if (list == NULL) {
			p->full = true;
			return false;
		}
		p->entry = list;
		p->cap = cap;
	}
	p->entry[p->n++] = hit->entry;
	return true;
}

static enum status
save(struct session *s, struct excerpt_plan *p, const char *folder,
    struct error *err)
{
	char path[PATH_MAX];

	if (p->n == 0)
		return error_set(err, ST_REF, pos_none,
		    "no entry of the log is like that: nothing was made");
	if (file_new_folder(folder, err) != ST_OK)
		return err->code;
	for (size_t i = 0; err->code == ST_OK && i < p->n; i++) {
		if (snprintf(path, sizeof(path), "%s/entry-%" PRIu64, folder,
			p->entry[i]) >= (int)sizeof(path))
			return error_set(err, ST_CREATE,
			    (struct pos){ folder, 0, 0 }, "too long a name");
		log_save_receipt(s, p->q.log, p->entry[i], p->shown, path, err);
	}
	return err->code;
}

static enum status
make(struct session *s, struct excerpt_plan *p, struct error *err)
{
	if (s->rest.n != 2)
		return error_set(err, ST_USAGE, pos_none,
		    "expected a log, and a new folder for the excerpt");
	if (read_shown(p, err) != ST_OK ||
	    log_question_open(s, &p->q, s->rest.word[0], err) != ST_OK ||
	    log_question_run(s, &p->q, choose, p, err) != ST_OK)
		return err->code;
	session_messages(s);
	if (p->full)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	if (save(s, p, s->rest.word[1], err) == ST_OK && !s->quiet)
		printf("%s: %zu of %" PRIu64 " entr%s, %s\n", s->rest.word[1],
		    p->n, p->q.search.size, p->q.search.size == 1 ? "y" : "ies",
		    p->shown == 0                 ? "records and proofs alone"
		    : p->shown == LOG_SHOW_FILING ? "with the signed filings"
		    : p->shown == LOG_SHOW_INPUTS
			? "with their other files"
			: "with filings and other files");
	return err->code;
}

int
log_excerpt(struct session *s, int argc, char **argv)
{
	struct excerpt_plan p = { .n = 0 };
	const struct option_spec table[] = {
		{ "show", '\0', OPTION_LIST, &p.show, "WHAT",
		    "filings, inputs: put these there, too; repeatable" },
		LOG_QUESTION_OPTIONS(&p.q, "rules"),
	};
	const struct usage usage = { "LOG FOLDER [OPTION...]", table,
		sizeof(table) / sizeof(table[0]),
		"Makes a folder with a receipt for each entry that the options "
		"choose, as those of log\nlist do. Without --show it holds "
		"records and proofs alone: a record names the product,\nwho "
		"filed, and the names and SHA-256 of all files. Of entries "
		"that are not chosen\nnothing is told but how many there are. "
		"log check holds it against the log's key.\n" };
	struct error err = { 0 };
	int code;

	if (session_options(s, &usage, argc, argv, &code))
		code = make(s, &p, &err) != ST_OK ? session_fail(s, &err) : 0;
	free(p.entry);
	words_free(&p.show);
	log_question_close(&p.q);
	return code;
}
