/* SPDX-License-Identifier: Apache-2.0 */
/* valued - by which prices and rates values were counted; see valued.h. */
#include "core/report/valued.h"

#include "core/report/path.h"
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

/* "DYFE: 80 USD paid per kg (bom.xml:7)" */
static void
say_paid(char line[LINE], const struct bom *b, uint32_t item)
{
	const struct item *i = &b->item[item];
	struct pos at = bom_pos(b, i->at);
	char label[LABEL_TEXT];

	str_add(line, LINE,
	    "%.*s: ", STR_ARG(str_clip(path_label(b, item, label), 120)));
	add_number(line, b, i->value, i->dim == DIM_MASS ? 1000 : 1);
	str_add(line, LINE, " %.*s paid per %s",
	    STR_ARG(bom_text_get(b, i->currency)),
	    i->dim == DIM_MASS ? "kg" : path_unit(b, item));
	if (at.file != NULL)
		str_add(line, LINE, " (%.80s:%u)", at.file, (unsigned)at.line);
}

/* Each line of the list. */
static void
tell_all(const struct bom *b, const struct valuation *v,
    void (*tell)(void *to, const char *line), void *to)
{
	char line[LINE];

	for (size_t i = 0; i < v->nprice && i < SHOWN; i++) {
		line[0] = '\0';
		say_price(line, b, &b->price[v->price[i]]);
		tell(to, line);
	}
	if (v->nprice > SHOWN) {
		snprintf(line, sizeof(line), "and %zu more prices",
		    v->nprice - SHOWN);
		tell(to, line);
	}
	for (size_t i = 0; i < v->npaid && i < SHOWN; i++) {
		line[0] = '\0';
		say_paid(line, b, v->paid[i]);
		tell(to, line);
	}
	if (v->npaid > SHOWN) {
		snprintf(line, sizeof(line), "and %zu more prices paid",
		    v->npaid - SHOWN);
		tell(to, line);
	}
	for (size_t i = 0; i < v->nrate; i++) {
		line[0] = '\0';
		say_rate(line, b, &v->rate[i]);
		tell(to, line);
	}
}

bool
valued_each(const struct checked *c, void (*begin)(void *to),
    void (*tell)(void *to, const char *line), void *to)
{
	struct valuation v;
	bool any;

	if (!valuation_find(&v, c->book, c->bom))
		return false;
	any = v.nprice > 0 || v.nrate > 0 || v.npaid > 0;
	if (any) {
		begin(to);
		tell_all(c->bom, &v, tell, to);
	}
	valuation_free(&v);
	return any;
}

struct to_text {
	FILE *to;
	const struct style *style;
};

static void
begin_text(void *to)
{
	fputs("Values are counted by\n", ((struct to_text *)to)->to);
}

static void
tell_text(void *to, const char *line)
{
	const struct to_text *t = to;

	text_wrap(t->to, t->style, 2, 0, str_of(line));
}

void
valued_write(FILE *to, const struct style *style, const struct checked *c)
{
	struct to_text t = { to, style };

	if (valued_each(c, begin_text, tell_text, &t))
		fputc('\n', to);
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

static void
put_paid(struct json *j, const struct bom *b, uint32_t item)
{
	struct pos at = bom_pos(b, b->item[item].at);

	json_begin_object(j, NULL);
	path_item_json(j, "item", b, item);
	put_number(j, "price", b, b->item[item].value);
	json_put_str(j, "currency", bom_text_get(b, b->item[item].currency));
	json_put_text(j, "unit", path_unit(b, item));
	json_put_pos(j, at);
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
		if (c->book->method != METHOD_UNSAID)
			json_put_text(j, "method",
			    value_method_name(
				(enum value_method)c->book->method));
		if (c->book->has[VARIANT_ALLOCATED])
			json_put_text(j, "allocate", "mass");
		json_begin_array(j, "prices");
		for (size_t i = 0; i < v.nprice; i++)
			put_price(j, c->bom, &c->bom->price[v.price[i]]);
		json_end_array(j);
		json_begin_array(j, "paid");
		for (size_t i = 0; i < v.npaid; i++)
			put_paid(j, c->bom, v.paid[i]);
		json_end_array(j);
		json_begin_array(j, "rates");
		for (size_t i = 0; i < v.nrate; i++)
			put_rate(j, c->bom, &v.rate[i]);
		json_end_array(j);
		json_end_object(j);
	}
	valuation_free(&v);
}
