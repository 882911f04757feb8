/* SPDX-License-Identifier: Apache-2.0 */
/*
 * leaf - the record of one entry; see leaf.h.
 *
 * The texts of users stand last on their line and cannot hold a line feed,
 * so that nothing needs to be quoted and there is one way to write a record.
 */
#include "core/log/leaf.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define FIRST_LINE "retrace-entry/1\n"
/* [bytes] Of a line beside its texts: words, digest, size. */
#define LINE_ROOM (LEAF_WORD_MAX + SHA256_HEX + 40)
/* Lines beside those of lists. */
#define LINES 16

/* What is written of a record. */
struct lines {
	char *p;
	size_t n, room;
};

static size_t
room_for(const struct leaf *l)
{
	const size_t texts[] = { l->id.n, l->kind.n, l->time.n, l->clock.n,
		l->actor.n, l->tool.n, l->product.n, l->rules.n, l->date.n,
		l->number.n, l->party.n, l->result.n, l->note.n };
	size_t room = LINES * (size_t)LINE_ROOM;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		room += texts[i];
	for (size_t i = 0; i < l->nrefers; i++)
		room += LINE_ROOM + l->refers[i].n;
	for (size_t i = 0; i < l->ninput; i++)
		room += LINE_ROOM + l->input[i].name.n;
	return room;
}

/* There is room for all of it: room_for() has counted. */
static void
add(struct lines *to, struct str s)
{
	if (s.n > 0 && to->n < to->room && s.n <= to->room - to->n)
		memcpy(to->p + to->n, s.p, s.n);
	to->n += s.n;
}

static void
put(struct lines *to, const char *name, struct str value)
{
	add(to, str_of(name));
	add(to, STR(" "));
	add(to, value);
	add(to, STR("\n"));
}

/* A line that is there only if it says something. */
static void
put_said(struct lines *to, const char *name, struct str value)
{
	if (value.n > 0)
		put(to, name, value);
}

/* "NAME SHA256 TEXT" */
static void
put_digest(struct lines *to, const char *name,
    const uint8_t sha256[SHA256_SIZE], struct str text)
{
	char hex[SHA256_HEX];

	digest_hex(sha256, hex);
	add(to, str_of(name));
	add(to, STR(" "));
	put(to, hex, text);
}

static void
put_input(struct lines *to, const struct leaf_input *in)
{
	char hex[SHA256_HEX], size[24];

	digest_hex(in->sha256, hex);
	snprintf(size, sizeof(size), "%" PRIu64, in->size);
	add(to, in->attached ? STR("attachment ") : STR("input "));
	add(to, in->role);
	add(to, STR(" "));
	add(to, str_of(hex));
	add(to, STR(" "));
	put(to, size, in->name);
}

/* What a record says beside its id, its times and the program. */
static void
put_rest(struct lines *to, const struct leaf *l, bool filing)
{
	char size[24];

	if (filing) {
		snprintf(size, sizeof(size), "%" PRIu64, l->size);
		put_digest(to, "file", l->sha256, str_of(size));
		put(to, "product", l->product);
	} else {
		put_said(to, "product", l->product);
	}
	if (filing || l->rules.n > 0)
		put_digest(to, "rules", l->rules_sha256, l->rules);
	put_said(to, "date", l->date);
	put_said(to, "number", l->number);
	put_said(to, "party", l->party);
	put_said(to, "result", l->result);
	put_said(to, "note", l->note);
	for (size_t i = 0; i < l->nrefers; i++)
		put(to, "refers", l->refers[i]);
	for (size_t i = 0; i < l->ninput; i++)
		put_input(to, &l->input[i]);
}

