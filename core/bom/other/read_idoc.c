/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_idoc - the segments of IDocs, whose fields are elements; see
 * read_idoc.h.
 *
 * A segment has more than a hundred fields, of which few say what a product
 * is made of; the others, and the standard's own segments that are not named
 * here, are known and passed over.
 */
#include "core/bom/other/read_idoc.h"

#include "core/bom/other/idoc.h"

#include <stdlib.h>
#include <string.h>

#define IDOC_NS "urn:sap-com:document:sap:idoc:"

/* A list of parts: its segments stand in it, or one in the other. */
#define OF_LIST(parent) \
	{ parent, IDOC_OWNER, "E1MASTM" }, { parent, IDOC_OWNER, "E1KDSTM" }, \
	    { parent, IDOC_HEAD, "E1STKOM" }, \
	    { parent, IDOC_HEAD_N, "E1STKON" }, \
	    { parent, IDOC_ALLOT, "E1STASM" }, \
	    { parent, IDOC_LINE, "E1STPOM" }, \
	{ \
		parent, IDOC_LINE_N, "E1STPON" \
	}

#define OF_HEAD(parent) \
	{ parent, H_STLAL, "STLAL" }, { parent, H_BMENG, "BMENG" }, \
	    { parent, H_BMENG_C, "BMENG_C" }, { parent, H_BMEIN, "BMEIN" }, \
	    { parent, H_LKENZ, "LKENZ" }, { parent, H_MSGFN, "MSGFN" }, \
	{ \
		parent, ELEMENT_PASSED, "*" \
	}

#define OF_LINE(parent) \
	{ parent, P_STLKN, "STLKN" }, { parent, P_IDNRK, "IDNRK" }, \
	    { parent, P_IDNRK_LONG, "IDNRK_LONG" }, \
	    { parent, P_IDNRK_LONG, "IDNRK_EXTERNAL" }, \
\
	    { parent, P_POSNR, "POSNR" }, { parent, P_POSTP, "POSTP" }, \
	    { parent, P_MENGE, "MENGE" }, { parent, P_MENGE_C, "MENGE_C" }, \
	    { parent, P_ROMEN, "ROMEN" }, { parent, P_ID_CLASS, "ID_CLASS" }, \
	    { parent, P_MEINS, "MEINS" }, { parent, P_FMENG, "FMENG" }, \
	    { parent, P_LKENZ, "LKENZ" }, { parent, P_MSGFN, "MSGFN" }, \
	    { parent, P_DATUV, "DATUV" }, { parent, P_DATUB, "DATUB" }, \
	    { parent, P_DATUB, "VALID_TO" }, { parent, P_ALPGR, "ALPGR" }, \
	    { parent, P_NFMAT, "NFMAT" }, { parent, P_KNOBJ, "KNOBJ" }, \
	    { parent, P_KZKUP, "KZKUP" }, { parent, P_POTX1, "POTX1" }, \
	    { parent, P_CLASS, "KLASSE" }, { parent, P_CLASS, "CLASS" }, \
	{ \
		parent, ELEMENT_PASSED, "*" \
	}

#define OF_ORDER(parent) \
	{ parent, IDOC_PRODUCT, "E1AFPOL" }, { parent, IDOC_STEP, "E1AFFLL" }, \
	    { parent, IDOC_STEP, "E1AFVOL" }, \
	{ \
		parent, IDOC_NEED, "E1RESBL" \
	}

