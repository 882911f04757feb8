#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Goal: cppcheck finds nothing in core/ and cmd/.  A suppression stands in
# the code, beside what it excuses.

set -eu
cd "${RETRACE_TOP:-$(dirname "$0")/../..}"
cppcheck --quiet --error-exitcode=1 --std=c11 --inline-suppr -j 2 -I. \
	--enable=warning,performance,portability \
	--suppress=missingIncludeSystem -D_GNU_SOURCE= \
	-DRETRACE_VERSION='""' core cmd
