/* SPDX-License-Identifier: Apache-2.0 */
/* wide - what a heading says of its column by itself; see wide.h. */
#include "core/bom/wide.h"
#include "core/chem/cas.h"
#include "core/chem/formula.h"

#include <string.h>

/* [bytes] Of a heading: what is longer is no name of a column. */
#define ROOM 120
#define TOKENS 24

/* A heading on its way to be understood. */
struct heading {
	char text[ROOM + 1];
	size_t n;
	bool as;         /* "as": the next substance is the one that counts */
	bool lost;       /* there are words that are not known */
	bool name;       /* an element by its name */
	bool odd_symbol; /* one that may be a word, or in capitals */
	bool symbol, group, detection;
	uint32_t named; /* every element that it names */
	struct wide w;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c);
}

/* Plain blanks, signs and digits; false: too long. */
static bool
make_plain(struct heading *h, struct str s)
{
	h->n = 0;
	while (s.n > 0 && h->n < ROOM) {
		char wide = str_wide(s), c = s.p[0];
		size_t skip = wide != 0 ? 3 : str_unseen(s);

		if (wide != 0)
			c = wide;
		else if (skip > 0 || c == '\n' || c == '\r' || c == '\t')
			c = ' ';
		if (skip == 0 && s.n >= 3 && str_starts(s, "\xE2\x82") &&
		    ((unsigned char)s.p[2] & 0xF0) == 0x80) {
			c = (char)('0' + (s.p[2] & 0x0F)); /* subscript */
			skip = 3;
		}
		h->text[h->n++] = c;
		skip = skip > 0 ? skip : 1;
		s.p += skip;
		s.n -= skip;
	}
	h->text[h->n] = '\0';
	return s.n == 0;
}

/* ---- the unit */

enum class { CLASS_NONE, CLASS_LETTERS, CLASS_SIGN, CLASS_JOINED };

/* Bytes of the character at i, and what it is part of. */
static size_t
class_at(const struct heading *h, size_t i, enum class *class)
{
	unsigned char c = (unsigned char)h->text[i];

	if (c < 0x80) {
		*class = c == '%' ? CLASS_SIGN
			 : strchr(" _,;:()[]{}=\"", (int)c) != NULL
			     ? CLASS_NONE
			     : CLASS_LETTERS;
		return 1;
	}
	if (strncmp(h->text + i, "‰", 3) == 0) {
		*class = CLASS_SIGN;
		return 3;
	}
	*class = c >= 0xE3 ? CLASS_JOINED : CLASS_LETTERS;
	return c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
}

struct token {
	size_t from, to;
};

static size_t
cut_tokens(const struct heading *h, struct token t[TOKENS])
{
	enum class last = CLASS_NONE, class;
	size_t n = 0, step;

	for (size_t i = 0; i < h->n; i += step, last = class) {
		step = class_at(h, i, &class);
		if (i + step > h->n)
			step = h->n - i;
		if (class == CLASS_NONE)
			continue;
		if (class != last && n == TOKENS)
			return 0;
		if (class != last)
			t[n++].from = i;
		t[n - 1].to = i + step;
	}
	return n;
}

/* "mg/pc", "g per part": the unit of a mass in one of the item. */
static struct str
without_piece(struct str s)
{
	static const char *const words[] = { "/part", "/article", "/item",
		"/product", " per part", " per piece", " per pc", " per pcs",
		" per unit", " per item", " per article", " pro Stück",
		" je Stück", " pro Teil", " par pièce", " por pieza" };
	const char *slash = s.n > 0 ? memrchr(s.p, '/', s.n) : NULL;
	struct str tail = { slash, 0 };

	if (slash != NULL) {
		tail.p++;
		tail.n = s.n - (size_t)(tail.p - s.p);
	}
	if (slash != NULL && unit_find(str_trim(tail)) == UNIT_EACH)
		return str_trim((struct str){ s.p, (size_t)(slash - s.p) });
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i]);

		if (s.n > n && csv_same_name((struct str){ s.p + s.n - n, n },
				   str_of(words[i])))
			return str_trim((struct str){ s.p, s.n - n });
	}
	return s;
}

static enum unit
unit_of(struct str s)
{
	enum unit u = unit_find(s);

	if (u == UNIT_NONE)
		u = unit_find(without_piece(s));
	/* "mass fraction" is no unit, but what has one */
	if (u == UNIT_FRACTION)
		return UNIT_NONE;
	return unit_dimension(u) == DIM_MASS || unit_dimension(u) == DIM_SHARE
		   ? u
		   : UNIT_NONE;
}

