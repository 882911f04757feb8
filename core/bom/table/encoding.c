/* SPDX-License-Identifier: Apache-2.0 */
/* encoding - from another alphabet to UTF-8; see encoding.h. */
#include "core/bom/table/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

/* [bytes] Of text that is converted only to be looked at. */
#define ROOM 8192

static const struct {
	const char *name, *of_iconv;
	const char *also; /* further names */
} encodings[] = {
	[ENCODING_UTF8] = { "UTF-8", "UTF-8", "" },
	[ENCODING_UTF16LE] = { "UTF-16 LE", "UTF-16LE", "utf16|unicode" },
	[ENCODING_UTF16BE] = { "UTF-16 BE", "UTF-16BE", "" },
	[ENCODING_GB18030] = { "GB 18030", "GB18030",
	    "gbk|gb2312|cp936|windows936|euccn" },
	[ENCODING_BIG5] = { "Big5", "CP950", "cp950|windows950" },
	[ENCODING_SHIFT_JIS] = { "Shift_JIS", "CP932",
	    "sjis|cp932|windows31j|ms932" },
	[ENCODING_EUC_JP] = { "EUC-JP", "EUC-JP-MS", "" },
	[ENCODING_EUC_KR] = { "EUC-KR", "CP949", "cp949|uhc|windows949" },
	[ENCODING_CP1250] = { "CP1250", "CP1250", "windows1250" },
	[ENCODING_CP1251] = { "CP1251", "CP1251", "windows1251" },
	[ENCODING_CP1252] = { "CP1252", "CP1252",
	    "windows1252|ansi|latin1|iso88591" },
	[ENCODING_CP1253] = { "CP1253", "CP1253", "windows1253" },
	[ENCODING_CP1254] = { "CP1254", "CP1254", "windows1254" },
	[ENCODING_LATIN9] = { "ISO 8859-15", "ISO-8859-15", "latin9" },
	[ENCODING_ISO2022JP] = { "ISO-2022-JP", "ISO-2022-JP-3",
	    "jis|cp50220|cp50221|windows50220" },
	[ENCODING_UTF7] = { "UTF-7", "UTF-7", "" },
};

const char *
encoding_name(enum encoding e)
{
	return encodings[e].name;
}

static bool
is_sign(char c)
{
	return c == ' ' || c == '-' || c == '_' || c == '.';
}

/* The same letters and digits? */
static bool
same_name(struct str a, const char *b, size_t n)
{
	size_t i = 0, k = 0;

	for (;;) {
		while (i < a.n && is_sign(a.p[i]))
			i++;
		while (k < n && is_sign(b[k]))
			k++;
		if (i == a.n || k == n)
			return i == a.n && k == n;
		if (!str_eq(
			(struct str){ a.p + i, 1 }, (struct str){ b + k, 1 }) &&
		    (((a.p[i] ^ b[k]) & ~0x20) != 0 || (a.p[i] & 0x40) == 0))
			return false;
		i++;
		k++;
	}
}

enum encoding
encoding_named(struct str name)
{
	for (int e = 0; e < ENCODING_COUNT; e++) {
		const char *p = encodings[e].also;

		if (same_name(
			name, encodings[e].name, strlen(encodings[e].name)))
			return (enum encoding)e;
		while (*p != '\0') {
			size_t n = strcspn(p, "|");

			if (same_name(name, p, n))
				return (enum encoding)e;
			p += n + (p[n] == '|');
		}
	}
	return ENCODING_COUNT;
}

/*
 * What iconv() makes of the text: all of it into out, if that has room, or
 * piece by piece into nothing.  The offset of the first byte that is no text;
 * s.n: there is none.
 */
static size_t
pass(iconv_t cd, struct str s, char *out, size_t room, size_t *size)
{
	char *in = (char *)(uintptr_t)s.p, scratch[ROOM];
	size_t left = s.n;

	*size = 0;
	iconv(cd, NULL, NULL, NULL, NULL);
	while (left > 0) {
		char *to = out != NULL ? out + *size : scratch;
		char *before = to;
		size_t free = out != NULL ? room - *size : sizeof(scratch);
		size_t got = iconv(cd, &in, &left, &to, &free);

		*size += (size_t)(to - before);
		if (got == (size_t)-1 && (errno != E2BIG || to == before))
			break;
	}
	return s.n - left;
}

size_t
encoding_bad(enum encoding e, struct str s, size_t *size)
{
	iconv_t cd = iconv_open("UTF-8", encodings[e].of_iconv);
	size_t bad;

	*size = 0;
	if (cd == (iconv_t)-1)
		return 0;
	bad = pass(cd, s, NULL, 0, size);
	iconv_close(cd);
	return bad;
}

/* Offsets of the last line that begins before the byte, and its number. */
static size_t
find_line(enum encoding e, struct str s, size_t offset, uint32_t *line)
{
	size_t step = e == ENCODING_UTF16LE || e == ENCODING_UTF16BE ? 2 : 1;
	size_t low = e == ENCODING_UTF16BE, start = 0;

	*line = 1;
	for (size_t i = 0; i + step <= offset; i += step)
		if (s.p[i + low] == '\n' &&
		    (step == 1 || s.p[i + 1 - low] == '\0')) {
			++*line;
			start = i + step;
		}
	return start;
}

/* Characters of the text, which is valid. */
static uint32_t
count_characters(enum encoding e, struct str s)
{
	iconv_t cd = iconv_open("UTF-32LE", encodings[e].of_iconv);
	size_t size = 0;

	if (cd == (iconv_t)-1)
		return 0;
	pass(cd, s, NULL, 0, &size);
	iconv_close(cd);
	return (uint32_t)(size / 4);
}

struct pos
encoding_place(enum encoding e, struct str s, size_t offset, const char *file)
{
	struct pos at = { file, 1, 1 };
	size_t start = find_line(e, s, offset, &at.line);

	at.col = 1 + count_characters(
			 e, (struct str){ s.p + start, offset - start });
	return at;
}

static enum status
refuse_byte(enum encoding e, struct str s, size_t bad, const char *file,
    struct findings *f)
{
	return findings_error(f, ST_ENCODING, encoding_place(e, s, bad, file),
	    "byte 0x%02X is no text in %s: expected text in it all through, "
	    "or --encoding with the name of another",
	    (unsigned char)s.p[bad], encoding_name(e));
}

enum status
encoding_convert(enum encoding e, struct str s, struct arena *mem,
    const char *file, struct str *out, struct findings *f)
{
	size_t size, bad = encoding_bad(e, s, &size), written;
	iconv_t cd;
	char *text;

	if (bad < s.n)
		return refuse_byte(e, s, bad, file, f);
	text = TAKE(mem, char, size + 1);
	cd = iconv_open("UTF-8", encodings[e].of_iconv);
	if (text == NULL || cd == (iconv_t)-1) {
		if (cd != (iconv_t)-1)
			iconv_close(cd);
		return findings_error(f, ST_NOMEM, pos_none, "out of memory");
	}
	pass(cd, s, text, size, &written);
	iconv_close(cd);
	*out = (struct str){ text, written };
	return ST_OK;
}
