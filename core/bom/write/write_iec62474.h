/* SPDX-License-Identifier: Apache-2.0 */
/*
 * write_iec62474 - the bom as a material declaration of IEC 62474.
 *
 * Reads:  bom.h after linking on a day, write_xml.h (where the text goes)
 * Gives:  text in pieces, valid by the schema of the format; reading it gives
 *         the same product, but for what IEC 62474 has no place for, each kind
 *         of which is told
 * Memory: some bytes per item and line of content, and a stack as deep as the
 *         product
 */
#ifndef RETRACE_WRITE_IEC62474_H
#define RETRACE_WRITE_IEC62474_H

#include "core/bom/write/write_xml.h"

/*
 * A part stands in each of its places.  ST_LIMIT, before anything is written,
 * if these are more than LIMIT_DECLARED_PARTS or nested too deep to be read
 * again; ST_IO if the sink refuses; ST_LIMIT and ST_ENCODING as
 * bom_write_xml().
 */
enum status bom_write_iec62474(const struct bom *b, const struct xml_sink *sink,
    struct findings *f, struct error *err);

#endif
