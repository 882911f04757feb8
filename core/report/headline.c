/* SPDX-License-Identifier: Apache-2.0 */
/* headline - the answer for a reader; see headline.h. */
#include "core/report/headline.h"

#include "core/report/exemptions.h"

#include "core/report/arithmetic.h"
#include "core/report/assumptions.h"
#include "core/report/conflicts.h"
#include "core/report/covered.h"
#include "core/report/digests.h"
#include "core/report/documents.h"
#include "core/report/gaps_once.h"
#include "core/report/margins.h"
#include "core/report/methods.h"
#include "core/report/origin.h"
#include "core/report/outcomes.h"
#include "core/report/parts.h"
#include "core/report/path.h"
#include "core/report/readings.h"
#include "core/report/rows.h"
#include "core/report/summary.h"
#include "core/report/valued.h"
#include "core/report/working.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Shipped items told in full; others of each kind named; rows of a table. */
#define SHOWN_FULL 3
#define SHOWN_BRIEF 5
#define SHOWN_PARTS 8
#define SHOWN_CONFLICTS 8
/* Parts of each kind that explain tells a reader: more are a file to be
 * searched, not a text. */
#define EXPLAINED_PARTS 200

static const char *
symbol_of(const struct style *s, enum verdict v)
{
	static const char *const nice[] = { "\u2713 ", "? ", "\u25b2 " };
	static const char *const ascii[] = { "", "? ", "! " };

	if (s->plain)
		return "";
	return s->utf8 ? nice[v] : ascii[v];
}

/* "▲ TRIGGERED  ACME DRIVE-200 rev B (Drive unit)" */
static void
put_verdict(FILE *to, const struct style *s, const struct checked *c,
    size_t rule, uint32_t item)
{
	const enum verdict v =
	    judgement_verdict(c->judgement, VARIANT_LAW, rule, item);
	enum tone tone;
	const char *words = rows_verdict(c, rule, item, &tone);

	fprintf(to, "\n  %s%s", tone_start(s, tone), symbol_of(s, v));
	for (size_t i = 0; words[i] != '\0'; i++)
		fputc(toupper((unsigned char)words[i]), to);
	fprintf(to, "%s  ", tone_end(s, tone));
	path_put_label(to, c->bom, item);
	fputc('\n', to);
}

/* Whom the law binds; and the least sure row that the verdicts rest on. */
static void
put_footing(
    FILE *to, const struct style *s, const struct checked *c, size_t rule)
{
	const struct booked_rule *b = &c->book->rule[rule];
	const struct bound *bound = &b->pack->bound;
	bool first = rule == 0 || b[-1].pack != b->pack;
	const struct clause *least = rule_least_sure(b->rule);
	char line[STATE_TEXT + 1000];

	if (first && bound->clause != NULL) {
		snprintf(line, sizeof(line), "Binds %s: %s. Destination: %s.",
		    bound->who[LANGUAGE_EN], bound->act[LANGUAGE_EN],
		    bound->destination[LANGUAGE_EN]);
		text_wrap(to, s, 2, 0, str_of(line));
	}
	if (least == NULL || least == b->rule->clause || clause_is_law(least))
		return;
	snprintf(line, sizeof(line), "It rests on clause %s, which is %s.",
	    least->id,
	    clause_standing_name((enum clause_standing)least->standing));
	text_wrap(to, s, 2, 0, str_of(line));
}

static void
put_rule(FILE *to, const struct style *s, const struct checked *c, size_t rule)
{
	const struct booked_rule *b = &c->book->rule[rule];
	const struct rule *r = b->rule;
	struct rule_standing standing = rule_standing_on(r, c->days.law);
	char state[STATE_TEXT], day[DATE_TEXT], line[STATE_TEXT + 600];

	fprintf(to, "%s/%s: ", b->pack->id, r->id);
	text_put(to, str_of(r->title[LANGUAGE_EN]));
	fputc('\n', to);
	rule_standing_text(r, &standing, state);
	date_format(c->days.law, day);
	snprintf(line, sizeof(line), "As of %s: %s%s.", day, state,
	    rule_state_counts(standing.state, c->as_if_in_force)
		? ""
		: "; its verdicts do not count");
	text_wrap(to, s, 2, 0, str_of(line));
	if (r->clause == NULL)
		return;
	snprintf(line, sizeof(line), "Clause %s: %s.", r->clause->id,
	    r->clause->source);
	text_wrap(to, s, 2, 0, str_of(line));
	if (!clause_is_law(r->clause)) {
		snprintf(line, sizeof(line),
		    "This clause is %s; it is not law.",
		    clause_standing_name(
			(enum clause_standing)r->clause->standing));
		text_wrap(to, s, 2, 0, str_of(line));
	}
	put_footing(to, s, c, rule);
}

