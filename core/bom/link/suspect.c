/* SPDX-License-Identifier: Apache-2.0 */
/* suspect - what points to rare earths though nobody says so; see suspect.h. */
#include "core/bom/link/suspect.h"

#include "core/base/limits.h"

#include <stdlib.h>
#include <string.h>

/* HS headings under which rare earths and their magnets are traded. */
static bool
suspect_hs(struct str hs)
{
	static const char *const headings[] = { "280530", "2846", "850511",
		"360690", "720299", "320650" };
	char digits[16];
	size_t n = 0;

	for (size_t i = 0; i < hs.n && n < sizeof(digits) - 1; i++)
		if (hs.p[i] >= '0' && hs.p[i] <= '9')
			digits[n++] = hs.p[i];
	digits[n] = '\0';
	for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++)
		if (strncmp(digits, headings[i], strlen(headings[i])) == 0)
			return true;
	return false;
}

enum { POINTS_NOT = 1, POINTS };

bool
suspicion_open(struct suspicion *s, const struct bom *b)
{
	hints_open(&s->hints);
	s->points = calloc(b->text.n, 1);
	return s->points != NULL;
}

void
suspicion_close(struct suspicion *s)
{
	free(s->points);
	s->points = NULL;
}

/* "Ring", of "NdFeB N45"; not "Magnet", of "ferrite Y30". */
static bool
material_points(struct suspicion *s, const struct bom *b, const struct item *it)
{
	struct str name = bom_text_get(b, it->name);
	struct str material = bom_text_get(b, it->material);
	char text[2 * LIMIT_TEXT + 2];

	if (name.n + material.n + 2 > sizeof(text))
		return true;
	memcpy(text, name.p, name.n);
	memcpy(text + name.n, ", ", 2);
	memcpy(text + name.n + 2, material.p, material.n);
	return hint_of_rare_earth(
	    &s->hints, (struct str){ text, name.n + 2 + material.n });
}

/* Many items have the same name. */
static bool
name_points(struct suspicion *s, const struct bom *b, uint32_t name)
{
	uint8_t *p = &s->points[name];

	if (*p == 0)
		*p = hint_of_rare_earth(&s->hints, bom_text_get(b, name))
			 ? POINTS
			 : POINTS_NOT;
	return *p == POINTS;
}

bool
suspicion_falls(struct suspicion *s, const struct bom *b, uint32_t item)
{
	static const uint32_t forms = 1u << FORM_MAGNET | 1u << FORM_PHOSPHOR |
				      1u << FORM_TARGET | 1u << FORM_ORE |
				      1u << FORM_CONCENTRATE |
				      1u << FORM_CATALYST | 1u << FORM_CRYSTAL;
	const struct item *it = &b->item[item];

	return (forms >> it->form & 1) != 0 ||
	       (it->hs != 0 && suspect_hs(bom_text_get(b, it->hs))) ||
	       (it->material != 0
		       ? material_points(s, b, it)
		       : it->name != 0 && name_points(s, b, it->name));
}
