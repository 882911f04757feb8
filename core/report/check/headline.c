/* SPDX-License-Identifier: Apache-2.0 */
/* headline - the answer for a reader; see headline.h. */
#include "core/report/check/headline.h"

#include "core/report/check/digests.h"
#include "core/report/check/summary.h"
#include "core/report/conflicts.h"
#include "core/report/covered.h"
#include "core/report/gaps_once.h"
#include "core/report/outcomes.h"
#include "core/report/path.h"
#include "core/report/valued.h"

#include <stdlib.h>

/* Items that are not shipped, named of each kind; rows of a table. */
#define SHOWN_BRIEF 5
#define SHOWN_CONFLICTS 8

static enum status
put_full(FILE *to, const struct style *s, const struct checked *c, size_t rule,
    uint32_t item, struct gaps_once *told, struct error *err)
{
	struct reason r;
	enum verdict v =
	    judgement_verdict(c->judgement, VARIANT_LAW, rule, item);

	headline_verdict(to, s, c, rule, item);
	if (reason_find(&r, c, rule, item, true,
		v != VERDICT_CLEAR ? HEADLINE_PARTS : 0, err) == ST_OK)
		headline_reason(to, s, c, &r, HEADLINE_PARTS, told, err);
	reason_free(&r);
	return err->code;
}

/* "3 triggered, 2 undecided (1 origin, 1 silent), 40 clear" */
static void
put_tally(FILE *to, const struct tally *t)
{
	uint32_t open = tally_undecided(t);
	bool first = true;

	fprintf(to, "%u triggered, %u undecided", t->triggered, open);
	for (int g = 0; g < GAP_COUNT; g++) {
		if (t->undecided[g] == 0)
			continue;
		fprintf(to, "%s%u %s", first ? " (" : ", ", t->undecided[g],
		    gap_name((enum gap)g));
		first = false;
	}
	fprintf(to, "%s, %u clear", first ? "" : ")", t->clear);
}

/* Names the gravest items that are not shipped. */
static void
put_brief(FILE *to, const struct checked *c, size_t rule,
    const struct ranked *items, enum verdict v, const char *heading)
{
	char label[LABEL_TEXT];
	size_t shown = 0, n = 0;

	for (size_t i = 0; i < items->n; i++) {
		if (judgement_verdict(
			c->judgement, VARIANT_LAW, rule, items->item[i]) != v)
			continue;
		if (n++ >= SHOWN_BRIEF)
			continue;
		fprintf(to, "%s", shown++ == 0 ? heading : ", ");
		text_put(to, path_label(c->bom, items->item[i], label));
	}
	if (n > shown)
		fprintf(to, " and %zu more", n - shown);
	if (n > 0)
		fputc('\n', to);
}

static enum status
put_others(FILE *to, const struct checked *c, size_t rule, struct error *err)
{
	struct tally t =
	    screen_count(c->judgement, VARIANT_LAW, rule, c->shipped, 0);
	struct ranked items;

	if (t.triggered + t.clear + tally_undecided(&t) == 0)
		return ST_OK;
	if (!ranked_items(c, rule, 0, &items))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	fputs("\n  Other items, each as if shipped alone: ", to);
	put_tally(to, &t);
	fputs(".\n", to);
	put_brief(to, c, rule, &items, VERDICT_TRIGGERED, "    triggered: ");
	put_brief(to, c, rule, &items, VERDICT_UNDECIDED, "    undecided: ");
	free(items.item);
	return ST_OK;
}

static enum status
put_shipped(FILE *to, const struct style *s, const struct checked *c,
    size_t rule, struct gaps_once *told, struct error *err)
{
	struct tally t =
	    screen_count(c->judgement, VARIANT_LAW, rule, c->shipped, 1);
	size_t full = checked_affordable(c, HEADLINE_FULL);
	struct ranked items;

	if (!ranked_items(c, rule, 1, &items))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	if (full > items.n)
		full = items.n;
	judgement_watch(c->judgement, items.item, full, err);
	for (size_t i = 0; err->code == ST_OK && i < full; i++)
		if (put_full(to, s, c, rule, items.item[i], told, err) != ST_OK)
			break;
	if (items.n > full && err->code == ST_OK) {
		fprintf(to, "\n  All %zu shipped items: ", items.n);
		put_tally(to, &t);
		fputs(".\n", to);
		outcome_tally_write(to, s, c, rule, items.item, items.n);
	}
	free(items.item);
	return err->code;
}

enum status
headline_write(FILE *to, const struct style *style, const struct checked *c,
    struct error *err)
{
	struct gaps_once told = { 0 };

	headline_basis(to, style, c, false);
	for (size_t rule = 0; rule < c->book->nrule; rule++) {
		headline_rule(to, style, c, rule);
		if (put_shipped(to, style, c, rule, &told, err) != ST_OK ||
		    put_others(to, c, rule, err) != ST_OK)
			break;
	}
	gaps_once_free(&told);
	if (err->code != ST_OK)
		return err->code;
	if (conflicts_write(to, style, c, BOM_NONE, SHOWN_CONFLICTS, err) !=
	    ST_OK)
		return err->code;
	if (covered_write(to, style, c, checked_affordable(c, HEADLINE_FULL),
		err) != ST_OK)
		return err->code;
	if (summary_write(to, style, c, err) == ST_OK)
		digests_write(to, style, c);
	return err->code;
}
