/* SPDX-License-Identifier: Apache-2.0 */
/*
 * methods - by whose prices a share of value was counted, and what it comes to
 * by others.
 *
 * Reads:  reason.h, by_method.h
 * Gives:  sentences for a reader, members of a document for a program; nothing
 *         of a test that compares no values, or counts whole items
 * Memory: none beyond one verdict
 */
#ifndef RETRACE_METHODS_H
#define RETRACE_METHODS_H

#include "core/report/reason.h"
#include "core/report/text.h"

#define METHODS_TEXT 900
/* Whose prices; where both are known and differ, what it is by the other one;
 * and with what was paid shared out by mass, if that was asked for. */
enum status methods_text(char out[METHODS_TEXT], const struct checked *c,
    const struct reason *r, struct error *err);
enum status methods_write(FILE *to, const struct style *style,
    const struct checked *c, const struct reason *r, struct error *err);
/* The array "by_method" into the open object. */
enum status methods_json(struct json *j, const struct checked *c,
    const struct reason *r, struct error *err);

#endif
