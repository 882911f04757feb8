/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sax_plain - the tags of plain XML; see sax_plain.h.
 *
 * The tags of a long document look alike: each name is first compared with
 * the one that stood in its place in the last tag of the kind, so that
 * reading a tag is little more than looking at its bytes once.
 */
#include "core/bom/sax_plain.h"

#include "core/base/limits.h"

#include <stdlib.h>
#include <string.h>

/* Beyond any of these a document is not plain. */
#define MOST_NAMES 64
#define MOST_NAME 40 /* [bytes] */
#define MOST_ATTRS 24
#define MOST_DEPTH 16

/* [bytes] Between two reports of how far the reading is. */
#define PROGRESS_STEP ((size_t)1 << 18)

/* What a byte may be. */
enum {
	BYTE_NAME = 1,  /* inside a name */
	BYTE_FIRST = 2, /* at its beginning */
	BYTE_BLANK = 4,
	BYTE_VALUE = 8 /* in a value as itself */
};

/* A name that was met, ready to be compared with what stands somewhere. */
struct met {
	struct str text;
	uint64_t head, mask; /* its first eight bytes */
};

/* A name of an element, and what its last tag had. */
struct kind {
	struct met name;
	uint8_t attr[MOST_ATTRS]; /* indices of names */
	size_t nattr;
};

struct plain {
	const struct input *in;
	const struct sax_handler *handler;
	void *ctx;
	const char *p, *end;
	const char *line_start;
	uint32_t line;
	size_t reported; /* offset in the body */
	struct str ns;
	struct met name[MOST_NAMES]; /* of attributes */
	size_t nname;
	struct kind kind[MOST_NAMES];
	size_t nkind;
	size_t open[MOST_DEPTH]; /* kinds */
	size_t nopen;
	struct sax_attr attr[MOST_ATTRS];
	char *decoded; /* [LIMIT_XML_RUN] values that are not as they stand */
	size_t ndecoded;
	uint8_t byte[256]; /* BYTE_ bits */
	bool stopped;      /* by the handler */
	struct sax_plain_end result;
};

static void
fill_bytes(uint8_t byte[256])
{
	for (int c = 0x20; c < 0x80; c++)
		if (c != '<' && c != '&')
			byte[c] |= BYTE_VALUE;
	for (int c = 'a'; c <= 'z'; c++) {
		byte[c] |= BYTE_NAME | BYTE_FIRST;
		byte[c - 'a' + 'A'] |= BYTE_NAME | BYTE_FIRST;
	}
	for (int c = '0'; c <= '9'; c++)
		byte[c] |= BYTE_NAME;
	byte['-'] |= BYTE_NAME;
	byte['.'] |= BYTE_NAME;
	byte['_'] |= BYTE_NAME | BYTE_FIRST;
	byte[' '] |= BYTE_BLANK;
	byte['\t'] |= BYTE_BLANK;
	byte['\r'] |= BYTE_BLANK;
	byte['\n'] |= BYTE_BLANK;
}

static inline bool
is(const struct plain *x, const char *p, uint8_t bits)
{
	return (x->byte[(unsigned char)*p] & bits) != 0;
}

static inline struct place
place_of(const struct plain *x, const char *p)
{
	size_t column = (size_t)(p - x->line_start) + 1;

	return (struct place){ x->line,
		column <= UINT16_MAX ? (uint16_t)column : 0, x->in->file };
}

static inline void
skip_blanks(struct plain *x)
{
	for (; x->p < x->end && is(x, x->p, BYTE_BLANK); x->p++)
		if (*x->p == '\n') {
			x->line++;
			x->line_start = x->p + 1;
		}
}

/* Stands there what is looked for?  No byte of it is a NUL. */
static inline bool
stands(const struct plain *x, const char *p, const char *text, size_t n)
{
	return (size_t)(x->end - p) > n && memcmp(p, text, n) == 0;
}

static struct met
met_of(const char *p, size_t n)
{
	struct met m = { .text = { p, n } };
	char head[8] = { 0 }, mask[8] = { 0 };

	memcpy(head, p, n < 8 ? n : 8);
	memset(mask, -1, n < 8 ? n : 8);
	memcpy(&m.head, head, 8);
	memcpy(&m.mask, mask, 8);
	return m;
}

/* Is it the name, and does it end there? */
static inline bool
is_name(const struct plain *x, const char *p, const struct met *m)
{
	size_t n = m->text.n;
	uint64_t head;

	if ((size_t)(x->end - p) <= MOST_NAME)
		return stands(x, p, m->text.p, n) && !is(x, p + n, BYTE_NAME);
	memcpy(&head, p, 8);
	return ((head ^ m->head) & m->mask) == 0 &&
	       (n <= 8 || memcmp(p, m->text.p, n) == 0) &&
	       !is(x, p + n, BYTE_NAME);
}

