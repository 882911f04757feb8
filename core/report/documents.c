/* SPDX-License-Identifier: Apache-2.0 */
/* documents - what was declared about an item; see documents.h. */
#include "core/report/documents.h"

#include "core/report/amount.h"

#include <string.h>

#define ELEMENTS_TEXT 80

static const char *const standings[] = {
	[STANDING_VERIFIED] = "verified",
	[STANDING_DECLARED] = "declared",
	[STANDING_PRESUMED] = "presumed",
};
static const char *const kinds[] = {
	[CONTENT_AMOUNT] = "holds",
	[CONTENT_NEGATIVE] = "holds",
	[CONTENT_COMPLETE] = "holds no rare earth beyond what is listed",
	[CONTENT_NOT_ADDED] = "not intentionally added",
	[CONTENT_UNLISTED] = "holds, of what is not listed,",
};
static const char *const bases[] = {
	[BASIS_KIND_ELEMENT] = "element",
	[BASIS_KIND_OXIDE] = "oxide",
	[BASIS_KIND_COMPOUND] = "compound",
};

/* "Nd Pr", or "all rare earths". */
static void
elements_text(char out[ELEMENTS_TEXT], uint32_t elements)
{
	size_t used = 0;

	out[0] = '\0';
	if (elements == 0 || elements == ELEMENT_ALL) {
		snprintf(out, ELEMENTS_TEXT, "all rare earths");
		return;
	}
	for (int i = 0; i < NELEM; i++)
		if (elements & (1u << i))
			used += (size_t)snprintf(out + used,
			    ELEMENTS_TEXT - used, "%s%s", used > 0 ? " " : "",
			    element_at(i)->symbol);
}

/* The numbers of the bom as an exact interval. */
static void
amount_of(struct exact *x, const struct bom *b, const struct amount *a)
{
	mpq_t view;

	numtab_view(&b->num, a->lo, view);
	mpq_set(x->lo, view);
	x->lo_infinite = false;
	x->hi_infinite = a->hi == NUM_INFINITE;
	if (!x->hi_infinite) {
		numtab_view(&b->num, a->hi, view);
		mpq_set(x->hi, view);
	}
	x->lo_open = a->lo_open;
	x->hi_open = a->hi_open;
}

void
documents_amount(
    char out[AMOUNT_RANGE], const struct bom *b, const struct amount *a)
{
	const struct measure_of m = { .kind = a->is_share ? AMOUNT_SHARE
							  : AMOUNT_MASS };
	struct exact x;

	exact_init(&x);
	amount_of(&x, b, a);
	amount_range(out, &x, &m);
	exact_clear(&x);
}

struct str
documents_substance(const struct bom *b, uint32_t substance)
{
	const struct bom_substance *s = &b->substance[substance];

	return bom_text_get(b, s->name != 0      ? s->name
			       : s->formula != 0 ? s->formula
						 : s->cas);
}

/* Why a statement does not count, for programs; NULL: it does. */
static const char *
why_not(const struct bom *b, uint32_t decl, enum standing standing, bool over,
    bool counts)
{
	if (counts)
		return NULL;
	if (b->decl[decl].validity == VALIDITY_EXPIRED)
		return "expired";
	if (b->decl[decl].validity == VALIDITY_EARLY)
		return "early";
	if (standing == STANDING_PRESUMED)
		return "presumed";
	return over ? "contradicts-itself" : "outranked";
}

/* The same in words, behind the statement. */
static void
put_why_not(FILE *to, const struct bom *b, uint32_t decl, const char *why)
{
	const struct declaration *d = &b->decl[decl];
	char day[DATE_TEXT];

	if (why == NULL) {
		fputc('\n', to);
		return;
	}
	fputs("; does not count", to);
	if (strcmp(why, "expired") == 0) {
		date_format(d->until, day);
		fprintf(to, ": expired on %s", day);
	} else if (strcmp(why, "early") == 0) {
		date_format(d->date, day);
		fprintf(to, " before %s", day);
	} else if (strcmp(why, "contradicts-itself") == 0) {
		fputs(": its shares pass 100 %", to);
	} else if (strcmp(why, "outranked") == 0) {
		fputs(": another document goes first", to);
	}
	fputc('\n', to);
}

static const char *
why_not_content(const struct bom *b, const struct content *x)
{
	return why_not(b, x->decl, (enum standing)b->decl[x->decl].standing,
	    false, x->counts);
}

static const char *
why_not_origin(const struct bom *b, const struct origin *o)
{
	return why_not(b, o->decl, origin_standing(b, o), o->over, o->counts);
}

