/* SPDX-License-Identifier: Apache-2.0 */
/*
 * encoding_find - which encoding is it, found and never guessed; see
 * encoding.h.
 *
 * A byte order mark decides, then whether the text is UTF-8, then the zeros
 * of UTF-16.  Of all others those stay that are valid to the last byte and
 * read as somebody would write.  Where several do, the names of columns
 * decide, if they are known in one of them alone; else the user is asked.
 */
#include "core/base/guard.h"
#include "core/bom/csv_header.h"
#include "core/bom/encoding.h"

#include <ctype.h>
#include <string.h>

/* [bytes] Where a header row is looked for. */
#define HEAD ((size_t)16 << 10)

/* [bytes] Of a sample, in the file and as UTF-8. */
#define SAMPLE 24
#define SAMPLE_ROOM (3 * SAMPLE + 1)

static const enum encoding candidates[] = { ENCODING_GB18030, ENCODING_BIG5,
	ENCODING_SHIFT_JIS, ENCODING_EUC_JP, ENCODING_EUC_KR, ENCODING_CP1252 };
#define NCANDIDATES (sizeof(candidates) / sizeof(candidates[0]))

static bool
is_wide(enum encoding e)
{
	return e == ENCODING_UTF16LE || e == ENCODING_UTF16BE;
}

/* Offset of the first character beyond ASCII, or s.n. */
static size_t
first_beyond(struct str s, enum encoding e)
{
	size_t low = e == ENCODING_UTF16BE;

	if (is_wide(e)) {
		for (size_t i = 0; i + 1 < s.n; i += 2)
			if (s.p[i + 1 - low] != '\0' ||
			    (unsigned char)s.p[i + low] >= 0x80)
				return i;
		return s.n;
	}
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return i;
	return s.n;
}

/* The first word beyond ASCII as it would read; "" if there is none. */
static const char *
sample(struct str s, enum encoding e, char text[SAMPLE_ROOM])
{
	size_t from = first_beyond(s, e), size, n;
	struct findings mute = { 0 };
	struct arena mem = { 0 };
	struct str read = { "", 0 };

	/* from the start of the word */
	for (size_t i = 0;
	     from > 0 && from < s.n && !is_wide(e) && i < SAMPLE / 2 &&
	     isalpha((unsigned char)s.p[from - 1]);
	     i++)
		from--;
	n = s.n - from;
	if (n > SAMPLE)
		n = SAMPLE;
	/* no character in halves */
	n = encoding_bad(e, (struct str){ s.p + from, n }, &size);
	if (n > 0)
		encoding_convert(
		    e, (struct str){ s.p + from, n }, &mem, "", &read, &mute);
	for (size_t i = 0; i < read.n; i++)
		if (strchr(",;\t|\"\r\n", read.p[i]) != NULL)
			read.n = i;
	read = str_clip(read, SAMPLE_ROOM - 1);
	memcpy(text, read.p, read.n);
	text[read.n] = '\0';
	arena_free(&mem);
	findings_free(&mute);
	return text;
}

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
		    first_beyond(name, ENCODING_UTF8) < name.n &&
		    (csv_column_find(name) != COL_COUNT ||
			csv_column_with_unit(name, &unit) != COL_COUNT))
			known++;
	}
	arena_free(&mem);
	findings_free(&mute);
	return known;
}

static void
say_found(const struct encoding_search *x, struct str text, enum encoding e,
    const char *by, struct findings *f)
{
	char word[SAMPLE_ROOM];
	struct pos at = { x->file, 0, 0 };

	sample(text, e, word);
	if (word[0] == '\0')
		findings_add(f, SEV_NOTE, ST_OK, at,
		    "read as %s, found by %s; --encoding names another",
		    encoding_name(e), by);
	else
		findings_add(f, SEV_NOTE, ST_OK, at,
		    "read as %s, found by %s: \"%s\"; --encoding names "
		    "another",
		    encoding_name(e), by, word);
}

/* A byte order mark. */
static const struct {
	const char *bytes;
	size_t n;
	enum encoding encoding;
} marks[] = {
	{ "\xEF\xBB\xBF", 3, ENCODING_UTF8 },
	{ "\xFF\xFE", 2, ENCODING_UTF16LE },
	{ "\xFE\xFF", 2, ENCODING_UTF16BE },
	{ "\x84\x31\x95\x33", 4, ENCODING_GB18030 },
};
#define NMARKS (sizeof(marks) / sizeof(marks[0]))

