/* SPDX-License-Identifier: Apache-2.0 */
/*
 * parts - which parts an answer comes from, as tables.
 *
 * Reads:  reason.h, path.h, table.h
 * Gives:  the contributing parts and the gaps
 * Memory: none
 */
#ifndef RETRACE_PARTS_H
#define RETRACE_PARTS_H

#include "core/report/reason.h"
#include "core/report/table.h"

/* At most `most` rows; says how many more there are. */
enum status parts_givers(FILE *to, const struct style *style,
    const struct checked *c, const struct reason *r, size_t most,
    struct error *err);
enum status parts_gaps(FILE *to, const struct style *style,
    const struct checked *c, const struct reason *r, size_t most,
    struct error *err);
/* The same for JSON: arrays "contributors" and "gaps". */
void parts_json(struct json *j, const struct checked *c, const struct reason *r,
    size_t most);

#endif
