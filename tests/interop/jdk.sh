#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Goal: the XML signature classes of the JDK accept what we sign and refuse a
# changed copy.

set -eu
cd "${RETRACE_TOP:-$(dirname "$0")/../..}"
# shellcheck disable=SC1091
. tests/interop/parts/lib.sh

java --list-modules 2>/dev/null | grep -q '^jdk.compiler@' ||
	absent JDK
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

verify() {
	java tests/interop/Verify.java "$1" "$2" 2>"$tmp/err"
}

"$RETRACE_BUILD/tests/signed_sample" "$tmp"
stamped "$tmp"

for name in p256 rsa stamped; do
	verify "$tmp/$name.pem" "$tmp/$name.xml" || {
		cat "$tmp/err" >&2
		echo "jdk: $name.xml is refused" >&2
		exit 1
	}
done
if verify "$tmp/p256.pem" "$tmp/p256-changed.xml"; then
	echo "jdk: a changed document is accepted" >&2
	exit 1
fi
