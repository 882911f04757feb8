/* SPDX-License-Identifier: Apache-2.0 */
/* filing_run - the way of a draft into the log; see filing_run.h. */
#include "cmd/filing_run.h"
#include "cmd/log.h"
#include "cmd/sealing.h"
#include "core/base/limits.h"

#include <string.h>

enum status
filing_run_open(struct filing_run *r, struct error *err)
{
	if (r->o->filer != NULL &&
	    profile_read(&r->profile, r->o->filer, &r->s->findings) != ST_OK) {
		*err = r->s->findings.first;
		return err->code;
	}
	if (auditlog_open(r->o->log,
		r->o->dry_run ? AUDITLOG_READ : AUDITLOG_WRITE, &r->log,
		err) != ST_OK)
		return err->code;
	return filing_run_checkpoint(r, err);
}

void
filing_run_close(struct filing_run *r)
{
	auditlog_close(r->log);
	key_free(r->key);
	profile_free(&r->profile);
	gather_kept_free(&r->kept);
	arena_free(&r->mem);
}

enum status
filing_run_checkpoint(struct filing_run *r, struct error *err)
{
	return auditlog_checkpoint(r->log, &r->mem, &r->checkpoint, err);
}

enum status
filing_run_unlock(struct filing_run *r, struct error *err)
{
	return log_unlock(r->log, r->o->log_key, &r->o->log_pass, err);
}

/* Does it open names of files? */
static bool
opens_inputs(const struct openings *o)
{
	for (size_t i = 0; i < o->n; i++)
		if (str_starts(o->list[i].at, "inputs"))
			return true;
	return false;
}

/*
 * The opening goes into the log with the other inputs; the log's record, which
 * may be handed out with a proof, names no file of a supplier.
 */
static enum status
keep_opening(
    const struct filing_run *r, struct filing_draft *d, struct error *err)
{
	struct gathered *g = &d->inputs;
	bool names = opens_inputs(&d->finished.opening);

	if (d->finished.opening.n == 0)
		return ST_OK;
	if (r->o->opening == NULL && r->o->save != NULL &&
	    strcmp(r->o->save, "-") == 0)
		return error_set(err, ST_USAGE, pos_none,
		    "a sealed filing to standard output: expected --opening "
		    "with where to put what opens it");
	if (opening_write(&d->finished.opening, &d->mem, &d->opening, err) !=
	    ST_OK)
		return err->code;
	for (size_t i = 0; i < g->n; i++)
		if (names && seal_is_of_suppliers(g->input[i].role))
			g->input[i].name = STR("sealed");
	g->input[g->n++] = (struct log_input){ STR("opening"), STR("sealed"),
		d->opening, false };
	return ST_OK;
}

/* What the log needs of the draft beside the filing. */
static void
take_tree(struct filing_draft *d, xmlDoc *tree)
{
	if (tree != NULL)
		gather_list(&d->wants, xmlDocGetRootElement(tree), d->path,
		    &d->mem, &d->f);
	xmlFreeDoc(tree);
}

enum status
filing_draft_finish(const struct filing_run *r, struct filing_draft *d,
    const struct xml_schema *schema, struct error *err)
{
	xmlDoc *tree = NULL;
	struct finish_input in = { .file = d->path,
		.created = r->now,
		.profile = r->o->filer != NULL ? &r->profile : NULL,
		.checkpoint = d->carried,
		.hypothetical = r->o->hypothetical,
		.schema = schema,
		.tree = &tree };

	if (file_load(d->path, LIMIT_FILING, &d->draft, err) != ST_OK)
		return err->code;
	in.draft = (struct str){ d->draft.p, d->draft.n };
	filing_finish(&in, &d->mem, &d->finished, &d->f);
	take_tree(d, tree);
	bytes_free(&d->draft);
	if (d->f.errors > 0)
		*err = d->f.first;
	return err->code;
}

