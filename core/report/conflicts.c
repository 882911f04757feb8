/* SPDX-License-Identifier: Apache-2.0 */
/* conflicts - documents that exclude each other; see conflicts.h. */
#include "core/report/conflicts.h"

#include "core/report/path.h"

#include <stdlib.h>

/* Documents named under one verdict; conflicts of one JSON document. */
#define SHOWN_OF_VERDICT 3
#define JSON_CONFLICTS 10000

/* What "all" says: recycling is a stage apart. */
#define EVERY_STAGE (((uint32_t)1 << STAGE_RECYCLING) - 1)

/* Conflicts that are told: [n] indices into bom.conflict. */
struct chosen {
	size_t *index;
	size_t n;
};

/* Marks an item and all that is in it; NULL when memory is out. */
static uint8_t *
mark_below(const struct bom *b, uint32_t root)
{
	uint8_t *mark = calloc(b->nitem + 1, 1);

	if (mark == NULL)
		return NULL;
	mark[root] = 1;
	for (size_t k = b->nitem; k-- > 0;) {
		uint32_t i = b->order[k];

		for (uint32_t u = b->use_start[i];
		     mark[i] && u < b->use_start[i + 1]; u++)
			mark[b->use[u].child] = 1;
	}
	return mark;
}

int
conflicts_class(const struct flipped *f)
{
	if (!f->tried)
		return 2;
	return f->shipped > 0 ? 0 : f->not_shipped > 0 ? 1 : 3;
}

/* By class, then in the order of the bom. */
static bool
choose(struct chosen *out, const struct checked *c, uint32_t below)
{
	const struct bom *b = c->bom;
	uint8_t *mark =
	    below != BOM_NONE && b->nconflict > 0 ? mark_below(b, below) : NULL;

	*out = (struct chosen){ 0 };
	out->index = malloc((b->nconflict + 1) * sizeof(*out->index));
	if (out->index == NULL ||
	    (below != BOM_NONE && b->nconflict > 0 && mark == NULL)) {
		free(out->index);
		free(mark);
		return false;
	}
	for (int class = 0; class < 4; class ++)
		for (size_t k = 0; k < b->nconflict; k++)
			if (conflicts_class(&c->flips->of[k]) == class &&
			    (mark == NULL || mark[b->conflict[k].item]))
				out->index[out->n++] = k;
	free(mark);
	return true;
}

/* "amount of neodymium and origin at mining, metal" */
static void
put_matter(FILE *to, const struct conflict *x)
{
	const char *sign = "";

	if (x->elements != 0)
		fputs("amount of ", to);
	for (int e = 0; e < NELEM; e++)
		if ((x->elements >> e & 1) != 0) {
			fprintf(to, "%s%s", sign, element_at(e)->name);
			sign = ", ";
		}
	if (x->stages == 0)
		return;
	fprintf(to, "%sorigin at ", x->elements != 0 ? " and " : "");
	if ((~x->stages & EVERY_STAGE) == 0) {
		fputs("every stage", to);
		return;
	}
	sign = "";
	for (int s = 0; s < STAGE_COUNT; s++)
		if ((x->stages >> s & 1) != 0) {
			fprintf(to, "%s%s", sign, stage_name((enum stage)s));
			sign = ", ";
		}
}

/* "notices.xml:12 (Acme, D-2, 2026-03-01)" */
static void
put_document(FILE *to, const struct bom *b, uint32_t decl, struct place at)
{
	const struct declaration *d = &b->decl[decl];
	struct pos pos = bom_pos(b, at);
	char day[DATE_TEXT];
	const char *sign = " (";

	fprintf(to, "%s:%u", pos.file != NULL ? pos.file : "", pos.line);
	if (d->supplier != 0) {
		fprintf(
		    to, "%s%.*s", sign, STR_ARG(bom_text_get(b, d->supplier)));
		sign = ", ";
	}
	if (d->id != 0) {
		fprintf(to, "%s%.*s", sign, STR_ARG(bom_text_get(b, d->id)));
		sign = ", ";
	}
	if (d->date != DATE_NONE) {
		date_format(d->date, day);
		fprintf(to, "%s%s", sign, day);
		sign = ", ";
	}
	fputs(*sign == ',' ? ")" : "", to);
}

