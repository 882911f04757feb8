/* SPDX-License-Identifier: Apache-2.0 */
/*
 * datadir - where schemas and forms lie.
 *
 * Reads:  nothing
 * Gives:  the path of a data file: $RETRACE_DATA, then the folder of the
 *         installation, then the source tree that the binary was built from
 */
#ifndef RETRACE_DATADIR_H
#define RETRACE_DATADIR_H

#include "core/base/arena.h"
#include "core/base/error.h"

/*
 * relative: "schemas/bom-1.xsd".  ST_NOINPUT if it is in none of the places;
 * the error names them.
 */
enum status datadir_find(struct arena *a, const char *relative,
    const char **path, struct error *err);

#endif
