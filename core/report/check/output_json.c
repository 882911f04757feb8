/* SPDX-License-Identifier: Apache-2.0 */
/* output_json - what every document begins and ends with; output_json.h. */
#include "core/report/check/output_json.h"

#include "core/report/exemptions.h"

#include "core/report/assumptions.h"
#include "core/report/outcomes.h"
#include "core/report/valued.h"

void
output_json_begin(struct json *j, const char *kind)
{
	json_begin_object(j, NULL);
	json_put_text(j, "schema", OUTPUT_SCHEMA);
	json_put_text(j, "version", OUTPUT_VERSION);
	json_put_text(j, "kind", kind);
	json_begin_object(j, "tool");
	json_put_text(j, "name", "retrace");
	json_put_text(j, "version", RETRACE_VERSION);
	json_end_object(j);
}

/* What is not kept of the messages is counted. */
static void
put_rest(struct json *j, const char *severity, size_t n, const char *what)
{
	char text[80];

	if (n == 0)
		return;
	snprintf(text, sizeof(text), "and %zu more %s", n, what);
	json_begin_object(j, NULL);
	json_put_text(j, "severity", severity);
	json_put_text(j, "text", text);
	json_end_object(j);
}

void
output_json_messages(struct json *j, const struct findings *f)
{
	static const char *const severity[] = {
		[SEV_ERROR] = "error",
		[SEV_WARNING] = "warning",
		[SEV_NOTE] = "note",
	};

	json_begin_array(j, "messages");
	for (size_t i = 0; i < f->n; i++) {
		const struct finding *x = &f->list[i];

		json_begin_object(j, NULL);
		json_put_text(j, "severity", severity[x->sev]);
		json_put_pos(j, x->at);
		if (x->at.col > 0)
			json_put_count(j, "column", x->at.col);
		json_put_text(j, "text", x->text);
		json_end_object(j);
	}
	put_rest(j, "error", f->dropped_errors, "errors");
	put_rest(j, "warning", f->dropped_others, "warnings and notes");
	json_end_array(j);
}

void
output_json_inputs(struct json *j, const struct checked *c)
{
	json_put_text(j, "tool_sha256", c->tool_sha256);
	json_begin_array(j, "inputs");
	for (size_t i = 0; i < c->nsource; i++) {
		json_begin_object(j, NULL);
		json_put_text(j, "role", c->source[i].role);
		json_put_text(j, "name", c->source[i].name);
		json_put_text(j, "sha256", c->source[i].sha256);
		json_end_object(j);
	}
	json_end_array(j);
}

void
output_json_days(struct json *j, const struct days *d)
{
	json_put_day(j, "as_of", d->as_of);
	json_put_day(j, "law_as_of", d->law);
	json_put_day(j, "bom_as_of", d->bom);
	json_put_day(j, "price_as_of", d->price);
}

void
output_json_basis(struct json *j, const struct checked *c)
{
	const struct policy *p = c->book->policy;

	output_json_days(j, &c->days);
	json_put_bool(j, "as_if_in_force", c->as_if_in_force);
	output_json_inputs(j, c);
	json_put_text(j, "basis", c->basis);
	assumptions_json(j, c);
	valued_json(j, c);
	transaction_json(j, c);
	if (p == NULL)
		return;
	json_begin_object(j, "policy");
	json_put_text(j, "file", p->path);
	json_begin_array(j, "entries");
	for (size_t i = 0; i < p->n; i++) {
		const struct policy_entry *e = &p->entry[i];

		json_begin_object(j, NULL);
		json_put_text(j, "kind",
		    e->kind == POLICY_TRACE_FLOOR ? "trace-floor"
		    : e->kind == POLICY_READING   ? "reading"
						  : "accept-not-added");
		if (e->kind == POLICY_READING) {
			json_put_text(j, "rule", e->rule);
			json_put_text(j, "is", e->reading);
		}
		if (e->share_text != NULL)
			json_put_text(j, "share", e->share_text);
		json_put_text(j, "reason", e->reason);
		json_put_text(j, "author", e->author);
		json_put_day(j, "until", e->until);
		json_put_bool(j, "counts", !e->expired);
		json_end_object(j);
	}
	json_end_array(j);
	json_end_object(j);
}
