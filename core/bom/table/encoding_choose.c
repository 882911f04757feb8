/* SPDX-License-Identifier: Apache-2.0 */
/* encoding_choose - which of several encodings it is; see encoding_choose.h. */
#include "core/bom/table/encoding_choose.h"

#include "core/bom/table/csv_header.h"

#include <string.h>

/* [bytes] Where a header row is looked for. */
#define HEAD ((size_t)16 << 10)

static const enum encoding candidates[] = { ENCODING_GB18030, ENCODING_BIG5,
	ENCODING_SHIFT_JIS, ENCODING_EUC_JP, ENCODING_EUC_KR, ENCODING_CP1252 };
#define NCANDIDATES (sizeof(candidates) / sizeof(candidates[0]))

static bool
ends_name(char c)
{
	return strchr(",;\t|\r\n", c) != NULL;
}

/* How many names of columns beyond ASCII are known near the start? */
static size_t
known_names(struct str s, enum encoding e)
{
	struct str text = { "", 0 }, head = str_clip(s, HEAD);
	struct findings mute = { 0 };
	struct arena mem = { 0 };
	size_t known = 0, start = 0, size;

	head.n = encoding_bad(e, head, &size);
	encoding_convert(e, head, &mem, "", &text, &mute);
	for (size_t i = 0; i <= text.n; i++) {
		struct str name = { text.p + start, i - start };
		enum unit unit;

		if (i < text.n && !ends_name(text.p[i]))
			continue;
		start = i + 1;
		if (name.n < 100 &&
		    encoding_first_beyond(name, ENCODING_UTF8) < name.n &&
		    (csv_column_find(name) != COL_COUNT ||
			csv_column_with_unit(name, &unit) != COL_COUNT))
			known++;
	}
	arena_free(&mem);
	findings_free(&mute);
	return known;
}

/* A line that is UTF-8 beyond doubt for somebody who takes the rest for e. */
static bool
is_foreign_line(struct str line, enum encoding e)
{
	size_t two = 0, three = 0;

	if (str_utf8_bad(line) < line.n)
		return false;
	for (size_t i = 0; i < line.n; i++) {
		unsigned char c = (unsigned char)line.p[i];

		two += c >= 0xC2 && c <= 0xDF;
		three += c >= 0xE1 && c <= 0xEF;
	}
	return e == ENCODING_CP1252 ? two + three > 0 : three > 1;
}

/* Files that were pasted together: some lines are UTF-8, others, which would
 * be e, are not. */
static enum status
check_mixed(
    const struct encoding_search *x, enum encoding e, struct findings *f)
{
	const char *p = x->s.p, *end = p + x->s.n;
	struct pos at = { x->file, 1, 1 };

	for (; p < end; at.line++) {
		const char *eol = memchr(p, '\n', (size_t)(end - p));
		struct str line = { p,
			(size_t)((eol != NULL ? eol : end) - p) };

		if (encoding_first_beyond(line, ENCODING_UTF8) < line.n &&
		    is_foreign_line(line, e)) {
			struct pos bad = encoding_place(
			    ENCODING_CP1252, x->s, str_utf8_bad(x->s), x->file);

			return findings_error(f, ST_ENCODING, at,
			    "a line in UTF-8, while line %u is not: expected "
			    "one encoding in a file",
			    bad.line);
		}
		p = eol != NULL ? eol + 1 : end;
	}
	return ST_OK;
}

/* What could be meant, and which of it has names of columns. */
struct choice {
	bool valid[NCANDIDATES], likely[NCANDIDATES];
	size_t nlikely, last; /* that are likely; the last of them */
};

static void
look_at_all(struct str s, struct choice *c)
{
	*c = (struct choice){ .nlikely = 0 };
	for (size_t i = 0; i < NCANDIDATES; i++) {
		struct encoding_look l = encoding_look(candidates[i], s);
		size_t size;

		c->valid[i] =
		    !l.broken && encoding_bad(candidates[i], s, &size) == s.n;
		c->likely[i] =
		    c->valid[i] && encoding_likely(candidates[i], &l);
		if (c->likely[i]) {
			c->nlikely++;
			c->last = i;
		}
	}
}

