/* SPDX-License-Identifier: Apache-2.0 */
/* sarif_place - places as SARIF says them; see sarif_place.h. */
#include "core/report/check/sarif_place.h"

#include "core/bom/sheet/read_xlsx.h"

#include <stdlib.h>
#include <string.h>

/* [lines] From one offset that is kept to the next. */
#define LINES_APART 64

bool
sarif_places_open(struct sarif_places *p, const struct checked *c)
{
	*p = (struct sarif_places){ .c = c };
	p->file = calloc(c->bom->nfile + 1, sizeof(*p->file));
	return p->file != NULL;
}

void
sarif_places_free(struct sarif_places *p)
{
	for (size_t i = 0; p->file != NULL && i < p->c->bom->nfile; i++)
		free(p->file[i].start);
	free(p->file);
	*p = (struct sarif_places){ .c = NULL };
}

/* The offset behind the end of the line that begins there; n: it is the
 * last. */
static size_t
next_line(const struct bytes *b, size_t at)
{
	const char *end = at < b->n ? memchr(b->p + at, '\n', b->n - at) : NULL;

	return end != NULL ? (size_t)(end - b->p) + 1 : b->n;
}

/* Two passes: to count, and to keep. */
static bool
find_lines(struct sarif_lines *l, const struct bytes *b)
{
	size_t count = 0;

	for (size_t at = 0; at < b->n; at = next_line(b, at))
		count++;
	l->start = malloc((count / LINES_APART + 1) * sizeof(*l->start));
	if (l->start == NULL)
		return false;
	count = 0;
	for (size_t at = 0; at < b->n; at = next_line(b, at))
		if (count++ % LINES_APART == 0)
			l->start[l->n++] = at;
	return true;
}

/*
 * sarif_column - the column that a person counts.
 *
 * In:	at  line and column from 1, the column in bytes
 * Cost: the file once, then some lines for each place
 */
uint32_t
sarif_column(struct sarif_places *p, size_t file, struct pos at)
{
	const struct bytes *b = &p->c->bom->file[file].bytes;
	struct sarif_lines *l = &p->file[file];
	size_t from, end, block = (at.line - 1) / LINES_APART;
	uint32_t col = 1;

	if (at.line == 0 || at.col == 0)
		return 0;
	if (p->c->bom->file[file].by_character)
		return at.col;
	if (l->start == NULL && !find_lines(l, b)) {
		p->bad = true;
		return 0;
	}
	if (block >= l->n)
		return 0;
	from = l->start[block];
	for (uint32_t k = 0; k < (at.line - 1) % LINES_APART; k++)
		from = next_line(b, from);
	end = next_line(b, from);
	if (from >= b->n || at.col - 1 > end - from)
		return 0;
	for (size_t i = from; i < from + at.col - 1; i++)
		col += ((unsigned char)b->p[i] & 0xC0) != 0x80;
	return col;
}

/* Where a name stands among the sources; nsource: it does not. */
static size_t
find_source(const struct checked *c, const char *name)
{
	for (size_t i = 0; i < c->nsource; i++)
		if (c->source[i].name == name ||
		    strcmp(c->source[i].name, name) == 0)
			return i;
	return c->nsource;
}

/* Where a name stands among the files of the bom; nfile: it does not. */
static size_t
find_file(const struct bom *b, const char *name)
{
	size_t same = b->nfile;

	/* a sheet may be called as its workbook was given */
	for (size_t i = b->nfile; i-- > 0;)
		if (b->file[i].name == name)
			return i;
		else if (strcmp(b->file[i].name, name) == 0)
			same = i;
	return same;
}

