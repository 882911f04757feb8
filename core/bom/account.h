/* SPDX-License-Identifier: Apache-2.0 */
/*
 * account - what was read of each file, and what was not.
 *
 * Reads:  bom.h, after linking
 * Gives:  counts for each file and for the product; what found no part and
 *         which parts found no document; how much of a product's mass and
 *         value lies in parts that somebody declares
 * Memory: account_free(); the bom must outlive it
 */
#ifndef RETRACE_ACCOUNT_H
#define RETRACE_ACCOUNT_H

#include "core/bom/bom.h"

/* Of one file.  What several files state is counted where it was read first. */
struct account_file {
	size_t items, uses;
	size_t documents; /* that it names; it is one itself */
	size_t lines;     /* of content */
	size_t origins, prices;
	size_t unitless; /* quantities without a unit, taken as pieces */
	uint64_t known, unknown; /* elements, columns, members passed over: of
				    no concern, and not of the format */
};

struct account_list {
	uint32_t *at;
	size_t n;
};

struct account {
	const struct bom *b;
	struct account_file *file; /* [b->nfile] */
	struct account_file all;
	size_t rare_lines;       /* amounts of rare earths */
	size_t substances, rare; /* named ones, and those with rare earths */
	struct account_list unmatched; /* refs of documents without an item */
	struct account_list respelt;   /* refs that are written otherwise */
	struct account_list nameless;  /* substances whose CAS number nobody
					  knows */
	struct account_list silent;    /* leaves of which no document speaks */
	size_t leaves;
	uint8_t *declared; /* [nitem] by itself or by each of its parts */
	/* What one unit of an item weighs and costs, about, and how much of it
	 * is in parts that are declared.  0: not known. */
	double *mass, *mass_declared;   /* [nitem] [g] */
	double *value, *value_declared; /* [nitem] in the currency */
	uint32_t *currency; /* [nitem] text ids; 0: no price; BOM_NONE: several,
			       and no value */
};

/* False when memory is out.  Cost: linear. */
bool account_make(struct account *a, const struct bom *b);
void account_free(struct account *a);
/* Of an item: the share that is declared; below 0: not known. */
double account_share(double whole, double declared);

#endif
