/* SPDX-License-Identifier: Apache-2.0 */
/*
 * xml_fault - what libxml2 has against a document, in words of the user.
 *
 * Reads:  findings.h
 * Gives:  "what was found: what was expected" at line and column, for XML
 *         that is not well-formed and for XML that a schema does not have
 * Memory: nothing is kept but the finding
 */
#ifndef RETRACE_XML_FAULT_H
#define RETRACE_XML_FAULT_H

#include "core/base/findings.h"

#include <libxml/tree.h>

/*
 * A fault of the syntax, from within a structured error handler: the parser
 * still stands where it found it.  body is what the parser was given.
 */
void xml_fault(
    const xmlError *e, struct str body, const char *file, struct findings *f);
/* A violation of a schema at its place; ns is the schema's namespace. */
void xml_misfit(
    const xmlError *e, const char *ns, struct pos at, struct findings *f);

#endif