/* A path as a reference by RFC 3986; relative ones stay so. */
static void
put_uri(struct json *j, struct sarif_places *p, const char *path)
{
	static const char plain[] = "-._~/!$&'()*+,;=@";
	const char *scheme = path[0] == '/' ? "file://" : "";
	size_t n = xlsx_path(path), used = strlen(scheme);
	char *uri = malloc(used + 3 * n + 1);

	if (uri == NULL) {
		p->bad = true;
		return;
	}
	memcpy(uri, scheme, used + 1);
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)path[i];
		bool letter = (c >= 'a' && c <= 'z') ||
			      (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');

		if (letter || (c != '\0' && strchr(plain, c) != NULL))
			uri[used++] = (char)c;
		else
			used += (size_t)snprintf(uri + used, 4, "%%%02X", c);
	}
	json_put_str(j, "uri", (struct str){ uri, used });
	free(uri);
}

static bool
is_stdin(const char *name)
{
	return strcmp(name, "-") == 0;
}

static void
put_artifact_location(
    struct json *j, struct sarif_places *p, const char *name, size_t index)
{
	json_begin_object(j, "artifactLocation");
	if (!is_stdin(name))
		put_uri(j, p, name);
	if (index < p->c->nsource)
		json_put_count(j, "index", index);
	json_end_object(j);
}

void
sarif_physical(struct json *j, struct sarif_places *p, struct pos at)
{
	const struct bom *b = p->c->bom;
	const char *sheet, *name = at.file;
	size_t file;
	uint32_t col;

	if (name == NULL)
		return;
	file = find_file(b, name);
	sheet = file < b->nfile ? b->file[file].sheet : NULL;
	if (sheet != NULL)
		name = b->file[b->file[file].book].name;
	json_begin_object(j, "physicalLocation");
	put_artifact_location(j, p, name, find_source(p->c, name));
	if (at.line > 0) {
		json_begin_object(j, "region");
		json_put_count(j, "startLine", at.line);
		col = sheet != NULL     ? at.col
		      : file < b->nfile ? sarif_column(p, file, at)
					: 0;
		if (col > 0)
			json_put_count(j, "startColumn", col);
		json_end_object(j);
	}
	if (sheet != NULL) {
		json_begin_object(j, "properties");
		json_put_str(j, "sheet", str_of(sheet));
		json_end_object(j);
	}
	json_end_object(j);
}

/* A rule pack, or its clauses: known by its id, not by a path. */
static bool
is_of_pack(const struct source *s)
{
	return strcmp(s->role, "rules") == 0 || strcmp(s->role, "clauses") == 0;
}

/* What a source is to the run. */
static const char *
artifact_role(const struct source *s)
{
	if (is_of_pack(s))
		return "toolSpecifiedConfiguration";
	if (strcmp(s->role, "policy") == 0 ||
	    strcmp(s->role, "assumptions") == 0)
		return "userSpecifiedConfiguration";
	return is_stdin(s->name) ? "standardStream" : "analysisTarget";
}

static void
put_artifact(struct json *j, struct sarif_places *p, const struct source *s)
{
	bool pack = is_of_pack(s);

	json_begin_object(j, NULL);
	if (!pack && !is_stdin(s->name)) {
		json_begin_object(j, "location");
		put_uri(j, p, s->name);
		json_end_object(j);
	}
	json_begin_object(j, "description");
	json_put_text(j, "text",
	    pack                ? "rule pack"
	    : is_stdin(s->name) ? "standard input"
				: s->role);
	json_end_object(j);
	json_begin_array(j, "roles");
	json_put_text(j, NULL, artifact_role(s));
	json_end_array(j);
	json_begin_object(j, "hashes");
	json_put_text(j, "sha-256", s->sha256);
	json_end_object(j);
	json_begin_object(j, "properties");
	json_put_text(j, "role", s->role);
	json_put_text(j, "name", s->name);
	json_end_object(j);
	json_end_object(j);
}

void
sarif_artifacts(struct json *j, struct sarif_places *p)
{
	json_begin_array(j, "artifacts");
	for (size_t i = 0; i < p->c->nsource; i++)
		put_artifact(j, p, &p->c->source[i]);
	json_end_array(j);
}
