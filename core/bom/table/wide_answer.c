/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wide_answer - what stands under "Contains rare earths": yes, no, which, or
 * how much; see wide_own.h.
 */
#include "core/bom/table/wide_own.h"

#include "core/bom/field/amount_words.h"
#include "core/bom/table/read_csv.h"

#include <stdio.h>
#include <string.h>

#define ANSWERS(cell, words) \
	csv_name_is_among((cell), (words), sizeof(words) / sizeof((words)[0]))

static bool
is_yes(struct str s)
{
	static const char *const words[] = { "yes", "y", "true", "x", "1", "ja",
		"oui", "sí", "si", "sì", "sim", "да", "✓", "✔", "√", "○", "是",
		"有", "含", "含有", "あり", "有り", "はい", "예", "있음",
		"함유", "present", "contains", "contained", "containing",
		"included" };

	return ANSWERS(s, words) || amount_is_present(s);
}

static bool
is_no(struct str s)
{
	static const char *const words[] = { "no", "n", "false", "none", "nil",
		"0", "0%", "0.0", "nein", "keine", "kein", "non", "aucun",
		"aucune", "ninguno", "ninguna", "nessuno", "nessuna", "não",
		"nenhum", "нет", "×", "否", "无", "無", "不含", "不含有",
		"没有", "なし", "無し", "いいえ", "아니오", "아니요", "없음",
		"불포함", "not contained", "not present", "does not contain",
		"free", "absent", "no rare earths", "no rare earth", "no REE",
		"REE free", "RE free", "rare earth free" };

	return ANSWERS(s, words);
}

/* They say that nobody has said anything. */
static bool
is_unknown(struct str s)
{
	static const char *const words[] = { "unknown", "?", "??", "tbd", "tbc",
		"to be confirmed", "to be determined", "not known", "pending",
		"under investigation", "no data", "no information",
		"not available", "not declared", "undeclared", "not applicable",
		"unbekannt", "offen", "keine Angabe", "k.A.", "inconnu",
		"inconnue", "desconocido", "sconosciuto", "desconhecido",
		"неизвестно", "未知", "不明", "不详", "待定", "待确认",
		"未確認", "調査中", "미확인", "미정", "모름", "알 수 없음" };

	return (table_says_nothing(s) && !is_no(s)) || s.n == 0 ||
	       ANSWERS(s, words) || str_is(s, "?");
}

/* A line of content of the elements that are asked for. */
static bool
keep(struct table *t, const struct word_column *c, struct field cell,
    uint32_t elements, const char *kind, const char *amount, uint32_t ref,
    uint32_t decl)
{
	struct wide w = c->w;
	struct content_text x;

	w.elements = elements;
	x = wide_text(t, &w, c->field);
	x.at = cell.at;
	x.kind = (struct field){ str_of(kind), cell.at };
	x.amount.amount = (struct field){ str_of(amount), cell.at };
	return wide_keep_claim(t, &w, &x, ref, decl);
}

/* Some, or none at all, or what the heading has for a limit. */
static bool
keep_answer(struct table *t, struct word_column *c, struct field cell, bool yes,
    uint32_t ref, uint32_t decl)
{
	uint32_t elements = c->w.elements != 0 ? c->w.elements : ELEMENT_ALL;
	char amount[WIDE_NAME + 16];

	if (c->w.most[0] != '\0') {
		snprintf(amount, sizeof(amount), "%s%s",
		    yes             ? (c->w.at_least ? ">=" : ">")
		    : c->w.at_least ? "<"
				    : "<=",
		    c->w.most);
		return keep(t, c, cell, elements, yes ? "" : "negative", amount,
		    ref, decl);
	}
	if (!yes)
		wide_count(t, &c->none, cell);
	else if (c->w.free)
		wide_count(t, &c->some, cell);
	return keep(
	    t, c, cell, elements, "", yes ? "present" : "0 %", ref, decl);
}

uint32_t
wide_named(const struct table *t)
{
	const struct wide_table *x = t->wide;
	uint32_t elements = 0;

	for (size_t i = 0; i < x->nwords && elements == 0; i++) {
		struct field cell = wide_cell(t, x->words[i].field);
		struct findings mute = { 0 };

		cell.text = str_trim(cell.text);
		if (x->words[i].w.kind != WIDE_ASKED || cell.text.n == 0 ||
		    is_yes(cell.text) || is_no(cell.text) ||
		    fields_elements(t->in->b, cell, &elements, &mute) != ST_OK)
			elements = 0;
		findings_free(&mute);
	}
	return elements != ELEMENT_ALL ? elements : 0;
}

