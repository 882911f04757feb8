/* SPDX-License-Identifier: Apache-2.0 */
/* pack_origin - one origin of a rules.xml; see pack_xml.h. */
#include "core/rules/pack/origins.h"
#include "core/rules/pack/pack_xml.h"

#include <string.h>

static void
read_named(struct pack_reader *r, const xmlNode *node, struct str name,
    struct origin_rule *o)
{
	const struct named_policy *p = named_policy_find(name);

	if (p == NULL) { /* the schema knows more names than this program */
		findings_error(r->d.f, ST_SYNTAX, document_at(&r->d, node),
		    "policy \"%.*s\": expected one that this version knows",
		    STR_ARG(str_clip(name, 40)));
		return;
	}
	o->name = p->name;
	o->policy = p->policy;
	o->stages = p->stages;
}

static void
read_match(struct pack_reader *r, const xmlNode *node, struct origin_rule *o)
{
	struct str match = document_text(&r->d, node, "match");

	o->policy = (uint8_t)(str_is(match, "all")    ? POLICY_ALL_STAGES
			      : str_is(match, "last") ? POLICY_LAST_STAGE
						      : POLICY_ANY_STAGE);
}

static void
read_free(struct pack_reader *r, const xmlNode *node, struct origin_rule *o)
{
	o->stages = pack_stages(r, node);
	read_match(r, node, o);
}

static bool
names_any(struct str countries)
{
	struct str w;
	size_t i = 0;

	while ((w = document_word(countries, &i)).n > 0)
		if (str_is(w, "any"))
			return true;
	return false;
}

/* Those that count, or those that do not. */
static void
read_countries(struct pack_reader *r, const xmlNode *node, bool *elsewhere,
    char country[CHANNEL_COUNTRIES][3])
{
	struct str countries = document_text(&r->d, node, "countries");
	struct str others = document_text(&r->d, node, "not-countries");
	bool in = countries.n > 0;

	if (in == (others.n > 0))
		findings_error(r->d.f, in ? ST_CONFLICT : ST_INCOMPLETE,
		    document_at(&r->d, node),
		    "%s: expected countries, where what counts was done, or "
		    "not-countries, where all the rest does",
		    in ? "both countries and not-countries"
		       : "an origin without countries");
	else if (!str_is(countries, "any") &&
		 (names_any(countries) || names_any(others)))
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "any among countries: expected countries=\"any\" alone, or "
		    "countries by their letters");
	else
		*elsewhere = !in || str_is(countries, "any");
	if (in != (others.n > 0) && !str_is(countries, "any"))
		pack_countries(
		    r, node, in ? "countries" : "not-countries", country);
}

/* Each stage with its own: "mined in CN, and separated anywhere else". */
static void
read_at(struct pack_reader *r, const xmlNode *node, struct origin_rule *o)
{
	struct stage_countries *at =
	    TAKE(&r->p->mem, struct stage_countries, 1);

	if (at == NULL) {
		findings_error(r->d.f, ST_NOMEM, document_at(&r->d, node),
		    "out of memory");
		return;
	}
	o->by_stage = at;
	for (const xmlNode *c = xml_element(node->children); c != NULL;
	     c = xml_element(c->next)) {
		char country[CHANNEL_COUNTRIES][3] = { "" };
		bool elsewhere = false;
		uint8_t stages = pack_stages(r, c);

		read_countries(r, c, &elsewhere, country);
		if ((o->stages & stages) != 0)
			findings_error(r->d.f, ST_DUPLICATE,
			    document_at(&r->d, c),
			    "a stage for the second time: expected each stage "
			    "in one at alone");
		for (int s = 0; s < STAGE_COUNT; s++) {
			if ((stages >> s & 1) == 0)
				continue;
			memcpy(at->country[s], country, sizeof(country));
			at->elsewhere[s] = elsewhere;
		}
		o->stages |= stages;
	}
	if (document_text(&r->d, node, "policy").n > 0 ||
	    document_text(&r->d, node, "stages").n > 0 ||
	    document_text(&r->d, node, "countries").n > 0 ||
	    document_text(&r->d, node, "not-countries").n > 0)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "policy, stages or countries of an origin that holds at: "
		    "expected stages and countries in at alone");
}

/*
 * pack_origin - from where a rare earth must come to count.
 *
 * Err:	findings: a policy or countries by both ways or by none, words that
 * nobody knows
 */
void
pack_origin(struct pack_reader *r, const xmlNode *node, struct origin_rule *o)
{
	struct str policy = document_text(&r->d, node, "policy");
	bool by_name = policy.n > 0;
	bool by_stages = document_text(&r->d, node, "stages").n > 0;

	o->at = document_keep(&r->d, node);
	o->id = document_text(&r->d, node, "id").p;
	o->clause = pack_clause(r, node);
	o->deemed = str_is(document_text(&r->d, node, "unknown"), "counts");
	o->technology = str_is(document_text(&r->d, node, "by"), "technology");
	if (xml_element(node->children) != NULL) {
		read_match(r, node, o);
		read_at(r, node, o);
		return;
	}
	read_countries(r, node, &o->elsewhere, o->country);
	if (by_name && by_stages)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "policy and stages: expected only one of them, for a "
		    "policy has its stages");
	else if (!by_name && !by_stages)
		findings_error(r->d.f, ST_INCOMPLETE, document_at(&r->d, node),
		    "an origin without policy and stages: expected one of "
		    "them");
	else if (by_name && document_text(&r->d, node, "match").n > 0)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "policy and match: expected match only with stages");
	else if (by_name)
		read_named(r, node, policy, o);
	else
		read_free(r, node, o);
}
