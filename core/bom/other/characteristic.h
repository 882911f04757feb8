/* SPDX-License-Identifier: Apache-2.0 */
/*
 * characteristic - masses among the characteristics that IPC-2571 and
 * IPC-2581 give an item, with the same attributes in both.
 *
 * Reads:  elements.h, measured.h
 * Gives:  the mass, where a characteristic is one by its name
 * Memory: as measured.h
 */
#ifndef RETRACE_CHARACTERISTIC_H
#define RETRACE_CHARACTERISTIC_H

#include "core/bom/other/elements.h"
#include "core/bom/other/measured.h"

/* "Mass", "Net weight" ...: what everybody calls it. */
bool characteristic_is_mass(struct str name);
/* A value with tolerances, and a range; what is no mass leaves *mass as it is.
 * False when memory is out; faults are in in->f. */
bool characteristic_measured(
    const struct input *in, const struct sax_tag *tag, struct measured *mass);
bool characteristic_ranged(
    const struct input *in, const struct sax_tag *tag, struct measured *mass);

#endif
