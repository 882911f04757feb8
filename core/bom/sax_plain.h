/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sax_plain - the tags of XML that is written as programs write it.
 *
 * Reads:  sax.h
 * Gives:  the same events as libxml2, several times as fast, for as long as a
 *         document has nothing but tags with plain names and values, blanks
 *         between them, and one namespace; nobody but sax.c includes this
 * Memory: names and values are those of in->body, but for values with
 *         references or line feeds in them: these live until the event returns
 *
 * It never refuses anything.  At the first byte that is not plain, or could
 * be wrong in any way, it stops: libxml2 then decides what is XML.
 */
#ifndef RETRACE_SAX_PLAIN_H
#define RETRACE_SAX_PLAIN_H

#include "core/bom/sax.h"

struct sax_plain_end {
	bool whole;     /* nothing is left: read to the end, or the handler
			   has seen all it wanted */
	uint64_t told;  /* else: starts and ends that the handler has seen */
	enum status st; /* ST_OK, ST_NOMEM */
};

struct sax_plain_end sax_plain(
    const struct input *in, const struct sax_handler *handler, void *ctx);

#endif
