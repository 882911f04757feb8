/* SPDX-License-Identifier: Apache-2.0 */
/*
 * leaf - the record of one filing; see leaf.h.
 *
 * The texts of users stand last on their line and cannot hold a line feed,
 * so that nothing needs to be quoted and there is one way to write a record.
 */
#include "core/log/leaf.h"

#include "core/base/limits.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define FIRST_LINE "retrace-entry/1\n"
/* [bytes] Of a line beside its texts: words, digest, size. */
#define LINE_ROOM (LEAF_WORD_MAX + SHA256_HEX + 40)

bool
leaf_text_ok(struct str text)
{
	if (text.n > LIMIT_TEXT || str_utf8_bad(text) != text.n)
		return false;
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] < ' ' || text.p[i] == 0x7f)
			return false;
	return true;
}

bool
leaf_id_ok(struct str id)
{
	if (id.n == 0 || id.n > LEAF_ID_MAX)
		return false;
	for (size_t i = 0; i < id.n; i++) {
		char c = id.p[i];

		if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
			(c >= 'a' && c <= 'z') || c == '.' || c == '_' ||
			c == ':' || c == '-'))
			return false;
	}
	return true;
}

static bool
word_ok(struct str s)
{
	if (s.n == 0 || s.n > LEAF_WORD_MAX)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') ||
			(s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '-'))
			return false;
	return true;
}

/* "2026-11-23T10:15:00Z" by shape: such texts sort as times do. */
static bool
time_ok(struct str s)
{
	static const char shape[] = "0000-00-00T00:00:00Z";

	if (s.n != sizeof(shape) - 1)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (shape[i] == '0' ? s.p[i] < '0' || s.p[i] > '9'
				    : s.p[i] != shape[i])
			return false;
	return true;
}

static enum status
refuse(const char *field, struct str value, struct pos at, struct error *err)
{
	struct str shown = str_clip(value, 60);

	if (str_utf8_bad(shown) != shown.n || !leaf_text_ok(shown))
		return error_set(err, ST_SYNTAX, at,
		    "the %s cannot be recorded: expected one line of UTF-8",
		    field);
	return error_set(err, ST_SYNTAX, at,
	    "the %s \"%.*s\" cannot be recorded", field, STR_ARG(shown));
}

static enum status
check_fields(const struct leaf *leaf, struct error *err)
{
	if (!leaf_id_ok(leaf->filing))
		return refuse("filing id", leaf->filing, pos_none, err);
	if (!word_ok(leaf->kind))
		return refuse("kind", leaf->kind, pos_none, err);
	if (!time_ok(leaf->time))
		return refuse("time", leaf->time, pos_none, err);
	if (!leaf_text_ok(leaf->product))
		return refuse("product", leaf->product, pos_none, err);
	if (!leaf_text_ok(leaf->tool))
		return refuse("tool version", leaf->tool, pos_none, err);
	if (!leaf_text_ok(leaf->rules))
		return refuse("rule pack", leaf->rules, pos_none, err);
	for (size_t i = 0; i < leaf->ninput; i++) {
		if (!word_ok(leaf->input[i].role))
			return refuse(
			    "role", leaf->input[i].role, pos_none, err);
		if (!leaf_text_ok(leaf->input[i].name))
			return refuse("name of an input", leaf->input[i].name,
			    pos_none, err);
	}
	return ST_OK;
}

enum status
leaf_write(const struct leaf *leaf, struct arena *a, struct str *out,
    struct error *err)
{
	char file[SHA256_HEX], rules[SHA256_HEX], hex[SHA256_HEX];
	enum status st = check_fields(leaf, err);
	size_t room = 8 * (size_t)LINE_ROOM, used;
	char *p;

