/* SPDX-License-Identifier: Apache-2.0 */
/*
 * step_text - texts of STEP with their escapes resolved; see step.h.
 *
 * "\X2\00E4\X0\" is hexadecimal UTF-16, "\X4\" UTF-32, "\X\E4" and "\S\d" are
 * ISO 8859-1; '' is one quote and \\ one backslash.
 */
#include "core/bom/other/step.h"

#include "core/base/limits.h"

#include <stdlib.h>
#include <string.h>

struct out {
	char *p;
	size_t n;
};

static void
put(struct out *o, uint32_t c)
{
	if (c < 0x80) {
		o->p[o->n++] = (char)c;
	} else if (c < 0x800) {
		o->p[o->n++] = (char)(0xC0 | c >> 6);
		o->p[o->n++] = (char)(0x80 | (c & 63));
	} else if (c < 0x10000) {
		o->p[o->n++] = (char)(0xE0 | c >> 12);
		o->p[o->n++] = (char)(0x80 | (c >> 6 & 63));
		o->p[o->n++] = (char)(0x80 | (c & 63));
	} else {
		o->p[o->n++] = (char)(0xF0 | c >> 18);
		o->p[o->n++] = (char)(0x80 | (c >> 12 & 63));
		o->p[o->n++] = (char)(0x80 | (c >> 6 & 63));
		o->p[o->n++] = (char)(0x80 | (c & 63));
	}
}

/* A character that may stand in a text; else a mark of one. */
static void
put_safe(struct out *o, uint32_t c)
{
	put(o, c < 0x20 || (c >= 0xD800 && c < 0xE000) || c > 0x10FFFF ||
		       c == 0xFFFE || c == 0xFFFF
		   ? '?'
		   : c);
}

/* n hexadecimal digits; false: these are none. */
static bool
hex(struct str s, size_t n, uint32_t *c)
{
	*c = 0;
	if (s.n < n)
		return false;
	for (size_t i = 0; i < n; i++) {
		char d = s.p[i];
		int v = char_is_digit(d) ? d - '0'
			: (d | 0x20) >= 'a' && (d | 0x20) <= 'f'
			    ? (d | 0x20) - 'a' + 10
			    : -1;

		if (v < 0)
			return false;
		*c = *c << 4 | (uint32_t)v;
	}
	return true;
}

static struct str
behind(struct str s, size_t n)
{
	return (struct str){ s.p + n, s.n - n };
}

/* "00E400DF", up to what is no digit; halves of a character come in pairs. */
static struct str
put_wide(struct out *o, struct str s, size_t digits)
{
	uint32_t c, low;

	while (hex(s, digits, &c)) {
		s = behind(s, digits);
		if (c >= 0xD800 && c < 0xDC00 && digits == 4 &&
		    hex(s, 4, &low) && low >= 0xDC00 && low < 0xE000) {
			s = behind(s, 4);
			c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
		}
		put_safe(o, c);
	}
	return str_starts(s, "\\X0\\") ? behind(s, 4) : s;
}

/* What stands at a backslash; it is behind it. */
static struct str
put_escape(struct out *o, struct str s)
{
	uint32_t c;

	if (str_starts(s, "\\X2\\"))
		return put_wide(o, behind(s, 4), 4);
	if (str_starts(s, "\\X4\\"))
		return put_wide(o, behind(s, 4), 8);
	if (str_starts(s, "\\X\\") && hex(behind(s, 3), 2, &c)) {
		put_safe(o, c);
		return behind(s, 5);
	}
	if (str_starts(s, "\\S\\") && s.n > 3 && (s.p[3] & 0x80) == 0) {
		put_safe(o, 0x80 | (uint32_t)s.p[3]);
		return behind(s, 4);
	}
	/* the page of \S\ is taken for Latin 1, which is most often there */
	if (str_starts(s, "\\P") && s.n > 3 && s.p[3] == '\\')
		return behind(s, 4);
	put(o, '\\');
	return behind(s, str_starts(s, "\\\\") ? 2 : 1);
}

enum status
step_text(const struct input *in, struct field raw, uint32_t *id)
{
	/* no escape is shorter than what it stands for */
	struct out o = { malloc(raw.text.n + 4), 0 };
	struct str s = raw.text;
	enum status st;

	if (o.p == NULL)
		return fields_nomem(in->f);
	while (s.n > 0) {
		char c = s.p[0];

		if (c == '\\') {
			s = put_escape(&o, s);
			continue;
		}
		/* lines that are broken at a width are one text */
		if (c != '\r' && c != '\n')
			o.p[o.n++] = c;
		s = behind(s, c == '\'' && s.n > 1 && s.p[1] == '\'' ? 2 : 1);
	}
	raw.text = (struct str){ o.p, o.n };
	st = fields_text(in->b, raw, id, in->f);
	free(o.p);
	return st;
}
