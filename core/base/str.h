/* SPDX-License-Identifier: Apache-2.0 */
/*
 * str - text as pointer and length.
 *
 * Reads:  nothing
 * Gives:  struct str, used for every piece of text that comes from a file
 * Memory: a str borrows; who owns the bytes is said where they are made
 */
#ifndef RETRACE_STR_H
#define RETRACE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
	const char *p;
	size_t n; /* [bytes], no NUL promised */
};

/* A str over a string literal. */
#define STR(lit) ((struct str){ (lit), sizeof(lit) - 1 })
/* For printf("%.*s"). */
#define STR_ARG(s) (int)(s).n, (s).p

struct str str_of(const char *z);
bool str_eq(struct str a, struct str b);
/* Inline up to the first character, by which most words of a list differ. */
bool str_is_same(struct str a, const char *z);
static inline bool
str_is(struct str a, const char *z)
{
	return (a.n > 0 ? a.p[0] == z[0] : z[0] == '\0') && str_is_same(a, z);
}
/* The same, ASCII letters compared without case. */
bool str_is_same_nocase(struct str a, const char *z);
static inline bool
str_is_nocase(struct str a, const char *z)
{
	return (a.n > 0 ? ((a.p[0] ^ z[0]) & ~0x20) == 0 : z[0] == '\0') &&
	       str_is_same_nocase(a, z);
}
/* The character of ASCII that s begins with in full width, U+FF01 to U+FF5E, of
 * three bytes; else 0. */
char str_wide(struct str s);
/* Of ASCII, whatever the language. */
static inline bool
char_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
char_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool
char_is_alnum(char c)
{
	return char_is_letter(c) || char_is_digit(c);
}

/* The letter at *i without case, which moves behind it: of Latin and Cyrillic
 * alphabets; of other scripts each byte for itself. */
uint32_t str_letter(struct str s, size_t *i);
int str_compare(struct str a, struct str b);
/* Without ASCII blanks at both ends. */
struct str str_trim(struct str s);
bool str_starts(struct str s, const char *z);
/* Offset of the first byte that is not valid UTF-8, or s.n. */
size_t str_utf8_bad(struct str s);
/* The same, where a NUL byte is no text either. */
size_t str_text_bad(struct str s);
/* The character at s.p, of which there is at least one byte, and its length in
 * bytes; STR_NO_CHAR, one byte long, where these are not valid UTF-8. */
#define STR_NO_CHAR UINT32_MAX
uint32_t str_utf8_at(struct str s, size_t *len);
/* Shortest prefix of at most max bytes that ends on a character. */
struct str str_clip(struct str s, size_t max);
/* Bytes of the blank or mark that nobody sees at its start: no-break, thin,
 * zero-width and ideographic spaces, soft hyphen, byte order mark, fillers,
 * selectors, marks of direction; else 0. */
size_t str_unseen(struct str s);
/* Without those, and without ASCII blanks, at both ends. */
struct str str_seen(struct str s);
/* Would a spreadsheet compute it?  It begins as a formula does, and calls,
 * reaches into other files or starts a program; a lone +5V or -40 does not. */
bool str_is_formula(struct str s);
/* Appends to a text that has room for size bytes; what does not fit is cut. */
void str_add(char *text, size_t size, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif
