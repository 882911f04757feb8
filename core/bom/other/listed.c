/* SPDX-License-Identifier: Apache-2.0 */
/* listed - names of our lists in material declarations; see listed.h. */
#include "core/bom/other/listed.h"

static const char *const names[LISTED_COUNT] = {
	[LISTED_PART] = "retrace:part",
	[LISTED_NAME] = "retrace:name",
	[LISTED_FORM] = "retrace:form",
	[LISTED_UNIT] = "retrace:unit",
	[LISTED_HS] = "retrace:hs",
	[LISTED_CONTROL] = "retrace:control",
	[LISTED_MATERIAL] = "retrace:material",
	[LISTED_MASS] = "retrace:mass",
	[LISTED_COMPLETE] = "retrace:complete",
	[LISTED_CLOSED] = "retrace:closed",
	[LISTED_SHIPPED] = "retrace:shipped",
	[LISTED_PHANTOM] = "retrace:phantom",
	[LISTED_QUANTITY] = "retrace:quantity",
	[LISTED_ALTERNATIVE] = "retrace:alternative",
	[LISTED_ELEMENT] = "retrace:element",
	[LISTED_ELEMENT_OF] = "retrace:element-of",
	[LISTED_BASIS] = "retrace:basis",
	[LISTED_FORMULA] = "retrace:formula",
	[LISTED_KIND] = "retrace:kind",
	[LISTED_EACH] = "retrace:each",
	[LISTED_AMOUNT] = "retrace:amount",
};

const char *
listed_name(enum listed l)
{
	return names[l];
}

enum listed
listed_find(struct str name)
{
	enum listed l = LISTED_PART;

	if (!str_starts(name, "retrace:"))
		return LISTED_COUNT;
	while (l < LISTED_COUNT && !str_is(name, names[l]))
		l++;
	return l;
}
