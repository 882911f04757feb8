/* SPDX-License-Identifier: Apache-2.0 */
/*
 * write_iec62474 - the bom as a material declaration; see write_iec62474.h.
 *
 * The format nests what is in what and has no references: a part stands in
 * each of its places with all that is in it.  How many that makes is counted
 * before anything is written.
 */
#include "core/bom/write/write_iec62474.h"

#include "core/base/limits.h"
#include "core/bom/other/read_iec62474.h"
#include "core/bom/write/iec62474_rows.h"

#include <stdlib.h>

/* Of this many parts in each other the innermost can still be read. */
#define DEEPEST (LIMIT_XML_DEPTH - 6)
#define COUNT_MOST ((uint64_t)1 << 62)

/* ---- how large it will be */

/* Places of an item and of all in it, up to COUNT_MOST; levels below it. */
struct extent {
	uint64_t places;
	uint32_t levels;
};

static struct extent *
find_extents(const struct bom *b)
{
	struct extent *x = calloc(b->nitem + 1, sizeof(*x));

	for (uint32_t i = 0; x != NULL && i < b->nitem; i++) {
		struct extent *mine = &x[b->order[i]];

		mine->places = 1;
		for (uint32_t u = b->use_start[b->order[i]];
		     u < b->use_start[b->order[i] + 1]; u++) {
			const struct extent *part = &x[b->use[u].child];

			mine->places += part->places;
			if (mine->places > COUNT_MOST)
				mine->places = COUNT_MOST;
			if (mine->levels < part->levels + 1)
				mine->levels = part->levels + 1;
		}
	}
	return x;
}

static enum status
check_extents(const struct bom *b, const struct iec_plan *p,
    const struct extent *x, struct error *err)
{
	uint64_t all = 0;
	char label[160];

	for (uint32_t i = 0; i < b->nitem; i++) {
		struct pos at = bom_pos(b, b->item[i].at);

		if (!iec_is_product(p, i))
			continue;
		bom_item_label(b, i, label, sizeof(label));
		all += x[i].places;
		if (all > LIMIT_DECLARED_PARTS)
			return error_set(err, ST_LIMIT, at,
			    "%s: %s%llu parts up to this product, for each "
			    "stands in each of its places: expected at most "
			    "%d; --to cyclonedx writes each once",
			    label, all >= COUNT_MOST ? "more than " : "",
			    (unsigned long long)all, LIMIT_DECLARED_PARTS);
		if (x[i].levels > DEEPEST)
			return error_set(err, ST_LIMIT, at,
			    "%s: parts nested %u deep: expected at most %d in "
			    "a material declaration",
			    label, x[i].levels, DEEPEST);
	}
	return ST_OK;
}

/* ---- the tree */

/* An open product or part: the next of its uses, of parts or of materials. */
struct step {
	uint32_t item, use;
	bool materials;
};

/* The next use of the step that is of its kind; NULL: there is none. */
static const struct use *
next_use(const struct iec_writer *w, struct step *s)
{
	while (s->use < w->b->use_start[s->item + 1]) {
		const struct use *u = &w->b->use[s->use++];
		bool material = (w->plan->flags[u->child] & IEC_MATERIAL) != 0;

		if (material == s->materials)
			return u;
	}
	return NULL;
}

/* All parts come before all materials, and these before substances. */
static void
put_contents(struct iec_writer *w, uint32_t root, struct step *step, bool full)
{
	const struct bom *b = w->b;
	size_t depth = 0;

	step[0] = (struct step){ root, b->use_start[root], false };
	while (w->out.st == ST_OK) {
		struct step *s = &step[depth];
		const struct use *u = next_use(w, s);

		if (u != NULL) {
			w->out.at = u->at;
			if (b->note[u->note].place != 0 && w->unnumbered++ == 0)
				w->unnumbered_at = u->at;
		}
		if (u != NULL && s->materials) {
			iec_put_material(w, u, full);
		} else if (u != NULL) {
			xml_start_tag(&w->out, "ProductPart");
			iec_put_part(w, u, full);
			step[++depth] = (struct step){ u->child,
				b->use_start[u->child], false };
		} else if (!s->materials) {
			s->materials = true;
			s->use = b->use_start[s->item];
		} else {
			iec_put_substances(w, s->item);
			if (depth-- == 0)
				return;
			xml_end_tag(&w->out, "ProductPart");
		}
	}
}

static void
put_list(struct xml_out *o)
{
	xml_start_tag(o, "DeclarableSubstanceList");
	xml_put_word(o, "authority", "retrace");
	xml_put_word(o, "identity", "rare earths");
	xml_put_word(o, "version", "1");
	xml_end_tag(o, "DeclarableSubstanceList");
}

