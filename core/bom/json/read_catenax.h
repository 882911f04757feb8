/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_catenax - what is exchanged in Catena-X, in JSON: lists of parts, what
 * parts are, US tariff information, passports.
 *
 * Reads:  members.h
 * Gives:  items, uses and content; see schemas/catenax.md
 * Memory: what is read goes into the bom
 */
#ifndef RETRACE_READ_CATENAX_H
#define RETRACE_READ_CATENAX_H

#include "core/bom/field/fields.h"

enum status read_catenax(const struct input *in);

#endif