/* "declared by HANGZHOU MAGNETICS, D-17, 2025-03-01 until 2026-12-31,
 * evidence sha256:... (decl.csv:4)" */
static void
put_document(FILE *to, const struct bom *b, uint32_t decl,
    enum standing standing, uint32_t evidence, struct place at)
{
	const struct declaration *d = &b->decl[decl];
	struct pos pos = bom_pos(b, at);
	char day[DATE_TEXT];

	fputs(standings[standing], to);
	if (d->supplier != 0) {
		fputs(" by ", to);
		text_put(to, bom_text_get(b, d->supplier));
	}
	if (d->id != 0) {
		fputs(", ", to);
		text_put(to, bom_text_get(b, d->id));
	}
	if (d->date != DATE_NONE) {
		date_format(d->date, day);
		fprintf(to, ", %s", day);
	}
	if (d->until != DATE_NONE) {
		date_format(d->until, day);
		fprintf(
		    to, "%s until %s", d->date != DATE_NONE ? "" : ",", day);
	}
	if (evidence == 0)
		evidence = d->evidence;
	if (evidence != 0) {
		fputs(", evidence ", to);
		text_put(to, bom_text_get(b, evidence));
	}
	if (pos.file != NULL) {
		fputs(" (", to);
		text_put(to, str_of(pos.file));
		if (pos.line > 0)
			fprintf(to, ":%u", pos.line);
		fputc(')', to);
	}
}

static void
put_origin(FILE *to, const struct bom *b, const struct origin *o)
{
	char amount[AMOUNT_RANGE], elements[ELEMENTS_TEXT];

	documents_amount(amount, b, &o->share);
	elements_text(elements, o->elements);
	fprintf(to, "      %s, %s: ", elements,
	    o->stage == STAGE_ALL ? "every stage"
				  : stage_name((enum stage)o->stage));
	if (o->absent)
		fputs("did not take place", to);
	else
		fputs(o->country[0] != '\0' ? o->country : "country not known",
		    to);
	if (!o->absent && (o->share.lo != NUM_ONE || o->share.hi != NUM_ONE))
		fprintf(to, " %s%s", amount,
		    o->blend ? " of each unit" : " of the lots");
	if (o->technology[0] != '\0')
		fprintf(to, ", technology of %s", o->technology);
	fputs(", ", to);
	put_document(to, b, o->decl, origin_standing(b, o), o->evidence, o->at);
	put_why_not(to, b, o->decl, why_not_origin(b, o));
}

static void
put_content(FILE *to, const struct bom *b, const struct content *x)
{
	char amount[AMOUNT_RANGE], elements[ELEMENTS_TEXT];

	elements_text(elements, x->elements);
	documents_amount(amount, b, &x->amount);
	fprintf(to, "    %s", kinds[x->kind]);
	if (x->kind != CONTENT_COMPLETE && x->kind != CONTENT_NOT_ADDED)
		fprintf(to, " %s%s%s", x->rest ? "the rest, " : "",
		    x->unstated ? "an amount not stated of" : amount,
		    x->each ? " of each:" : "");
	if (x->kind != CONTENT_COMPLETE) {
		fputc(' ', to);
		if (x->substance != BOM_NONE) {
			text_put(to, documents_substance(b, x->substance));
			if (x->elements == 0)
				snprintf(elements, sizeof(elements), "%s",
				    b->substance[x->substance].known
					? "no rare earth"
					: "perhaps any rare earth");
			fprintf(to, " (%s)", elements);
		} else {
			fprintf(to, "%s as %s", elements, bases[x->basis]);
		}
	}
	fprintf(to, "%s%s, ", x->scope == SCOPE_TOTAL ? " with all in it" : "",
	    x->process ? ", used and not contained" : "");
	put_document(
	    to, b, x->decl, (enum standing)b->decl[x->decl].standing, 0, x->at);
	put_why_not(to, b, x->decl, why_not_content(b, x));
	for (uint32_t k = 0; k < x->norigin; k++)
		put_origin(to, b, &b->origin[x->origin_first + k]);
}

/*
 * documents_write - all that was said about an item, counting or not.
 *
 * In:	b  linked
 */
void
documents_write(FILE *to, const struct bom *b, uint32_t item)
{
	uint32_t first = b->content_start[item],
		 end = b->content_start[item + 1];

	for (uint32_t k = first; k < end; k++)
		put_content(to, b, &b->content[k]);
	for (uint32_t k = b->origin_start[item]; k < b->origin_start[item + 1];
	     k++)
		put_origin(to, b, &b->origin[b->item_origin[k]]);
	if (first == end && b->origin_start[item] == b->origin_start[item + 1])
		fputs("    nothing is declared\n", to);
}

