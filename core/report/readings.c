/* SPDX-License-Identifier: Apache-2.0 */
/* readings - what each reading of a rule comes to; see readings.h. */
#include "core/report/readings.h"

#include "core/report/arithmetic.h"
#include "core/report/limit_words.h"
#include "core/report/margins.h"
#include "core/report/methods.h"

/* Parts of which a reading tells how much of them would flip it. */
#define GIVERS 32

/* One rule and one item. */
struct told_rule {
	const struct checked *c;
	const struct rule *rule;
	size_t at; /* of the rule in the book */
	uint32_t item;
};

static struct told_rule
told(const struct checked *c, size_t rule, uint32_t item)
{
	return (struct told_rule){ c, c->book->rule[rule].rule, rule, item };
}

static enum verdict
verdict_of(const struct told_rule *t, size_t k)
{
	return judgement_reading(
	    t->c->judgement, VARIANT_LAW, t->at, k, t->item);
}

void
readings_text(char out[READINGS_TEXT], const struct checked *c, size_t rule,
    uint32_t item)
{
	const struct told_rule t = told(c, rule, item);

	out[0] = '\0';
	for (size_t k = 0; k < t.rule->nreading; k++)
		str_add(out, READINGS_TEXT, "%s%s: %s", k > 0 ? "; " : "",
		    t.rule->reading[k].id, verdict_name(verdict_of(&t, k)));
}

static bool
are_one(const struct told_rule *t)
{
	for (size_t k = 1; k < t->rule->nreading; k++)
		if (verdict_of(t, k) != verdict_of(t, 0))
			return false;
	return true;
}

/* "element, material" of those that come to v; how many. */
static size_t
add_those(char out[READINGS_TEXT], const struct told_rule *t, enum verdict v)
{
	size_t n = 0;

	for (size_t k = 0; k < t->rule->nreading; k++)
		if (verdict_of(t, k) == v)
			str_add(out, READINGS_TEXT, "%s%s", n++ > 0 ? ", " : "",
			    t->rule->reading[k].id);
	return n;
}

/* One way is enough: which ones are met, which may be. */
static void
say_ways(char out[READINGS_TEXT], const struct told_rule *t)
{
	char met[READINGS_TEXT] = "", open[READINGS_TEXT] = "";
	size_t nmet = add_those(met, t, VERDICT_TRIGGERED);
	size_t nopen = add_those(open, t, VERDICT_UNDECIDED);

	str_add(out, READINGS_TEXT, "One of these %zu is enough. ",
	    t->rule->nreading);
	if (nmet > 0)
		str_add(out, READINGS_TEXT, "Met: %s.", met);
	else if (nopen > 0)
		str_add(out, READINGS_TEXT, "None is met for sure; open: %s.",
		    open);
	else
		str_add(out, READINGS_TEXT, "None of them is met.");
}

/* That the law is silent, and whether that matters here. */
static void
say_together(char out[READINGS_TEXT], const struct told_rule *t)
{
	bool first = true;

	out[0] = '\0';
	if (t->rule->either) {
		say_ways(out, t);
		return;
	}
	str_add(out, READINGS_TEXT, "How it is counted the law does not say. ");
	if (are_one(t)) {
		str_add(out, READINGS_TEXT,
		    "By each of the %zu readings the answer is: %s.",
		    t->rule->nreading, verdict_name(verdict_of(t, 0)));
		return;
	}
	str_add(out, READINGS_TEXT, "The readings differ: ");
	for (int v = VERDICT_COUNT; v-- > 0;) {
		char those[READINGS_TEXT] = "";

		if (add_those(those, t, (enum verdict)v) == 0)
			continue;
		str_add(out, READINGS_TEXT, "%s%s by %s", first ? "" : "; ",
		    verdict_name((enum verdict)v), those);
		first = false;
	}
	str_add(out, READINGS_TEXT,
	    ". Your own policy may name one of them; the verdict of the law "
	    "stays undecided.");
}

static void
put_title(FILE *to, const struct style *s, const struct told_rule *t, size_t k)
{
	const struct reading *r = &t->rule->reading[k];
	char line[READINGS_TEXT] = "";

	str_add(line, sizeof(line),
	    t->rule->either ? "\"%s\": %s. %s"
			    : "Reading \"%s\": %s. "
			      "It is %s",
	    r->id, verdict_name(verdict_of(t, k)), r->title[LANGUAGE_EN]);
	if (r->clause != NULL)
		str_add(line, sizeof(line), " (%s, %s)", r->clause->id,
		    clause_standing_name(
			(enum clause_standing)r->clause->standing));
	str_add(line, sizeof(line), ".");
	text_wrap(to, s, 4, 0, str_of(line));
}

