/* SPDX-License-Identifier: Apache-2.0 */
/* csv_abreast - rows that speak of several things; see csv_abreast.h. */
#include "core/bom/table/csv_abreast.h"
#include "core/bom/json/records_own.h"

#include <stdlib.h>
#include <string.h>

/* ---- a table beside another */

/* Of a run of headings without a blank one, where it ends. */
static size_t
run_end(const struct csv *c, size_t i)
{
	while (i < c->n && c->field[i].text.n > 0)
		i++;
	return i;
}

/* The field of the first table that is called as that; n: none. */
static size_t
same_heading(const struct csv *c, size_t first, size_t end, size_t i)
{
	while (first < end &&
	       !csv_same_name(c->field[first].text, c->field[i].text))
		first++;
	return first;
}

/* Do the headings from `at` on repeat those of the first table, with what the
 * part is and how many? */
static bool
repeats(const struct csv *c, size_t first, size_t end, size_t at, size_t stop)
{
	bool part = false, quantity = false;

	for (size_t i = at; i < stop; i++) {
		enum csv_column column = csv_column_find(c->field[i].text);

		if (same_heading(c, first, end, i) == end)
			continue;
		quantity |= column == COL_QUANTITY;
		part |= column == COL_PART || column == COL_NAME ||
			column == COL_MPN;
	}
	return part && quantity;
}

void
abreast_find_tables(struct csv_header *h, const struct csv *c)
{
	size_t first = 0, end, at;

	if (c->rows == &records_as_rows)
		return;
	while (first < c->n && c->field[first].text.n == 0)
		first++;
	end = run_end(c, first);
	for (at = end; at < c->n;) {
		size_t stop;

		while (at < c->n && c->field[at].text.n == 0)
			at++;
		stop = run_end(c, at);
		if (at < stop && h->nabreast < ABREAST &&
		    repeats(c, first, end, at, stop)) {
			h->nabreast += h->nabreast == 0 ? 2 : 1;
			for (size_t i = at; i < stop; i++) {
				size_t into = same_heading(c, first, end, i);

				if (into == end)
					continue;
				h->abreast[i] = (uint8_t)h->nabreast;
				h->into[i] = (uint16_t)into;
			}
		}
		at = stop;
	}
	for (size_t i = first; h->nabreast > 0 && i < end; i++)
		h->abreast[i] = 1;
}

/* ---- what is told */

static void
list_headings(
    const struct csv_header *h, const struct csv *c, char *list, size_t size)
{
	size_t n = 0;

	list[0] = '\0';
	for (size_t i = 0; i < h->n && i < c->n; i++)
		if (h->abreast[i] > 0)
			str_add(list, size, "%s\"%.*s\"", n++ > 0 ? ", " : "",
			    STR_ARG(str_clip(c->field[i].text, 30)));
}

/* The first heading of the table that stands beside. */
static size_t
second_table(const struct csv_header *h)
{
	size_t i = 0;

	while (i + 1 < h->n && h->abreast[i] != 2)
		i++;
	return i;
}

/* A column that names the same product as one before it; h->n: none. */
static size_t
named_again(const struct csv_header *h, const struct csv *c)
{
	for (size_t i = 0; i < h->n && i < c->n; i++) {
		struct str label, other;
		bool joined;

		if (h->abreast[i] == 0 ||
		    !abreast_label(c->field[i].text, &label, &joined))
			continue;
		for (size_t k = 0; k < i; k++)
			if (h->abreast[k] > 0 &&
			    abreast_label(c->field[k].text, &other, &joined) &&
			    str_eq(label, other))
				return i;
	}
	return h->n;
}

