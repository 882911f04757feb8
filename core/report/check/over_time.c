/* SPDX-License-Identifier: Apache-2.0 */
/* over_time - what each item reads from which day on; see over_time.h. */
#include "core/report/check/over_time.h"

#include "core/report/check/digests.h"
#include "core/report/check/output_json.h"
#include "core/report/path.h"

#include <stdlib.h>

static enum status
no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

/* Every rule, and of each the items, today's gravest first. */
static enum status
put_all(struct table *t, const struct over_time *x, struct error *err)
{
	for (size_t rule = 0; rule < x->timeline->nrule; rule++) {
		struct ranked items;

		if (!ranked_items(x->checked, rule, 1, &items))
			return no_memory(err);
		for (size_t i = 0; i < items.n; i++)
			over_time_rows(t, x, rule, items.item[i]);
		free(items.item);
	}
	return table_end(t, err);
}

/* ---- for a reader */

static void
put_heading(FILE *to, const struct over_time *x, size_t rule)
{
	const struct booked_rule *b = &x->checked->book->rule[rule];

	fprintf(
	    to, "%s%s/%s: ", rule > 0 ? "\n" : "", b->pack->id, b->rule->id);
	text_put(to, str_of(b->rule->title[LANGUAGE_EN]));
	fputc('\n', to);
}

static enum status
put_item(FILE *to, const struct style *style, const struct over_time *x,
    size_t rule, uint32_t item, struct error *err)
{
	const struct bom *b = x->checked->bom;
	struct str name = bom_text_get(b, b->item[item].name);
	struct column shown[OVER_TIME_COLUMNS];
	char label[LABEL_TEXT];
	struct table t;

	over_time_shown(x, shown);
	fputs("\n  ", to);
	text_put(to, path_label(b, item, label));
	if (name.n > 0) {
		fputs(" (", to);
		text_put(to, name);
		fputc(')', to);
	}
	fputs("\n\n", to);
	table_begin(&t, to, OUT_TABLE, style, shown, OVER_TIME_COLUMNS, NULL);
	over_time_rows(&t, x, rule, item);
	return table_end(&t, err);
}

static enum status
write_eye(FILE *to, const struct style *style, const struct over_time *x,
    struct error *err)
{
	for (size_t rule = 0; rule < x->timeline->nrule; rule++) {
		struct ranked items;

		if (!ranked_items(x->checked, rule, 1, &items))
			return no_memory(err);
		put_heading(to, x, rule);
		for (size_t i = 0; err->code == ST_OK && i < items.n; i++)
			put_item(to, style, x, rule, items.item[i], err);
		free(items.item);
	}
	if (err->code == ST_OK)
		digests_write(to, style, x->checked);
	return err->code;
}

/* ---- for a program */

static void
put_event(struct json *j, const struct over_time *x, const struct event *e)
{
	char text[EVENT_TEXT];

	event_words(text, x, e);
	json_begin_object(j, NULL);
	json_put_day(j, "day", e->day);
	json_put_text(j, "kind", event_name((enum event_kind)e->kind));
	if (e->kind < EVENT_PRODUCT) {
		const struct booked_rule *b =
		    &x->timeline->book->rule[e->index];

		json_put_text(j, "pack", b->pack->id);
		if (e->kind != EVENT_NOT_READ)
			json_put_text(j, "rule", b->rule->id);
	}
	json_put_text(j, "words", text);
	json_end_object(j);
}

static enum status
write_json(FILE *to, const struct style *style, const struct over_time *x,
    struct error *err)
{
	const struct boundaries *b = &x->timeline->of;
	struct json j = { .to = to };
	struct table t;

	output_json_begin(&j, "timeline");
	json_put_count(&j, "exit_code", (uint64_t)x->checked->exit_code);
	output_json_basis(&j, x->checked);
	json_put_day(&j, "from", x->from);
	json_put_day(&j, "until", x->until);
	json_put_count(&j, "products_judged", b->nproduct);
	json_begin_array(&j, "boundaries");
	for (size_t i = 0; i < b->nevent; i++)
		put_event(&j, x, &b->event[i]);
	json_end_array(&j);
	json_begin_array(&j, "rows");
	table_begin(
	    &t, to, OUT_JSON, style, over_time_columns, OVER_TIME_COLUMNS, &j);
	if (put_all(&t, x, err) != ST_OK)
		return err->code;
	json_end_array(&j);
	output_json_messages(&j, x->checked->findings);
	json_end_object(&j);
	return j.bad ? no_memory(err) : ST_OK;
}

enum status
over_time_write(FILE *to, enum format_out format, const struct style *style,
    const struct over_time *x, struct error *err)
{
	struct json lines = { .to = to, .lines = true };
	struct table t;

	if (format == OUT_TABLE)
		return write_eye(to, style, x, err);
	if (format == OUT_JSON)
		return write_json(to, style, x, err);
	table_begin(&t, to, format, style, over_time_columns, OVER_TIME_COLUMNS,
	    &lines);
	return put_all(&t, x, err);
}
