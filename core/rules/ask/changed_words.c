/* SPDX-License-Identifier: Apache-2.0 */
/* changed_words - changes as a user writes them; see changed.h. */
#include "core/rules/ask/changed.h"

/* "origin", "mass" ... alone; SET_CONTENT of an element's symbol. */
static bool
read_field(struct str name, struct change_to *out)
{
	static const struct {
		const char *name;
		enum set_field field;
	} words[] = { { "origin", SET_ORIGIN },
		{ "technology", SET_TECHNOLOGY }, { "content", SET_NOTHING },
		{ "mass", SET_MASS }, { "value", SET_VALUE },
		{ "form", SET_FORM }, { "supplier", SET_SUPPLIER } };
	int element = element_find(name);

	out->stage = STAGE_ALL;
	out->elements = 0;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_is_nocase(name, words[i].name)) {
			out->field = (uint8_t)words[i].field;
			return true;
		}
	if (element < 0)
		return false;
	out->field = SET_CONTENT;
	out->elements = (uint32_t)1 << element;
	return true;
}

/* Cuts s at its last dot; false if there is none. */
static bool
cut(struct str s, struct str *before, struct str *behind)
{
	size_t n = s.n;

	while (n > 0 && s.p[n - 1] != '.')
		n--;
	if (n < 2)
		return false;
	*before = (struct str){ s.p, n - 1 };
	*behind = (struct str){ s.p + n, s.n - n };
	return true;
}

/* "ITEM.mass", "ITEM.origin.separation" */
static bool
read_name(struct str s, struct str *item, struct change_to *out)
{
	struct str before, last, word;
	int stage;

	if (!cut(s, &before, &last))
		return false;
	stage = stage_find(last);
	if (stage >= 0 && cut(before, item, &word) && read_field(word, out) &&
	    (out->field == SET_ORIGIN || out->field == SET_TECHNOLOGY)) {
		out->stage = (uint8_t)stage;
		return true;
	}
	*item = before;
	return read_field(last, out);
}

bool
change_read(struct str text, struct str *item, struct change_to *out)
{
	for (size_t i = 1; i < text.n; i++) {
		struct str name = str_trim((struct str){ text.p, i });

		if (text.p[i] != '=' || !read_name(name, item, out))
			continue;
		*item = str_trim(*item);
		out->value =
		    str_trim((struct str){ text.p + i + 1, text.n - i - 1 });
		return true;
	}
	return false;
}