/* Surely nothing of what any reading counts is in it. */
static bool
holds_nothing(const struct told_rule *t, struct error *err)
{
	struct verdict_detail d;
	bool none = true;

	for (size_t k = 0; none && k < t->rule->nreading; k++) {
		verdict_detail_init(&d);
		none =
		    verdict_of(t, k) == VERDICT_CLEAR &&
		    judgement_detail(t->c->judgement, VARIANT_LAW, t->at,
			t->rule->ntest + k, t->item, false, &d, err) == ST_OK &&
		    !d.numerator.hi_infinite && mpq_sgn(d.numerator.hi) == 0;
		verdict_detail_clear(&d);
	}
	return none;
}

/* Then how it would be counted does not matter. */
static enum status
put_nothing(FILE *to, const struct style *s, const struct told_rule *t,
    struct error *err)
{
	char text[REASON_TEXT];
	struct reason r;

	if (reason_of_reading(&r, t->c, t->at, 0, t->item, false, 0, err) ==
	    ST_OK) {
		reason_text(text, &r, t->c);
		text_wrap(to, s, 4, 0, str_of(text));
		arithmetic_write(to, s, t->c, &r);
	}
	reason_free(&r);
	return err->code;
}

enum status
readings_write(FILE *to, const struct style *style, const struct checked *c,
    size_t rule, uint32_t item, bool margins, struct error *err)
{
	const struct told_rule t = told(c, rule, item);
	char together[READINGS_TEXT], text[REASON_TEXT];

	if (t.rule->nreading == 0)
		return ST_OK;
	if (holds_nothing(&t, err))
		return put_nothing(to, style, &t, err);
	if (err->code != ST_OK)
		return err->code;
	say_together(together, &t);
	text_wrap(to, style, 4, 0, str_of(together));
	for (size_t k = 0; err->code == ST_OK && k < t.rule->nreading; k++) {
		struct reason r;

		put_title(to, style, &t, k);
		if (reason_of_reading(&r, c, rule, k, item, false,
			margins ? GIVERS : 0, err) == ST_OK) {
			reason_text(text, &r, c);
			text_wrap(to, style, 6, 0, str_of(text));
			arithmetic_write(to, style, c, &r);
			if (margins &&
			    methods_write(to, style, c, &r, err) == ST_OK)
				margins_write(to, style, c, &r, err);
		}
		reason_free(&r);
	}
	return err->code;
}

static enum status
put_reading(struct json *j, const struct told_rule *t, size_t k, bool margins,
    struct error *err)
{
	const struct reading *of = &t->rule->reading[k];
	enum verdict v = verdict_of(t, k);
	char text[REASON_TEXT];
	struct reason r;

	json_put_text(j, t->rule->either ? "way" : "reading", of->id);
	json_put_text(j, "title", of->title[LANGUAGE_EN]);
	json_put_text(j, "title_zh", of->title[LANGUAGE_ZH]);
	clause_json(j, "clause", of->clause);
	json_put_text(j, "verdict", verdict_name(v));
	if (v == VERDICT_UNDECIDED)
		json_put_text(j, "gap",
		    gap_name(judgement_reading_gap(
			t->c->judgement, VARIANT_LAW, t->at, k, t->item)));
	if (t->rule->either) {
		json_put_text(j, "measure",
		    test_name(&t->rule->test[t->rule->ntest + k]));
		limit_json(j, &t->rule->test[t->rule->ntest + k]);
	} else {
		json_put_bool(j, "policy", t->c->book->rule[t->at].chosen == k);
	}
	if (reason_of_reading(&r, t->c, t->at, k, t->item, false,
		margins ? GIVERS : 0, err) == ST_OK) {
		reason_text(text, &r, t->c);
		json_put_text(j, "reason", text);
		arithmetic_json(j, t->c, &r);
		if (margins && methods_json(j, t->c, &r, err) == ST_OK)
			margins_json(j, t->c, &r, err);
	}
	reason_free(&r);
	return err->code;
}

enum status
readings_json(struct json *j, const struct checked *c, size_t rule,
    uint32_t item, bool margins, struct error *err)
{
	const struct told_rule t = told(c, rule, item);

	if (t.rule->nreading == 0)
		return ST_OK;
	json_begin_array(j, t.rule->either ? "ways" : "readings");
	for (size_t k = 0; err->code == ST_OK && k < t.rule->nreading; k++) {
		json_begin_object(j, NULL);
		put_reading(j, &t, k, margins, err);
		json_end_object(j);
	}
	json_end_array(j);
	return err->code;
}
