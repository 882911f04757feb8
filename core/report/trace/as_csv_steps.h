/* SPDX-License-Identifier: Apache-2.0 */
/*
 * as_csv_steps - the parts of as_csv; only its files include this.
 */
#ifndef RETRACE_AS_CSV_STEPS_H
#define RETRACE_AS_CSV_STEPS_H

#include "core/base/findings.h"
#include "core/report/trace/csv_cells.h"

/* The tables of content and of origins. */
void as_csv_content(struct cells *s);
void as_csv_origins(struct cells *s);
/* Has the product a row for the table of origins? */
bool as_csv_has_origins(const struct bom *b);
/* Origins of single lines that have no place. */
void as_csv_tell_origins(const struct bom *b, struct findings *f);
/* n things of a kind have no place, the first of them at. */
void as_csv_tell(struct findings *f, const struct bom *b, size_t n,
    struct place at, const char *what);

#endif
