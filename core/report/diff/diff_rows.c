/* SPDX-License-Identifier: Apache-2.0 */
/* diff_rows - a row for each difference; see diff.h. */
#include "core/report/diff/diff.h"

#include "core/report/path.h"

static const struct column columns[] = {
	{ "what", "", 0 },
	{ "change", "", 0 },
	{ "maker", "", 0 },
	{ "part", "", 0 },
	{ "revision", "", 0 },
	{ "item", "", 0 },
	{ "name", "", 0 },
	{ "of", "", 0 },
	{ "old", "", 0 },
	{ "new", "", 0 },
	{ "note", "", 0 },
	{ "old_low", "", 0 },
	{ "old_high", "", 0 },
	{ "new_low", "", 0 },
	{ "new_high", "", 0 },
	{ "unit", "", 0 },
	{ "old_file", "", 0 },
	{ "old_line", "", 0 },
	{ "new_file", "", 0 },
	{ "new_line", "", 0 },
};

struct sink {
	const struct compared *x;
	struct table t;
};

/* As the new product names it, if it has it. */
static void
put_item(struct table *t, const struct compared *x, const struct told *d)
{
	enum side s = d->item[NEW] != BOM_NONE ? NEW : OLD;

	path_put_item(t, x->c[s]->bom, d->item[s]);
}

static void
put_interval(struct table *t, const struct told *d, enum side s)
{
	if (d->has[s] && !d->x[s].lo_infinite)
		table_put_exact(t, d->x[s].lo);
	else
		table_put_text(t, "");
	if (d->has[s] && !d->x[s].hi_infinite)
		table_put_exact(t, d->x[s].hi);
	else
		table_put_text(t, "");
}

static enum status
put_row(void *ctx, const struct told *d, struct error *err)
{
	static const char *const way[] = { "new", "gone", "changed" };
	struct sink *s = ctx;
	struct table *t = &s->t;

	table_put_text(t, d->what);
	table_put_text(t, way[d->way]);
	put_item(t, s->x, d);
	table_put_text(t, d->of);
	table_put_text(t, d->text[OLD]);
	table_put_text(t, d->text[NEW]);
	table_put_text(t, d->note);
	put_interval(t, d, OLD);
	put_interval(t, d, NEW);
	table_put(t, d->unit, TONE_NONE);
	table_put_pos(t, d->at[OLD]);
	table_put_pos(t, d->at[NEW]);
	return t->bad ? error_set(err, ST_NOMEM, pos_none, "out of memory")
		      : ST_OK;
}

enum status
diff_rows(FILE *to, enum format_out format, const struct style *style,
    const struct compared *x, struct error *err)
{
	struct json lines = { .to = to, .lines = true };
	struct sink s = { .x = x };
	const struct told_to row = { put_row, &s };

	table_begin(&s.t, to, format, style, columns,
	    sizeof(columns) / sizeof(columns[0]), &lines);
	if (told_verdicts(x, &row, err) == ST_OK &&
	    told_amounts(x, &row, err) == ST_OK &&
	    told_shares(x, &row, err) == ST_OK &&
	    told_basis(x, &row, err) == ST_OK)
		told_items(x, &row, err);
	table_end(&s.t, err);
	return err->code;
}

enum status
diff_write(FILE *to, enum format_out format, const struct style *style,
    const struct compared *x, struct error *err)
{
	switch (format) {
	case OUT_TABLE:
		return diff_eye(to, style, x, err);
	case OUT_JSON:
		return diff_json(to, x, err);
	default:
		return diff_rows(to, format, style, x, err);
	}
}
