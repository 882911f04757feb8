/* SPDX-License-Identifier: Apache-2.0 */
/* csv_abreast - rows that speak of several things; see csv_abreast.h. */
#include "core/bom/table/csv_abreast.h"
#include "core/bom/field/numeral.h"
#include "core/bom/json/records_own.h"
#include "core/bom/table/csv_group_own.h"
#include "core/bom/table/wide.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

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

/* ---- a column for each product */

/* Blanks and signs around a label, but for that of a dash number. */
static struct str
trim_label(struct str s)
{
	while (s.n > 0 && strchr(" ()[]:_./", s.p[s.n - 1]) != NULL)
		s.n--;
	while (s.n > 0 && strchr(" ()[]:_./", s.p[0]) != NULL) {
		s.p++;
		s.n--;
	}
	/* "Qty - Premium", and no "-01" */
	if (s.n > 1 && s.p[0] == '-' && !char_is_digit(s.p[1]))
		return trim_label((struct str){ s.p + 1, s.n - 1 });
	if (s.n > 1 && s.p[s.n - 1] == '-')
		return trim_label((struct str){ s.p, s.n - 1 });
	return s;
}

static bool
is_quantity(struct str s)
{
	s = str_trim(s);
	return s.n > 0 && csv_column_find(s) == COL_QUANTITY;
}

/* "Qty A", "Qty (Rev A)", "Variant A Qty": what is beside the quantity. */
static bool
beside_quantity(struct str s, struct str *label)
{
	for (size_t i = 1; i < s.n; i++) {
		struct str a = { s.p, i }, b = { s.p + i, s.n - i };
		bool edge = strchr(" ([-_:", s.p[i]) != NULL ||
			    (unsigned char)s.p[i - 1] >= 0x80;

		if (edge && is_quantity(a)) {
			*label = trim_label(b);
			return label->n > 0;
		}
		edge = strchr(" )]_-", s.p[i - 1]) != NULL ||
		       ((unsigned char)s.p[i] >= 0xC0);
		if (edge && is_quantity(b)) {
			*label = trim_label(a);
			return label->n > 0;
		}
	}
	return false;
}

/* "-01", "-501A" */
static bool
is_dash_number(struct str s)
{
	size_t i = 1;

	if (s.n < 2 || s.n > 6 || s.p[0] != '-')
		return false;
	while (i < s.n && char_is_digit(s.p[i]))
		i++;
	return i > 1 && (i == s.n || (i + 1 == s.n && char_is_letter(s.p[i])));
}

static const char *const kinds[] = { "rev", "revision", "variant", "variante",
	"var", "version", "config", "configuration", "konfiguration",
	"configuración", "configuration", "configurazione", "model", "modell",
	"modèle", "modelo", "modello", "assy", "assembly", "product", "produkt",
	"produit", "producto", "prodotto", "produto", "wariant", "вариант",
	"исполнение", "исп.", "型号", "机型", "版本", "配置", "产品", "方案",
	"規格", "機種", "型式", "製品", "모델", "제품", "phiên bản" };

/* "A", "2" or "IV" of a kind. */
static bool
is_short(struct str s)
{
	s = trim_label(s);
	if (s.n == 1)
		return char_is_letter(s.p[0]) || char_is_digit(s.p[0]);
	return s.n == 2 && char_is_digit(s.p[1]);
}

/* "Rev A", "Variant 2", "B version"; alone: what else stands there is no more
 * than a letter or a number. */
static bool
names_kind(struct str s, bool alone)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		size_t n = strlen(kinds[i]);
		struct str tail = { s.p + s.n - n, n };

		if (s.n <= n || s.n > n + 24)
			continue;
		if (str_is_nocase((struct str){ s.p, n }, kinds[i]) &&
		    ((unsigned char)s.p[n - 1] >= 0x80 ||
			!char_is_letter(s.p[n])) &&
		    (!alone || is_short((struct str){ s.p + n, s.n - n })))
			return true;
		if (str_is_nocase(tail, kinds[i]) &&
		    !char_is_letter(s.p[s.n - n - 1]) &&
		    (!alone || is_short((struct str){ s.p, s.n - n })))
			return true;
	}
	return false;
}

