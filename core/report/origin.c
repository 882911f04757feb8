/* SPDX-License-Identifier: Apache-2.0 */
/* origin - which stages decide how much counts; see origin.h. */
#include "core/report/origin.h"

#include "core/report/path.h"
#include "core/rules/pack/origins.h"
#include "core/trace/share.h"

#include <string.h>

/* How the stages of one element are, and what comes of it. */
struct view {
	const struct channel *ch;
	const struct origin_rule *rule;
	struct stages stages;
	struct exact share;
	struct share_by by;
	uint32_t elements; /* that are alike; bit per element */
};

typedef void view_put(void *to, const struct view *v);

static bool
is_alike(const struct view *v, const struct stages *s)
{
	uint32_t set = share_stages(v->ch);

	for (int k = 0; k < STAGE_COUNT; k++)
		if ((set >> k & 1) != 0 &&
		    (v->stages.of[k].known != s->of[k].known ||
			v->stages.of[k].lots != s->of[k].lots ||
			!exact_equal(&v->stages.of[k].in, &s->of[k].in)))
			return false;
	return true;
}

/* Puts the first of the elements with all that are like it; the others. */
static uint32_t
put_alike(struct view *v, const struct bom *b, const struct content *line,
    uint32_t elements, view_put *put, void *to)
{
	struct stages_of of = { line->item, line, __builtin_ctz(elements) };
	struct stages other;

	stages_init(&other);
	stages_find(b, v->ch, &of, &v->stages);
	share_of_stages(v->ch, &v->stages, &v->share, &v->by);
	v->elements = 0;
	for (int e = of.element; e < NELEM; e++) {
		if ((elements >> e & 1) == 0)
			continue;
		of.element = e;
		stages_find(b, v->ch, &of, &other);
		if (is_alike(v, &other))
			v->elements |= (uint32_t)1 << e;
	}
	put(to, v);
	stages_clear(&other);
	return elements & ~v->elements;
}

/* Each line of the item that counts and that the rule asks for. */
static void
each_view(const struct checked *c, const struct reason *r, uint32_t item,
    view_put *put, void *to)
{
	const struct rule_test *test = r->detail.test;
	const struct bom *b = c->bom;
	struct view v;

	if (r->column == COLUMN_NONE || test->origin == NULL)
		return;
	v.ch = &c->book->plan.channel[r->column - COLUMN_CHANNEL(0)];
	v.rule = test->origin;
	stages_init(&v.stages);
	exact_init(&v.share);
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		const struct content *x = &b->content[k];
		uint32_t rest = x->elements & x->won & test->of->elements;

		while (x->counts && rest != 0)
			rest = put_alike(&v, b, x, rest, put, to);
	}
	exact_clear(&v.share);
	stages_clear(&v.stages);
}

#define VIEW_TEXT (2 * AMOUNT_RANGE + 2 * ORIGIN_TEXT)

/* "mining, metal and alloy" */
static void
add_stages(char out[VIEW_TEXT], uint32_t stages)
{
	int n = __builtin_popcount(stages), k = 0;

	for (int s = 0; s < STAGE_COUNT; s++) {
		if ((stages >> s & 1) == 0)
			continue;
		str_add(out, VIEW_TEXT, "%s%s",
		    k == 0       ? ""
		    : k + 1 == n ? " and "
				 : ", ",
		    stage_name((enum stage)s));
		k++;
	}
}

/* "60 %", "none", "not known" */
static void
add_share(char out[VIEW_TEXT], const struct exact *x)
{
	const struct measure_of m = { .kind = AMOUNT_SHARE };
	char amount[AMOUNT_RANGE];

	if (mpq_sgn(x->lo) == 0 && !x->lo_open &&
	    mpq_cmp_ui(x->hi, 1, 1) == 0 && !x->hi_open) {
		str_add(out, VIEW_TEXT, "not known");
		return;
	}
	amount_range(amount, x, &m);
	str_add(out, VIEW_TEXT, "%s", amount);
}

/* "60 %", "not stated" */
static void
stage_text(char out[VIEW_TEXT], const struct stage_share *s)
{
	out[0] = '\0';
	switch ((enum stage_known)s->known) {
	case STAGE_NONE:
		str_add(out, VIEW_TEXT, "took no place");
		break;
	case STAGE_SILENT:
		str_add(out, VIEW_TEXT, "not stated");
		break;
	case STAGE_CONFLICT:
		str_add(out, VIEW_TEXT, "contradicts itself");
		break;
	case STAGE_STATED:
		if (s->lots && mpq_cmp(s->in.lo, s->in.hi) < 0) {
			str_add(out, VIEW_TEXT, "all or nothing, by lots");
			break;
		}
		add_share(out, &s->in);
		break;
	}
}

/* "mining: 60 %; metal and alloy: not stated" */
static void
add_known(char out[VIEW_TEXT], const struct view *v)
{
	uint32_t rest = share_stages(v->ch), first;

	/* What took no place tells something only where all must. */
	for (int s = 0; s < STAGE_COUNT; s++)
		if (v->stages.of[s].known == STAGE_NONE &&
		    v->ch->policy != POLICY_ALL_STAGES)
			rest &= ~STAGE_BIT(s);
	if (rest == 0)
		str_add(out, VIEW_TEXT, "none of them took place");
	for (first = rest; rest != 0;) {
		char text[VIEW_TEXT], other[VIEW_TEXT];
		uint32_t same = 0;

		stage_text(text, &v->stages.of[__builtin_ctz(rest)]);
		for (int s = 0; s < STAGE_COUNT; s++) {
			stage_text(other, &v->stages.of[s]);
			if ((rest >> s & 1) != 0 && strcmp(text, other) == 0)
				same |= STAGE_BIT(s);
		}
		if (rest != first)
			str_add(out, VIEW_TEXT, "; ");
		add_stages(out, same);
		str_add(out, VIEW_TEXT, ": %s", text);
		rest &= ~same;
	}
}

