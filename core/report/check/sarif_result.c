/* SPDX-License-Identifier: Apache-2.0 */
/* sarif_result - one verdict or finding as a result; see sarif_work.h. */
#include "core/report/check/sarif_work.h"

#include "core/base/digest.h"
#include "core/report/arithmetic.h"
#include "core/report/check/rows.h"
#include "core/report/outcomes.h"
#include "core/report/path.h"

/* Steps of a way that names where an item is. */
#define WAY_STEPS 64

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
		for (size_t i = 0; i < n[l] && i < SARIF_PARTS; i++) {
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

void
sarif_verdict(
    struct sarif *s, size_t rule, uint32_t item, const struct reason *r)
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

void
sarif_finding(struct sarif *s, const struct finding *x)
{
	static const char *const level[] = {
		[SEV_ERROR] = "error",
		[SEV_WARNING] = "warning",
		[SEV_NOTE] = "note",
	};
	char id[80], text[2 * ERROR_TEXT + 600];

	json_begin_object(&s->j, NULL);
	snprintf(id, sizeof(id), "input/%s", sarif_input_id(x->code));
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
