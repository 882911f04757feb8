/* SPDX-License-Identifier: Apache-2.0 */
/* draft_header - why it is filed, and under which rules; see draft_parts.h. */
#include "core/filing/draft/draft_parts.h"

#include <stdio.h>

#define SENTENCE 400

const char *
draft_kind_name(enum draft_kind kind)
{
	static const char *const names[] = { [DRAFT_INITIAL] = "initial",
		[DRAFT_REPORT] = "report",
		[DRAFT_NOTICE] = "notice" };

	return names[kind];
}

static struct rule_standing
standing_of(const struct drafting *d, size_t r)
{
	return rule_standing_on(d->book->rule[r].rule, d->in->days.law);
}

/* Does the pack come for the first time with rule r? */
static bool
is_first_of_pack(const struct rulebook *book, size_t r)
{
	for (size_t k = 0; k < r; k++)
		if (book->rule[k].pack == book->rule[r].pack)
			return false;
	return true;
}

bool
draft_is_hypothetical(const struct drafting *d)
{
	for (size_t r = 0; r < d->book->nrule; r++)
		if (standing_of(d, r).state == STATE_HYPOTHETICAL)
			return true;
	return false;
}

uint32_t
draft_demanded(const struct drafting *d)
{
	uint32_t fields = 0;

	for (size_t r = 0; r < d->book->nrule; r++)
		fields |= pack_demands(d->book->rule[r].pack);
	return fields;
}

static void
put_notice(
    struct drafting *d, const char *about, const char *lang, const char *text)
{
	canon_open(&d->w, "notice");
	draft_text(d, "about", str_of(about));
	draft_text(d, "lang", str_of(lang));
	canon_text(&d->w, str_of(text));
	canon_close(&d->w);
}

static void
put_rule_notices(struct drafting *d, size_t r)
{
	const struct booked_rule *b = &d->book->rule[r];
	struct rule_standing s = standing_of(d, r);
	char text[SENTENCE], day[DATE_TEXT];

	if (s.state == STATE_HYPOTHETICAL) {
		snprintf(text, sizeof(text),
		    "Rule %.64s of %.64s is hypothetical: nobody has enacted "
		    "it, and no law asks for this document on its account.",
		    b->rule->id, b->pack->id);
		put_notice(d, "hypothetical", "en", text);
		snprintf(text, sizeof(text),
		    "%.64s 的规则 %.64s 是假设的：没有任何机关颁布该规则，"
		    "也没有法律因此要求提交本文件。",
		    b->pack->id, b->rule->id);
		put_notice(d, "hypothetical", "zh", text);
	}
	if (s.unclear_day) {
		date_format(d->in->days.law, day);
		snprintf(text, sizeof(text),
		    "%s is the last day of the suspension of rule %.64s of "
		    "%.64s; whether it is inside is not said: taken as "
		    "suspended.",
		    day, b->rule->id, b->pack->id);
		put_notice(d, "last-day", "en", text);
		snprintf(text, sizeof(text),
		    "%s 是 %.64s 的规则 %.64s 暂停期的最后一日；"
		    "该日是否计入未予说明，此处视为仍在暂停。",
		    day, b->pack->id, b->rule->id);
		put_notice(d, "last-day", "zh", text);
	}
}

static void
put_pack_notices(struct drafting *d, const struct pack *p)
{
	char text[SENTENCE], day[DATE_TEXT], read[DATE_TEXT];

	if (d->in->days.law <= p->read_until)
		return;
	date_format(d->in->days.law, day);
	date_format(p->read_until, read);
	snprintf(text, sizeof(text),
	    "The law of %.64s was read up to %s: what holds on %s is in force "
	    "as far as read.",
	    p->id, read, day);
	put_notice(d, "law-read-until", "en", text);
	snprintf(text, sizeof(text),
	    "%.64s 的法规查阅至 %s；%s 的效力以所查阅者为限。", p->id, read,
	    day);
	put_notice(d, "law-read-until", "zh", text);
}

