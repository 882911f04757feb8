/* SPDX-License-Identifier: Apache-2.0 */
/*
 * golden - files of a folder against the messages that stand beside them.
 *
 * Reads:  core/bom/read.h, core/bom/link/link.h
 * Gives:  a bom read from bytes or files; what was said, as the command
 *         prints it; golden_compare() over a folder
 */
#ifndef RETRACE_TEST_GOLDEN_H
#define RETRACE_TEST_GOLDEN_H

#include "core/base/xml.h"
#include "core/bom/link/link.h"
#include "core/bom/read.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct golden {
	struct bom b;
	struct findings f;
	struct arena a;
	struct substance_table chem;
	enum format format;
	enum status st; /* of the last file */
};

static inline void
golden_init(struct golden *g)
{
	struct error err = { 0 };

	*g = (struct golden){ .st = ST_OK };
	xml_start();
	ck_assert(bom_init(&g->b));
	ck_assert_int_eq(substance_table_init(&g->chem, &g->a, &err), ST_OK);
}

static inline void
golden_free(struct golden *g)
{
	bom_free(&g->b);
	findings_free(&g->f);
	substance_table_free(&g->chem);
	arena_free(&g->a);
}

static inline void
golden_read(struct golden *g, const char *name, struct str text)
{
	struct bytes bytes = { malloc(text.n + 1), text.n };

	ck_assert_ptr_nonnull(bytes.p);
	memcpy(bytes.p, text.p, text.n);
	bytes.p[text.n] = '\0';
	g->st =
	    bom_read_bytes(&g->b, &g->chem, name, &bytes, &g->format, &g->f);
}

/* One text as one file; linked if it could be read. */
static inline void
golden_text(struct golden *g, struct str text)
{
	golden_init(g);
	golden_read(g, "x", text);
	if (g->st == ST_OK)
		g->st = bom_link(&g->b, DATE_NONE, &g->f);
}

/* All findings as the command prints them; freed by the caller. */
static inline char *
golden_said(const struct golden *g, size_t *n)
{
	char *text = NULL;
	FILE *to = open_memstream(&text, n);

	ck_assert_ptr_nonnull(to);
	for (size_t i = 0; i < g->f.n; i++) {
		const struct finding *x = &g->f.list[i];

		if (x->at.file == NULL)
			fputs("retrace: ", to);
		else if (x->at.line == 0)
			fprintf(to, "%s: ", x->at.file);
		else if (x->at.col == 0)
			fprintf(to, "%s:%u: ", x->at.file, x->at.line);
		else
			fprintf(to, "%s:%u:%u: ", x->at.file, x->at.line,
			    x->at.col);
		fprintf(to, "%s%s\n",
		    x->sev == SEV_ERROR     ? ""
		    : x->sev == SEV_WARNING ? "warning: "
					    : "note: ",
		    x->text);
	}
	fclose(to);
	return text;
}

/* Is it said, as the command prints it? */
static inline void
golden_says(const struct golden *g, const char *text)
{
	size_t n;
	char *said = golden_said(g, &n);

	ck_assert_msg(
	    strstr(said, text) != NULL, "said:\n%sand not:\n%s", said, text);
	free(said);
}

static inline void
golden_load(const char *path, struct bytes *bytes)
{
	struct error err = { 0 };

	ck_assert_msg(file_load(path, 1u << 24, bytes, &err) == ST_OK, "%s: %s",
	    path, err.text);
}

/* FOLDER/NAME against FOLDER/NAME.err; RETRACE_GOLDEN=write writes that. */
static inline void
golden_one(const char *folder, const char *name)
{
	const char *mode = getenv("RETRACE_GOLDEN");
	struct bytes in = { 0 }, want = { 0 };
	char path[512], err_path[520];
	struct golden g;
	size_t n = 0;
	char *said;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	snprintf(err_path, sizeof(err_path), "%s.err", path);
	golden_init(&g);
	golden_load(path, &in);
	golden_read(&g, name, (struct str){ in.p, in.n });
	if (g.st == ST_OK)
		g.st = bom_link(&g.b, DATE_NONE, &g.f);
	ck_assert_msg(g.st != ST_OK, "%s was accepted", path);
	ck_assert_msg(
	    status_exit_code(g.st) == 65, "%s: status %d", path, (int)g.st);
	said = golden_said(&g, &n);
	if (mode != NULL && strcmp(mode, "write") == 0) {
		struct error err = { 0 };

		file_write(
		    err_path, (struct str){ said, n }, FILE_PUBLIC, &err);
	}
	golden_load(err_path, &want);
	ck_assert_msg(want.n == n && memcmp(want.p, said, n) == 0,
	    "%s said:\n%.1500s-- and not:\n%.1500s", path, said, want.p);
	free(said);
	bytes_free(&in);
	bytes_free(&want);
	golden_free(&g);
}

/* Each file of the folder that ends in `ending`; at least `least` of them. */
static inline void
golden_compare(const char *folder, const char *ending, size_t least)
{
	DIR *dir = opendir(folder);
	const struct dirent *e;
	size_t files = 0;

	ck_assert_msg(dir != NULL, "no folder %s", folder);
	while ((e = readdir(dir)) != NULL) {
		size_t n = strlen(e->d_name), k = strlen(ending);

		if (n <= k || strcmp(e->d_name + n - k, ending) != 0)
			continue;
		golden_one(folder, e->d_name);
		files++;
	}
	closedir(dir);
	ck_assert_uint_ge(files, least);
}

#endif