static void
add_deciding(char out[VIEW_TEXT], const struct share_by *by)
{
	if (by->low == 0 && by->high == 0)
		return;
	if (by->low == by->high) {
		str_add(out, VIEW_TEXT, " Set by ");
		add_stages(out, by->low);
	} else {
		str_add(out, VIEW_TEXT, " The %s is set by ",
		    by->low != 0 ? "least" : "most");
		add_stages(out, by->low != 0 ? by->low : by->high);
		if (by->low != 0 && by->high != 0) {
			str_add(out, VIEW_TEXT, ", the most by ");
			add_stages(out, by->high);
		}
	}
	str_add(out, VIEW_TEXT, ".");
}

struct sentence_to {
	FILE *to;
	const struct style *style;
};

static void
put_sentence(void *to, const struct view *v)
{
	const struct sentence_to *s = to;
	char text[VIEW_TEXT] = "", subject[ORIGIN_TEXT];

	for (int e = 0; e < NELEM; e++)
		if ((v->elements >> e & 1) != 0)
			str_add(text, VIEW_TEXT, "%s%s",
			    text[0] != '\0' ? ", " : "", element_at(e)->symbol);
	origin_subject(subject, v->rule);
	str_add(text, VIEW_TEXT, " %s: ", subject);
	add_share(text, &v->share);
	str_add(text, VIEW_TEXT, ", by ");
	if (v->rule->name != NULL)
		str_add(text, VIEW_TEXT, "the policy %s", v->rule->name);
	else
		str_add(text, VIEW_TEXT, "the stages of \"%s\"", v->rule->id);
	str_add(text, VIEW_TEXT, ". ");
	add_known(text, v);
	str_add(text, VIEW_TEXT, ".");
	add_deciding(text, &v->by);
	text_wrap(s->to, s->style, 6, 0, str_of(text));
}

void
origin_write(FILE *to, const struct style *style, const struct checked *c,
    const struct reason *r, uint32_t item)
{
	struct sentence_to s = { to, style };

	each_view(c, r, item, put_sentence, &s);
}

static void
stages_json(struct json *j, const char *key, uint32_t stages)
{
	json_begin_array(j, key);
	for (int s = 0; s < STAGE_COUNT; s++)
		if ((stages >> s & 1) != 0)
			json_put_text(j, NULL, stage_name((enum stage)s));
	json_end_array(j);
}

struct json_to {
	struct json *j;
	const struct bom *b;
	uint32_t item;
};

static void
put_object(void *to, const struct view *v)
{
	static const char *const known[] = { [STAGE_NONE] = "no-place",
		[STAGE_SILENT] = "not-stated",
		[STAGE_STATED] = "stated",
		[STAGE_CONFLICT] = "contradiction" };
	const struct json_to *t = to;

	json_begin_object(t->j, NULL);
	path_item_json(t->j, "item", t->b, t->item);
	json_begin_array(t->j, "elements");
	for (int e = 0; e < NELEM; e++)
		if ((v->elements >> e & 1) != 0)
			json_put_text(t->j, NULL, element_at(e)->symbol);
	json_end_array(t->j);
	amount_json(t->j, "share", &v->share);
	stages_json(t->j, "low_by", v->by.low);
	stages_json(t->j, "high_by", v->by.high);
	json_begin_array(t->j, "stages");
	for (int s = 0; s < STAGE_COUNT; s++) {
		const struct stage_share *x = &v->stages.of[s];

		if ((share_stages(v->ch) >> s & 1) == 0)
			continue;
		json_begin_object(t->j, NULL);
		json_put_text(t->j, "stage", stage_name((enum stage)s));
		json_put_text(t->j, "known", known[x->known]);
		amount_json(t->j, "share", &x->in);
		json_put_text(t->j, "of", x->lots ? "lots" : "blend");
		json_end_object(t->j);
	}
	json_end_array(t->j);
	json_end_object(t->j);
}

void
origin_json(struct json *j, const struct checked *c, const struct reason *r,
    uint32_t item)
{
	struct json_to t = { j, c->bom, item };

	each_view(c, r, item, put_object, &t);
}

static void
countries_json(struct json *j, const struct origin_rule *o)
{
	json_begin_array(j, o->elsewhere ? "not_countries" : "countries");
	for (size_t i = 0; i < CHANNEL_COUNTRIES && o->country[i][0]; i++)
		json_put_text(j, NULL, o->country[i]);
	json_end_array(j);
}

void
origin_rule_json(struct json *j, const struct origin_rule *o)
{
	struct origin_rule part;
	char words[ORIGIN_TEXT];

	if (o == NULL)
		return;
	origin_words(words, o);
	json_begin_object(j, "origin");
	json_put_text(j, "id", o->id);
	if (o->name != NULL)
		json_put_text(j, "policy", o->name);
	json_put_text(
	    j, "match", origin_match_name((enum origin_policy)o->policy));
	stages_json(j, "stages", o->stages);
	json_put_text(j, "by", o->technology ? "technology" : "country");
	if (o->by_stage == NULL)
		countries_json(j, o);
	else
		json_begin_array(j, "at");
	for (size_t k = 0; origin_part(o, k, &part); k++) {
		json_begin_object(j, NULL);
		stages_json(j, "stages", part.stages);
		countries_json(j, &part);
		json_end_object(j);
	}
	if (o->by_stage != NULL)
		json_end_array(j);
	if (o->deemed)
		json_put_text(j, "unknown", "counts");
	json_put_text(j, "words", words);
	json_end_object(j);
}
