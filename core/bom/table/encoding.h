/* SPDX-License-Identifier: Apache-2.0 */
/*
 * encoding - tables that are written in another alphabet than UTF-8.
 *
 * Reads:  findings.h
 * Gives:  in which encoding bytes are, found by what they say or named by the
 *         user; and the same text as UTF-8, without a character replaced
 * Memory: converted text in an arena of the caller
 */
#ifndef RETRACE_ENCODING_H
#define RETRACE_ENCODING_H

#include "core/base/findings.h"

enum encoding {
	ENCODING_UTF8,
	ENCODING_UTF16LE,
	ENCODING_UTF16BE,
	ENCODING_GB18030, /* and GBK, GB 2312, code page 936 */
	ENCODING_BIG5,
	ENCODING_SHIFT_JIS, /* code page 932 */
	ENCODING_EUC_JP,
	ENCODING_EUC_KR, /* code page 949 */
	ENCODING_CP1250,
	ENCODING_CP1251,
	ENCODING_CP1252,
	ENCODING_CP1253,
	ENCODING_CP1254,
	ENCODING_LATIN9,
	ENCODING_ISO2022JP,
	ENCODING_UTF7, /* if the user says so */
	ENCODING_COUNT
};

const char *encoding_name(enum encoding e); /* "GB 18030" */
/* By that name or another, such as "gbk", "cp936", "utf-16le"; ENCODING_COUNT:
 * none of ours.  Case, blanks and punctuation do not count. */
enum encoding encoding_named(struct str name);
/* All names for messages, the first of each: "UTF-8, UTF-16 LE, ...". */
#define ENCODING_NAMES \
	"UTF-8, UTF-16 LE, UTF-16 BE, GB 18030, Big5, Shift_JIS, EUC-JP, " \
	"EUC-KR, CP1250 to CP1254, ISO 8859-15, ISO-2022-JP or UTF-7"

/* Offset of the first byte that is no text in it, or s.n; *size [bytes] of
 * what stands before, as UTF-8. */
size_t encoding_bad(enum encoding e, struct str s, size_t *size);
/* Line and column of a byte, the column in characters from 1. */
struct pos encoding_place(
    enum encoding e, struct str s, size_t offset, const char *file);
/*
 * encoding_convert - the text as UTF-8.
 *
 * Err:	ST_ENCODING at the first byte that is no text in it; nothing is
 *	replaced or left out
 */
enum status encoding_convert(enum encoding e, struct str s, struct arena *mem,
    const char *file, struct str *out, struct findings *f);

/* ---- which one is it? */

/* What characters a text would be made of, beyond ASCII. */
struct encoding_look {
	size_t all;  /* of them */
	size_t rare; /* which occur in names, and not often */
	size_t odd;  /* which hardly anybody writes, or not at this place */
	size_t own;  /* by which the language is known: kana, syllables */
	bool broken; /* it is no text in this encoding */
};
struct encoding_look encoding_look(enum encoding e, struct str s);
/* Could somebody have meant this? */
bool encoding_likely(enum encoding e, const struct encoding_look *l);

/* Bytes of a table, and what is known of them before. */
struct encoding_search {
	struct str s;
	const char *file;
	const char *wanted; /* the name that the user gave, or NULL */
};
/*
 * encoding_find - the encoding of a table that is not plain UTF-8.
 *
 * Out:	e     UTF-8 also where the text is not valid in it: then that is
 *	      told
 *	skip  [bytes] of a byte order mark
 * Err:	ST_ENCODING: none fits, or more than one does; ST_USAGE: the name is
 *	unknown
 *
 * What was found is a note, with the first words as they are read.
 */
enum status encoding_find(const struct encoding_search *x, enum encoding *e,
    size_t *skip, struct findings *f);

#endif
