/* SPDX-License-Identifier: Apache-2.0 */
/* explaining - a row per column; see explaining.h. */
#include "cmd/explaining.h"

#include "core/bom/table/columns_told.h"
#include "core/report/check/output_json.h"

static enum status
emit(const struct page *page, const void *result, struct error *err)
{
	static const struct column columns[] = {
		{ "file", "File", 0 },
		{ "heading", "Heading", COLUMN_WRAP },
		{ "column", "Taken for", 0 },
		{ "why", "Why", COLUMN_WRAP },
		{ "filled", "Filled", COLUMN_RIGHT | COLUMN_COUNT },
		{ "example", "For example", COLUMN_WRAP },
	};
	const struct columns_told *told = result;
	struct json j = { .to = page->to, .lines = page->format == OUT_JSONL };
	struct table t;
	enum status st;

	if (page->format == OUT_JSON) {
		output_json_begin(&j, "columns");
		json_begin_array(&j, "rows");
	}
	table_begin(&t, page->to, page->format, &page->style, columns,
	    sizeof(columns) / sizeof(columns[0]), &j);
	for (size_t i = 0; i < told->n; i++) {
		const struct told_column *c = &told->list[i];

		table_put_text(&t, c->file);
		table_put(&t, c->heading, TONE_NONE);
		table_put_text(&t, c->column);
		table_put_text(&t, c->why);
		table_put_count(&t, c->filled);
		table_put(&t, c->example, TONE_NONE);
	}
	st = table_end(&t, err);
	if (page->format == OUT_JSON) {
		json_end_array(&j);
		json_end_object(&j);
	}
	return st;
}

int
explaining_run(struct session *s)
{
	struct columns_told told = { .n = 0 };
	struct error err = { 0 }, write = { 0 };
	int code = 0;

	s->wishes.told = &told;
	if (session_open(s, &err) != ST_OK)
		code = session_fail(s, &err);
	session_messages(s);
	if (told.n > 0 && outputs_write(&s->out, emit, &told, &write) != ST_OK)
		code = session_fail(s, &write);
	columns_told_free(&told);
	return code;
}
