/* SPDX-License-Identifier: Apache-2.0 */
/* transaction_told - who ships what to whom, and who holds them; see
 * outcomes.h. */
#include "core/report/outcomes.h"

#include <string.h>

#define LINE 2000
#define DIGITS 8

/* "48 %", "25 % to 100 %", "more than 25 % to less than 50 %" */
static void
add_share(char *out, const struct owned *o)
{
	char lo[NUM_TEXT], hi[NUM_TEXT];
	mpq_t q;

	mpq_init(q);
	mpq_set_ui(q, 100, 1);
	mpq_mul(q, q, o->lo);
	num_format(lo, q, DIGITS, NUM_DOWN);
	mpq_set_ui(q, 100, 1);
	mpq_mul(q, q, o->hi);
	num_format(hi, q, DIGITS, NUM_UP);
	mpq_clear(q);
	if (mpq_equal(o->lo, o->hi))
		str_add(out, LINE, "%s %%", lo);
	else
		str_add(out, LINE, "%s%s %% to %s%s %%",
		    o->lo_open ? "more than " : "", lo,
		    o->hi_open ? "less than " : "", hi);
}

/* "caught as a chain, not as a product (48 %)" */
static void
add_readings(char *out, const struct owned *o)
{
	static const char *const words[OWNED_READINGS] = { "as a chain",
		"by control", "as a product" };

	for (int r = 0; r < OWNED_READINGS; r++) {
		str_add(out, LINE, "%s%s %s", r > 0 ? ", " : "",
		    o->reading[r] == REPLY_YES  ? "caught"
		    : o->reading[r] == REPLY_NO ? "not caught"
						: "open",
		    words[r]);
		if (r == OWNED_BY_PRODUCT) {
			str_add(out, LINE, " (");
			add_share(out, o);
			str_add(out, LINE, ")");
		}
	}
}

/* "Control Co holds 80 % of Mid, Mid holds 60 % of Buyer" */
static void
add_way(char *out, const struct transaction *t, const struct owned *o)
{
	for (size_t i = 1; i < o->nway; i++)
		str_add(out, LINE, "%s%s holds %s of %s", i > 1 ? ", " : "",
		    t->party[o->way[i - 1].party].name,
		    t->stake[o->way[i].stake].text,
		    t->party[o->way[i].party].name);
}

static bool
is_quiet(const struct owned *o)
{
	for (int r = 0; r < OWNED_READINGS; r++)
		if (o->reading[r] != REPLY_NO)
			return false;
	return true;
}

static void
put_owned(FILE *to, const struct style *style, const struct deal *d,
    const struct deal_pack *p, const struct party_owned *x)
{
	const struct pack_question *q =
	    &p->pack->decisions->question[x->question];
	const struct transaction *t = d->t;
	char line[LINE];

	snprintf(line, sizeof(line),
	    "%s%s%s of %s in listed hands: ", q->above ? "More than " : "",
	    q->limit_text, q->above ? "" : " or more", t->party[x->party].name);
	add_readings(line, &x->owned);
	str_add(line, sizeof(line), ". %s goes by %s (%s, clause %s%s%s).",
	    p->pack->id,
	    ownership_reading_name((enum ownership_reading)q->reading), q->id,
	    q->clause->id, clause_is_law(q->clause) ? "" : ", ",
	    clause_is_law(q->clause)
		? ""
		: clause_standing_name(
		      (enum clause_standing)q->clause->standing));
	text_wrap(to, style, 2, 0, str_of(line));
	line[0] = '\0';
	if (x->owned.nway > 1) {
		add_way(line, t, &x->owned);
		str_add(line, sizeof(line), "; %s %s on a list.",
		    t->party[x->owned.way[0].party].name,
		    x->owned.way_is_sure ? "is" : "may be");
	} else if (!is_quiet(&x->owned)) {
		str_add(line, sizeof(line),
		    "Nobody said who holds the rest, so that somebody on a "
		    "list may.");
	}
	if (x->owned.cycle)
		str_add(line, sizeof(line),
		    " Parties above it hold each other in a ring.");
	if (line[0] != '\0')
		text_wrap(to, style, 4, 0, str_of(line));
}

/* "Seller GmbH in DE"; "nobody named" */
static void
add_party(char *out, const struct transaction *t, enum role r)
{
	bool any = false;

	for (size_t i = 0; i < t->nparty; i++) {
		const struct party *p = &t->party[i];

		if ((p->roles >> r & 1) == 0)
			continue;
		str_add(out, LINE, "%s%s%s%s", any ? " and " : "", p->name,
		    p->country[0] != '\0' ? " in " : "", p->country);
		any = true;
	}
	if (!any)
		str_add(out, LINE, "not named");
}

static bool
has_role(const struct transaction *t, enum role r)
{
	for (size_t i = 0; i < t->nparty; i++)
		if ((t->party[i].roles >> r & 1) != 0)
			return true;
	return false;
}

static void
put_head(FILE *to, const struct style *style, const struct transaction *t)
{
	char line[LINE], day[DATE_TEXT];

	snprintf(line, sizeof(line), "Transaction %s (%s):", t->id, t->path);
	text_wrap(to, style, 0, 0, str_of(line));
	line[0] = '\0';
	for (int r = 0; r < ROLE_COUNT; r++) {
		if (r > ROLE_END_USER && !has_role(t, (enum role)r))
			continue;
		str_add(line, sizeof(line), "%s%s: ", r > 0 ? "; " : "",
		    role_name((enum role)r));
		add_party(line, t, (enum role)r);
	}
	str_add(line, sizeof(line), ".");
	text_wrap(to, style, 2, 0, str_of(line));
	snprintf(line, sizeof(line), "From %s to %s",
	    t->from[0] != '\0' ? t->from : "a country not named",
	    t->to[0] != '\0' ? t->to : "a destination not named");
	if (t->exported != DATE_NONE) {
		date_format(t->exported, day);
		str_add(line, sizeof(line), ", exported on %s", day);
	}
	if (t->period_start != NULL)
		str_add(line, sizeof(line), ", in the period from %s to %s",
		    t->period_start, t->period_end);
	if (t->end_use != END_USE_UNKNOWN)
		str_add(
		    line, sizeof(line), "; end use: %s", end_uses[t->end_use]);
	str_add(line, sizeof(line), ".");
	text_wrap(to, style, 2, 0, str_of(line));
}

void
transaction_write(FILE *to, const struct style *style, const struct checked *c,
    bool all_parties)
{
	const struct deal *d = c->deal;

	if (d == NULL)
		return;
	put_head(to, style, d->t);
	for (size_t p = 0; p < d->npack; p++)
		for (size_t i = 0; i < d->pack[p].nowned; i++)
			if (all_parties ||
			    !is_quiet(&d->pack[p].owned[i].owned))
				put_owned(to, style, d, &d->pack[p],
				    &d->pack[p].owned[i]);
	fputc('\n', to);
}
