/* SPDX-License-Identifier: Apache-2.0 */
/*
 * encoding_find - which encoding is it, found and never guessed; see
 * encoding.h.
 *
 * A byte order mark decides, then whether the text is UTF-8, then the zeros
 * of UTF-16.  What is ASCII may switch to another alphabet, which its signs
 * say.  Of all others those stay that are valid to the last byte and
 * read as somebody would write.  Where several do, the names of columns
 * decide, if they are known in one of them alone; else the user is asked.
 */
#include "core/base/guard.h"
#include "core/bom/table/encoding_choose.h"
#include "core/bom/table/encoding_shift.h"

#include <ctype.h>
#include <string.h>

static bool
is_wide(enum encoding e)
{
	return e == ENCODING_UTF16LE || e == ENCODING_UTF16BE;
}

size_t
encoding_first_beyond(struct str s, enum encoding e)
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
		if ((unsigned char)s.p[i] >= 0x80 ||
		    (e == ENCODING_ISO2022JP && s.p[i] == ENCODING_ESCAPE[0]) ||
		    (e == ENCODING_UTF7 && s.p[i] == '+'))
			return i;
	return s.n;
}

const char *
encoding_sample(struct str s, enum encoding e, char text[ENCODING_SAMPLE_ROOM])
{
	size_t from = encoding_first_beyond(s, e), size, n;
	struct findings mute = { 0 };
	struct arena mem = { 0 };
	struct str read = { "", 0 };

	/* from the start of the word */
	for (size_t i = 0;
	     from > 0 && from < s.n && !is_wide(e) && i < ENCODING_SAMPLE / 2 &&
	     isalpha((unsigned char)s.p[from - 1]);
	     i++)
		from--;
	n = s.n - from;
	if (n > ENCODING_SAMPLE)
		n = ENCODING_SAMPLE;
	/* no character in halves */
	n = encoding_bad(e, (struct str){ s.p + from, n }, &size);
	if (n > 0)
		encoding_convert(
		    e, (struct str){ s.p + from, n }, &mem, "", &read, &mute);
	for (size_t i = 0; i < read.n; i++)
		if (strchr(",;\t|\"\r\n", read.p[i]) != NULL)
			read.n = i;
	read = str_clip(read, ENCODING_SAMPLE_ROOM - 1);
	memcpy(text, read.p, read.n);
	text[read.n] = '\0';
	arena_free(&mem);
	findings_free(&mute);
	return text;
}

void
encoding_say_found(const struct encoding_search *x, struct str text,
    enum encoding e, const char *by, struct findings *f)
{
	char word[ENCODING_SAMPLE_ROOM];
	struct pos at = { x->file, 0, 0 };

	encoding_sample(text, e, word);
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
	char word[ENCODING_SAMPLE_ROOM];

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
	    encoding_sample(x->s, wanted, word));
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
			encoding_say_found(x,
			    (struct str){ x->s.p + *skip, x->s.n - *skip }, *e,
			    "its byte order mark", f);
		return ST_OK;
	}
	*e = ENCODING_UTF8;
	if (str_text_bad(x->s) == x->s.n)
		return encoding_may_shift(x->s) ? encoding_shift(x, e, f)
						: ST_OK;
	if (memchr(x->s.p, '\0', x->s.n) == NULL)
		return encoding_choose(x, e, f);
	if (find_wide(x->s, e))
		encoding_say_found(
		    x, x->s, *e, "the zeros beside its letters", f);
	else
		*e = ENCODING_UTF8; /* which is told where text is read */
	return ST_OK;
}
