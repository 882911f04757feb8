/* SPDX-License-Identifier: Apache-2.0 */
/* index_words - text as words that can be found; see index_words.h. */
#include "core/log/index/index_words.h"

#include <stdlib.h>
#include <string.h>

/* Words of one question: nobody types more, and each costs a look-up. */
#define WORDS_MAX 64

void
index_text_add(struct index_text *t, struct str s)
{
	char *p = array_grow(t->p, &t->cap, t->n + s.n + 1, 1);

	if (p == NULL) {
		t->bad = true;
		return;
	}
	t->p = p;
	if (s.n > 0)
		memcpy(p + t->n, s.p, s.n);
	t->n += s.n;
	p[t->n] = '\0';
}

void
index_text_free(struct index_text *t)
{
	free(t->p);
	*t = (struct index_text){ 0 };
}

/* Written without blanks between words: Chinese and Japanese. */
static bool
is_dense(uint32_t c)
{
	return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x4DBF) ||
	       (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
	       c == 0x3005 || c == 0x3007 || (c >= 0x20000 && c <= 0x3134F);
}

/* A sign of ASCII in full width, as Chinese text has them. */
static uint32_t
narrow(uint32_t c)
{
	return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
}

static bool
is_blank(uint32_t c)
{
	return c <= ' ' || c == 0x7F || c == 0xA0 || c == 0x3000 ||
	       c == STR_NO_CHAR;
}

/* May it be part of a word, as far as can be told without tables? */
static bool
is_of_word(uint32_t c)
{
	if (c < 0x80)
		return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		       (c >= 'a' && c <= 'z');
	return c > 0xBF && !(c >= 0x2000 && c <= 0x206F) &&
	       !(c >= 0x3001 && c <= 0x3020) && !is_blank(c);
}

/* A sign other than dense ones, as FTS5 gets it. */
static void
put_sign(struct index_text *t, struct str s, uint32_t c)
{
	char ascii = (char)narrow(c);

	if (is_blank(c))
		index_text_add(t, STR(" "));
	else if (narrow(c) < 0x80)
		index_text_add(t, (struct str){ &ascii, 1 });
	else
		index_text_add(t, s);
}

/* The bytes of dense signs at the start, and how many signs. */
static size_t
dense_run(struct str s, size_t *signs)
{
	size_t n = 0, len;

	*signs = 0;
	while (n < s.n &&
	       is_dense(str_utf8_at((struct str){ s.p + n, s.n - n }, &len))) {
		n += len;
		(*signs)++;
	}
	return n;
}

/* The pairs of a run, with a blank behind each; of one sign nothing. */
static void
put_pairs(struct index_text *t, struct str run)
{
	size_t at = 0, len, next;

	str_utf8_at(run, &len);
	while (at + len < run.n) {
		str_utf8_at(
		    (struct str){ run.p + at + len, run.n - at - len }, &next);
		index_text_add(t, (struct str){ run.p + at, len + next });
		index_text_add(t, STR(" "));
		at += len;
		len = next;
	}
}

void
index_words(struct index_text *t, struct str text)
{
	for (size_t i = 0; i < text.n;) {
		struct str rest = { text.p + i, text.n - i };
		size_t signs, len, run = dense_run(rest, &signs);
		uint32_t c;

		if (run > 0) {
			size_t last = run;

			index_text_add(t, STR(" "));
			put_pairs(t, (struct str){ rest.p, run });
			while ((rest.p[--last] & 0xC0) == 0x80)
				;
			index_text_add(
			    t, (struct str){ rest.p + last, run - last });
			index_text_add(t, STR(" "));
			i += run;
			continue;
		}
		c = str_utf8_at(rest, &len);
		put_sign(t, (struct str){ rest.p, len }, c);
		i += len;
	}
	index_text_add(t, STR(" "));
}

/* A question while it is put together. */
struct asking {
	struct index_text *out;
	size_t words;
	bool open; /* words before it, to which AND leads */
};