	if (st != ST_OK)
		return st;
	room += leaf->filing.n + leaf->product.n + leaf->tool.n + leaf->rules.n;
	for (size_t i = 0; i < leaf->ninput; i++)
		room += LINE_ROOM + leaf->input[i].name.n;
	p = TAKE(a, char, room);
	if (p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	digest_hex(leaf->sha256, file);
	digest_hex(leaf->rules_sha256, rules);
	used = (size_t)snprintf(p, room,
	    FIRST_LINE "filing %.*s\nkind %.*s\ntime %.*s\nfile %s %" PRIu64
		       "\nproduct %.*s\ntool %.*s\nrules %s %.*s\n",
	    STR_ARG(leaf->filing), STR_ARG(leaf->kind), STR_ARG(leaf->time),
	    file, leaf->size, STR_ARG(leaf->product), STR_ARG(leaf->tool),
	    rules, STR_ARG(leaf->rules));
	for (size_t i = 0; i < leaf->ninput; i++) {
		const struct leaf_input *in = &leaf->input[i];

		digest_hex(in->sha256, hex);
		used += (size_t)snprintf(p + used, room - used,
		    "input %.*s %s %" PRIu64 " %.*s\n", STR_ARG(in->role), hex,
		    in->size, STR_ARG(in->name));
	}
	if (used > LEAF_SIZE_MAX)
		return error_set(err, ST_LIMIT, pos_none,
		    "the record of the filing takes %zu bytes: expected at "
		    "most %d; join some of the %zu inputs",
		    used, LEAF_SIZE_MAX, leaf->ninput);
	*out = (struct str){ p, used };
	return ST_OK;
}

/* Takes "WORD " off the front of the line. */
static bool
take_word(struct str *line, struct str *word)
{
	const char *end = line->n > 0 ? memchr(line->p, ' ', line->n) : NULL;

	if (end == NULL)
		return false;
	*word = (struct str){ line->p, (size_t)(end - line->p) };
	line->p += word->n + 1;
	line->n -= word->n + 1;
	return true;
}

/* The rest of the next line, if it starts with `name` and a blank. */
static bool
take_field(struct str *rest, const char *name, struct str *value)
{
	const char *end = rest->n > 0 ? memchr(rest->p, '\n', rest->n) : NULL;
	struct str line, word;

	if (end == NULL)
		return false;
	line = (struct str){ rest->p, (size_t)(end - rest->p) };
	*value = line;
	if (!take_word(value, &word) || !str_is(word, name))
		return false;
	rest->p += line.n + 1;
	rest->n -= line.n + 1;
	return true;
}

/* Decimal; that there is one way to write it leaf_read() checks in the end. */
static bool
read_number(struct str s, uint64_t *out)
{
	uint64_t v = 0;

	if (s.n == 0 || s.n > 19)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		v = v * 10 + (uint64_t)(s.p[i] - '0');
	}
	*out = v;
	return true;
}

static bool
read_head(struct str *rest, struct leaf *l)
{
	struct str file, rules, hex;

	return take_field(rest, "filing", &l->filing) &&
	       take_field(rest, "kind", &l->kind) &&
	       take_field(rest, "time", &l->time) &&
	       take_field(rest, "file", &file) && take_word(&file, &hex) &&
	       digest_from_hex(hex, l->sha256) && read_number(file, &l->size) &&
	       take_field(rest, "product", &l->product) &&
	       take_field(rest, "tool", &l->tool) &&
	       take_field(rest, "rules", &rules) && take_word(&rules, &hex) &&
	       digest_from_hex(hex, l->rules_sha256) &&
	       (l->rules = rules, true);
}

static bool
read_input(struct str *rest, struct leaf_input *in)
{
	struct str line, hex, size;

	if (!take_field(rest, "input", &line) || !take_word(&line, &in->role) ||
	    !take_word(&line, &hex) || !digest_from_hex(hex, in->sha256) ||
	    !take_word(&line, &size) || !read_number(size, &in->size))
		return false;
	in->name = line;
	return true;
}

/*
 * leaf_read - the fields of a record.
 *
 * Out:	texts are borrowed from text
 * Err:	ST_VERIFY; reading and writing again must give the same bytes
 */
enum status
leaf_read(struct str text, struct pos at, struct arena *a, struct leaf *out,
    struct error *err)
{
	struct leaf l = { 0 };
	struct error inner = { 0 };
	struct str rest = text, again = { 0 };
	size_t lines = 0;
	bool ok = text.n <= LEAF_SIZE_MAX && str_starts(text, FIRST_LINE);

	if (ok) {
		rest.p += sizeof(FIRST_LINE) - 1;
		rest.n -= sizeof(FIRST_LINE) - 1;
		ok = read_head(&rest, &l);
	}
	for (size_t i = 0; i < rest.n; i++)
		lines += rest.p[i] == '\n';
	l.input = TAKE(a, struct leaf_input, lines + 1);
	if (l.input == NULL)
		return error_set(err, ST_NOMEM, at, "out of memory");
	while (ok && rest.n > 0)
		ok = read_input(&rest, &l.input[l.ninput++]);
	if (ok && leaf_write(&l, a, &again, &inner) == ST_NOMEM)
		return error_set(err, ST_NOMEM, at, "out of memory");
	if (!ok || inner.code != ST_OK || !str_eq(again, text))
		return error_set(
		    err, ST_VERIFY, at, "leaf: not a record of a filing");
	*out = l;
	return ST_OK;
}
