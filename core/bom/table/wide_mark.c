/* SPDX-License-Identifier: Apache-2.0 */
/* wide_mark - which columns are read by what their headings say; see wide.h. */
#include "core/bom/table/columns.h"
#include "core/bom/table/wide.h"

#include <stdio.h>
#include <string.h>

/* So many bare symbols beside each other are no words. */
#define SYMBOLS 2
/* Or so many that may be words, or are in capitals. */
#define ODD_SYMBOLS 3

enum wide_kind
wide_field(
    const struct csv_header *h, const struct csv *c, size_t i, struct wide *out)
{
	struct str text = c->field[i].text;
	bool said = h->mapped[i];

	if (said && !columns_means(c->columns, c->file, text, &text))
		return WIDE_NONE;
	wide_read(text, out);
	if (h->wide[i] != WIDE_NONE && out->kind != h->wide[i])
		*out = (struct wide){ .kind = h->wide[i],
			.basis = BASIS_COUNT,
			.elements = ELEMENT_ALL };
	if (said && out->kind != WIDE_NONE)
		out->sure = true;
	return (enum wide_kind)out->kind;
}

/* May the field be one, for all that is known of it otherwise? */
static bool
is_free(const struct csv_header *h, size_t i)
{
	return h->column[i] == COL_COUNT && !h->named[i];
}

/* Does the text hold the word, in any case? */
static bool
holds(struct str s, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= s.n; i++)
		if (str_is_nocase((struct str){ s.p + i, n }, word))
			return true;
	return false;
}

/* "Rare earth content", "稀土含量": how much of it, and not whether. */
static bool
says_content(struct str name)
{
	static const char *const words[] = { "content", "含量", "含有量",
		"Gehalt", "teneur", "contenido", "함량" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (holds(name, words[i]))
			return true;
	return false;
}

/* What the table has of each kind. */
struct census {
	size_t sure, bare, symbols, stages, told;
	uint64_t named, much; /* bit per number: a substance, an amount */
};

static void
count_in(struct census *n, const struct wide *w)
{
	switch (w->kind) {
	case WIDE_CLAIM:
		n->sure += w->sure;
		n->bare += w->bare && !w->odd;
		n->symbols += w->rare;
		break;
	case WIDE_STAGE:
		n->stages += w->sure;
		break;
	case WIDE_RECIPE:
	case WIDE_ASKED:
		n->told += w->sure;
		break;
	case WIDE_GROUP:
	case WIDE_GROUP_AMOUNT:
		if (w->column == COL_SUBSTANCE || w->column == COL_CAS ||
		    w->column == COL_FORMULA || w->column == COL_ELEMENT)
			n->named |= (uint64_t)1 << w->number;
		if (w->column == COL_AMOUNT || w->column == COL_MIN ||
		    w->column == COL_MAX)
			n->much |= (uint64_t)1 << w->number;
		break;
	default:
		break;
	}
}

static bool
is_taken(const struct csv_header *h, const struct census *n,
    const struct wide *w, bool plain)
{
	bool claims =
	    n->sure > 0 || n->bare >= SYMBOLS || n->symbols >= ODD_SYMBOLS;

	switch (w->kind) {
	case WIDE_CLAIM:
	case WIDE_LIMIT:
		return claims && !plain;
	case WIDE_RECIPE:
		return !plain;
	case WIDE_ASKED:
		return !csv_has(h, COL_ASKED) && !csv_has(h, COL_KIND) &&
		       (w->sure || n->told > 0);
	case WIDE_STAGE:
		return !csv_has(h, COL_STAGE) &&
		       (w->sure || n->stages > 0 || (claims && !plain));
	case WIDE_GROUP:
	case WIDE_GROUP_AMOUNT:
		return (n->named & n->much) >> w->number & 1;
	default:
		return false;
	}
}

/* A list of parts with a column "Rare earths" or "成分", and none of amounts:
 * what is in each part, in words. */
static void
free_words(struct csv_header *h)
{
	static const enum csv_column words[] = { COL_ELEMENT, COL_SUBSTANCE };
	static const enum csv_column others[] = { COL_AMOUNT, COL_MIN, COL_MAX,
		COL_CAS, COL_FORMULA, COL_KIND, COL_ASKED };

	if (!csv_has(h, COL_QUANTITY) || !csv_has(h, COL_PART))
		return;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (csv_has(h, others[i]))
			return;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		int field = h->field[words[i]];

		if (field < 0 || h->mapped[field] || h->named[field])
			continue;
		h->field[words[i]] = -1;
		h->column[field] = COL_COUNT;
		h->wide[field] =
		    words[i] == COL_ELEMENT ? WIDE_ASKED : WIDE_RECIPE;
		h->nwide++;
	}
}

