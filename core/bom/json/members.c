/* SPDX-License-Identifier: Apache-2.0 */
/* members - another's JSON by a table; see members.h. */
#include "core/bom/json/members.h"

#include "core/base/limits.h"
#include "core/bom/json/passed.h"

#include <string.h>

/* What may stand in a place; neither: it is passed over. */
struct target {
	uint8_t parent;
	const struct element_row *object, *value;
};

struct walk {
	const struct input *in;
	const struct members *m;
	void *ctx;
	struct {
		uint8_t kind; /* of the object that it is, or is a list in */
		bool list;
		bool full;          /* a list that has a value already */
		struct target next; /* what comes next in it */
	} open[LIMIT_JSON_DEPTH + 1];
	size_t nopen; /* open[0]: the document */
	size_t skip;  /* open objects and lists inside one passed over */
};

/* Most names differ in their first letter: it is looked at before a call. */
static bool
is_named(const struct element_row *row, struct str name)
{
	char first = name.n > 0 ? name.p[0] : '\0';
	size_t n;

	if (row->name[0] == first && str_is(name, row->name))
		return true;
	if (row->name[0] != '#')
		return false;
	n = strlen(row->name);
	return name.n > n && memcmp(name.p + name.n - n, row->name, n) == 0;
}

/* False: none of n rows is of that name. */
static bool
look_in(const struct members *m, const struct element_row *rows, size_t n,
    struct str name, struct target *out)
{
	bool known = false;

	for (size_t i = 0; i < n; i++) {
		const struct element_row *row = &rows[i];

		if (row->parent != out->parent || !is_named(row, name))
			continue;
		known = true;
		if (row->kind == ELEMENT_PASSED)
			continue;
		if (row->kind >= m->first_value)
			out->value = row;
		else
			out->object = row;
	}
	return known;
}

/* False: the format has no such member. */
static bool
find_rows(const struct members *m, uint8_t parent, struct str name,
    struct target *out)
{
	*out = (struct target){ parent, NULL, NULL };
	return (int)look_in(m, m->rows, m->nrows, name, out) |
	       (int)look_in(m, m->more, m->nmore, name, out);
}

static bool
on_key(void *ctx, struct field key)
{
	struct walk *w = ctx;
	struct target *next = &w->open[w->nopen].next;
	bool known;

	if (w->skip > 0)
		return true;
	known = find_rows(w->m, w->open[w->nopen].kind, key.text, next);
	return next->object != NULL || next->value != NULL ||
	       fields_told(w->in->f, bom_pass_over(w->in->b, PASSED_MEMBER,
					 known, key.text, 1, key.at));
}

static bool
on_begin(void *ctx, bool list, struct place at)
{
	struct walk *w = ctx;
	const struct target next = w->open[w->nopen].next;

	if (w->skip > 0 || (next.object == NULL && next.value == NULL)) {
		w->skip++;
		return true;
	}
	if (!list && next.object == NULL) {
		findings_error(w->in->f, ST_SCHEMA, bom_pos(w->in->b, at),
		    "\"%s\" is an object: expected a text or a number",
		    next.value->name);
		w->skip++;
		return true;
	}
	w->open[w->nopen + 1].kind =
	    list ? w->open[w->nopen].kind : next.object->kind;
	/* a list in a list goes on with it */
	w->open[w->nopen + 1].full = list && w->open[w->nopen].full;
	w->open[w->nopen].full = w->open[w->nopen].list;
	w->open[++w->nopen].list = list;
	w->open[w->nopen].next = list ? next : (struct target){ 0, NULL, NULL };
	return list || fields_told(w->in->f,
			   w->m->begin(w->ctx, next.object->kind, at));
}

static bool
on_end(void *ctx)
{
	struct walk *w = ctx;

	if (w->skip > 0) {
		w->skip--;
		return true;
	}
	w->nopen--;
	return w->open[w->nopen + 1].list ||
	       fields_told(
		   w->in->f, w->m->end(w->ctx, w->open[w->nopen + 1].kind));
}

/* May a list hold several of these? */
static bool
may_repeat(const struct members *m, uint8_t kind)
{
	for (size_t i = 0; i < m->nseveral; i++)
		if (m->several[i] == kind)
			return true;
	return false;
}

/* Of several values nobody says which is meant. */
static void
check_single(struct walk *w, const struct element_row *row, struct field value)
{
	if (w->open[w->nopen].full && !may_repeat(w->m, row->kind))
		findings_error(w->in->f, ST_DUPLICATE,
		    bom_pos(w->in->b, value.at),
		    "\"%s\" is a list, and \"%.*s\" is its second value: "
		    "expected one",
		    row->name, STR_ARG(str_clip(value.text, 40)));
	w->open[w->nopen].full = w->open[w->nopen].list;
}

static bool
on_value(void *ctx, struct field value)
{
	struct walk *w = ctx;
	const struct target next = w->open[w->nopen].next;

	if (w->skip > 0 || (next.object == NULL && next.value == NULL))
		return true;
	if (next.value == NULL) {
		findings_error(w->in->f, ST_SCHEMA, bom_pos(w->in->b, value.at),
		    "\"%s\" is \"%.*s\": expected an object", next.object->name,
		    STR_ARG(str_clip(value.text, 40)));
		return true;
	}
	check_single(w, next.value, value);
	return fields_told(
	    w->in->f, w->m->value(w->ctx, next.value->kind, value));
}

/*
 * members_read - the members of the table, in order.
 *
 * Err:	the first of those in in->f
 * Cost: linear in the bytes
 */
enum status
members_read(const struct input *in, const struct members *m, void *ctx)
{
	static const struct json_handler handler = { .begin = on_begin,
		.end = on_end,
		.key = on_key,
		.value = on_value };
	size_t errors = in->f->errors;
	size_t names = in->b->passedkeys.n;
	struct walk w = { .in = in, .m = m, .ctx = ctx };

	find_rows(m, ELEMENT_DOCUMENT, STR(""), &w.open[0].next);
	if (json_sax_read(in, &handler, &w) == ST_OK)
		passed_tell(in, PASSED_MEMBER, names, m->format);
	return in->f->errors > errors ? in->f->first.code : ST_OK;
}