/* Figures that rest on it must not pass for prices. */
static void
put_allocation_notice(struct drafting *d)
{
	const struct policy *p = d->book->policy;

	if (!d->book->has[VARIANT_ALLOCATED] && (p == NULL || !p->allocate))
		return;
	put_notice(d, "allocated", "en",
	    "Calculations with allocate=\"mass\" rest on an assumption: what "
	    "was paid for a part is shared out by mass over what is in it. "
	    "Nobody has stated these shares, and the verdict by law does not "
	    "go by them.");
	put_notice(d, "allocated", "zh",
	    "标有 allocate=\"mass\" 的计算基于假定：零件的实付价格按质量分摊到"
	    "所含物质。该分摊未经任何人说明，按法律作出的判定不以此为据。");
}

static void
put_titles(struct drafting *d, const char *const title[LANGUAGE_COUNT])
{
	if (title[LANGUAGE_EN] != NULL)
		draft_text(d, "title", str_of(title[LANGUAGE_EN]));
	if (title[LANGUAGE_ZH] != NULL && title[LANGUAGE_ZH][0] != '\0')
		draft_text(d, "title-zh", str_of(title[LANGUAGE_ZH]));
}

static void
put_rule(struct drafting *d, size_t r)
{
	const struct rule *rule = d->book->rule[r].rule;
	struct rule_standing s = standing_of(d, r);
	const struct clause *least = rule_least_sure(rule);
	char text[STATE_TEXT];

	canon_open(&d->w, "rule");
	draft_text(d, "id", str_of(rule->id));
	put_titles(d, (const char *const *)rule->title);
	draft_text(d, "state", str_of(rule_state_name(s.state)));
	draft_flag(
	    d, "counts", rule_state_counts(s.state, d->in->as_if_in_force));
	if (rule->clause != NULL)
		draft_text(d, "clause", str_of(rule->clause->id));
	if (least != NULL)
		draft_text(d, "standing",
		    str_of(clause_standing_name(
			(enum clause_standing)least->standing)));
	rule_standing_text(rule, &s, text);
	canon_text(&d->w, str_of(text));
	canon_close(&d->w);
}

static enum status
put_pack(struct drafting *d, const struct pack *p)
{
	char demands[DISCLOSED_TEXT];
	enum status st;

	canon_open(&d->w, "pack");
	draft_text(d, "id", str_of(p->id));
	draft_text(d, "version", str_of(p->version));
	put_titles(d, (const char *const *)p->title);
	draft_day(d, "read-until", p->read_until);
	disclosed_text(pack_demands(p), demands);
	if (demands[0] != '\0')
		draft_text(d, "demands", str_of(demands));
	st = draft_digest(d, "sha256", (struct str){ p->xml.p, p->xml.n });
	for (size_t r = 0; r < d->book->nrule; r++)
		if (d->book->rule[r].pack == p)
			put_rule(d, r);
	canon_close(&d->w);
	return st;
}

/* Days other than that of the filing. */
static void
put_other_days(struct drafting *d)
{
	const struct days *x = &d->in->days;

	if (x->law != x->as_of)
		draft_day(d, "law-as-of", x->law);
	if (x->bom != x->as_of)
		draft_day(d, "bom-as-of", x->bom);
	if (x->price != x->as_of)
		draft_day(d, "price-as-of", x->price);
}

enum status
draft_header(struct drafting *d)
{
	enum status st = ST_OK;

	canon_open(&d->w, "header");
	draft_text(d, "kind",
	    d->in->earlier != NULL
		? str_of(earlier_kind(d->in->earlier->how))
		: str_of(draft_kind_name((enum draft_kind)d->in->kind)));
	draft_text(d, "basis", str_of(draft_basis_name(draft_basis_of_all(d))));
	draft_day(d, "as-of", d->in->days.as_of);
	put_other_days(d);
	draft_text(d, "program", str_of(d->in->program));
	draft_text(d, "hypothetical",
	    draft_is_hypothetical(d) ? STR("yes") : STR("no"));
	if (d->in->earlier != NULL)
		earlier_write(d->in->earlier, &d->w);
	for (size_t r = 0; r < d->book->nrule; r++) {
		put_rule_notices(d, r);
		if (is_first_of_pack(d->book, r))
			put_pack_notices(d, d->book->rule[r].pack);
	}
	put_allocation_notice(d);
	for (size_t r = 0; st == ST_OK && r < d->book->nrule; r++)
		if (is_first_of_pack(d->book, r))
			st = put_pack(d, d->book->rule[r].pack);
	canon_close(&d->w);
	return st;
}
