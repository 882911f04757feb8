/* SPDX-License-Identifier: Apache-2.0 */
/*
 * passed - names in another's file that are not known and are passed over.
 *
 * Reads:  fields.h
 * Gives:  each told once, with its number and first place
 * Memory: none
 */
#ifndef RETRACE_PASSED_H
#define RETRACE_PASSED_H

#include "core/bom/field/fields.h"

/*
 * Tells what bom_pass_over() has counted of the file since bom.passed had
 * `first` names: elements or members that the format does not have in their
 * place.
 */
void passed_tell(const struct input *in, enum passed_kind kind, size_t first,
    const char *format);

#endif