/* "Rare earth content (%)", and no total of them. */
static bool
is_content_of_all(const struct csv *c, size_t i, struct wide *w)
{
	static const char *const totals[] = { "total", "sum", "TRE", "Σ", "总",
		"總", "総", "합계", "총" };
	struct str name = c->field[i].text;

	if (wide_read(name, w) == WIDE_ASKED)
		return w->elements == ELEMENT_ALL && !w->free &&
		       w->most[0] == '\0' && says_content(name);
	if (w->kind != WIDE_CLAIM || !w->group || w->role != WIDE_AMOUNT ||
	    w->basis != BASIS_COUNT || w->formula[0] != '\0')
		return false;
	for (size_t k = 0; k < sizeof(totals) / sizeof(totals[0]); k++)
		if (holds(name, totals[k]))
			return false;
	return true;
}

/* Where rows name an element, and no column an amount, it is that of the one
 * column about all rare earths. */
static void
amount_of_all(struct csv_header *h, const struct csv *c)
{
	static const enum csv_column much[] = { COL_AMOUNT, COL_MIN, COL_MAX,
		COL_MASS, COL_KIND, COL_ASKED, COL_VALUE };
	struct wide w, found = { .kind = WIDE_NONE };
	size_t n = 0, field = 0;

	if (!csv_has(h, COL_PART) || csv_has(h, COL_QUANTITY) ||
	    !(csv_has(h, COL_ELEMENT) || csv_has(h, COL_SUBSTANCE) ||
		csv_has(h, COL_CAS) || csv_has(h, COL_FORMULA)))
		return;
	for (size_t i = 0; i < sizeof(much) / sizeof(much[0]); i++)
		if (csv_has(h, much[i]))
			return;
	for (size_t i = 0; i < c->n; i++)
		if (is_free(h, i) && !h->mapped[i] &&
		    is_content_of_all(c, i, &w)) {
			n++;
			field = i;
			found = w;
		}
	if (n != 1)
		return;
	h->column[field] = COL_AMOUNT;
	h->field[COL_AMOUNT] = (int)field;
	h->unit[COL_AMOUNT] = found.unit;
}

void
wide_mark(struct csv_header *h, const struct csv *c)
{
	struct census n = { 0 };
	struct wide w;
	bool plain;

	h->nwide = 0;
	h->wide_claims = false;
	free_words(h);
	amount_of_all(h, c);
	plain = csv_has(h, COL_ELEMENT) || csv_has(h, COL_SUBSTANCE) ||
		csv_has(h, COL_CAS) || csv_has(h, COL_FORMULA) ||
		csv_has(h, COL_KIND) || csv_has(h, COL_ASKED);
	for (size_t i = 0; i < c->n; i++)
		if (is_free(h, i) && wide_field(h, c, i, &w) != WIDE_NONE)
			count_in(&n, &w);
	if (n.sure + n.symbols + n.stages + n.told == 0 &&
	    (n.named & n.much) == 0)
		return;
	for (size_t i = 0; i < c->n; i++) {
		if (!is_free(h, i) || h->wide[i] != WIDE_NONE ||
		    wide_field(h, c, i, &w) == WIDE_NONE ||
		    !is_taken(h, &n, &w, plain))
			continue;
		h->wide[i] = w.kind;
		h->nwide++;
		h->wide_claims |= w.kind == WIDE_CLAIM;
	}
}

