/* SPDX-License-Identifier: Apache-2.0 */
/* pack_words - attributes of a rules.xml as values; see pack_xml.h. */
#include "core/rules/pack/pack_xml.h"

#include <string.h>

bool
pack_yes(
    struct pack_reader *r, const xmlNode *node, const char *name, bool other)
{
	struct str s = document_text(&r->d, node, name);

	return s.n == 0 ? other : str_is(s, "yes");
}

const char *
test_name(const struct rule_test *t)
{
	static const char *const names[] = {
		[TEST_ITEM] = "item",
		[TEST_PRESENCE] = "presence",
		[TEST_MASS_SHARE] = "mass-share",
		[TEST_AMONG] = "mass-share",
		[TEST_VALUE_SHARE] = "value-share",
		[TEST_ANNUAL] = "annual-mass",
	};

	if (t->by_value)
		return "value-share";
	if (t->shipment)
		return t->currency != NULL ? "shipment-value" : "shipment-mass";
	if (t->currency != NULL)
		return t->kind == TEST_ANNUAL ? "annual-value" : "value";
	return names[t->kind];
}

const char *
level_name(enum level l)
{
	static const char *const names[LEVEL_COUNT] = { "item", "part",
		"homogeneous-material", "article", "product" };

	return names[l];
}

const char *
each_name(enum each e)
{
	static const char *const names[EACH_COUNT] = { "sum", "element",
		"substance", "country", "end-user", "consignee" };

	return names[e];
}

bool
each_is_party(enum each e)
{
	return e == EACH_END_USER || e == EACH_CONSIGNEE;
}

/* NULL when absent, or not in the table: that is said. */
const struct clause *
pack_clause(struct pack_reader *r, const xmlNode *node)
{
	struct str id = document_text(&r->d, node, "clause");
	const struct clause *c;

	if (id.n == 0)
		return NULL;
	c = clauses_find(&r->p->clauses, id);
	if (c == NULL && !r->clauses_are_faulty)
		findings_error(r->d.f, ST_REF, document_at(&r->d, node),
		    "clause \"%.*s\" is not in clauses.tsv: expected a row "
		    "that tells its source",
		    STR_ARG(str_clip(id, 64)));
	return c;
}

void
pack_unknown(struct pack_reader *r, const xmlNode *node, const char *name,
    const void *list, size_t n, size_t size)
{
	struct str said = document_text(&r->d, node, name);
	char ids[200] = "";
	size_t k = 0;

	for (const char *id; k < n && strlen(ids) < sizeof(ids) - 70; k++) {
		memcpy(&id, (const char *)list + k * size, sizeof(id));
		str_add(ids, sizeof(ids), "%s%s", k > 0 ? ", " : "", id);
	}
	if (n == 0)
		findings_error(r->d.f, ST_REF, document_at(&r->d, node),
		    "%s=\"%.*s\" of <%s>: expected the id of one that stands "
		    "above, and there is none",
		    name, STR_ARG(str_clip(said, 64)),
		    (const char *)node->name);
	else
		findings_error(r->d.f, ST_REF, document_at(&r->d, node),
		    "%s=\"%.*s\" of <%s>: expected one of %s%s", name,
		    STR_ARG(str_clip(said, 64)), (const char *)node->name, ids,
		    k < n ? " and more" : "");
}

void
pack_titles(struct pack_reader *r, const xmlNode *node, const char **title)
{
	title[LANGUAGE_EN] = document_text(&r->d, node, "title").p;
	title[LANGUAGE_ZH] = document_text(&r->d, node, "title-zh").p;
}

static int
find_element(struct str w)
{
	return element_find(w);
}

static int
find_form(struct str w)
{
	enum form f = form_find(w);

	return f == FORM_COUNT || f == FORM_UNKNOWN ? -1 : (int)f;
}