static const struct element_row rows[] = {
	{ ELEMENT_DOCUMENT, IDOC_ONE, "IDOC" },
	{ ELEMENT_DOCUMENT, IDOC_AROUND, "*" },
	{ IDOC_AROUND, IDOC_ONE, "IDOC" },
	{ IDOC_AROUND, ELEMENT_PASSED, "Header" },
	{ IDOC_AROUND, IDOC_AROUND, "*" },
	{ IDOC_ONE, IDOC_CONTROL, "EDI_DC40" },
	{ IDOC_ONE, IDOC_CONTROL, "EDI_DC" },
	{ IDOC_ONE, IDOC_LIST, "E1STZUM" },
	{ IDOC_ONE, IDOC_MATERIAL, "E1MARAM" },
	{ IDOC_ONE, IDOC_ORDER, "E1AFKOL" },
	{ IDOC_ONE, ELEMENT_PASSED, "E1*" },
	{ IDOC_CONTROL, C_TYPE, "IDOCTYP" },
	{ IDOC_CONTROL, C_MESSAGE, "MESTYP" },
	{ IDOC_CONTROL, ELEMENT_PASSED, "*" },
	OF_LIST(IDOC_LIST),
	{ IDOC_LIST, L_EXSTL, "EXSTL" },
	{ IDOC_LIST, L_MSGFN, "MSGFN" },
	{ IDOC_LIST, ELEMENT_PASSED, "E1*" },
	{ IDOC_LIST, ELEMENT_PASSED, "ST*" },
	{ IDOC_LIST, ELEMENT_PASSED, "EXSTL_C" },
	{ IDOC_LIST, ELEMENT_PASSED, "WRKAN" },
	{ IDOC_LIST, ELEMENT_PASSED, "LTXSP" },
	{ IDOC_LIST, ELEMENT_PASSED, "ZTEXT" },
	{ IDOC_LIST, ELEMENT_PASSED, "AENRL" },
	{ IDOC_LIST, ELEMENT_PASSED, "HISSR" },
	{ IDOC_LIST, ELEMENT_PASSED, "ALTST" },
	{ IDOC_LIST, ELEMENT_PASSED, "VARST" },
	{ IDOC_LIST, ELEMENT_PASSED, "KBAUS" },
	{ IDOC_LIST, ELEMENT_PASSED, "GUID*" },
	OF_LIST(IDOC_HEAD),
	OF_HEAD(IDOC_HEAD),
	OF_HEAD(IDOC_HEAD_N),
	{ IDOC_OWNER, O_MATNR, "MATNR" },
	{ IDOC_OWNER, O_MATNR_LONG, "MATNR_LONG" },
	{ IDOC_OWNER, O_MATNR_LONG, "MATNR_EXTERNAL" },
	{ IDOC_OWNER, O_WERKS, "WERKS" },
	{ IDOC_OWNER, O_STLAN, "STLAN" },
	{ IDOC_OWNER, O_STLAL, "STLAL" },
	{ IDOC_OWNER, O_MSGFN, "MSGFN" },
	{ IDOC_OWNER, ELEMENT_PASSED, "*" },
	{ IDOC_ALLOT, A_STLKN, "STLKN" },
	{ IDOC_ALLOT, A_STLAL, "STLAL" },
	{ IDOC_ALLOT, A_LKENZ, "LKENZ" },
	{ IDOC_ALLOT, ELEMENT_PASSED, "*" },
	OF_LINE(IDOC_LINE),
	OF_LINE(IDOC_LINE_N),
	{ IDOC_MATERIAL, IDOC_NAME, "E1MAKTM" },
	{ IDOC_MATERIAL, IDOC_PLANT, "E1MARCM" },
	{ IDOC_MATERIAL, IDOC_OTHER_UNIT, "E1MARMM" },
	{ IDOC_MATERIAL, M_MATNR, "MATNR" },
	{ IDOC_MATERIAL, M_MATNR_LONG, "MATNR_LONG" },
	{ IDOC_MATERIAL, M_MATNR_LONG, "MATNR_EXTERNAL" },
	{ IDOC_MATERIAL, M_MEINS, "MEINS" },
	{ IDOC_MATERIAL, M_NTGEW, "NTGEW" },
	{ IDOC_MATERIAL, M_GEWEI, "GEWEI" },
	{ IDOC_MATERIAL, M_MFRPN, "MFRPN" },
	{ IDOC_MATERIAL, ELEMENT_PASSED, "*" },
	{ IDOC_NAME, N_SPRAS, "SPRAS" },
	{ IDOC_NAME, N_SPRAS_ISO, "SPRAS_ISO" },
	{ IDOC_NAME, N_MAKTX, "MAKTX" },
	{ IDOC_NAME, ELEMENT_PASSED, "*" },
	{ IDOC_PLANT, W_HERKL, "HERKL" },
	{ IDOC_PLANT, W_STAWN, "STAWN" },
	{ IDOC_PLANT, ELEMENT_PASSED, "*" },
	{ IDOC_OTHER_UNIT, U_MEINH, "MEINH" },
	{ IDOC_OTHER_UNIT, U_UMREZ, "UMREZ" },
	{ IDOC_OTHER_UNIT, U_UMREN, "UMREN" },
	{ IDOC_OTHER_UNIT, ELEMENT_PASSED, "*" },
	OF_ORDER(IDOC_ORDER),
	{ IDOC_ORDER, R_AUFNR, "AUFNR" },
	{ IDOC_ORDER, R_MATNR, "MATNR" },
	{ IDOC_ORDER, R_MATNR_LONG, "MATNR_LONG" },
	{ IDOC_ORDER, R_GAMNG, "GAMNG" },
	{ IDOC_ORDER, R_GMEIN, "GMEIN" },
	{ IDOC_ORDER, R_BMENGE, "BMENGE" },
	{ IDOC_ORDER, R_BMEINS, "BMEINS" },
	{ IDOC_ORDER, ELEMENT_PASSED, "*" },
	{ IDOC_PRODUCT, S_MATNR, "MATNR" },
	{ IDOC_PRODUCT, S_MATNR_LONG, "MATNR_LONG" },
	{ IDOC_PRODUCT, ELEMENT_PASSED, "*" },
	OF_ORDER(IDOC_STEP),
	{ IDOC_STEP, ELEMENT_PASSED, "*" },
	{ IDOC_NEED, B_MATNR, "MATNR" },
	{ IDOC_NEED, B_MATNR_LONG, "MATNR_LONG" },
	{ IDOC_NEED, B_POSNR, "POSNR" },
	{ IDOC_NEED, B_POSTP, "POSTP" },
	{ IDOC_NEED, B_BDMNG, "BDMNG" },
	{ IDOC_NEED, B_MEINS, "MEINS" },
	{ IDOC_NEED, B_FMENG, "FMENG" },
	{ IDOC_NEED, B_XLOEK, "XLOEK" },
	{ IDOC_NEED, B_SHKZG, "SHKZG" },
	{ IDOC_NEED, B_KZKUP, "KZKUP" },
	{ IDOC_NEED, B_DUMPS, "DUMPS" },
	{ IDOC_NEED, B_AUSCH, "AUSCH" },
	{ IDOC_NEED, B_ALPGR, "ALPGR" },
	{ IDOC_NEED, B_POTX1, "POTX1" },
	{ IDOC_NEED, ELEMENT_PASSED, "*" },
};

