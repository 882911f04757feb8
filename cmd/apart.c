/* SPDX-License-Identifier: Apache-2.0 */
/* apart - a result never takes the place of what it is made from; apart.h. */
#include "cmd/apart.h"

#include "cmd/folder.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Where a result goes, and the option that says so. */
struct target {
	const char *option, *path;
	struct stat at;
};

/* Devices and folders are never replaced; what is not there cannot be. */
static bool
is_target(struct target *t)
{
	return t->path != NULL && strcmp(t->path, "-") != 0 &&
	       stat(t->path, &t->at) == 0 && S_ISREG(t->at.st_mode);
}

static enum status
refuse_same(
    const struct target *t, const char *path, const char *as, struct error *err)
{
	struct stat at;

	if (path == NULL || stat(path, &at) != 0 || at.st_dev != t->at.st_dev ||
	    at.st_ino != t->at.st_ino)
		return ST_OK;
	return error_set(err, ST_USAGE, pos_none,
	    "%s \"%s\" is the same file as %s \"%s\": expected another name",
	    t->option, t->path, as, path);
}

/* Does the folder hold a receipt or an export, every file of which proves
 * something? */
static bool
is_proof(const char *folder)
{
	static const char *const marks[] = { "record.txt", "log.pub" };
	char path[PATH_MAX + 16];
	struct stat at;

	for (size_t i = 0; i < 2; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, marks[i]);
		if (stat(path, &at) == 0)
			return true;
	}
	return false;
}

/* A folder stands for the files in it, at any depth, that end as ours do; one
 * of proofs for all of them. */
static enum status
refuse_within(const struct target *t, const char *folder, const char *as,
    struct error *err)
{
	char path[PATH_MAX];
	struct stat at, above;
	bool read = folder_reads(t->path);
	char *slash;

	if (stat(folder, &at) != 0 || !S_ISDIR(at.st_mode) ||
	    realpath(t->path, path) == NULL)
		return ST_OK;
	while ((slash = strrchr(path, '/')) != NULL && slash > path) {
		*slash = '\0';
		read = read || is_proof(path);
		if (read && stat(path, &above) == 0 &&
		    above.st_dev == at.st_dev && above.st_ino == at.st_ino)
			return error_set(err, ST_USAGE, pos_none,
			    "%s \"%s\" is in the folder \"%s\" of %s: expected "
			    "a new name, or another folder",
			    t->option, t->path, folder, as);
	}
	return ST_OK;
}

/* The tables that are read beside a rules.xml. */
static enum status
refuse_tables(
    const struct target *t, const struct words *packs, struct error *err)
{
	static const char *const tables[] = { "clauses.tsv", "exceptions.tsv" };

	for (size_t i = 0; i < packs->n; i++)
		for (size_t k = 0; k < 2; k++) {
			const char *pack = packs->word[i];
			const char *slash = strrchr(pack, '/');
			char path[PATH_MAX];

			snprintf(path, sizeof(path), "%.*s%s",
			    slash != NULL ? (int)(slash + 1 - pack) : 0, pack,
			    tables[k]);
			if (refuse_same(t, path, "that of --rules", err) !=
			    ST_OK)
				return err->code;
		}
	return ST_OK;
}

static enum status
refuse_words(const struct target *t, const struct words *w, const char *as,
    struct error *err)
{
	for (size_t i = 0; i < w->n; i++)
		if (refuse_same(t, w->word[i], as, err) != ST_OK ||
		    refuse_within(t, w->word[i], as, err) != ST_OK)
			return err->code;
	return ST_OK;
}

/* Those that name where a result goes. */
static const char *const saves[] = { "--save", "--opening", "--write",
	"--companion", "--tsq" };

/* Which of them it is, or NULL. */
static const char *
save_of(const struct option_spec *o)
{
	for (size_t i = 0; i < sizeof(saves) / sizeof(saves[0]); i++)
		if (o->kind == OPTION_TEXT &&
		    strcmp(o->name, saves[i] + 2) == 0)
			return saves[i];
	return NULL;
}

static enum status
refuse_options(
    const struct target *t, const struct usage *usage, struct error *err)
{
	char as[40];

	for (size_t i = 0; i < usage->noption; i++) {
		const struct option_spec *o = &usage->option[i];

		snprintf(as, sizeof(as), "--%s", o->name);
		if (o->kind == OPTION_TEXT && save_of(o) == NULL)
			refuse_same(t, *(const char **)o->value, as, err);
		else if (o->kind == OPTION_LIST)
			refuse_words(t, o->value, as, err);
		if (o->kind == OPTION_LIST && strcmp(o->name, "rules") == 0 &&
		    err->code == ST_OK)
			refuse_tables(t, o->value, err);
		if (err->code != ST_OK)
			return err->code;
	}
	return ST_OK;
}

