/* SPDX-License-Identifier: Apache-2.0 */
/* receipt - verdicts with all that they were computed from; see receipt.h. */
#include "core/report/check/receipt.h"

#include "core/bom/table/wishes.h"
#include "core/report/arithmetic.h"
#include "core/report/check/output_json.h"
#include "core/report/json.h"
#include "core/report/outcomes.h"
#include "core/report/path.h"
#include "core/report/readings.h"
#include "core/report/reason.h"

#include <stdlib.h>
#include <string.h>

/* Items of a rule whose arithmetic is kept, and those in which what varies
 * together is bounded together; as in the JSON of `check`. */
#define EXACT_ITEMS 10000
#define CLOSE_ITEMS 20

static void
put_words(struct json *j, const char *key, const struct word_list *w)
{
	json_begin_array(j, key);
	for (size_t i = 0; i < w->n; i++)
		json_put_text(j, NULL, w->word[i]);
	json_end_array(j);
}

/* Only where somebody said how files are to be read. */
static void
put_wishes(struct json *j, const char *key, const struct word_list *w)
{
	if (w->n > 0)
		put_words(j, key, w);
}

static size_t
count_verdicts(const struct checked *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->bom->nitem; i++)
		n += c->all_items || c->shipped[i] != 0;
	return n * c->book->nrule;
}

static void
put_head(struct json *j, const struct checked *c)
{
	output_json_begin(j, "receipt");
	json_put_count(j, "exit_code", (uint64_t)c->exit_code);
	output_json_basis(j, c);
	json_begin_object(j, "options");
	put_words(j, "only", &c->recipe.only);
	put_words(j, "also", &c->recipe.also);
	put_words(j, "ship", &c->recipe.ship);
	json_put_bool(j, "presumed", c->recipe.presumed);
	json_put_bool(j, "exact", c->recipe.exact);
	json_put_bool(j, "all_items", c->all_items);
	if (c->recipe.method != METHOD_UNSAID)
		json_put_text(j, "value_method",
		    value_method_name((enum value_method)c->recipe.method));
	if (c->recipe.allocate)
		json_put_text(j, "allocate", "mass");
	put_wishes(j, "encoding", &c->recipe.encoding);
	put_wishes(j, "decimal", &c->recipe.decimal);
	put_wishes(j, "format", &c->recipe.format);
	json_end_object(j);
	json_put_count(j, "verdicts", count_verdicts(c));
	json_end_object(j);
}

static enum status
put_line(struct json *j, const struct checked *c, size_t rule, uint32_t item,
    bool exact, bool closely, struct error *err)
{
	const struct booked_rule *b = &c->book->rule[rule];
	char readings[READINGS_TEXT];
	struct reason r;

	json_begin_object(j, NULL);
	json_put_text(j, "pack", b->pack->id);
	json_put_text(j, "rule", b->rule->id);
	path_item_json(j, "item", c->bom, item);
	json_put_bool(j, "shipped", c->shipped[item] != 0);
	json_put_text(j, "verdict",
	    verdict_name(
		judgement_verdict(c->judgement, VARIANT_LAW, rule, item)));
	answers_json(j, c, rule, item);
	readings_text(readings, c, rule, item);
	if (readings[0] != '\0')
		json_put_text(j, "readings", readings);
	outcome_json(j, c, rule, item, exact);
	if (exact) {
		if (reason_find(&r, c, rule, item, closely, 0, err) == ST_OK) {
			arithmetic_json(j, c, &r);
			readings_json(j, c, rule, item, false, err);
		}
		reason_free(&r);
	}
	json_end_object(j);
	return err->code;
}

static enum status
put_rule(struct json *j, const struct checked *c, size_t rule, uint8_t shipped,
    struct error *err)
{
	size_t exact = checked_affordable(c, EXACT_ITEMS);
	size_t close = checked_affordable(c, CLOSE_ITEMS);
	struct ranked items;