/* The one in which names of columns are known; NCANDIDATES: none, or more. */
static size_t
by_names(struct str s, const bool *among)
{
	size_t found = NCANDIDATES;

	for (size_t i = 0; i < NCANDIDATES; i++) {
		if (!among[i] || known_names(s, candidates[i]) == 0)
			continue;
		if (found < NCANDIDATES)
			return NCANDIDATES;
		found = i;
	}
	return found;
}

static enum status
refuse(const struct encoding_search *x, const bool *among, const char *what,
    struct findings *f)
{
	size_t bad = str_utf8_bad(x->s);
	char list[240] = "", word[ENCODING_SAMPLE_ROOM];
	size_t n = 0;

	for (size_t i = 0; i < NCANDIDATES; i++)
		if (among[i])
			str_add(list, sizeof(list), "%s%s \"%s\"",
			    n++ > 0 ? ", " : "", encoding_name(candidates[i]),
			    encoding_sample(x->s, candidates[i], word));
	return findings_error(f, ST_ENCODING,
	    encoding_place(ENCODING_CP1252, x->s, bad, x->file),
	    "byte 0x%02X is not UTF-8%s%s: expected --encoding with the name "
	    "of the right one",
	    (unsigned char)x->s.p[bad], what, list);
}

/*
 * No encoding fits.  One may do so up to some byte, which then is what is
 * wrong; NCANDIDATES: none.
 */
static size_t
nearly(struct str s, size_t *bad)
{
	size_t best = NCANDIDATES, size;

	*bad = 0;
	for (size_t i = 0; i < NCANDIDATES; i++) {
		size_t n = encoding_bad(candidates[i], s, &size);
		struct encoding_look l =
		    encoding_look(candidates[i], (struct str){ s.p, n });

		if (n < s.n && n > *bad && encoding_likely(candidates[i], &l)) {
			best = i;
			*bad = n;
		}
	}
	return best;
}

static enum status
refuse_all(const struct encoding_search *x, struct findings *f)
{
	bool none[NCANDIDATES] = { false };
	size_t bad, best = nearly(x->s, &bad);

	if (check_mixed(x,
		best < NCANDIDATES ? candidates[best] : ENCODING_CP1252,
		f) != ST_OK)
		return f->first.code;
	if (best < NCANDIDATES)
		return findings_error(f, ST_ENCODING,
		    encoding_place(candidates[best], x->s, bad, x->file),
		    "byte 0x%02X is no text in %s, as which the file reads "
		    "up to here: expected one encoding in a file",
		    (unsigned char)x->s.p[bad],
		    encoding_name(candidates[best]));
	return refuse(x, none,
	    ", nor does the text read well in GB 18030, Big5, Shift_JIS, "
	    "EUC-JP, EUC-KR or CP1252",
	    f);
}

enum status
encoding_choose(
    const struct encoding_search *x, enum encoding *e, struct findings *f)
{
	bool wanted[NCANDIDATES];
	struct choice c;
	size_t found;

	look_at_all(x->s, &c);
	memcpy(wanted, c.nlikely > 0 ? c.likely : c.valid, sizeof(wanted));
	found = c.nlikely == 1 ? c.last : by_names(x->s, wanted);
	if (found == NCANDIDATES && c.nlikely > 1)
		return refuse(x, wanted, ", and may be any of ", f);
	if (found == NCANDIDATES)
		return refuse_all(x, f);
	*e = candidates[found];
	if (check_mixed(x, *e, f) != ST_OK)
		return f->first.code;
	encoding_say_found(x, x->s, *e,
	    c.nlikely == 1 ? "the characters that it gives"
			   : "the names of its columns",
	    f);
	return ST_OK;
}
