/* SPDX-License-Identifier: Apache-2.0 */
/*
 * idoc - IDocs of SAP on their way into the bom; only read_idoc.c and idoc_*.c
 * know it.
 *
 * Reads:  elements.h, stated.h
 * Gives:  fields of the open segments, lists of parts until all of the file is
 *         read, and what has to be told once for many lines
 * Memory: freed by read_idoc()
 */
#ifndef RETRACE_IDOC_H
#define RETRACE_IDOC_H

#include "core/bom/other/elements.h"
#include "core/bom/stated.h"

/* Segments, then the fields of each that are read. */
enum idoc_kind {
	IDOC_AROUND = 1, /* a message, or several IDocs of one type */
	IDOC_ONE,
	IDOC_CONTROL,
	IDOC_LIST, /* E1STZUM: a list of parts */
	IDOC_OWNER,
	IDOC_HEAD,
	IDOC_HEAD_N,
	IDOC_ALLOT,
	IDOC_LINE,
	IDOC_LINE_N,
	IDOC_MATERIAL,
	IDOC_NAME,
	IDOC_PLANT,
	IDOC_OTHER_UNIT,
	IDOC_ORDER,
	IDOC_PRODUCT,
	IDOC_STEP,
	IDOC_NEED,

	IDOC_FIRST_FIELD,
	C_TYPE = IDOC_FIRST_FIELD,
	C_MESSAGE,
	L_EXSTL,
	L_MSGFN,
	O_MATNR,
	O_MATNR_LONG,
	O_WERKS,
	O_STLAN,
	O_STLAL,
	O_MSGFN,
	H_STLAL,
	H_BMENG,
	H_BMENG_C,
	H_BMEIN,
	H_LKENZ,
	H_MSGFN,
	A_STLKN,
	A_STLAL,
	A_LKENZ,
	P_STLKN,
	P_IDNRK,
	P_IDNRK_LONG,
	P_POSNR,
	P_POSTP,
	P_MENGE,
	P_MENGE_C,
	P_ROMEN,
	P_ID_CLASS,
	P_MEINS,
	P_FMENG,
	P_LKENZ,
	P_MSGFN,
	P_DATUV,
	P_DATUB,
	P_ALPGR,
	P_NFMAT,
	P_KNOBJ,
	P_KZKUP,
	P_POTX1,
	P_CLASS,
	M_MATNR,
	M_MATNR_LONG,
	M_MEINS,
	M_NTGEW,
	M_GEWEI,
	M_MFRPN,
	N_SPRAS,
	N_SPRAS_ISO,
	N_MAKTX,
	W_HERKL,
	W_STAWN,
	U_MEINH,
	U_UMREZ,
	U_UMREN,
	R_AUFNR,
	R_MATNR,
	R_MATNR_LONG,
	R_GAMNG,
	R_GMEIN,
	R_BMENGE,
	R_BMEINS,
	S_MATNR,
	S_MATNR_LONG,
	B_MATNR,
	B_MATNR_LONG,
	B_POSNR,
	B_POSTP,
	B_BDMNG,
	B_MEINS,
	B_FMENG,
	B_XLOEK,
	B_SHKZG,
	B_KZKUP,
	B_DUMPS,
	B_AUSCH,
	B_ALPGR,
	B_POTX1,
	IDOC_KINDS
};
#define IDOC_FIELDS (IDOC_KINDS - IDOC_FIRST_FIELD)

/* How often something was understood, where first, and what stood there. */
struct idoc_count {
	size_t n;
	struct place at;
	uint32_t what; /* text id, or 0 */
};

enum idoc_told {
	TOLD_BYPRODUCT,
	TOLD_DELETED,
	TOLD_FIXED,
	TOLD_CONDITION,
	TOLD_CLASS,
	TOLD_UNIT,
	TOLD_NO_BASE,
	TOLD_PADDED,
	TOLD_SCRAP,
	TOLD_PHANTOM,
	TOLD_SHARED, /* an order of several products */
	TOLD_UNIT_OF_MATERIAL,
	TOLD_COUNT
};

/* A line of a list of parts; its quantity is of the base quantity until the
 * list is put away, and of one base unit of the parent then. */
struct idoc_line {
	uint32_t child; /* ref */
	uint32_t qty;   /* BOM_NONE: not known */
	uint32_t unit_text;
	uint32_t group; /* text id: alternatives; 0: none */
	uint32_t node;  /* text id of STLKN; 0: blank */
	date_day from, until;
	struct place at;
	uint8_t unit;  /* UNIT_NONE: nobody knows it */
	bool optional; /* built in or not */
};

/* What one material is made of, by one list, alternative or order. */
struct idoc_list {
	uint32_t parent;   /* ref */
	uint32_t name;     /* text id: which list it is */
	uint32_t first, n; /* lines */
	uint32_t base;     /* their quantities are for so many: id in bom.num;
			      BOM_NONE: not known */
	struct place at;
	uint8_t unit; /* of this; UNIT_NONE: not known */
};

