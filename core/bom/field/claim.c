/* SPDX-License-Identifier: Apache-2.0 */
/* claim - what a line of content claims; see content_line.h. */
#include "core/bom/field/content_line.h"

#include <string.h>
#include <strings.h>

bool
line_given(struct field x)
{
	return str_trim(x.text).n > 0;
}

struct pos
line_place(const struct line *l, struct field x)
{
	return bom_pos(l->b, x.at.line != 0 ? x.at : l->t->at);
}

enum status
line_kind(struct line *l)
{
	static const struct {
		const char *word;
		enum content_kind kind;
	} words[] = { { "", CONTENT_AMOUNT }, { "amount", CONTENT_AMOUNT },
		{ "negative", CONTENT_NEGATIVE },
		{ "complete", CONTENT_COMPLETE },
		{ "not-added", CONTENT_NOT_ADDED },
		{ "not added", CONTENT_NOT_ADDED },
		{ "not intentionally added", CONTENT_NOT_ADDED },
		{ "unlisted", CONTENT_UNLISTED } };
	struct str s = str_trim(l->t->kind.text);

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_is_nocase(s, words[i].word)) {
			l->row.kind = (uint8_t)words[i].kind;
			return ST_OK;
		}
	return findings_error(l->f, ST_SYNTAX, line_place(l, l->t->kind),
	    "kind \"%.*s\": expected amount, negative, unlisted, complete or "
	    "not-added",
	    STR_ARG(str_clip(s, 60)));
}

enum status
line_scope(struct line *l)
{
	struct str s = str_trim(l->t->scope.text);

	if (s.n == 0)
		l->row.scope = SCOPE_UNSET;
	else if (str_is_nocase(s, "own"))
		l->row.scope = SCOPE_OWN;
	else if (str_is_nocase(s, "total"))
		l->row.scope = SCOPE_TOTAL;
	else
		return findings_error(l->f, ST_SYNTAX,
		    line_place(l, l->t->scope),
		    "scope \"%.*s\": expected own (without the children) or "
		    "total (with them)",
		    STR_ARG(str_clip(s, 60)));
	return ST_OK;
}

enum status
line_process(struct line *l)
{
	struct str s = str_trim(l->t->process.text);

	if (s.n == 0 || str_is_nocase(s, "contained"))
		l->row.process = 0;
	else if (str_is_nocase(s, "used-not-contained"))
		l->row.process = 1;
	else
		return findings_error(l->f, ST_SYNTAX,
		    line_place(l, l->t->process),
		    "process \"%.*s\": expected used-not-contained, or "
		    "nothing",
		    STR_ARG(str_clip(s, 60)));
	return ST_OK;
}

/* "each" or "sum" of a statement that no more is in it than so much. */
enum status
line_each(struct line *l)
{
	struct str s = str_trim(l->t->each.text);
	enum status st = ST_OK;

	l->each = true;
	if (str_is_nocase(s, "sum"))
		l->each = false;
	else if (!str_is_nocase(s, "each"))
		st = fields_bool(l->b,
		    (struct field){
			s, l->t->each.at.line != 0 ? l->t->each.at : l->t->at },
		    &l->each, l->f);
	if (st == ST_OK && s.n > 0 && l->row.kind != CONTENT_NEGATIVE &&
	    l->row.kind != CONTENT_UNLISTED)
		st = findings_error(l->f, ST_CONFLICT,
		    line_place(l, l->t->each),
		    "each or sum is stated of what is no negative: expected "
		    "it with kind negative or unlisted only");
	return st;
}

/* "not above x": whatever the text says below x is the same claim. */
static enum status
read_most(struct line *l)
{
	struct amount *a = &l->row.amount;
	bool exact = a->lo == a->hi;

	if (l->row.unstated || a->hi == NUM_INFINITE ||
	    (!exact && (a->lo != NUM_ZERO || a->lo_open)))
		return findings_error(l->f, ST_CONFLICT,
		    line_place(l, l->t->amount.amount),
		    "%s with this amount: expected the most that may be in it, "
		    "such "
		    "as not above 0.1 %%",
		    l->row.kind == CONTENT_NEGATIVE ? "a negative"
						    : "what is not listed");
	a->lo = NUM_ZERO;
	return ST_OK;
}

