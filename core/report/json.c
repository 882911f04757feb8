/* SPDX-License-Identifier: Apache-2.0 */
/* json - JSON written as it comes; see json.h. */
#include "core/report/json.h"

#include "core/report/text.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>

/* U+FFFD, for bytes that are no text. */
#define REPLACEMENT "\xEF\xBF\xBD"

static bool
is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c < 0x20 || c >= 0x7F || c == '"' || c == '\\')
			return false;
	}
	return true;
}

/* What commands a terminal or turns the direction of writing, as \uXXXX: to a
 * program it is the same. */
static bool
put_safe(FILE *to, struct str s)
{
	bool ok = true;

	while (ok && s.n > 0) {
		size_t len = 1;
		uint32_t c = str_utf8_at(s, &len);

		if (c != STR_NO_CHAR && text_is_unsafe(c))
			ok = fprintf(to, "\\u%04X", (unsigned)c) > 0;
		else
			ok = fwrite(s.p, 1, len, to) == len;
		s.p += len;
		s.n -= len;
	}
	return ok;
}

/* Writes the quoted form of a piece that is UTF-8, without its quotes. */
static bool
put_escaped(FILE *to, struct str s)
{
	json_t *text = json_stringn(s.p, s.n);
	char *quoted = NULL;
	bool ok = false;
	size_t n;

	if (text != NULL)
		quoted = json_dumps(text, JSON_ENCODE_ANY);
	if (quoted != NULL && (n = str_of(quoted).n) >= 2)
		ok = put_safe(to, (struct str){ quoted + 1, n - 2 });
	free(quoted);
	json_decref(text);
	return ok;
}

static void
put_string(struct json *j, struct str s)
{
	fputc('"', j->to);
	if (s.n > 0 && is_plain(s)) {
		fwrite(s.p, 1, s.n, j->to);
		s.n = 0;
	}
	while (s.n > 0) {
		size_t good = str_utf8_bad(s);

		if (good > 0 && !put_escaped(j->to, (struct str){ s.p, good }))
			j->bad = true;
		if (good < s.n) {
			fputs(REPLACEMENT, j->to);
			good++;
		}
		s.p += good;
		s.n -= good;
	}
	fputc('"', j->to);
}

static void
new_line(struct json *j)
{
	if (j->lines)
		return;
	fputc('\n', j->to);
	for (unsigned i = 0; i < j->depth; i++)
		fputc('\t', j->to);
}

/* What stands before a value: comma, line, key. */
static void
lead(struct json *j, const char *key)
{
	if (j->depth > 0) {
		if (j->filled[j->depth])
			fputc(',', j->to);
		new_line(j);
	}
	j->filled[j->depth] = true;
	if (key == NULL)
		return;
	put_string(j, str_of(key));
	fputs(j->lines ? ":" : ": ", j->to);
}

static void
open_level(struct json *j, const char *key, char bracket)
{
	lead(j, key);
	fputc(bracket, j->to);
	if (j->depth == JSON_DEPTH) {
		j->bad = true;
		return;
	}
	j->filled[++j->depth] = false;
}

static void
close_level(struct json *j, char bracket)
{
	if (j->depth == 0) {
		j->bad = true;
		return;
	}
	if (j->filled[j->depth--])
		new_line(j);
	fputc(bracket, j->to);
	if (j->depth == 0)
		fputc('\n', j->to);
}

void
json_begin_object(struct json *j, const char *key)
{
	open_level(j, key, '{');
}

void
json_begin_array(struct json *j, const char *key)
{
	open_level(j, key, '[');
}

void
json_end_object(struct json *j)
{
	close_level(j, '}');
}

void
json_end_array(struct json *j)
{
	close_level(j, ']');
}

void
json_put_str(struct json *j, const char *key, struct str value)
{
	lead(j, key);
	put_string(j, value);
}

void
json_put_text(struct json *j, const char *key, const char *value)
{
	json_put_str(j, key, str_of(value));
}

void
json_put_bool(struct json *j, const char *key, bool value)
{
	lead(j, key);
	fputs(value ? "true" : "false", j->to);
}

void
json_put_null(struct json *j, const char *key)
{
	lead(j, key);
	fputs("null", j->to);
}

void
json_put_count(struct json *j, const char *key, uint64_t value)
{
	lead(j, key);
	fprintf(j->to, "%" PRIu64, value);
}

void
json_put_exact(struct json *j, const char *key, const mpq_t value)
{
	char text[NUM_TEXT], *whole;

	if (num_format_exact(text, value)) {
		json_put_text(j, key, text);
		return;
	}
	whole = mpq_get_str(NULL, 10, value);
	json_put_text(j, key, whole);
	free(whole);
}

void
json_put_pos(struct json *j, struct pos at)
{
	if (at.file != NULL)
		json_put_text(j, "file", at.file);
	if (at.line > 0)
		json_put_count(j, "line", at.line);
}

void
json_put_day(struct json *j, const char *key, date_day day)
{
	char text[DATE_TEXT];

	if (day == DATE_NONE) {
		json_put_null(j, key);
		return;
	}
	date_format(day, text);
	json_put_text(j, key, text);
}