/* The other answers, which are never law. */
static void
put_variants(FILE *to, const struct style *s, const struct checked *c,
    size_t rule, uint32_t item)
{
	char line[300];

	if (c->book->has[VARIANT_POLICY]) {
		snprintf(line, sizeof(line),
		    "With your own policy it would read: %s. A policy is not "
		    "law.",
		    verdict_name(judgement_verdict(
			c->judgement, VARIANT_POLICY, rule, item)));
		text_wrap(to, s, 4, 0, str_of(line));
	}
	if (c->with != NULL) {
		snprintf(line, sizeof(line),
		    "With your assumptions it would read: %s. An assumption is "
		    "not a declaration.",
		    verdict_name(
			judgement_verdict(c->with, VARIANT_LAW, rule, item)));
		text_wrap(to, s, 4, 0, str_of(line));
	}
	if (c->book->has[VARIANT_PRESUMED]) {
		snprintf(line, sizeof(line),
		    "With presumed origins taken as declared it would read: "
		    "%s.",
		    verdict_name(judgement_verdict(
			c->judgement, VARIANT_PRESUMED, rule, item)));
		text_wrap(to, s, 4, 0, str_of(line));
	}
	if (c->book->has[VARIANT_ALLOCATED]) {
		snprintf(line, sizeof(line),
		    "By what was paid, shared out by mass, it would read: %s. "
		    "That is an assumption: nobody has stated these shares.",
		    verdict_name(judgement_verdict(
			c->judgement, VARIANT_ALLOCATED, rule, item)));
		text_wrap(to, s, 4, 0, str_of(line));
	}
}

/* The answer, its arithmetic, and the first `most` parts of each kind. */
static enum status
put_reason(FILE *to, const struct style *s, const struct checked *c,
    const struct reason *r, size_t most, struct gaps_once *told,
    struct error *err)
{
	enum verdict v =
	    judgement_verdict(c->judgement, VARIANT_LAW, r->rule, r->item);
	bool margins = most > SHOWN_PARTS || margins_affordable(c, SHOWN_FULL);
	char text[REASON_TEXT];

	if (c->book->rule[r->rule].rule->nreading > 0) {
		if (readings_write(to, s, c, r->rule, r->item, margins, err) !=
		    ST_OK)
			return err->code;
	} else {
		reason_text(text, r, c);
		text_wrap(to, s, 4, 0, str_of(text));
		arithmetic_write(to, s, c, r);
		if (margins && (methods_write(to, s, c, r, err) != ST_OK ||
				   margins_write(to, s, c, r, err) != ST_OK))
			return err->code;
	}
	put_variants(to, s, c, r->rule, r->item);
	outcome_write(to, s, c, r->rule, r->item);
	exemptions_write(to, s, c, r->rule, r->item);
	conflicts_of_verdict(to, s, c, r->rule, r->item);
	if (v == VERDICT_CLEAR)
		return ST_OK;
	if (r->ngiver > 0)
		fputc('\n', to);
	if (parts_givers(to, s, c, r, most, err) == ST_OK && r->nopen > 0)
		gaps_once_put(told, to, s, c, r, most, err);
	return err->code;
}

