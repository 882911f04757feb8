/* SPDX-License-Identifier: Apache-2.0 */
/* sarif - verdicts and findings as SARIF 2.1.0; see sarif.h. */
#include "core/report/check/sarif_work.h"

#include "core/report/check/output_json.h"

#include <stdlib.h>

#define SARIF_SCHEMA \
	"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/" \
	"sarif-schema-2.1.0.json"

/* As in the JSON of `check`: items with arithmetic, items with parts. */
#define EXACT_ITEMS 10000
#define DEEP_ITEMS 20

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
			sarif_verdict(s, rule, items.item[i], NULL);
			continue;
		}
		if (reason_find(&r, s->c, rule, items.item[i], close,
			close && !clear ? SARIF_PARTS : 0, err) == ST_OK)
			sarif_verdict(s, rule, items.item[i], &r);
		reason_free(&r);
	}
	free(items.item);
	return err->code;
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
		sarif_finding(s, &f->list[i]);
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
	sarif_tool(s);
	sarif_invocation(s);
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