bool
abreast_tell(
    const struct csv_header *h, const struct csv *c, struct findings *f)
{
	char list[200];
	size_t first;
	struct str name;

	if (h->nabreast == 0)
		return true;
	if (!h->products) {
		findings_warn(f, ST_SCHEMA, csv_pos(c, second_table(h)),
		    "%zu tables side by side: the rows of all are read, as "
		    "parts of the same; if they are of different products, "
		    "expected a sheet or a file for each",
		    h->nabreast);
		return true;
	}
	first = (size_t)h->field[COL_QUANTITY];
	name = str_clip(c->field[first].text, 30);
	if (named_again(h, c) < h->n) {
		findings_error(f, ST_DUPLICATE, csv_pos(c, named_again(h, c)),
		    "\"%.*s\" is how many are in a product that another column "
		    "names as well: expected a column for each product",
		    STR_ARG(str_clip(c->field[named_again(h, c)].text, 30)));
		return false;
	}
	list_headings(h, c, list, sizeof(list));
	if (h->format != FORMAT_CSV_EDGES ||
	    (csv_has(h, COL_PARENT) && (size_t)h->field[COL_PARENT] < h->n) ||
	    h->doubtful) {
		findings_error(f, ST_SCHEMA, csv_pos(c, first),
		    "columns %s say how many, and %s: expected one of them; "
		    "in a file of columns the line \"%.*s\" = quantity picks "
		    "one",
		    list,
		    h->doubtful ? "nobody tells whether each is of a product "
				  "of its own"
				: "each is of a product of its own, in a list "
				  "that has levels or parents",
		    STR_ARG(name));
		return false;
	}
	findings_warn(f, ST_SCHEMA, csv_pos(c, first),
	    "columns %s are taken for how many are in each of %zu products; in "
	    "a file of columns the line \"%.*s\" = quantity picks one",
	    list, h->nabreast, STR_ARG(name));
	return true;
}

/* ---- rows */

bool
abreast_begin(struct abreast *a, struct csv *c)
{
	struct csv_field *raw = array_grow(a->raw, &a->cap, c->n, sizeof(*raw));
	size_t filled = 0;

	if (raw == NULL)
		return false;
	a->raw = raw;
	a->n = c->n;
	memcpy(raw, c->field, c->n * sizeof(*raw));
	for (size_t i = 0; i < c->n; i++)
		filled += raw[i].text.n > 0;
	a->once = filled < 2;
	a->next = 1;
	return true;
}

static bool
is_none(struct str s)
{
	return s.n == 0 || str_is(s, "-") || str_is(s, "--") || str_is(s, "0");
}

/* Is anything of the k-th in the row; and in any of them? */
static bool
is_filled(const struct abreast *a, const struct csv_header *h, size_t k)
{
	for (size_t i = 0; i < a->n && i < h->n; i++)
		if (h->abreast[i] > 0 && (k == 0 || h->abreast[i] == k) &&
		    !(h->products ? is_none(a->raw[i].text)
				  : a->raw[i].text.n == 0))
			return true;
	return false;
}

/* What the row says of the k-th stands in the fields of the first. */
static void
put(const struct abreast *a, const struct csv_header *h, struct csv *c,
    size_t k)
{
	memcpy(c->field, a->raw, a->n * sizeof(*a->raw));
	c->n = a->n;
	for (size_t i = 0; k > 1 && !h->products && i < a->n; i++)
		if (i >= h->n || h->abreast[i] != k)
			c->field[i].text = STR("");
	for (size_t i = 0; k > 1 && i < a->n && i < h->n; i++)
		if (h->abreast[i] == k) {
			c->field[h->into[i]] = a->raw[i];
			if (!h->products)
				c->field[i].text = STR("");
		}
}

bool
abreast_next(struct abreast *a, const struct csv_header *h, struct csv *c,
    struct str *product)
{
	bool any;

	*product = STR("");
	if (a->next == 0)
		return false;
	any = !a->once && is_filled(a, h, 0);
	while (a->next <= h->nabreast) {
		size_t k = a->next++;

		if (any ? !is_filled(a, h, k)
			: k > 1 && (a->once || !h->products))
			continue;
		put(a, h, c, k);
		if (a->name != NULL)
			*product = a->name[k - 1];
		return true;
	}
	a->next = 0;
	return false;
}

void
abreast_free(struct abreast *a)
{
	free(a->raw);
	*a = (struct abreast){ .next = 0 };
}
