/* SPDX-License-Identifier: Apache-2.0 */
/* sheet_texts - the texts that cells share; see sheet_texts.h. */
#include "core/bom/sheet/sheet_texts.h"

#include "core/base/limits.h"

#include <stdlib.h>
#include <string.h>

struct reading {
	struct texts *t;
	struct book *b;
	size_t start;  /* of the text that is being read */
	bool text;     /* inside <t> */
	bool phonetic; /* inside <rPh> */
};

static int
hex(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
				      : -1;
}

/* The character that "_xHHHH_" means, or 0: it is no such thing, or no
 * character. */
static unsigned
escaped(const char *p, size_t n)
{
	unsigned c = 0;

	if (n < 7 || p[0] != '_' || p[1] != 'x' || p[6] != '_')
		return 0;
	for (int i = 2; i < 6; i++) {
		if (hex(p[i]) < 0)
			return 0;
		c = c << 4 | (unsigned)hex(p[i]);
	}
	return c >= 0xD800 && c <= 0xDFFF ? 0 : c;
}

size_t
texts_unescape(char *p, size_t n)
{
	size_t o = 0;

	for (size_t i = 0; i < n;) {
		unsigned c = p[i] == '_' ? escaped(p + i, n - i) : 0;

		if (c == 0) {
			p[o++] = p[i++];
			continue;
		}
		i += 7;
		if (c >= 0x800) {
			p[o++] = (char)(0xE0 | c >> 12);
			p[o++] = (char)(0x80 | (c >> 6 & 0x3F));
		} else if (c >= 0x80) {
			p[o++] = (char)(0xC0 | c >> 6);
		}
		p[o++] = (char)(c >= 0x80 ? 0x80 | (c & 0x3F) : c);
	}
	return o;
}

static bool
nomem(struct reading *r)
{
	findings_error(r->b->archive.f, ST_NOMEM, pos_none, "out of memory");
	return false;
}

static bool
on_start(void *ctx, const struct part_tag *tag)
{
	struct reading *r = ctx;

	if (strcmp(tag->name, "si") == 0)
		r->start = r->t->size;
	else if (strcmp(tag->name, "rPh") == 0)
		r->phonetic = true;
	r->text = strcmp(tag->name, "t") == 0 && !r->phonetic;
	return true;
}

static bool
end_text(struct reading *r)
{
	struct texts *t = r->t;
	uint32_t *list = array_grow(t->end, &t->cap, t->n + 1, sizeof(*list));

	if (list == NULL)
		return nomem(r);
	t->end = list;
	t->size =
	    r->start + texts_unescape(t->all + r->start, t->size - r->start);
	list[t->n++] = (uint32_t)t->size;
	return true;
}

static bool
on_end(void *ctx, const char *name)
{
	struct reading *r = ctx;

	r->text = false;
	if (strcmp(name, "rPh") == 0)
		r->phonetic = false;
	return strcmp(name, "si") != 0 || end_text(r);
}

static bool
on_text(void *ctx, struct str piece)
{
	struct reading *r = ctx;
	struct texts *t = r->t;
	char *all;

	if (!r->text)
		return true;
	if (piece.n > LIMIT_SHEET_TEXTS - t->size) {
		findings_error(r->b->archive.f, ST_LIMIT, r->b->archive.at,
		    "a workbook of more than %zu bytes of texts: expected "
		    "fewer",
		    LIMIT_SHEET_TEXTS);
		return false;
	}
	all = array_grow(t->all, &t->all_cap, t->size + piece.n + 1, 1);
	if (all == NULL)
		return nomem(r);
	t->all = all;
	memcpy(all + t->size, piece.p, piece.n);
	t->size += piece.n;
	return true;
}

/* texts_read - all of them; a workbook may have none. */
enum status
texts_read(struct texts *t, struct book *b)
{
	static const struct part_handler handler = {
		.root = "sst", .start = on_start, .end = on_end, .text = on_text
	};
	struct reading r = { .t = t, .b = b };

	*t = (struct texts){ 0 };
	t->all = array_grow(NULL, &t->all_cap, 1, 1);
	if (t->all == NULL) {
		nomem(&r);
		return ST_NOMEM;
	}
	return b->texts == BOOK_NONE ? ST_OK
				     : part_read(&b->archive, b->texts,
					   LIMIT_SHEET_FILE, &handler, &r);
}

void
texts_free(struct texts *t)
{
	free(t->all);
	free(t->end);
	*t = (struct texts){ 0 };
}

struct str
texts_get(const struct texts *t, uint32_t i)
{
	size_t start;

	if (i >= t->n)
		return (struct str){ NULL, 0 };
	start = i > 0 ? t->end[i - 1] : 0;
	return (struct str){ t->all + start, t->end[i] - start };
}
