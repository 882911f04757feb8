/* SPDX-License-Identifier: Apache-2.0 */
/* makeup - which substance a line names; see makeup.h. */
#include "core/bom/field/makeup.h"
#include "core/bom/table/wide.h"

#include "core/bom/field/guise.h"
#include "core/chem/cas.h"
#include "core/chem/formula.h"
#include "core/chem/wildcard.h"

/* Substances of the table that one key can mean: 64417-98-7 has a few. */
#define CANDIDATES 16

struct candidates {
	const struct substance *list[CANDIDATES];
	size_t n;
};

struct search {
	struct bom *b;
	const struct substance_table *chem;
	const struct makeup_text *t;
	struct findings *f;
	struct candidates cas, name, agreed;
	struct makeup formula; /* as the line gives it */
	struct makeup found;   /* what the substance is made of */
	uint32_t elements;     /* also where the composition is not known */
	bool known;
};

static struct pos
place(const struct search *s, struct field x)
{
	return bom_pos(s->b, x.at.line != 0 ? x.at : s->t->at);
}

static bool
looks_like_cas(struct str s)
{
	size_t dash = 0;

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '-')
			dash++;
		else if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return dash == 2;
}

static enum status
check_cas(struct search *s)
{
	struct str cas = s->t->cas.text, shown = str_clip(cas, 40);
	struct pos at = place(s, s->t->cas);

	if (cas.n == 0 || cas_valid(cas))
		return ST_OK;
	if (ec_valid(cas))
		return findings_error(s->f, ST_SYNTAX, at,
		    "\"%.*s\" is an EC number: expected a CAS number, such as "
		    "1313-97-9",
		    STR_ARG(shown));
	if (looks_like_cas(cas))
		return findings_error(s->f, ST_SYNTAX, at,
		    "CAS number \"%.*s\" is mistyped: expected a check digit "
		    "that fits",
		    STR_ARG(shown));
	return findings_error(s->f, ST_SYNTAX, at,
	    "\"%.*s\": expected a CAS number, such as 1313-97-9",
	    STR_ARG(shown));
}

static bool
same_makeup(const struct makeup *x, const struct makeup *y)
{
	if (x->elements != y->elements)
		return false;
	for (int e = 0; e < NELEM; e++)
		if ((x->elements >> e & 1) != 0 &&
		    !mpq_equal(x->fraction[e], y->fraction[e]))
			return false;
	return true;
}

/* The makeup of an entry of the table, whose formulas can be read. */
static bool
makeup_of(const struct substance *entry, struct makeup *m)
{
	struct error err = { 0 };

	return formula_read(str_of(entry->formula), pos_none, m, &err) == ST_OK;
}

/* Is some candidate made of what the formula says?  Keeps only those. */
static bool
fits_formula(struct search *s, struct candidates *c)
{
	size_t kept = 0;
	struct makeup m;

	for (size_t i = 0; i < c->n; i++) {
		makeup_init(&m);
		if (makeup_of(c->list[i], &m) && same_makeup(&m, &s->formula))
			c->list[kept++] = c->list[i];
		makeup_clear(&m);
	}
	c->n = kept;
	return kept > 0;
}

static enum status
refuse_pair(struct search *s, struct field x, const char *what, struct field y,
    const char *other)
{
	return findings_error(s->f, ST_CONFLICT, place(s, x),
	    "%s \"%.*s\" is another substance than %s \"%.*s\": expected one "
	    "substance",
	    what, STR_ARG(str_clip(x.text, 60)), other,
	    STR_ARG(str_clip(y.text, 60)));
}

static enum status
agree_with_formula(struct search *s)
{
	const struct makeup_text *t = s->t;
	enum status st = ST_OK;

	if (s->cas.n > 0 && !fits_formula(s, &s->cas))
		st =
		    refuse_pair(s, t->formula, "formula", t->cas, "CAS number");
	if (st == ST_OK && s->name.n > 0 && !fits_formula(s, &s->name))
		st = refuse_pair(s, t->formula, "formula", t->name, "name");
	return st;
}

/* Does none of them hold rare earth? */
static bool
all_other(const struct search *s, const struct candidates *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (!substance_is_other(s->chem, c->list[i]))
			return false;
	return c->n > 0;
}

/* What both the CAS number and the name can mean.  Two names for things
 * without rare earth need not agree: which of them it is changes nothing. */
