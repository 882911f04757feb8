/* SPDX-License-Identifier: Apache-2.0 */
/* basis - what a stated amount is an amount of; see basis.h. */
#include "core/chem/basis.h"

static const char *const names[BASIS_COUNT] = {
	[BASIS_ELEMENT] = "element",
	[BASIS_OXIDE] = "oxide",
	[BASIS_COMPOUND] = "compound",
	[BASIS_TREO] = "TREO",
	[BASIS_TREM] = "TREM",
};

int
basis_find(struct str name)
{
	for (int b = 0; b < BASIS_COUNT; b++)
		if (str_is_nocase(name, names[b]))
			return b;
	return -1;
}

const char *
basis_name(enum basis b)
{
	return names[b];
}
