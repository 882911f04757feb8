/* SPDX-License-Identifier: Apache-2.0 */
/*
 * event_file - the documents of an event: read, and held to be what they are
 * said to be.
 *
 * Reads:  event.h; rule packs, assumptions, policies, certificates,
 *         checkpoints
 * Gives:  the attachments of an entry, and of a rule pack its name
 * Memory: all of it in the caller's arena
 */
#ifndef RETRACE_EVENT_FILE_H
#define RETRACE_EVENT_FILE_H

#include "core/log/event.h"

/* Sets e->input; of kind rules also e->rules and its digest.  What is wrong is
 * a finding, at its place in the file. */
void event_files(const struct event_said *said, struct arena *a,
    struct log_entry *e, struct findings *f);

#endif