static void
begin_word(struct asking *k)
{
	index_text_add(k->out, k->open ? STR(" AND \"") : STR("\""));
	k->open = true;
	k->words++;
}

/* Signs up to the next dense one as one phrase; star: only their beginning. */
static void
ask_plain(struct asking *k, struct str run, bool star)
{
	bool any = false;
	size_t len;

	for (size_t i = 0; i < run.n && !any; i += len)
		any = is_of_word(narrow(
		    str_utf8_at((struct str){ run.p + i, run.n - i }, &len)));
	if (!any)
		return;
	begin_word(k);
	for (size_t i = 0; i < run.n; i += len) {
		struct str rest = { run.p + i, run.n - i };
		uint32_t c = str_utf8_at(rest, &len);

		if (narrow(c) == '"')
			index_text_add(k->out, STR(" "));
		else
			put_sign(k->out, (struct str){ rest.p, len }, c);
	}
	index_text_add(k->out, star ? STR("\" *") : STR("\""));
}

static void
ask_dense(struct asking *k, struct str run, size_t signs)
{
	begin_word(k);
	if (signs == 1)
		index_text_add(k->out, run);
	else
		put_pairs(k->out, run);
	index_text_add(k->out, signs == 1 ? STR("\" *") : STR("\""));
}

/* One word, or several in quotes. */
static void
ask_word(struct asking *k, struct str word)
{
	bool star = word.n > 2 && word.p[word.n - 1] == '*';
	size_t begin = 0, signs, len;

	if (star)
		word.n--;
	for (size_t i = 0; i < word.n;) {
		struct str rest = { word.p + i, word.n - i };
		size_t run = dense_run(rest, &signs);

		if (run == 0) {
			str_utf8_at(rest, &len);
			i += len;
			continue;
		}
		ask_plain(k, (struct str){ word.p + begin, i - begin }, false);
		ask_dense(k, (struct str){ rest.p, run }, signs);
		i += run;
		begin = i;
	}
	ask_plain(k, (struct str){ word.p + begin, word.n - begin }, star);
}

/* Where the word that begins at `at` ends, and where the next may begin. */
static size_t
word_end(struct str typed, size_t at, size_t *next)
{
	bool quoted = typed.p[at] == '"';
	size_t i = at + quoted, len = 0;

	while (i < typed.n) {
		uint32_t c =
		    str_utf8_at((struct str){ typed.p + i, typed.n - i }, &len);

		if (quoted ? c == '"' : is_blank(c) || c == '"')
			break;
		i += len;
	}
	*next = quoted && i < typed.n ? i + 1 : i;
	return i;
}

enum status
index_question(struct index_text *question, const char *columns,
    struct str typed, struct error *err)
{
	struct asking k = { .out = question };
	size_t len;

	if (question->n > 0)
		index_text_add(question, STR(" AND "));
	if (columns != NULL) {
		index_text_add(question, STR("{"));
		index_text_add(question, str_of(columns));
		index_text_add(question, STR("} : "));
	}
	index_text_add(question, STR("("));
	for (size_t i = 0; i < typed.n && k.words <= WORDS_MAX;) {
		size_t next, end;

		if (is_blank(str_utf8_at(
			(struct str){ typed.p + i, typed.n - i }, &len))) {
			i += len;
			continue;
		}
		end = word_end(typed, i, &next);
		if (typed.p[i] == '"')
			i++;
		ask_word(&k, (struct str){ typed.p + i, end - i });
		i = next;
	}
	index_text_add(question, STR(")"));
	if (k.words == 0 || k.words > WORDS_MAX)
		return error_set(err, ST_USAGE, pos_none,
		    "\"%.*s\": expected %s", STR_ARG(str_clip(typed, 60)),
		    k.words == 0 ? "words to look for" : "at most 64 words");
	return question->bad
		   ? error_set(err, ST_NOMEM, pos_none, "out of memory")
		   : ST_OK;
}
