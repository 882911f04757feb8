/* SPDX-License-Identifier: Apache-2.0 */
/* sarif - verdicts and findings as SARIF 2.1.0; see sarif.h. */
#include "core/report/sarif.h"

#include "core/base/digest.h"
#include "core/report/arithmetic.h"
#include "core/report/outcomes.h"
#include "core/report/output_json.h"
#include "core/report/path.h"
#include "core/report/reason.h"
#include "core/report/rows.h"
#include "core/report/sarif_place.h"

#include <stdlib.h>
#include <string.h>

#define SARIF_SCHEMA \
	"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/" \
	"sarif-schema-2.1.0.json"

/* As in the JSON of `check`: items with arithmetic, items with parts; and the
 * parts of one that are places to look at. */
#define EXACT_ITEMS 10000
#define DEEP_ITEMS 20
#define DEEP_PARTS 10
/* Steps of a way that names where an item is. */
#define WAY_STEPS 64

#define NCODE (ST_INTERNAL + 1) /* of enum status */

struct sarif {
	struct json j;
	const struct checked *c;
	const struct sarif_end *end;
	struct sarif_places places;
	uint32_t *above; /* [nitem] what an item is first used in, or NONE */
	size_t input_rule[NCODE]; /* index in the rules; of codes that occur */
	bool occurs[NCODE];
};

/* What a finding is about, as the end of its rule id. */
static const struct {
	const char *id, *text;
} inputs[NCODE] = {
	[ST_OK] = { "notice", "Something in a file that the reader should "
			      "know" },
	[ST_SYNTAX] = { "syntax", "Text, number or element is malformed" },
	[ST_ENCODING] = { "encoding", "Not UTF-8, or a NUL byte" },
	[ST_UNIT] = { "unit", "A unit is missing, unknown or does not fit" },
	[ST_RANGE] = { "range", "A number is out of range" },
	[ST_REF] = { "reference", "Names nothing, or more than one thing" },
	[ST_DUPLICATE] = { "duplicate", "The same thing twice" },
	[ST_CYCLE] = { "cycle", "An item contains itself" },
	[ST_CONFLICT] = { "conflict", "Statements that exclude each other" },
	[ST_SCHEMA] = { "schema", "Known format, wrong shape" },
	[ST_LIMIT] = { "limit", "Beyond a limit of the program" },
	[ST_INCOMPLETE] = { "incomplete", "A field that is required is empty" },
	[ST_NOINPUT] = { "missing", "A file is missing or unreadable" },
	[ST_USAGE] = { "usage", "The command line is wrong" },
	[ST_VERIFY] = { "verify", "Does not hold" },
	[ST_KEY] = { "key", "A key or a permission is refused" },
	[ST_CREATE] = { "create", "An output cannot be created" },
	[ST_IO] = { "io", "Reading or writing failed" },
	[ST_CRYPTO] = { "crypto", "A digest cannot be computed" },
	[ST_NOMEM] = { "memory", "Memory is out" },
	[ST_INTERNAL] = { "internal", "Internal error" },
};

static void
put_rules(struct sarif *s)
{
	const struct findings *f = s->c->findings;
	size_t n = s->c->book->nrule;
	char id[SARIF_ID_TEXT];

	for (size_t i = 0; i < f->n; i++)
		s->occurs[f->list[i].code] = true;
	json_begin_array(&s->j, "rules");
	for (size_t i = 0; i < n; i++) {
		json_begin_object(&s->j, NULL);
		sarif_rule(&s->j, s->c, i);
		json_end_object(&s->j);
	}
	for (int k = 0; k < NCODE; k++) {
		if (!s->occurs[k])
			continue;
		s->input_rule[k] = n++;
		snprintf(id, sizeof(id), "input/%s", inputs[k].id);
		json_begin_object(&s->j, NULL);
		json_put_text(&s->j, "id", id);
		sarif_message(&s->j, "shortDescription", inputs[k].text);
		json_end_object(&s->j);
	}
	json_end_array(&s->j);
}

static void
put_tool(struct sarif *s)
{
	json_begin_object(&s->j, "tool");
	json_begin_object(&s->j, "driver");
	json_put_text(&s->j, "name", "retrace");
	json_put_text(&s->j, "version", RETRACE_VERSION);
	json_put_text(&s->j, "semanticVersion", RETRACE_VERSION);
	sarif_message(&s->j, "shortDescription",
	    "Rare-earth origin: from a bill of materials to a filing");
	put_rules(s);
	json_begin_object(&s->j, "properties");
	json_put_text(&s->j, "tool_sha256", s->c->tool_sha256);
	json_end_object(&s->j);
	json_end_object(&s->j);
	json_end_object(&s->j);
}

