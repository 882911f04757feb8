/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json_sax - what stands in a JSON document; see json_sax.h.
 *
 * yajl does not say where a token begins.  Between two of them are blanks and
 * one comma or colon at most, so that the next is found from the end of the
 * last.
 *
 * A name is looked for in the innermost object alone.  For each name it is
 * kept which open object had it last; an object that ends restores what was
 * before it, so that a document of any form costs linear time.
 */
#include "core/bom/json/json_reading.h"

#include "core/bom/xml/sax.h"

#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_parse.h>

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

const char *
json_skip_blanks(const struct json_reading *r, const char *p)
{
	const char *stop = r->in->body.p + r->in->body.n;

	while (p < stop && is_blank(*p))
		p++;
	return p;
}

/* Where the next token begins, of which yajl knows that it is one. */
static const char *
next_token(const struct json_reading *r)
{
	const char *stop = r->in->body.p + r->in->body.n;
	const char *p = json_skip_blanks(r, r->end);

	if (p < stop && (*p == ',' || *p == ':'))
		p = json_skip_blanks(r, p + 1);
	return p;
}

struct place
json_place(struct json_reading *r, const char *p)
{
	linecount_to(&r->lines, p);
	return sax_place_behind((struct place){ r->lines.line, 1, r->in->file },
	    (size_t)(p - r->lines.start));
}

/* Nothing more is read: memory, or what was told already. */
static int
nomem(struct json_reading *r)
{
	fields_nomem(r->in->f);
	return 0;
}

static bool
push(struct json_reading *r, bool list, const char *at)
{
	if (r->depth == LIMIT_JSON_DEPTH) {
		findings_error(r->in->f, ST_LIMIT,
		    bom_pos(r->in->b, json_place(r, at)),
		    "objects and lists nested %d deep: expected at most %d",
		    LIMIT_JSON_DEPTH + 1, LIMIT_JSON_DEPTH);
		return false;
	}
	r->level[r->depth].last = LAST_VALUE;
	r->level[++r->depth] = (struct json_level){ list, LAST_BEGIN,
		list ? 0 : ++r->serial, r->nundo };
	return true;
}

static int
begin(struct json_reading *r, bool list)
{
	const char *at = next_token(r);

	r->end = at + 1;
	return push(r, list, at) &&
	       r->handler->begin(r->ctx, list, json_place(r, at));
}

static int
on_begin_object(void *ctx)
{
	return begin(ctx, false);
}

static int
on_begin_list(void *ctx)
{
	return begin(ctx, true);
}

static int
on_end(void *ctx)
{
	struct json_reading *r = ctx;
	const struct json_level *l = &r->level[r->depth];

	while (r->nundo > l->undo) {
		const struct json_undo *u = &r->undo[--r->nundo];

		r->had[u->key] = u->before;
	}
	r->depth--;
	r->end = json_skip_blanks(r, r->end) + 1;
	return r->handler->end(r->ctx);
}

/* Of a \u escape, its four digits: 1 the first half of a character that is
 * written as two of them, 2 the second, 0 a whole one. */
static int
half_of(const char *digits)
{
	char c = (char)(digits[1] | 32);

	if ((digits[0] | 32) != 'd' || c < '8')
		return 0;
	return c == '8' || c == '9' || c == 'a' || c == 'b' ? 1 : 2;
}

static bool
has_half(struct str raw)
{
	bool first = false;

	for (size_t i = 0; i < raw.n; i++) {
		int half = 0;

		if (raw.p[i] == '\\' && raw.p[++i] == 'u') {
			half = half_of(raw.p + i + 1);
			i += 4;
		}
		if (first != (half == 2))
			return true;
		first = half == 1;
	}
	return first;
}

struct str
json_raw_text(const struct json_reading *r, const char *quote)
{
	const char *stop = r->in->body.p + r->in->body.n;
	const char *p = quote + 1;

	while (p < stop && *p != '"')
		p += *p == '\\' && p + 1 < stop ? 2 : 1;
	return (struct str){ quote + 1, (size_t)(p - quote - 1) };
}

/* A text as yajl gives it, and as it stands in the document. */
static bool
take_text(struct json_reading *r, struct str given, struct field *out)
{
	const char *quote = next_token(r);
	struct place at = json_place(r, quote + 1);
	struct str raw = given;

	if (given.p != quote + 1) {
		raw = json_raw_text(r, quote);
		if (has_half(raw) || memchr(given.p, '\0', given.n) != NULL) {
			findings_error(r->in->f, ST_ENCODING,
			    bom_pos(r->in->b, at),
			    "text \"%.*s\" with an escape that is no "
			    "character: expected none above \\uD7FF without "
			    "its other half, and no \\u0000",
			    STR_ARG(str_clip(raw, 40)));
			return false;
		}
	}
	r->end = quote + 1 + raw.n + 1;
	*out = (struct field){ given, at };
	return true;
}

