/* SPDX-License-Identifier: Apache-2.0 */
/* magnet - families of permanent magnets; see magnet.h. */
#include "core/chem/magnet.h"

#include "core/base/num.h"
#include "core/chem/element.h"
#include "core/chem/tsv.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

extern const char chem_magnets[];
extern const size_t chem_magnets_len;

enum {
	COL_FAMILY,
	COL_WORDS,
	COL_ELEMENT,
	COL_LEAST,
	COL_MOST,
	COL_FROM,
	NCOL
};

static struct tsv
open_table(void)
{
	return tsv_open((struct str){ chem_magnets, chem_magnets_len });
}

static bool
holds(struct str text, struct str word)
{
	for (size_t i = 0; word.n > 0 && i + word.n <= text.n; i++)
		if (strncasecmp(text.p + i, word.p, word.n) == 0)
			return true;
	return false;
}

/* Has the text one of the words, which ';' divides? */
static bool
holds_any(struct str text, struct str words)
{
	while (words.n > 0) {
		const char *end = memchr(words.p, ';', words.n);
		size_t n = end != NULL ? (size_t)(end - words.p) : words.n;

		if (holds(text, (struct str){ words.p, n }))
			return true;
		n += end != NULL;
		words = (struct str){ words.p + n, words.n - n };
	}
	return false;
}

bool
magnet_is_without(struct str text)
{
	struct tsv rows = open_table();
	struct str col[NCOL];

	while (tsv_next(&rows, col, NCOL))
		if (str_is(col[COL_ELEMENT], "-") &&
		    holds_any(text, col[COL_WORDS]))
			return true;
	return false;
}

void
magnet_usual_init(struct magnet_usual *u)
{
	mpq_inits(u->least, u->most, NULL);
	u->from[0] = '\0';
}

void
magnet_usual_clear(struct magnet_usual *u)
{
	mpq_clears(u->least, u->most, NULL);
}

static void
read_percent(struct str text, mpq_ptr out)
{
	struct error err = { 0 };
	mpq_t hundred;

	mpq_init(hundred);
	mpq_set_ui(hundred, 100, 1);
	num_read(text, pos_none, out, &err);
	mpq_div(out, out, hundred);
	mpq_clear(hundred);
}

bool
magnet_usual_of(int element, struct magnet_usual *u)
{
	struct tsv rows = open_table();
	struct str col[NCOL];
	bool any = false;
	mpq_t x;

	mpq_init(x);
	while (tsv_next(&rows, col, NCOL)) {
		if (!str_is(col[COL_ELEMENT], element_at(element)->symbol))
			continue;
		read_percent(col[COL_LEAST], x);
		if (!any || mpq_cmp(x, u->least) < 0)
			mpq_set(u->least, x);
		read_percent(col[COL_MOST], x);
		if (!any || mpq_cmp(x, u->most) > 0)
			mpq_set(u->most, x);
		if (!any)
			snprintf(u->from, sizeof(u->from), "%.*s",
			    STR_ARG(str_clip(col[COL_FROM], 100)));
		any = true;
	}
	mpq_clear(x);
	return any;
}
