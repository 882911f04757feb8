/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_pdx - product data packages of IPC-2571 (PDX).
 *
 * Reads:  sax.h, fields.h
 * Gives:  items, their parts and the makers that are approved for them; what
 *         is read, and what is not, is told in schemas/pdx.md
 * Memory: in the bom
 */
#ifndef RETRACE_READ_PDX_H
#define RETRACE_READ_PDX_H

#include "core/bom/field/fields.h"

/* Its author has spelt it so. */
#define PDX_ROOT "ProductDataeXchangePackage"

enum status read_pdx(const struct input *in);

#endif
