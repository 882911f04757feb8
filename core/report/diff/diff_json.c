/* SPDX-License-Identifier: Apache-2.0 */
/* diff_json - the document of `diff`; see diff.h. */
#include "core/report/diff/diff.h"

#include "core/report/check/output_json.h"
#include "core/report/path.h"

#include <string.h>

static const char *const ways[] = { "new", "gone", "changed" };
static const char *const sides[] = { "old", "new" };

struct sink {
	const struct compared *x;
	struct json *j;
};

static void
put_basis(struct json *j, const char *key, const struct checked *c)
{
	json_begin_object(j, key);
	output_json_days(j, &c->days);
	json_put_count(j, "exit_code", (uint64_t)c->exit_code);
	output_json_inputs(j, c);
	json_put_text(j, "basis", c->basis);
	output_json_messages(j, c->findings);
	json_end_object(j);
}

/* How many items and statements are new, gone and changed. */
static void
put_counts(struct json *j, const struct compared *x)
{
	static const char *const names[CHANGE_COUNT] = { "documents", "prices",
		"items", "fields", "content", "origins", "speakers", "parts" };

	json_put_count(j, "verdicts_changed", x->nmoved);
	json_put_count(j, "verdicts_as_before", x->stayed);
	json_put_count(j, "items_changed", x->d->changed);
	json_begin_object(j, "counts");
	for (int k = 0; k < CHANGE_COUNT; k++) {
		json_begin_object(j, names[k]);
		for (int w = 0; w < WAY_COUNT; w++)
			json_put_count(j, ways[w], x->d->count[k][w]);
		json_end_object(j);
	}
	json_end_object(j);
}

static void
put_side(struct json *j, const struct told *t, enum side s)
{
	if (t->text[s][0] == '\0') {
		json_put_null(j, sides[s]);
		return;
	}
	json_begin_object(j, sides[s]);
	json_put_text(j, "words", t->text[s]);
	if (t->has[s])
		amount_json(j, "amount", &t->x[s]);
	json_put_pos(j, t->at[s]);
	json_end_object(j);
}

/* At most so many causes of a verdict. */
#define CAUSES 1000

static void
put_cause(void *ctx, const char *text)
{
	json_put_text(ctx, NULL, text);
}

/* Into the open object. */
static void
put_told(struct json *j, const struct compared *x, const struct told *t)
{
	enum side s = t->item[NEW] != BOM_NONE ? NEW : OLD;

	json_put_text(j, "what", t->what);
	json_put_text(j, "change", ways[t->way]);
	if (t->item[s] != BOM_NONE)
		path_item_json(j, "item", x->c[s]->bom, t->item[s]);
	if (s == NEW && t->item[OLD] != BOM_NONE && t->has[OLD])
		path_item_json(j, "was", x->c[OLD]->bom, t->item[OLD]);
	if (t->of[0] != '\0')
		json_put_text(j, "of", t->of);
	if (t->has[OLD] || t->has[NEW])
		json_put_str(j, "unit", t->unit);
	put_side(j, t, OLD);
	put_side(j, t, NEW);
	if (t->because != NULL) {
		json_begin_array(j, "because");
		told_causes(x, t->moved, t->because, CAUSES, put_cause, j);
		json_end_array(j);
	} else if (t->note[0] != '\0') {
		json_put_text(j, "note", t->note);
	}
}

static enum status
put_row(void *ctx, const struct told *t, struct error *err)
{
	const struct sink *s = ctx;

	json_begin_object(s->j, NULL);
	put_told(s->j, s->x, t);
	json_end_object(s->j);
	return s->j->bad ? error_set(err, ST_NOMEM, pos_none, "out of memory")
			 : ST_OK;
}

enum status
diff_json(FILE *to, const struct compared *x, struct error *err)
{
	static const char *const lists[] = { "verdicts", "amounts", "shares",
		"basis", "items" };
	enum status (*const tell[])(const struct compared *x,
	    const struct told_to *to, struct error *err) = { told_verdicts,
		told_amounts, told_shares, told_basis, told_items };
	struct json j = { .to = to };
	struct sink s = { x, &j };
	const struct told_to row = { put_row, &s };

	output_json_begin(&j, "diff");
	put_basis(&j, "old", x->c[OLD]);
	put_basis(&j, "new", x->c[NEW]);
	put_counts(&j, x);
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		json_begin_array(&j, lists[i]);
		if (tell[i](x, &row, err) != ST_OK)
			return err->code;
		json_end_array(&j);
	}
	json_end_object(&j);
	return j.bad ? error_set(err, ST_NOMEM, pos_none, "out of memory")
		     : ST_OK;
}
