/* SPDX-License-Identifier: Apache-2.0 */
/* wildcard - names that stand for everything not listed; see wildcard.h. */
#include "core/chem/wildcard.h"

#include "core/chem/tsv.h"

#include <strings.h>

extern const char chem_wildcards[];
extern const size_t chem_wildcards_len;

bool
wildcard_is(struct str name)
{
	enum { COL_NAME, COL_FROM, NCOL };
	struct tsv rows =
	    tsv_open((struct str){ chem_wildcards, chem_wildcards_len });
	struct str col[NCOL];

	while (tsv_next(&rows, col, NCOL))
		if (col[COL_NAME].n == name.n &&
		    strncasecmp(col[COL_NAME].p, name.p, name.n) == 0)
			return true;
	return false;
}
