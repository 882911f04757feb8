/* SPDX-License-Identifier: Apache-2.0 */
/*
 * write_xml - the bom as our own XML.
 *
 * Reads:  bom.h, before or after linking
 * Gives:  text in pieces; reading it gives the same product: all numbers are
 *         exact, the order is that of the tables
 * Memory: about 16 bytes per content line and origin while it writes
 */
#ifndef RETRACE_WRITE_XML_H
#define RETRACE_WRITE_XML_H

#include "core/bom/bom.h"

/* Where the text goes; put returns false to end the writing. */
struct xml_sink {
	bool (*put)(void *ctx, struct str piece);
	void *ctx;
};

/*
 * ST_IO if the sink refuses, ST_LIMIT for a number and ST_ENCODING for a
 * character that XML cannot hold, with the place where it came from.
 */
enum status bom_write_xml(
    const struct bom *b, const struct xml_sink *sink, struct error *err);

#endif
