/* SPDX-License-Identifier: Apache-2.0 */
/* headline_explain - all of one item, for a reader; see headline.h. */
#include "core/report/check/headline.h"

#include "core/report/assumptions.h"
#include "core/report/check/digests.h"
#include "core/report/conflicts.h"
#include "core/report/covered.h"
#include "core/report/documents.h"
#include "core/report/exemptions.h"
#include "core/report/origin.h"
#include "core/report/path.h"
#include "core/report/valued.h"
#include "core/report/working.h"

/* Parts of each kind that a reader is told of: more are a file to be searched,
 * not a text. */
#define EXPLAINED_PARTS 200

static bool
is_assumed(const struct checked *c, uint32_t item)
{
	size_t n = 0;

	if (c->assumed != NULL)
		assumed_of_item(c->assumed, item, &n);
	return n > 0;
}

/* Documents of the parts that give or may give. */
static void
put_documents(FILE *to, const struct style *style, const struct checked *c,
    const struct reason *r, size_t most)
{
	const struct part *list[] = { r->giver, r->open };
	const size_t n[] = { r->ngiver, r->nopen };
	char label[LABEL_TEXT];
	bool any = false;

	for (size_t l = 0; l < 2; l++)
		for (size_t i = 0; i < n[l] && i < most; i++) {
			const struct part *p = &list[l][i];
			uint32_t item = r->parts.share[p->share].item;

			/* A giver that is open stands in both lists; of the
			 * silent ones there is nothing to say. */
			if (l == 1 && (p->lo > 0 || (p->gap == GAP_SILENT &&
							!is_assumed(c, item))))
				continue;
			fputs(any ? "" : "\n  What was declared:\n", to);
			any = true;
			fputs("  ", to);
			text_put(to, path_label(c->bom, item, label));
			fputc('\n', to);
			documents_write(to, c->bom, item);
			assumptions_of_item(to, c, item);
			origin_write(to, style, c, r, item);
		}
}

static enum status
put_working(FILE *to, const struct style *style, const struct checked *c,
    const struct reason *r, size_t most, struct error *err)
{
	struct working w;

	if (working_open(&w, c, r, most, err) == ST_OK)
		working_write(to, style, &w, err);
	working_close(&w);
	return err->code;
}

/* Why one rule judges the item so. */
static enum status
put_explained(FILE *to, const struct style *style, const struct checked *c,
    size_t rule, uint32_t item, struct error *err)
{
	size_t most = c->all_parts ? SIZE_MAX : EXPLAINED_PARTS;
	char line[200];
	struct reason r;

	if (reason_find(&r, c, rule, item, true, most, err) == ST_OK &&
	    headline_reason(to, style, c, &r, most, NULL, err) == ST_OK &&
	    put_working(to, style, c, &r, most, err) == ST_OK)
		put_documents(to, style, c, &r, most);
	if (err->code == ST_OK && (r.ngiver > most || r.nopen > most)) {
		snprintf(line, sizeof(line),
		    "Of each kind %zu parts are told of, the weightiest; with "
		    "--all-parts all %zu that contribute and %zu that are "
		    "open.",
		    most, r.ngiver, r.nopen);
		fputc('\n', to);
		text_wrap(to, style, 2, 0, str_of(line));
	}
	reason_free(&r);
	return err->code;
}

enum status
headline_explain(FILE *to, const struct style *style, const struct checked *c,
    uint32_t item, struct error *err)
{
	headline_basis(to, style, c, true);
	for (size_t rule = 0; rule < c->book->nrule; rule++) {
		headline_rule(to, style, c, rule);
		headline_verdict(to, style, c, rule, item);
		if (put_explained(to, style, c, rule, item, err) != ST_OK)
			return err->code;
	}
	if (conflicts_write(to, style, c, item, SIZE_MAX, err) != ST_OK)
		return err->code;
	if (coverage_is_known(c->bom, item))
		fputs("\nMass:\n", to);
	if (covered_write_item(to, style, c, item, err) == ST_OK)
		digests_write(to, style, c);
	return err->code;
}