/* "Nd (%)": how the heading of such a column may read. */
static void
example(const struct wide *w, char text[32])
{
	int e = w->elements != 0 ? __builtin_ctz(w->elements) : 5;

	snprintf(text, 32, "%s (%s)", element_at(e)->symbol,
	    w->unit != UNIT_NONE ? unit_name((enum unit)w->unit) : "%");
}

static void
tell_smelting(
    const struct wide *w, struct str name, struct pos at, struct findings *f)
{
	static const struct {
		uint8_t stage;
		const char *is, *other, *as;
	} stages[] = { { STAGE_METAL, "the metal was made",
			   "the rare earths were separated", "separation" },
		{ STAGE_SEPARATION, "the rare earths were separated",
		    "the metal was made", "metal" },
		{ STAGE_MINING, "the rare earths were mined",
		    "they were separated", "separation" } };

	for (size_t i = 0; i < sizeof(stages) / sizeof(stages[0]); i++)
		if (stages[i].stage == w->stage)
			findings_warn(f, ST_SCHEMA, at,
			    "column \"%.*s\" is taken for where %s; if it is "
			    "where %s, expected in a file of columns the line "
			    "%.*s = %s country",
			    STR_ARG(name), stages[i].is, stages[i].other,
			    STR_ARG(name), stages[i].as);
}

static void
tell_field(const struct csv_header *h, const struct csv *c, size_t i,
    struct findings *f)
{
	struct str name = str_clip(c->field[i].text, 60);
	struct wide w;
	enum wide_kind kind = wide_field(h, c, i, &w);
	char as[32];

	if (h->wide[i] != WIDE_NONE) {
		if (kind == WIDE_STAGE && w.smelting)
			tell_smelting(&w, name, csv_pos(c, i), f);
		return;
	}
	if (kind != WIDE_LOST && !(kind == WIDE_CLAIM && w.rare))
		return;
	example(&w, as);
	if (kind == WIDE_LOST && w.elements == ELEMENT_ALL)
		findings_loss(f, ST_SCHEMA, csv_pos(c, i),
		    "column \"%.*s\" names rare earths together, with words "
		    "that are not known, and is not read: if it adds up the "
		    "others, expected in a file of columns the line %.*s = "
		    "ignore; if not, how much of each there is in columns such "
		    "as \"Nd (%%)\"",
		    STR_ARG(name), STR_ARG(name));
	else if (kind == WIDE_LOST)
		findings_loss(f, ST_SCHEMA, csv_pos(c, i),
		    "column \"%.*s\" names a rare earth, with words that are "
		    "not known, and is not read: if it says how much, expected "
		    "a heading such as \"%s\", or in a file of columns the "
		    "line %.*s = %s; else %.*s = ignore",
		    STR_ARG(name), as, STR_ARG(name), as, STR_ARG(name));
	else
		findings_loss(f, ST_SCHEMA, csv_pos(c, i),
		    "column \"%.*s\" may say how much of a rare earth is in "
		    "it, or something else, and is not read: if it does, "
		    "expected in a file of columns the line %.*s = %s; else "
		    "%.*s = ignore",
		    STR_ARG(name), STR_ARG(name), as, STR_ARG(name));
}

void
wide_tell(const struct csv_header *h, const struct csv *c, struct findings *f)
{
	int amount = h->field[COL_AMOUNT];
	struct wide w;

	for (size_t i = 0; i < h->n; i++)
		if (is_free(h, i) && !h->mapped[i])
			tell_field(h, c, i, f);
	if (amount >= 0 && (size_t)amount < h->n && !h->mapped[amount] &&
	    !h->named[amount] && is_content_of_all(c, (size_t)amount, &w) &&
	    csv_column_find(c->field[amount].text) == COL_COUNT)
		findings_warn(f, ST_SCHEMA, csv_pos(c, (size_t)amount),
		    "column \"%.*s\" is taken for how much there is of the "
		    "element in its row: if it is that of all rare earths "
		    "together, expected in a file of columns the line \"%.*s\" "
		    "= ignore",
		    STR_ARG(str_clip(c->field[amount].text, 40)),
		    STR_ARG(str_clip(c->field[amount].text, 40)));
}
