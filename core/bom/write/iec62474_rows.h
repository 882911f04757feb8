/* SPDX-License-Identifier: Apache-2.0 */
/*
 * iec62474_rows - a product on its way into a material declaration.
 *
 * Reads:  listed.h, xml_text.h
 * Gives:  what write_iec62474.c plans and writes with; nobody else includes
 *         this
 * Memory: iec_plan_free()
 */
#ifndef RETRACE_IEC62474_ROWS_H
#define RETRACE_IEC62474_ROWS_H

#include "core/bom/other/listed.h"
#include "core/bom/write/xml_text.h"

/* What a declaration has no place for. */
enum iec_loss {
	IEC_ORIGINS,
	IEC_DOCUMENTS, /* of which only the words are kept */
	IEC_PRESUMED,
	IEC_UNHEARD,
	IEC_PARTIAL, /* heard on some of their elements only */
	IEC_TOTAL,   /* of an item with its parts */
	IEC_NOT_ADDED,
	IEC_PROCESS,
	IEC_VALUES,
	IEC_PRICES,
	IEC_RATES,
	IEC_DAYS, /* uses that hold on some days only */
	IEC_LOSSES
};

enum iec_flag {
	IEC_MATERIAL = 1, /* it stands as a material wherever it is used */
	IEC_OPEN = 2,     /* something of it is not written: what is written is
			     not all */
	IEC_CLOSED = 4,   /* a document closes its list of rare earths */
	IEC_FULL = 8      /* it and all in it list what they hold, wholly */
};

struct iec_plan {
	const struct bom *b;
	uint8_t *flags;    /* [nitem] enum iec_flag */
	uint8_t *written;  /* [ncontent] is the line? */
	uint32_t *country; /* [nitem] origin that is its country of
			      manufacture, or BOM_NONE */
	uint32_t document; /* on the word of which all of it is */
	uint32_t supplier; /* its supplier; text id, 0: not stated */
	uint32_t *name;    /* [nitem] a phantom that is another name for it,
			      or of the one before, or BOM_NONE */
	uint64_t lost[IEC_LOSSES];
	struct place lost_at[IEC_LOSSES]; /* the first */
};

/* False when memory is out; *p is then empty.  Cost: linear. */
bool iec_plan_make(struct iec_plan *p, const struct bom *b);
void iec_plan_free(struct iec_plan *p);
void iec_plan_tell(const struct iec_plan *p, struct findings *f);
/* Is it a product of the declaration, which is in no other? */
bool iec_is_product(const struct iec_plan *p, uint32_t item);
/* The one item of which the phantom is another name, or BOM_NONE. */
uint32_t iec_other_name_of(const struct iec_plan *p, uint32_t item);

struct iec_writer {
	struct xml_out out;
	const struct bom *b;
	const struct iec_plan *plan;
	uint64_t unnumbered; /* uses whose number of units no number tells */
	struct place unnumbered_at;
};

/* ---- write_iec62474_item.c */
/* <name><ListID/><EntryID/></name>, in a list of ours; nothing of an empty
 * value. */
void iec_put_entry(struct iec_writer *w, const char *element, enum listed list,
    struct str value);
/* The attributes and ProductID of a product, or of a part in its place; full:
 * the product is wholly declared. */
void iec_put_product(struct iec_writer *w, uint32_t item, bool full);
void iec_put_part(struct iec_writer *w, const struct use *u, bool full);
/* The product goes by this name as well. */
void iec_put_other_name(struct iec_writer *w, uint32_t item);
/* A material in its place, with all that is in it. */
void iec_put_material(struct iec_writer *w, const struct use *u, bool full);
/* Its lines of content. */
void iec_put_substances(struct iec_writer *w, uint32_t item);

/* ---- write_iec62474_amount.c */
/* Do Mass or MassPercent hold all of it? */
bool iec_is_plain(const struct bom *b, struct amount a);
/* For who knows no lists of ours; nothing where it may be anything. */
void iec_put_amount(struct iec_writer *w, struct amount a);
/* An attribute: the number, or the nearest where it does not end. */
void iec_put_number(
    struct iec_writer *w, const char *name, uint32_t num, unsigned long scale);
/* Can it be written as a decimal that ends? */
bool iec_ends(const struct bom *b, uint32_t num, unsigned long scale);

#endif
