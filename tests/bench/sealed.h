/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sealed - libxmlsec1 verifies our signatures, as its program does.
 *
 * Gives:  true where a document holds by the one certificate that is trusted;
 *         without the library sealed_begin() is false
 * Memory: static, until sealed_end()
 */
#ifndef RETRACE_BENCH_SEALED_H
#define RETRACE_BENCH_SEALED_H

#include "core/base/str.h"

#include <stdbool.h>

bool sealed_begin(struct str cert_pem);
bool sealed_holds(struct str doc);
void sealed_end(void);

#endif