/* "MOTOR would read clear, not triggered (cn-trace/contained)" */
static void
put_flip(FILE *to, const struct checked *c, const struct flip *f)
{
	const struct booked_rule *r = &c->book->rule[f->rule];
	char label[LABEL_TEXT];

	fprintf(to, "%.*s would read %s, not %s (%s/%s)",
	    STR_ARG(path_label(c->bom, f->item, label)),
	    verdict_name((enum verdict)f->to),
	    verdict_name((enum verdict)f->from), r->pack->id, r->rule->id);
}

static void
put_outcome(FILE *to, const struct checked *c, const struct flipped *f)
{
	const char *sign = "By the second ";

	if (!f->tried) {
		fputs("Whether the second would change a verdict was not "
		      "tried: it would take too long in so large a product.",
		    to);
		return;
	}
	if (f->shipped == 0 && f->not_shipped == 0) {
		fputs("The second would change no verdict.", to);
		return;
	}
	for (uint32_t i = 0; i < f->n; i++) {
		fputs(sign, to);
		put_flip(to, c, &c->flips->flip[f->first + i]);
		sign = "; ";
	}
	if (f->shipped > f->n)
		fprintf(to, "; and %llu more",
		    (unsigned long long)(f->shipped - f->n));
	if (f->shipped == 0)
		fputs("The second would change no verdict of what is shipped",
		    to);
	if (f->not_shipped > 0)
		fprintf(to, "; of items that are not shipped %llu verdict%s",
		    (unsigned long long)f->not_shipped,
		    f->not_shipped == 1 ? " would change" : "s would change");
	fputc('.', to);
}

