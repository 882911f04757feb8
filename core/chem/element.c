/* SPDX-License-Identifier: Apache-2.0 */
/* element - the 17 rare earths; see element.h. */
#include "core/chem/element.h"

#include "core/chem/atom.h"

static const struct element elements[NELEM] = {
	{ "Sc", "scandium", "钪", 21, "7440-20-2", "Sc2O3" },
	{ "Y", "yttrium", "钇", 39, "7440-65-5", "Y2O3" },
	{ "La", "lanthanum", "镧", 57, "7439-91-0", "La2O3" },
	{ "Ce", "cerium", "铈", 58, "7440-45-1", "CeO2" },
	{ "Pr", "praseodymium", "镨", 59, "7440-10-0", "Pr6O11" },
	{ "Nd", "neodymium", "钕", 60, "7440-00-8", "Nd2O3" },
	{ "Pm", "promethium", "钷", 61, "7440-12-2", "Pm2O3" },
	{ "Sm", "samarium", "钐", 62, "7440-19-9", "Sm2O3" },
	{ "Eu", "europium", "铕", 63, "7440-53-1", "Eu2O3" },
	{ "Gd", "gadolinium", "钆", 64, "7440-54-2", "Gd2O3" },
	{ "Tb", "terbium", "铽", 65, "7440-27-9", "Tb4O7" },
	{ "Dy", "dysprosium", "镝", 66, "7429-91-6", "Dy2O3" },
	{ "Ho", "holmium", "钬", 67, "7440-60-0", "Ho2O3" },
	{ "Er", "erbium", "铒", 68, "7440-52-0", "Er2O3" },
	{ "Tm", "thulium", "铥", 69, "7440-30-4", "Tm2O3" },
	{ "Yb", "ytterbium", "镱", 70, "7440-64-4", "Yb2O3" },
	{ "Lu", "lutetium", "镥", 71, "7439-94-3", "Lu2O3" },
};

const struct element *
element_at(int i)
{
	return &elements[i];
}

int
element_find(struct str s)
{
	for (int i = 0; i < NELEM; i++)
		if (str_is(s, elements[i].symbol) ||
		    str_is_nocase(s, elements[i].name) ||
		    str_is(s, elements[i].name_zh))
			return i;
	return -1;
}

int
element_of_z(int z)
{
	for (int i = 0; i < NELEM; i++)
		if (elements[i].z == z)
			return i;
	return -1;
}

void
element_weight(int i, mpq_t out)
{
	atom_weight(elements[i].z, out);
}
