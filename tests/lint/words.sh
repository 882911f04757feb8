#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Goal: the tree speaks of itself alone.  No note about work left to do, and
# no path of the machine on which somebody wrote it.

set -eu
cd "${RETRACE_TOP:-$(dirname "$0")/../..}"
bad=0

notes='(^|[^A-Za-z])(TODO|FIXME|XXX|HACK|WIP)([^A-Za-z"]|$)'
paths='(^|[^A-Za-z0-9.])/(home|root|work|Users)/'

# Code and prose, not data: XXX is also a currency.
files=$(find . \( -name .git -o -name build \) -prune -o -type f \( \
	-name '*.[ch]' -o -name '*.sh' -o -name '*.cmake' -o -name '*.md' -o \
	-name '*.xsd' -o -name '*.sql' -o -name '*.1' -o \
	-name CMakeLists.txt -o -path './scripts/*' -o -path './.ci/*' \) \
	! -path ./tests/lint/words.sh -print)
# shellcheck disable=SC2086 # no name has a blank
if grep -nE "$notes" $files; then
	echo "words: a note about work left to do" >&2
	bad=1
fi
# shellcheck disable=SC2086
if grep -nE "$paths" $files; then
	echo "words: a path of one machine" >&2
	bad=1
fi
exit $bad
