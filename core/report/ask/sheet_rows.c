/* SPDX-License-Identifier: Apache-2.0 */
/* sheet_rows - what is asked about one item, row by row; questionnaire.h. */
#include "core/report/ask/questionnaire.h"

#include "core/report/amount.h"
#include "core/trace/own/own.h"
#include "core/trace/stages.h"

/* Rows for rare earths that nobody has named yet. */
#define FURTHER 3

static const char *const stage_questions[STAGE_COUNT][LANGUAGE_COUNT] = {
	[STAGE_MINING] = { "Where was the ore mined?", "矿石在哪里开采？" },
	[STAGE_BENEFICIATION] = { "Where was the ore made into concentrate?",
	    "矿石在哪里选成精矿？" },
	[STAGE_SEPARATION] = { "Where were the rare earths separated into "
			       "oxides or salts?",
	    "稀土在哪里分离成氧化物或盐？" },
	[STAGE_METAL] = { "Where was oxide made into metal?",
	    "氧化物在哪里制成金属？" },
	[STAGE_ALLOY] = { "Where was metal made into alloy or powder?",
	    "金属在哪里制成合金或粉末？" },
	[STAGE_MAGNET] = { "Where was the magnet made?", "磁体在哪里制造？" },
	[STAGE_COMPONENT] = { "Where was the part itself made?",
	    "零件本身在哪里制造？" },
	[STAGE_RECYCLING] = { "Where was the scrap recycled?",
	    "废料在哪里回收？" },
};

struct asking {
	const struct sheet *s;
	const struct bom *b;
	uint32_t item, kinds;
	struct sheet_row row;
	sheet_visit visit;
	void *to;
};

static void
ask(struct asking *a, const char *what)
{
	a->row.item = a->item;
	a->row.asked = what;
	a->visit(a->to, a->s, &a->row);
	a->row.element[0] = '\0';
	a->row.stage = "";
}

/* An amount as it is stated, in signs that both languages read. */
static void
stated_amount(char out[AMOUNT_RANGE], const struct bom *b,
    const struct content *c, enum language l)
{
	static const char *const not_said[LANGUAGE_COUNT] = { "not stated",
		"未注明" };
	const struct measure_of m = {
		.kind = c->amount.is_share ? AMOUNT_SHARE : AMOUNT_MASS
	};
	bool endless = c->amount.hi == NUM_INFINITE;
	bool point = c->amount.lo == c->amount.hi;
	bool zero = c->amount.lo == NUM_ZERO;
	char lo[AMOUNT_TEXT], hi[AMOUNT_TEXT] = "";
	mpq_t view;

	numtab_view(&b->num, c->amount.lo, view);
	amount_text(lo, view, point ? NUM_NEAREST : NUM_DOWN, &m);
	if (!endless) {
		numtab_view(&b->num, c->amount.hi, view);
		amount_text(hi, view, NUM_UP, &m);
	}
	if (point)
		snprintf(out, AMOUNT_RANGE, "%s", lo);
	else if (endless && zero)
		snprintf(out, AMOUNT_RANGE, "%s",
		    c->amount.lo_open ? ">0" : not_said[l]);
	else if (endless)
		snprintf(out, AMOUNT_RANGE, "%s%s",
		    c->amount.lo_open ? ">" : ">=", lo);
	else if (zero)
		snprintf(out, AMOUNT_RANGE, "%s%s",
		    c->amount.hi_open ? "<" : "<=", hi);
	else
		snprintf(out, AMOUNT_RANGE, "%s - %s", lo, hi);
}

/* The line that counts for an element; NULL if there is none. */
static const struct content *
line_on(const struct bom *b, uint32_t item, int e)
{
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		const struct content *c = &b->content[k];

		if (c->counts && c->kind == CONTENT_AMOUNT &&
		    (c->elements & c->won & (1u << e)) != 0)
			return c;
	}
	return NULL;
}

/* How much of one that is known to be in it; only if that is wrong, where it
 * is a single number. */
static void
ask_amount(struct asking *a, int e)
{
	static const char *const format[2][LANGUAGE_COUNT] = {
		{ "How much %s is in it? Stated so far: %s.",
		    "其中%s的含量是多少？目前的声明：%s。" },
		{ "Stated: %s, %s. Fill in only if that is wrong.",
		    "已声明：%s，%s。仅在有误时填写。" },
	};
	const struct content *c = line_on(a->b, a->item, e);
	const struct element *el = element_at(e);
	enum language l = a->s->language;
	char amount[AMOUNT_RANGE] = "";
	bool point;

	if (c != NULL)
		stated_amount(amount, a->b, c, l);
	point = c != NULL && c->amount.lo == c->amount.hi;
	snprintf(a->row.element, sizeof(a->row.element), "%s", el->symbol);
	snprintf(a->row.question, sizeof(a->row.question), format[point][l],
	    l == LANGUAGE_EN ? el->name : el->name_zh, amount);
	ask(a, "amount");
}

