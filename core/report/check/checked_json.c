/* SPDX-License-Identifier: Apache-2.0 */
/* checked_json - the documents of check and explain; see checked_json.h. */
#include "core/report/check/checked_json.h"

#include "core/report/arithmetic.h"
#include "core/report/assumptions.h"
#include "core/report/check/output_json.h"
#include "core/report/check/rows.h"
#include "core/report/conflicts.h"
#include "core/report/covered.h"
#include "core/report/documents.h"
#include "core/report/exemptions.h"
#include "core/report/level_words.h"
#include "core/report/limit_words.h"
#include "core/report/margins.h"
#include "core/report/methods.h"
#include "core/report/origin.h"
#include "core/report/outcomes.h"
#include "core/report/parts.h"
#include "core/report/path.h"
#include "core/report/readings.h"
#include "core/report/valued.h"
#include "core/report/working.h"

#include <stdlib.h>

/* Shipped items of a rule whose arithmetic is given, those whose parts are
 * listed, and parts of one item: `explain` gives everything of any item. */
#define EXACT_ITEMS 10000
#define DEEP_ITEMS 20
#define DEEP_PARTS 100

static void
put_tally(struct json *j, const char *key, const struct tally *t)
{
	json_begin_object(j, key);
	json_put_count(j, "triggered", t->triggered);
	json_begin_object(j, "undecided");
	for (int g = 0; g < GAP_COUNT; g++)
		json_put_count(j, gap_name((enum gap)g), t->undecided[g]);
	json_end_object(j);
	json_put_count(j, "clear", t->clear);
	json_end_object(j);
}

/* Whom the law binds, in both languages. */
static void
put_bound(struct json *j, const struct bound *b)
{
	if (b->clause == NULL)
		return;
	json_begin_object(j, "bound");
	json_put_text(j, "who", b->who[LANGUAGE_EN]);
	json_put_text(j, "who_zh", b->who[LANGUAGE_ZH]);
	json_put_text(j, "act", b->act[LANGUAGE_EN]);
	json_put_text(j, "act_zh", b->act[LANGUAGE_ZH]);
	json_put_text(j, "destination", b->destination[LANGUAGE_EN]);
	json_put_text(j, "destination_zh", b->destination[LANGUAGE_ZH]);
	clause_json(j, "clause", b->clause);
	json_end_object(j);
}

/* Under which entry of the control list the item is, or may be. */
static void
put_entry(struct json *j, const struct rule *rule, enum form form)
{
	const struct list_entry *e = rule_entry(rule, form);

	if (e == NULL)
		return;
	json_begin_object(j, "entry");
	json_put_text(j, "code", e->code);
	json_put_text(j, "title", e->title[LANGUAGE_EN]);
	json_put_text(j, "title_zh", e->title[LANGUAGE_ZH]);
	json_put_text(j, "hs", e->hs);
	json_put_bool(j, "settled", (e->unsettled >> form & 1) == 0);
	clause_json(j, "clause", e->clause);
	json_end_object(j);
}

static void
put_rule(struct json *j, const struct checked *c, size_t rule)
{
	const struct booked_rule *b = &c->book->rule[rule];
	const struct rule *r = b->rule;
	const struct rule_test *test = &r->test[r->ntest - 1];
	struct rule_standing s = rule_standing_on(r, c->days.law);
	char state[STATE_TEXT];

	rule_standing_text(r, &s, state);
	json_put_text(j, "pack", b->pack->id);
	json_put_text(j, "pack_version", b->pack->version);
	json_put_day(j, "law_read_until", b->pack->read_until);
	json_put_text(j, "rule", r->id);
	json_put_text(j, "title", r->title[LANGUAGE_EN]);
	json_put_text(j, "state", rule_state_name(s.state));
	json_put_text(j, "standing", state);
	json_put_bool(
	    j, "counts", rule_state_counts(s.state, c->as_if_in_force));
	clause_json(j, "clause", r->clause);
	clause_json(j, "rests_on", rule_least_sure(r));
	put_bound(j, &b->pack->bound);
	json_put_text(j, "measure", r->either ? "any" : test_name(test));
	if (test->kind != TEST_ITEM && !r->either) {
		limit_json(j, test);
		level_json(j, test);
	}
	origin_rule_json(j, test->origin);
}

/* Of every part that gives or may give: which stages decide. */
static void
put_origins(struct json *j, const struct checked *c, const struct reason *r)
{
	json_begin_array(j, "origins");
	for (size_t i = 0; i < r->ngiver; i++)
		origin_json(j, c, r, r->parts.share[r->giver[i].share].item);
	for (size_t i = 0; i < r->nopen; i++)
		if (!(r->open[i].lo > 0)) /* else it stands with the givers */
			origin_json(
			    j, c, r, r->parts.share[r->open[i].share].item);
	json_end_array(j);
}

static enum status
put_working(struct json *j, const struct checked *c, const struct reason *r,
    struct error *err)
{
	struct working w;

	if (working_open(&w, c, r, SIZE_MAX, err) == ST_OK)
		working_json(j, &w, err);
	working_close(&w);
	return err->code;
}

/* One item under one rule, into the open object; exactly: with reason and
 * arithmetic, most: and so many parts of each kind. */