/* Are both, there or not, one file?  Devices take several results. */
static bool
are_one(const struct target *t, const struct target *u)
{
	const char *name[2];
	struct stat at[2];

	for (int i = 0; i < 2; i++) {
		const char *path = i == 0 ? t->path : u->path;
		const char *slash = strrchr(path, '/');
		char folder[PATH_MAX];

		if (stat(path, &at[i]) == 0) {
			name[i] = "";
			if (!S_ISREG(at[i].st_mode))
				return false;
			continue;
		}
		name[i] = slash != NULL ? slash + 1 : path;
		snprintf(folder, sizeof(folder), "%.*s",
		    slash == NULL   ? 1
		    : slash == path ? 1
				    : (int)(slash - path),
		    slash == NULL ? "." : path);
		if (stat(folder, &at[i]) != 0)
			return false;
	}
	return at[0].st_dev == at[1].st_dev && at[0].st_ino == at[1].st_ino &&
	       strcmp(name[0], name[1]) == 0;
}

/* What SQLite and the index keep beside a log, there or not. */
static enum status
refuse_beside(const struct target *t, const char *log, struct error *err)
{
	static const char *const suffixes[] = { "-journal", "-wal", "-shm",
		"-index" };
	const size_t n = strlen(t->path);
	char path[PATH_MAX];

	for (size_t i = 0; log != NULL && i < 4; i++) {
		const struct target beside = { .path = path };
		size_t end = strlen(suffixes[i]);

		if (n <= end || strcmp(t->path + n - end, suffixes[i]) != 0 ||
		    (size_t)snprintf(path, sizeof(path), "%s%s", log,
			suffixes[i]) >= sizeof(path) ||
		    !are_one(t, &beside))
			continue;
		return error_set(err, ST_USAGE, pos_none,
		    "%s \"%s\" is what lies beside the log \"%s\": expected "
		    "another name",
		    t->option, t->path, log);
	}
	return ST_OK;
}

/* The log may be an input, an option, or that of the environment. */
static enum status
refuse_beside_logs(const struct target *t, const struct usage *own,
    const struct words *rest, struct error *err)
{
	refuse_beside(t, getenv("RETRACE_LOG"), err);
	for (size_t i = 0; i < rest->n && err->code == ST_OK; i++)
		refuse_beside(t, rest->word[i], err);
	for (size_t i = 0; i < own->noption && err->code == ST_OK; i++)
		if (own->option[i].kind == OPTION_TEXT &&
		    strcmp(own->option[i].name, "log") == 0)
			refuse_beside(
			    t, *(const char **)own->option[i].value, err);
	return err->code;
}

static enum status
refuse_all(struct target *t, const struct usage *own,
    const struct usage *common, const struct words *rest, struct error *err)
{
	if (refuse_beside_logs(t, own, rest, err) != ST_OK || !is_target(t) ||
	    refuse_words(t, rest, "the input", err) != ST_OK ||
	    refuse_same(t, getenv("RETRACE_LOG"), "RETRACE_LOG", err) !=
		ST_OK ||
	    refuse_options(t, own, err) != ST_OK)
		return err->code;
	return refuse_options(t, common, err);
}

/* All that a run writes to files. */
struct targets {
	struct target *list;
	size_t n;
};

static enum status
refuse_twice(const struct targets *t, struct error *err)
{
	for (size_t i = 0; i < t->n; i++)
		for (size_t k = 0; k < i; k++)
			if (are_one(&t->list[i], &t->list[k]))
				return error_set(err, ST_USAGE, pos_none,
				    "%s \"%s\" is the same file as that of %s: "
				    "expected one file for each",
				    t->list[i].option, t->list[i].path,
				    t->list[k].option);
	return ST_OK;
}

static void
put(struct targets *t, const char *option, const char *path)
{
	if (path != NULL && strcmp(path, "-") != 0)
		t->list[t->n++] =
		    (struct target){ .option = option, .path = path };
}

/*
 * outputs_apart - refuse a result that would replace what was named besides.
 *
 * In:	the tables of options, read; links are followed
 * Err:	ST_USAGE names both
 */
enum status
outputs_apart(const struct outputs *out, const struct usage *own,
    const struct usage *common, const struct words *rest, struct error *err)
{
	struct targets t = {
		calloc(out->n + own->noption + 1, sizeof(struct target)), 0
	};

	if (t.list == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < out->n; i++)
		put(&t, "--output", out->page[i].path);
	for (size_t i = 0; i < own->noption; i++)
		if (save_of(&own->option[i]) != NULL)
			put(&t, save_of(&own->option[i]),
			    *(const char **)own->option[i].value);
	for (size_t i = 0; i < t.n && err->code == ST_OK; i++)
		refuse_all(&t.list[i], own, common, rest, err);
	if (err->code == ST_OK)
		refuse_twice(&t, err);
	free(t.list);
	return err->code;
}
