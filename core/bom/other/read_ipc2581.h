/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_ipc2581 - the list of parts in board data of IPC-2581.
 *
 * Reads:  sax.h, fields.h
 * Gives:  the board, its components and the makers that are approved for
 *         them; what is read, and what is not, is told in schemas/ipc2581.md
 * Memory: in the bom
 */
#ifndef RETRACE_READ_IPC2581_H
#define RETRACE_READ_IPC2581_H

#include "core/bom/field/fields.h"

#define IPC2581_NS "http://webstds.ipc.org/2581"

enum status read_ipc2581(const struct input *in);

#endif
