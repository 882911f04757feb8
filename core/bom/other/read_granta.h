/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_granta - Ansys Granta BoM XML into the bom; schemas/granta.md is for
 * users.
 *
 * Reads:  sax.h, tree.h
 * Gives:  items, uses and content of the four versions of the format
 * Memory: the bom
 */
#ifndef RETRACE_READ_GRANTA_H
#define RETRACE_READ_GRANTA_H

#include "core/bom/field/fields.h"
#include "core/bom/other/granta_tags.h"

/* in->body has passed xml_guard().  All errors go to in->f. */
enum status read_granta(const struct input *in);

#endif
