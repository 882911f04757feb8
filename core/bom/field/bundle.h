/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bundle - what parts are counted in by the set, the roll or the box.
 *
 * Reads:  units.h
 * Gives:  the word of a list for it, alone or before how much is in one
 * Memory: borrowed
 */
#ifndef RETRACE_BUNDLE_H
#define RETRACE_BUNDLE_H

#include "core/bom/field/units.h"

/* "套", "Rolle", "kits": one of those units of which nobody knows by the word
 * how much is in one; UNIT_NONE: no such word. */
enum unit bundle_find(struct str s);
/* The same, or pairs, at the begin of *s, which is then what stands behind it;
 * UNIT_NONE: there is none, and *s is as it was. */
enum unit bundle_take(struct str *s);

#endif
