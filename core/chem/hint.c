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
	w.next = h->first[first];
	h->word[h->n++] = w;
	h->first[tolower(first)] = h->first[toupper(first)] = (uint8_t)h->n;
}

void
hints_open(struct hints *h)
{
	enum { COL_WORD, COL_MATCH, COL_OF, NCOL };
	struct tsv rows = tsv_open((struct str){ chem_hints, chem_hints_len });
	struct str col[NCOL];

	*h = (struct hints){ 0 };
	while (tsv_next(&rows, col, NCOL))
		add(h, (struct hint_word){ .text = col[COL_WORD],
			   .begins = str_is(col[COL_MATCH], "begin"),
			   .magnet = str_is(col[COL_OF], "magnet") });
	for (int e = 0; e < NELEM; e++) {
		add(h,
		    (struct hint_word){ .text = str_of(element_at(e)->name) });
		add(h, (struct hint_word){
			   .text = str_of(element_at(e)->name_zh) });
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
	return w->text.n <= rest.n &&
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

		if (h->first[c] == 0 ||
		    (i > 0 && is_of_word(c) &&
			is_of_word((unsigned char)name.p[i - 1])))
			continue;
		for (size_t k = h->first[c]; k > 0; k = h->word[k - 1].next) {
			if (!stands_at(&h->word[k - 1], rest))
				continue;
			if (!h->word[k - 1].magnet)
				return true;
			magnet = true;
		}
	}
	return magnet && !magnet_is_without(name);
}
