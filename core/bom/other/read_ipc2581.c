/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_ipc2581 - the list of parts in board data; see read_ipc2581.h.
 *
 * The list of approved makers stands behind the parts, and names makers by
 * an identifier of the head: makers wait until the end of the file.
 */
#include "core/bom/other/read_ipc2581.h"

#include "core/bom/field/per_unit.h"
#include "core/bom/other/approved.h"
#include "core/bom/other/characteristic.h"

#include <stdlib.h>

enum {
	B_ROOT = 1,
	B_HEAD,
	B_ENTERPRISE,
	B_BOM,
	B_BOM_HEAD,
	B_ITEM,
	B_DESIGNATOR,
	B_CHARACTERISTICS,
	B_MEASURED,
	B_RANGED,
	B_TEXTUAL,
	B_AVL,
	B_AVL_ITEM,
	B_AVL_PART,
	B_AVL_MPN,
	B_AVL_VENDOR
};

static const struct element_row rows[] = {
	{ ELEMENT_DOCUMENT, B_ROOT, "IPC-2581" },
	{ B_ROOT, ELEMENT_PASSED, "Content" },
	{ B_ROOT, B_HEAD, "LogisticHeader" },
	{ B_ROOT, ELEMENT_PASSED, "HistoryRecord" },
	{ B_ROOT, B_BOM, "Bom" },
	{ B_ROOT, ELEMENT_PASSED, "Ecad" },
	{ B_ROOT, B_AVL, "Avl" },
	{ B_HEAD, ELEMENT_PASSED, "Role" },
	{ B_HEAD, B_ENTERPRISE, "Enterprise" },
	{ B_HEAD, ELEMENT_PASSED, "Person" },
	{ B_BOM, B_BOM_HEAD, "BomHeader" },
	{ B_BOM, B_ITEM, "BomItem" },
	{ B_BOM_HEAD, ELEMENT_PASSED, "StepRef" },
	{ B_ITEM, B_DESIGNATOR, "RefDes" },
	{ B_ITEM, ELEMENT_PASSED, "MatDes" },
	{ B_ITEM, ELEMENT_PASSED, "DocDes" },
	{ B_ITEM, ELEMENT_PASSED, "ToolDes" },
	{ B_ITEM, ELEMENT_PASSED, "FindDes" },
	{ B_ITEM, B_CHARACTERISTICS, "Characteristics" },
	{ B_ITEM, ELEMENT_PASSED, "SpecRef" },
	{ B_DESIGNATOR, ELEMENT_PASSED, "Tuning" },
	{ B_DESIGNATOR, ELEMENT_PASSED, "Firmware" },
	{ B_CHARACTERISTICS, B_MEASURED, "Measured" },
	{ B_CHARACTERISTICS, B_RANGED, "Ranged" },
	{ B_CHARACTERISTICS, ELEMENT_PASSED, "Enumerated" },
	{ B_CHARACTERISTICS, B_TEXTUAL, "Textual" },
	{ B_AVL, ELEMENT_PASSED, "AvlHeader" },
	{ B_AVL, B_AVL_ITEM, "AvlItem" },
	{ B_AVL_ITEM, B_AVL_PART, "AvlVmpn" },
	{ B_AVL_ITEM, ELEMENT_PASSED, "SpecRef" },
	{ B_AVL_PART, B_AVL_MPN, "AvlMpn" },
	{ B_AVL_PART, B_AVL_VENDOR, "AvlVendor" },
};

struct board {
	const struct input *in;
	struct stated said;
	struct intern ids;    /* of enterprises -> */
	uint32_t *enterprise; /* its name, a text id */
	size_t enterprise_cap;
	struct approved_list makers;
	uint32_t name, product; /* text id of the open list, ref of its board */
	struct place at;
	/* Of the open part: */
	struct use use;
	struct item of;
	struct measured mass;
	struct approved noted; /* its maker, as design tools note it */
	uint64_t ndesignators, npopulated;
	bool document;
	struct approved avl; /* its maker is the id of an enterprise */
};

static bool
take(struct board *x, const struct sax_tag *tag, const char *name, uint32_t *id)
{
	return fields_text(x->in->b, elements_attr(tag, name), id, x->in->f) !=
	       ST_NOMEM;
}

static bool
ref_of(struct board *x, uint32_t part, uint32_t revision, struct place at,
    uint32_t *ref)
{
	struct bom *b = x->in->b;

	*ref = bom_ref(
	    b, bom_text_get(b, part), STR(""), bom_text_get(b, revision), at);
	return *ref != BOM_NONE;
}

