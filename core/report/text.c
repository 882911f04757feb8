/* SPDX-License-Identifier: Apache-2.0 */
/* text - words for a reader; see text.h. */
#include "core/report/text.h"

#include <string.h>

static const struct {
	const char *start, *name;
} tones[TONE_COUNT] = {
	[TONE_NONE] = { "", NULL },
	[TONE_BAD] = { "\033[1;31m", "red" },
	[TONE_OPEN] = { "\033[1;33m", "yellow" },
	[TONE_GOOD] = { "\033[1;32m", "green" },
	[TONE_FAINT] = { "\033[2m", NULL },
};

const char *
tone_start(const struct style *s, enum tone t)
{
	return s->colour ? tones[t].start : "";
}

const char *
tone_end(const struct style *s, enum tone t)
{
	return s->colour && t != TONE_NONE ? "\033[0m" : "";
}

const char *
tone_name(enum tone t)
{
	return tones[t].name;
}

bool
text_is_unsafe(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x61C ||
	       (c >= 0x200E && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0xFFFE || c == 0xFFFF;
}

void
text_put(FILE *to, struct str s)
{
	while (s.n > 0) {
		size_t len;
		uint32_t c = str_utf8_at(s, &len);

		if (c == STR_NO_CHAR)
			fprintf(to, "\\x%02x", (unsigned char)s.p[0]);
		else if (text_is_unsafe(c))
			fprintf(to, "\\x%02x", (unsigned)c);
		else
			fwrite(s.p, 1, len, to);
		s.p += len;
		s.n -= len;
	}
}

void
text_put_html(FILE *to, struct str s)
{
	static const char signs[] = "&<>\"'";

	while (s.n > 0) {
		const char *sign = memchr(signs, s.p[0], sizeof(signs) - 1);
		size_t n = 1;

		if (sign != NULL) {
			fprintf(to, "&#%d;", *sign);
		} else {
			while (n < s.n &&
			       memchr(signs, s.p[n], sizeof(signs) - 1) == NULL)
				n++;
			text_put(to, (struct str){ s.p, n });
		}
		s.p += n;
		s.n -= n;
	}
}

/* Chinese, Japanese and Korean characters take two columns, marks that
 * combine with the letter before take none. */
static size_t
columns_of(uint32_t c)
{
	if ((c >= 0x300 && c <= 0x36F) || c == 0x200B || c == 0xFE0F)
		return 0;
	if ((c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
	    (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
	    (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
	    (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x20000 && c <= 0x3FFFD))
		return 2;
	return 1;
}

size_t
text_width(struct str s)
{
	size_t width = 0, len;

	for (; s.n > 0; s.p += len, s.n -= len)
		width += columns_of(str_utf8_at(s, &len));
	return width;
}

static struct str
next_word(struct str *rest)
{
	struct str word;
	size_t n = 0;

	*rest = str_trim(*rest);
	while (n < rest->n && rest->p[n] != ' ')
		n++;
	word = (struct str){ rest->p, n };
	rest->p += n;
	rest->n -= n;
	return word;
}

void
text_wrap(FILE *to, const struct style *s, unsigned indent, size_t used,
    struct str text)
{
	size_t limit = s->plain || s->width == 0 ? SIZE_MAX : s->width;
	bool first = true;

	if (used == 0)
		used = (size_t)fprintf(to, "%*s", (int)indent, "");
	for (struct str w; (w = next_word(&text)).n > 0; first = false) {
		size_t wide = text_width(w);

		if (!first && used + 1 + wide > limit) {
			fprintf(to, "\n%*s", (int)indent, "");
			used = indent;
			first = true;
		}
		if (!first) {
			fputc(' ', to);
			used++;
		}
		text_put(to, w);
		used += wide;
	}
	fputc('\n', to);
}

void
text_beside(FILE *to, int indent, const char *what, struct str text)
{
	if (text.n == 0)
		return;
	fprintf(to, "%*s%-8s ", indent, "", what);
	text_put(to, text);
	putc('\n', to);
}
