/* SPDX-License-Identifier: Apache-2.0 */
/* seek - the bytes of an input, found by its digest; see seek.h. */
#include "cmd/seek.h"

#include "core/base/limits.h"
#include "core/bom/sheet/read_xlsx.h"
#include "core/rules/pack/pack.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static enum status
no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

static enum status
add(struct seek *k, const struct seek_place *place, struct error *err)
{
	struct seek_place *grown =
	    array_grow(k->list, &k->cap, k->n + 1, sizeof(*grown));

	if (grown == NULL)
		return no_memory(err);
	k->list = grown;
	k->list[k->n++] = *place;
	return ST_OK;
}

enum status
seek_in_bytes(struct seek *k, struct str body, struct error *err)
{
	struct seek_place place = { .path = NULL, .body = body };

	if (!digest_sha256(body, place.sha256))
		return error_set(err, ST_CRYPTO, pos_none, "SHA-256 failed");
	return add(k, &place, err);
}

/* No folder, no device: they may never end. */
static bool
load(const char *path, struct bytes *out)
{
	struct error ignored = { 0 };
	struct stat at;

	return stat(path, &at) == 0 && S_ISREG(at.st_mode) &&
	       file_load(path, LIMIT_FILE, out, &ignored) == ST_OK;
}

/* What cannot be read is not there. */
static enum status
add_file(struct seek *k, const char *path, struct error *err)
{
	struct seek_place place = { .path = path };
	struct bytes b = { 0 };
	bool ok = true;

	if (!load(path, &b))
		return ST_OK;
	ok = digest_sha256((struct str){ b.p, b.n }, place.sha256);
	bytes_free(&b);
	return ok ? add(k, &place, err)
		  : error_set(err, ST_CRYPTO, pos_none, "SHA-256 failed");
}

/* FOLDER/NAME; NULL when memory is out. */
static const char *
join(struct seek *k, struct str folder, const char *name)
{
	size_t n = strlen(name);
	char *path = TAKE(&k->mem, char, folder.n + n + 2);

	if (path == NULL)
		return NULL;
	memcpy(path, folder.p, folder.n);
	path[folder.n] = '/';
	memcpy(path + folder.n + 1, name, n);
	return path;
}

enum status
seek_in_folder(struct seek *k, const char *folder, struct error *err)
{
	DIR *dir = opendir(folder);

	if (dir == NULL)
		return error_sys(err, ST_NOINPUT, (struct pos){ folder, 0, 0 },
		    "the folder cannot be read");
	for (struct dirent *e;
	     err->code == ST_OK && (e = readdir(dir)) != NULL;) {
		const char *path = join(k, str_of(folder), e->d_name);

		if (path == NULL)
			no_memory(err);
		else
			add_file(k, path, err);
	}
	closedir(dir);
	return err->code;
}

static struct str
folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? (struct str){ path, (size_t)(slash - path) }
			     : STR(".");
}

enum status
seek_in_packs(struct seek *k, struct error *err)
{
	struct pack_entry *list = NULL;
	size_t n = 0;

	if (pack_list(&k->mem, &list, &n, err) != ST_OK)
		return err->code;
	for (size_t i = 0; i < n && err->code == ST_OK; i++) {
		const char *clauses =
		    join(k, folder_of(list[i].path), "clauses.tsv");

		if (clauses == NULL)
			return no_memory(err);
		if (add_file(k, list[i].path, err) == ST_OK)
			add_file(k, clauses, err);
	}
	return err->code;
}

/* Loads it, and keeps it if it has the digest. */
static bool
take(struct seek *k, const char *path, const uint8_t sha256[SHA256_SIZE],
    struct str *body)
{
	uint8_t digest[SHA256_SIZE];
	struct bytes b = { 0 }, *grown;

	if (path == NULL || !load(path, &b))
		return false;
	grown = array_grow(k->kept, &k->kept_cap, k->nkept + 1, sizeof(*grown));
	if (grown != NULL)
		k->kept = grown;
	if (grown == NULL || !digest_sha256((struct str){ b.p, b.n }, digest) ||
	    memcmp(digest, sha256, SHA256_SIZE) != 0) {
		bytes_free(&b);
		return false;
	}
	k->kept[k->nkept++] = b;
	*body = (struct str){ b.p, b.n };
	return true;
}

/* A name that others wrote is looked up only where it leads down. */
static bool
leads_down(const char *name)
{
	for (const char *p = name; *p != '\0';) {
		size_t n = strcspn(p, "/");

		if (n == 0 || (n == 2 && p[0] == '.' && p[1] == '.'))
			return false;
		p += n + (p[n] == '/');
	}
	return name[0] != '\0';
}

bool
seek_find(struct seek *k, const uint8_t sha256[SHA256_SIZE], const char *name,
    const char *beside, struct str *body)
{
	for (size_t i = 0; i < k->n; i++) {
		const struct seek_place *place = &k->list[i];

		if (memcmp(place->sha256, sha256, SHA256_SIZE) != 0)
			continue;
		if (place->path == NULL) {
			*body = place->body;
			return true;
		}
		if (take(k, place->path, sha256, body))
			return true;
	}
	if (k->listed_only)
		return false;
	/* of a sheet the workbook */
	name = arena_copy(&k->mem, (struct str){ name, xlsx_path(name) }).p;
	if (name == NULL || !leads_down(name))
		return false;
	return take(k, name, sha256, body) ||
	       take(k, join(k, folder_of(beside), name), sha256, body);
}

void
seek_free(struct seek *k)
{
	for (size_t i = 0; i < k->nkept; i++)
		bytes_free(&k->kept[i]);
	free(k->kept);
	free(k->list);
	arena_free(&k->mem);
	*k = (struct seek){ .n = 0 };
}
