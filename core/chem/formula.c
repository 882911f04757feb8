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
	char text[LIMIT_FORMULA + 1]; /* one byte a character, joins are '*' */
	size_t from[LIMIT_FORMULA + 1]; /* byte of the user's text */
	size_t n, i;
	struct str given;
	struct pos at;
	struct error *err;
	struct term term[LIMIT_FORMULA];
	size_t nterm;
	struct bracket open[LIMIT_FORMULA_DEPTH];
	size_t depth;
	bool points; /* some dot is certainly a decimal point */
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

/* Place of character i in the user's file. */
static struct pos
place(const struct scan *s, size_t i)
{
	struct pos at = s->at;

	if (at.col > 0)
		at.col += (uint32_t)s->from[i];
	return at;
}

#define REFUSE(s, code, i, ...) \
	error_set((s)->err, (code), place((s), (i)), __VA_ARGS__)

/* One character at p of the user's text: its length in bytes, and what it
 * counts as. */
static size_t
take_character(struct str rest, char *c)
{
	static const struct {
		const char *bytes;
		char is;
	} joins[] = { { "\xC2\xB7", '*' }, { "\xE2\x8B\x85", '*' } };

	for (size_t i = 0; i < sizeof(joins) / sizeof(joins[0]); i++)
		if (str_starts(rest, joins[i].bytes)) {
			*c = joins[i].is;
			return strlen(joins[i].bytes);
		}
	if (rest.n >= 3 && str_starts(rest, "\xE2\x82") &&
	    (unsigned char)rest.p[2] >= 0x80 &&
	    (unsigned char)rest.p[2] <= 0x89) { /* subscript digit */
		*c = (char)('0' + ((unsigned char)rest.p[2] - 0x80));
		return 3;
	}
	*c = rest.p[0];
	return 1;
}

/* The user's text, one byte for each character, blanks about it left out. */
static enum status
take_text(struct scan *s, struct str text)
{
	struct str t = str_trim(text);
	size_t used = t.n > 0 ? (size_t)(t.p - text.p) : 0;

	s->given = t;
	while (t.n > 0) {
		char c;
		size_t len = take_character(t, &c);

		if (s->n == LIMIT_FORMULA)
			return error_set(s->err, ST_LIMIT, s->at,
			    "a formula of more than %d characters: expected a "
			    "shorter one",
			    LIMIT_FORMULA);
		s->text[s->n] = c;
		s->from[s->n++] = used;
		t.p += len;
		t.n -= len;
		used += len;
	}
	s->from[s->n] = used;
	s->text[s->n] = '\0';
	if (s->n == 0)
		return error_set(s->err, ST_SYNTAX, s->at,
		    "empty: expected a formula such as Nd2Fe14B");
	return ST_OK;
}

static bool
begins_item(char c)
{
	return is_upper(c) || c == '(' || c == '[';
}

/* The first character after the digits at i. */
static size_t
past_digits(const struct scan *s, size_t i)
{
	while (is_digit(s->text[i]))
		i++;
	return i;
}

/*
 * Is the dot at i, digits on both sides, certainly a decimal point?  A number
 * of parts has no leading zero and has a part behind it.
 */
static bool
is_point(const struct scan *s, size_t i)
{
	size_t first = i;

	while (first > 0 && is_digit(s->text[first - 1]))
		first--;
	return (s->text[first] == '0' && first + 1 == i) ||
	       s->text[i + 1] == '0' ||
	       !begins_item(s->text[past_digits(s, i + 1)]);
}

static bool
has_points(const struct scan *s)
{
	for (size_t i = 1; i < s->n; i++)
		if (s->text[i] == '.' && is_digit(s->text[i - 1]) &&
		    is_digit(s->text[i + 1]) && is_point(s, i))
			return true;
	return false;
}

/* Water at i, to the end of its part? */
static bool
is_water(const struct scan *s, size_t i)
{
	const char *p = s->text + i;
	size_t n = strncmp(p, "H2O", 3) == 0     ? 3
		   : strncmp(p, "(H2O)", 5) == 0 ? 5
						 : 0;

	return n > 0 && (p[n] == '\0' || p[n] == '*' || p[n] == '.');
}

/* Can a compound end with the thing whose count begins at i?  With a group, a
 * halogen, oxygen or sulphur it can; borides, carbides and nitrides are alloys
 * with counts such as B5.8. */
static bool
ends_compound(const struct scan *s, size_t i)
{
	static const char *const ends[] = { "Br", "Cl", "F", "I", "O", "S" };
	size_t first = i - 1;

	if (s->text[first] == ')' || s->text[first] == ']')
		return true;
	while (first > 0 && is_lower(s->text[first]))
		first--;
	for (size_t k = 0; k < sizeof(ends) / sizeof(ends[0]); k++)
		if (str_is((struct str){ s->text + first, i - first }, ends[k]))
			return true;
	return false;
}

/*
 * Can the dot at `dot` in the count that begins at `first` join two parts?
 * Ce(NO3)3.6H2O is a hydrate to one reader and 3.6 nitrates to the next.
 */
