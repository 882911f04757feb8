/* SPDX-License-Identifier: Apache-2.0 */
/*
 * write_cyclonedx - the bom as CycloneDX JSON.
 *
 * Reads:  bom.h after linking, write_xml.h (where the text goes)
 * Gives:  text in pieces; reading it gives the same product, but for what
 *         CycloneDX has no place for, each kind of which is a warning
 * Memory: an index of content and origins by item
 */
#ifndef RETRACE_WRITE_CYCLONEDX_H
#define RETRACE_WRITE_CYCLONEDX_H

#include "core/bom/write/write_xml.h"

/*
 * ST_IO if the sink refuses, ST_LIMIT for a number or a row that is too long to
 * be read again, with the place where it came from.
 */
enum status bom_write_cyclonedx(const struct bom *b,
    const struct xml_sink *sink, struct findings *f, struct error *err);

#endif