static bool
take_enterprise(struct board *x, const struct sax_tag *tag)
{
	struct field id = elements_attr(tag, "id");
	size_t before = x->ids.n;
	uint32_t *list = array_grow(
	    x->enterprise, &x->enterprise_cap, before + 1, sizeof(*list));
	uint32_t i, name = 0;

	if (list == NULL || !take(x, tag, "name", &name) ||
	    (name == 0 && !take(x, tag, "code", &name)))
		return false;
	x->enterprise = list;
	i = intern_copy(&x->ids, id.text);
	if (i == INTERN_NONE)
		return false;
	if (x->ids.n > before)
		list[i] = name;
	return true;
}

/* The board itself, by its head or else by the name of the list. */
static bool
state_board(struct board *x, uint32_t part, uint32_t revision)
{
	const struct item said = { .value = BOM_NONE,
		.mass = amount_unknown(),
		.dim = DIM_EACH,
		.form = FORM_PRODUCT };

	if (part == 0 && x->product != BOM_NONE)
		return true;
	if (part == 0)
		part =
		    x->name != 0 ? x->name : bom_text(x->in->b, STR("board"));
	return part != BOM_NONE &&
	       ref_of(x, part, revision, x->at, &x->product) &&
	       stated_item(&x->said, x->product, x->at, &said);
}

static bool
begin_item(struct board *x, const struct sax_tag *tag)
{
	const struct field each = { STR("each"), tag->at };
	struct field quantity = elements_attr(tag, "quantity");
	uint32_t part = 0;

	if (x->product == BOM_NONE && !state_board(x, 0, 0))
		return false;
	x->use = (struct use){ x->product, BOM_NONE, BOM_NONE, tag->at, 0,
		UNIT_EACH, 0 };
	x->of = (struct item){
		.value = BOM_NONE, .mass = amount_unknown(), .dim = DIM_EACH
	};
	x->mass = (struct measured){ 0 };
	x->ndesignators = x->npopulated = 0;
	x->document =
	    str_is_nocase(elements_attr(tag, "category").text, "DOCUMENT");
	if (str_trim(quantity.text).n > 0)
		fields_quantity(x->in->b, quantity, each, &x->use.qty,
		    &x->use.unit, x->in->f);
	if (!take(x, tag, "OEMDesignNumberRef", &part) ||
	    !take(x, tag, "description", &x->of.name))
		return false;
	if (part == 0) {
		findings_error(x->in->f, ST_INCOMPLETE,
		    bom_pos(x->in->b, tag->at),
		    "a part without OEMDesignNumberRef: expected its number");
		x->document = true;
		return true;
	}
	x->noted = (struct approved){ .at = tag->at };
	return ref_of(x, part, 0, tag->at, &x->use.child) &&
	       ref_of(x, part, 0, tag->at, &x->noted.item);
}

static bool
is_number(const struct bom *b, uint32_t qty, uint64_t n)
{
	mpq_t view;

	numtab_view(&b->num, qty, view);
	return mpq_cmp_ui(view, n, 1) == 0;
}

/*
 * What is populated counts.  The quantity is that of all designators or of
 * those that are populated; any other contradicts them.
 */
static bool
settle_quantity(struct board *x)
{
	struct bom *b = x->in->b;
	mpq_t n;

	if (x->ndesignators == 0)
		return true;
	if (x->use.qty != BOM_NONE &&
	    !is_number(b, x->use.qty, x->ndesignators) &&
	    !is_number(b, x->use.qty, x->npopulated)) {
		findings_warn(x->in->f, ST_CONFLICT, bom_pos(b, x->use.at),
		    "a quantity beside %llu reference designators, %llu of "
		    "them populated: expected one of the two; how many there "
		    "are is taken as not known",
		    (unsigned long long)x->ndesignators,
		    (unsigned long long)x->npopulated);
		x->use.qty = BOM_NONE;
		return true;
	}
	mpq_init(n);
	mpq_set_ui(n, x->npopulated, 1);
	x->use.qty = numtab_put(&b->num, n);
	mpq_clear(n);
	return x->use.qty != INTERN_NONE;
}

static bool
end_item(struct board *x)
{
	struct use *u;

	if (x->document)
		return true;
	if (!measured_state(x->in, &x->mass, UNIT_EACH, &x->of) ||
	    !settle_quantity(x) ||
	    !stated_item(&x->said, x->use.child, x->use.at, &x->of))
		return false;
	u = bom_add_use(x->in->b);
	if (u == NULL)
		return false;
	*u = x->use;
	return x->noted.maker == 0 || x->noted.number == 0 ||
	       approved_add(&x->makers, &x->noted);
}

