/* SPDX-License-Identifier: Apache-2.0 */
/* receipt_match - a receipt against the same, computed again; see receipt.h.
 *
 * Both are walked line by line.  Lines are compared as bytes; only those that
 * differ are read, to say in which member.
 */
#include "core/report/check/receipt.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* Differences that are told one by one. */
#define TOLD_MOST 50
#define PATH_MOST 300

/* Members of the first line that may differ: who computed it. */
static bool
is_free(const char *path)
{
	return strcmp(path, "tool") == 0 || strcmp(path, "tool_sha256") == 0;
}

struct differing {
	struct receipt_match *m;
	struct pos at;
	char who[400]; /* "cn-trace/contained, MOTOR: " */
};

/* A value as it is written; at most so much of it. */
static void
value_text(char out[120], const json_t *v)
{
	char *text =
	    v != NULL ? json_dumps(v, JSON_ENCODE_ANY | JSON_COMPACT) : NULL;
	struct str s = str_of(text != NULL ? text : "not there");

	if (json_is_string(v))
		s = str_of(json_string_value(v));
	snprintf(out, 120, "%.*s%s", STR_ARG(str_clip(s, 100)),
	    s.n > 100 ? "..." : "");
	free(text);
}

static void
say(struct differing *d, const char *path, const json_t *was, const json_t *is)
{
	char old[120], new[120];

	if (++d->m->differ > TOLD_MOST)
		return;
	value_text(old, was);
	value_text(new, is);
	findings_error(d->m->f, ST_VERIFY, d->at,
	    "%s%s is \"%s\", computed again \"%s\"", d->who, path, old, new);
}

static void compare(
    struct differing *d, const char *path, json_t *was, json_t *is);

/* Member by member, if there are as many. */
static void
compare_arrays(struct differing *d, const char *path, json_t *was, json_t *is)
{
	char below[PATH_MOST];

	for (size_t i = 0; i < json_array_size(was); i++) {
		snprintf(below, sizeof(below), "%s/%zu", path, i + 1);
		compare(
		    d, below, json_array_get(was, i), json_array_get(is, i));
	}
}

/* They have few levels: those of the schema; no path is longer. */
static void
compare(struct differing *d, const char *path, json_t *was, json_t *is)
{
	char below[PATH_MOST];
	const char *key;
	json_t *v;

	if (is_free(path) || json_equal(was, is))
		return;
	if (json_is_array(was) && json_is_array(is) &&
	    json_array_size(was) == json_array_size(is) &&
	    strlen(path) <= PATH_MOST / 2) {
		compare_arrays(d, path, was, is);
		return;
	}
	if (!json_is_object(was) || !json_is_object(is) ||
	    strlen(path) > PATH_MOST / 2) {
		say(d, path, was, is);
		return;
	}
	json_object_foreach(was, key, v)
	{
		snprintf(below, sizeof(below), "%s%s%.100s", path,
		    path[0] != '\0' ? "/" : "", key);
		compare(d, below, v, json_object_get(is, key));
	}
	json_object_foreach(is, key, v)
	{
		snprintf(below, sizeof(below), "%s%s%.100s", path,
		    path[0] != '\0' ? "/" : "", key);
		if (json_object_get(was, key) == NULL)
			compare(d, below, NULL, v);
	}
}

static const char *
word(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text != NULL ? text : "";
}

/* Which verdict the line is. */
static void
name_line(struct differing *d, const json_t *line)
{
	const json_t *item = json_object_get(line, "item");

	d->who[0] = '\0';
	if (item == NULL)
		return;
	snprintf(d->who, sizeof(d->who),
	    "%.60s/%.60s, %.60s%s%.100s: ", word(line, "pack"),
	    word(line, "rule"), word(item, "maker"),
	    word(item, "maker")[0] != '\0' ? " " : "", word(item, "part"));
}

/* Different verdicts stand in the same line: another order, or others. */
static bool
same_subject(const json_t *was, const json_t *is)
{
	static const char *const keys[] = { "pack", "rule" };
	json_t *a = json_object_get(was, "item");
	json_t *b = json_object_get(is, "item");

	for (size_t i = 0; i < 2; i++)
		if (strcmp(word(was, keys[i]), word(is, keys[i])) != 0)
			return false;
	return (a == NULL && b == NULL) ||
	       (strcmp(word(a, "part"), word(b, "part")) == 0 &&
		   strcmp(word(a, "maker"), word(b, "maker")) == 0 &&
		   strcmp(word(a, "revision"), word(b, "revision")) == 0);
}

static void
compare_lines(
    struct receipt_match *m, struct str was, struct str is, size_t line)
{
	struct differing d = { .m = m, .at = { m->of->file, 0, 0 } };
	json_t *a = json_loadb(was.p, was.n, 0, NULL);
	json_t *b = json_loadb(is.p, is.n, 0, NULL);

	d.at.line = (uint32_t)line;
	name_line(&d, b);
	if (a == NULL)
		say(&d, "the line", NULL, b);
	else if (!same_subject(a, b))
		say(&d, "the verdict of this line", a, b);
	else
		compare(&d, "", a, b);
	json_decref(a);
	json_decref(b);
}

/* The next line of the receipt. */
static struct str
next_line(struct receipt_match *m)
{
	const struct str *all = &m->of->verdicts;
	struct str line = { all->p + m->at, all->n - m->at };
	const char *end;

	if (m->lines == 0)
		return m->of->head;
	end = line.n > 0 ? memchr(line.p, '\n', line.n) : NULL;
	if (end != NULL)
		line.n = (size_t)(end - line.p);
	m->at += line.n + (end != NULL);
	return line;
}

static void
take_line(struct receipt_match *m)
{
	struct str is = { m->line, m->used }, was = next_line(m);

	m->lines++;
	m->used = 0;
	if (!str_eq(was, is))
		compare_lines(m, was, is, m->lines);
}

static ssize_t
write_piece(void *cookie, const char *piece, size_t n)
{
	struct receipt_match *m = cookie;

	for (size_t i = 0; i < n; i++) {
		char *grown;

		if (piece[i] == '\n') {
			take_line(m);
			continue;
		}
		grown = array_grow(m->line, &m->cap, m->used + 1, 1);
		if (grown == NULL) {
			m->bad = true;
			return 0;
		}
		m->line = grown;
		m->line[m->used++] = piece[i];
	}
	return (ssize_t)n;
}

FILE *
receipt_match_open(
    struct receipt_match *m, const struct receipt *of, struct findings *f)
{
	const cookie_io_functions_t io = { .write = write_piece };

	*m = (struct receipt_match){ .of = of, .f = f };
	return fopencookie(m, "w", io);
}

enum status
receipt_match_close(struct receipt_match *m, FILE *stream, struct error *err)
{
	const struct pos at = { m->of->file, 0, 0 };
	bool ok = fclose(stream) == 0 && !m->bad;

	free(m->line);
	m->line = NULL;
	if (!ok)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	if (m->at < m->of->verdicts.n) {
		m->differ++;
		findings_error(m->f, ST_VERIFY, at,
		    "verdicts behind line %zu that are not computed again",
		    m->lines);
	}
	if (m->differ > TOLD_MOST)
		findings_error(m->f, ST_VERIFY, at, "and %zu more differences",
		    m->differ - TOLD_MOST);
	return m->differ == 0 ? ST_OK : ST_VERIFY;
}
