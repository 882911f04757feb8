/* SPDX-License-Identifier: Apache-2.0 */
/* seeking - the least to change so that nothing triggers; see seeking.h. */
#include "cmd/seeking.h"

#include "cmd/again.h"
#include "cmd/assuming.h"
#include "cmd/changing.h"
#include "cmd/checking.h"
#include "core/report/ask/remedy.h"

#include <stdlib.h>
#include <string.h>

/* Where a new source is taken to be. */
#define ELSEWHERE "AU"
/* What messages call the place of the changes. */
#define PLACE "whatif"
/* [bytes] */
#define COSTS_MOST ((size_t)1 << 30)

enum status
seeking_check(const struct seeking *k, struct error *err)
{
	if (k->declare &&
	    (k->settle || k->technology || k->assemblies || k->from != NULL))
		return error_set(err, ST_USAGE, pos_none,
		    "--declare changes no source: expected none of --settle, "
		    "--technology, --assemblies and --from with it");
	if (k->declare && k->write != NULL)
		return error_set(err, ST_USAGE, pos_none,
		    "--declare with --write: what suppliers will answer is not "
		    "known; retrace ask --questionnaires writes what to ask "
		    "them");
	if ((k->by == RECOURSE_COST) != (k->cost != NULL))
		return error_set(err, ST_USAGE, pos_none,
		    "expected --by cost and --cost FILE together");
	if (k->from != NULL && (country_find(str_of(k->from)) == NULL ||
				   country_find(str_of(k->from))[0] == '\0'))
		return error_set(err, ST_USAGE, pos_none,
		    "--from \"%.40s\": expected a country, such as AU",
		    k->from);
	return ST_OK;
}

static enum status
no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

/* All that stands behind an answer. */
struct sought {
	struct session *s;
	const struct seeking *k;
	struct checked checked;
	struct recourse_basis basis;
	struct recourse_costs costs;
	struct bytes cost_bytes;
	uint8_t *keep;
	struct recourse found;
	bool is_found;
	struct remedy remedy;
};

static enum status
take_keep(struct sought *a, struct error *err)
{
	const struct words *w = &a->k->keep;

	a->keep = calloc(a->s->bom.nitem + 1, 1);
	if (a->keep == NULL)
		return no_memory(err);
	for (size_t i = 0; i < w->n; i++) {
		uint32_t item;

		if (session_item(a->s, w->word[i], &item, err) != ST_OK)
			return err->code;
		a->keep[item] = 1;
	}
	return ST_OK;
}

static enum status
take_costs(struct sought *a, struct error *err)
{
	struct findings *f = &a->s->findings;

	if (a->k->cost == NULL)
		return ST_OK;
	if (file_load(a->k->cost, COSTS_MOST, &a->cost_bytes, err) != ST_OK)
		return err->code;
	if (recourse_costs_read(&a->costs, &a->s->bom, a->k->cost,
		(struct str){ a->cost_bytes.p, a->cost_bytes.n }, f) != ST_OK)
		*err = f->first;
	return err->code;
}

static enum status
find(struct sought *a, struct error *err)
{
	struct session *s = a->s;
	const struct seeking *k = a->k;
	const struct checked *c = &a->checked;
	const char *from =
	    k->from != NULL ? country_find(str_of(k->from)) : ELSEWHERE;

	if (take_keep(a, err) != ST_OK || take_costs(a, err) != ST_OK)
		return err->code;
	a->basis = (struct recourse_basis){
		.ask = { .bom = c->bom,
		    .book = c->book,
		    .judgement = c->judgement,
		    .trace = c->trace,
		    .shipped = c->shipped,
		    .threads = session_threads() },
		.law = s->in.days.law,
		.as_if_in_force = s->in.as_if_in_force,
		.declare = k->declare,
		.settle = k->settle,
		.technology = k->technology,
		.ready = k->assemblies,
		.keep = a->keep,
		.by = (enum recourse_by)k->by,
		.costs = &a->costs,
	};
	memcpy(a->basis.country, from, sizeof(a->basis.country));
	watch_start(&s->watch, s->quiet);
	recourse_find(&a->found, &a->basis, err);
	watch_stop(&s->watch);
	a->is_found = err->code == ST_OK;
	return err->code;
}

/* ---- the product with the choice, read anew */
struct written {
	struct change_to *list;
	char *text;
	size_t n;
};

/* Text as in a message, a line each; how long it is, also if less fits. */
static size_t
line_of(const struct bom *b, uint32_t item, const char *country, char *out,
    size_t size)
{
	char label[2 * ERROR_TEXT];
	int n = snprintf(out, size, "%.*s.origin=%s\n",
	    STR_ARG(bom_item_label(b, item, label, sizeof(label))), country);

	return n > 0 ? (size_t)n : 0;
}

/* Each item that then comes from elsewhere, wherever it is used. */
static bool
write_changes(const struct sought *a, const struct recourse_parts *parts,
    struct written *w, struct changes *c)
{
	const struct bom *b = &a->s->bom;
	size_t size = 1, at = 0, n = 0;
	char none[1];

