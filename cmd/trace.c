/* SPDX-License-Identifier: Apache-2.0 */
/* trace - what is in a product, item by item; and what holds an item. */
#include "cmd/checking.h"
#include "cmd/verbs.h"
#include "core/report/where_used.h"

static enum status
emit_where_used(const struct page *page, const void *result, struct error *err)
{
	return where_used_write(
	    page->to, page->format, &page->style, result, err);
}

static int
where_used(struct session *s, const char *name, bool all)
{
	struct error err = { 0 };
	struct where_used u = { .all = all };
	struct checked c;
	uint32_t item = 0;
	int code = 0;

	if (session_open(s, &err) != ST_OK ||
	    session_item(s, name, &item, &err) != ST_OK ||
	    checking_fill(s, &c, &err) != ST_OK)
		return session_fail(s, &err);
	session_messages(s);
	u.checked = &c;
	if (where_find(&s->bom, item, &u.where, &err) != ST_OK ||
	    outputs_write(&s->out, emit_where_used, &u, &err) != ST_OK)
		code = session_fail(s, &err);
	where_free(&u.where);
	return code;
}

int
cmd_trace(struct session *s, int argc, char **argv)
{
	bool all_items = false;
	const char *used = NULL;
	const struct option_spec table[] = {
		{ "where-used", '\0', OPTION_TEXT, &used, "ITEM",
		    "what holds this item, up to every product" },
		{ "all-items", 'a', OPTION_FLAG, &all_items, NULL,
		    "list every item, however many there are" },
		{ "as-of", '\0', OPTION_DATE, &s->in.as_of, "DATE",
		    "the product of that day (today)" },
	};
	const struct usage usage = { "FILE... [OPTION...]", table,
		sizeof(table) / sizeof(table[0]),
		"The files make up one product: its bill of materials and "
		"declarations of\nsuppliers.\nITEM is a part number; where "
		"several items have it, what `retrace check`\nprints: MAKER "
		"PART rev REVISION.\n" };
	struct error err = { 0 };
	int code;

	if (!session_options(s, &usage, argc, argv, &code))
		return code;
	s->in.files = s->rest;
	s->rest = (struct words){ 0 };
	if (used == NULL) {
		error_set(&err, ST_USAGE, pos_none, "expected --where-used");
		return session_fail(s, &err);
	}
	return where_used(s, used, all_items);
}
