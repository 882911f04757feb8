/* SPDX-License-Identifier: Apache-2.0 */
/* told_said - what documents state, in words; see told_words.h. */
#include "core/report/diff/told_words.h"

#include "core/report/documents.h"

void
told_add_subject(char *out, const struct bom *b, const struct content *c)
{
	static const char *const as[] = { "", " as oxide", "" };

	if (c->kind == CONTENT_COMPLETE) {
		str_add(out, TOLD_TEXT, "beyond what is listed");
		return;
	}
	if (c->kind == CONTENT_UNLISTED) {
		str_add(out, TOLD_TEXT, "what is not listed%s",
		    as[c->basis < 2 ? c->basis : 0]);
		return;
	}
	if (c->substance != BOM_NONE) {
		told_add_str(out, documents_substance(b, c->substance));
		if (c->basis == BASIS_KIND_COMPOUND)
			return;
		str_add(out, TOLD_TEXT, ", ");
	}
	told_add_elements(out, c->elements);
	str_add(out, TOLD_TEXT, "%s", as[c->basis]);
}

void
told_add_line(char *out, const struct bom *b, const struct content *c)
{
	char text[AMOUNT_RANGE];

	if (c->kind == CONTENT_COMPLETE) {
		str_add(out, TOLD_TEXT, "no rare earth");
	} else if (c->kind == CONTENT_NOT_ADDED) {
		str_add(out, TOLD_TEXT, "not intentionally added");
	} else if (c->unstated != 0) {
		str_add(out, TOLD_TEXT, "an amount not stated");
	} else {
		documents_amount(text, b, &c->amount);
		str_add(out, TOLD_TEXT, "%s%s%s", c->rest ? "the rest, " : "",
		    text, c->each ? " of each" : "");
	}
	if (c->scope == SCOPE_TOTAL)
		str_add(out, TOLD_TEXT, ", with its parts");
	if (c->process != 0)
		str_add(out, TOLD_TEXT, ", used and not contained");
	if (c->counts == 0)
		str_add(out, TOLD_TEXT, "; does not count");
}

/* ---- origins */
void
told_add_origin(char *out, const struct bom *b, const struct origin *o)
{
	static const char *const standings[] = {
		[STANDING_VERIFIED] = ", verified",
		[STANDING_DECLARED] = "",
		[STANDING_PRESUMED] = ", presumed",
	};
	char share[AMOUNT_RANGE];

	if (o->absent != 0)
		str_add(out, TOLD_TEXT, "did not take place");
	else
		str_add(out, TOLD_TEXT, "%s",
		    o->country[0] != '\0' ? o->country : "country not known");
	if (o->absent == 0 &&
	    (o->share.lo != NUM_ONE || o->share.hi != NUM_ONE)) {
		documents_amount(share, b, &o->share);
		str_add(out, TOLD_TEXT, " %s%s", share,
		    o->blend ? " of each unit" : " of the lots");
	}
	if (o->technology[0] != '\0')
		str_add(out, TOLD_TEXT, ", technology of %s", o->technology);
	str_add(out, TOLD_TEXT, "%s", standings[o->standing]);
	if (o->evidence != 0) {
		str_add(out, TOLD_TEXT, ", evidence ");
		told_add_str(out, bom_text_get(b, o->evidence));
	}
	if (o->counts == 0 || o->over != 0)
		str_add(out, TOLD_TEXT, " (does not count)");
}

/* What the first of them is about; all are about the same. */
void
told_add_matter(char *out, const struct bom *b, const struct origin *o)
{
	if (o->content != BOM_NONE) {
		told_add_subject(out, b, &b->content[o->content]);
		if (o->elements != 0) {
			str_add(out, TOLD_TEXT, ", of it ");
			told_add_elements(out, o->elements);
		}
	} else {
		told_add_elements(out, o->elements);
	}
	str_add(out, TOLD_TEXT, ", %s",
	    o->stage == STAGE_ALL ? "every stage"
				  : stage_name((enum stage)o->stage));
}

/* ---- documents */
void
told_add_document_name(char *out, const struct bom *b, uint32_t decl)
{
	const struct declaration *d = &b->decl[decl];

	if (d->supplier != 0)
		told_add_str(out, bom_text_get(b, d->supplier));
	if (d->id != 0) {
		str_add(out, TOLD_TEXT, "%s", d->supplier != 0 ? " " : "");
		told_add_str(out, bom_text_get(b, d->id));
	}
}

void
told_add_document(char *out, const struct bom *b, uint32_t decl)
{
	static const char *const standings[] = { "verified", "declared",
		"presumed" };
	static const char *const validity[] = { "", ", expired",
		", does not hold yet" };
	const struct declaration *d = &b->decl[decl];
	char day[DATE_TEXT];

	str_add(out, TOLD_TEXT, "%s", standings[d->standing]);
	if (d->date != DATE_NONE) {
		date_format(d->date, day);
		str_add(out, TOLD_TEXT, " %s", day);
	}
	if (d->until != DATE_NONE) {
		date_format(d->until, day);
		str_add(out, TOLD_TEXT, " until %s", day);
	}
	if (d->evidence != 0) {
		str_add(out, TOLD_TEXT, ", evidence ");
		told_add_str(out, bom_text_get(b, d->evidence));
	}
	str_add(out, TOLD_TEXT, "%s", validity[d->validity]);
}
