/* SPDX-License-Identifier: Apache-2.0 */
/* product - the files that are named become one product; see product.h. */
#include "cmd/product.h"

#include "cmd/assuming.h"
#include "cmd/folder.h"
#include "core/base/limits.h"
#include "core/bom/link/link.h"
#include "core/bom/read.h"
#include "core/bom/sheet/read_xlsx.h"

#include <string.h>
#include <sys/stat.h>

bool
session_same_bytes(
    const struct session *s, size_t i, struct bytes *out, struct error *err)
{
	const struct bom_file *file =
	    s->in.same != NULL ? bom_file_given(s->in.same, i) : NULL;
	const struct bytes *have;

	if (file == NULL)
		return false;
	have = &file->bytes;
	if (!bytes_copy(out, (struct str){ have->p, have->n })) {
		error_set(err, ST_NOMEM, pos_none, "out of memory");
		return false;
	}
	return true;
}

static enum status
read_file(struct session *s, size_t i, enum format *found, struct error *err)
{
	const char *name = s->in.files.word[i];
	struct findings *f = &s->findings;
	struct bytes again = { 0 };

	*found = FORMAT_UNKNOWN;
	if (session_same_bytes(s, i, &again, err))
		bom_read_bytes(&s->bom, &s->chem, name, &again, found, f);
	else if (err->code == ST_OK)
		bom_read(&s->bom, &s->chem, name, found, f);
	return err->code;
}

/* A file that was found in a folder and is none of ours: it is told, and
 * whoever repeats the run does not need it. */
static enum status
pass_by(struct session *s, size_t i, const char *why, struct error *err)
{
	struct words *files = &s->in.files;
	const char *name = files->word[i];

	findings_loss(&s->findings, ST_SCHEMA, ((struct pos){ name, 0, 0 }),
	    "not read: %s", why);
	files->n--;
	memmove(files->word + i, files->word + i + 1,
	    (files->n - i) * sizeof(*files->word));
	if (!bom_pass_over(&s->bom, PASSED_FILE, false, str_of(name), 1,
		(struct place){ 0, 0, 0 }))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	return ST_OK;
}

/* The file that was read last is taken out again. */
static void
take_out(struct bom *b)
{
	bytes_free(&b->file[--b->nfile].bytes);
	b->ndecl--;
}

/* One whose name does not say that it is for us: a film is not looked into. */
static bool
is_too_large(const char *name)
{
	struct stat st;

	return stat(name, &st) == 0 && st.st_size > LIMIT_ASIDE;
}

/* A file of a folder whose name does not say that it is for us.  *taken: it
 * stays. */
static enum status
read_aside(struct session *s, size_t i, bool *taken, struct error *err)
{
	struct findings said = { .strict = s->in.strict };
	struct findings all = s->findings;
	size_t files = s->bom.nfile;
	enum format found;

	*taken = false;
	if (is_too_large(s->in.files.word[i]))
		return pass_by(s, i,
		    "more than 64 MB, and not named as what is read here", err);
	s->findings = said;
	read_file(s, i, &found, err);
	said = s->findings;
	s->findings = all;
	*taken = found != FORMAT_UNKNOWN || s->bom.nfile == files ||
		 err->code != ST_OK || said.first.code == ST_NOMEM;
	if (*taken) {
		findings_join(&s->findings, &said);
		return err->code;
	}
	take_out(&s->bom);
	pass_by(s, i, said.first.text, err);
	findings_free(&said);
	return err->code;
}

/* Files of columns are read before the tables that they are about. */
static enum status
put_maps_first(struct session *s, struct error *err)
{
	struct words all = { 0 };

	if (s->in.maps.n == 0)
		return ST_OK;
	if (words_add_all(&all, &s->in.maps, err) != ST_OK ||
	    words_add_all(&all, &s->in.files, err) != ST_OK) {
		words_free(&all);
		return err->code;
	}
	words_free(&s->in.files);
	s->in.files = all;
	s->in.maps.n = 0;
	return ST_OK;
}

