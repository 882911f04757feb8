/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_cyclonedx - a bill of materials in CycloneDX, XML or JSON.
 *
 * Reads:  elements.h, members.h
 * Gives:  items, uses and content; see schemas/cyclonedx.md
 * Memory: what is read goes into the bom
 */
#ifndef RETRACE_READ_CYCLONEDX_H
#define RETRACE_READ_CYCLONEDX_H

#include "core/bom/field/fields.h"

/* http://cyclonedx.org/schema/bom/1.N */
bool cyclonedx_namespace(struct str ns);
enum status read_cyclonedx(const struct input *in);
enum status read_cyclonedx_json(const struct input *in);

#endif