enum label {
	LABEL_NONE,
	LABEL_FREE,    /* any word */
	LABEL_COUNTED, /* 1, 2, 3 */
	LABEL_PRODUCT  /* a product, beyond doubt */
};

/* Words of what is no part of a product. */
static bool
is_of_stock(struct str s)
{
	static const char *const words[] = { "hand", "order", "stock", "avail",
		"alloc", "reserv", "commit", "safety", "min", "max", "incom",
		"sold", "purch", "buy", "bought", "used", "need", "requir",
		"left", "remain", "total", "ext", "spare", "unit", "per",
		"each", "pack", "lot", "batch", "check", "ship", "receiv",
		"lcsc", "digi", "mouser", "farnell", "newark", "jlc", "arrow",
		"break", "moq", "price", "cost", "owned", "have", "invent",
		"return", "scrap", "sum", "for ", "kit", "actual", "plan",
		"issue", "open", "deliver", "previous", "delta", "diff",
		"change", "库存", "采购", "订", "总", "合计", "单", "实", "备",
		"剩", "在庫", "発注", "予備", "合計", "lager", "best" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i]);

		for (size_t k = 0; k + n <= s.n; k++)
			if ((k == 0 || !char_is_letter(s.p[k - 1])) &&
			    strncasecmp(s.p + k, words[i], n) == 0)
				return true;
	}
	return false;
}

static bool
is_count(struct str s)
{
	size_t i = 0;

	while (i < s.n && char_is_digit(s.p[i]))
		i++;
	return s.n > 0 && s.n < 3 && i == s.n;
}

/* What the heading of a column of quantities names. */
static enum label
label_of(struct str heading, struct str *label)
{
	*label = heading;
	if (is_dash_number(heading))
		return LABEL_PRODUCT;
	if (!beside_quantity(heading, label)) {
		*label = heading;
		return heading.n > 0 && names_kind(heading, true)
			   ? LABEL_COUNTED
			   : LABEL_NONE;
	}
	if ((label->n == 1 && char_is_letter(label->p[0])) ||
	    is_dash_number(*label) || names_kind(*label, false))
		return LABEL_PRODUCT;
	if (is_count(*label))
		return LABEL_COUNTED;
	return label->n > 30 || is_of_stock(*label) ||
		       char_is_digit(label->p[0])
		   ? LABEL_NONE
		   : LABEL_FREE;
}

bool
abreast_label(const struct csv_header *h, struct str heading, struct str *label,
    bool *joined)
{
	(void)h;
	if (label_of(heading, label) == LABEL_NONE)
		return false;
	*joined = label->p[0] == '-';
	return true;
}

/* Prices in steps have quantities beside them. */
static bool
has_prices(const struct csv *c)
{
	static const char *const words[] = { "price", "cost", "preis", "prix",
		"precio", "单价", "价格", "単価" };

	for (size_t i = 0; i < c->n; i++)
		for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++) {
			size_t n = strlen(words[k]);
			struct str s = c->field[i].text;

			for (size_t j = 0; j + n <= s.n; j++)
				if (strncasecmp(s.p + j, words[k], n) == 0)
					return true;
		}
	return false;
}

static bool
is_free_field(const struct csv_header *h, size_t i)
{
	return h->column[i] == COL_COUNT && !h->mapped[i] && !h->named[i] &&
	       h->wide[i] == WIDE_NONE;
}

/* The strongest kind of label that two columns have; how many have it. */
static enum label
strongest(const struct csv_header *h, const struct csv *c, size_t *n)
{
	size_t count[LABEL_PRODUCT + 1] = { 0 };

	for (size_t i = 0; i < c->n; i++) {
		struct str label;
		enum label kind;

		if (!is_free_field(h, i))
			continue;
		kind = label_of(c->field[i].text, &label);
		/* 1, 2, 3, and no lots of 1, 10 and 100 */
		if (kind == LABEL_COUNTED && is_count(label) &&
		    (label.n > 1 ||
			(size_t)(label.p[0] - '0') != count[kind] + 1))
			return LABEL_NONE;
		count[kind]++;
	}
	for (int k = LABEL_PRODUCT; k > LABEL_NONE; k--)
		if (count[k] > 1 && count[k] <= ABREAST) {
			*n = count[k];
			return (enum label)k;
		}
	return LABEL_NONE;
}

