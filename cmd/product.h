/* SPDX-License-Identifier: Apache-2.0 */
/*
 * product - the files that are named become one product.
 *
 * Reads:  session.h, folder.h, core/bom
 * Gives:  s->bom, read from s->in.files and linked; a folder stands for its
 *         files
 * Memory: in the session
 */
#ifndef RETRACE_PRODUCT_H
#define RETRACE_PRODUCT_H

#include "cmd/session.h"

/* All errors of the files are in s->findings. */
enum status product_open(struct session *s, struct error *err);

#endif