static enum status
put_full(FILE *to, const struct style *s, const struct checked *c, size_t rule,
    uint32_t item, struct gaps_once *told, struct error *err)
{
	struct reason r;
	enum verdict v =
	    judgement_verdict(c->judgement, VARIANT_LAW, rule, item);

	put_verdict(to, s, c, rule, item);
	if (reason_find(&r, c, rule, item, true,
		v != VERDICT_CLEAR ? SHOWN_PARTS : 0, err) == ST_OK)
		put_reason(to, s, c, &r, SHOWN_PARTS, told, err);
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
	size_t full = checked_affordable(c, SHOWN_FULL);
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

/* What the officer took for granted, and on whose word. */
static void
put_policy(FILE *to, const struct style *s, const struct policy *p)
{
	char until[DATE_TEXT], line[1000];

	if (p == NULL)
		return;
	fputs("Your policy ", to);
	text_put(to, str_of(p->path));
	fputs(":\n", to);
	for (size_t i = 0; i < p->n; i++) {
		const struct policy_entry *e = &p->entry[i];

		date_format(e->until, until);
		line[0] = '\0';
		if (e->kind == POLICY_TRACE_FLOOR)
			str_add(line, sizeof(line),
			    "less than %s of an item is none", e->share_text);
		else if (e->kind == POLICY_READING)
			str_add(line, sizeof(line), "%s is read as %s", e->rule,
			    e->reading);
		else
			str_add(line, sizeof(line),
			    "\"not intentionally added\" is none");
		str_add(line, sizeof(line), ": %s (%s, until %s%s)", e->reason,
		    e->author, until,
		    e->expired ? "; expired, does not count" : "");
		text_wrap(to, s, 2, 0, str_of(line));
	}
	fputc('\n', to);
}

/* Where not all is of one day. */
static void
put_days(FILE *to, const struct style *s, const struct days *d)
{
	char text[DAYS_TEXT], day[DATE_TEXT], line[DAYS_TEXT + 40];

	if (days_are_one(d))
		return;
	days_text(d, text);
	date_format(d->as_of, day);
	snprintf(line, sizeof(line), "Judged as of %s, but %s.", day, text);
	text_wrap(to, s, 0, 0, str_of(line));
	fputc('\n', to);
}

enum status
headline_write(FILE *to, const struct style *style, const struct checked *c,
    struct error *err)
{
	struct gaps_once told = { 0 };

	put_days(to, style, &c->days);
	put_policy(to, style, c->book->policy);
	assumptions_write(to, style, c);
	valued_write(to, style, c);
	transaction_write(to, style, c, false);
	for (size_t rule = 0; rule < c->book->nrule; rule++) {
		if (rule > 0)
			fputc('\n', to);
		put_rule(to, style, c, rule);
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
	if (covered_write(
		to, style, c, checked_affordable(c, SHOWN_FULL), err) != ST_OK)
		return err->code;
	if (summary_write(to, style, c, err) == ST_OK)
		digests_write(to, style, c);
	return err->code;
}

static bool
is_assumed(const struct checked *c, uint32_t item)
{
	size_t n = 0;

	if (c->assumed != NULL)
		assumed_of_item(c->assumed, item, &n);
	return n > 0;
}

/* Documents of the parts that give or may give. */
static void
put_documents(FILE *to, const struct style *style, const struct checked *c,
    const struct reason *r, size_t most)
{
	const struct part *list[] = { r->giver, r->open };
	const size_t n[] = { r->ngiver, r->nopen };
	char label[LABEL_TEXT];
	bool any = false;

	for (size_t l = 0; l < 2; l++)
		for (size_t i = 0; i < n[l] && i < most; i++) {
			const struct part *p = &list[l][i];
			uint32_t item = r->parts.share[p->share].item;

			/* A giver that is open stands in both lists; of the
			 * silent ones there is nothing to say. */
			if (l == 1 && (p->lo > 0 || (p->gap == GAP_SILENT &&
							!is_assumed(c, item))))
				continue;
			fputs(any ? "" : "\n  What was declared:\n", to);
			any = true;
			fputs("  ", to);
			text_put(to, path_label(c->bom, item, label));
			fputc('\n', to);
			documents_write(to, c->bom, item);
			assumptions_of_item(to, c, item);
			origin_write(to, style, c, r, item);
		}
}

static enum status
put_working(FILE *to, const struct style *style, const struct checked *c,
    const struct reason *r, size_t most, struct error *err)
{
	struct working w;

	if (working_open(&w, c, r, most, err) == ST_OK)
		working_write(to, style, &w, err);
	working_close(&w);
	return err->code;
}

/* Why one rule judges the item so. */
static enum status
put_explained(FILE *to, const struct style *style, const struct checked *c,
    size_t rule, uint32_t item, struct error *err)
{
	size_t most = c->all_parts ? SIZE_MAX : EXPLAINED_PARTS;
	char line[200];
	struct reason r;

	if (reason_find(&r, c, rule, item, true, most, err) == ST_OK &&
	    put_reason(to, style, c, &r, most, NULL, err) == ST_OK &&
	    put_working(to, style, c, &r, most, err) == ST_OK)
		put_documents(to, style, c, &r, most);
	if (err->code == ST_OK && (r.ngiver > most || r.nopen > most)) {
		snprintf(line, sizeof(line),
		    "Of each kind %zu parts are told of, the weightiest; with "
		    "--all-parts all %zu that contribute and %zu that are "
		    "open.",
		    most, r.ngiver, r.nopen);
		fputc('\n', to);
		text_wrap(to, style, 2, 0, str_of(line));
	}
	reason_free(&r);
	return err->code;
}

enum status
headline_explain(FILE *to, const struct style *style, const struct checked *c,
    uint32_t item, struct error *err)
{
	put_days(to, style, &c->days);
	put_policy(to, style, c->book->policy);
	assumptions_write(to, style, c);
	valued_write(to, style, c);
	transaction_write(to, style, c, true);
	for (size_t rule = 0; rule < c->book->nrule; rule++) {
		if (rule > 0)
			fputc('\n', to);
		put_rule(to, style, c, rule);
		put_verdict(to, style, c, rule, item);
		if (put_explained(to, style, c, rule, item, err) != ST_OK)
			return err->code;
	}
	if (conflicts_write(to, style, c, item, SIZE_MAX, err) != ST_OK)
		return err->code;
	if (coverage_is_known(c->bom, item))
		fputs("\nMass:\n", to);
	if (covered_write_item(to, style, c, item, err) == ST_OK)
		digests_write(to, style, c);
	return err->code;
}
