/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pack_condition - from the elements of a decision to its conditions.
 *
 * Reads:  decisions.h, pack_xml.h
 * Gives:  the conditions as they are written; only pack_decision.c uses it
 * Memory: all in the pack's arena
 */
#ifndef RETRACE_PACK_CONDITION_H
#define RETRACE_PACK_CONDITION_H

#include "core/rules/pack/decisions.h"
#include "core/rules/pack/pack_xml.h"

/* Bits of the words of an attribute that names end uses. */
uint32_t pack_uses(
    struct pack_reader *r, const xmlNode *node, const char *attribute);
/* All conditions within the element; the questions stand already. */
void pack_when(struct pack_reader *r, const xmlNode *node,
    const struct decisions *d, struct decision *x);

#endif
