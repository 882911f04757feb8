/* SPDX-License-Identifier: Apache-2.0 */
/* pack_names - substances that a law names, by CAS number or formula; see
 * pack_xml.h. */
#include "core/bom/field/guise.h"
#include "core/chem/cas.h"
#include "core/chem/formula.h"
#include "core/chem/substance.h"
#include "core/rules/pack/pack_xml.h"

#include <string.h>

/* A row names no more, as the schema has it; materials have 17 of them. */
#define MOST (17 * 64)

/* The formula of a CAS number; false: none, or several, with that number. */
static bool
formula_of(struct pack_reader *r, struct str cas, struct str *formula)
{
	struct substance_table table = { .list = NULL };
	const struct substance *of[2];
	struct error err = { 0 };
	bool ok = substance_table_init(&table, &r->p->mem, &err) == ST_OK &&
		  substance_by_cas(&table, cas, of, 2) == 1 &&
		  of[0]->formula[0] != '\0';

	if (ok)
		*formula = str_of(of[0]->formula);
	substance_table_free(&table);
	return ok;
}

/* In which guises it may be stated.  What a metal or an alloy holds is no
 * oxide; nothing else is told by a formula. */
static uint32_t
guises_of(struct str formula)
{
	const uint32_t metals = (uint32_t)1 << GUISE_METAL | (uint32_t)1
								 << GUISE_ALLOY;

	return guise_of_formula(formula) == GUISE_OXIDE ? ~metals
							: ~(uint32_t)0;
}

/* What the word names, into the next place. */
static bool
read_name(struct pack_reader *r, const xmlNode *node, struct str w,
    struct named_substances *to)
{
	struct pos at = document_at(&r->d, node);
	struct makeup *of = &to->of[to->n];
	struct str formula = w;
	struct error err = { 0 };

	if (strspn(w.p, "0123456789-") >= w.n &&
	    (!cas_valid(w) || !formula_of(r, w, &formula))) {
		findings_error(r->d.f, ST_REF, at,
		    "\"%.*s\" in substances: expected the CAS number of a "
		    "substance whose composition is known, or its formula",
		    STR_ARG(str_clip(w, 40)));
		return false;
	}
	makeup_init(of);
	to->text[to->n++] = arena_copy(&r->p->mem, w).p;
	if (formula_read(formula, at, of, &err) != ST_OK) {
		findings_take(r->d.f, &err);
		return false;
	}
	for (int e = 0; e < NELEM; e++)
		if ((of->elements >> e & 1) != 0)
			to->guises[e] |= guises_of(formula);
	if (of->elements != 0 && to->text[to->n - 1] != NULL)
		return true;
	findings_error(r->d.f, ST_RANGE, at,
	    "\"%.*s\" in substances holds no rare earth: expected one that "
	    "does",
	    STR_ARG(str_clip(w, 40)));
	return false;
}

static bool
is_same(const struct makeup *a, const struct makeup *b)
{
	if (a->elements != b->elements)
		return false;
	for (int e = 0; e < NELEM; e++)
		if ((a->elements >> e & 1) != 0 &&
		    !mpq_equal(a->fraction[e], b->fraction[e]))
			return false;
	return true;
}

/* What 1 g of its element is of the substance. */
static void
count_in(struct named_substances *to, const struct makeup *of)
{
	int e = __builtin_ctz(of->elements);

	to->single &= (of->elements & (of->elements - 1)) == 0 &&
		      (to->elements & of->elements) == 0;
	to->elements |= of->elements;
	mpq_inv(to->gram[e], of->fraction[e]);
}

static struct named_substances *
names_of(struct pack_reader *r, struct materials *m)
{
	struct named_substances *to = m->named;

	if (to != NULL)
		return to;
	to = TAKE(&r->p->mem, struct named_substances, 1);
	if (to == NULL)
		return NULL;
	to->text = TAKE(&r->p->mem, const char *, MOST);
	to->of = TAKE(&r->p->mem, struct makeup, MOST);
	if (to->text == NULL || to->of == NULL)
		return NULL;
	for (int e = 0; e < NELEM; e++)
		mpq_init(to->gram[e]);
	to->single = true;
	m->named = to;
	return to;
}

uint32_t
pack_names(struct pack_reader *r, const xmlNode *node, struct materials *m)
{
	struct str list = document_text(&r->d, node, "substances"), w;
	bool elements = document_text(&r->d, node, "elements").n > 0;
	struct named_substances *to;
	uint32_t mine = 0;
	size_t at = 0;

	if (elements == (list.n > 0))
		findings_error(r->d.f, ST_INCOMPLETE, document_at(&r->d, node),
		    "elements and substances: expected one of them");
	if (list.n == 0)
		return 0;
	if (document_text(&r->d, node, "as").n > 0 || m->whole)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "substances with %s: expected them alone",
		    m->whole ? "whole items" : "as");
	to = names_of(r, m);
	if (to == NULL) {
		findings_error(r->d.f, ST_NOMEM, document_at(&r->d, node),
		    "out of memory");
		return 0;
	}
	while ((w = document_word(list, &at)).n > 0 && to->n < MOST) {
		if (!read_name(r, node, w, to))
			continue;
		for (size_t i = 0; i + 1 < to->n; i++)
			if (is_same(&to->of[i], &to->of[to->n - 1]))
				findings_error(r->d.f, ST_DUPLICATE,
				    document_at(&r->d, node),
				    "%s and %s in substances are the same: "
				    "expected it once",
				    to->text[i], to->text[to->n - 1]);
		count_in(to, &to->of[to->n - 1]);
		mine |= to->of[to->n - 1].elements;
	}
	return mine;
}