static void
put_product(struct iec_writer *w, uint32_t item, struct step *step)
{
	const struct bom *b = w->b;
	bool full = (w->plan->flags[item] & IEC_FULL) != 0;
	struct xml_out *o = &w->out;

	o->at = b->item[item].at;
	xml_start_tag(o, "Product");
	iec_put_product(w, item, full);
	for (uint32_t i = w->plan->name[item]; i != BOM_NONE;
	     i = w->plan->name[i])
		iec_put_other_name(w, i);
	xml_start_tag(o, "Composition");
	xml_put_word(o, "isFMD", full ? "true" : "false");
	put_list(o);
	put_contents(w, item, step, full);
	xml_end_tag(o, "Composition");
	xml_end_tag(o, "Product");
}

/* ---- the document */

/* A bill of materials names no people. */
static void
put_nobody(struct xml_out *o, const char *element)
{
	static const char *const names[] = { "email", "name", "phone",
		"title" };

	xml_start_tag(o, element);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		xml_put_required(o, names[i], STR(""));
	xml_end_tag(o, element);
}

static void
put_business(struct iec_writer *w)
{
	const struct declaration *d = &w->b->decl[w->plan->document];
	date_day day = d->date != DATE_NONE ? d->date : w->b->as_of;
	struct xml_out *o = &w->out;

	o->at = d->at;
	xml_start_tag(o, "BusinessInfo");
	xml_put_word(o, "mode", "Distribution");
	xml_start_tag(o, "Response");
	xml_put_date(o, "date", day);
	xml_put_text(o, "docID", d->id);
	put_nobody(o, "Authorizer");
	put_nobody(o, "Contact");
	xml_start_tag(o, "SupplyCompany");
	xml_put_required(o, "name", bom_text_get(w->b, w->plan->supplier));
	xml_end_tag(o, "SupplyCompany");
	xml_end_tag(o, "Response");
	xml_end_tag(o, "BusinessInfo");
}

static void
put_all(struct iec_writer *w, struct step *step)
{
	struct xml_out *o = &w->out;

	xml_put_raw(o, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
	xml_start_tag(o, "Main");
	xml_put_word(o, "xmlns", IEC62474_NS);
	xml_put_word(o, "schemaDatabaseVersion", "X8.21");
	xml_start_tag(o, "Include");
	xml_start_tag(o, "Sectional");
	xml_put_word(o, "nameOfSectional", "Composition");
	xml_end_tag(o, "Sectional");
	xml_end_tag(o, "Include");
	put_business(w);
	for (uint32_t i = 0; i < w->b->nitem && o->st == ST_OK; i++)
		if (iec_is_product(w->plan, i))
			put_product(w, i, step);
	xml_end_tag(o, "Main");
	xml_flush(o);
}

/* What a reader of the file is to know or to fill in. */
static void
tell(const struct iec_writer *w, struct findings *f)
{
	const struct bom *b = w->b;
	const struct declaration *d = &b->decl[w->plan->document];

	if (w->plan->supplier != 0)
		findings_add(f, SEV_NOTE, ST_INCOMPLETE, bom_pos(b, d->at),
		    "the declaration names no people: expected names to be "
		    "filled in before it is sent");
	else
		findings_add(f, SEV_NOTE, ST_INCOMPLETE, bom_pos(b, d->at),
		    "the declaration names no people and no supplier: "
		    "expected names to be filled in before it is sent");
	if (w->unnumbered > 0)
		findings_warn(f, ST_INCOMPLETE, bom_pos(b, w->unnumbered_at),
		    "alternatives: %llu, of which IEC 62474 cannot say how "
		    "many there are; only retrace reads it",
		    (unsigned long long)w->unnumbered);
	iec_plan_tell(w->plan, f);
}

/*
 * bom_write_iec62474 - the bom as a material declaration of IEC 62474.
 *
 * In:	b     any number of files, linked on a day
 * Cost:	linear in the places of parts
 */
enum status
bom_write_iec62474(const struct bom *b, const struct xml_sink *sink,
    struct findings *f, struct error *err)
{
	struct iec_writer *w = calloc(1, sizeof(*w));
	struct extent *extent = find_extents(b);
	struct step *step = malloc((b->nlevel + 2) * sizeof(*step));
	struct iec_plan plan = { 0 };
	enum status st = ST_NOMEM;

	if (w == NULL || extent == NULL || step == NULL ||
	    !iec_plan_make(&plan, b)) {
		error_set(err, st, pos_none, "out of memory");
		goto out;
	}
	w->b = b;
	w->plan = &plan;
	w->out.b = b;
	w->out.sink = sink;
	w->out.err = err;
	st = check_extents(b, &plan, extent, err);
	if (st != ST_OK)
		goto out;
	put_all(w, step);
	st = w->out.st;
	if (st == ST_OK)
		tell(w, f);
out:
	iec_plan_free(&plan);
	free(step);
	free(extent);
	free(w);
	return st;
}