/* "Nd, Dy": some of each.  *ok: it is such a list. */
static bool
keep_elements(struct table *t, struct word_column *c, struct field cell,
    uint32_t ref, uint32_t decl, bool *ok)
{
	struct findings mute = { 0 };
	uint32_t elements = 0;

	*ok = fields_elements(t->in->b, cell, &elements, &mute) == ST_OK;
	findings_free(&mute);
	if (*ok && elements == ELEMENT_ALL)
		return keep(t, c, cell, elements, "", "present", ref, decl);
	for (; *ok && elements != 0; elements &= elements - 1)
		if (!keep(t, c, cell, elements & (0 - elements), "", "present",
			ref, decl))
			return false;
	return true;
}

/* "29 %": so much of them together.  *ok: it is such an amount. */
static bool
keep_amount(struct table *t, struct word_column *c, struct field cell,
    uint32_t ref, uint32_t decl, bool *ok)
{
	struct wide w = c->w;
	struct content_text x = wide_text(t, &w, c->field);
	struct findings mute = { 0 };
	enum amount_word word = WORD_NONE;
	struct amount amount;

	x.at = cell.at;
	x.amount.amount = cell;
	x.amount.unit = wide_unit_field(t, c->field, c->w.unit);
	*ok = fields_amount(t->in->b, &x.amount, &amount, &word, &mute) ==
		  ST_OK &&
	      word == WORD_NONE;
	findings_free(&mute);
	w.elements = w.elements != 0 ? w.elements : ELEMENT_ALL;
	return !*ok || wide_keep_claim(t, &w, &x, ref, decl);
}

/* What other columns of the row say. */
enum told { TOLD_NOTHING, TOLD_NONE, TOLD_SOME };

/* The answer in a cell. */
static bool
answer(struct table *t, struct word_column *c, struct field cell, uint32_t ref,
    uint32_t decl, enum told *told)
{
	bool yes = is_yes(cell.text), no = is_no(cell.text), ok = false;
	enum told is = yes != c->w.free ? TOLD_SOME : TOLD_NONE;

	if (*told != TOLD_NOTHING) {
		if ((yes || no) && *told != is)
			wide_count(t, &c->lost, cell);
		return true;
	}
	*told = yes || no ? is : TOLD_SOME;
	if (yes || no)
		return keep_answer(t, c, cell, is == TOLD_SOME, ref, decl);
	if (!keep_elements(t, c, cell, ref, decl, &ok) ||
	    (!ok && !keep_amount(t, c, cell, ref, decl, &ok)) ||
	    (!ok && !wide_recipe(t, c, cell, ref, decl, &ok)))
		return false;
	if (!ok) {
		*told = TOLD_NOTHING;
		wide_count(t, &c->lost, cell);
	}
	return true;
}

/* Recipes go first, then amounts, then that there is some, then none. */
enum rank {
	RANK_RECIPE,
	RANK_AMOUNT,
	RANK_SOME,
	RANK_NONE,
	RANK_BELOW, /* none above a limit, which says less */
	RANK_BLANK
};

static enum rank
rank_of(const struct word_column *c, struct str cell)
{
	if (c->material && memchr(cell.p, '%', cell.n) == NULL)
		return RANK_BLANK;
	if (c->w.kind == WIDE_RECIPE)
		return table_says_nothing(cell) ? RANK_BLANK : RANK_RECIPE;
	if (is_unknown(cell))
		return RANK_BLANK;
	if (!is_yes(cell) && !is_no(cell))
		return RANK_AMOUNT;
	return is_yes(cell) != c->w.free ? RANK_SOME
	       : c->w.most[0] != '\0'    ? RANK_BELOW
					 : RANK_NONE;
}

static bool
one_column(struct table *t, struct word_column *c, struct field cell,
    uint32_t ref, uint32_t decl, enum told *told)
{
	const struct wide_table *x = t->wide;
	uint32_t key[3] = { ref, decl, 0x40000000u | (uint32_t)c->field };
	bool again, read = false;

	if (c->w.kind == WIDE_ASKED && *told != TOLD_NOTHING &&
	    !is_yes(cell.text) && !is_no(cell.text))
		return true;
	if (c->w.kind == WIDE_ASKED)
		key[2] |= wide_named(t) << 10;

	if (!wide_said_before(
		t, key, cell, str_clip(t->heading[c->field], 60), &again))
		return false;
	if (again)
		return true;
	if (c->w.kind == WIDE_ASKED)
		return answer(t, c, cell, ref, decl, told);
	if (*told != TOLD_NOTHING) /* it is told already, one by one */
		return true;
	if (!wide_recipe(t, c, cell, ref, decl, &read))
		return false;
	if (read)
		*told = TOLD_SOME;
	else if (!c->material || hint_of_rare_earth(&x->hints, cell.text))
		wide_count(t, &c->lost, cell);
	return true;
}

