/* SPDX-License-Identifier: Apache-2.0 */
/*
 * drafting - from an open session to what a draft is written from.
 *
 * Reads:  session.h, core/filing/draft/draft.h
 * Gives:  struct draft_input with all files behind the figures; the
 *         products, profile and checkpoint are the caller's
 * Memory: in the session
 */
#ifndef RETRACE_DRAFTING_H
#define RETRACE_DRAFTING_H

#include "cmd/session.h"
#include "core/filing/draft/draft.h"

enum status drafting_fill(
    struct session *s, struct draft_input *out, struct error *err);

#endif
