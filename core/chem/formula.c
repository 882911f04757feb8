/* SPDX-License-Identifier: Apache-2.0 */
/*
 * formula - what a chemical formula says about rare earths; see formula.h.
 *
 *	formula = part { join part }
 *	part    = [count] item { item }
 *	item    = (symbol | "(" item { item } ")" | "[" ... "]") [count]
 *
 * The terms read so far stand in one list.  A bracket remembers where its
 * terms begin; the count behind it multiplies them.  Nothing recurses.
 */
#include "core/chem/formula.h"

#include "core/base/limits.h"
#include "core/base/num.h"
#include "core/chem/formula_text.h"

#include <string.h>

struct term {
	int z;
	mpq_t count;
};

struct bracket {
	char open;
	size_t i;    /* where it stands */
	size_t term; /* its first term */
};

struct scan {
	struct formula_text in;
	size_t i; /* of in.text: how far it is read */
	struct error *err;
	struct term term[LIMIT_FORMULA];
	size_t nterm;
	struct bracket open[LIMIT_FORMULA_DEPTH];
	size_t depth;
};

#define REFUSE(s, code, i, ...) \
	error_set((s)->err, (code), formula_place(&(s)->in, (i)), __VA_ARGS__)

/*
 * A count at s->i, if there is one.
 *
 * In:	of_item  it stands behind a symbol or bracket; else before a part
 * Out:	count    1 if there is none
 */
static enum status
take_count(struct scan *s, bool of_item, mpq_t count)
{
	size_t first = s->i, dot, end;
	enum status st;

	mpq_set_ui(count, 1, 1);
	if (s->in.text[first] == '-')
		return REFUSE(s,
		    char_is_digit(s->in.text[first + 1]) ? ST_RANGE : ST_SYNTAX,
		    first, "a minus sign: expected a count above zero");
	if (s->in.text[first] == '.' && char_is_digit(s->in.text[first + 1]))
		return REFUSE(s, ST_SYNTAX, first,
		    "a dot without a digit before it can mean two things: "
		    "expected 0 before it, or * in its place");
	if (!char_is_digit(s->in.text[first]))
		return ST_OK;
	dot = end = formula_past_digits(&s->in, first);
	if (s->in.text[dot] == '.' && char_is_digit(s->in.text[dot + 1])) {
		end = formula_past_digits(&s->in, dot + 1);
		if ((of_item && formula_may_join(&s->in, first, dot)) ||
		    (s->in.text[end] == '.' &&
			char_is_digit(s->in.text[end + 1])))
			return REFUSE(s, ST_SYNTAX, dot,
			    "this dot can be a decimal point or join two "
			    "parts: expected * for a join, and no more than "
			    "one decimal point in a count");
	}
	st = num_read((struct str){ s->in.text + first, end - first },
	    formula_place(&s->in, first), count, s->err);
	if (st == ST_OK && mpq_sgn(count) == 0)
		st = REFUSE(s, ST_RANGE, first,
		    "a count of zero: expected a count above zero");
	s->i = end;
	return st;
}

/* Multiplies the terms from `first` on. */
static void
multiply(struct scan *s, size_t first, const mpq_t by)
{
	for (size_t i = first; i < s->nterm; i++)
		mpq_mul(s->term[i].count, s->term[i].count, by);
}

/* A symbol at s->i and its count. */
static enum status
take_symbol(struct scan *s, mpq_t count)
{
	size_t first = s->i, end = first + 1;
	struct str symbol;
	enum status st;
	int z;

	while (formula_is_lower(s->in.text[end]))
		end++;
	symbol = (struct str){ s->in.text + first, end - first };
	z = atom_find(symbol);
	if (z == 0)
		return REFUSE(s, ST_SYNTAX, first,
		    "\"%.*s\" is not the symbol of an element with a known "
		    "weight: expected one, such as Nd",
		    STR_ARG(str_clip(symbol, 20)));
	s->i = end;
	st = take_count(s, true, count);
	if (st != ST_OK)
		return st;
	s->term[s->nterm].z = z;
	mpq_init(s->term[s->nterm].count);
	mpq_set(s->term[s->nterm++].count, count);
	return ST_OK;
}