/* What remains to the whole: link.h works it out. */
static enum status
read_rest(struct line *l)
{
	struct field at = l->t->amount.amount;

	if (l->row.kind != CONTENT_AMOUNT && l->row.kind != CONTENT_UNLISTED)
		return findings_error(l->f, ST_CONFLICT, line_place(l, at),
		    "\"%.*s\" of what is no amount: expected the most that may "
		    "be in it",
		    STR_ARG(str_clip(str_trim(at.text), 40)));
	if (l->row.basis == BASIS_KIND_OXIDE || l->row.process)
		return findings_error(l->f, ST_CONFLICT, line_place(l, at),
		    "\"%.*s\" of what is not in the item as such: expected "
		    "basis element or compound, and no process",
		    STR_ARG(str_clip(str_trim(at.text), 40)));
	l->row.rest = 1;
	return ST_OK;
}

enum status
line_amount(struct line *l)
{
	struct amount_text t = l->t->amount;
	enum amount_word word = WORD_NONE;
	enum status st;

	if (t.amount.at.line == 0)
		t.amount.at = l->t->at;
	if (l->row.kind == CONTENT_COMPLETE ||
	    l->row.kind == CONTENT_NOT_ADDED) {
		if (!line_given(t.amount) && !line_given(t.min) &&
		    !line_given(t.max))
			return ST_OK;
		return findings_error(l->f, ST_CONFLICT,
		    line_place(l, t.amount),
		    "an amount of what is %s: expected none",
		    l->row.kind == CONTENT_COMPLETE ? "a statement that "
						      "nothing else is in it"
						    : "not added");
	}
	st = fields_amount(l->b, &t, &l->row.amount, &word, l->f);
	l->row.unstated = word == WORD_PRESENT;
	if (st == ST_OK && word == WORD_REST)
		return read_rest(l);
	if (st == ST_OK && (l->row.kind == CONTENT_NEGATIVE ||
			       l->row.kind == CONTENT_UNLISTED))
		st = read_most(l);
	return st;
}

/* Takes "each" or "in sum" off the end; silence is each, which claims less. */
static bool
take_each(struct str *s)
{
	static const struct {
		const char *word;
		bool each;
	} words[] = { { "each", true }, { "in sum", false },
		{ "together", false }, { "sum", false } };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i].word);

		if (s->n < n ||
		    strncasecmp(s->p + s->n - n, words[i].word, n) != 0)
			continue;
		*s = str_trim((struct str){ s->p, s->n - n });
		return words[i].each;
	}
	return true;
}

enum status
fields_threshold(
    struct bom *b, struct field text, struct threshold *out, struct findings *f)
{
	struct amount_text t = { .amount = text };
	struct threshold said = { .given = true };
	enum status st;

	t.amount.text = str_trim(text.text);
	if (t.amount.text.n == 0)
		return ST_OK;
	said.each = take_each(&t.amount.text);
	st = fields_amount(b, &t, &said.most, NULL, f);
	if (st != ST_OK)
		return st;
	if (said.most.hi == NUM_INFINITE || said.most.lo_open ||
	    (said.most.lo != said.most.hi && said.most.lo != NUM_ZERO))
		return findings_error(f, ST_CONFLICT, bom_pos(b, text.at),
		    "a threshold of \"%.*s\": expected the most that may not "
		    "be "
		    "listed, such as 0.1 %%",
		    STR_ARG(str_clip(str_trim(text.text), 60)));
	said.most.lo = NUM_ZERO;
	*out = said;
	return ST_OK;
}

enum status
fields_unlisted(struct bom *b, const struct threshold *t, uint32_t ref,
    uint32_t decl, struct place at, struct findings *f)
{
	struct content *c;

	if (!t->given)
		return ST_OK;
	c = bom_add_content(b);
	if (c == NULL)
		return fields_nomem(f);
	*c = (struct content){ .item = ref,
		.decl = decl,
		.substance = BOM_NONE,
		.elements = ELEMENT_ALL,
		.amount = t->most,
		.at = at,
		.kind = CONTENT_UNLISTED,
		.basis = BASIS_KIND_ELEMENT,
		.each = t->each };
	return ST_OK;
}