static void
put_notification(struct sarif *s, const char *level, const char *text)
{
	json_begin_object(&s->j, NULL);
	json_put_text(&s->j, "level", level);
	sarif_message(&s->j, "message", text);
	json_end_object(&s->j);
}

static const char *
end_words(const struct sarif_end *end)
{
	static const char *const words[] = { "nothing triggered",
		"at least one triggered", "none triggered, some undecided" };

	return end->why != NULL     ? "an input is refused"
	       : end->exit_code < 3 ? words[end->exit_code]
				    : "";
}

static void
put_invocation(struct sarif *s)
{
	const struct findings *f = s->c->findings;
	size_t rest = f->dropped_errors + f->dropped_others;
	char text[80];

	json_begin_array(&s->j, "invocations");
	json_begin_object(&s->j, NULL);
	json_put_bool(&s->j, "executionSuccessful", s->end->why == NULL);
	json_put_count(&s->j, "exitCode", (uint64_t)s->end->exit_code);
	json_put_text(&s->j, "exitCodeDescription", end_words(s->end));
	json_begin_array(&s->j, "toolExecutionNotifications");
	if (s->end->why != NULL)
		put_notification(s, "error", s->end->why->text);
	if (rest > 0) {
		snprintf(text, sizeof(text), "%zu more findings are not listed",
		    rest);
		put_notification(s, "warning", text);
	}
	json_end_array(&s->j);
	json_end_object(&s->j);
	json_end_array(&s->j);
}

/* "ACME DRIVE > ROTOR > MAG-1", by what each is first used in. */
static void
way_of(char out[PATH_TEXT], const struct sarif *s, uint32_t item)
{
	uint32_t way[WAY_STEPS], at = item;
	size_t n = 0;

	for (; at != BOM_NONE && n < WAY_STEPS; at = s->above[at])
		way[n++] = at;
	snprintf(out, PATH_TEXT, "%s", at != BOM_NONE ? "... > " : "");
	while (n-- > 0)
		str_add(out, PATH_TEXT, "%.*s%s",
		    STR_ARG(str_clip(bom_part(s->c->bom, way[n]), 200)),
		    n > 0 ? " > " : "");
}

static void
put_logical(struct sarif *s, uint32_t item, const char *way)
{
	json_begin_array(&s->j, "logicalLocations");
	json_begin_object(&s->j, NULL);
	json_put_str(&s->j, "name", bom_part(s->c->bom, item));
	json_put_text(&s->j, "fullyQualifiedName", way);
	json_put_text(&s->j, "kind", "part");
	json_end_object(&s->j);
	json_end_array(&s->j);
}

static void
put_location(struct sarif *s, uint32_t item, const char *way)
{
	const struct bom *b = s->c->bom;

	sarif_physical(&s->j, &s->places, bom_pos(b, b->item[item].at));
	put_logical(s, item, way);
}

/* The parts that give or may give: where to look next. */
static void
put_related(struct sarif *s, const struct reason *r)
{
	const struct part *list[] = { r->giver, r->open };
	const size_t n[] = { r->ngiver, r->nopen };
	const struct measure_of m = reason_numerator(r, s->c);
	char way[PATH_TEXT], range[AMOUNT_RANGE], text[AMOUNT_RANGE + 40];
	struct exact x;

	exact_init(&x);
	json_begin_array(&s->j, "relatedLocations");
	for (size_t l = 0; l < 2; l++)
		for (size_t i = 0; i < n[l] && i < DEEP_PARTS; i++) {
			const struct part *p = &list[l][i];

			if (l == 1 && p->lo > 0) /* stands with the givers */
				continue;
			reason_amount(r, p, &x);
			amount_range(range, &x, &m);
			snprintf(text, sizeof(text), "%s: %s",
			    p->gap == PART_SURE ? "brings" : part_gap_name(p),
			    range);
			path_text(way, s->c->bom, &r->parts, p->share);
			json_begin_object(&s->j, NULL);
			put_location(s, r->parts.share[p->share].item, way);
			sarif_message(&s->j, "message", text);
			json_end_object(&s->j);
		}
	json_end_array(&s->j);
	exact_clear(&x);
}

/* What stays the same from run to run names the result. */
static void
put_fingerprint(struct sarif *s, const char *key, const char *text)
{
	uint8_t digest[SHA256_SIZE];
	char hex[SHA256_HEX];

	if (!digest_sha256(str_of(text), digest)) {
		s->places.bad = true;
		return;
	}
	digest_hex(digest, hex);
	json_begin_object(&s->j, "partialFingerprints");
	json_put_text(&s->j, key, hex);
	json_end_object(&s->j);
}