enum status
filing_draft_admit(struct filing_run *r, struct filing_draft *d,
    const struct words *named, struct error *err)
{
	const struct gather_from from = {
		.kept = &r->kept, .path = d->path, .named = named, .log = r->log
	};

	if (chain_check(r->log, &d->finished.facts, d->path, err) != ST_OK)
		return err->code;
	gather_inputs(&d->inputs, &d->wants, &from, &d->mem, &d->f);
	if (d->f.errors > 0)
		*err = d->f.first;
	return err->code != ST_OK ? err->code : keep_opening(r, d, err);
}

enum status
filing_run_key(struct filing_run *r, struct error *err)
{
	if (r->key == NULL &&
	    signing_load(&r->o->signing, r->now, &r->key, err) == ST_OK)
		sign_plan_make(r->key, &r->mem, &r->plan, err);
	return err->code;
}

enum status
filing_draft_sign(
    const struct filing_run *r, struct filing_draft *d, struct error *err)
{
	if (sign_planned(&r->plan, d->finished.xml, r->now, &d->mem,
		&d->signed_doc, err) == ST_OK)
		sign_prove_made(
		    d->finished.xml, FILING_XMLNS, d->signed_doc, r->key, err);
	return err->code;
}

/* What goes into the log; borrows from both. */
static struct log_entry
entry_of(const struct filing_run *r, const struct filing_draft *d)
{
	const struct filing_facts *x = &d->finished.facts;
	struct log_entry e = { .filing = x->id,
		.kind = x->kind,
		.actor = x->actor,
		.product = x->product,
		.tool = STR("retrace " RETRACE_VERSION),
		.rules = x->rules,
		.file = d->signed_doc,
		.checkpoint = d->carried,
		.refers = &x->earlier,
		.nrefers = x->earlier.n > 0 ? 1 : 0,
		.input = d->inputs.input,
		.ninput = d->inputs.n,
		.now = r->now };

	memcpy(e.rules_sha256, x->rules_sha256, SHA256_SIZE);
	return e;
}

enum status
filing_run_append(
    struct filing_run *r, struct filing_draft *d, size_t n, struct error *err)
{
	struct arena *mem = &d[0].mem;
	struct log_entry *entry = TAKE(mem, struct log_entry, n);
	struct log_receipt *receipt = TAKE(mem, struct log_receipt, n);
	enum status st = ST_OK;

	if (entry == NULL || receipt == NULL)
		st = error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; st == ST_OK && i < n; i++)
		entry[i] = entry_of(r, &d[i]);
	if (st == ST_OK)
		st = auditlog_append_all(r->log, entry, n, mem, receipt, err);
	for (size_t i = 0; st == ST_OK && i < n; i++)
		d[i].receipt = receipt[i];
	return st;
}

enum status
filing_draft_files(struct filing_run *r, struct filing_draft *d,
    const char *path, struct file_whole out[FILING_FILES], size_t *n,
    struct error *err)
{
	struct log_record before;

	*n = 0;
	if (d->receipt.already) {
		if (auditlog_get(r->log, d->receipt.index, &d->mem, &before,
			err) != ST_OK)
			return err->code;
		d->signed_doc = before.file;
	}
	if (d->opening.n > 0) {
		d->opening_path = r->o->opening != NULL
				      ? r->o->opening
				      : sealing_path(&d->mem, path);
		if (d->opening_path == NULL)
			return error_set(
			    err, ST_NOMEM, pos_none, "out of memory");
		out[(*n)++] = (struct file_whole){ d->opening_path, d->opening,
			FILE_PRIVATE };
	}
	out[(*n)++] = (struct file_whole){ path, d->signed_doc, FILE_PUBLIC };
	return ST_OK;
}

enum status
filing_draft_save(struct filing_run *r, struct filing_draft *d,
    const char *path, struct error *err)
{
	struct file_whole file[FILING_FILES];
	size_t n;

	filing_draft_files(r, d, path, file, &n, err);
	for (size_t i = 0; i < n && err->code == ST_OK; i++)
		file_write(file[i].path, file[i].content, file[i].mode, err);
	return err->code;
}

void
filing_draft_free(struct filing_draft *d)
{
	gathered_free(&d->inputs);
	bytes_free(&d->draft);
	findings_free(&d->f);
	arena_free(&d->mem);
	*d = (struct filing_draft){ 0 };
}
