/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_ipc1752 - material declarations of IPC-1752A and 1752B.
 *
 * Reads:  sax.h, fields.h
 * Gives:  the product, its sub-products, materials and substances; what is
 *         read, and what is not, is told in schemas/ipc1752.md
 * Memory: in the bom
 */
#ifndef RETRACE_READ_IPC1752_H
#define RETRACE_READ_IPC1752_H

#include "core/bom/field/fields.h"

/* One of the namespaces of either version. */
bool ipc1752_namespace(struct str ns);
enum status read_ipc1752(const struct input *in);

#endif
