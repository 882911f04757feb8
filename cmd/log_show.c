/* SPDX-License-Identifier: Apache-2.0 */
/* log_show - one entry of the log: its record, its files, and what was entered
 * later that refers to it. */
#include "cmd/log.h"
#include "core/report/check/output_json.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* An entry that refers to the one that is shown, or the other way. */
struct linked {
	uint64_t index;
	struct str kind, time, id;
};

struct shown {
	struct log_record r;
	struct linked *earlier; /* [r.leaf.nrefers] */
	struct linked *later;   /* [n] in the order of the log */
	size_t n, cap;
	bool nomem;
	struct arena *mem;
};

/* False: memory is out. */
static bool
keep_later(void *ctx, uint64_t index, const struct leaf *leaf)
{
	struct shown *x = ctx;
	struct linked one = { index, arena_copy(x->mem, leaf->kind),
		arena_copy(x->mem, leaf->time), arena_copy(x->mem, leaf->id) };
	struct linked *list =
	    array_grow(x->later, &x->cap, x->n + 1, sizeof(*list));

	if (list != NULL) {
		x->later = list;
		list[x->n] = one;
	}
	if (list == NULL || one.kind.p == NULL || one.time.p == NULL ||
	    one.id.p == NULL)
		x->nomem = true;
	x->n += !x->nomem;
	return !x->nomem;
}

/* Documents, or exact inputs. */
static void
json_files(
    struct json *j, const char *name, const struct leaf *l, bool attached)
{
	char hex[SHA256_HEX];

	json_begin_array(j, name);
	for (size_t i = 0; i < l->ninput; i++) {
		if (l->input[i].attached != attached)
			continue;
		digest_hex(l->input[i].sha256, hex);
		json_begin_object(j, NULL);
		json_put_str(j, "role", l->input[i].role);
		json_put_str(j, "name", l->input[i].name);
		json_put_text(j, "sha256", hex);
		json_put_count(j, "size", l->input[i].size);
		json_end_object(j);
	}
	json_end_array(j);
}

static void
json_entry(struct json *j, const struct log_record *r)
{
	const struct leaf *l = &r->leaf;
	const struct {
		const char *name;
		struct str value;
	} texts[] = {
		{ "clock", l->clock },
		{ "actor", l->actor },
		{ "date", l->date },
		{ "number", l->number },
		{ "party", l->party },
		{ "result", l->result },
		{ "note", l->note },
	};
	char hex[SHA256_HEX];

	json_put_count(j, "index", r->index);
	json_put_str(j, "time", l->time);
	json_put_str(j, "kind", l->kind);
	json_put_str(j, "id", l->id);
	json_put_str(j, "product", l->product);
	json_put_str(j, "rules", l->rules);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (texts[i].value.n > 0)
			json_put_str(j, texts[i].name, texts[i].value);
	json_put_str(j, "tool", l->tool);
	if (leaf_kind_find(l->kind)->filing) {
		digest_hex(l->sha256, hex);
		json_put_str(j, "filing", l->id);
		json_put_text(j, "sha256", hex);
		json_put_count(j, "size", l->size);
	}
	json_files(j, "attachments", l, true);
	json_files(j, "inputs", l, false);
}

static void
json_links(struct json *j, const struct shown *x)
{
	const struct leaf *l = &x->r.leaf;

	json_begin_array(j, "earlier");
	for (size_t i = 0; i < l->nrefers; i++)
		json_put_str(j, NULL, l->refers[i]);
	json_end_array(j);
	json_begin_array(j, "later");
	for (size_t i = 0; i < x->n; i++) {
		json_begin_object(j, NULL);
		json_put_count(j, "index", x->later[i].index);
		json_put_str(j, "time", x->later[i].time);
		json_put_str(j, "kind", x->later[i].kind);
		json_put_str(j, "id", x->later[i].id);
		json_end_object(j);
	}
	json_end_array(j);
}

static void
text_files(FILE *to, const struct leaf *l)
{
	char hex[SHA256_HEX];

	for (size_t i = 0; i < l->ninput; i++) {
		digest_hex(l->input[i].sha256, hex);
		fprintf(to, "%s %.*s ",
		    l->input[i].attached ? "document" : "input   ",
		    STR_ARG(l->input[i].role));
		text_put(to, l->input[i].name);
		fprintf(to, "\n         sha256 %s, %" PRIu64 " bytes\n", hex,
		    l->input[i].size);
	}
}

static void
text_link(FILE *to, const char *what, const struct linked *x)
{
	fprintf(to,
	    "%-8s entry %" PRIu64 ", %.*s, %.*s\n"
	    "         %.*s\n",
	    what, x->index, STR_ARG(x->kind), STR_ARG(x->time), STR_ARG(x->id));
}

static void
text_entry(FILE *to, const struct shown *x)
{
	const struct leaf *l = &x->r.leaf;
	const struct leaf_kind *kind = leaf_kind_find(l->kind);
	char hex[SHA256_HEX];

	fprintf(to, "entry    %" PRIu64 "\n", x->r.index);
	text_beside(to, 0, "time", l->time);
	text_beside(to, 0, "clock", l->clock);
	fprintf(to, "kind     %s, %s\n", kind->name, kind->what);
	text_beside(to, 0, "product", l->product);
	text_beside(to, 0, kind->filing ? "filing" : "id", l->id);
	text_beside(to, 0, "rules", l->rules);
	text_beside(to, 0, kind->filing ? "signed" : "actor", l->actor);
	text_beside(to, 0, "date", l->date);
	text_beside(to, 0, "number", l->number);
	text_beside(to, 0, "party", l->party);
	text_beside(to, 0, "result", l->result);
	text_beside(to, 0, "note", l->note);
	text_beside(to, 0, "made by", l->tool);
	if (kind->filing) {
		digest_hex(l->sha256, hex);
		fprintf(to, "sha256   %s, %" PRIu64 " bytes\n", hex, l->size);
	}
	text_files(to, l);
	for (size_t i = 0; i < l->nrefers; i++)
		text_link(to, "earlier", &x->earlier[i]);
	for (size_t i = 0; i < x->n; i++)
		text_link(to, "later", &x->later[i]);
}

