/* SPDX-License-Identifier: Apache-2.0 */
/* path - how a report names items, quantities and ways; see path.h. */
#include "core/report/path.h"

#include <string.h>

/* Items of a path that are shown at each of its ends. */
#define ENDS_TEXT 4
#define ENDS_JSON 500

struct str
path_label(const struct bom *b, uint32_t item, char buf[LABEL_TEXT])
{
	return bom_item_label(b, item, buf, LABEL_TEXT);
}

/* Steps from the root; the root itself has none. */
static size_t
depth_of(const struct explanation *e, uint32_t share)
{
	size_t n = 0;

	for (; e->share[share].via != BOM_NONE; share = e->share[share].via)
		n++;
	return n;
}

/* The shares at both ends of the way to share, root first: n of them, with
 * `left_out` between the two halves. */
struct way {
	uint32_t share[2 * ENDS_JSON];
	size_t n, head, left_out;
};

static void
way_find(
    struct way *w, const struct explanation *e, uint32_t share, size_t ends)
{
	size_t depth = depth_of(e, share), total = depth + 1;
	uint32_t at = share;

	w->left_out = total > 2 * ends ? total - 2 * ends : 0;
	w->n = total - w->left_out;
	w->head = w->left_out > 0 ? ends : w->n;
	for (size_t step = depth;; step--) { /* of item `at` */
		if (w->left_out == 0 || step < ends)
			w->share[step] = at;
		else if (step >= ends + w->left_out)
			w->share[step - w->left_out] = at;
		if (step == 0)
			break;
		at = e->share[at].via;
	}
}

void
path_text(char out[PATH_TEXT], const struct bom *b, const struct explanation *e,
    uint32_t share)
{
	struct way w;
	size_t used = 0;

	way_find(&w, e, share, ENDS_TEXT);
	out[0] = '\0';
	for (size_t i = 0; i < w.n && used < PATH_TEXT - 1; i++) {
		struct str part =
		    str_clip(b->item[e->share[w.share[i]].item].part, 200);

		if (i == w.head)
			used += (size_t)snprintf(out + used, PATH_TEXT - used,
			    " > (%zu more)", w.left_out);
		if (used < PATH_TEXT - 1)
			used += (size_t)snprintf(out + used, PATH_TEXT - used,
			    "%s%.*s", i > 0 ? " > " : "", STR_ARG(part));
	}
}

void
path_quantity(
    char out[QUANTITY_TEXT], const struct bom *b, const struct share *s)
{
	static const char *const unit[] = { [DIM_NONE] = "",
		[DIM_EACH] = "",
		[DIM_MASS] = " g",
		[DIM_LENGTH] = " m",
		[DIM_AREA] = " m2",
		[DIM_VOLUME] = " l",
		[DIM_SHARE] = "" };
	char number[NUM_TEXT];

	if (!s->quantity_known) {
		snprintf(out, QUANTITY_TEXT, "not known");
		return;
	}
	num_format(number, s->quantity, 6, NUM_NEAREST);
	snprintf(
	    out, QUANTITY_TEXT, "%s%s", number, unit[b->item[s->item].dim]);
}

static void
put_unless_blank(
    struct json *j, const char *key, const struct bom *b, uint32_t text)
{
	if (text != 0)
		json_put_str(j, key, bom_text_get(b, text));
}

void
path_item_json(
    struct json *j, const char *key, const struct bom *b, uint32_t item)
{
	const struct item *i = &b->item[item];
	struct pos at = bom_pos(b, i->at);

	json_begin_object(j, key);
	put_unless_blank(j, "maker", b, i->maker);
	json_put_str(j, "part", i->part);
	put_unless_blank(j, "revision", b, i->revision);
	put_unless_blank(j, "name", b, i->name);
	if (at.file != NULL && at.line > 0) {
		json_put_text(j, "file", at.file);
		json_put_count(j, "line", at.line);
	}
	json_end_object(j);
}

void
path_json(struct json *j, const char *key, const struct bom *b,
    const struct explanation *e, uint32_t share)
{
	struct way w;

	way_find(&w, e, share, ENDS_JSON);
	json_begin_array(j, key);
	for (size_t i = 0; i < w.n; i++) {
		if (i == w.head)
			json_put_null(j, NULL);
		json_put_str(j, NULL, b->item[e->share[w.share[i]].item].part);
	}
	json_end_array(j);
}