static size_t
find_mark(struct str s)
{
	for (size_t i = 0; i < NMARKS; i++)
		if (s.n >= marks[i].n &&
		    memcmp(s.p, marks[i].bytes, marks[i].n) == 0)
			return i;
	return NMARKS;
}

/* What the user names.  A mark of another encoding is a mistake of his. */
static enum status
take_wanted(const struct encoding_search *x, enum encoding *e, size_t *skip,
    struct findings *f)
{
	enum encoding wanted = encoding_named(str_of(x->wanted));
	size_t mark = find_mark(x->s);
	struct pos at = { x->file, 1, 1 };
	char word[SAMPLE_ROOM];

	if (wanted == ENCODING_COUNT)
		return findings_error(f, ST_USAGE, pos_none,
		    "encoding \"%.60s\": expected " ENCODING_NAMES, x->wanted);
	if (mark < NMARKS && marks[mark].encoding != wanted &&
	    mark + 1 < NMARKS)
		return findings_error(f, ST_ENCODING, at,
		    "the byte order mark of %s: expected %s, as --encoding "
		    "says",
		    encoding_name(marks[mark].encoding), encoding_name(wanted));
	*skip =
	    mark < NMARKS && marks[mark].encoding == wanted ? marks[mark].n : 0;
	*e = wanted;
	if (wanted == ENCODING_UTF8)
		return ST_OK;
	at.line = at.col = 0;
	findings_add(f, SEV_NOTE, ST_OK, at,
	    "read as %s, which was asked for: \"%s\"", encoding_name(wanted),
	    sample(x->s, wanted, word));
	return ST_OK;
}

/*
 * Zeros: UTF-16 without its mark, which has a zero beside each letter of
 * ASCII, always on the same side.  A zero alone is none.
 */
static bool
find_wide(struct str s, enum encoding *e)
{
	size_t ascii[2] = { 0, 0 }, size;

	for (size_t i = 0; i + 1 < s.n; i += 2)
		for (size_t low = 0; low < 2; low++)
			ascii[low] += s.p[i + 1 - low] == '\0' &&
				      s.p[i + low] != '\0' &&
				      (unsigned char)s.p[i + low] < 0x80;
	for (size_t low = 0; low < 2; low++) {
		*e = low == 0 ? ENCODING_UTF16LE : ENCODING_UTF16BE;
		if (ascii[low] * 20 >= s.n && ascii[low] > 8 * ascii[1 - low] &&
		    encoding_bad(*e, s, &size) == s.n)
			return true;
	}
	return false;
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

		if (first_beyond(line, ENCODING_UTF8) < line.n &&
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
	char list[240] = "", word[SAMPLE_ROOM];
	size_t n = 0;

	for (size_t i = 0; i < NCANDIDATES; i++)
		if (among[i])
			str_add(list, sizeof(list), "%s%s \"%s\"",
			    n++ > 0 ? ", " : "", encoding_name(candidates[i]),
			    sample(x->s, candidates[i], word));
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

static enum status
choose(const struct encoding_search *x, enum encoding *e, struct findings *f)
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
	say_found(x, x->s, *e,
	    c.nlikely == 1 ? "the characters that it gives"
			   : "the names of its columns",
	    f);
	return ST_OK;
}

enum status
encoding_find(const struct encoding_search *x, enum encoding *e, size_t *skip,
    struct findings *f)
{
	size_t mark = find_mark(x->s);

	*skip = 0;
	if (x->wanted != NULL)
		return take_wanted(x, e, skip, f);
	if (mark < NMARKS) {
		*e = marks[mark].encoding;
		*skip = marks[mark].n;
		if (*e != ENCODING_UTF8)
			say_found(x,
			    (struct str){ x->s.p + *skip, x->s.n - *skip }, *e,
			    "its byte order mark", f);
		return ST_OK;
	}
	*e = ENCODING_UTF8;
	if (str_text_bad(x->s) == x->s.n)
		return ST_OK;
	if (memchr(x->s.p, '\0', x->s.n) == NULL)
		return choose(x, e, f);
	if (find_wide(x->s, e))
		say_found(x, x->s, *e, "the zeros beside its letters", f);
	else
		*e = ENCODING_UTF8; /* which is told where text is read */
	return ST_OK;
}