/* Room for a record that has the lines of its kind. */
static enum status
begin(const struct leaf *l, struct arena *a, struct lines *to,
    const struct leaf_kind **kind, struct error *err)
{
	enum status st = leaf_check(l, err);

	if (st != ST_OK)
		return st;
	*kind = leaf_kind_find(l->kind);
	*to = (struct lines){ .room = room_for(l) };
	to->p = TAKE(a, char, to->room);
	if (to->p == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	add(to, STR(FIRST_LINE));
	return ST_OK;
}

enum status
leaf_identify(const struct leaf *l, struct arena *a, char out[SHA256_HEX],
    struct error *err)
{
	const struct leaf_kind *kind;
	uint8_t digest[SHA256_SIZE];
	struct lines to;

	if (begin(l, a, &to, &kind, err) != ST_OK)
		return err->code;
	put(&to, "kind", l->kind);
	if (kind->run)
		put(&to, "time", l->time);
	put(&to, "actor", l->actor);
	put_rest(&to, l, kind->filing);
	if (!digest_sha256((struct str){ to.p, to.n }, digest))
		return error_set(err, ST_CRYPTO, pos_none, "SHA-256 failed");
	digest_hex(digest, out);
	return ST_OK;
}

enum status
leaf_write(
    const struct leaf *l, struct arena *a, struct str *out, struct error *err)
{
	const struct leaf_kind *kind;
	struct lines to;

	if (!leaf_id_ok(l->id))
		return leaf_refuse("id", l->id, err);
	if (begin(l, a, &to, &kind, err) != ST_OK)
		return err->code;
	put(&to, "id", l->id);
	put(&to, "kind", l->kind);
	put(&to, "time", l->time);
	put_said(&to, "clock", l->clock);
	put(&to, "actor", l->actor);
	put(&to, "tool", l->tool);
	put_rest(&to, l, kind->filing);
	if (to.n > LEAF_SIZE_MAX)
		return error_set(err, ST_LIMIT, pos_none,
		    "the record takes %zu bytes: expected at most %d; join "
		    "some of the %zu files, or refer to fewer entries",
		    to.n, LEAF_SIZE_MAX, l->ninput);
	*out = (struct str){ to.p, to.n };
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
	const size_t n = strlen(name);
	const char *end = rest->n > 0 ? memchr(rest->p, '\n', rest->n) : NULL;
	struct str line;

	if (end == NULL)
		return false;
	line = (struct str){ rest->p, (size_t)(end - rest->p) };
	if (line.n <= n || line.p[n] != ' ' || memcmp(line.p, name, n) != 0)
		return false;
	*value = (struct str){ line.p + n + 1, line.n - n - 1 };
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

/* Takes "SHA256 " off the front of the line. */
static bool
take_digest(struct str *line, uint8_t out[SHA256_SIZE])
{
	struct str hex;

	return take_word(line, &hex) && digest_from_hex(hex, out);
}

static bool
read_input(struct str *rest, struct leaf_input *in)
{
	struct str line, size;

	in->attached = take_field(rest, "attachment", &line);
	if ((!in->attached && !take_field(rest, "input", &line)) ||
	    !take_word(&line, &in->role) || !take_digest(&line, in->sha256) ||
	    !take_word(&line, &size) || !read_number(size, &in->size))
		return false;
	in->name = line;
	return true;
}

/* All lines before the lists; those that need not be there are looked for. */
static bool
read_head(struct str *rest, struct leaf *l)
{
	const struct leaf_kind *kind;
	struct str line;

	if (!take_field(rest, "id", &l->id) || !leaf_id_ok(l->id) ||
	    !take_field(rest, "kind", &l->kind) ||
	    !take_field(rest, "time", &l->time))
		return false;
	kind = leaf_kind_find(l->kind);
	take_field(rest, "clock", &l->clock);
	if (kind == NULL || !take_field(rest, "actor", &l->actor) ||
	    !take_field(rest, "tool", &l->tool))
		return false;
	if (kind->filing &&
	    (!take_field(rest, "file", &line) ||
		!take_digest(&line, l->sha256) || !read_number(line, &l->size)))
		return false;
	take_field(rest, "product", &l->product);
	if (take_field(rest, "rules", &line)) {
		if (!take_digest(&line, l->rules_sha256))
			return false;
		l->rules = line;
	}
	take_field(rest, "date", &l->date);
	take_field(rest, "number", &l->number);
	take_field(rest, "party", &l->party);
	take_field(rest, "result", &l->result);
	take_field(rest, "note", &l->note);
	return true;
}

/* Is it, to the byte, what would be written, under the id that it has? */
static bool
is_canonical(
    const struct leaf *l, struct str text, struct arena *a, struct error *err)
{
	const struct leaf_kind *kind = leaf_kind_find(l->kind);
	char id[SHA256_HEX];
	struct str again;

	return leaf_write(l, a, &again, err) == ST_OK && str_eq(again, text) &&
	       (kind->filing || (leaf_identify(l, a, id, err) == ST_OK &&
				    str_is(l->id, id)));
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
	struct str rest = text;
	size_t lines = 0;
	bool ok = text.n <= LEAF_SIZE_MAX && str_starts(text, FIRST_LINE);

	if (ok) {
		rest.p += sizeof(FIRST_LINE) - 1;
		rest.n -= sizeof(FIRST_LINE) - 1;
		ok = read_head(&rest, &l);
	}
	for (size_t i = 0; i < rest.n; i++)
		lines += rest.p[i] == '\n';
	l.refers = TAKE(a, struct str, lines + 1);
	l.input = TAKE(a, struct leaf_input, lines + 1);
	if (l.input == NULL || l.refers == NULL)
		return error_set(err, ST_NOMEM, at, "out of memory");
	while (ok && take_field(&rest, "refers", &l.refers[l.nrefers]))
		l.nrefers++;
	while (ok && rest.n > 0)
		ok = read_input(&rest, &l.input[l.ninput++]);
	ok = ok && is_canonical(&l, text, a, &inner);
	if (inner.code == ST_NOMEM)
		return error_set(err, ST_NOMEM, at, "out of memory");
	if (!ok)
		return error_set(
		    err, ST_VERIFY, at, "leaf: not a record of the log");
	*out = l;
	return ST_OK;
}