static void
put_level(struct sarif *s, size_t rule, uint32_t item, enum verdict v)
{
	struct rule_standing standing =
	    rule_standing_on(s->c->book->rule[rule].rule, s->c->days.law);
	bool counts = s->c->shipped[item] != 0 &&
		      rule_state_counts(standing.state, s->c->as_if_in_force);

	json_put_text(&s->j, "kind", v == VERDICT_CLEAR ? "pass" : "fail");
	json_put_text(&s->j, "level",
	    v == VERDICT_CLEAR       ? "none"
	    : !counts                ? "note"
	    : v == VERDICT_TRIGGERED ? "error"
				     : "warning");
}

/* The other answers beside that of the documents; and the amounts. */
static void
put_properties(struct sarif *s, size_t rule, uint32_t item, enum verdict v,
    const struct reason *r)
{
	const struct checked *c = s->c;

	json_begin_object(&s->j, "properties");
	path_item_json(&s->j, "item", c->bom, item);
	json_put_bool(&s->j, "shipped", c->shipped[item] != 0);
	json_put_text(&s->j, "verdict", verdict_name(v));
	if (v == VERDICT_UNDECIDED)
		json_put_text(&s->j, "gap",
		    gap_name(
			judgement_gap(c->judgement, VARIANT_LAW, rule, item)));
	for (int k = VARIANT_POLICY; k < VARIANT_COUNT; k++)
		if (c->book->has[k])
			json_put_text(&s->j, variant_name((enum variant)k),
			    verdict_name(judgement_verdict(
				c->judgement, (enum variant)k, rule, item)));
	if (c->with != NULL)
		json_put_text(&s->j, "assumed",
		    verdict_name(
			judgement_verdict(c->with, VARIANT_LAW, rule, item)));
	outcome_json(&s->j, c, rule, item, r != NULL);
	if (r != NULL)
		arithmetic_json(&s->j, c, r);
	json_end_object(&s->j);
}

/* One item under one rule; r: or NULL, where it is not affordable. */
static void
put_result(struct sarif *s, size_t rule, uint32_t item, const struct reason *r)
{
	const struct checked *c = s->c;
	const struct item *it = &c->bom->item[item];
	enum verdict v =
	    judgement_verdict(c->judgement, VARIANT_LAW, rule, item);
	struct str maker = bom_text_get(c->bom, it->maker);
	struct str revision = bom_text_get(c->bom, it->revision);
	char id[SARIF_ID_TEXT], way[PATH_TEXT], reason[REASON_TEXT] = "";
	char label[LABEL_TEXT], follows[OUTCOME_TEXT];
	char text[LABEL_TEXT + REASON_TEXT + OUTCOME_TEXT + 100];
	struct str name = path_label(c->bom, item, label);
	enum tone tone;

	json_begin_object(&s->j, NULL);
	sarif_rule_id(id, c, rule);
	json_put_text(&s->j, "ruleId", id);
	json_put_count(&s->j, "ruleIndex", rule);
	put_level(s, rule, item, v);
	if (r != NULL)
		reason_text(reason, r, c);
	outcome_text(follows, c, rule, item);
	snprintf(text, sizeof(text), "%.*s: %s.%s%s%s%s", STR_ARG(name),
	    rows_verdict(c, rule, item, &tone), r != NULL ? " " : "", reason,
	    follows[0] != '\0' ? " " : "", follows);
	sarif_message(&s->j, "message", text);
	way_of(way, s, item);
	json_begin_array(&s->j, "locations");
	json_begin_object(&s->j, NULL);
	put_location(s, item, way);
	json_end_object(&s->j);
	json_end_array(&s->j);
	if (r != NULL && (r->ngiver > 0 || r->nopen > 0))
		put_related(s, r);
	snprintf(text, sizeof(text), "%s/%s\n%.*s\n%.*s\n%.*s",
	    c->book->rule[rule].pack->id, c->book->rule[rule].rule->id,
	    STR_ARG(str_clip(maker, 200)),
	    STR_ARG(str_clip(bom_part(c->bom, item), 1000)),
	    STR_ARG(str_clip(revision, 200)));
	put_fingerprint(s, "ruleAndItem/v1", text);
	put_properties(s, rule, item, v, r);
	json_end_object(&s->j);
}

