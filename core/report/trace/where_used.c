/* SPDX-License-Identifier: Apache-2.0 */
/* where_used - which products and assemblies hold an item; where_used.h. */
#include "core/report/trace/where_used.h"

#include "core/report/amount.h"
#include "core/report/check/output_json.h"
#include "core/report/path.h"

#include <stdlib.h>

static const struct column columns[] = {
	{ "maker", "", 0 },
	{ "part", "", 0 },
	{ "revision", "", 0 },
	{ "item", "", 0 },
	{ "name", "", 0 },
	{ "product", "", 0 },
	{ "direct", "", 0 },
	{ "low", "", 0 },
	{ "high", "", 0 },
	{ "unit", "", 0 },
	{ "path", "", 0 },
	{ "paths", "", 0 },
	{ "file", "", 0 },
	{ "line", "", 0 },
};

/* Where rows go, for a program. */
struct sink {
	const struct where_used *u;
	struct table table;
	struct json *json; /* of a document; else NULL */
};

static enum status
put_row(void *ctx, const struct where_row *row, struct error *err)
{
	struct sink *s = ctx;
	const struct where *w = &s->u->where;
	const struct bom *b = w->b;
	const struct above *a = row->above;
	struct table *t = &s->table;
	char path[PATH_TEXT], *paths;
	struct way way;

	if (a == w->above)
		return ST_OK;
	path_put_item(t, b, a->item);
	table_put_text(t, a->product ? "yes" : "no");
	table_put_text(t, a->direct != BOM_NONE ? "yes" : "no");
	table_put_exact(t, row->quantity.lo);
	if (row->quantity.hi_infinite)
		table_put_text(t, "");
	else
		table_put_exact(t, row->quantity.hi);
	table_put_text(t, path_unit(b, w->above[0].item));
	way_from_above(&way, w, a, WHERE_USED_ENDS);
	way_text(path, b, &way);
	table_put_text(t, path);
	paths = mpz_get_str(NULL, 10, row->paths);
	table_put_text(t, paths != NULL ? paths : "");
	free(paths);
	table_put_pos(t, bom_pos(b, b->item[a->item].at));
	return s->table.bad
		   ? error_set(err, ST_NOMEM, pos_none, "out of memory")
		   : ST_OK;
}

static enum status
put_object(void *ctx, const struct where_row *row, struct error *err)
{
	struct sink *s = ctx;
	struct json *j = s->json;
	const struct where *w = &s->u->where;
	char *paths;
	struct way way;

	(void)err;
	if (row->above == w->above)
		return ST_OK;
	json_begin_object(j, NULL);
	path_item_json(j, "item", w->b, row->above->item);
	json_put_bool(j, "product", row->above->product);
	json_put_bool(j, "direct", row->above->direct != BOM_NONE);
	amount_json(j, "quantity", &row->quantity);
	way_from_above(&way, w, row->above, WHERE_FOOT);
	way_json(j, "path", w->b, &way);
	paths = mpz_get_str(NULL, 10, row->paths);
	json_put_text(j, "paths", paths);
	free(paths);
	json_end_object(j);
	return ST_OK;
}

static enum status
write_json(FILE *to, const struct where_used *u, struct error *err)
{
	const struct where *w = &u->where;
	struct json j = { .to = to };
	struct sink s = { .u = u, .json = &j };

	output_json_begin(&j, "where-used");
	output_json_inputs(&j, u->checked);
	path_item_json(&j, "item", w->b, w->above[0].item);
	json_put_text(&j, "unit", path_unit(w->b, w->above[0].item));
	json_put_count(&j, "direct", w->ndirect);
	json_put_count(&j, "products", w->nproduct - w->above[0].product);
	json_put_count(&j, "items_above", w->n - 1);
	json_begin_array(&j, "items");
	if (where_walk(w, NULL, put_object, &s, err) != ST_OK)
		return err->code;
	json_end_array(&j);
	output_json_messages(&j, u->checked->findings);
	json_end_object(&j);
	return j.bad ? error_set(err, ST_NOMEM, pos_none, "out of memory")
		     : ST_OK;
}

/*
 * where_used_write - all that holds an item, in one of the forms.
 *
 * Err:	ST_NOMEM; ST_RANGE of where_walk()
 */
enum status
where_used_write(FILE *to, enum format_out format, const struct style *style,
    const struct where_used *u, struct error *err)
{
	struct json lines = { .to = to, .lines = true };
	struct sink s = { .u = u };

	if (format == OUT_TABLE)
		return where_used_eye(to, style, u, err);
	if (format == OUT_JSON)
		return write_json(to, u, err);
	table_begin(&s.table, to, format, style, columns,
	    sizeof(columns) / sizeof(columns[0]), &lines);
	if (where_walk(&u->where, NULL, put_row, &s, err) != ST_OK)
		return err->code;
	return table_end(&s.table, err);
}