static enum status
agree(struct search *s)
{
	if (s->cas.n == 0 || s->name.n == 0) {
		s->agreed = s->cas.n > 0 ? s->cas : s->name;
		return ST_OK;
	}
	for (size_t i = 0; i < s->cas.n; i++)
		for (size_t k = 0; k < s->name.n; k++)
			if (s->cas.list[i] == s->name.list[k])
				s->agreed.list[s->agreed.n++] = s->cas.list[i];
	if (s->agreed.n > 0)
		return ST_OK;
	if (all_other(s, &s->cas) && all_other(s, &s->name)) {
		s->agreed = s->cas;
		return ST_OK;
	}
	return refuse_pair(s, s->t->name, "name", s->t->cas, "CAS number");
}

/* One composition, if all candidates share it; else only the elements. */
static bool
compose(struct search *s)
{
	struct makeup m;

	s->known = s->agreed.n > 0;
	for (size_t i = 0; i < s->agreed.n; i++) {
		makeup_init(&m);
		if (!makeup_of(s->agreed.list[i], &m)) {
			s->known = false;
		} else {
			s->elements |= m.elements;
			if (i == 0)
				makeup_of(s->agreed.list[i], &s->found);
			else if (!same_makeup(&m, &s->found))
				s->known = false;
		}
		makeup_clear(&m);
	}
	return s->known;
}

/* A number that nobody knows may stand for anything: then a name proves what
 * is in it, and not what is not. */
static void
warn_unknown_cas(struct search *s)
{
	if (s->t->cas.text.n == 0 || s->cas.n > 0 || s->name.n == 0)
		return;
	if (all_other(s, &s->name)) {
		s->name.n = 0;
		findings_warn(s->f, ST_REF, place(s, s->t->cas),
		    "CAS number \"%.*s\" is not one known for \"%.*s\": it may "
		    "hold rare earths",
		    STR_ARG(str_clip(s->t->cas.text, 40)),
		    STR_ARG(str_clip(s->t->name.text, 60)));
	} else {
		findings_warn(s->f, ST_REF, place(s, s->t->cas),
		    "CAS number \"%.*s\" is not one known for \"%.*s\": the "
		    "composition is taken from the name",
		    STR_ARG(str_clip(s->t->cas.text, 40)),
		    STR_ARG(str_clip(s->t->name.text, 60)));
	}
}

/* Under its name in English, or under its formula, what the name says in
 * another way: "Neodym", "氧化镝", "Nd2O3".  Of several elements, such as
 * "Pr+Nd", the elements alone. */
static void
look_up_words(struct search *s)
{
	struct str name = s->t->name.text;
	char english[80];
	struct wide said;

	if (wildcard_is(name) || !wide_names(name, &said) || said.group)
		return;
	if (said.formula[0] != '\0') {
		s->name.n = substance_by_formula(
		    s->chem, str_of(said.formula), s->name.list, CANDIDATES);
	} else if ((said.elements & (said.elements - 1)) != 0) {
		s->elements = said.elements;
	} else {
		snprintf(english, sizeof(english), "%s%s",
		    element_at(__builtin_ctz(said.elements))->name,
		    said.basis == BASIS_OXIDE ? " oxide" : "");
		s->name.n = substance_by_name(
		    s->chem, str_of(english), s->name.list, CANDIDATES);
	}
}

static void
look_up_name(struct search *s)
{
	if (s->t->name.text.n == 0)
		return;
	s->name.n = substance_by_name(
	    s->chem, s->t->name.text, s->name.list, CANDIDATES);
	if (s->name.n == 0)
		look_up_words(s);
	if (s->name.n > CANDIDATES)
		s->name.n = CANDIDATES;
}

static enum status
look_up(struct search *s, const struct substance_table *chem)
{
	const struct makeup_text *t = s->t;
	struct error err = { 0 };
	enum status st = check_cas(s);

	if (st != ST_OK)
		return st;
	if (t->cas.text.n > 0)
		s->cas.n = substance_by_cas(
		    chem, t->cas.text, s->cas.list, CANDIDATES);
	if (s->cas.n > CANDIDATES)
		s->cas.n = CANDIDATES;
	look_up_name(s);
	warn_unknown_cas(s);
	if (t->formula.text.n > 0) {
		st = formula_read(
		    t->formula.text, place(s, t->formula), &s->formula, &err);
		findings_take(s->f, &err);
		if (st == ST_OK)
			st = agree_with_formula(s);
	}
	if (st == ST_OK)
		st = agree(s);
	if (st == ST_OK && s->agreed.n == 0 && t->formula.text.n > 0)
		s->agreed.n = substance_by_formula(
		    chem, t->formula.text, s->agreed.list, CANDIDATES);
	if (s->agreed.n > CANDIDATES)
		s->agreed.n = CANDIDATES;
	return st;
}

