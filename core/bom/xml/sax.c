/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sax - tags one after the other; see sax.h.
 *
 * libxml2 counts lines but not bytes of a tag, so places are found in the
 * document itself: the parser says where a tag ends, it begins at the last '<'
 * before that, and lines are counted as the reading goes on.
 *
 * In a large document the parser has a thread of its own.  Of one that is
 * still coming, the pieces are loaded between the events, by the reader.
 */
#include "core/bom/xml/sax.h"

#include "core/base/coming.h"
#include "core/base/linecount.h"
#include "core/bom/xml/sax_parse.h"

#include <string.h>

/* [bytes] Of a document that is worth a second thread: some milliseconds. */
#define SAX_LARGE ((size_t)1 << 20)

struct reader {
	struct sax_parse parse; /* the writer's */
	const struct input *in;
	const struct sax_handler *handler;
	void *ctx;
	bool stopped;           /* by the handler */
	struct linecount lines; /* of the document */
};

/* The place up to which lines are counted. */
static struct place
place_counted(const struct reader *r)
{
	return sax_place_behind((struct place){ r->lines.line, 1, r->in->file },
	    (size_t)(r->lines.to - r->lines.start));
}

struct place
sax_place_broken(const struct sax_tag *tag, const struct sax_attr *a)
{
	const char *from = tag->body.p, *nl;
	struct place at = tag->at;

	while ((nl = memchr(from, '\n', (size_t)(a->value.p - from))) != NULL) {
		from = nl + 1;
		at.line++;
		at.col = 1;
	}
	return sax_place_behind(at, (size_t)(a->value.p - from));
}

static bool
start(struct reader *r, const struct sax_event *e)
{
	const char *lt =
	    memrchr(r->lines.to, '<', (size_t)(e->end - r->lines.to));
	struct sax_tag tag = { .name = e->name,
		.ns = e->ns,
		.attr = (const struct sax_attr *)(e + 1),
		.nattr = e->nattr };

	if (lt == NULL)
		lt = e->end;
	linecount_to(&r->lines, lt);
	tag.at = place_counted(r);
	tag.body = (struct str){ lt, (size_t)(e->end - lt) };
	tag.broken = memchr(lt, '\n', tag.body.n) != NULL;
	return r->handler->start(r->ctx, &tag);
}

static bool
text(struct reader *r, const struct sax_event *e)
{
	const struct sax_attr *a = (const struct sax_attr *)(e + 1);

	if (r->handler->text == NULL)
		return true;
	linecount_to(&r->lines, e->end);
	return r->handler->text(r->ctx, a->value, place_counted(r));
}

static bool
take(struct reader *r, const struct sax_event *e)
{
	if (e->name != NULL ? !start(r, e) : e->nattr > 0 && !text(r, e))
		return false;
	if (r->handler->end != NULL)
		for (uint32_t i = 0; i < e->ends; i++)
			if (!r->handler->end(r->ctx))
				return false;
	return true;
}

static bool
read_events(const char *first, const char *end, void *ctx)
{
	struct reader *r = ctx;

	while (first < end && !r->stopped) {
		const struct sax_event *e = (const void *)first;

		r->stopped = !take(r, e);
		first += e->size;
	}
	return !r->stopped;
}

static void
write_events(struct relay *relay, void *ctx)
{
	struct reader *r = ctx;

	sax_parse_run(&r->parse, relay);
}

static bool
load_more(void *ctx)
{
	const struct reader *r = ctx;

	return coming_more(r->in->coming);
}

/*
 * sax_read_apart - the events of a document.
 *
 * Err:	ST_SYNTAX, ST_LIMIT, ST_NOMEM; what the handler refuses is told by
 *	itself and does not end the reading unless it says so
 * Cost:	linear in the bytes
 */
enum status
sax_read_apart(const struct input *in, const struct sax_handler *handler,
    bool apart, void *ctx)
{
	const struct relay_ends ends = { write_events, read_events,
		in->coming != NULL ? load_more : NULL };
	struct reader r = { .in = in,
		.handler = handler,
		.ctx = ctx,
		.lines = linecount_begin(in->body.p) };
	enum status st = ST_OK;

	if (!sax_parse_begin(&r.parse, in, handler->blanks) ||
	    !relay_run(&ends, apart, &r))
		st = fields_nomem(in->f);
	else if (!r.stopped)
		st = findings_take(in->f, &r.parse.fault.first);
	sax_parse_end(&r.parse);
	return st;
}

enum status
sax_read(const struct input *in, const struct sax_handler *handler, void *ctx)
{
	return sax_read_apart(in, handler, in->body.n >= SAX_LARGE, ctx);
}

struct root {
	struct arena *a;
	struct str *ns, *name;
	struct place *at;
	bool found;
};

static bool
take_root(void *ctx, const struct sax_tag *tag)
{
	struct root *root = ctx;

	*root->ns = arena_copy(root->a, str_of(tag->ns));
	*root->name = arena_copy(root->a, str_of(tag->name));
	*root->at = tag->at;
	root->found = root->ns->p != NULL && root->name->p != NULL;
	return false;
}

enum status
sax_root(const struct input *in, struct str *ns, struct str *name,
    struct place *at, struct arena *a)
{
	static const struct sax_handler handler = { .start = take_root };
	struct root root = { .a = a, .ns = ns, .name = name, .at = at };
	enum status st = sax_read(in, &handler, &root);

	if (st == ST_OK && !root.found)
		return fields_nomem(in->f);
	return st;
}