/* Of a material that a list of parts is of. */
struct idoc_owner {
	uint32_t ref;
	uint32_t plant, usage, alternative; /* text ids */
	struct place at;
};

/* An alternative of the open list. */
struct idoc_head {
	uint32_t alternative; /* text id; 0: blank */
	uint32_t base;        /* id in bom.num; BOM_NONE: not known */
	uint8_t unit;
	bool deleted;
};

/* Line STLKN is in an alternative; or is deleted from a day on. */
struct idoc_allot {
	uint32_t node, alternative; /* text ids */
	date_day from;
};

/* One `unit` of a material is num / den of its base unit. */
struct idoc_factor {
	uint32_t ref, unit_text;
	uint32_t factor; /* id in bom.num */
};

struct idoc {
	const struct input *in;
	struct stated said;
	struct arena mem; /* fields */
	struct field field[IDOC_FIELDS];
	struct idoc_count told[TOLD_COUNT];
	uint8_t *unit_of; /* [nunit_of] enum unit, base unit by ref */
	size_t nunit_of;
	struct idoc_factor *factor;
	size_t nfactor, factor_cap;
	struct idoc_line *line; /* of all lists that are put away, then those
				   of the open one */
	size_t nline, line_cap;
	struct idoc_list *list;
	size_t nlist, list_cap;
	/* Of the open list: */
	size_t first_line;
	struct idoc_owner *owner;
	size_t nowner, owner_cap;
	struct idoc_head *head;
	size_t nhead, head_cap;
	struct idoc_allot *allot;
	size_t nallot, allot_cap;
	struct idoc_allot *gone;
	size_t ngone, gone_cap;
	bool list_deleted;
	struct place list_at;
	/* Of the open material: */
	struct item of;
	uint32_t ref;
	struct place at;
	bool english;
	/* Of the open order: */
	uint32_t product, order;
	bool shared;
	/* Of the open IDoc, and of the file: */
	size_t understood, nidoc;
	struct place one_at, segment_at;
};

/* The field of an open segment; blank: empty. */
static inline struct field
idoc_field(const struct idoc *x, enum idoc_kind kind)
{
	return x->field[kind - IDOC_FIRST_FIELD];
}

static inline struct str
idoc_text(const struct idoc *x, enum idoc_kind kind)
{
	return str_trim(idoc_field(x, kind).text);
}

/* "X" */
bool idoc_is_set(const struct idoc *x, enum idoc_kind kind);
void idoc_count(
    struct idoc *x, enum idoc_told what, struct place at, uint32_t text);
/* All that was counted, as findings. */
void idoc_tell(const struct idoc *x);
/*
 * A quantity above zero, or nothing: BOM_NONE.  *negative: it had a minus,
 * before or behind it.  False when memory is out, and so are the next.
 */
bool idoc_number(
    struct idoc *x, struct field text, uint32_t *number, bool *negative);
/* UNIT_NONE: blank, or nobody knows it. */
enum unit idoc_unit(struct str text);
/* "20260131"; what is no day of this century or the last one: DATE_NONE. */
bool idoc_day(struct idoc *x, struct field text, date_day *day);
/* The reference of a material by its long number or the short one; BOM_NONE
 * where both are blank. */
bool idoc_material(
    struct idoc *x, struct field number, struct field other, uint32_t *ref);
/* Of a part without a number: by its list and its place there. */
bool idoc_unnumbered(struct idoc *x, uint32_t parent, struct field position,
    struct field name, struct place at, uint32_t *ref);
/* The base unit of a material. */
bool idoc_counted_in(struct idoc *x, uint32_t ref, enum unit unit);

/* Segments of a list of parts. */
bool idoc_begin_list(struct idoc *x, struct place at);
bool idoc_end_list(struct idoc *x);
bool idoc_owner(struct idoc *x, struct place at);
bool idoc_head(struct idoc *x, struct place at);
bool idoc_allot(struct idoc *x);
/* right: of the segment whose fields have the right types. */
bool idoc_line(struct idoc *x, bool right, struct place at);
/* Adds a line of the open list. */
bool idoc_push_line(struct idoc *x, const struct idoc_line *l);
/* Segments of a material. */
bool idoc_begin_material(struct idoc *x, struct place at);
bool idoc_name(struct idoc *x);
bool idoc_plant(struct idoc *x);
bool idoc_other_unit(struct idoc *x);
bool idoc_end_material(struct idoc *x);
/* Segments of an order. */
bool idoc_begin_order(struct idoc *x, struct place at);
bool idoc_product(struct idoc *x);
bool idoc_need(struct idoc *x, struct place at);
bool idoc_end_order(struct idoc *x);

/* The lines from `first` on are what one base unit of the parent is made of,
 * base of its `unit` being what their quantities are for. */
bool idoc_put_list(
    struct idoc *x, const struct idoc_list *l, uint32_t base, enum unit unit);
/* All lists become uses. */
bool idoc_uses(struct idoc *x);

#endif