/* What design tools export of the maker. */
static bool
take_textual(struct board *x, const struct sax_tag *tag)
{
	struct str name =
	    str_trim(elements_attr(tag, "textualCharacteristicName").text);

	if (str_is_nocase(name, "VENDOR") ||
	    str_is_nocase(name, "MANUFACTURER"))
		return take(
		    x, tag, "textualCharacteristicValue", &x->noted.maker);
	if (str_is_nocase(name, "VENDOR_PN") || str_is_nocase(name, "MPN") ||
	    str_is_nocase(name, "MANUFACTURER_PN"))
		return take(
		    x, tag, "textualCharacteristicValue", &x->noted.number);
	return true;
}

static bool
take_avl(struct board *x, uint8_t kind, const struct sax_tag *tag)
{
	uint32_t part = 0;

	switch (kind) {
	case B_AVL_ITEM:
		x->avl = (struct approved){ .item = BOM_NONE, .listed = true };
		return take(x, tag, "OEMDesignNumber", &part) &&
		       (part == 0 || ref_of(x, part, 0, tag->at, &x->avl.item));
	case B_AVL_PART:
		x->avl.maker = x->avl.number = 0;
		x->avl.at = tag->at;
		return true;
	case B_AVL_MPN:
		return take(x, tag, "name", &x->avl.number);
	default:
		return take(x, tag, "enterpriseRef", &x->avl.maker);
	}
}

static bool
begin(void *ctx, uint8_t kind, const struct sax_tag *tag)
{
	struct board *x = ctx;
	uint32_t part = 0, revision = 0;

	switch (kind) {
	case B_ENTERPRISE:
		return take_enterprise(x, tag);
	case B_BOM:
		x->product = BOM_NONE;
		x->at = tag->at;
		return take(x, tag, "name", &x->name);
	case B_BOM_HEAD:
		return take(x, tag, "assembly", &part) &&
		       take(x, tag, "revision", &revision) &&
		       state_board(x, part, revision);
	case B_ITEM:
		return begin_item(x, tag);
	case B_DESIGNATOR:
		x->ndesignators++;
		x->npopulated += !str_is_nocase(
		    elements_attr(tag, "populate").text, "false");
		return true;
	case B_MEASURED:
		return characteristic_measured(x->in, tag, &x->mass);
	case B_RANGED:
		return characteristic_ranged(x->in, tag, &x->mass);
	case B_TEXTUAL:
		return take_textual(x, tag);
	case B_AVL_ITEM:
	case B_AVL_PART:
	case B_AVL_MPN:
	case B_AVL_VENDOR:
		return take_avl(x, kind, tag);
	default:
		return true;
	}
}

static bool
end(void *ctx, uint8_t kind)
{
	struct board *x = ctx;

	if (kind == B_ITEM)
		return end_item(x);
	if (kind == B_AVL_PART && x->avl.item != BOM_NONE &&
	    x->avl.maker != 0 && x->avl.number != 0)
		return approved_add(&x->makers, &x->avl);
	return true;
}

/* Makers on lists get the names of their enterprises, as far as the head has
 * them. */
static void
name_makers(struct board *x)
{
	for (size_t i = 0; i < x->makers.n; i++) {
		struct approved *m = &x->makers.list[i];
		uint32_t e = m->listed ? intern_find(&x->ids,
					     bom_text_get(x->in->b, m->maker))
				       : INTERN_NONE;

		if (e != INTERN_NONE && x->enterprise[e] != 0)
			m->maker = x->enterprise[e];
	}
}

/*
 * read_ipc2581 - the lists of parts in board data.
 *
 * In:	in    its body has passed xml_guard()
 * Err:	the first of those in in->f; the bom is then to be thrown away
 * Cost: linear in the bytes, n log n in the makers
 */
enum status
read_ipc2581(const struct input *in)
{
	static const struct elements format = { .format = "IPC-2581",
		.rows = rows,
		.nrows = sizeof(rows) / sizeof(rows[0]),
		.begin = begin,
		.end = end };
	size_t errors = in->f->errors;
	struct board x = { .in = in, .said = { .b = in->b, .f = in->f } };

	if (elements_read(in, &format, &x) != ST_NOMEM) {
		name_makers(&x);
		if (!approved_put(&x.said, &x.makers))
			fields_nomem(in->f);
	}
	stated_free(&x.said);
	intern_free(&x.ids);
	free(x.enterprise);
	free(x.makers.list);
	return in->f->errors > errors ? in->f->first.code : ST_OK;
}