void
abreast_find_products(struct csv_header *h, const struct csv *c)
{
	size_t n, k = 0;
	enum label kind;
	int first = -1;

	if (h->preset != NULL || h->nabreast > 0 ||
	    c->rows == &records_as_rows ||
	    (csv_has(h, COL_QUANTITY) && h->mapped[h->field[COL_QUANTITY]]))
		return;
	kind = strongest(h, c, &n);
	if (kind == LABEL_NONE || (kind == LABEL_COUNTED && has_prices(c)) ||
	    (kind == LABEL_FREE &&
		(csv_has(h, COL_QUANTITY) || csv_has(h, COL_MASS) ||
		    csv_has(h, COL_ORIGIN) || csv_has(h, COL_SUBSTANCE) ||
		    csv_has(h, COL_ELEMENT) || csv_has(h, COL_HS))))
		return;
	if (!csv_has(h, COL_PART) && !csv_has(h, COL_NAME) &&
	    !csv_has(h, COL_MPN))
		return;
	h->sum = csv_has(h, COL_QUANTITY) ? h->field[COL_QUANTITY] + 1 : 0;
	for (size_t i = 0; i < c->n; i++) {
		struct str label;

		if (!is_free_field(h, i) ||
		    label_of(c->field[i].text, &label) != kind)
			continue;
		if (first < 0)
			first = (int)i;
		h->abreast[i] = (uint8_t)++k;
		h->into[i] = (uint16_t)first;
		h->column[i] = COL_QUANTITY;
	}
	if (h->sum > 0)
		h->column[h->sum - 1] = COL_COUNT;
	h->field[COL_QUANTITY] = first;
	h->nabreast = n;
	h->products = true;
	h->doubtful = kind == LABEL_FREE;
}

static bool
number_of(struct str s, double *v)
{
	char text[32], *end;

	*v = 0;
	if (s.n == 0 || str_is(s, "-") || str_is(s, "--") || numeral_unknown(s))
		return true;
	if (s.n >= sizeof(text) || !char_is_digit(s.p[0]))
		return false;
	memcpy(text, s.p, s.n);
	text[s.n] = '\0';
	*v = strtod(text, &end);
	return *end == '\0';
}

/* They are no columns of products. */
static void
undo(struct csv_header *h)
{
	for (size_t i = 0; i < h->n; i++)
		if (h->abreast[i] > 0) {
			h->abreast[i] = 0;
			h->column[i] = COL_COUNT;
		}
	h->nabreast = 0;
	h->products = h->doubtful = false;
	h->field[COL_QUANTITY] = h->sum - 1;
	if (h->sum > 0)
		h->column[h->sum - 1] = COL_QUANTITY;
	h->sum = 0;
}

/* Cells of the row: are they numbers, and is the quantity of the row their
 * sum?  *said: some are filled. */
static bool
fits(const struct csv_header *h, const struct csv *c, bool *said)
{
	double sum = 0, v;
	size_t filled = 0;

	for (size_t i = 0; i < h->n && i < c->n; i++) {
		if (h->abreast[i] == 0)
			continue;
		filled += c->field[i].text.n > 0;
		if (!number_of(c->field[i].text, &v))
			return false;
		sum += v;
	}
	*said = filled > 0;
	if (h->sum == 0 || filled == 0)
		return true;
	return (size_t)h->sum - 1 < c->n &&
	       number_of(c->field[h->sum - 1].text, &v) && v == sum;
}

void
abreast_look(struct csv_header *h, struct csv *c)
{
	struct csv_spot before = csv_spot(c);
	struct findings mute = { 0 };
	size_t rows = 0, seen = 0, odd = 0;
	bool said;

	if (!h->products)
		return;
	while (seen < GROUP_PEEK && csv_next(c, &mute)) {
		struct str part = group_cell(h, c, COL_PART);

		seen++;
		if (part.n == 0)
			continue;
		if (!fits(h, c, &said))
			odd++;
		else
			rows += said;
	}
	findings_free(&mute);
	csv_go_back(c, before);
	/* a word here and there is for its reader to refuse */
	if (rows == 0 || 2 * odd > rows || (h->sum > 0 && odd > 0))
		undo(h);
}

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
abreast_begin(struct abreast *a, const struct csv_header *h, struct csv *c)
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
	(void)h;
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
