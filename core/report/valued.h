/* SPDX-License-Identifier: Apache-2.0 */
/*
 * valued - by which prices and rates the values in a report were counted.
 *
 * Reads:  checked.h, valuation.h
 * Gives:  lines for a reader, members of a document for a program; nothing
 *         where no rule compares values
 */
#ifndef RETRACE_VALUED_H
#define RETRACE_VALUED_H

#include "core/report/checked.h"
#include "core/report/json.h"
#include "core/report/text.h"

void valued_write(FILE *to, const struct style *style, const struct checked *c);
/* The same line by line, for a form of another kind; false if there is none. */
bool valued_each(const struct checked *c, void (*begin)(void *to),
    void (*tell)(void *to, const char *line), void *to);
/* The object "valuation" into the open one. */
void valued_json(struct json *j, const struct checked *c);

#endif