/* "% (w/w" goes on to the bracket. */
static struct str
piece(const struct heading *h, struct token from, struct token to)
{
	struct str s = { h->text + from.from, to.to - from.from };
	int open = 0;

	for (size_t i = 0; i < s.n; i++)
		open += (s.p[i] == '(') - (s.p[i] == ')');
	if (open == 1 && h->text[to.to] == ')')
		s.n++;
	return s;
}

/* Takes the longest unit out of the heading; UNIT_NONE: there is none. */
static enum unit
take_unit(struct heading *h)
{
	struct token t[TOKENS];
	size_t n = cut_tokens(h, t);
	struct str best = { NULL, 0 };
	enum unit found = UNIT_NONE;

	for (size_t i = 0; i < n; i++)
		for (size_t k = i; k < n && k < i + 5; k++) {
			struct str s = piece(h, t[i], t[k]);
			enum unit u = s.n > best.n ? unit_of(s) : UNIT_NONE;

			if (u != UNIT_NONE) {
				best = s;
				found = u;
			}
		}
	if (best.n > 0)
		memset(h->text + (best.p - h->text), ' ', best.n);
	return found;
}

static void
take_units(struct heading *h)
{
	enum unit u;

	h->w.unit = UNIT_NONE;
	while ((u = take_unit(h)) != UNIT_NONE) {
		if (h->w.unit != UNIT_NONE && u != h->w.unit)
			h->lost = true;
		h->w.unit = (uint8_t)u;
	}
}

/* ---- the substance */

static void
put_element(struct heading *h, uint32_t elements)
{
	if (h->as) {
		h->w.elements = 0;
		h->w.formula[0] = '\0';
		h->as = false;
	}
	h->w.elements |= elements;
	h->named |= elements;
	h->w.rare = true;
}

static void
put_formula(struct heading *h, struct str s, uint32_t elements)
{
	if (s.n >= WIDE_NAME || (h->w.formula[0] != '\0' && !h->as)) {
		h->lost = true;
		return;
	}
	h->as = false;
	memcpy(h->w.formula, s.p, s.n);
	h->w.formula[s.n] = '\0';
	h->named |= elements;
	h->w.rare |= elements != 0;
}

/* "Nd", exactly; index, or -1. */
static int
symbol_of(struct str s)
{
	return s.n >= 1 && s.n <= 2 ? element_find(s) : -1;
}

/* "NdPr", "Pr+Nd": the elements, or 0. */
static uint32_t
symbols_of(struct str s)
{
	uint32_t set = 0;

	for (size_t i = 0; i < s.n;) {
		size_t n = i + 1 < s.n && s.p[i + 1] >= 'a' && s.p[i + 1] <= 'z'
			       ? 2
			       : 1;
		int e = symbol_of((struct str){ s.p + i, n });

		if (strchr("+/&-", s.p[i]) != NULL && i > 0) {
			i++;
			continue;
		}
		if (e < 0)
			return 0;
		set |= (uint32_t)1 << e;
		i += n;
	}
	return (set & (set - 1)) != 0 ? set : 0;
}

/* "ND" of a program that writes capitals alone; index, or -1. */
static int
capitals_of(struct str s)
{
	char symbol[2];

	if (s.n != 2 || s.p[1] < 'A' || s.p[1] > 'Z')
		return -1;
	symbol[0] = s.p[0];
	symbol[1] = (char)(s.p[1] + ('a' - 'A'));
	return symbol_of((struct str){ symbol, 2 });
}

/* A formula with numbers, or the symbol of another element. */
static bool
take_formula(struct heading *h, struct str s)
{
	struct error err = { 0 };
	struct makeup m;
	bool digit = false, is;

	for (size_t i = 0; i < s.n; i++)
		digit |= is_digit(s.p[i]);
	if (s.n == 0 || s.p[0] < 'A' || s.p[0] > 'Z' || (!digit && s.n > 2) ||
	    (!digit && s.n == 2 && (s.p[1] < 'a' || s.p[1] > 'z')))
		return false;
	makeup_init(&m);
	is = formula_read(s, pos_none, &m, &err) == ST_OK;
	if (is)
		put_formula(h, s, m.elements);
	makeup_clear(&m);
	return is;
}

/* Bytes of a CAS number; 0: there is none. */
static size_t
take_cas(struct heading *h, struct str s)
{
	size_t n = 0, dashes = 0;

	while (n < s.n && (is_digit(s.p[n]) || s.p[n] == '-'))
		dashes += s.p[n++] == '-';
	if (dashes != 2 || n >= WIDE_NAME || !cas_valid((struct str){ s.p, n }))
		return 0;
	memcpy(h->w.cas, s.p, n);
	h->w.cas[n] = '\0';
	h->w.rare = true;
	return n;
}