static enum guise
guise_of(const struct search *s)
{
	enum guise guise;

	if (s->agreed.n == 0)
		return guise_of_formula(s->t->formula.text);
	guise = guise_of_category(s->agreed.list[0]->category);
	for (size_t i = 1; i < s->agreed.n; i++)
		if (guise_of_category(s->agreed.list[i]->category) != guise)
			return GUISE_UNKNOWN;
	return guise;
}

/* What was written, by which its entry of the bom is found. */
struct written {
	struct bom_substance entry;
	uint32_t key[3];
};

static struct str
key_of(const struct written *w)
{
	return (struct str){ (const char *)w->key, sizeof(w->key) };
}

static enum status
take_words(struct bom *b, const struct makeup_text *t, struct written *w,
    struct findings *f)
{
	enum status st = fields_text(b, t->name, &w->entry.name, f);

	if (st == ST_OK)
		st = fields_text(b, t->cas, &w->entry.cas, f);
	if (st == ST_OK)
		st = fields_text(b, t->formula, &w->entry.formula, f);
	w->key[0] = w->entry.name;
	w->key[1] = w->entry.cas;
	w->key[2] = w->entry.formula;
	return st;
}

/* The entry for it, if there is one already. */
static enum status
find_entry(struct bom *b, const struct written *w, uint32_t *index, bool *fresh,
    struct findings *f)
{
	size_t before = b->subkeys.n;
	struct bom_substance *list = array_grow(
	    b->substance, &b->substance_cap, b->nsubstance + 1, sizeof(*list));

	if (list == NULL)
		return fields_nomem(f);
	b->substance = list;
	*index = intern_copy(&b->subkeys, key_of(w));
	if (*index == INTERN_NONE)
		return fields_nomem(f);
	*fresh = b->subkeys.n > before;
	if (*fresh)
		list[b->nsubstance++] = w->entry;
	return ST_OK;
}

static enum status
fill_entry(struct search *s, uint32_t index)
{
	struct bom_substance *entry = &s->b->substance[index];

	entry->elements = s->elements;
	entry->known = s->known;
	entry->wildcard = s->agreed.n == 0 && s->t->cas.text.n == 0 &&
			  s->t->formula.text.n == 0 &&
			  wildcard_is(s->t->name.text);
	entry->guise = (uint8_t)guise_of(s);
	for (int e = 0; e < NELEM; e++) {
		if (!s->known || (s->elements >> e & 1) == 0)
			continue;
		entry->fraction[e] =
		    numtab_put(&s->b->num, s->found.fraction[e]);
		if (entry->fraction[e] == INTERN_NONE)
			return fields_nomem(s->f);
	}
	return ST_OK;
}

/* What words that are new mean: what the formula says, or else the table. */
static enum status
make_entry(struct search *s, uint32_t index)
{
	enum status st;

	makeup_init(&s->found);
	if (s->t->formula.text.n > 0) {
		s->known = true;
		s->elements = s->formula.elements;
		for (int e = 0; e < NELEM; e++)
			mpq_set(s->found.fraction[e], s->formula.fraction[e]);
	} else {
		compose(s);
	}
	st = fill_entry(s, index);
	makeup_clear(&s->found);
	return st;
}

/*
 * makeup_find - the substance that a line names.
 *
 * Err:	ST_SYNTAX  a CAS number or formula that cannot be read
 *	ST_CONFLICT  CAS number, formula and name are not one substance
 * Cost:	one look-up if the same words were seen before and were good
 */
enum status
makeup_find(struct bom *b, const struct substance_table *chem,
    const struct makeup_text *t, uint32_t *substance, struct findings *f)
{
	struct search s = { .b = b, .chem = chem, .t = t, .f = f };
	bool has_formula = t->formula.text.n > 0, fresh = false;
	struct written w = { .key = { 0 } };
	uint32_t index = BOM_NONE;
	enum status st = take_words(b, t, &w, f);

	if (st != ST_OK)
		return st;
	/* most lines say what another line has said before, and that was good;
	   what a number that nobody knows may be is said of each line */
	if (t->cas.text.n == 0)
		index = intern_find(&b->subkeys, key_of(&w));
	if (index != INTERN_NONE && t->cas.text.n == 0) {
		*substance = index;
		return ST_OK;
	}
	if (has_formula)
		makeup_init(&s.formula);
	st = look_up(&s, chem);
	if (st == ST_OK)
		st = find_entry(b, &w, &index, &fresh, f);
	if (st == ST_OK && fresh)
		st = make_entry(&s, index);
	if (has_formula)
		makeup_clear(&s.formula);
	if (st == ST_OK)
		*substance = index;
	return st;
}
