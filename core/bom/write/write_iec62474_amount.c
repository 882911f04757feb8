/* SPDX-License-Identifier: Apache-2.0 */
/*
 * write_iec62474_amount - numbers of a material declaration, which are those
 * of xsd:float in closed ranges; see iec62474_rows.h.
 */
#include "core/bom/write/iec62474_rows.h"
#include "core/bom/write/in_words.h"

#include <stdio.h>
#include <string.h>

bool
iec_ends(const struct bom *b, uint32_t num, unsigned long scale)
{
	char text[NUM_TEXT];

	return words_number(b, num, scale, text) == ST_OK &&
	       strchr(text, '/') == NULL;
}

/* "Half of them together": the middle of two numbers, or one of them twice. */
static void
put_middle(struct iec_writer *w, const char *name, uint32_t x, uint32_t y,
    unsigned long scale)
{
	char text[NUM_TEXT];
	mpq_t q, view, factor;

	mpq_inits(q, factor, NULL);
	numtab_view(&w->b->num, x, view);
	mpq_set(q, view);
	numtab_view(&w->b->num, y, view);
	mpq_add(q, q, view);
	mpq_set_ui(factor, scale, 2);
	mpq_canonicalize(factor);
	mpq_mul(q, q, factor);
	if (!num_format_exact(text, q) || strchr(text, '/') != NULL)
		snprintf(text, sizeof(text), "%.17g", mpq_get_d(q));
	mpq_clears(q, factor, NULL);
	xml_put_word(&w->out, name, text);
}

void
iec_put_number(
    struct iec_writer *w, const char *name, uint32_t num, unsigned long scale)
{
	put_middle(w, name, num, num, scale);
}

/* It may be nothing and anything. */
static bool
is_any(struct amount a)
{
	return a.lo == NUM_ZERO &&
	       (a.hi == NUM_INFINITE || (a.is_share && a.hi == NUM_ONE));
}

bool
iec_is_plain(const struct bom *b, struct amount a)
{
	const unsigned long scale = a.is_share ? 100 : 1;

	return !a.lo_open && !a.hi_open && !is_any(a) &&
	       !(a.is_share && a.hi == NUM_INFINITE) &&
	       iec_ends(b, a.lo, scale) &&
	       (a.hi == NUM_INFINITE || iec_ends(b, a.hi, scale));
}

void
iec_put_amount(struct iec_writer *w, struct amount a)
{
	static const char *const mass[] = { "Mass", "mass", "massRangeMin",
		"massRangeMax" };
	static const char *const percent[] = { "MassPercent", "massPercent",
		"massPercentRangeMin", "massPercentRangeMax" };
	const char *const *names = a.is_share ? percent : mass;
	const unsigned long scale = a.is_share ? 100 : 1;

	if (is_any(a))
		return;
	xml_start_tag(&w->out, names[0]);
	/* the usual one is not known: of what may be nothing the most */
	put_middle(w, names[1], a.lo == NUM_ZERO ? a.hi : a.lo,
	    a.hi == NUM_INFINITE ? a.lo : a.hi, scale);
	if (a.lo != a.hi)
		iec_put_number(w, names[2], a.lo, scale);
	if (a.lo != a.hi && a.hi != NUM_INFINITE)
		iec_put_number(w, names[3], a.hi, scale);
	if (!a.is_share)
		xml_put_word(&w->out, "unitOfMeasure", "g");
	xml_end_tag(&w->out, names[0]);
}