static enum status
put_items(struct sarif *s, size_t rule, uint8_t shipped, struct error *err)
{
	size_t exact = checked_affordable(s->c, EXACT_ITEMS);
	size_t deep = checked_affordable(s->c, DEEP_ITEMS);
	struct ranked items;

	if (!ranked_items(s->c, rule, shipped, &items))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < items.n && err->code == ST_OK; i++) {
		bool clear = judgement_verdict(s->c->judgement, VARIANT_LAW,
				 rule, items.item[i]) == VERDICT_CLEAR;
		bool close = shipped && i < deep;
		struct reason r;

		if (!shipped || i >= exact) {
			put_result(s, rule, items.item[i], NULL);
			continue;
		}
		if (reason_find(&r, s->c, rule, items.item[i], close,
			close && !clear ? DEEP_PARTS : 0, err) == ST_OK)
			put_result(s, rule, items.item[i], &r);
		reason_free(&r);
	}
	free(items.item);
	return err->code;
}

static void
put_finding(struct sarif *s, const struct finding *x)
{
	static const char *const level[] = {
		[SEV_ERROR] = "error",
		[SEV_WARNING] = "warning",
		[SEV_NOTE] = "note",
	};
	char id[80], text[2 * ERROR_TEXT + 600];

	json_begin_object(&s->j, NULL);
	snprintf(id, sizeof(id), "input/%s", inputs[x->code].id);
	json_put_text(&s->j, "ruleId", id);
	json_put_count(&s->j, "ruleIndex", s->input_rule[x->code]);
	json_put_text(&s->j, "kind", "fail");
	json_put_text(&s->j, "level", level[x->sev]);
	sarif_message(&s->j, "message", x->text);
	if (x->at.file != NULL) {
		json_begin_array(&s->j, "locations");
		json_begin_object(&s->j, NULL);
		sarif_physical(&s->j, &s->places, x->at);
		json_end_object(&s->j);
		json_end_array(&s->j);
	}
	snprintf(text, sizeof(text), "%s\n%s\n%s", id,
	    x->at.file != NULL ? x->at.file : "", x->text);
	put_fingerprint(s, "findingAndFile/v1", text);
	json_end_object(&s->j);
}

static enum status
put_results(struct sarif *s, struct error *err)
{
	const struct findings *f = s->c->findings;
	int least = s->c->all_items ? 0 : 1;

	json_begin_array(&s->j, "results");
	/* Rules may have been read before something was refused. */
	for (size_t rule = 0; s->end->why == NULL && rule < s->c->book->nrule;
	     rule++)
		for (int shipped = 1; shipped >= least; shipped--)
			if (put_items(s, rule, (uint8_t)shipped, err) != ST_OK)
				return err->code;
	for (size_t i = 0; i < f->n; i++)
		put_finding(s, &f->list[i]);
	json_end_array(&s->j);
	return ST_OK;
}

/* What an item is used in first, in the order of the product. */
static bool
find_above(struct sarif *s)
{
	const struct bom *b = s->c->bom;

	s->above = malloc((b->nitem + 1) * sizeof(*s->above));
	if (s->above == NULL)
		return false;
	for (size_t i = 0; i < b->nitem; i++)
		s->above[i] = BOM_NONE;
	for (size_t k = 0; s->end->why == NULL && k < b->nuse; k++)
		if (s->above[b->use[k].child] == BOM_NONE)
			s->above[b->use[k].child] = b->use[k].parent;
	return true;
}

static enum status
put_run(struct sarif *s, struct error *err)
{
	json_begin_object(&s->j, NULL);
	put_tool(s);
	put_invocation(s);
	sarif_artifacts(&s->j, &s->places);
	json_put_text(&s->j, "columnKind", "unicodeCodePoints");
	if (put_results(s, err) != ST_OK)
		return err->code;
	json_begin_object(&s->j, "properties");
	output_json_basis(&s->j, s->c);
	json_end_object(&s->j);
	json_end_object(&s->j);
	return ST_OK;
}

enum status
sarif_write(FILE *to, const struct checked *c, const struct sarif_end *end,
    struct error *err)
{
	struct sarif s = { .j = { .to = to }, .c = c, .end = end };
	bool ready = sarif_places_open(&s.places, c) && find_above(&s);

	if (ready) {
		json_begin_object(&s.j, NULL);
		json_put_text(&s.j, "$schema", SARIF_SCHEMA);
		json_put_text(&s.j, "version", "2.1.0");
		json_begin_array(&s.j, "runs");
		if (put_run(&s, err) == ST_OK) {
			json_end_array(&s.j);
			json_end_object(&s.j);
		}
	}
	if (!ready || s.places.bad || s.j.bad)
		error_set(err, ST_NOMEM, pos_none, "out of memory");
	sarif_places_free(&s.places);
	free(s.above);
	return err->code;
}
