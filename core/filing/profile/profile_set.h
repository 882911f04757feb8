/* SPDX-License-Identifier: Apache-2.0 */
/*
 * profile_set - single fields of a profile, as a command line names them.
 *
 * Reads:  profile.h
 * Gives:  "goods[2]/quantity=40" laid over a profile
 * Memory: nothing beyond the call; values go into the profile
 */
#ifndef RETRACE_PROFILE_SET_H
#define RETRACE_PROFILE_SET_H

#include "core/filing/profile/profile.h"

/*
 * BLOCK/FIELD=VALUE; BLOCK[N] is the Nth of a block that repeats, from 1, and
 * may be the one behind the last; FIELD@zh is the Chinese text of a field that
 * has one, FIELD@en the English one, as FIELD alone.  A blank VALUE leaves
 * what is there.  What its schema refuses, and names that there are none of,
 * go to f.
 */
enum status profile_set(
    struct profile *p, const char *text, struct findings *f);
/* The same of a field that there is, for a program: the nth such block, from
 * 1; `from` names where the value stands, for messages. */
enum status profile_set_field(struct profile *p, int block, unsigned nth,
    const char *field, struct str value, const char *from, struct findings *f);

#endif
