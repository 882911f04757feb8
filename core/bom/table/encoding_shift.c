/* SPDX-License-Identifier: Apache-2.0 */
/* encoding_shift - alphabets written in ASCII; see encoding_shift.h. */
#include "core/bom/table/encoding_shift.h"

#include "core/bom/table/encoding_choose.h"

#include <string.h>

#define ESCAPE '\x1B'

static bool
is_ascii(struct str s)
{
	return encoding_first_beyond(s, ENCODING_UTF8) == s.n;
}

static enum status
refuse(const struct encoding_search *x, const char *p, const char *name,
    const char *remedy, struct findings *f)
{
	struct pos at = encoding_place(
	    ENCODING_CP1252, x->s, (size_t)(p - x->s.p), x->file);

	return findings_error(f, ST_ENCODING, at,
	    "text that seems to be %s: expected %s, or --encoding UTF-8 if it "
	    "is meant as it stands",
	    name, remedy);
}

/* ---- ISO 2022: an escape, a dollar sign and what names the alphabet */

static const char *
find_escape(struct str s)
{
	const char *p = s.p, *end = s.p + s.n;

	while (p < end && (p = memchr(p, ESCAPE, (size_t)(end - p))) != NULL) {
		if (end - p > 2 && p[1] == '$')
			return p;
		p++;
	}
	return NULL;
}

/* ---- HZ: pairs of letters between "~{" and "~}", on one line */

/* One after the other: all of a text is, or none of it. */
static const char *
find_hz(struct str s)
{
	const char *p = s.p, *end = s.p + s.n, *first = NULL;

	while (p < end && (p = memchr(p, '~', (size_t)(end - p))) != NULL) {
		const char *q = p + 2;

		if (end - p < 2 || p[1] != '{') {
			p++;
			continue;
		}
		while (end - q > 1 && q[0] >= 0x21 && q[0] <= 0x77 &&
		       q[1] >= 0x21 && q[1] <= 0x7E)
			q += 2;
		if (q == p + 2 || end - q < 2 || q[0] != '~' || q[1] != '}')
			return NULL;
		first = first == NULL ? p : first;
		p = q + 2;
	}
	return first;
}

/* ---- UTF-7: "+", characters in base 64, and "-" or whatever else follows */

static int
base64(char c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *p = c != '\0' ? strchr(digits, c) : NULL;

	return p != NULL ? (int)(p - digits) : -1;
}

/* As people write who have no ASCII: Latin, Greek and Cyrillic letters; kana
 * and Chinese, with their punctuation; a byte order mark. */
static bool
is_letter(unsigned code)
{
	return code == 0xFEFF || (code >= 0xA0 && code <= 0x17F) ||
	       (code >= 0x386 && code <= 0x45F) ||
	       (code >= 0x2010 && code <= 0x203B) ||
	       (code >= 0x3000 && code <= 0x30FF) ||
	       (code >= 0x4E00 && code <= 0x9FA5) ||
	       (code >= 0xFF01 && code <= 0xFF9F);
}

/* What stands behind a plus sign. */
struct run {
	const char *end;
	unsigned n; /* characters; 0: it is none */
	bool west;  /* the last is a letter of the West */
};

static struct run
read_run(const char *p, const char *end)
{
	struct run r = { .end = p };
	unsigned bits = 0, held = 0;

	for (int v; r.end < end && (v = base64(*r.end)) >= 0; r.end++) {
		bits = (bits << 6 | (unsigned)v) & 0x3FFFFF;
		held += 6;
		if (held < 16)
			continue;
		held -= 16;
		if (!is_letter(bits >> held & 0xFFFF))
			return (struct run){ .end = p };
		r.west = (bits >> held & 0xFFFF) < 0x3000;
		r.n++;
	}
	if (held >= 6 || (bits & ((1u << held) - 1)) != 0)
		return (struct run){ .end = p };
	return r;
}

/*
 * A voltage, a name with a plus sign in it or "A+B" are no characters, so all
 * that have one must be.  One character may be so by chance, "+Vcc" is: it
 * speaks for nothing, and a Western letter, which ends with a sign of its own
 * within a word, for half.
 */
static const char *
find_utf7(struct str s)
{
	const char *p = s.p, *end = s.p + s.n, *first = NULL;
	unsigned speaks = 0;

	while (p < end && (p = memchr(p, '+', (size_t)(end - p))) != NULL) {
		struct run r;

		if (end - p > 1 && p[1] == '-') {
			p += 2;
			continue;
		}
		r = read_run(p + 1, end);
		if (r.n == 0)
			return NULL;
		if (r.n > 1)
			speaks += 2;
		else if (r.west && r.end < end && *r.end == '-')
			speaks++;
		first = first == NULL ? p : first;
		p = r.end;
	}
	return speaks > 1 ? first : NULL;
}

/* Bytes that are looked at together. */
#define RUN 256

static bool
has_sign(const char *p, size_t n)
{
	unsigned char any = 0;

	for (size_t i = 0; i < n; i++)
		any |= (unsigned char)((p[i] == ESCAPE) | (p[i] == '~') |
				       (p[i] == '+'));
	return any != 0;
}

bool
encoding_may_shift(struct str s)
{
	size_t i = 0;

	while (s.n - i >= RUN && !has_sign(s.p + i, RUN))
		i += RUN;
	/* the run that has one, or what is behind the last */
	return has_sign(s.p + i, s.n - i >= RUN ? RUN : s.n - i) && is_ascii(s);
}

enum status
encoding_shift(
    const struct encoding_search *x, enum encoding *e, struct findings *f)
{
	const char *p = find_escape(x->s);

	if (p != NULL && (p[2] == 'B' || p[2] == '@')) {
		*e = ENCODING_ISO2022JP;
		encoding_say_found(
		    x, x->s, *e, "the signs that switch to it", f);
		return ST_OK;
	}
	if (p != NULL)
		return refuse(
		    x, p, "ISO-2022-CN or ISO-2022-KR", "it saved as UTF-8", f);
	if ((p = find_hz(x->s)) != NULL)
		return refuse(x, p, "HZ, of Chinese", "it saved as UTF-8", f);
	if ((p = find_utf7(x->s)) != NULL)
		return refuse(x, p, "UTF-7", "--encoding UTF-7 if it is", f);
	return ST_OK;
}
