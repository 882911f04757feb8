/* SPDX-License-Identifier: Apache-2.0 */
/*
 * companion - what people say of a filing, as a file to fill in.
 *
 * Reads:  profile.h
 * Gives:  an XML file by schemas/filer-1.xsd, a question before each field
 * Memory: nothing
 */
#ifndef RETRACE_COMPANION_H
#define RETRACE_COMPANION_H

#include "core/filing/profile/profile.h"

#include <stdio.h>

/* Blank fields as well, each with what to give. */
void companion_print(const struct profile *p, FILE *to);

#endif