static int
find_guise(struct str w)
{
	static const char *const names[GUISE_COUNT] = { [GUISE_METAL] = "metal",
		[GUISE_ALLOY] = "alloy",
		[GUISE_OXIDE] = "oxide",
		[GUISE_OTHER] = "other" };

	for (int i = 0; i < GUISE_COUNT; i++)
		if (names[i] != NULL && str_is(w, names[i]))
			return i;
	return -1;
}

/* "all" is a word of declarations, not of rules. */
static int
find_stage(struct str w)
{
	int s = stage_find(w);

	return s < STAGE_COUNT ? s : -1;
}

static int
find_disclosed(struct str w)
{
	for (int d = 0; d < DISCLOSED_COUNT; d++)
		if (str_is(w, disclosed_name((enum disclosed)d)))
			return d;
	return -1;
}

void
pack_once(struct pack_reader *r, const xmlNode *node, const char *name)
{
	struct str s = document_text(&r->d, node, name), w, other;
	size_t i = 0;

	while ((w = document_word(s, &i)).n > 0)
		for (size_t k = 0; (other = document_word(s, &k)).p != w.p;)
			if (str_eq(other, w)) {
				findings_error(r->d.f, ST_DUPLICATE,
				    document_at(&r->d, node),
				    "\"%.*s\" twice in %s: expected it once",
				    STR_ARG(str_clip(w, 64)), name);
				return;
			}
}

/* Bits of the words of an attribute. */
static uint32_t
read_set(struct pack_reader *r, const xmlNode *node, const char *name,
    int (*find)(struct str))
{
	struct str s = document_text(&r->d, node, name), w;
	uint32_t set = 0;
	size_t i = 0;
	int bit;

	while ((w = document_word(s, &i)).n > 0) {
		bit = find(w);
		if (bit < 0)
			findings_error(r->d.f, ST_SYNTAX,
			    document_at(&r->d, node),
			    "\"%.*s\" in %s: expected a known word",
			    STR_ARG(str_clip(w, 40)), name);
		else if (set >> bit & 1)
			findings_error(r->d.f, ST_DUPLICATE,
			    document_at(&r->d, node),
			    "\"%.*s\" twice in %s: expected it once",
			    STR_ARG(w), name);
		else
			set |= (uint32_t)1 << bit;
	}
	return set;
}

uint32_t
pack_elements(struct pack_reader *r, const xmlNode *node)
{
	return read_set(r, node, "elements", find_element);
}

uint32_t
pack_guises(struct pack_reader *r, const xmlNode *node)
{
	return read_set(r, node, "as", find_guise);
}

uint32_t
pack_forms(struct pack_reader *r, const xmlNode *node, const char *name)
{
	return read_set(r, node, name, find_form);
}

uint32_t
pack_forms_or(struct pack_reader *r, const xmlNode *node, const char *in,
    const char *but, bool *excluded)
{
	uint32_t yes = pack_forms(r, node, in), no = pack_forms(r, node, but);

	if (yes != 0 && no != 0)
		findings_error(r->d.f, ST_CONFLICT, document_at(&r->d, node),
		    "both %s and %s: expected one of them", in, but);
	*excluded = yes == 0 && no != 0;
	return yes != 0 ? yes : no;
}

uint32_t
pack_disclosed(struct pack_reader *r, const xmlNode *node)
{
	return read_set(r, node, "fields", find_disclosed);
}

uint8_t
pack_stages(struct pack_reader *r, const xmlNode *node)
{
	return (uint8_t)read_set(r, node, "stages", find_stage);
}

void
pack_countries(struct pack_reader *r, const xmlNode *node, const char *name,
    char country[CHANNEL_COUNTRIES][3])
{
	struct str s = document_text(&r->d, node, name), w;
	size_t i = 0, n = 0;

	while ((w = document_word(s, &i)).n == 2 && n < CHANNEL_COUNTRIES - 1) {
		for (size_t k = 0; k < n; k++)
			if (str_is(w, country[k]))
				findings_error(r->d.f, ST_DUPLICATE,
				    document_at(&r->d, node),
				    "\"%.*s\" twice in %s: expected it once",
				    STR_ARG(w), name);
		memcpy(country[n++], w.p, 2);
	}
}
