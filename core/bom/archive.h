/* SPDX-License-Identifier: Apache-2.0 */
/*
 * archive - the document in a ZIP archive, as declarations (.shai, .shci) and
 * product data packages (.pdx) are sent.
 *
 * Nothing is unpacked to anywhere, one entry is read, and its size is bounded:
 * names that climb out of a folder and archives that swell have nothing to
 * act on.
 *
 * Reads:  findings.h, arena.h
 * Gives:  the bytes of the one XML file in it
 * Memory: in the caller's arena
 */
#ifndef RETRACE_ARCHIVE_H
#define RETRACE_ARCHIVE_H

#include "core/base/arena.h"
#include "core/base/findings.h"

/* Do the bytes begin as an archive does? */
bool archive_is(struct str bytes);
/*
 * The XML file in it: the only one, or that called pdx.xml, whose attachments
 * may be XML.  What has none, several or a wrong one is refused, with the
 * name of the archive.
 */
enum status archive_document(struct str bytes, const char *file,
    struct arena *a, struct str *document, struct findings *f);

#endif
