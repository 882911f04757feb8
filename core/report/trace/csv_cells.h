/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_cells - cells of the tables of a product.
 *
 * Reads:  bom.h after linking, csv.h, in_words.h
 * Gives:  one cell each, or the cells of an item or a use, for as_csv
 * Memory: none
 */
#ifndef RETRACE_CSV_CELLS_H
#define RETRACE_CSV_CELLS_H

#include "core/bom/bom.h"
#include "core/report/csv.h"

struct cells {
	struct csv csv;
	const struct bom *b;
	struct error *err;
	struct place at; /* what is being written came from here */
};

void cells_word(struct cells *s, const char *text);
void cells_text(struct cells *s, uint32_t id);
/* Fixed words, such as the names of columns. */
void cells_words(struct cells *s, const char *const *words, size_t n);
void cells_date(struct cells *s, date_day day);
/* What no words stand for is an error in s->err, at s->at; ST_OK: it is not. */
void cells_check(struct cells *s, enum status st);
void cells_number(struct cells *s, uint32_t num);
void cells_amount(struct cells *s, struct amount a);
void cells_elements(struct cells *s, uint32_t elements);
/* Part number, maker, revision. */
void cells_key(struct cells *s, uint32_t item);
/* What is stated of an item, and the names of these columns. */
void cells_item_names(struct cells *s);
void cells_item(struct cells *s, uint32_t i);
/* Quantity, unit and per; from, until and alternative. */
void cells_quantity(struct cells *s, const struct use *u);
void cells_note(struct cells *s, const struct use *u);

#endif