/* The fields of a segment, which are blank when it begins. */
static const struct {
	uint8_t first, last; /* enum idoc_kind */
} fields[IDOC_FIRST_FIELD] = {
	[IDOC_CONTROL] = { C_TYPE, C_MESSAGE },
	[IDOC_LIST] = { L_EXSTL, L_MSGFN },
	[IDOC_OWNER] = { O_MATNR, O_MSGFN },
	[IDOC_HEAD] = { H_STLAL, H_MSGFN },
	[IDOC_HEAD_N] = { H_STLAL, H_MSGFN },
	[IDOC_ALLOT] = { A_STLKN, A_LKENZ },
	[IDOC_LINE] = { P_STLKN, P_CLASS },
	[IDOC_LINE_N] = { P_STLKN, P_CLASS },
	[IDOC_MATERIAL] = { M_MATNR, M_MFRPN },
	[IDOC_NAME] = { N_SPRAS, N_MAKTX },
	[IDOC_PLANT] = { W_HERKL, W_STAWN },
	[IDOC_OTHER_UNIT] = { U_MEINH, U_UMREN },
	[IDOC_ORDER] = { R_AUFNR, R_BMEINS },
	[IDOC_PRODUCT] = { S_MATNR, S_MATNR_LONG },
	[IDOC_NEED] = { B_MATNR, B_POTX1 },
};

/* Namespaces in which parts of a message are; none among them. */
static bool
is_ours(struct str ns)
{
	return ns.n == 0 || str_starts(ns, IDOC_NS) ||
	       str_is(ns, "http://schemas.xmlsoap.org/soap/envelope/") ||
	       str_is(ns, "http://www.w3.org/2003/05/soap-envelope");
}

bool
idoc_root(struct str ns, struct str name)
{
	static const char *const types[] = { "BOMMAT", "MATMAS", "LOIPRO",
		"BOMDOC", "BOMORD" };

	if (!is_ours(ns))
		return false;
	if (str_is(name, "IDOC") || str_is(name, "Envelope") ||
	    str_starts(ns, IDOC_NS))
		return true;
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (memmem(name.p, name.n, types[i], strlen(types[i])) != NULL)
			return true;
	return false;
}

