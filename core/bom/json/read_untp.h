/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_untp - digital product passports of the UN Transparency Protocol.
 *
 * Reads:  members.h, catenax.h
 * Gives:  an item, what it holds, where that is from; see schemas/untp.md
 * Memory: what is read goes into the bom
 */
#ifndef RETRACE_READ_UNTP_H
#define RETRACE_READ_UNTP_H

#include "core/bom/field/fields.h"

enum status read_untp(const struct input *in);

#endif
