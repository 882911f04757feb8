/* SPDX-License-Identifier: Apache-2.0 */
/* xml_text - tags, attributes and amounts as text; see xml_text.h. */
#include "core/bom/write/xml_text.h"

#include "core/bom/write/in_words.h"

#include <string.h>

static void
refuse(struct xml_out *o, enum status code, const char *why)
{
	if (o->st == ST_OK)
		o->st =
		    error_set(o->err, code, bom_pos(o->b, o->at), "%s", why);
}

void
xml_flush(struct xml_out *o)
{
	if (o->st == ST_OK && o->n > 0 &&
	    !o->sink->put(o->sink->ctx, (struct str){ o->buf, o->n }))
		refuse(o, ST_IO, "the output cannot be written");
	o->n = 0;
}

void
xml_put_raw(struct xml_out *o, struct str s)
{
	while (s.n > 0 && o->st == ST_OK) {
		size_t room = sizeof(o->buf) - o->n;
		size_t n = s.n < room ? s.n : room;

		memcpy(o->buf + o->n, s.p, n);
		o->n += n;
		s.p += n;
		s.n -= n;
		if (o->n == sizeof(o->buf))
			xml_flush(o);
	}
}

static void
put_z(struct xml_out *o, const char *z)
{
	xml_put_raw(o, str_of(z));
}

static void
close_start(struct xml_out *o)
{
	if (o->open)
		put_z(o, ">\n");
	o->open = false;
}

static void
indent(struct xml_out *o)
{
	for (unsigned i = 0; i < o->depth; i++)
		put_z(o, "  ");
}

void
xml_start_tag(struct xml_out *o, const char *name)
{
	close_start(o);
	indent(o);
	put_z(o, "<");
	put_z(o, name);
	o->open = true;
	o->depth++;
}

void
xml_end_tag(struct xml_out *o, const char *name)
{
	o->depth--;
	if (o->open) {
		put_z(o, "/>\n");
		o->open = false;
		return;
	}
	indent(o);
	put_z(o, "</");
	put_z(o, name);
	put_z(o, ">\n");
}

/* What a character is in an attribute; NULL: itself. */
static const char *
escaped(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\t':
		return "&#9;";
	case '\n':
		return "&#10;";
	case '\r':
		return "&#13;";
	default:
		return NULL;
	}
}

/* U+0001 to U+001F but for blanks, U+FFFE and U+FFFF have no place in XML. */
static bool
forbidden(struct str s, size_t i)
{
	unsigned char c = (unsigned char)s.p[i];

	return c < 0x20 ||
	       (c == 0xEF && s.n - i > 2 && (unsigned char)s.p[i + 1] == 0xBF &&
		   (unsigned char)s.p[i + 2] >= 0xBE);
}

void
xml_put_attr(struct xml_out *o, const char *name, struct str value)
{
	if (value.n > 0)
		xml_put_required(o, name, value);
}

void
xml_put_required(struct xml_out *o, const char *name, struct str value)
{
	size_t from = 0;

	put_z(o, " ");
	put_z(o, name);
	put_z(o, "=\"");
	for (size_t i = 0; i < value.n; i++) {
		const char *instead = escaped(value.p[i]);

		if (instead == NULL && forbidden(value, i))
			refuse(o, ST_ENCODING,
			    "a control character: XML cannot hold it");
		if (instead == NULL)
			continue;
		xml_put_raw(o, (struct str){ value.p + from, i - from });
		put_z(o, instead);
		from = i + 1;
	}
	xml_put_raw(o, (struct str){ value.p + from, value.n - from });
	put_z(o, "\"");
}

void
xml_put_word(struct xml_out *o, const char *name, const char *value)
{
	xml_put_attr(o, name, str_of(value));
}

void
xml_put_text(struct xml_out *o, const char *name, uint32_t text_id)
{
	xml_put_attr(o, name, bom_text_get(o->b, text_id));
}

void
xml_out_check(struct xml_out *o, enum status st)
{
	if (st != ST_OK)
		refuse(o, st, words_fault(st));
}

void
xml_put_number(struct xml_out *o, const char *name, uint32_t num)
{
	char text[NUM_TEXT] = "";

	xml_out_check(o, words_number(o->b, num, 1, text));
	xml_put_word(o, name, text);
}

void
xml_put_date(struct xml_out *o, const char *name, date_day date)
{
	char text[DATE_TEXT];

	if (date == DATE_NONE)
		return;
	date_format(date, text);
	xml_put_word(o, name, text);
}

void
xml_put_elements(struct xml_out *o, const char *name, uint32_t elements)
{
	char text[WORDS_ELEMENTS];

	words_elements(elements, text);
	xml_put_word(o, name, text);
}

void
xml_put_amount(struct xml_out *o, const char *name, struct amount a)
{
	char text[WORDS_AMOUNT];
	enum status st = words_amount(o->b, a, text);

	xml_out_check(o, st);
	if (st == ST_OK)
		xml_put_word(o, name, text);
}

void
xml_put_quantity(struct xml_out *o, uint32_t num)
{
	char text[NUM_TEXT] = "", *slash;

	if (num == BOM_NONE) {
		xml_put_word(o, "quantity", "unknown");
		return;
	}
	xml_out_check(o, words_number(o->b, num, 1, text));
	slash = strchr(text, '/');
	if (slash != NULL)
		*slash = '\0';
	xml_put_word(o, "quantity", text);
	if (slash != NULL)
		xml_put_word(o, "per", slash + 1);
}
