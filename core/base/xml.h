/* SPDX-License-Identifier: Apache-2.0 */
/*
 * xml - XML that may come from an attacker.
 *
 * Reads:  file.h, findings.h
 * Gives:  a guard before libxml2 sees a byte, trees of small documents; no
 *         network, no DTD, no entities
 * Memory: a tree is freed with xmlFreeDoc(); texts go into the caller's arena
 */
#ifndef RETRACE_XML_H
#define RETRACE_XML_H

#include "core/base/file.h"
#include "core/base/findings.h"

#include <libxml/tree.h>

/* Call once at start, before any thread: blocks all external loading. */
void xml_start(void);

/*
 * Refuses what libxml2 must not see: NUL, invalid UTF-8 or another encoding,
 * DOCTYPE, LIMIT_XML_RUN bytes without '<'.  Skips a UTF-8 byte order mark:
 * *body is what remains.  file names the document in places.
 */
enum status xml_guard(
    struct str bytes, const char *file, struct str *body, struct findings *f);

/* The tree of a guarded, well-formed document of at most LIMIT_SMALL_FILE. */
enum status xml_read(
    struct str bytes, const char *file, xmlDoc **doc, struct findings *f);
/* Place of an element's tag in its file; of other nodes the line alone. */
struct pos xml_pos(const xmlNode *node, const char *file);
/* The next element at or after node, or NULL. */
xmlNode *xml_element(xmlNode *node);
/* Is it the element {ns}name? */
bool xml_is(const xmlNode *node, const char *ns, const char *name);
/* What stands below, if it is one text without anything in it; .p NULL: it is
 * more than that. */
struct str xml_only_text(const xmlNode *below);
/* Attribute without namespace, copied; .p NULL when absent. */
struct str xml_attr(struct arena *a, const xmlNode *node, const char *name);
/* The same as it stands in the tree; .p NULL also where it is in pieces, as in
 * a tree that somebody put together. */
struct str xml_attr_view(const xmlNode *node, const char *name);
/* The value of that attribute, and the text of that element, in the same way.
 */
struct str xml_value_view(const xmlAttr *attribute);
struct str xml_text_view(const xmlNode *node);
/* All text below, copied and trimmed. */
struct str xml_text(struct arena *a, const xmlNode *node);
/* The next element {ns}name at or after node, or NULL. */
xmlNode *xml_named(xmlNode *node, const char *ns, const char *name);
/* First child element {ns}name, or NULL. */
xmlNode *xml_child(const xmlNode *node, const char *ns, const char *name);

#endif
