/* SPDX-License-Identifier: Apache-2.0 */
/* valued - by which prices and rates values were counted; see valued.h. */
#include "core/report/valued.h"

#include "core/rules/valuation.h"

#include <stdio.h>

/* Prices that are told to a reader; a program gets all of them. */
#define SHOWN 12
#define LINE 400

/* " of 2025-12-05 (Europe)" */
static void
add_source(char line[LINE], const struct bom *b, date_day date, uint32_t source)
{
	struct str by = str_clip(bom_text_get(b, source), 80);
	char day[DATE_TEXT];

	if (date != DATE_NONE) {
		date_format(date, day);
		str_add(line, LINE, " of %s", day);
	}
	if (by.n > 0)
		str_add(line, LINE, " (%.*s)", STR_ARG(by));
}

static void
add_number(char line[LINE], const struct bom *b, uint32_t id, unsigned times)
{
	char text[NUM_TEXT];
	mpq_t view, q;

	mpq_init(q);
	numtab_view(&b->num, id, view);
	mpq_set_ui(q, times, 1);
	mpq_mul(q, q, view);
	num_format(text, q, 6, NUM_NEAREST);
	mpq_clear(q);
	str_add(line, LINE, "%s", text);
}

/* "Dy oxide 224 USD/kg of 2025-12-05 (Europe)" */
static void
say_price(char line[LINE], const struct bom *b, const struct price *p)
{
	str_add(line, LINE, "%s %s ", element_at((int)p->element)->symbol,
	    guise_name((enum guise)p->guise));
	add_number(line, b, p->amount, 1000);
	str_add(line, LINE, " %.*s/kg", STR_ARG(bom_text_get(b, p->currency)));
	add_source(line, b, p->date, p->market);
	if (p->conversion != 0)
		str_add(line, LINE, ", stated in %.*s",
		    STR_ARG(bom_text_get(
			b, b->conversion[p->conversion - 1].from)));
}

/* "1 CNY is 0.1389 USD of 2025-12-05 (PBOC)" */
static void
say_rate(char line[LINE], const struct bom *b, const struct conversion *c)
{
	const struct rate *r = &b->rate[c->rate];

	str_add(line, LINE, "1 %.*s is ", STR_ARG(bom_text_get(b, c->from)));
	add_number(line, b, c->lo, 1);
	if (c->hi != c->lo) {
		str_add(line, LINE, " to ");
		add_number(line, b, c->hi, 1);
	}
	str_add(line, LINE, " %.*s", STR_ARG(bom_text_get(b, c->to)));
	add_source(line, b, r->date, r->source);
	if (c->inverse)
		str_add(line, LINE, ", the inverse of the stated rate");
}

void
valued_write(FILE *to, const struct style *style, const struct checked *c)
{
	struct valuation v;
	char line[LINE];

	if (!valuation_find(&v, c->book, c->bom))
		return;
	if (v.nprice > 0 || v.nrate > 0)
		fputs("Values are counted by\n", to);
	for (size_t i = 0; i < v.nprice && i < SHOWN; i++) {
		line[0] = '\0';
		say_price(line, c->bom, &c->bom->price[v.price[i]]);
		text_wrap(to, style, 2, 0, str_of(line));
	}
	if (v.nprice > SHOWN)
		fprintf(to, "  and %zu more prices\n", v.nprice - SHOWN);
	for (size_t i = 0; i < v.nrate; i++) {
		line[0] = '\0';
		say_rate(line, c->bom, &v.rate[i]);
		text_wrap(to, style, 2, 0, str_of(line));
	}
	if (v.nprice > 0 || v.nrate > 0)
		fputc('\n', to);
	valuation_free(&v);
}

static void
put_number(struct json *j, const char *key, const struct bom *b, uint32_t id)
{
	mpq_t view;

	numtab_view(&b->num, id, view);
	json_put_exact(j, key, view);
}

static void
put_date(struct json *j, date_day date)
{
	char day[DATE_TEXT];

	if (date == DATE_NONE) {
		json_put_null(j, "date");
		return;
	}
	date_format(date, day);
	json_put_text(j, "date", day);
}

static void
put_price(struct json *j, const struct bom *b, const struct price *p)
{
	json_begin_object(j, NULL);
	json_put_text(j, "element", element_at((int)p->element)->symbol);
	json_put_text(j, "form", guise_name((enum guise)p->guise));
	put_number(j, "per_gram", b, p->amount);
	json_put_str(j, "currency", bom_text_get(b, p->currency));
	if (p->conversion != 0)
		json_put_str(j, "stated_in",
		    bom_text_get(b, b->conversion[p->conversion - 1].from));
	put_date(j, p->date);
	json_put_str(j, "market", bom_text_get(b, p->market));
	json_end_object(j);
}

static void
put_rate(struct json *j, const struct bom *b, const struct conversion *c)
{
	json_begin_object(j, NULL);
	json_put_str(j, "from", bom_text_get(b, c->from));
	json_put_str(j, "to", bom_text_get(b, c->to));
	put_number(j, "low", b, c->lo);
	put_number(j, "high", b, c->hi);
	json_put_bool(j, "inverse", c->inverse);
	put_date(j, b->rate[c->rate].date);
	json_put_str(j, "source", bom_text_get(b, b->rate[c->rate].source));
	json_end_object(j);
}

void
valued_json(struct json *j, const struct checked *c)
{
	struct valuation v;

	if (!valuation_find(&v, c->book, c->bom)) {
		j->bad = true;
		return;
	}
	if (v.asked) {
		json_begin_object(j, "valuation");
		json_begin_array(j, "prices");
		for (size_t i = 0; i < v.nprice; i++)
			put_price(j, c->bom, &c->bom->price[v.price[i]]);
		json_end_array(j);
		json_begin_array(j, "rates");
		for (size_t i = 0; i < v.nrate; i++)
			put_rate(j, c->bom, &v.rate[i]);
		json_end_array(j);
		json_end_object(j);
	}
	valuation_free(&v);
}
