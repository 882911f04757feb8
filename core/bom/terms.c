/* SPDX-License-Identifier: Apache-2.0 */
/*
 * terms - the words of the model and how they are written: forms of items,
 * stages of origin and guises of rare earths; see bom.h.
 */
#include "core/bom/bom.h"

#include <string.h>

static const char *const forms[FORM_COUNT] = { "unknown", "ore", "concentrate",
	"oxide", "salt", "compound", "metal", "alloy", "target", "magnet",
	"phosphor", "catalyst", "ceramic", "crystal", "fibre", "glass",
	"material", "part", "component", "assembly", "product", "waste" };

static const char *const stages[STAGE_COUNT + 1] = { "mining", "beneficiation",
	"separation", "metal", "alloy", "magnet", "component", "recycling",
	"all" };

enum form
form_find(struct str name)
{
	static const struct {
		const char *name;
		enum form form;
	} aliases[] = { { "finished product", FORM_PRODUCT },
		{ "finished-product", FORM_PRODUCT }, { "fiber", FORM_FIBRE },
		{ "sub-assembly", FORM_ASSEMBLY },
		{ "subassembly", FORM_ASSEMBLY },
		{ "raw material", FORM_MATERIAL } };

	for (int i = 0; i < FORM_COUNT; i++)
		if (str_is_nocase(name, forms[i]))
			return (enum form)i;
	for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++)
		if (str_is_nocase(name, aliases[i].name))
			return aliases[i].form;
	return FORM_COUNT;
}

const char *
form_name(enum form f)
{
	return forms[f];
}

int
stage_find(struct str name)
{
	for (int i = 0; i <= STAGE_COUNT; i++)
		if (str_is_nocase(name, stages[i]))
			return i;
	return -1;
}

const char *
stage_name(enum stage s)
{
	return stages[s];
}

const char *
guise_name(enum guise g)
{
	static const char *const names[GUISE_COUNT] = { "unknown", "metal",
		"alloy", "oxide", "other" };

	return names[g];
}