/* Has the innermost object the name already?  False: memory. */
static bool
note_key(struct json_reading *r, struct str key, bool *again)
{
	const uint32_t serial = r->level[r->depth].serial;
	size_t before = r->keys.n;
	uint32_t *had =
	    array_grow(r->had, &r->had_cap, before + 1, sizeof(*had));
	struct json_undo *undo =
	    array_grow(r->undo, &r->undo_cap, r->nundo + 1, sizeof(*undo));
	uint32_t id;

	r->had = had != NULL ? had : r->had;
	r->undo = undo != NULL ? undo : r->undo;
	if (had == NULL || undo == NULL)
		return false;
	id = intern_copy(&r->keys, key);
	if (id == INTERN_NONE)
		return false;
	if (r->keys.n > before)
		had[id] = 0;
	*again = had[id] == serial;
	if (*again)
		return true;
	undo[r->nundo++] = (struct json_undo){ id, had[id] };
	had[id] = serial;
	return true;
}

static int
on_key(void *ctx, const unsigned char *text, size_t n)
{
	struct json_reading *r = ctx;
	struct field key;
	bool again;

	if (!take_text(r, (struct str){ (const char *)text, n }, &key))
		return 0;
	if (!note_key(r, key.text, &again))
		return nomem(r);
	if (again)
		findings_error(r->in->f, ST_DUPLICATE,
		    bom_pos(r->in->b, key.at),
		    "member \"%.*s\" again: expected each name once in an "
		    "object",
		    STR_ARG(str_clip(key.text, 60)));
	r->level[r->depth].last = LAST_KEY;
	return r->handler->key(r->ctx, key);
}

static int
give(struct json_reading *r, struct field value)
{
	r->level[r->depth].last = LAST_VALUE;
	return r->handler->value(r->ctx, value);
}

static int
on_text(void *ctx, const unsigned char *text, size_t n)
{
	struct json_reading *r = ctx;
	struct field value;

	return take_text(r, (struct str){ (const char *)text, n }, &value) &&
	       give(r, value);
}

/* A number, or one of the three words. */
static struct field
take_word(struct json_reading *r, size_t n)
{
	const char *at = next_token(r);

	r->end = at + n;
	return (struct field){ { at, n }, json_place(r, at) };
}

static int
on_number(void *ctx, const char *text, size_t n)
{
	(void)text;
	return give(ctx, take_word(ctx, n));
}

static int
on_boolean(void *ctx, int yes)
{
	return give(
	    ctx, take_word(ctx, yes ? strlen("true") : strlen("false")));
}

static int
on_null(void *ctx)
{
	struct json_reading *r = ctx;

	take_word(r, strlen("null"));
	r->level[r->depth].last = LAST_VALUE;
	return r->handler->null == NULL || r->handler->null(r->ctx);
}

/* Several documents as the elements of one list; false: memory. */
static bool
begin_lines(struct json_reading *r, yajl_handle h)
{
	if (!r->handler->lines)
		return true;
	return yajl_config(h, yajl_allow_multiple_values, 1) &&
	       push(r, true, r->in->body.p) &&
	       r->handler->begin(
		   r->ctx, true, (struct place){ 1, 1, r->in->file });
}

static bool
run(struct json_reading *r, yajl_handle h)
{
	const unsigned char *text = (const unsigned char *)r->in->body.p;
	yajl_status st;
	unsigned char *words;

	if (!begin_lines(r, h))
		return false;
	st = yajl_parse(h, text, r->in->body.n);
	if (st == yajl_status_ok)
		st = yajl_complete_parse(h);
	if (st == yajl_status_ok && r->handler->lines)
		r->handler->end(r->ctx);
	if (st != yajl_status_error)
		return true;
	words = yajl_get_error(h, 0, text, r->in->body.n);
	if (words == NULL)
		return false;
	json_say_fault(r, str_of((const char *)words));
	yajl_free_error(h, words);
	return true;
}

/*
 * json_sax_read - the events of a document.
 *
 * Err:	ST_SYNTAX, ST_LIMIT, ST_ENCODING, ST_DUPLICATE, ST_NOMEM; what the
 *	handler refuses is told by itself and does not end the reading unless
 *	it says so
 * Cost:	linear in the bytes
 */
enum status
json_sax_read(
    const struct input *in, const struct json_handler *handler, void *ctx)
{
	static const yajl_callbacks callbacks = { .yajl_null = on_null,
		.yajl_boolean = on_boolean,
		.yajl_number = on_number,
		.yajl_string = on_text,
		.yajl_start_map = on_begin_object,
		.yajl_map_key = on_key,
		.yajl_end_map = on_end,
		.yajl_start_array = on_begin_list,
		.yajl_end_array = on_end };
	struct json_reading r = { .in = in,
		.handler = handler,
		.ctx = ctx,
		.lines = linecount_begin(in->body.p),
		.end = in->body.p };
	size_t errors = in->f->errors;
	yajl_handle h = yajl_alloc(&callbacks, NULL, &r);

	/* what comes in is UTF-8 already */
	if (h == NULL || !yajl_config(h, yajl_dont_validate_strings, 1) ||
	    !run(&r, h))
		nomem(&r);
	if (h != NULL)
		yajl_free(h);
	intern_free(&r.keys);
	free(r.had);
	free(r.undo);
	return in->f->errors > errors ? in->f->first.code : ST_OK;
}