/* "0", "0.00 %" */
static bool
is_zero(struct str s)
{
	bool digit = false;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] >= '1' && s.p[i] <= '9')
			return false;
		digit |= s.p[i] == '0';
		if (strchr("0., %", s.p[i]) == NULL)
			return false;
	}
	return digit;
}

/* What columns per element say of whether there is any. */
static enum told
claims_tell(const struct table *t)
{
	const struct wide_table *x = t->wide;
	enum told told = TOLD_NOTHING;

	if (!wide_is_claimed(t))
		return told;
	for (size_t i = 0; i < x->nclaim; i++)
		for (int r = 0; r < WIDE_DETECTION; r++) {
			struct str s =
			    str_trim(wide_cell(t, x->claim[i].field[r]).text);

			if (s.n > 0 && !table_says_nothing(s) && !is_zero(s))
				return TOLD_SOME;
		}
	return TOLD_NONE;
}

bool
wide_words(struct table *t, uint32_t ref, uint32_t decl)
{
	struct wide_table *x = t->wide;
	enum told told = TOLD_NOTHING;

	if (x->nclaim > 0)
		told = claims_tell(t);
	else if (!x->alone && table_names_substance(t))
		told = TOLD_SOME;
	for (int rank = RANK_RECIPE; rank < RANK_BLANK; rank++)
		for (size_t i = 0; i < x->nwords; i++) {
			struct field cell = wide_cell(t, x->words[i].field);

			cell.text = str_trim(cell.text);
			if (cell.text.n > 0 &&
			    rank_of(&x->words[i], cell.text) ==
				(enum rank)rank &&
			    !one_column(
				t, &x->words[i], cell, ref, decl, &told))
				return false;
		}
	return true;
}

static void
tell(const struct table *t, const struct word_column *c)
{
	struct findings *f = t->in->f;
	struct str name = str_clip(t->heading[c->field], 60);

	if (c->read.n > 0)
		findings_warn(f, ST_SCHEMA, c->read.at,
		    "column \"%.*s\": what stands in one cell is taken for "
		    "what the whole part is made of, by mass: %zu row%s",
		    STR_ARG(name), c->read.n, c->read.n > 1 ? "s" : "");
	if (c->plain.n > 0)
		findings_warn(f, ST_UNIT, c->plain.at,
		    "\"%.*s\" has no unit, and comes to 100: taken for per "
		    "cent by mass, in %zu row%s",
		    STR_ARG(c->plain.text), c->plain.n,
		    c->plain.n > 1 ? "s" : "");
	if (c->around.n > 0)
		findings_warn(f, ST_INCOMPLETE, c->around.at,
		    "\"%.*s\" says about how much, and not how much at least "
		    "and at most: kept as some, in %zu row%s",
		    STR_ARG(c->around.text), c->around.n,
		    c->around.n > 1 ? "s" : "");
	if (c->none.n > 0)
		findings_warn(f, ST_SCHEMA, c->none.at,
		    "\"%.*s\" under \"%.*s\": taken as a declaration that "
		    "there "
		    "is none at all, by whoever wrote this table, in %zu "
		    "row%s",
		    STR_ARG(c->none.text), STR_ARG(name), c->none.n,
		    c->none.n > 1 ? "s" : "");
	if (c->some.n > 0)
		findings_warn(f, ST_SCHEMA, c->some.at,
		    "\"%.*s\" under \"%.*s\": taken as a declaration that "
		    "there is some, in %zu row%s",
		    STR_ARG(c->some.text), STR_ARG(name), c->some.n,
		    c->some.n > 1 ? "s" : "");
	if (c->lost.n > 0)
		findings_loss(f, ST_SCHEMA, c->lost.at,
		    "\"%.*s\" under \"%.*s\" is not understood whole, or not "
		    "what other columns say, and is not read, in %zu row%s: "
		    "expected for example Nd 29 %%, Dy <1 %%, Fe rest; yes or "
		    "no",
		    STR_ARG(c->lost.text), STR_ARG(name), c->lost.n,
		    c->lost.n > 1 ? "s" : "");
}

void
wide_tell_words(const struct table *t)
{
	for (size_t i = 0; i < t->wide->nwords; i++)
		tell(t, &t->wide->words[i]);
}
