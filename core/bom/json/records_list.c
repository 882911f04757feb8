/* SPDX-License-Identifier: Apache-2.0 */
/* records_list - names of lists in JSON; see records_list.h. */
#include "core/bom/json/records_list.h"

#include <string.h>

#define AMONG(name, words) \
	csv_name_is_among(name, words, sizeof(words) / sizeof((words)[0]))

bool
list_is_of_parts(struct str name)
{
	static const char *const words[] = { "children", "child parts",
		"components", "sub components", "subparts", "sub assemblies",
		"bom lines", "bom items", "bom components", "child items",
		"Part BOM" };

	return AMONG(name, words);
}

bool
list_is_of_others(struct str name)
{
	static const char *const stems[] = { "altern", "substitut", "replace",
		"usedin", "used_in", "whereused", "where_used", "parents",
		"previous", "history", "supersed", "related", "supplier",
		"vendor", "manufactur", "document", "changes", "obsolete",
		"removed", "deleted", "variants" };

	for (size_t i = 0; i < sizeof(stems) / sizeof(stems[0]); i++) {
		size_t n = strlen(stems[i]);

		for (size_t k = 0; k + n <= name.n; k++)
			if (str_is_nocase(
				(struct str){ name.p + k, n }, stems[i]))
				return true;
	}
	return false;
}

bool
list_is_of_heads(struct str name)
{
	static const char *const words[] = { "columns", "headers", "header",
		"column names", "fields" };

	return AMONG(name, words);
}

bool
list_is_grid(struct str name)
{
	static const char *const words[] = { "cells", "rows", "data", "values",
		"records", "items" };

	return AMONG(name, words);
}

bool
list_is_reference(struct str name)
{
	return name.n > 3 &&
	       str_is_nocase((struct str){ name.p + name.n - 3, 3 }, "_id");
}

bool
list_goes_on(struct str name, struct str value)
{
	static const char *const links[] = { "@odata.nextLink",
		"odata.nextLink", "__next", "next", "next link", "next page",
		"next url", "next page url" };
	static const char *const flags[] = { "has more", "has next",
		"has next page", "more available" };

	if (AMONG(name, flags))
		return str_is_nocase(value, "true");
	return AMONG(name, links) &&
	       (str_starts(value, "http") || str_starts(value, "/") ||
		   str_starts(value, "?"));
}

bool
list_is_one(struct str number)
{
	size_t i = 1;

	if (number.n == 0 || number.p[0] != '1')
		return false;
	if (number.n > 1 && number.p[1] == '.')
		for (i = 2; i < number.n && number.p[i] == '0';)
			i++;
	return i == number.n;
}