static void
day_json(struct json *j, const char *key, date_day day)
{
	char text[DATE_TEXT];

	if (day == DATE_NONE)
		return;
	date_format(day, text);
	json_put_text(j, key, text);
}

static void
document_json(struct json *j, const struct bom *b, uint32_t decl,
    enum standing standing, uint32_t evidence, struct place at, const char *why)
{
	const struct declaration *d = &b->decl[decl];
	struct pos pos = bom_pos(b, at);

	json_put_text(j, "standing", standings[standing]);
	json_put_bool(j, "counts", why == NULL);
	if (why != NULL)
		json_put_text(j, "why_not", why);
	if (d->supplier != 0)
		json_put_str(j, "supplier", bom_text_get(b, d->supplier));
	if (d->id != 0)
		json_put_str(j, "document", bom_text_get(b, d->id));
	day_json(j, "date", d->date);
	day_json(j, "until", d->until);
	if (evidence == 0)
		evidence = d->evidence;
	if (evidence != 0)
		json_put_str(j, "evidence", bom_text_get(b, evidence));
	json_put_pos(j, pos);
}

static void
elements_json(struct json *j, uint32_t elements)
{
	json_begin_array(j, "elements");
	for (int i = 0; i < NELEM; i++)
		if (elements == 0 || elements & (1u << i))
			json_put_text(j, NULL, element_at(i)->symbol);
	json_end_array(j);
}

static void
origin_json(struct json *j, const struct bom *b, const struct origin *o)
{
	struct exact x;

	exact_init(&x);
	amount_of(&x, b, &o->share);
	json_begin_object(j, NULL);
	elements_json(j, o->elements);
	json_put_text(j, "stage",
	    o->stage == STAGE_ALL ? "every" : stage_name((enum stage)o->stage));
	json_put_bool(j, "absent", o->absent);
	json_put_text(j, "country", o->country);
	if (o->technology[0] != '\0')
		json_put_text(j, "technology", o->technology);
	amount_json(j, "share", &x);
	json_put_text(j, "of", o->blend ? "blend" : "lots");
	document_json(j, b, o->decl, origin_standing(b, o), o->evidence, o->at,
	    why_not_origin(b, o));
	json_end_object(j);
	exact_clear(&x);
}

static void
content_json(struct json *j, const struct bom *b, const struct content *x)
{
	static const char *const kind[] = {
		[CONTENT_AMOUNT] = "amount",
		[CONTENT_NEGATIVE] = "not-above",
		[CONTENT_COMPLETE] = "complete",
		[CONTENT_NOT_ADDED] = "not-added",
		[CONTENT_UNLISTED] = "unlisted",
	};
	struct exact amount;

	exact_init(&amount);
	amount_of(&amount, b, &x->amount);
	json_begin_object(j, NULL);
	json_put_text(j, "kind", kind[x->kind]);
	elements_json(j, x->elements);
	if (x->substance != BOM_NONE)
		json_put_str(j, "substance",
		    bom_text_get(b, b->substance[x->substance].name));
	json_put_text(j, "basis", bases[x->basis]);
	amount_json(j, "amount", &amount);
	json_put_text(j, "unit", x->amount.is_share ? "g/g" : "g");
	json_put_text(j, "scope", x->scope == SCOPE_TOTAL ? "total" : "own");
	json_put_bool(j, "process", x->process);
	if (x->kind == CONTENT_UNLISTED)
		json_put_bool(j, "each", x->each);
	if (x->rest)
		json_put_bool(j, "rest", true);
	document_json(j, b, x->decl, (enum standing)b->decl[x->decl].standing,
	    0, x->at, why_not_content(b, x));
	json_begin_array(j, "origins");
	for (uint32_t k = 0; k < x->norigin; k++)
		origin_json(j, b, &b->origin[x->origin_first + k]);
	json_end_array(j);
	json_end_object(j);
	exact_clear(&amount);
}

void
documents_json(struct json *j, const struct bom *b, uint32_t item)
{
	json_begin_array(j, "content");
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++)
		content_json(j, b, &b->content[k]);
	json_end_array(j);
	json_begin_array(j, "origins");
	for (uint32_t k = b->origin_start[item]; k < b->origin_start[item + 1];
	     k++)
		origin_json(j, b, &b->origin[b->item_origin[k]]);
	json_end_array(j);
}
