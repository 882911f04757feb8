/* SPDX-License-Identifier: Apache-2.0 */
/* hint - names that point to rare earths; see hint.h. */
#include "core/chem/hint.h"

#include "core/chem/element.h"
#include "core/chem/magnet.h"
#include "core/chem/tsv.h"

#include <ctype.h>
#include <strings.h>

extern const char chem_hints[];
extern const size_t chem_hints_len;

static void
add(struct hints *h, struct hint_word w)
{
	unsigned char first = (unsigned char)w.text.p[0];

	if (h->n == HINT_WORDS)
		return; /* a test counts them */
	h->word[h->n++] = w;
	h->starts[tolower(first)] = h->starts[toupper(first)] = true;
}

void
hints_open(struct hints *h)
{
	enum { COL_WORD, COL_MATCH, COL_OF, NCOL };
	struct tsv rows = tsv_open((struct str){ chem_hints, chem_hints_len });
	struct str col[NCOL];

	*h = (struct hints){ 0 };
	while (tsv_next(&rows, col, NCOL))
		add(h, (struct hint_word){ col[COL_WORD],
			   str_is(col[COL_MATCH], "begin"),
			   str_is(col[COL_OF], "magnet") });
	for (int e = 0; e < NELEM; e++) {
		add(h, (struct hint_word){
			   str_of(element_at(e)->name), false, false });
		add(h, (struct hint_word){
			   str_of(element_at(e)->name_zh), false, false });
	}
}

/* Scripts that are written without blanks have no ends of words. */
static bool
is_of_word(unsigned char c)
{
	return isalnum(c) != 0;
}

static bool
stands_at(const struct hint_word *w, struct str rest)
{
	/* most differ in their first letter */
	return w->text.n <= rest.n &&
	       ((rest.p[0] ^ w->text.p[0]) & ~0x20) == 0 &&
	       strncasecmp(rest.p, w->text.p, w->text.n) == 0 &&
	       (w->begins || w->text.n == rest.n ||
		   !is_of_word((unsigned char)w->text.p[w->text.n - 1]) ||
		   !is_of_word((unsigned char)rest.p[w->text.n]));
}

bool
hint_of_rare_earth(const struct hints *h, struct str name)
{
	bool magnet = false;

	for (size_t i = 0; i < name.n; i++) {
		unsigned char c = (unsigned char)name.p[i];
		struct str rest = { name.p + i, name.n - i };

		if (!h->starts[c] ||
		    (i > 0 && is_of_word(c) &&
			is_of_word((unsigned char)name.p[i - 1])))
			continue;
		for (size_t k = 0; k < h->n; k++) {
			if (!stands_at(&h->word[k], rest))
				continue;
			if (!h->word[k].magnet)
				return true;
			magnet = true;
		}
	}
	return magnet && !magnet_is_without(name);
}
