/* SPDX-License-Identifier: Apache-2.0 */
/* checked_proof - what is told of a proof that holds; see checked_proof.h. */
#include "cmd/checked_proof.h"

#include "core/report/check/output_json.h"

#include <inttypes.h>

static void
emit_text(const struct page *page, const struct checking_proof *c)
{
	char time[DATE_TIME_TEXT];

	if (c->receipt) {
		fputs(leaf_is_filing(c->leaf.kind) ? "filing   " : "event    ",
		    page->to);
		text_put(page->to, c->leaf.id);
		fprintf(page->to, "\nlogged   %.*s as entry %" PRIu64 " of ",
		    STR_ARG(c->leaf.time), c->proof.number);
	} else {
		fprintf(page->to,
		    "goes on  from %" PRIu64 " entries, none of them changed, "
		    "of ",
		    c->proof.number);
	}
	text_put(page->to, c->head.origin);
	fprintf(page->to, "\nproven   by a checkpoint of %" PRIu64 " entr%s\n",
	    c->head.size, c->head.size == 1 ? "y" : "ies");
	if (c->receipt && (c->excerpt || c->nshown > 0))
		fprintf(page->to, "shown    %s%zu of %zu other files\n",
		    !leaf_is_filing(c->leaf.kind) ? ""
		    : c->shown                    ? "the filing, "
						  : "not the filing, ",
		    c->nshown, c->leaf.ninput);
	for (size_t i = 0; i < c->nwitness; i++) {
		date_time_format(c->witness[i].time, time);
		fprintf(page->to, "witness  %s at %s\n", c->witness[i].key.name,
		    time);
	}
	for (size_t i = 0; i < c->nstamp; i++) {
		date_time_format(c->stamp[i].time, time);
		fprintf(page->to, "stamped  %s by ", time);
		text_put(page->to, c->stamp[i].authority);
		fputs(c->stamp[i].known ? "\n" : " (not known to you)\n",
		    page->to);
	}
}

static void
emit_json(struct json *j, const struct checking_proof *c)
{
	char hex[SHA256_HEX];

	digest_hex(c->head.root, hex);
	json_put_str(j, "origin", c->head.origin);
	json_put_count(j, c->receipt ? "index" : "from", c->proof.number);
	json_put_count(j, "size", c->head.size);
	json_put_text(j, "root", hex);
	if (c->receipt)
		json_put_str(j, "filing", c->leaf.id);
	if (c->receipt) {
		json_put_bool(j, "shown", c->shown);
		json_put_count(j, "files", c->leaf.ninput);
		json_put_count(j, "files_shown", c->nshown);
	}
	json_put_count(j, "cosignatures", c->nwitness);
	json_put_count(j, "timestamps", c->nstamp);
}

static void
emit_excerpt(FILE *to, const struct page *page, const struct excerpt *x)
{
	for (size_t i = 0; i < x->n; i++) {
		emit_text(page, &x->c[i]);
		fputc('\n', to);
	}
	fprintf(to,
	    "%zu entr%s hold%s; %" PRIu64 " filing%s and %" PRIu64
	    " other files are here, the rest was kept back\n",
	    x->n, x->n == 1 ? "y" : "ies", x->n == 1 ? "s" : "", x->shown,
	    x->shown == 1 ? "" : "s", x->files);
}

enum status
checked_proof_emit(
    const struct page *page, const void *result, struct error *err)
{
	const struct checked_proof *r = result;
	struct json j = { .to = page->to, .lines = page->format == OUT_JSONL };

	(void)err;
	if (page->format == OUT_TABLE && r->c->excerpt) {
		emit_excerpt(page->to, page, r->x);
		return ST_OK;
	}
	if (page->format == OUT_TABLE) {
		emit_text(page, r->c);
		return ST_OK;
	}
	output_json_begin(&j, "log-check");
	json_put_bool(&j, "holds", true);
	if (r->c->excerpt) {
		json_put_count(&j, "shown", r->x->shown);
		json_put_count(&j, "files_shown", r->x->files);
		json_begin_array(&j, "receipts");
		for (size_t i = 0; i < r->x->n; i++) {
			json_begin_object(&j, NULL);
			emit_json(&j, &r->x->c[i]);
			json_end_object(&j);
		}
		json_end_array(&j);
	} else {
		emit_json(&j, r->c);
	}
	json_end_object(&j);
	return ST_OK;
}
