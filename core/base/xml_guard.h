/* SPDX-License-Identifier: Apache-2.0 */
/*
 * xml_guard - the guard of xml.h over a document that is still being loaded.
 *
 * Reads:  findings.h
 * Gives:  how far a parser may go already; xml_guard(), of the whole, says
 *         what is wrong where this refuses
 * Memory: none
 */
#ifndef RETRACE_XML_GUARD_H
#define RETRACE_XML_GUARD_H

#include "core/base/str.h"

struct xml_watch {
	struct str body; /* all of it, without byte order mark */
	size_t looked;   /* of its begin: nothing wrong with that */
	const char *run; /* a '<', or the begin: a run may go on from there */
};

/*
 * first: the begin of a document of n bytes, with all of the tag of its root.
 * False: xml_guard() has to be asked when all is there.
 */
bool xml_watch_begin(struct xml_watch *w, struct str first, size_t n);
/*
 * `there` bytes of w->body are there, all of it at last.  False: xml_guard()
 * will refuse it, for what is among them.
 */
bool xml_watch_on(struct xml_watch *w, size_t there);

#endif