static enum status
open_bracket(struct scan *s)
{
	if (s->depth == LIMIT_FORMULA_DEPTH)
		return REFUSE(s, ST_LIMIT, s->i,
		    "brackets nested deeper than %d: expected fewer",
		    LIMIT_FORMULA_DEPTH);
	s->open[s->depth++] =
	    (struct bracket){ s->in.text[s->i], s->i, s->nterm };
	s->i++;
	return ST_OK;
}

static enum status
close_bracket(struct scan *s, mpq_t count)
{
	char c = s->in.text[s->i];
	struct bracket *b;
	enum status st;

	if (s->depth == 0)
		return REFUSE(s, ST_SYNTAX, s->i,
		    "\"%c\" without the bracket it closes", c);
	b = &s->open[s->depth - 1];
	if ((b->open == '(') != (c == ')'))
		return REFUSE(s, ST_SYNTAX, s->i,
		    "\"%c\" closes \"%c\": expected \"%c\"", c, b->open,
		    b->open == '(' ? ')' : ']');
	if (b->term == s->nterm)
		return REFUSE(s, ST_SYNTAX, s->i,
		    "nothing in the brackets: expected the symbol of an "
		    "element");
	s->depth--;
	s->i++;
	st = take_count(s, true, count);
	if (st == ST_OK)
		multiply(s, b->term, count);
	return st;
}

/* The character at the start of s, as a message shows it. */
static enum status
refuse_character(const struct scan *s, struct str rest)
{
	unsigned char c = (unsigned char)rest.p[0];
	size_t n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;

	if (n > rest.n)
		n = rest.n;
	if (c < 0x20 || c == 0x7F ||
	    str_utf8_bad((struct str){ rest.p, n }) < n)
		return REFUSE(s, ST_SYNTAX, s->i,
		    "byte 0x%02X: expected a symbol, a count, a bracket or *",
		    c);
	return REFUSE(s, ST_SYNTAX, s->i,
	    "\"%.*s\" is no part of a formula: expected a symbol, a count, a "
	    "bracket or *",
	    (int)n, rest.p);
}

/* Something that is no part of a formula. */
static enum status
refuse_here(const struct scan *s)
{
	size_t used = s->in.from[s->i] - s->in.from[0];
	char c = s->in.text[s->i];

	if (s->i == s->in.n)
		return REFUSE(s, ST_SYNTAX, s->i,
		    "the formula ends early: expected the symbol of an "
		    "element");
	if (c == ':')
		return REFUSE(s, ST_SYNTAX, s->i,
		    "a dopant behind \":\" without its amount: expected a "
		    "formula with counts, such as Y2.94Ce0.06Al5O12");
	if ((c == 'x' || c == 'n') && formula_begins_item(s->in.text[s->i + 1]))
		return REFUSE(s, ST_SYNTAX, s->i,
		    "\"%c\" is not a count: expected a number", c);
	return refuse_character(
	    s, (struct str){ s->in.given.p + used, s->in.given.n - used });
}

/* A join, with blanks about it; false if there is none at s->i. */
static bool
take_join(struct scan *s)
{
	size_t i = s->i;

	while (s->in.text[i] == ' ')
		i++;
	if (s->in.text[i] != '*' &&
	    !(s->in.text[i] == '.' && formula_begins_item(s->in.text[i + 1])))
		return false;
	for (i++; s->in.text[i] == ' ';)
		i++;
	s->i = i;
	return true;
}

