/* SPDX-License-Identifier: Apache-2.0 */
/* accounted_json - the account of what was read, for a program. */
#include "core/report/check/output_json.h"
#include "core/report/trace/accounted_lists.h"

static void
json_counts(struct json *j, const struct account_file *f)
{
	json_put_count(j, "items", f->items);
	json_put_count(j, "uses", f->uses);
	json_put_count(j, "documents", f->documents);
	json_put_count(j, "content", f->lines);
	json_put_count(j, "origins", f->origins);
	json_put_count(j, "prices", f->prices);
	json_put_count(j, "quantities_without_unit", f->unitless);
	json_put_count(j, "passed_over_known", f->known);
	json_put_count(j, "passed_over_unknown", f->unknown);
}

static void
json_files(struct json *j, const struct account *a)
{
	json_begin_array(j, "files");
	for (size_t i = 0; i < a->b->nfile; i++) {
		json_begin_object(j, NULL);
		json_put_text(j, "name", a->b->file[i].name);
		json_put_text(j, "format", a->b->file[i].format);
		json_put_text(j, "encoding", a->b->file[i].encoding);
		json_counts(j, &a->file[i]);
		json_end_object(j);
	}
	json_end_array(j);
}

static void
json_share(struct json *j, const char *key, double whole, double declared)
{
	char text[20];

	if (account_share(whole, declared) < 0) {
		json_put_null(j, key);
		return;
	}
	snprintf(text, sizeof(text), "%.4f", account_share(whole, declared));
	json_put_text(j, key, text);
}

static void
json_products(struct json *j, const struct account *a)
{
	json_begin_array(j, "products");
	for (uint32_t i = 0; i < a->b->nitem; i++) {
		if (!bom_is_product(a->b, i))
			continue;
		json_begin_object(j, NULL);
		path_item_json(j, "item", a->b, i);
		json_share(j, "mass_declared", a->mass[i], a->mass_declared[i]);
		json_share(
		    j, "value_declared", a->value[i], a->value_declared[i]);
		json_end_object(j);
	}
	json_end_array(j);
}

static void
json_list(struct json *j, const struct account *a, enum accounted_list l)
{
	struct accounted_row r;

	json_begin_array(j, accounted_lists[l].key);
	for (size_t i = 0; i < accounted_list_size(a, l); i++) {
		if (!accounted_row_get(a, l, i, &r))
			continue;
		json_begin_object(j, NULL);
		json_put_str(j, "name", r.name);
		json_put_str(j, "detail", r.detail);
		json_put_count(j, "count", r.n);
		json_put_text(j, "file", r.at.file != NULL ? r.at.file : "");
		json_put_count(j, "line", r.at.line);
		json_end_object(j);
	}
	json_end_array(j);
}

enum status
accounted_json(FILE *to, const struct accounted *x, struct error *err)
{
	const struct account *a = x->account;
	struct json j = { .to = to };

	output_json_begin(&j, "account");
	output_json_inputs(&j, x->checked);
	json_files(&j, a);
	json_begin_object(&j, "all");
	json_counts(&j, &a->all);
	json_put_count(&j, "content_of_rare_earths", a->rare_lines);
	json_put_count(&j, "substances", a->substances);
	json_put_count(&j, "with_rare_earth", a->rare);
	json_put_count(&j, "parts", a->leaves);
	json_put_count(&j, "parts_declared", a->leaves - a->silent.n);
	json_end_object(&j);
	json_products(&j, a);
	for (int l = 0; l < LIST_COUNT; l++)
		json_list(&j, a, (enum accounted_list)l);
	output_json_messages(&j, x->checked->findings);
	json_end_object(&j);
	return j.bad ? error_set(err, ST_NOMEM, pos_none, "out of memory")
		     : ST_OK;
}
