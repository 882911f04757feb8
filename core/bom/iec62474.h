/* SPDX-License-Identifier: Apache-2.0 */
/*
 * iec62474 - a material declaration of IEC 62474 on its way into the bom;
 * only read_iec62474.c and iec62474_said.c know it.
 *
 * Reads:  elements.h, nested.h, measured.h
 * Gives:  what is said in the open elements, and what is made of them
 * Memory: freed by read_iec62474()
 */
#ifndef RETRACE_IEC62474_H
#define RETRACE_IEC62474_H

#include "core/bom/elements.h"
#include "core/bom/measured.h"
#include "core/bom/nested.h"

enum iec_kind {
	IEC_MAIN = 1,
	IEC_BUSINESS,
	IEC_RESPONSE,
	IEC_COMPANY,
	IEC_PRODUCT_ID,
	IEC_MASS,
	IEC_PERCENT,
	IEC_MADE_IN,
	IEC_COUNTRY,
	IEC_COMPLIANCE,
	IEC_COMPOSITION,
	IEC_SUBSTANCE_ID,
	IEC_ENTRY,
	IEC_GROUP_ID,
	IEC_THRESHOLD,
	/* Those of which something is said: each has a frame. */
	IEC_PRODUCT,
	IEC_PART,
	IEC_MATERIAL,
	IEC_SUBSTANCE,
	IEC_GROUP /* of declarable substances, "DsDsg" */
};

/* What is said in an open element; text ids, 0: blank. */
struct iec_frame {
	enum iec_kind kind;
	struct place at;
	uint32_t number, name, revision; /* of its first ProductID */
	struct measured mass, percent;
	struct use use;
	struct item said;
	char country[3];
	struct place country_at;
	unsigned nproduct_id, ncountry;
	uint32_t serial; /* tells its materials from those of others */
	bool begun;      /* it is open in the parts */
	uint32_t entry;  /* of a substance: its number in a list */
	struct place entry_at;
	uint32_t application, threshold; /* of a group */
	bool above, has_threshold;
};

/* A further ProductID of a product: the same under another number. */
struct iec_other {
	uint32_t number, name, revision;
	struct place at;
};

struct iec {
	const struct input *in;
	struct nested parts;
	struct iec_frame *open;
	size_t nopen, open_cap;
	uint32_t supplier, serial;
	uint32_t product; /* ref of the open product */
	struct iec_other *other;
	size_t nother, other_cap;
	struct intern alike; /* serial and name of materials -> */
	uint32_t *nalike;    /* how many of them so far */
	size_t alike_cap;
};

/* Each is false when memory is out; faults of the file are in in->f. */
/* A product, part or material holds something, or ends: all that is said of
 * it itself is known. */
bool iec_begin(struct iec *x, struct iec_frame *fr);
bool iec_end_product(struct iec *x, struct iec_frame *product);
bool iec_substance(struct iec *x, const struct iec_frame *substance);
bool iec_group(struct iec *x, const struct iec_frame *group);
/* The composition of the open product holds all there is, or not all. */
bool iec_composition(struct iec *x, struct iec_frame *product, bool full);

#endif