/* One part: all up to the next join or the end. */
static enum status
take_part(struct scan *s, mpq_t times, mpq_t count)
{
	size_t first = s->nterm;
	enum status st = take_count(s, false, times);

	while (st == ST_OK) {
		char c = s->in.text[s->i];

		if (c == '(' || c == '[')
			st = open_bracket(s);
		else if (c == ')' || c == ']')
			st = close_bracket(s, count);
		else if (formula_is_upper(c))
			st = take_symbol(s, count);
		else
			break;
	}
	if (st != ST_OK)
		return st;
	if (s->depth > 0 && s->i == s->in.n)
		return REFUSE(s, ST_SYNTAX, s->open[s->depth - 1].i,
		    "\"%c\" is not closed", s->open[s->depth - 1].open);
	if (s->depth > 0 || s->nterm == first)
		return refuse_here(s);
	multiply(s, first, times);
	return ST_OK;
}

/*
 * In a text of capitals SC, HO and YB may be what somebody's system made of
 * Sc, Ho and Yb, and a rare earth would be lost.
 */
static enum status
refuse_capitals(const struct scan *s)
{
	static const char *const pairs[] = { "Sc", "Ho", "Yb" };

	for (size_t i = 0; i < s->in.n; i++)
		if (formula_is_lower(s->in.text[i]))
			return ST_OK;
	for (size_t i = 0; i + 1 < s->in.n; i++)
		for (size_t k = 0; k < sizeof(pairs) / sizeof(pairs[0]); k++)
			if (str_is_nocase(
				(struct str){ s->in.text + i, 2 }, pairs[k]))
				return REFUSE(s, ST_SYNTAX, i,
				    "\"%.2s\" can be %s or two elements: "
				    "expected %s, or %c1%c",
				    s->in.text + i, pairs[k], pairs[k],
				    s->in.text[i], s->in.text[i + 1]);
	return ST_OK;
}

static enum status
scan_formula(struct scan *s, struct str text, struct pos at)
{
	mpq_t times, count;
	enum status st = formula_text_take(&s->in, text, at, s->err);

	if (st != ST_OK)
		return st;
	mpq_inits(times, count, NULL);
	do
		st = take_part(s, times, count);
	while (st == ST_OK && take_join(s));
	if (st == ST_OK && s->i < s->in.n)
		st = refuse_here(s);
	if (st == ST_OK)
		st = refuse_capitals(s);
	mpq_clears(times, count, NULL);
	return st;
}

/*
 * formula_count - how many atoms of each element a formula has.
 *
 * In:	at    place of the first byte of text; column 0: whole line
 * Out:	out   untouched on failure
 * Err:	ST_SYNTAX, ST_RANGE (a count), ST_LIMIT, at the column of the fault
 * Cost:	O(length * depth); LIMIT_FORMULA, LIMIT_FORMULA_DEPTH
 */
enum status
formula_count(
    struct str text, struct pos at, struct composition *out, struct error *err)
{
	struct scan s;
	enum status st;

	s.i = s.nterm = s.depth = 0;
	s.err = err;
	st = scan_formula(&s, text, at);
	if (st == ST_OK) {
		for (int z = 0; z <= ATOM_MAX_Z; z++)
			mpq_set_ui(out->count[z], 0, 1);
		for (size_t i = 0; i < s.nterm; i++)
			mpq_add(out->count[s.term[i].z],
			    out->count[s.term[i].z], s.term[i].count);
	}
	for (size_t i = 0; i < s.nterm; i++)
		mpq_clear(s.term[i].count);
	return st;
}

/*
 * formula_read - the mass fraction of each rare earth, exactly.
 *
 * In:	as formula_count()
 * Out:	out   [g element per g substance]; no element at all is an answer,
 *	too
 * Err:	as formula_count()
 */
enum status
formula_read(
    struct str text, struct pos at, struct makeup *out, struct error *err)
{
	struct composition c;
	enum status st;

	composition_init(&c);
	st = formula_count(text, at, &c, err);
	if (st == ST_OK)
		composition_makeup(&c, out);
	composition_clear(&c);
	return st;
}
