/* SPDX-License-Identifier: Apache-2.0 */
/* pack_installed - packs by their id; declared in pack.h. */
#include "core/rules/pack/pack.h"

#include "core/base/datadir.h"
#include "core/base/file.h"
#include "core/base/limits.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Lower-case letters, digits and hyphens: an id, and no path. */
static bool
is_id(const char *s)
{
	size_t n = strlen(s);

	return n > 0 && n <= 64 &&
	       strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == n;
}

enum status
pack_not_judged(struct arena *a, struct clauses *out, struct findings *f)
{
	struct error err = { 0 };
	struct bytes text = { 0 };
	const char *path;
	enum status st = datadir_find(a, "forms/not-judged.tsv", &path, &err);

	*out = (struct clauses){ 0 };
	if (st != ST_OK)
		return ST_OK;
	st = file_load(path, LIMIT_SMALL_FILE, &text, &err);
	if (st != ST_OK)
		findings_take(f, &err);
	else
		st = clauses_read(
		    out, a, path, (struct str){ text.p, text.n }, f);
	bytes_free(&text);
	return st;
}

/* A law that is known and has no pack; false: it is not. */
static bool
say_not_judged(const char *what, struct findings *f)
{
	const struct clause *c;
	struct clauses known;

	if (pack_not_judged(&f->texts, &known, f) != ST_OK)
		return false;
	c = clauses_find(&known, str_of(what));
	if (c != NULL)
		findings_error(f, ST_NOINPUT, pos_none,
		    "nothing is judged by %s: %s", what, c->quote);
	return c != NULL;
}

/* The ids of those that are; err: what there is to say where none is. */
static enum status
say_not_there(const char *what, const struct error *err, struct findings *f)
{
	struct error ignored = { 0 };
	struct pack_entry *list = NULL;
	char ids[250] = "", own[PATH_MAX];
	size_t n = 0;
	bool folder;

	snprintf(own, sizeof(own), "%s/rules.xml", what);
	folder = access(own, R_OK) == 0;
	if (pack_list(&f->texts, &list, &n, &ignored) != ST_OK || n == 0)
		return findings_take(f, err);
	for (size_t i = 0; i < n && strlen(ids) < 200; i++)
		str_add(
		    ids, sizeof(ids), "%s%s", i > 0 ? ", " : "", list[i].id);
	return findings_error(f, ST_NOINPUT, pos_none,
	    "no rule pack %s is installed: expected %s%s%s, or the path of a "
	    "rules.xml",
	    what, folder ? own : "one of ", folder ? ", one of " : "", ids);
}

/* The rules in a folder; the path itself where there are none. */
static const char *
rules_in(const char *what, struct findings *f)
{
	char path[PATH_MAX];
	int n = snprintf(path, sizeof(path), "%s/rules.xml", what);
	struct str kept;

	if (n < 0 || (size_t)n >= sizeof(path) || access(path, R_OK) != 0)
		return what;
	kept = arena_copy(&f->texts, str_of(path));
	return kept.p != NULL ? kept.p : what;
}

/* Where the rules of that id are. */
static enum status
find_installed(
    struct arena *a, const char *id, const char **path, struct error *err)
{
	char relative[96];

	snprintf(relative, sizeof(relative), "forms/%s/rules.xml", id);
	return datadir_find(a, relative, path, err);
}

enum status
pack_open(struct pack *p, const char *what, struct findings *f)
{
	struct error err = { 0 };
	const char *path;
	enum status st;

	*p = (struct pack){ 0 };
	if (!is_id(what))
		return pack_read(p, rules_in(what, f), f);
	st = find_installed(&f->texts, what, &path, &err);
	if (st == ST_NOINPUT && say_not_judged(what, f))
		return st;
	if (st == ST_NOINPUT)
		return say_not_there(what, &err, f);
	if (st != ST_OK)
		return findings_take(f, &err);
	st = pack_read(p, path, f);
	if (st == ST_OK && strcmp(p->id, what) != 0) {
		st =
		    findings_error(f, ST_CONFLICT, ((struct pos){ path, 0, 0 }),
			"id \"%s\" in the folder %s: expected the same", p->id,
			what);
		pack_free(p);
	}
	return st;
}

static bool
bytes_are_same(const struct bytes *a, const struct bytes *b)
{
	return a->n == b->n && (a->n == 0 || memcmp(a->p, b->p, a->n) == 0);
}

bool
pack_is_same(const struct pack *a, const struct pack *b)
{
	return bytes_are_same(&a->xml, &b->xml) &&
	       bytes_are_same(&a->tsv, &b->tsv);
}

void
pack_beside_installed(const struct pack *p, struct findings *f)
{
	struct findings ignored = { 0 };
	struct error err = { 0 };
	struct pos at = p->at;
	struct pack installed;
	const char *path;

	if (find_installed(&ignored.texts, p->id, &path, &err) == ST_OK &&
	    strcmp(path, p->path) != 0 &&
	    pack_open(&installed, p->id, &ignored) == ST_OK) {
		if (strcmp(installed.version, p->version) == 0 &&
		    !pack_is_same(&installed, p)) {
			at.file = arena_copy(&f->texts, str_of(at.file)).p;
			findings_warn(f, ST_OK, at,
			    "the installed pack %s of version %s is another "
			    "one: expected an id of its own, or another "
			    "version",
			    p->id, p->version);
		}
		pack_free(&installed);
	}
	findings_free(&ignored);
}

static int
by_id(const void *a, const void *b)
{
	return strcmp(((const struct pack_entry *)a)->id,
	    ((const struct pack_entry *)b)->id);
}

/* The entry of one folder, unless it holds no rules.xml. */
static bool
list_one(struct arena *a, const char *folder, struct pack_entry *out)
{
	struct error ignored = { 0 };

	if (find_installed(a, folder, &out->path, &ignored) != ST_OK)
		return false;
	out->id = arena_copy(a, str_of(folder)).p;
	return out->id != NULL;
}

/*
 * pack_list - what is installed.
 *
 * Err:	ST_NOINPUT if there is no folder of forms, ST_NOMEM
 */
enum status
pack_list(
    struct arena *a, struct pack_entry **list, size_t *n, struct error *err)
{
	struct pack_entry *found = NULL, *more, *kept;
	size_t count_found = 0, cap = 0;
	const char *path;
	struct dirent *d;
	enum status st = datadir_find(a, "forms", &path, err);
	DIR *dir;

	if (st != ST_OK)
		return st;
	dir = opendir(path);
	if (dir == NULL)
		return error_sys(err, ST_NOINPUT, pos_none, "%s", path);
	while (st == ST_OK && (d = readdir(dir)) != NULL) {
		if (!is_id(d->d_name))
			continue;
		more = array_grow(found, &cap, count_found + 1, sizeof(*found));
		if (more == NULL) {
			st =
			    error_set(err, ST_NOMEM, pos_none, "out of memory");
			break;
		}
		found = more;
		count_found += list_one(a, d->d_name, &found[count_found]);
	}
	closedir(dir);
	kept = TAKE(a, struct pack_entry, count_found + 1);
	if (st == ST_OK && kept == NULL)
		st = error_set(err, ST_NOMEM, pos_none, "out of memory");
	if (st == ST_OK) {
		if (count_found > 0)
			memcpy(kept, found, count_found * sizeof(*kept));
		qsort(kept, count_found, sizeof(*kept), by_id);
		*list = kept;
		*n = count_found;
	}
	free(found);
	return st;
}