static void
put_word(struct heading *h, enum wide_word word, int element)
{
	switch (word) {
	case WORD_ELEMENT:
		put_element(h, (uint32_t)1 << element);
		h->name = true;
		break;
	case WORD_OXIDE:
		h->w.basis = BASIS_OXIDE;
		h->as = false;
		break;
	case WORD_METAL:
		h->as = false;
		if (h->w.basis == BASIS_COUNT)
			h->w.basis = BASIS_ELEMENT;
		break;
	case WORD_AS:
		h->as = true;
		break;
	case WORD_MIN:
		h->w.role = WIDE_MIN;
		break;
	case WORD_MAX:
		h->w.role = WIDE_MAX;
		break;
	case WORD_DETECTION:
		h->w.role = WIDE_DETECTION;
		h->detection = true;
		break;
	case WORD_REE:
	case WORD_TREO:
		put_element(h, ELEMENT_ALL);
		h->group = true;
		if (word == WORD_TREO)
			h->w.basis = BASIS_TREO;
		break;
	default:
		break;
	}
}

/* The word that s begins with; how many bytes it has. */
static size_t
take_word(struct heading *h, struct str s)
{
	static const uint32_t may_be_words =
	    1u << 0 | 1u << 1 | 1u << 6 | 1u << 13; /* Sc Y Pm Er */
	struct str run = { s.p, 0 }, chain;
	enum wide_word word = WORD_FILLER;
	size_t n = take_cas(h, s), known;
	int element = 0;
	uint32_t set;

	if (n > 0)
		return n;
	while (run.n < s.n && is_alnum(s.p[run.n]))
		run.n++;
	chain = run;
	while (chain.n < s.n &&
	       (is_alnum(s.p[chain.n]) || strchr("+/&-", s.p[chain.n]) != NULL))
		chain.n++;
	set = symbols_of(chain);
	if (set != 0) {
		put_element(h, set);
		h->name = true;
		return chain.n;
	}
	element = symbol_of(run);
	if (element >= 0) {
		put_element(h, (uint32_t)1 << element);
		h->symbol = true;
		h->odd_symbol |= (may_be_words >> element & 1) != 0;
		return run.n;
	}
	known = wide_word(s, &word, &element);
	if (known > 0 && known >= run.n &&
	    !(run.n == 2 && run.p[1] >= 'a' && run.p[0] < 'a' &&
		word == WORD_FILLER && take_formula(h, run))) {
		put_word(h, word, element);
		return known;
	}
	element = capitals_of(run);
	if (element >= 0) {
		put_element(h, (uint32_t)1 << element);
		h->symbol = h->odd_symbol = true;
		return run.n;
	}
	if (run.n > 0 && take_formula(h, run))
		return run.n;
	known = run.n > 0 ? wide_name(run, &element) : 0;
	if (known > 0) {
		put_word(h, WORD_ELEMENT, element);
		return known;
	}
	known = wide_word(s, &word, &element);
	if (run.n == 0 && known > 0) {
		put_word(h, word, element);
		return known;
	}
	h->lost = true;
	return run.n > 0 ? run.n : 1;
}

/* Everything that is no unit. */
static void
take_words(struct heading *h)
{
	size_t i = 0;

	while (i < h->n) {
		if ((unsigned char)h->text[i] < 0x80 && !is_alnum(h->text[i])) {
			h->lost |= strchr("#?!<>*~@$^\\|", h->text[i]) != NULL;
			i++;
			continue;
		}
		i += take_word(h, (struct str){ h->text + i, h->n - i });
	}
}

/* What is said twice must be able to be the same. */
static void
settle(struct heading *h)
{
	struct wide *w = &h->w;
	struct error err = { 0 };
	uint32_t elements = w->elements;
	struct makeup m;

	makeup_init(&m);
	if (w->formula[0] != '\0' &&
	    formula_read(str_of(w->formula), pos_none, &m, &err) == ST_OK)
		elements = m.elements;
	makeup_clear(&m);
	if (h->as || (h->named & ~elements) != 0)
		h->lost = true;
}

/* A formula says of what the amount is, and so does a CAS number. */
static void
settle_basis(struct wide *w)
{
	struct error err = { 0 };
	struct makeup m;

	if (w->formula[0] == '\0') {
		if (w->cas[0] != '\0')
			w->basis = BASIS_COUNT;
		return;
	}
	w->basis = BASIS_COUNT;
	makeup_init(&m);
	if (formula_read(str_of(w->formula), pos_none, &m, &err) == ST_OK)
		w->elements = m.elements;
	makeup_clear(&m);
}

