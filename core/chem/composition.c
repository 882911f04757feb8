/* SPDX-License-Identifier: Apache-2.0 */
/* composition - atoms of a substance and what they weigh; see composition.h. */
#include "core/chem/composition.h"

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

void
composition_makeup(const struct composition *c, struct makeup *out)
{
	mpq_t mass;

	mpq_init(mass);
	composition_mass(c, mass);
	out->elements = 0;
	for (int i = 0; i < NELEM; i++) {
		const mpq_t *n = &c->count[element_at(i)->z];

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
