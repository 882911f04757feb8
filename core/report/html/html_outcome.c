/* SPDX-License-Identifier: Apache-2.0 */
/* html_outcome - what follows in the transaction; see html_parts.h. */
#include "core/report/html/html_parts.h"

#include "core/report/exemptions.h"
#include "core/report/outcomes.h"

static const char *
colon(const struct html *h)
{
	return h->l == LANGUAGE_ZH ? "：" : ": ";
}

/* "a military user abroad (2)", and the standing of what is no law. */
static void
put_decision(
    const struct html *h, const struct outcome_of *o, const struct decision *x)
{
	const struct clause *least = decision_least_sure(o->d, x);

	html_text(h, str_of(x->title[h->l]));
	fputs(" (", h->to);
	html_text(h, str_of(x->clause->id));
	if (least != NULL && !clause_is_law(least)) {
		fputs("; ", h->to);
		html_text(h, str_of(least->id));
		fputs(colon(h), h->to);
		html_say(h, HW_NOT_LAW);
	}
	fputs(")", h->to);
}

static void
put_list(const struct html *h, const struct outcome_of *o, uint64_t set,
    const struct decision *list, size_t n, enum html_word before)
{
	for (size_t i = 0; i < n; i++) {
		if ((set >> i & 1) == 0)
			continue;
		fputs("<li>", h->to);
		if (before != HW_COUNT) {
			html_say(h, before);
			fputs(colon(h), h->to);
		}
		put_decision(h, o, &list[i]);
		fputs("</li>\n", h->to);
	}
}

/* What is asked of a variable that is no question of the pack. */
static enum html_word
asked(const struct variable *v)
{
	static const enum html_word country[COUNTRY_KINDS] = { [COUNTRY_TO] =
								   HW_ASK_TO,
		[COUNTRY_FROM] = HW_ASK_FROM,
		[COUNTRY_EXPORTER] = HW_ASK_EXPORTER };

	switch (v->kind) {
	case VARIABLE_VERDICT:
		return HW_ASK_VERDICT;
	case VARIABLE_COUNTRY:
		return country[v->of];
	case VARIABLE_DOMESTIC:
		return HW_ASK_DOMESTIC;
	case VARIABLE_END_USE:
		return HW_ASK_END_USE;
	default:
		return HW_ASK_PER_YEAR;
	}
}

/* The open answers that decide it. */
static void
put_asked(const struct html *h, const struct outcome_of *o)
{
	for (size_t v = 0; v < o->d->nvariable; v++) {
		const struct variable *x = &o->d->variable[v];

		if ((o->decided.matters >> v & 1) == 0)
			continue;
		fputs("<li>", h->to);
		html_text(h, str_of(outcome_variable(o, (uint8_t)v)));
		fputs(colon(h), h->to);
		if (x->kind == VARIABLE_ANSWER)
			html_text(h, str_of(o->d->question[x->of].title[h->l]));
		else
			html_say(h, asked(x));
		fputs("</li>\n", h->to);
	}
}

static void
put_exemption(void *to, const char *text)
{
	const struct html *const *h = to;

	fputs("<p>", (*h)->to);
	html_text(*h, str_of(text));
	fputs("</p>\n", (*h)->to);
}

void
html_outcome(const struct html *h, size_t rule, uint32_t item)
{
	const struct html *put = h;
	struct outcome_of o;
	bool open;

	exemptions_each(h->c, rule, item, h->l, put_exemption, &put);
	if (!outcome_find(&o, h->c, rule, item))
		return;
	open = o.decided.outcome == OUTCOME_UNDETERMINED;
	fputs("<p>", h->to);
	html_say(h, HW_FOLLOWS);
	fputs(colon(h), h->to);
	fputs("<b>", h->to);
	html_text(
	    h, str_of(outcome_name((enum outcome)o.decided.outcome, h->l)));
	fputs("</b>", h->to);
	if (open) {
		fputs(". ", h->to);
		html_say(h, HW_FOLLOWS_ASKS);
	}
	fputs("</p>\n<ul>\n", h->to);
	if (open)
		put_asked(h, &o);
	else
		put_list(h, &o, o.decided.reached, o.d->decision,
		    o.d->ndecision, HW_COUNT);
	put_list(h, &o, o.decided.duty, o.d->duty, o.d->nduty, HW_DUTY);
	put_list(
	    h, &o, o.decided.duty_open, o.d->duty, o.d->nduty, HW_DUTY_PERHAPS);
	fputs("</ul>\n", h->to);
}