static void
ask_others(struct asking *a, bool any)
{
	static const char *const others[2][LANGUAGE_COUNT] = {
		{ "How much of all rare earths together is in it at most?",
		    "所有稀土合计最多含有多少？" },
		{ "How much of all other rare earths together is in it at "
		  "most?",
		    "其他所有稀土合计最多含有多少？" },
	};
	static const char *const further[LANGUAGE_COUNT] = {
		"Is there a rare earth not named above: which, and how much of "
		"it?",
		"如另含某种稀土：是哪种？含量多少？"
	};
	enum language l = a->s->language;

	snprintf(
	    a->row.question, sizeof(a->row.question), "%s", others[any][l]);
	ask(a, "others");
	for (int i = 0; i < FURTHER; i++) {
		snprintf(
		    a->row.question, sizeof(a->row.question), "%s", further[l]);
		ask(a, "further");
	}
}

/* Bit per stage that is not settled for one rare earth in it, or for what it
 * may hold beside. */
static uint32_t
open_of(const struct asking *a, const struct content *line, int e,
    struct stages *work)
{
	const struct stages_of of = { a->item, line, e };
	uint32_t open = 0;

	stages_find(a->b, a->s->origin, &of, work);
	for (int s = 0; s < STAGE_COUNT; s++)
		if (work->of[s].known != STAGE_NONE &&
		    (work->of[s].known != STAGE_STATED ||
			mpq_equal(work->of[s].in.lo, work->of[s].in.hi) == 0))
			open |= STAGE_BIT(s);
	return open;
}

static uint32_t
open_stages(const struct asking *a, uint32_t elements, bool rest)
{
	uint32_t open = 0;
	struct stages work;

	if (a->s->origin == NULL)
		return stages_of_form((enum form)a->b->item[a->item].form);
	stages_init(&work);
	for (int e = 0; e < NELEM; e++)
		if ((elements >> e & 1) != 0)
			open |= open_of(a, line_on(a->b, a->item, e), e, &work);
	if (rest)
		open |= open_of(a, NULL, -1, &work);
	stages_clear(&work);
	return open;
}

static void
ask_stages(struct asking *a, uint32_t open)
{
	for (int s = 0; s < STAGE_COUNT; s++) {
		if ((open >> s & 1) == 0)
			continue;
		snprintf(a->row.question, sizeof(a->row.question), "%s",
		    stage_questions[s][a->s->language]);
		a->row.stage = stage_name((enum stage)s);
		ask(a, "origin");
	}
}

static void
ask_mass(struct asking *a)
{
	static const char *const mass[LANGUAGE_COUNT] = {
		"What does one of it weigh?", "单件质量是多少？"
	};

	snprintf(a->row.question, sizeof(a->row.question), "%s",
	    mass[a->s->language]);
	ask(a, "mass");
}

void
sheet_rows(const struct sheet *s, size_t i, sheet_visit visit, void *to)
{
	struct asking a = { .s = s,
		.b = s->bom,
		.item = s->item[i].item,
		.kinds = s->item[i].kinds,
		.row = { .stage = "" },
		.visit = visit,
		.to = to };
	const struct item *it = &s->bom->item[a.item];
	uint32_t elements = question_elements(s->bom, a.item);
	bool content = (a.kinds >> QUESTION_CONTENT & 1) != 0;
	bool amounts = content || (a.kinds >> QUESTION_AMOUNT & 1) != 0;
	bool rest = content && !own_is_complete(s->bom, a.item);

	for (int e = 0; amounts && e < NELEM; e++)
		if ((elements >> e & 1) != 0)
			ask_amount(&a, e);
	if (rest)
		ask_others(&a, elements != 0);
	if (content || (a.kinds >> QUESTION_ORIGIN & 1) != 0)
		ask_stages(&a, open_stages(&a, elements, rest));
	if ((a.kinds >> QUESTION_MASS & 1) != 0 ||
	    (content && !it->has_mass && it->dim != DIM_MASS))
		ask_mass(&a);
}