/* How the files are to be read, once it is known which they are. */
static enum status
check_wishes(struct session *s, struct error *err)
{
	s->wishes = (struct wishes){ s->in.encoding.word, s->in.encoding.n,
		s->in.decimal.word, s->in.decimal.n, s->in.formats.word,
		s->in.formats.n, s->wishes.told };
	s->bom.wishes = &s->wishes;
	if (wishes_check(&s->wishes, err) != ST_OK || s->in.of_two)
		return err->code;
	return wishes_check_files(
	    &s->wishes, s->in.files.word, s->in.files.n, err);
}

static enum status
read_files(struct session *s, struct error *err)
{
	uint8_t *aside = NULL;
	size_t word = 0;

	if ((s->in.same == NULL &&
		folder_expand(&s->in.files, &aside, &s->mem, err) != ST_OK) ||
	    check_wishes(s, err) != ST_OK)
		return err->code;
	for (size_t i = 0; i < s->in.files.n; word++) {
		bool taken = true;
		enum format found;

		if (aside != NULL && aside[word] != 0)
			read_aside(s, i, &taken, err);
		else
			read_file(s, i, &found, err);
		if (err->code != ST_OK)
			return err->code;
		i += taken;
	}
	return ST_OK;
}

/* Parts that are needed twice, of what was said of the others; the changes are
 * the last document but for none. */
static enum status
add_twins(struct session *s, struct error *err)
{
	const struct recourse_parts *p = s->in.parts;
	struct elsewhere e = s->in.elsewhere;
	struct twins t;
	bool ok;

	e.decl = s->bom.file[s->bom.nfile - 1].decl;
	ok = twins_make(&t, &s->bom, p->twin, e);
	for (uint32_t i = 0; ok && i < s->in.same->nitem; i++)
		if (p->uses[i] != 0)
			twins_use(&t, &s->bom, i, true);
	ok = ok && twins_keep(&t, &s->bom, e.country);
	twins_free(&t);
	return ok ? ST_OK : error_set(err, ST_NOMEM, pos_none, "out of memory");
}

/* A file of columns behind all tables says nothing of any. */
static void
warn_of_late_columns(struct session *s)
{
	const char *const columns = format_name(FORMAT_COLUMNS);

	for (size_t i = s->bom.nfile; i-- > 1;) {
		const struct bom_file *file = &s->bom.file[i];

		if (strcmp(file->format, columns) != 0)
			return;
		findings_add(&s->findings, SEV_WARNING, ST_OK,
		    (struct pos){ file->name, 0, 0 },
		    "a file of columns counts for the tables behind it, and "
		    "none is: expected it before them, or named with --map");
	}
}

enum status
product_open(struct session *s, struct error *err)
{
	struct findings *f = &s->findings;

	if (s->in.files.n == 0)
		return error_set(err, ST_USAGE, pos_none,
		    "no file named: expected a BOM, or - for standard input");
	if (put_maps_first(s, err) != ST_OK ||
	    words_add_all(&s->in.files, &s->in.rates, err) != ST_OK)
		return err->code;
	s->in.rates.n = 0;
	if (substance_table_init(&s->chem, &s->mem, err) != ST_OK)
		return err->code;
	if (!bom_init(&s->bom))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	s->has_bom = true;
	s->bom.progress = &s->watch.progress;
	if (read_files(s, err) != ST_OK)
		return err->code;
	warn_of_late_columns(s);
	if (f->errors == f->losses)
		xlsx_tell_unread(&s->bom, f);
	assuming_read(s);
	/* what is only lost does not hide what is wrong */
	if (f->errors == f->losses && s->in.changes != NULL)
		changes_apply(&s->bom, &s->chem, s->in.same, s->in.changes, f);
	if (!s->in.every_day)
		s->bom.price_as_of = s->in.days.price;
	if (f->errors == f->losses)
		bom_link(
		    &s->bom, s->in.every_day ? DATE_NONE : s->in.days.bom, f);
	if (f->errors == f->losses && s->bom.nitem == 0)
		findings_error(f, ST_SCHEMA,
		    s->in.files.n > 0
			? ((struct pos){ s->in.files.word[0], 0, 0 })
			: pos_none,
		    "no item in it: expected a bill of materials");
	if (f->errors == 0 && s->in.parts != NULL &&
	    s->bom.nitem == s->in.same->nitem && add_twins(s, err) != ST_OK)
		return err->code;
	if (f->errors == 0)
		assuming_apply(s);
	*err = f->first;
	return err->code;
}
