/* SPDX-License-Identifier: Apache-2.0 */
/*
 * again - the same question once more: of other days, or about a product in
 * which something is otherwise.
 *
 * Reads:  session.h
 * Gives:  a session that is yet to be opened; its files are the bytes that
 *         the first one has read
 * Memory: session_close() of both; the first must outlive the other
 */
#ifndef RETRACE_AGAIN_H
#define RETRACE_AGAIN_H

#include "cmd/session.h"

enum status again_ask(struct session *to, const struct session *s,
    const struct days *days, struct error *err);

#endif
