/* SPDX-License-Identifier: Apache-2.0 */
/* compile_names - the substances of a pack as those of a bom; see
 * compile_steps.h. */
#include "core/rules/compile_steps.h"

#include <string.h>

/* Does the bom's substance hold the same parts of the same rare earths? */
static bool
is_same(
    const struct bom *b, const struct bom_substance *s, const struct makeup *of)
{
	mpq_t view;

	if (s->known == 0 || s->elements != of->elements)
		return false;
	for (int e = 0; of->elements >> e != 0; e++) {
		if ((of->elements >> e & 1) == 0)
			continue;
		numtab_view(&b->num, s->fraction[e], view);
		if (!mpq_equal(view, of->fraction[e]))
			return false;
	}
	return true;
}

static void
find_met(const struct bom *b, const struct named_substances *of, uint8_t *met)
{
	for (uint32_t k = 0; k < b->nsubstance; k++)
		for (size_t i = 0; i < of->n; i++)
			if (is_same(b, &b->substance[k], &of->of[i]))
				met[k] = 1;
}

const struct channel_names *
compile_names(struct compiler *c, const struct rule_test *t)
{
	const struct named_substances *of = t->of->named;
	struct compiled_names *x = c->names;

	if (of == NULL)
		return NULL;
	while (x != NULL && (x->of != of || x->whole != t->as_named))
		x = x->next;
	if (x != NULL)
		return &x->as;
	x = TAKE(&c->book->mem, struct compiled_names, 1);
	if (x != NULL) {
		*x = (struct compiled_names){
			.of = of, .whole = t->as_named, .next = c->names
		};
		x->as.elements = of->elements;
		x->as.n = c->b->nsubstance;
		memcpy(x->as.guises, of->guises, sizeof(x->as.guises));
		x->as.met = TAKE(&c->book->mem, uint8_t, x->as.n + 1);
		x->as.gram = t->as_named ? of->gram[0] : NULL;
	}
	if (x == NULL || x->as.met == NULL) {
		error_set(c->err, ST_NOMEM, pos_none, "out of memory");
		return NULL;
	}
	find_met(c->b, of, x->as.met);
	c->names = x;
	return &x->as;
}
