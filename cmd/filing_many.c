/* SPDX-License-Identifier: Apache-2.0 */
/*
 * filing_many - all drafts of a folder: signed, logged in groups and saved.
 *
 * A group is in the log as a whole or not at all, and the files of its filings
 * are written behind that.  So a run that was ended in between is simply made
 * again: what is in the log is found there, and only its file is written.
 *
 * The drafts of a group are read and signed by two threads at once, each its
 * own.  While they are read a third one waits for the disk: it puts the group
 * before them into the log and saves it.  All else is done by one, draft after
 * draft in the order of their names.
 */
#include "cmd/filing_run.h"
#include "cmd/sealing.h"
#include "core/base/halves.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define GROUP 256     /* drafts that wait for the disk together */
#define GROUP_SLOW 64 /* and for somebody else: less is lost at an end */
#define GROUP_BYTES ((off_t)32 << 20) /* in memory, with the group before */

#define HANDS 2 /* threads, each with a schema of its own */

/* A draft of the group, and what kept it from going on. */
struct member {
	struct filing_draft draft;
	struct error err;
};

struct many {
	struct filing_run *run;
	const char *from, *to; /* folders */
	struct words named;
	struct member *group;       /* [GROUP] as they were read */
	struct filing_draft *draft; /* [n] of them that are to be logged */
	size_t n;
	struct file_whole file[GROUP * FILING_FILES]; /* that are saved */
	size_t nfile;
	struct xml_schema *schema[HANDS];
	size_t all, filed, before, refused;
	struct arena names;
};

/* What one of the threads does: every HANDS-th of n. */
struct hand {
	struct many *m;
	size_t first, n;
	struct error err;
};

static void
say_progress(const struct many *m)
{
	if (m->run->s->quiet || !isatty(STDERR_FILENO))
		return;
	fprintf(stderr, "\r%zu of %zu drafts%s",
	    m->filed + m->before + m->refused, m->all,
	    m->filed + m->before + m->refused == m->all ? "\n" : "");
}

/* A draft that cannot be filed is told, and the others go on. */
static void
refuse(struct many *m, struct filing_draft *d, const struct error *err)
{
	if (d->f.errors == 0)
		findings_take(&d->f, err);
	findings_join(&m->run->s->findings, &d->f);
	session_messages(m->run->s);
	filing_draft_free(d);
	m->refused++;
	say_progress(m);
}

static void
sign_some(void *ctx)
{
	struct hand *h = ctx;

	for (size_t i = h->first; i < h->n && h->err.code == ST_OK; i += HANDS)
		filing_draft_sign(h->m->run, &h->m->draft[i], &h->err);
}

/* A token does one thing after the other. */
static enum status
sign_all(struct many *m, struct error *err)
{
	struct hand hand[HANDS] = { { .m = m, .n = m->n },
		{ .m = m, .n = m->n, .first = 1 } };
	struct stamping *stamping = m->run->o->stamping;

	if (m->n == 0 || filing_run_key(m->run, err) != ST_OK)
		return err->code;
	if (m->n > 1 && !token_is_uri(m->run->o->signing.key)) {
		halves_run(sign_some, &hand[0], &hand[1]);
	} else {
		sign_some(&hand[0]);
		sign_some(&hand[1]);
	}
	for (size_t k = 0; k < HANDS && err->code == ST_OK; k++)
		*err = hand[k].err;
	for (size_t i = 0;
	     stamping_is_due(stamping) && i < m->n && err->code == ST_OK; i++)
		stamping_put(
		    stamping, &m->draft[i].signed_doc, &m->draft[i].mem, err);
	return err->code;
}

static enum status
save_all(struct many *m, struct error *err)
{
	m->nfile = 0;
	for (size_t i = 0; i < m->n; i++) {
		struct filing_draft *d = &m->draft[i];
		const char *path = filing_in_folder(
		    &m->names, m->to, strrchr(d->path, '/') + 1);
		size_t n;

		if (path == NULL)
			return error_set(
			    err, ST_NOMEM, pos_none, "out of memory");
		if (filing_draft_files(
			m->run, d, path, m->file + m->nfile, &n, err) != ST_OK)
			return err->code;
		m->nfile += n;
		*(d->receipt.already ? &m->before : &m->filed) += 1;
	}
	return file_write_all(m->file, m->nfile, err);
}