	if (!ranked_items(c, rule, shipped, &items))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < items.n && err->code == ST_OK; i++)
		put_line(j, c, rule, items.item[i], shipped && i < exact,
		    i < close, err);
	free(items.item);
	return err->code;
}

/*
 * receipt_write - one JSON object a line: how, then each verdict.
 *
 * Out:	in the order of the rules, then as ranked_items() has it
 */
enum status
receipt_write(FILE *to, const struct checked *c, struct error *err)
{
	struct json j = { .to = to, .lines = true };

	put_head(&j, c);
	for (size_t rule = 0; rule < c->book->nrule; rule++)
		for (int shipped = 1; shipped >= (c->all_items ? 0 : 1);
		     shipped--)
			if (put_rule(&j, c, rule, (uint8_t)shipped, err) !=
			    ST_OK)
				return err->code;
	return j.bad ? error_set(err, ST_NOMEM, pos_none, "out of memory")
		     : ST_OK;
}

static void
add_words(FILE *to, const char *what, const struct word_list *w)
{
	for (size_t i = 0; i < w->n; i++)
		fprintf(to, "%s %s\n", what, w->word[i]);
}

static void
add_day(FILE *to, const char *what, date_day day)
{
	char text[DATE_TEXT];

	date_or_blank(day, text);
	fprintf(to, "%s %s\n", what, text);
}

/* How the file above is read, where somebody said so. */
static void
add_wish(FILE *to, const char *what, const struct word_list *w,
    const struct source *of)
{
	const char *said = wishes_word(w->word, w->n, of->name);

	if (said != NULL)
		fprintf(to, "%s %s\n", what, said);
}

static void
add_source(FILE *to, const struct recipe *r, const struct source *s)
{
	fprintf(to, "%s %s\n", s->role, s->sha256);
	if (strcmp(s->role, "product") != 0)
		return;
	add_wish(to, "encoding", &r->encoding, s);
	add_wish(to, "decimal", &r->decimal, s);
	add_wish(to, "format", &r->format, s);
}

/* Names of files do not decide anything: the same bytes are the same. */
bool
receipt_basis(const struct checked *c, char out[SHA256_HEX])
{
	uint8_t digest[SHA256_SIZE];
	char *text = NULL;
	size_t size = 0;
	FILE *to = open_memstream(&text, &size);
	bool ok;

	if (to == NULL)
		return false;
	fprintf(to, "retrace " RETRACE_VERSION "\n");
	add_day(to, "as-of", c->days.as_of);
	add_day(to, "law-as-of", c->days.law);
	add_day(to, "bom-as-of", c->days.bom);
	add_day(to, "price-as-of", c->days.price);
	add_words(to, "only", &c->recipe.only);
	add_words(to, "also", &c->recipe.also);
	add_words(to, "ship", &c->recipe.ship);
	fprintf(to, "as-if-in-force %d\npresumed %d\n", c->as_if_in_force,
	    c->recipe.presumed);
	if (c->recipe.method != METHOD_UNSAID)
		fprintf(to, "value-method %s\n",
		    value_method_name((enum value_method)c->recipe.method));
	if (c->recipe.allocate)
		fprintf(to, "allocate mass\n");
	for (size_t i = 0; i < c->nsource; i++)
		add_source(to, &c->recipe, &c->source[i]);
	/* the quantities of a year or a shipment decide verdicts, too */
	for (size_t i = 0; i < c->nbeside; i++)
		if ((c->book->per_year != NULL ||
			c->book->per_shipment != NULL) &&
		    strcmp(c->beside[i].role, "transaction") == 0)
			fprintf(to, "%s %s\n", c->beside[i].role,
			    c->beside[i].sha256);
	ok = fclose(to) == 0 &&
	     digest_sha256((struct str){ text, size }, digest);
	free(text);
	if (ok)
		digest_hex(digest, out);
	return ok;
}