static enum status
put_conflict(FILE *to, const struct style *style, const struct checked *c,
    size_t k, struct error *err)
{
	const struct conflict *x = &c->bom->conflict[k];
	char label[LABEL_TEXT], *text = NULL;
	size_t size = 0;
	FILE *line = open_memstream(&text, &size);

	if (line == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	fprintf(line, "%.*s, ", STR_ARG(path_label(c->bom, x->item, label)));
	put_matter(line, x);
	fputs(": ", line);
	put_document(line, c->bom, x->kept, x->kept_at);
	fputs(" counts, not ", line);
	put_document(line, c->bom, x->lost, x->lost_at);
	fputs(". ", line);
	put_outcome(line, c, &c->flips->of[k]);
	if (fclose(line) != 0)
		error_set(err, ST_NOMEM, pos_none, "out of memory");
	else
		text_wrap(to, style, 2, 0, (struct str){ text, size });
	free(text);
	return err->code;
}

enum status
conflicts_write(FILE *to, const struct style *style, const struct checked *c,
    uint32_t below, size_t most, struct error *err)
{
	struct chosen list;
	size_t rest[4] = { 0 };

	if (c->flips == NULL || c->bom->nconflict == 0)
		return ST_OK;
	if (!choose(&list, c, below))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	if (list.n > 0)
		fputs("\nDocuments that exclude each other:\n", to);
	for (size_t i = 0; i < list.n; i++)
		if (i < most)
			put_conflict(to, style, c, list.index[i], err);
		else
			rest[conflicts_class(&c->flips->of[list.index[i]])]++;
	if (list.n > most)
		fprintf(to,
		    "  and %zu more: %zu would change a verdict, %zu none, "
		    "%zu not tried\n",
		    list.n - most, rest[0] + rest[1], rest[3], rest[2]);
	free(list.index);
	return err->code;
}

void
conflicts_of_verdict(FILE *to, const struct style *style,
    const struct checked *c, size_t rule, uint32_t item)
{
	char line[1000];
	size_t n = 0;

	for (size_t k = 0; c->flips != NULL && k < c->flips->n; k++)
		for (uint32_t i = 0; i < c->flips->of[k].n; i++) {
			const struct flip *f =
			    &c->flips->flip[c->flips->of[k].first + i];
			struct pos at =
			    bom_pos(c->bom, c->bom->conflict[k].lost_at);

			if (f->rule != rule || f->item != item)
				continue;
			if (n++ >= SHOWN_OF_VERDICT)
				continue;
			snprintf(line, sizeof(line),
			    "By a document that is not heard (%.500s:%u) it "
			    "would read: %s.",
			    at.file != NULL ? at.file : "", at.line,
			    verdict_name((enum verdict)f->to));
			text_wrap(to, style, 4, 0, str_of(line));
		}
	if (n > SHOWN_OF_VERDICT) {
		snprintf(line, sizeof(line),
		    "So it would by %zu more documents that are not heard.",
		    n - SHOWN_OF_VERDICT);
		text_wrap(to, style, 4, 0, str_of(line));
	}
}

static void
document_json(struct json *j, const char *key, const struct bom *b,
    uint32_t decl, struct place at)
{
	const struct declaration *d = &b->decl[decl];
	struct pos pos = bom_pos(b, at);
	char day[DATE_TEXT];

	json_begin_object(j, key);
	if (d->supplier != 0)
		json_put_str(j, "supplier", bom_text_get(b, d->supplier));
	if (d->id != 0)
		json_put_str(j, "document", bom_text_get(b, d->id));
	if (d->date != DATE_NONE) {
		date_format(d->date, day);
		json_put_text(j, "date", day);
	}
	json_put_pos(j, pos);
	json_end_object(j);
}

static void
flips_json(struct json *j, const struct checked *c, const struct flipped *f)
{
	json_put_bool(j, "tried", f->tried);
	json_put_count(j, "flips_shipped", f->shipped);
	json_put_count(j, "flips_not_shipped", f->not_shipped);
	json_begin_array(j, "flips");
	for (uint32_t i = 0; i < f->n; i++) {
		const struct flip *x = &c->flips->flip[f->first + i];
		const struct booked_rule *r = &c->book->rule[x->rule];

		json_begin_object(j, NULL);
		json_put_text(j, "pack", r->pack->id);
		json_put_text(j, "rule", r->rule->id);
		path_item_json(j, "item", c->bom, x->item);
		json_put_text(j, "from", verdict_name((enum verdict)x->from));
		json_put_text(j, "to", verdict_name((enum verdict)x->to));
		json_end_object(j);
	}
	json_end_array(j);
}

static void
conflict_json(struct json *j, const struct checked *c, size_t k)
{
	const struct conflict *x = &c->bom->conflict[k];

	json_begin_object(j, NULL);
	path_item_json(j, "item", c->bom, x->item);
	json_begin_array(j, "elements");
	for (int e = 0; e < NELEM; e++)
		if ((x->elements >> e & 1) != 0)
			json_put_text(j, NULL, element_at(e)->symbol);
	json_end_array(j);
	json_begin_array(j, "stages");
	for (int s = 0; s < STAGE_COUNT; s++)
		if ((x->stages >> s & 1) != 0)
			json_put_text(j, NULL, stage_name((enum stage)s));
	json_end_array(j);
	document_json(j, "counts", c->bom, x->kept, x->kept_at);
	document_json(j, "excludes", c->bom, x->lost, x->lost_at);
	flips_json(j, c, &c->flips->of[k]);
	json_end_object(j);
}

enum status
conflicts_json(
    struct json *j, const struct checked *c, uint32_t below, struct error *err)
{
	struct chosen list = { 0 };

	if (c->flips != NULL && !choose(&list, c, below))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	json_put_count(j, "conflicts_total", list.n);
	json_begin_array(j, "conflicts");
	for (size_t i = 0; i < list.n && i < JSON_CONFLICTS; i++)
		conflict_json(j, c, list.index[i]);
	json_end_array(j);
	free(list.index);
	return ST_OK;
}
