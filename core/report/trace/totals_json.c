/* SPDX-License-Identifier: Apache-2.0 */
/* totals_json - all goods of a filing together; see totals_json.h. */
#include "core/report/trace/totals_json.h"

#include "core/base/xml.h"
#include "core/filing/profile/totals.h"

#include <stdlib.h>

struct telling {
	struct json *j;
	struct arena mem;
};

/* "" where it is not there. */
static struct str
attr(struct telling *t, const xmlNode *node, const char *name)
{
	struct str v = xml_attr(&t->mem, node, name);

	return v.p != NULL ? v : STR("");
}

static void
put(struct telling *t, const xmlNode *node, const char *name, bool always)
{
	struct str v = attr(t, node, name);

	if (v.n > 0 || always)
		json_put_str(t->j, name, v);
}

static void
put_end(struct telling *t, const xmlNode *node, const char *name)
{
	struct str v = attr(t, node, name);

	if (v.n > 0)
		json_put_str(t->j, name, v);
	else
		json_put_null(t->j, name);
}

static void
put_row(struct telling *t, const xmlNode *row)
{
	static const char *const keys[TOTALS_AMOUNTS] = { "total", "of_origin",
		"as_oxide" };

	for (int k = 0; k < TOTALS_AMOUNTS; k++) {
		const xmlNode *x =
		    xml_child(row, FILING_XMLNS, totals_amount_names[k]);

		if (x == NULL)
			continue;
		json_begin_object(t->j, keys[k]);
		put_end(t, x, "low");
		put_end(t, x, "high");
		json_put_bool(t->j, "low_open", attr(t, x, "low-open").n > 0);
		json_put_bool(t->j, "high_open", attr(t, x, "high-open").n > 0);
		json_end_object(t->j);
	}
}

static void
put_open(struct telling *t, const xmlNode *totals)
{
	json_begin_array(t->j, "open");
	for (xmlNode *c = xml_child(totals, FILING_XMLNS, "open"); c != NULL;
	     c = xml_named(c->next, FILING_XMLNS, "open")) {
		json_begin_object(t->j, NULL);
		put(t, c, "maker", false);
		put(t, c, "part", true);
		put(t, c, "revision", false);
		put(t, c, "why", true);
		json_end_object(t->j);
	}
	json_end_array(t->j);
}

static void
put_elements(struct telling *t, const xmlNode *totals)
{
	json_begin_array(t->j, "elements");
	for (xmlNode *c = xml_child(totals, FILING_XMLNS, "element"); c != NULL;
	     c = xml_named(c->next, FILING_XMLNS, "element")) {
		json_begin_object(t->j, NULL);
		put(t, c, "symbol", true);
		put(t, c, "oxide", true);
		put_row(t, c);
		json_end_object(t->j);
	}
	json_end_array(t->j);
}

void
totals_json(struct json *j, const char *file, const xmlNode *root)
{
	const xmlNode *totals = xml_child(root, FILING_XMLNS, "totals");
	const xmlNode *sum = NULL;
	struct telling t = { .j = j };

	if (totals == NULL)
		return;
	sum = xml_child(totals, FILING_XMLNS, "sum");
	json_begin_object(j, NULL);
	json_put_text(j, "file", file);
	json_put_count(
	    j, "products", strtoull(attr(&t, totals, "products").p, NULL, 10));
	put(&t, totals, "unit", true);
	put(&t, totals, "origin", false);
	put_open(&t, totals);
	put(&t, totals, "none", false);
	put_elements(&t, totals);
	json_begin_object(j, "sum");
	if (sum != NULL)
		put_row(&t, sum);
	json_end_object(j);
	json_end_object(j);
	arena_free(&t.mem);
}