static bool
may_join(const struct scan *s, size_t first, size_t dot)
{
	size_t behind = past_digits(s, dot + 1);

	if (is_point(s, dot))
		return false;
	return is_water(s, behind) || (!s->points && ends_compound(s, first));
}

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
	if (s->text[first] == '-')
		return REFUSE(s,
		    is_digit(s->text[first + 1]) ? ST_RANGE : ST_SYNTAX, first,
		    "a minus sign: expected a count above zero");
	if (s->text[first] == '.' && is_digit(s->text[first + 1]))
		return REFUSE(s, ST_SYNTAX, first,
		    "a dot without a digit before it can mean two things: "
		    "expected 0 before it, or * in its place");
	if (!is_digit(s->text[first]))
		return ST_OK;
	dot = end = past_digits(s, first);
	if (s->text[dot] == '.' && is_digit(s->text[dot + 1])) {
		end = past_digits(s, dot + 1);
		if ((of_item && may_join(s, first, dot)) ||
		    (s->text[end] == '.' && is_digit(s->text[end + 1])))
			return REFUSE(s, ST_SYNTAX, dot,
			    "this dot can be a decimal point or join two "
			    "parts: expected * for a join, and no more than "
			    "one decimal point in a count");
	}
	st = num_read((struct str){ s->text + first, end - first },
	    place(s, first), count, s->err);
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

	while (is_lower(s->text[end]))
		end++;
	symbol = (struct str){ s->text + first, end - first };
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
	s->open[s->depth++] = (struct bracket){ s->text[s->i], s->i, s->nterm };
	s->i++;
	return ST_OK;
}

static enum status
close_bracket(struct scan *s, mpq_t count)
{
	char c = s->text[s->i];
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
	size_t used = s->from[s->i] - s->from[0];
	char c = s->text[s->i];

	if (s->i == s->n)
		return REFUSE(s, ST_SYNTAX, s->i,
		    "the formula ends early: expected the symbol of an "
		    "element");
	if (c == ':')
		return REFUSE(s, ST_SYNTAX, s->i,
		    "a dopant behind \":\" without its amount: expected a "
		    "formula with counts, such as Y2.94Ce0.06Al5O12");
	if ((c == 'x' || c == 'n') && begins_item(s->text[s->i + 1]))
		return REFUSE(s, ST_SYNTAX, s->i,
		    "\"%c\" is not a count: expected a number", c);
	return refuse_character(
	    s, (struct str){ s->given.p + used, s->given.n - used });
}

/* A join, with blanks about it; false if there is none at s->i. */
static bool
take_join(struct scan *s)
{
	size_t i = s->i;

	while (s->text[i] == ' ')
		i++;
	if (s->text[i] != '*' &&
	    !(s->text[i] == '.' && begins_item(s->text[i + 1])))
		return false;
	for (i++; s->text[i] == ' ';)
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
		char c = s->text[s->i];

		if (c == '(' || c == '[')
			st = open_bracket(s);
		else if (c == ')' || c == ']')
			st = close_bracket(s, count);
		else if (is_upper(c))
			st = take_symbol(s, count);
		else
			break;
	}
	if (st != ST_OK)
		return st;
	if (s->depth > 0 && s->i == s->n)
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

	for (size_t i = 0; i < s->n; i++)
		if (is_lower(s->text[i]))
			return ST_OK;
	for (size_t i = 0; i + 1 < s->n; i++)
		for (size_t k = 0; k < sizeof(pairs) / sizeof(pairs[0]); k++)
			if (str_is_nocase(
				(struct str){ s->text + i, 2 }, pairs[k]))
				return REFUSE(s, ST_SYNTAX, i,
				    "\"%.2s\" can be %s or two elements: "
				    "expected %s, or %c1%c",
				    s->text + i, pairs[k], pairs[k], s->text[i],
				    s->text[i + 1]);
	return ST_OK;
}

static enum status
scan_formula(struct scan *s, struct str text)
{
	mpq_t times, count;
	enum status st = take_text(s, text);

	if (st != ST_OK)
		return st;
	s->points = has_points(s);
	mpq_inits(times, count, NULL);
	do
		st = take_part(s, times, count);
	while (st == ST_OK && take_join(s));
	if (st == ST_OK && s->i < s->n)
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

	s.n = s.i = s.nterm = s.depth = 0;
	s.at = at;
	s.err = err;
	st = scan_formula(&s, text);
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

void
composition_init(struct composition *c)
{
	for (int z = 0; z <= ATOM_MAX_Z; z++)
		mpq_init(c->count[z]);
}

void
composition_clear(struct composition *c)
{
	for (int z = 0; z <= ATOM_MAX_Z; z++)
		mpq_clear(c->count[z]);
}

void
composition_mass(const struct composition *c, mpq_t out)
{
	mpq_t w;

	mpq_init(w);
	mpq_set_ui(out, 0, 1);
	for (int z = 0; z <= ATOM_MAX_Z; z++) {
		if (mpq_sgn(c->count[z]) == 0)
			continue;
		atom_weight(z, w);
		mpq_mul(w, w, c->count[z]);
		mpq_add(out, out, w);
	}
	mpq_clear(w);
}

void
makeup_init(struct makeup *m)
{
	m->elements = 0;
	for (int i = 0; i < NELEM; i++)
		mpq_init(m->fraction[i]);
}

void
makeup_clear(struct makeup *m)
{
	for (int i = 0; i < NELEM; i++)
		mpq_clear(m->fraction[i]);
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
	mpq_t mass;

	composition_init(&c);
	st = formula_count(text, at, &c, err);
	if (st == ST_OK) {
		mpq_init(mass);
		composition_mass(&c, mass);
		out->elements = 0;
		for (int i = 0; i < NELEM; i++) {
			const mpq_t *n = &c.count[element_at(i)->z];

			mpq_set_ui(out->fraction[i], 0, 1);
			if (mpq_sgn(*n) == 0)
				continue;
			element_weight(i, out->fraction[i]);
			mpq_mul(out->fraction[i], out->fraction[i], *n);
			mpq_div(out->fraction[i], out->fraction[i], mass);
			out->elements |= (uint32_t)1 << i;
		}
		mpq_clear(mass);
	}
	composition_clear(&c);
	return st;
}