/* Length of the plain name at p, or 0. */
static size_t
name_length(const struct plain *x, const char *p)
{
	size_t n = 0;

	if (p >= x->end || !is(x, p, BYTE_FIRST))
		return 0;
	while (p + n < x->end && is(x, p + n, BYTE_NAME))
		n++;
	return n <= MOST_NAME && p + n < x->end ? n : 0;
}

/* The kind of element at p; x->nkind: none that is plain. */
static size_t
find_kind(struct plain *x, const char *p)
{
	size_t n, i;

	for (i = 0; i < x->nkind; i++)
		if (is_name(x, p, &x->kind[i].name))
			return i;
	n = name_length(x, p);
	if (n == 0 || x->nkind == MOST_NAMES)
		return x->nkind;
	x->kind[x->nkind++] = (struct kind){ .name = met_of(p, n) };
	return i;
}

/* The name of an attribute at p, the same way. */
static size_t
find_name(struct plain *x, const char *p)
{
	size_t n, i;

	for (i = 0; i < x->nname; i++)
		if (is_name(x, p, &x->name[i]))
			return i;
	n = name_length(x, p);
	if (n == 0 || x->nname == MOST_NAMES ||
	    (n == 5 && memcmp(p, "xmlns", n) == 0))
		return x->nname;
	x->name[x->nname++] = met_of(p, n);
	return i;
}

/* One of the five references of XML; its length, or 0. */
static size_t
reference(const struct plain *x, const char *p, char *c)
{
	static const struct {
		const char *text;
		char c;
	} known[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' },
		{ "&quot;", '"' }, { "&apos;", '\'' } };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		size_t n = strlen(known[i].text);

		if (stands(x, p, known[i].text, n)) {
			*c = known[i].c;
			return n;
		}
	}
	return 0;
}

/* Characters that are well-formed as bytes, and that XML has not. */
static bool
is_outlaw(const struct plain *x, const char *p)
{
	return stands(x, p, "\xEF\xBF\xBE", 3) ||
	       stands(x, p, "\xEF\xBF\xBF", 3);
}

/*
 * A value that libxml2 does not leave as it stands, up to its quote: blanks
 * are spaces, references are characters.  False: it is not plain.
 */
static bool
decode(struct plain *x, char quote, struct str *value)
{
	char *out = x->decoded + x->ndecoded, *to = out;

	for (; x->p < x->end && *x->p != quote; x->p++) {
		unsigned char c = (unsigned char)*x->p;
		size_t n = 1;

		*to = (char)c;
		if (c == '&')
			n = reference(x, x->p, to);
		else if (c == '\n' || c == '\t')
			*to = ' ';
		else if (c == '<' || c < 0x20 || is_outlaw(x, x->p))
			n = 0; /* a carriage return may be half a line end */
		if (n == 0)
			return false;
		if (c == '\n') {
			x->line++;
			x->line_start = x->p + 1;
		}
		x->p += n - 1;
		to++;
	}
	*value = (struct str){ out, (size_t)(to - out) };
	x->ndecoded += value->n;
	return x->p < x->end;
}

/* From behind the quote to behind the other one. */
static inline bool
take_value(struct plain *x, struct place tag, struct field *out)
{
	char quote = *x->p++;
	const char *from = x->p, *p = from;

	while (p < x->end && *p != quote && is(x, p, BYTE_VALUE))
		p++;
	if (p == x->end)
		return false;
	if (*p == quote) {
		out->at = place_of(x, from);
		out->text = (struct str){ from, (size_t)(p - from) };
		x->p = p;
	} else {
		out->at = tag;
		if (!decode(x, quote, &out->text))
			return false;
	}
	x->p++;
	return true;
}

/* xmlns="urn:..." of the root, which no other tag repeats.  With what is left
 * in it, the value stands as it is. */
static bool
take_namespace(struct plain *x, struct place tag)
{
	struct field value;

	if (x->ns.n > 0 || !take_value(x, tag, &value) ||
	    !str_starts(value.text, "urn:"))
		return false;
	for (size_t i = 0; i < value.text.n; i++)
		if (!is(x, &value.text.p[i], BYTE_NAME) &&
		    value.text.p[i] != ':')
			return false;
	x->ns = value.text;
	return true;
}

/* The attributes of a tag, each once; false: not plain. */
static bool
take_attributes(struct plain *x, struct kind *kind, struct sax_tag *tag)
{
	uint64_t had = 0;
	size_t n = 0, name;

	for (;;) {
		const char *before = x->p;

		skip_blanks(x);
		if (x->p == x->end)
			return false;
		if (*x->p == '>' || *x->p == '/')
			break;
		if (x->p == before || n == MOST_ATTRS)
			return false;
		if (x->nopen == 0 && stands(x, x->p, "xmlns=\"", 7)) {
			x->p += 6;
			if (!take_namespace(x, tag->at))
				return false;
			continue;
		}
		name =
		    n < kind->nattr && is_name(x, x->p, &x->name[kind->attr[n]])
			? kind->attr[n]
			: find_name(x, x->p);
		if (name == x->nname || (had >> name & 1) != 0)
			return false;
		had |= (uint64_t)1 << name;
		kind->attr[n] = (uint8_t)name;
		x->p += x->name[name].text.n;
		if (x->end - x->p < 3 || x->p[0] != '=' ||
		    (x->p[1] != '"' && x->p[1] != '\''))
			return false;
		x->p++;
		x->attr[n].name = x->name[name].text;
		if (!take_value(x, tag->at, &x->attr[n].value))
			return false;
		n++;
	}
	kind->nattr = n;
	tag->attr = x->attr;
	tag->nattr = n;
	return true;
}