/* What is signed goes into the log, then to its files.  A change goes alone,
 * which others may have made in the meantime. */
static enum status
commit(struct many *m, struct error *err)
{
	if (m->n == 0)
		return ST_OK;
	if (filing_run_append(m->run, m->draft, m->n, err) == ST_CONFLICT) {
		refuse(m, &m->draft[--m->n], err);
		*err = (struct error){ 0 };
	}
	if (err->code == ST_OK)
		save_all(m, err);
	while (m->n > 0)
		filing_draft_free(&m->draft[--m->n]);
	if (err->code == ST_OK)
		filing_run_checkpoint(m->run, err);
	say_progress(m);
	return err->code;
}

/* The log is read on as it is behind that. */
static enum status
sign_and_commit(struct many *m, struct error *err)
{
	auditlog_let_go(m->run->log);
	return sign_all(m, err) == ST_OK ? commit(m, err) : err->code;
}

/* Was this content filed before?  Then it is not signed again. */
static bool
is_filed(struct many *m, struct filing_draft *d)
{
	struct error none = { 0 };

	d->receipt.already = auditlog_find(m->run->log, str_of(d->finished.id),
				 &d->receipt.index, &none) == ST_OK;
	return d->receipt.already;
}

/* Has somebody taken away a file of what is in the log? */
static bool
is_lost(struct filing_draft *d, const char *path)
{
	const char *opening = NULL;

	if (d->opening.n > 0)
		opening = sealing_path(&d->mem, path);
	return access(path, F_OK) != 0 ||
	       (opening != NULL && access(opening, F_OK) != 0);
}