static enum wide_kind
read_claim(struct heading *h)
{
	struct wide *w = &h->w;
	bool some =
	    w->elements != 0 || w->formula[0] != '\0' || w->cas[0] != '\0';

	settle(h);
	if (!some)
		return h->detection && !h->lost && w->basis == BASIS_COUNT
			   ? WIDE_LIMIT
			   : WIDE_NONE;
	if (h->lost)
		return w->rare && (h->name || w->unit != UNIT_NONE) &&
			       !(h->odd_symbol && w->unit == UNIT_NONE)
			   ? WIDE_LOST
			   : WIDE_NONE;
	w->bare = h->symbol && w->unit == UNIT_NONE && w->formula[0] == '\0' &&
		  !h->name;
	w->odd = h->odd_symbol;
	settle_basis(w);
	w->sure =
	    w->rare && (h->group || w->cas[0] != '\0'
			       ? w->unit != UNIT_NONE
			       : h->name || w->formula[0] != '\0' ||
				     (w->unit != UNIT_NONE && !h->odd_symbol));
	return WIDE_CLAIM;
}

/* ---- numbered columns */

static bool
may_be_numbered(enum csv_column column)
{
	static const enum csv_column columns[] = { COL_SUBSTANCE, COL_CAS,
		COL_FORMULA, COL_ELEMENT, COL_AMOUNT, COL_MIN, COL_MAX,
		COL_UNIT, COL_BASIS };

	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		if (columns[i] == column)
			return true;
	return false;
}

/* "Content 2 (%)", "CAS#2": a name with a number of one or two digits. */
static bool
read_numbered(struct str plain, struct wide *w)
{
	char room[ROOM];
	struct str name = { room, 0 };
	size_t end = plain.n, from;
	enum csv_column column;
	enum unit unit = UNIT_NONE;

	while (end > 0 && !is_digit(plain.p[end - 1]))
		end--;
	for (from = end; from > 0 && is_digit(plain.p[from - 1]);)
		from--;
	if (from == 0 || end - from > 2 || plain.p[from] == '0')
		return false;
	w->number = 0;
	for (size_t i = from; i < end; i++)
		w->number = (uint8_t)(w->number * 10 + (plain.p[i] - '0'));
	if (w->number >= WIDE_NUMBERS)
		return false;
	if (from > 0 && plain.p[from - 1] == '#')
		from--;
	memcpy(room, plain.p, from);
	memcpy(room + from, plain.p + end, plain.n - end);
	name.n = from + plain.n - end;
	column = csv_column_find(name);
	if (column == COL_COUNT)
		column = csv_column_with_unit(name, &unit);
	if (column == COL_MASS)
		column = COL_AMOUNT;
	if (!may_be_numbered(column))
		return false;
	w->kind = column == COL_AMOUNT || column == COL_MIN || column == COL_MAX
		      ? WIDE_GROUP_AMOUNT
		      : WIDE_GROUP;
	w->column = (uint8_t)column;
	w->unit = (uint8_t)unit;
	w->sure = true;
	return true;
}

/* "Nd mining country", "Mining country (Nd)". */
static bool
read_stage_of(struct str plain, struct wide *w)
{
	size_t first = 0, last;
	struct str name;
	int e;

	while (first < plain.n && is_alnum(plain.p[first]))
		first++;
	e = element_find((struct str){ plain.p, first });
	name = (struct str){ plain.p + first, plain.n - first };
	if (e < 0) {
		size_t end = plain.n;

		while (end > 0 && !is_alnum(plain.p[end - 1]))
			end--;
		for (last = end; last > 0 && is_alnum(plain.p[last - 1]);)
			last--;
		e = element_find((struct str){ plain.p + last, end - last });
		name = (struct str){ plain.p, last };
	}
	if (e < 0 || !wide_stage(name, w))
		return false;
	w->elements = (uint32_t)1 << e;
	w->sure = true;
	return true;
}

enum wide_kind
wide_read(struct str heading, struct wide *out)
{
	struct heading h = { .w = { .basis = BASIS_COUNT } };
	struct str plain;

	*out = (struct wide){ .basis = BASIS_COUNT };
	if (!make_plain(&h, str_trim(heading)) || h.n == 0)
		return WIDE_NONE;
	plain = (struct str){ h.text, h.n };
	if (wide_stage(plain, out) || read_numbered(plain, out) ||
	    read_stage_of(plain, out))
		return (enum wide_kind)out->kind;
	take_units(&h);
	take_words(&h);
	h.w.kind = (uint8_t)read_claim(&h);
	*out = h.w;
	return (enum wide_kind)out->kind;
}