static enum status
put_verdict(struct json *j, const struct checked *c, size_t rule, uint32_t item,
    bool exactly, size_t most, struct error *err)
{
	enum verdict v =
	    judgement_verdict(c->judgement, VARIANT_LAW, rule, item);
	bool margins = most == SIZE_MAX ||
		       (most > 0 && margins_affordable(c, DEEP_ITEMS / 4));
	char text[REASON_TEXT];
	struct reason r;
	enum tone tone;

	path_item_json(j, "item", c->bom, item);
	json_put_bool(j, "shipped", c->shipped[item]);
	json_put_text(j, "verdict", verdict_name(v));
	json_put_text(j, "words", rows_verdict(c, rule, item, &tone));
	if (v != VERDICT_CLEAR)
		put_entry(j, c->book->rule[rule].rule,
		    (enum form)c->bom->item[item].form);
	answers_json(j, c, rule, item);
	outcome_json(j, c, rule, item, exactly);
	exemptions_json(j, c, rule, item);
	if (!exactly)
		return ST_OK;
	if (reason_find(&r, c, rule, item, most > 0,
		v != VERDICT_CLEAR ? most : 0, err) == ST_OK) {
		reason_text(text, &r, c);
		json_put_text(j, "reason", text);
		arithmetic_json(j, c, &r);
		if (margins && methods_json(j, c, &r, err) == ST_OK)
			margins_json(j, c, &r, err);
		readings_json(j, c, rule, item, margins, err);
		if (r.column != COLUMN_NONE)
			parts_json(j, c, &r, most);
		if (most == SIZE_MAX && r.detail.test->origin != NULL)
			put_origins(j, c, &r);
		if (most == SIZE_MAX && r.column != COLUMN_NONE)
			put_working(j, c, &r, err);
	}
	reason_free(&r);
	return err->code;
}

static enum status
put_shipped(
    struct json *j, const struct checked *c, size_t rule, struct error *err)
{
	size_t exact = checked_affordable(c, EXACT_ITEMS);
	size_t deep = checked_affordable(c, DEEP_ITEMS);
	struct ranked items;

	if (!ranked_items(c, rule, 1, &items))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	json_begin_array(j, "items");
	for (size_t i = 0; i < items.n && err->code == ST_OK; i++) {
		json_begin_object(j, NULL);
		put_verdict(j, c, rule, items.item[i], i < exact,
		    i < deep ? DEEP_PARTS : 0, err);
		json_end_object(j);
	}
	json_end_array(j);
	free(items.item);
	return err->code;
}

enum status
checked_json(FILE *to, const struct style *style, const struct checked *c,
    struct error *err)
{
	struct json j = { .to = to };

	output_json_begin(&j, "check");
	json_put_count(&j, "exit_code", (uint64_t)c->exit_code);
	output_json_basis(&j, c);
	json_begin_array(&j, "rules");
	for (size_t rule = 0; rule < c->book->nrule; rule++) {
		struct tally here = screen_count(
		    c->judgement, VARIANT_LAW, rule, c->shipped, 1);
		struct tally below = screen_count(
		    c->judgement, VARIANT_LAW, rule, c->shipped, 0);

		json_begin_object(&j, NULL);
		put_rule(&j, c, rule);
		put_tally(&j, "shipped", &here);
		put_tally(&j, "not_shipped", &below);
		if (put_shipped(&j, c, rule, err) != ST_OK)
			return err->code;
		json_end_object(&j);
	}
	json_end_array(&j);
	if (covered_json(&j, c, checked_affordable(c, EXACT_ITEMS), err) !=
	    ST_OK)
		return err->code;
	if (c->all_items) {
		json_begin_array(&j, "rows");
		if (rows_write(to, OUT_JSON, style, &j, c, err) != ST_OK)
			return err->code;
		json_end_array(&j);
	}
	if (conflicts_json(&j, c, BOM_NONE, err) != ST_OK)
		return err->code;
	output_json_messages(&j, c->findings);
	json_end_object(&j);
	return j.bad ? error_set(err, ST_NOMEM, pos_none, "out of memory")
		     : ST_OK;
}

enum status
checked_json_explain(
    FILE *to, const struct checked *c, uint32_t item, struct error *err)
{
	struct json j = { .to = to };

	output_json_begin(&j, "explain");
	output_json_basis(&j, c);
	path_item_json(&j, "item", c->bom, item);
	json_begin_object(&j, "declared");
	documents_json(&j, c->bom, item);
	assumptions_of_item_json(&j, c, item);
	json_end_object(&j);
	json_begin_array(&j, "rules");
	for (size_t rule = 0; rule < c->book->nrule; rule++) {
		json_begin_object(&j, NULL);
		put_rule(&j, c, rule);
		if (put_verdict(&j, c, rule, item, true, SIZE_MAX, err) !=
		    ST_OK)
			return err->code;
		json_end_object(&j);
	}
	json_end_array(&j);
	if (covered_json_item(&j, c, item, err) != ST_OK)
		return err->code;
	if (conflicts_json(&j, c, item, err) != ST_OK)
		return err->code;
	output_json_messages(&j, c->findings);
	json_end_object(&j);
	return j.bad ? error_set(err, ST_NOMEM, pos_none, "out of memory")
		     : ST_OK;
}
