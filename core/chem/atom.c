/* SPDX-License-Identifier: Apache-2.0 */
/* atom - atomic weights from elements.tsv; see atom.h. */
#include "core/chem/atom.h"

#include "core/base/num.h"
#include "core/chem/tsv.h"

extern const char chem_elements[];
extern const size_t chem_elements_len;

enum { COL_Z, COL_SYMBOL, COL_WEIGHT, COL_KIND, NCOL };

static struct tsv
open_table(void)
{
	return tsv_open((struct str){ chem_elements, chem_elements_len });
}

/* The atomic number in that field; the table is ours. */
static int
number(struct str s)
{
	int v = 0;

	for (size_t i = 0; i < s.n; i++)
		v = v * 10 + (s.p[i] - '0');
	return v;
}

int
atom_find(struct str symbol)
{
	struct tsv t = open_table();
	struct str col[NCOL];

	while (tsv_next(&t, col, NCOL))
		if (str_eq(col[COL_SYMBOL], symbol))
			return number(col[COL_Z]);
	return 0;
}

/*
 * atom_weight - what a mole of the element weighs.
 *
 * In:	z     as atom_find() gives it
 * Src:	elements.tsv names the source and the kind of each weight
 */
void
atom_weight(int z, mpq_t out)
{
	struct tsv t = open_table();
	struct error err = { 0 };
	struct str col[NCOL];

	while (tsv_next(&t, col, NCOL))
		if (number(col[COL_Z]) == z) {
			num_read(col[COL_WEIGHT], pos_none, out, &err);
			return;
		}
	mpq_set_ui(out, 0, 1);
}
