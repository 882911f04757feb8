/* SPDX-License-Identifier: Apache-2.0 */
/* changing - a product with something otherwise; see changing.h. */
#include "cmd/changing.h"

#include "cmd/again.h"
#include "cmd/checking.h"
#include "core/bom/write/write_cyclonedx.h"
#include "core/bom/write/write_iec62474.h"
#include "core/report/diff/diff.h"
#include "core/report/trace/as_csv.h"

#include <stdlib.h>
#include <string.h>

/* What messages call the place of a change. */
#define PLACE "--set"

static enum status
no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

static enum status
read_one(const struct session *s, const char *word, struct change_to *out,
    struct error *err)
{
	char name[ERROR_TEXT];
	struct str item;

	if (!change_read(str_of(word), &item, out))
		return error_set(err, ST_USAGE, pos_none,
		    "--set \"%.*s\": expected ITEM.FIELD=VALUE, where FIELD is "
		    "origin or origin.STAGE, technology or technology.STAGE, "
		    "an element such as Dy, content, mass, value, form or "
		    "supplier",
		    STR_ARG(str_clip(str_of(word), 80)));
	if (item.n >= sizeof(name))
		return error_set(err, ST_REF, pos_none,
		    "--set: a name of %zu bytes: expected a part number of "
		    "the BOM",
		    item.n);
	memcpy(name, item.p, item.n);
	name[item.n] = '\0';
	return session_item(s, name, &out->item, err);
}

enum status
changing_read(struct changing *c, const struct session *s,
    const struct words *set, struct error *err)
{
	size_t n = 0, at = 0;

	*c = (struct changing){ .text = NULL };
	for (size_t i = 0; i < set->n; i++)
		n += strlen(set->word[i]) + 1;
	c->list = calloc(set->n + 1, sizeof(*c->list));
	c->text = malloc(n + 1);
	if (c->list == NULL || c->text == NULL)
		return no_memory(err);
	for (size_t i = 0; i < set->n; i++) {
		size_t length = strlen(set->word[i]);

		memcpy(c->text + at, set->word[i], length);
		c->text[at + length] = '\n';
		at += length + 1;
		if (read_one(s, set->word[i], &c->list[i], err) != ST_OK)
			return err->code;
		c->list[i].line = (uint32_t)i + 1;
	}
	c->changes = (struct changes){ c->list, set->n, PLACE, { c->text, at },
		s->in.days.bom };
	return ST_OK;
}

void
changing_free(struct changing *c)
{
	free(c->list);
	free(c->text);
	*c = (struct changing){ .text = NULL };
}

static bool
put(void *ctx, struct str piece)
{
	return fwrite(piece.p, 1, piece.n, ctx) == piece.n;
}

/* A form in which a product is written. */
typedef enum status writer(
    struct session *s, const struct xml_sink *sink, struct error *err);

static enum status
as_xml(struct session *s, const struct xml_sink *sink, struct error *err)
{
	return bom_write_xml(&s->bom, sink, err);
}

static enum status
as_cyclonedx(struct session *s, const struct xml_sink *sink, struct error *err)
{
	return bom_write_cyclonedx(&s->bom, sink, &s->findings, err);
}

static enum status
as_iec62474(struct session *s, const struct xml_sink *sink, struct error *err)
{
	return bom_write_iec62474(&s->bom, sink, &s->findings, err);
}

static enum status
as_levels(struct session *s, const struct xml_sink *sink, struct error *err)
{
	return as_csv_levels(sink->ctx, &s->bom, &s->findings, err);
}

static enum status
write_to(struct session *s, const char *path, writer *write, struct error *err)
{
	const bool to_stdout = path == NULL || str_is(str_of(path), "-");
	struct xml_sink sink = { put, stdout };
	struct file_out out = { 0 };
	enum status st;

	if (!to_stdout) {
		if (file_begin(path, FILE_PUBLIC, &out, err) != ST_OK)
			return err->code;
		sink.ctx = out.to;
	}
	st = write(s, &sink, err);
	if (ferror((FILE *)sink.ctx)) { /* not where the product is at fault */
		*err = (struct error){ .code = ST_OK };
		st = error_sys(err, ST_IO,
		    (struct pos){ to_stdout ? "standard output" : path, 0, 0 },
		    "cannot be written");
	}
	if (st == ST_OK && s->findings.errors > 0) /* strictly: lost */
		st = (*err = s->findings.first).code;
	if (st == ST_OK && !to_stdout)
		st = file_finish(&out, err);
	else if (st == ST_OK && (fflush(stdout) != 0 || ferror(stdout)))
		st = error_sys(err, ST_IO,
		    (struct pos){ "standard output", 0, 0 },
		    "cannot be written");
	file_abandon(&out);
	return st;
}

enum status
changing_write(struct session *s, const char *path, struct error *err)
{
	return write_to(s, path, as_xml, err);
}

enum status
changing_write_levels(struct session *s, const char *path, struct error *err)
{
	return write_to(s, path, as_levels, err);
}

enum status
changing_write_cyclonedx(struct session *s, const char *path, struct error *err)
{
	return write_to(s, path, as_cyclonedx, err);
}

enum status
changing_write_iec62474(struct session *s, const char *path, struct error *err)
{
	return write_to(s, path, as_iec62474, err);
}

static enum status
emit(const struct page *page, const void *result, struct error *err)
{
	return diff_write(page->to, page->format, &page->style, result, err);
}

/* Both sides are open. */
static int
compare(struct session *s, struct session *now, bool all_items)
{
	struct difference d = { .n = 0 };
	struct checked c[SIDES];
	struct compared x = {
		.c = { &c[OLD], &c[NEW] }, .d = &d, .all = all_items
	};
	struct error err = { 0 };
	int code = 0;

	/* a digest of the inputs where the first session shows one */
	if (checking_fill(s, &c[OLD], &err) == ST_OK &&
	    checking_fill(now, &c[NEW], &err) == ST_OK &&
	    differ_find(&d, &s->bom, &now->bom, &err) == ST_OK &&
	    compared_find(&x, &err) == ST_OK &&
	    outputs_write(&s->out, emit, &x, &err) == ST_OK)
		code = session_verdict_code(s, c[NEW].exit_code);
	compared_free(&x);
	difference_free(&d);
	return err.code == ST_OK ? code : session_fail(s, &err);
}

int
changing_show(struct session *s, const struct changing *c, const char *write,
    bool all_items)
{
	struct error err = { 0 };
	struct session now;
	int code;

	session_messages(s);
	if (again_ask(&now, s, &s->in.days, &err) != ST_OK)
		return session_fail(s, &err);
	now.in.changes = &c->changes;
	now.beside = &s->findings;
	if (session_open(&now, &err) == ST_OK) {
		session_messages(&now);
		code = compare(s, &now, all_items);
	} else {
		code = session_fail(&now, &err);
	}
	if (write != NULL && err.code == ST_OK &&
	    changing_write(&now, write, &err) != ST_OK)
		code = session_fail(s, &err);
	session_close(&now);
	return code;
}
