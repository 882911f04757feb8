/* SPDX-License-Identifier: Apache-2.0 */
/* accounted_lists - what was not taken, or not as it was written, as rows of
 * lists; see accounted_lists.h. */
#include "core/report/trace/accounted_lists.h"

const struct accounted_heading accounted_lists[LIST_COUNT] = {
	[LIST_PASSED] = { "passed-over", "passed_over",
	    "Not taken, for it is not known or of no concern" },
	[LIST_FILES] = { "file-not-read", "files_not_read",
	    "Files of a folder that are not read" },
	[LIST_UNMATCHED] = { "unmatched", "unmatched",
	    "Declared for a part that is not in the product, and left out" },
	[LIST_RESPELT] = { "respelt", "respelt",
	    "Matched though it is written otherwise" },
	[LIST_CAS] = { "unknown-cas", "unknown_cas",
	    "Substances whose CAS number is not known here" },
	[LIST_SILENT] = { "undeclared", "undeclared",
	    "Parts that no document speaks of" },
};

static const char *const passed_kinds[] = { [PASSED_ELEMENT] = "element",
	[PASSED_COLUMN] = "column",
	[PASSED_MEMBER] = "member",
	[PASSED_SHEET] = "sheet",
	[PASSED_FILE] = "file" };

size_t
accounted_list_size(const struct account *a, enum accounted_list l)
{
	switch (l) {
	case LIST_PASSED:
	case LIST_FILES:
		return a->b->passedkeys.n;
	case LIST_UNMATCHED:
		return a->unmatched.n;
	case LIST_RESPELT:
		return a->respelt.n;
	case LIST_CAS:
		return a->nameless.n;
	default:
		return a->silent.n;
	}
}

static bool
passed_row(const struct bom *b, size_t i, enum accounted_list l,
    struct accounted_row *r)
{
	const struct passed *p = &b->passed[i];

	if ((p->kind == PASSED_FILE) != (l == LIST_FILES))
		return false;
	r->name = p->name != 0 ? bom_text_get(b, p->name) : STR("others");
	r->n = p->n;
	r->at = bom_pos(b, p->at);
	snprintf(r->text[1], LABEL_TEXT, "%s%s", passed_kinds[p->kind],
	    p->kind == PASSED_COLUMN || p->kind == PASSED_SHEET
		? ", of no use here"
	    : p->known ? ", of no concern"
		       : ", not known");
	if (l == LIST_PASSED)
		r->detail = str_of(r->text[1]);
	return true;
}

static void
ref_row(const struct bom *b, uint32_t ref, struct accounted_row *r)
{
	const struct ref *x = &b->ref[ref];

	r->name = bom_ref_label(b, x, r->text[0], LABEL_TEXT);
	r->at = bom_pos(b, x->at);
	if (x->item != BOM_NONE)
		r->detail = bom_item_label(b, x->item, r->text[1], LABEL_TEXT);
}

static void
substance_row(const struct bom *b, uint32_t i, struct accounted_row *r)
{
	const struct bom_substance *s = &b->substance[i];

	r->name = bom_text_get(b, s->cas);
	r->detail = bom_text_get(b, s->name);
}

static void
item_row(const struct bom *b, uint32_t i, struct accounted_row *r)
{
	r->name = bom_item_label(b, i, r->text[0], LABEL_TEXT);
	r->detail = bom_text_get(b, b->item[i].name);
	r->at = bom_pos(b, b->item[i].at);
}

bool
accounted_row_get(const struct account *a, enum accounted_list l, size_t i,
    struct accounted_row *r)
{
	*r = (struct accounted_row){
		.name = STR(""), .detail = STR(""), .n = 1
	};
	switch (l) {
	case LIST_PASSED:
	case LIST_FILES:
		return passed_row(a->b, i, l, r);
	case LIST_UNMATCHED:
		ref_row(a->b, a->unmatched.at[i], r);
		return true;
	case LIST_RESPELT:
		ref_row(a->b, a->respelt.at[i], r);
		return true;
	case LIST_CAS:
		substance_row(a->b, a->nameless.at[i], r);
		return true;
	default:
		item_row(a->b, a->silent.at[i], r);
		return true;
	}
}
