/* SPDX-License-Identifier: Apache-2.0 */
/* disclosed - what tells who a supplier is; see disclosed.h. */
#include "core/rules/pack/disclosed.h"

#include "core/rules/deal/document.h"

const char *
disclosed_name(enum disclosed d)
{
	static const char *const names[DISCLOSED_COUNT] = { "supplier",
		"document", "evidence", "maker", "file", "upstream" };

	return names[d];
}

uint32_t
disclosed_of(struct str words)
{
	uint32_t fields = 0;
	struct str w;
	size_t i = 0;

	while ((w = document_word(words, &i)).n > 0)
		for (int d = 0; d < DISCLOSED_COUNT; d++)
			if (str_is(w, disclosed_name((enum disclosed)d)))
				fields |= (uint32_t)1 << d;
	return fields;
}

void
disclosed_text(uint32_t fields, char out[DISCLOSED_TEXT])
{
	out[0] = '\0';
	for (int d = 0; d < DISCLOSED_COUNT; d++)
		if ((fields >> d & 1) != 0)
			str_add(out, DISCLOSED_TEXT, "%s%s",
			    out[0] != '\0' ? " " : "",
			    disclosed_name((enum disclosed)d));
}
