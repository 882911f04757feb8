/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_versions - a column of quantities for each of several products: "Qty A",
 * "-01", "Variant 2"; see csv_abreast.h.
 */
#include "core/base/num.h"
#include "core/bom/field/numeral.h"
#include "core/bom/json/records_own.h"
#include "core/bom/table/csv_abreast.h"
#include "core/bom/table/csv_group_own.h"
#include "core/bom/table/wide.h"

#include <string.h>
#include <strings.h>

#define HEADING 120 /* [bytes] of one that may name a product */
#define DIGITS 30   /* [bytes] of a quantity */

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

/* "A", "2", "X10" of a kind: a letter, a number of at most three digits, or
 * both. */
static bool
is_short(struct str s)
{
	size_t i;

	s = trim_label(s);
	i = s.n > 0 && char_is_letter(s.p[0]);
	if (s.n == 0 || s.n > i + 3)
		return false;
	while (i < s.n && char_is_digit(s.p[i]))
		i++;
	return i == s.n;
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
	if (heading.n > HEADING)
		return LABEL_NONE;
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
abreast_label(struct str heading, struct str *label, bool *joined)
{
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

/* Adds what the cell says to the sum; a word of nothing is none.  False: it is
 * no number. */
static bool
add_number(mpq_t sum, struct str s, bool minus)
{
	struct error err = { 0 };
	mpq_t v;
	bool ok;

	if (s.n == 0 || str_is(s, "-") || str_is(s, "--") || numeral_unknown(s))
		return true;
	if (s.n > DIGITS || !char_is_digit(s.p[0]))
		return false;
	mpq_init(v);
	ok = num_read(s, pos_none, v, &err) == ST_OK;
	if (ok && minus)
		mpq_sub(sum, sum, v);
	else if (ok)
		mpq_add(sum, sum, v);
	mpq_clear(v);
	return ok;
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
	const size_t total = (size_t)h->sum - 1;
	size_t filled = 0;
	bool ok = true;
	mpq_t sum;

	mpq_init(sum);
	for (size_t i = 0; ok && i < h->n && i < c->n; i++)
		if (h->abreast[i] > 0) {
			filled += c->field[i].text.n > 0;
			ok = add_number(sum, c->field[i].text, false);
		}
	*said = filled > 0;
	if (ok && h->sum > 0 && filled > 0)
		ok = total < c->n &&
		     add_number(sum, c->field[total].text, true) &&
		     mpq_sgn(sum) == 0;
	mpq_clear(sum);
	return ok;
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