	*w = (struct written){ .n = 0 };
	for (uint32_t i = 0; i < b->nitem; i++)
		if (parts->from[i] != 0) {
			size +=
			    line_of(b, i, a->basis.country, none, sizeof(none));
			n++;
		}
	w->text = malloc(size);
	w->list = calloc(2 * n + 1, sizeof(*w->list));
	if (w->text == NULL || w->list == NULL)
		return false;
	n = 0;
	for (uint32_t i = 0; i < b->nitem; i++) {
		struct change_to one = { .item = i,
			.field = SET_ORIGIN,
			.stage = STAGE_ALL,
			.value = str_of(a->basis.country) };

		if (parts->from[i] == 0)
			continue;
		one.line = (uint32_t)++n;
		at += line_of(b, i, a->basis.country, w->text + at, size - at);
		w->list[w->n++] = one;
		one.field = SET_TECHNOLOGY;
		if (a->basis.technology)
			w->list[w->n++] = one;
	}
	*c = (struct changes){ w->list, w->n, PLACE, { w->text, at },
		a->s->in.days.bom };
	return true;
}

/* With what is assumed, where something is. */
static const struct judgement *
verdicts_of(const struct session *s)
{
	return s->with.book != NULL ? &s->with : &s->judgement;
}

/* Does the product that was read anew have the verdicts that were found? */
static enum status
confirm(const struct sought *a, const struct session *now, struct error *err)
{
	/* behind the items stand those that are needed twice */
	bool same = now->bom.nitem >= a->s->bom.nitem;

	for (size_t i = 0; same && i < a->found.ntarget; i++) {
		const struct recourse_target *t = &a->found.target[i];

		same = judgement_verdict(verdicts_of(now), VARIANT_LAW, t->rule,
			   t->item) == t->now;
	}
	return same ? ST_OK
		    : error_set(err, ST_INTERNAL, pos_none,
			  "the product with the choice is judged otherwise "
			  "than was found");
}

static enum status
emit(const struct page *page, const void *result, struct error *err)
{
	return remedy_write(page->to, page->format, &page->style, result, err);
}

/* The product with the choice as a session of its own; *code: what `check`
 * would say of it. */
static int
check_anew(const struct sought *a, int *code)
{
	struct written w = { .n = 0 };
	struct error err = { 0 };
	struct recourse_parts parts;
	struct session now = { .command = a->s->command };
	struct changes changes;
	int failed = 0;

	if (!recourse_parts_find(
		&parts, &a->found, &a->s->bom, a->s->shipped) ||
	    !write_changes(a, &parts, &w, &changes))
		no_memory(&err);
	else if (again_ask(&now, a->s, &a->s->in.days, &err) == ST_OK) {
		now.in.changes = &changes;
		now.in.parts = parts.twins ? &parts : NULL;
		memcpy(now.in.elsewhere.country, a->basis.country,
		    sizeof(now.in.elsewhere.country));
		now.in.elsewhere.technology = a->basis.technology;
		now.quiet = true; /* it is the same but for the choice */
		if (session_open(&now, &err) == ST_OK &&
		    confirm(a, &now, &err) == ST_OK && a->k->write != NULL)
			changing_write(&now, a->k->write, &err);
		if (err.code == ST_OK)
			*code = screen_exit_code(verdicts_of(&now), VARIANT_LAW,
			    now.shipped, now.in.days.law,
			    now.in.as_if_in_force);
	}
	if (err.code != ST_OK)
		failed = session_fail(&now, &err);
	session_close(&now);
	recourse_parts_free(&parts);
	free(w.list);
	free(w.text);
	return failed;
}

/* Some format lists every part. */
static size_t
parts_shown(const struct sought *a)
{
	for (size_t i = 0; i < a->s->out.n; i++)
		if (a->s->out.page[i].format != OUT_TABLE)
			return SIZE_MAX;
	return a->remedy.top;
}

static int
tell(struct sought *a)
{
	struct error err = { 0 };
	int code = a->checked.exit_code, failed = 0;

	/* a declaration is only hoped for: the product stays what it is */
	if (!a->k->declare && (a->found.nitem > 0 || a->k->write != NULL))
		failed = check_anew(a, &code);
	if (failed != 0)
		return failed;
	if (brought_find(&a->remedy.brought, &a->remedy, parts_shown(a),
		&err) != ST_OK ||
	    outputs_write(&a->s->out, emit, &a->remedy, &err) != ST_OK)
		return session_fail(a->s, &err);
	return session_verdict_code(a->s, code);
}

int
seeking_run(struct session *s, const struct seeking *k)
{
	struct sought a = { .s = s, .k = k };
	struct error err = { 0 };
	int code;

	if (options_top(k->top, &a.remedy.top, &err) != ST_OK ||
	    dealing_read(k->deal, s, &err) != ST_OK ||
	    session_open(s, &err) != ST_OK ||
	    dealing_judge(k->deal, s, &err) != ST_OK ||
	    checking_fill(s, &a.checked, &err) != ST_OK)
		return session_fail(s, &err);
	session_messages(s);
	assuming_replace(s, &a.checked);
	a.remedy.checked = &a.checked;
	a.remedy.basis = &a.basis;
	a.remedy.recourse = &a.found;
	code = find(&a, &err) == ST_OK ? tell(&a) : session_fail(s, &err);
	brought_free(&a.remedy.brought);
	if (a.is_found)
		recourse_free(&a.found);
	recourse_costs_free(&a.costs);
	bytes_free(&a.cost_bytes);
	free(a.keep);
	return code;
}