static bool
begin(void *ctx, uint8_t kind, const struct sax_tag *tag)
{
	struct idoc *x = ctx;

	if (kind >= IDOC_FIRST_FIELD)
		return true;
	if (fields[kind].last > 0)
		memset(&x->field[fields[kind].first - IDOC_FIRST_FIELD], 0,
		    (size_t)(fields[kind].last - fields[kind].first + 1) *
			sizeof(x->field[0]));
	switch (kind) {
	case IDOC_ONE:
		x->nidoc++;
		x->understood = 0;
		x->one_at = tag->at;
		x->field[C_TYPE - IDOC_FIRST_FIELD].text.n = 0;
		return true;
	case IDOC_LIST:
		x->understood++;
		return idoc_begin_list(x, tag->at);
	case IDOC_MATERIAL:
		x->understood++;
		return idoc_begin_material(x, tag->at);
	case IDOC_ORDER:
		x->understood++;
		return idoc_begin_order(x, tag->at);
	case IDOC_OWNER:
	case IDOC_HEAD:
	case IDOC_HEAD_N:
	case IDOC_LINE:
	case IDOC_LINE_N:
	case IDOC_NEED:
		x->segment_at = tag->at;
		return true;
	default:
		return true;
	}
}

/* An IDoc of another kind says nothing of what a product is made of. */
static void
refuse_other(const struct idoc *x)
{
	struct str type = idoc_text(x, C_TYPE);

	if (type.n == 0)
		type = idoc_text(x, C_MESSAGE);
	findings_error(x->in->f, ST_SCHEMA, bom_pos(x->in->b, x->one_at),
	    "an IDoc%s%.*s without a list of parts (E1STZUM), a material "
	    "(E1MARAM) or an order (E1AFKOL): expected one of type BOMMAT, "
	    "MATMAS or LOIPRO",
	    type.n > 0 ? " " : "", STR_ARG(str_clip(type, 40)));
}

static bool
end(void *ctx, uint8_t kind)
{
	struct idoc *x = ctx;

	switch (kind) {
	case IDOC_ONE:
		if (x->understood == 0)
			refuse_other(x);
		return true;
	case IDOC_LIST:
		return idoc_end_list(x);
	case IDOC_OWNER:
		return idoc_owner(x, x->segment_at);
	case IDOC_HEAD:
	case IDOC_HEAD_N:
		return idoc_head(x, x->segment_at);
	case IDOC_ALLOT:
		return idoc_allot(x);
	case IDOC_LINE:
	case IDOC_LINE_N:
		return idoc_line(x, kind == IDOC_LINE_N, x->segment_at);
	case IDOC_MATERIAL:
		return idoc_end_material(x);
	case IDOC_NAME:
		return idoc_name(x);
	case IDOC_PLANT:
		return idoc_plant(x);
	case IDOC_OTHER_UNIT:
		return idoc_other_unit(x);
	case IDOC_ORDER:
		return idoc_end_order(x);
	case IDOC_PRODUCT:
		return idoc_product(x);
	case IDOC_NEED:
		return idoc_need(x, x->segment_at);
	default:
		return true;
	}
}

/* The first that is not blank counts. */
static bool
value(void *ctx, uint8_t kind, struct field text)
{
	struct idoc *x = ctx;
	struct field *f = &x->field[kind - IDOC_FIRST_FIELD];

	if (f->text.n > 0 || text.text.n == 0)
		return true;
	*f = (struct field){ arena_copy(&x->mem, text.text), text.at };
	return f->text.p != NULL;
}

static void
idoc_free(struct idoc *x)
{
	stated_free(&x->said);
	arena_free(&x->mem);
	free(x->unit_of);
	free(x->factor);
	free(x->line);
	free(x->list);
	free(x->owner);
	free(x->head);
	free(x->allot);
	free(x->gone);
}

/*
 * read_idoc - all IDocs of a file.
 *
 * In:	in    its body has passed xml_guard()
 * Err:	the first of those in in->f; the bom is then to be thrown away
 * Cost: n log n of its lines
 */
enum status
read_idoc(const struct input *in)
{
	static const struct elements format = { .format = "an IDoc of SAP",
		.rows = rows,
		.nrows = sizeof(rows) / sizeof(rows[0]),
		.ours = is_ours,
		.begin = begin,
		.end = end,
		.value = value,
		.first_value = IDOC_FIRST_FIELD };
	size_t errors = in->f->errors;
	struct idoc x = { .in = in, .said = { .b = in->b, .f = in->f } };
	bool read = elements_read(in, &format, &x) != ST_NOMEM;

	if (read && x.nidoc == 0 && in->f->errors == errors)
		findings_error(in->f, ST_SCHEMA,
		    bom_pos(in->b, (struct place){ 1, 0, in->file }),
		    "a message without an IDoc: expected IDOC of type BOMMAT, "
		    "MATMAS or LOIPRO in it");
	if (read && !idoc_uses(&x))
		fields_nomem(in->f);
	if (in->f->errors == errors)
		idoc_tell(&x);
	idoc_free(&x);
	return in->f->errors > errors ? in->f->first.code : ST_OK;
}