static enum status
emit_show(const struct page *page, const void *result, struct error *err)
{
	const struct shown *x = result;
	struct json j = { .to = page->to, .lines = page->format == OUT_JSONL };

	(void)err;
	if (page->format == OUT_TABLE) {
		text_entry(page->to, x);
		return ST_OK;
	}
	output_json_begin(&j, "log-show");
	json_begin_object(&j, "entry");
	json_entry(&j, &x->r);
	json_links(&j, x);
	json_end_object(&j);
	json_end_object(&j);
	return ST_OK;
}

static enum status
save_as(struct session *s, const char *folder, const char *name,
    struct str body, enum file_mode mode, struct error *err)
{
	size_t n = strlen(folder) + strlen(name) + 2;
	char *path = TAKE(&s->mem, char, n);

	if (path == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	snprintf(path, n, "%s/%s", folder, name);
	return file_write_new(path, body, mode, err);
}

enum status
log_save(struct session *s, const char *folder, const char *name,
    struct str body, struct error *err)
{
	return save_as(s, folder, name, body, FILE_PUBLIC, err);
}

/*
 * Saves the filing, documents and inputs.  Names in the log are not used as
 * paths: they may come from anywhere.  What opens a sealed filing is its
 * owner's alone.
 */
static enum status
save_all(struct session *s, const char *folder, const struct log_record *r,
    struct error *err)
{
	size_t count[2] = { 0, 0 };
	char name[80];

	if (file_make_folder(folder, err) == ST_OK &&
	    leaf_kind_find(r->leaf.kind)->filing)
		log_save(s, folder, "filing.xml", r->file, err);
	for (size_t i = 0; i < r->leaf.ninput && err->code == ST_OK; i++) {
		const struct leaf_input *in = &r->leaf.input[i];

		snprintf(name, sizeof(name), "%s-%zu-%.*s",
		    in->attached ? "document" : "input", ++count[in->attached],
		    STR_ARG(str_clip(in->role, LEAF_WORD_MAX)));
		save_as(s, folder, name, r->input[i],
		    str_is(in->role, "opening") ? FILE_PRIVATE : FILE_PUBLIC,
		    err);
	}
	return err->code;
}

/* What it refers to; of a damaged log the id alone. */
static enum status
find_earlier(struct auditlog *log, struct shown *x, struct error *err)
{
	const struct leaf *l = &x->r.leaf;

	x->earlier = TAKE(x->mem, struct linked, l->nrefers + 1);
	if (x->earlier == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < l->nrefers; i++) {
		struct error inner = { 0 };
		struct log_record r;

		x->earlier[i] = (struct linked){ 0, STR("not in the log"),
			STR(""), l->refers[i] };
		if (auditlog_find(log, l->refers[i], &r.index, &inner) ==
			ST_OK &&
		    auditlog_get_filing(log, r.index, x->mem, &r, &inner) ==
			ST_OK)
			x->earlier[i] = (struct linked){ r.index, r.leaf.kind,
				r.leaf.time, r.leaf.id };
	}
	return ST_OK;
}

static enum status
show(struct session *s, struct auditlog *log, const char *id, const char *save,
    struct error *err)
{
	struct shown x = { .mem = &s->mem };
	uint64_t index;

	if (auditlog_find(log, str_of(id), &index, err) != ST_OK ||
	    auditlog_get(log, index, &s->mem, &x.r, err) != ST_OK ||
	    find_earlier(log, &x, err) != ST_OK)
		return err->code;
	if (auditlog_each_referring(log, x.r.leaf.id, keep_later, &x, err) ==
		ST_OK &&
	    x.nomem)
		error_set(err, ST_NOMEM, pos_none, "out of memory");
	if (err->code == ST_OK &&
	    outputs_write(&s->out, emit_show, &x, err) == ST_OK && save != NULL)
		save_all(s, save, &x.r, err);
	free(x.later);
	return err->code;
}

int
log_show(struct session *s, int argc, char **argv)
{
	const char *save = NULL;
	const struct option_spec table[] = { { "save", '\0', OPTION_TEXT, &save,
	    "FOLDER", "put the filing, its inputs and documents there" } };
	const struct usage usage = { "LOG ID", table, 1,
		"ID is the beginning of the id of a filing, or of another "
		"entry. What it refers to\nstands under earlier, what refers "
		"to it under later: an amendment, an answer of "
		"the\nauthority.\n" };
	struct auditlog *log = NULL;
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	if (s->rest.n != 2)
		error_set(&err, ST_USAGE, pos_none,
		    "expected a log and the id of an entry");
	else if (auditlog_open(s->rest.word[0], AUDITLOG_READ, &log, &err) ==
		 ST_OK)
		show(s, log, s->rest.word[1], save, &err);
	return log_done(s, log, &err);
}
