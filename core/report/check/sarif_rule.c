/* SPDX-License-Identifier: Apache-2.0 */
/* sarif_rule - a rule of a pack as SARIF describes rules; see sarif_work.h. */
#include "core/report/check/sarif_work.h"

#include "core/report/lawbook.h"

#define HELP_TEXT 6000

void
sarif_rule_id(char out[SARIF_ID_TEXT], const struct checked *c, size_t rule)
{
	const struct booked_rule *b = &c->book->rule[rule];

	snprintf(out, SARIF_ID_TEXT, "%s/%s%s%s", b->pack->id, b->rule->id,
	    b->rule->clause != NULL ? "/" : "",
	    b->rule->clause != NULL ? b->rule->clause->id : "");
}

void
sarif_message(struct json *j, const char *key, const char *text)
{
	json_begin_object(j, key);
	json_put_text(j, "text", text);
	json_end_object(j);
}

/* All tests of the rule, in sentences. */
static void
add_tests(char *out, size_t size, const struct rule *r)
{
	char line[LAWBOOK_TEXT];

	for (size_t t = 0; t < r->ntest - r->either; t++) {
		lawbook_test(line, &r->test[t], LANGUAGE_EN);
		str_add(out, size, "%s%s", t > 0 ? " And: " : "", line);
	}
	for (size_t k = 0; r->either && k < r->nreading; k++) {
		lawbook_test(line, &r->test[r->ntest + k], LANGUAGE_EN);
		str_add(out, size, "%s%s",
		    k > 0          ? " Or: "
		    : r->ntest > 1 ? " And one of these: "
				   : "One of these: ",
		    line);
	}
}

static void
add_clause(char *out, size_t size, const struct clause *c)
{
	if (c == NULL)
		return;
	str_add(out, size, " Clause %s: %s. Source: %s. Standing: %s%s.", c->id,
	    c->quote, c->source,
	    clause_standing_name((enum clause_standing)c->standing),
	    clause_is_law(c) ? "" : "; it is not law");
}

/* How it stands, whom it binds, and where it is written. */
static void
put_help(struct json *j, const struct checked *c, const struct booked_rule *b)
{
	const struct clause *least = rule_least_sure(b->rule);
	char text[HELP_TEXT], day[DATE_TEXT], standing[LAWBOOK_TEXT];
	const struct bound *bound = &b->pack->bound;

	date_format(c->days.law, day);
	lawbook_standing(standing, b->rule, c->days.law, LANGUAGE_EN);
	snprintf(text, sizeof(text), "As of %s: %s.", day, standing);
	if (bound->clause != NULL)
		str_add(text, sizeof(text), " Binds %s: %s. Destination: %s.",
		    bound->who[LANGUAGE_EN], bound->act[LANGUAGE_EN],
		    bound->destination[LANGUAGE_EN]);
	add_clause(text, sizeof(text), b->rule->clause);
	if (least != NULL && least != b->rule->clause && !clause_is_law(least))
		str_add(text, sizeof(text),
		    " It rests on clause %s, which is %s.", least->id,
		    clause_standing_name(
			(enum clause_standing)least->standing));
	date_format(b->pack->read_until, day);
	str_add(text, sizeof(text), " The law was read until %s.", day);
	sarif_message(j, "help", text);
}

void
sarif_rule(struct json *j, const struct checked *c, size_t rule)
{
	const struct booked_rule *b = &c->book->rule[rule];
	struct rule_standing s = rule_standing_on(b->rule, c->days.law);
	bool counts = rule_state_counts(s.state, c->as_if_in_force);
	char text[HELP_TEXT] = "";

	sarif_rule_id(text, c, rule);
	json_put_text(j, "id", text);
	sarif_message(j, "shortDescription", b->rule->title[LANGUAGE_EN]);
	text[0] = '\0';
	add_tests(text, sizeof(text), b->rule);
	sarif_message(j, "fullDescription", text);
	put_help(j, c, b);
	json_begin_object(j, "defaultConfiguration");
	json_put_text(j, "level", counts ? "error" : "note");
	json_end_object(j);
	json_begin_object(j, "properties");
	json_put_text(j, "pack", b->pack->id);
	json_put_text(j, "pack_version", b->pack->version);
	json_put_text(j, "rule", b->rule->id);
	json_put_text(j, "title_zh", b->rule->title[LANGUAGE_ZH]);
	json_put_text(j, "state", rule_state_name(s.state));
	json_put_bool(j, "counts", counts);
	json_end_object(j);
}
