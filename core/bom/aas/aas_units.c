/* SPDX-License-Identifier: Apache-2.0 */
/* aas_units - what values are measured in, by the concepts that they mean; see
 * aas.h. */
#include "core/bom/aas/aas.h"

#include "core/base/limits.h"

#include <string.h>

static bool
is_version(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!char_is_digit(s.p[i]) && s.p[i] != '.' && s.p[i] != '_')
			return false;
	return true;
}

/* "urn:x:1.0.0#mass" and "urn:x:1.0.1#mass" are versions of one concept; 0
 * characters: it is too long to be one. */
static struct str
without_version(struct str s, char text[LIMIT_TEXT + 1])
{
	size_t n = 0, from = 0;

	if (s.n > LIMIT_TEXT)
		return STR("");
	for (size_t i = 0; i <= s.n; i++) {
		struct str word = { s.p + from, i - from };

		if (i < s.n && s.p[i] != '/' && s.p[i] != ':' && s.p[i] != '#')
			continue;
		if (!is_version(word)) {
			memcpy(text + n, word.p, word.n);
			n += word.n;
			text[n++] = '/';
		}
		from = i + 1;
	}
	return (struct str){ text, n };
}

/* Of several that differ in their unit, none is known. */
static bool
enter_unit(struct aas *x, struct str key, uint32_t unit)
{
	size_t before = x->concepts.n;
	uint32_t id, *list;

	if (key.n == 0)
		return true;
	id = intern_copy(&x->concepts, key);
	if (id == INTERN_NONE)
		return false;
	list = array_grow(
	    x->concept_unit, &x->concept_cap, x->concepts.n, sizeof(*list));
	if (list == NULL)
		return false;
	x->concept_unit = list;
	list[id] = x->concepts.n > before || list[id] == unit ? unit : 0;
	return true;
}

/* By its id, and by that without a version: no id ends in a slash twice. */
bool
aas_enter_concept(struct aas *x, const struct aas_node *n)
{
	char text[LIMIT_TEXT + 1];
	struct str id = aas_get(x, n->id);

	return id.n == 0 || n->unit == 0 ||
	       (enter_unit(x, id, n->unit) &&
		   enter_unit(x, without_version(id, text), n->unit));
}

static uint32_t
unit_of_concept(const struct aas *x, struct str id)
{
	char text[LIMIT_TEXT + 1];
	uint32_t k = intern_find(&x->concepts, id);

	if (k == INTERN_NONE)
		k = intern_find(&x->concepts, without_version(id, text));
	return k != INTERN_NONE ? x->concept_unit[k] : 0;
}

struct field
aas_unit(const struct aas *x, const struct aas_node *n)
{
	uint32_t unit = n->unit != 0
			    ? n->unit
			    : unit_of_concept(x, aas_get(x, n->semantic));
	struct str s;

	s = str_trim(bom_text_get(x->in->b, unit));
	/* "unit:kilogram" */
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == ':' || s.p[i] == '#') {
			s = (struct str){ s.p + i + 1, s.n - i - 1 };
			i = 0;
		}
	return (struct field){ s, n->value.at };
}
