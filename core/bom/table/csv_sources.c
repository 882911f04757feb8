/* SPDX-License-Identifier: Apache-2.0 */
/* csv_sources - columns of several makers; see csv_sources.h. */
#include "core/bom/table/csv_sources.h"

#include <string.h>

/* [bytes] Of a heading that is looked at. */
#define NAME 120
/* Numbers in headings: 1 to 99; what is called an alternate comes last. */
#define RANKS 100

/* The fields of one number; -1: none. */
struct numbered {
	int number, maker, seller;
};

/* "Alt MPN", "2nd source manufacturer": the name without it, and which it is;
 * 0: it does not begin so. */
static unsigned
without_word(struct str name, struct str *rest)
{
	static const struct {
		const char *word;
		unsigned rank;
	} words[] = { { "2nd source", 2 }, { "second source", 2 }, { "2nd", 2 },
		{ "secondary", 2 }, { "second", 2 }, { "3rd", 3 },
		{ "third", 3 }, { "alternative", RANKS - 1 },
		{ "alternate", RANKS - 1 }, { "alt.", RANKS - 1 },
		{ "alt", RANKS - 1 } };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i].word);

		if (name.n > n && strchr(" _-.", name.p[n]) != NULL &&
		    str_is_nocase((struct str){ name.p, n }, words[i].word)) {
			*rest = str_trim(
			    (struct str){ name.p + n + 1, name.n - n - 1 });
			return words[i].rank;
		}
	}
	return 0;
}

/* "Manufacturer 2", "Mfr. 2 Part Number", "MPN#2": the same. */
static unsigned
without_number(struct str name, char room[NAME], struct str *rest)
{
	size_t end = name.n, from;
	unsigned rank = 0;

	while (end > 0 && !char_is_digit(name.p[end - 1]))
		end--;
	for (from = end; from > 0 && char_is_digit(name.p[from - 1]);)
		from--;
	if (from == 0 || end - from > 2 || name.p[from] == '0' || name.n > NAME)
		return 0;
	for (size_t i = from; i < end; i++)
		rank = 10 * rank + (unsigned)(name.p[i] - '0');
	while (from > 0 && strchr("#(_ ", name.p[from - 1]) != NULL)
		from--;
	if (end < name.n && name.p[end] == ')')
		end++;
	memcpy(room, name.p, from);
	memcpy(room + from, name.p + end, name.n - end);
	*rest = (struct str){ room, from + name.n - end };
	return rank;
}

/* Of which maker, by its rank, a heading says what; 0: of none. */
static unsigned
read_heading(struct str name, enum csv_column *column)
{
	char room[NAME];
	struct str rest = { NULL, 0 };
	unsigned rank = without_word(str_trim(name), &rest);

	if (rank == 0)
		rank = without_number(str_trim(name), room, &rest);
	if (rank == 0)
		return 0;
	*column = csv_column_find(rest);
	return *column == COL_MPN || *column == COL_MAKER ||
		       *column == COL_SUPPLIER
		   ? rank
		   : 0;
}

static int *
place_of(struct numbered *x, enum csv_column column)
{
	return column == COL_MPN     ? &x->number
	       : column == COL_MAKER ? &x->maker
				     : &x->seller;
}

static void
give(struct csv_header *h, enum csv_column column, int *field)
{
	if (*field < 0 || csv_has(h, column))
		return;
	h->field[column] = *field;
	h->column[*field] = (uint8_t)column;
	*field = -1;
}

/* What has no column of its own is that of the first maker. */
static void
give_first(struct csv_header *h, struct numbered *x)
{
	const bool number = x->number >= 0 && !csv_has(h, COL_MPN);

	give(h, COL_SUPPLIER, &x->seller);
	give(h, COL_MPN, &x->number);
	if (number ? !csv_has(h, COL_MPN_MAKER)
		   : x->number < 0 && csv_has(h, COL_MPN) &&
			 !csv_has(h, COL_MPN_MAKER))
		give(h, COL_MAKER, &x->maker);
}

void
csv_sources_enter(struct csv_header *h, const struct csv *c)
{
	struct numbered by[RANKS];
	bool first = true;

	for (size_t r = 0; r < RANKS; r++)
		by[r] = (struct numbered){ -1, -1, -1 };
	for (size_t i = 0; i < c->n; i++) {
		enum csv_column column = COL_COUNT;
		unsigned rank;
		int *place;

		if (h->column[i] != COL_COUNT || h->mapped[i])
			continue;
		rank = read_heading(c->field[i].text, &column);
		if (rank == 0)
			continue;
		place = place_of(&by[rank], column);
		if (*place < 0)
			*place = (int)i;
	}
	for (size_t r = 0; r < RANKS; r++) {
		struct numbered *x = &by[r];

		if (x->number < 0 && x->maker < 0 && x->seller < 0)
			continue;
		if (first)
			give_first(h, x);
		first = false;
		if (x->number >= 0 && h->nsource < CSV_SOURCES)
			h->source[h->nsource++] =
			    (struct csv_source){ x->number, x->maker };
	}
}

void
csv_sources_settle(struct csv_header *h)
{
	if (!csv_has(h, COL_PART) || !csv_has(h, COL_MPN))
		h->nsource = 0;
}

bool
csv_is_source(const struct csv_header *h, size_t field)
{
	for (size_t i = 0; i < h->nsource; i++)
		if (h->source[i].number == (int)field ||
		    h->source[i].maker == (int)field)
			return true;
	return false;
}
