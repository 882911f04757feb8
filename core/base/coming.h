/* SPDX-License-Identifier: Apache-2.0 */
/*
 * coming - a large document of XML that is parsed while it is being loaded.
 *
 * Reads:  file.h, xml_guard.h
 * Gives:  its bytes piece by piece, each guarded before a parser sees it
 * Memory: bytes as of file.h, all of them there from the begin, not yet filled
 */
#ifndef RETRACE_COMING_H
#define RETRACE_COMING_H

#include "core/base/file.h"
#include "core/base/xml_guard.h"

#include <stdatomic.h>

/* All but `passed` belongs to whoever loads. */
struct coming {
	struct bytes bytes; /* the first `got` are there */
	size_t got;
	int fd; /* or -1 */
	const char *path;
	struct xml_watch watch;
	bool refused;          /* xml_guard() will say why, of all of it */
	struct error err;      /* of the loading; it has ended */
	_Atomic size_t passed; /* of watch.body: may be parsed */
};

/*
 * Opens a file of `least` to `most` bytes and loads its begin.  False: it is
 * none, or there is no memory; file_load() says why.
 */
bool coming_open(struct coming *c, const char *path, size_t least, size_t most);
/* It is XML, and the tag of its root is among the bytes that are there. False:
 * it has to be loaded and guarded as one. */
bool coming_watch(struct coming *c);
/* Another piece.  False: there is none, or none that may be parsed. */
bool coming_more(struct coming *c);
/* The rest, whatever it is; false: c->err, and the bytes are of no use. */
bool coming_finish(struct coming *c);
/* Frees the bytes, unless somebody has taken them. */
void coming_close(struct coming *c);

#endif