/* Tells the handler of an end; false: it wants no more. */
static bool
tell_end(struct plain *x, struct str name)
{
	x->nopen--;
	x->result.told++;
	if (x->handler->end == NULL || x->handler->end(x->ctx, x->ns, name))
		return true;
	x->stopped = true;
	return false;
}

/* A start tag at '<'; false: it is not plain, or nobody wants more. */
static bool
take_start(struct plain *x)
{
	struct sax_tag tag = { .at = place_of(x, x->p) };
	size_t kind = find_kind(x, x->p + 1);
	bool empty;

	if (kind == x->nkind || x->nopen == MOST_DEPTH)
		return false;
	x->p += 1 + x->kind[kind].name.text.n;
	x->ndecoded = 0;
	if (!take_attributes(x, &x->kind[kind], &tag))
		return false;
	empty = *x->p == '/';
	if (empty && (++x->p == x->end || *x->p != '>'))
		return false;
	x->p++;
	tag.ns = x->ns;
	tag.name = x->kind[kind].name.text;
	x->open[x->nopen++] = kind;
	x->result.told++;
	x->stopped = !x->handler->start(x->ctx, &tag);
	return !x->stopped && (!empty || tell_end(x, tag.name));
}

/* An end tag at '<', of the element that is open. */
static bool
take_end(struct plain *x)
{
	const struct met *m = &x->kind[x->open[x->nopen - 1]].name;

	if (!is_name(x, x->p + 2, m))
		return false;
	x->p += 2 + m->text.n;
	skip_blanks(x);
	if (x->p == x->end || *x->p++ != '>')
		return false;
	return tell_end(x, m->text);
}

/* A comment at '<'; false: something in it may be wrong. */
static bool
take_comment(struct plain *x)
{
	const char *p = x->p + 4;

	for (; p < x->end && !stands(x, p, "--", 2); p++) {
		if (((unsigned char)*p < 0x20 && !is(x, p, BYTE_BLANK)) ||
		    is_outlaw(x, p))
			return false;
		if (*p == '\n') {
			x->line++;
			x->line_start = p + 1;
		}
	}
	if (x->end - p < 3 || p[2] != '>')
		return false;
	x->p = p + 3;
	return true;
}

/* What stands at '<'; false: it is not plain, or nobody wants more. */
static inline bool
take_one(struct plain *x)
{
	if (x->end - x->p < 4)
		return false;
	if (x->p[1] == '/')
		return x->nopen > 0 && take_end(x);
	if (x->p[1] == '!')
		return stands(x, x->p, "<!--", 4) && take_comment(x);
	return take_start(x);
}

static void
report(struct plain *x)
{
	size_t at = (size_t)(x->p - x->in->body.p);

	if (at - x->reported < PROGRESS_STEP)
		return;
	x->reported = at;
	progress_at(x->in->b->progress, at);
}

static void
skip_declaration(struct plain *x)
{
	static const struct str known[] = {
		STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
		STR("<?xml version=\"1.0\"?>"),
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (stands(x, x->p, known[i].p, known[i].n)) {
			x->p += known[i].n;
			skip_blanks(x);
			return;
		}
}

/* The root and all in it; false: something is not plain. */
static bool
take_document(struct plain *x)
{
	skip_declaration(x);
	do {
		if (x->p == x->end || *x->p != '<' || !take_one(x))
			return x->stopped;
		skip_blanks(x);
		report(x);
	} while (x->nopen > 0 || x->result.told == 0);
	while (stands(x, x->p, "<!--", 4) && take_comment(x))
		skip_blanks(x);
	return x->p == x->end;
}

/*
 * sax_plain - the events of a document, as far as it is plain.
 *
 * In:	in       its body has passed xml_guard()
 *	handler  whose text() has nothing to do for blanks
 * Cost:	linear in the bytes
 */
struct sax_plain_end
sax_plain(const struct input *in, const struct sax_handler *handler, void *ctx)
{
	struct plain *x = calloc(1, sizeof(*x));
	struct sax_plain_end result = { .st = ST_NOMEM };

	if (x != NULL)
		x->decoded = malloc(LIMIT_XML_RUN);
	if (x != NULL && x->decoded != NULL) {
		x->in = in;
		x->handler = handler;
		x->ctx = ctx;
		x->p = x->line_start = in->body.p;
		x->end = in->body.p + in->body.n;
		x->line = 1;
		fill_bytes(x->byte);
		x->result.whole = take_document(x);
		result = x->result;
		free(x->decoded);
	}
	free(x);
	return result;
}