static enum status
save_again(struct many *m, struct filing_draft *d, struct error *err)
{
	const char *path =
	    filing_in_folder(&m->names, m->to, strrchr(d->path, '/') + 1);

	if (path == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	if (is_lost(d, path))
		filing_draft_save(m->run, d, path, err);
	m->before++;
	filing_draft_free(d);
	say_progress(m);
	return err->code;
}

/*
 * One draft that is finished, or is not.  What changes an earlier filing looks
 * into the log for it, so that all before it has to be there.
 */
static enum status
take(struct many *m, struct member *x, struct error *err)
{
	struct filing_draft *d = &x->draft;
	bool change = false;

	if (x->err.code == ST_OK) {
		change = filing_kind_changes(d->finished.facts.kind);
		if (change && !m->run->o->dry_run &&
		    (sign_and_commit(m, err) != ST_OK ||
			auditlog_hold(m->run->log, err) != ST_OK))
			return err->code;
		filing_draft_admit(m->run, d, &m->named, &x->err);
	}
	if (x->err.code != ST_OK) {
		refuse(m, d, &x->err);
		return ST_OK;
	}
	if (m->run->o->dry_run) {
		filing_draft_free(d);
		return ST_OK;
	}
	if (is_filed(m, d))
		return save_again(m, d, err);
	m->draft[m->n++] = *d;
	*d = (struct filing_draft){ 0 };
	return change ? sign_and_commit(m, err) : ST_OK;
}

static void
finish_some(void *ctx)
{
	struct hand *h = ctx;

	for (size_t i = h->first; i < h->n; i += HANDS)
		filing_draft_finish(h->m->run, &h->m->group[i].draft,
		    h->m->schema[h->first], &h->m->group[i].err);
}

/* A group, as far as its drafts do not need the log. */
static void
finish_group(void *ctx)
{
	struct hand *h = ctx;

	halves_run(finish_some, &h[0], &h[1]);
}

static void
commit_before(void *ctx)
{
	struct hand *h = ctx;

	commit(h->m, &h->err);
}

/* One of the two that run beside each other. */
struct lane {
	void (*work)(void *);
	struct hand *hand;
};

static void
run_lane(void *ctx)
{
	const struct lane *l = ctx;

	l->work(l->hand);
}

/*
 * The drafts of so many names, in their order, up to their signatures; those
 * before them are committed in the meantime.  Each carries the newest
 * checkpoint of the log there is when it is read.
 */
static enum status
take_group(struct many *m, const char **name, size_t n, struct error *err)
{
	struct hand hand[HANDS] = { { .m = m, .n = n },
		{ .m = m, .n = n, .first = 1 } };
	struct hand before = { .m = m };
	struct lane read = { finish_group, hand };
	struct lane write = { commit_before, &before };

	for (size_t i = 0; i < n; i++)
		m->group[i] = (struct member){ .draft.path = name[i],
			.draft.carried = m->run->checkpoint };
	halves_run(run_lane, &read, &write);
	*err = before.err;
	if (err->code == ST_OK)
		auditlog_hold(m->run->log, err);
	for (size_t i = 0; i < n; i++) {
		if (err->code == ST_OK)
			take(m, &m->group[i], err);
		filing_draft_free(&m->group[i].draft);
	}
	auditlog_let_go(m->run->log);
	return err->code == ST_OK ? sign_all(m, err) : err->code;
}

/* Does each filing wait for somebody else, who stamps or signs? */
static bool
is_slow(const struct file_options *o)
{
	return !o->dry_run &&
	       (stamping_is_due(o->stamping) || token_is_uri(o->signing.key));
}

/* So many of them are a group. */
static size_t
group_of(const struct many *m, const char **name, size_t n)
{
	size_t most = is_slow(m->run->o) ? GROUP_SLOW : GROUP, k = 0;
	off_t bytes = 0;
	struct stat sb;

	while (k < n && k < most && (k == 0 || bytes < GROUP_BYTES))
		bytes += stat(name[k++], &sb) == 0 ? sb.st_size : 0;
	return k;
}

static void
say_summary(const struct many *m)
{
	if (m->run->o->dry_run) {
		printf("%zu of %zu drafts are complete; nothing was signed or "
		       "logged\n",
		    m->all - m->refused, m->all);
		return;
	}
	printf("drafts   %zu\nfiled    %zu\nbefore   %zu\nrefused  %zu\n"
	       "saved in %s\n",
	    m->all, m->filed, m->before, m->refused, m->to);
}

static enum status
file_all(struct many *m, const struct words *drafts, struct error *err)
{
	m->all = drafts->n;
	if (m->all == 0)
		return error_set(err, ST_NOINPUT, (struct pos){ m->from, 0, 0 },
		    "no draft in this folder: expected files of retrace draft "
		    "whose names end in .xml");
	if (!m->run->o->dry_run && (file_make_folder(m->to, err) != ST_OK ||
				       filing_run_unlock(m->run, err) != ST_OK))
		return err->code;
	for (size_t k = 0; k < HANDS && err->code == ST_OK; k++)
		filing_schema_open(&m->schema[k], err);
	for (size_t i = 0, n; i < drafts->n && err->code == ST_OK; i += n) {
		n = group_of(m, drafts->word + i, drafts->n - i);
		take_group(m, drafts->word + i, n, err);
	}
	if (err->code == ST_OK)
		commit(m, err);
	say_summary(m);
	if (err->code == ST_OK && m->refused > 0)
		*err = m->run->s->findings.first;
	return err->code;
}

enum status
filing_many(struct filing_run *r, struct error *err)
{
	struct many m = { .run = r,
		.from = r->s->rest.word[0],
		.to = r->o->save,
		.named = { r->s->rest.word + 1, r->s->rest.n - 1, 0 },
		.group = calloc(GROUP, sizeof(*m.group)),
		.draft = calloc(GROUP, sizeof(*m.draft)) };
	struct words drafts = { 0 };

	if (m.draft == NULL || m.group == NULL)
		error_set(err, ST_NOMEM, pos_none, "out of memory");
	else if (r->o->opening != NULL)
		error_set(err, ST_USAGE, pos_none,
		    "--opening with a folder: expected none, for each sealed "
		    "filing has its own beside it");
	else if (r->o->stamping->request != NULL ||
		 r->o->stamping->reply != NULL)
		error_set(err, ST_USAGE, pos_none,
		    "--tsq or --tsr with a folder: expected --tsa-command, "
		    "for each filing has a time-stamp of its own");
	else if (filing_list(m.from, &m.names, &drafts, err) == ST_OK)
		file_all(&m, &drafts, err);
	while (m.draft != NULL && m.n > 0)
		filing_draft_free(&m.draft[--m.n]);
	for (size_t k = 0; k < HANDS; k++)
		xml_schema_free(m.schema[k]);
	free(m.draft);
	free(m.group);
	words_free(&drafts);
	arena_free(&m.names);
	return err->code;
}
