/* SPDX-License-Identifier: Apache-2.0 */
/* event_words - what begins or ends on a day; declared in over_time.h. */
#include "core/report/check/over_time.h"
#include "core/report/path.h"

#include <stdio.h>

/* [bytes] Of a name within a sentence. */
#define NAME_MOST 60

/* "document D-17 of ACME", as far as known. */
static void
name_document(char *out, size_t size, const struct bom *b, uint32_t decl)
{
	const struct declaration *d = &b->decl[decl];
	struct str id = str_clip(bom_text_get(b, d->id), NAME_MOST);
	struct str by = str_clip(bom_text_get(b, d->supplier), NAME_MOST);
	struct pos at = bom_pos(b, d->at);

	if (id.n == 0 && by.n == 0)
		snprintf(out, size, "what %.80s says",
		    at.file != NULL ? at.file : "the document");
	else
		snprintf(out, size, "document%s%.*s%s%.*s", id.n > 0 ? " " : "",
		    STR_ARG(id), by.n > 0 ? " of " : "", STR_ARG(by));
}

static void
say_document(char *out, const struct bom *b, const struct event *e)
{
	char name[2 * NAME_MOST + 120], day[DATE_TEXT];

	name_document(name, sizeof(name), b, e->index);
	date_format(b->decl[e->index].until, day);
	if (e->kind == EVENT_DOCUMENT_BEGINS)
		snprintf(out, EVENT_TEXT, "%s holds from its date on", name);
	else
		snprintf(out, EVENT_TEXT, "%s expired on %s", name, day);
}

static void
say_use(char *out, const struct bom *b, const struct event *e)
{
	char child[LABEL_TEXT], parent[LABEL_TEXT], more[40] = "";
	const char *what = e->kind == EVENT_USE_BEGINS ? "now" : "no longer";
	struct str c, p;

	if (e->uses == 0) {
		snprintf(out, EVENT_TEXT, "uses %s",
		    e->kind == EVENT_USE_BEGINS ? "begin" : "end");
		return;
	}
	c = str_clip(path_label(b, e->child, child), 2 * NAME_MOST);
	p = str_clip(path_label(b, e->parent, parent), 2 * NAME_MOST);
	if (e->uses > 1)
		snprintf(
		    more, sizeof(more), ", and so %u more uses", e->uses - 1);
	snprintf(out, EVENT_TEXT, "%.*s is %s in %.*s%s", STR_ARG(c), what,
	    STR_ARG(p), more);
}

static void
say_price(char *out, const struct bom *b, const struct price *p)
{
	struct str market = str_clip(bom_text_get(b, p->market), NAME_MOST);
	char amount[NUM_TEXT];
	mpq_t view, kg;

	mpq_init(kg);
	numtab_view(&b->num, p->amount, view);
	mpq_set_ui(kg, 1000, 1);
	mpq_mul(kg, kg, view);
	num_format(amount, kg, 6, NUM_NEAREST);
	mpq_clear(kg);
	snprintf(out, EVENT_TEXT, "the price of %s %s is now %s %.*s/kg%s%.*s",
	    element_at((int)p->element)->symbol,
	    guise_name((enum guise)p->guise), amount,
	    STR_ARG(bom_text_get(b, p->currency)), market.n > 0 ? ", " : "",
	    STR_ARG(market));
}

static void
say_rate(char *out, const struct bom *b, const struct rate *r)
{
	struct str source = str_clip(bom_text_get(b, r->source), NAME_MOST);
	char amount[NUM_TEXT];
	mpq_t view;

	numtab_view(&b->num, r->amount, view);
	num_format(amount, view, 6, NUM_NEAREST);
	snprintf(out, EVENT_TEXT, "1 %.*s is now %s %.*s%s%.*s",
	    STR_ARG(bom_text_get(b, r->from)), amount,
	    STR_ARG(bom_text_get(b, r->to)), source.n > 0 ? ", " : "",
	    STR_ARG(source));
}

static void
say_rule(char *out, const struct over_time *x, const struct event *e)
{
	const struct booked_rule *b = &x->checked->book->rule[e->index];
	const struct rule *r = b->rule;
	const struct suspension *s = e->kind == EVENT_SUSPENDED ||
					     e->kind == EVENT_LAST_DAY ||
					     e->kind == EVENT_RESUMED
					 ? &r->suspension[e->suspension]
					 : NULL;
	const struct clause *by = s != NULL ? s->clause : NULL;
	char day[DATE_TEXT];

	date_format(s != NULL                   ? s->until
		    : e->kind == EVENT_NOT_READ ? b->pack->read_until
						: r->until,
	    day);
	switch (e->kind) {
	case EVENT_RULE_BEGINS:
		snprintf(out, EVENT_TEXT, "%s",
		    rule_standing_on(r, e->day).state == STATE_IN_FORCE
			? "the rule comes into force"
			: "its first day, but it does not hold on it");
		break;
	case EVENT_SUSPENDED:
		snprintf(out, EVENT_TEXT, "its suspension begins%s%.80s%s",
		    by != NULL ? " (clause " : "", by != NULL ? by->id : "",
		    by != NULL ? ")" : "");
		break;
	case EVENT_LAST_DAY:
		snprintf(out, EVENT_TEXT,
		    "last day of the suspension: whether it is inside is not "
		    "said, taken as suspended");
		break;
	case EVENT_RESUMED:
		snprintf(
		    out, EVENT_TEXT, "the suspension until %s is over", day);
		break;
	case EVENT_RULE_ENDED:
		snprintf(out, EVENT_TEXT, "the rule ended with %s", day);
		break;
	default:
		snprintf(out, EVENT_TEXT,
		    "the law was read up to %s: from here on as far as read",
		    day);
	}
}

void
event_words(
    char out[EVENT_TEXT], const struct over_time *x, const struct event *e)
{
	const struct checked *c = x->checked;
	char day[DATE_TEXT];

	switch (e->kind) {
	case EVENT_DOCUMENT_BEGINS:
	case EVENT_DOCUMENT_EXPIRED:
		say_document(out, c->bom, e);
		break;
	case EVENT_USE_BEGINS:
	case EVENT_USE_ENDED:
		say_use(out, c->bom, e);
		break;
	case EVENT_PRICE:
		say_price(out, c->bom, &c->bom->price[e->index]);
		break;
	case EVENT_RATE:
		say_rate(out, c->bom, &c->bom->rate[e->index]);
		break;
	case EVENT_ASSUMPTION_EXPIRED:
		date_format(c->assumptions->entry[e->index].until, day);
		snprintf(out, EVENT_TEXT,
		    "your assumption \"%.80s\" expired on %s",
		    c->assumptions->entry[e->index].id, day);
		break;
	case EVENT_POLICY_EXPIRED:
		date_format(c->book->policy->entry[e->index].until, day);
		snprintf(out, EVENT_TEXT,
		    "an entry of your policy expired on %s", day);
		break;
	default:
		say_rule(out, x, e);
	}
}
