/* SPDX-License-Identifier: Apache-2.0 */
/* log_show - one entry of the log: its record, its files, and what was entered
 * later that refers to it. */
#include "cmd/log.h"
#include "core/report/output_json.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* An entry that refers to the one that is shown. */
struct later {
	uint64_t index;
	struct str kind, time, id;
};

struct shown {
	struct log_record r;
	struct later *later; /* [n] in the order of the log */
	size_t n, cap;
	bool nomem;
	struct arena *mem;
};

/* False: memory is out. */
static bool
keep_later(void *ctx, uint64_t index, const struct leaf *leaf)
{
	struct shown *x = ctx;
	struct later one = { index, arena_copy(x->mem, leaf->kind),
		arena_copy(x->mem, leaf->time), arena_copy(x->mem, leaf->id) };
	struct later *list =
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

static void
json_entry(struct json *j, const struct log_record *r)
{
	const struct leaf *l = &r->leaf;
	char hex[SHA256_HEX];

	digest_hex(l->sha256, hex);
	json_put_count(j, "index", r->index);
	json_put_str(j, "time", l->time);
	json_put_str(j, "kind", l->kind);
	json_put_str(j, "product", l->product);
	json_put_str(j, "rules", l->rules);
	json_put_str(j, "filing", l->id);
	json_put_str(j, "tool", l->tool);
	json_put_text(j, "sha256", hex);
	json_put_count(j, "size", l->size);
	json_begin_array(j, "inputs");
	for (size_t i = 0; i < l->ninput; i++) {
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

/* "product  Drive unit" */
static void
line(FILE *to, const char *what, struct str text)
{
	fprintf(to, "%-8s ", what);
	text_put(to, text);
	putc('\n', to);
}

static void
text_entry(FILE *to, const struct shown *x)
{
	const struct leaf *l = &x->r.leaf;
	char hex[SHA256_HEX];

	digest_hex(l->sha256, hex);
	fprintf(to, "entry    %" PRIu64 "\n", x->r.index);
	line(to, "time", l->time);
	fprintf(to, "kind     %.*s, %s\n", STR_ARG(l->kind),
	    leaf_kind_find(l->kind)->what);
	line(to, "product", l->product);
	line(to, "filing", l->id);
	line(to, "rules", l->rules);
	line(to, "made by", l->tool);
	fprintf(to, "sha256   %s, %" PRIu64 " bytes\n", hex, l->size);
	for (size_t i = 0; i < l->ninput; i++) {
		digest_hex(l->input[i].sha256, hex);
		fprintf(to, "input    %.*s ", STR_ARG(l->input[i].role));
		text_put(to, l->input[i].name);
		fprintf(to, "\n         sha256 %s, %" PRIu64 " bytes\n", hex,
		    l->input[i].size);
	}
	for (size_t i = 0; i < l->nrefers; i++)
		line(to, "earlier", l->refers[i]);
	for (size_t i = 0; i < x->n; i++)
		fprintf(to,
		    "later    entry %" PRIu64 ", %.*s, %.*s\n"
		    "         %.*s\n",
		    x->later[i].index, STR_ARG(x->later[i].kind),
		    STR_ARG(x->later[i].time), STR_ARG(x->later[i].id));
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
 * Saves the filing and its inputs.  Names in the log are not used as paths:
 * they may come from anywhere.  What opens a sealed filing is its owner's
 * alone.
 */
static enum status
save_all(struct session *s, const char *folder, const struct log_record *r,
    struct error *err)
{
	char name[80];

	log_save(s, folder, "filing.xml", r->file, err);
	for (size_t i = 0; i < r->leaf.ninput && err->code == ST_OK; i++) {
		struct str role = r->leaf.input[i].role;

		snprintf(name, sizeof(name), "input-%zu-%.*s", i + 1,
		    STR_ARG(str_clip(role, LEAF_WORD_MAX)));
		save_as(s, folder, name, r->input[i],
		    str_is(role, "opening") ? FILE_PRIVATE : FILE_PUBLIC, err);
	}
	return err->code;
}

static enum status
show(struct session *s, struct auditlog *log, const char *id, const char *save,
    struct error *err)
{
	struct shown x = { .mem = &s->mem };
	uint64_t index;

	if (auditlog_find(log, str_of(id), &index, err) != ST_OK ||
	    auditlog_get(log, index, &s->mem, &x.r, err) != ST_OK)
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
	    "FOLDER", "put the filing and its inputs there" } };
	const struct usage usage = { "LOG FILING", table, 1,
		"FILING is the beginning of a filing's id. What it refers to "
		"stands under earlier,\nwhat refers to it under later: an "
		"amendment, an answer of the authority.\n" };
	struct auditlog *log = NULL;
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	if (s->rest.n != 2)
		error_set(&err, ST_USAGE, pos_none,
		    "expected a log and the id of a filing");
	else if (auditlog_open(s->rest.word[0], AUDITLOG_READ, &log, &err) ==
		 ST_OK)
		show(s, log, s->rest.word[1], save, &err);
	return log_done(s, log, &err);
}
