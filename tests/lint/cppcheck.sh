#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Goal: cppcheck finds nothing in core/ and cmd/.  A suppression stands in
# the code, beside what it excuses.  uninitvar is left to gcc, clang-tidy
# and valgrind: cppcheck does not know that GMP's numbers are arrays, which a
# function fills.

set -eu
cd "${RETRACE_TOP:-$(dirname "$0")/../..}"
cppcheck --quiet --error-exitcode=1 --std=c11 --inline-suppr -j 2 -I. \
	--enable=warning,performance,portability \
	--suppress=missingIncludeSystem --suppress=uninitvar --suppress=legacyUninitvar \
	-D_GNU_SOURCE= \
	-DRETRACE_VERSION='""' core cmd
