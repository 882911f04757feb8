#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Goal: xadesjs, from npm, accepts what we sign, reads its time, and refuses a
# changed copy and another signer's key.

set -eu
cd "${RETRACE_TOP:-$(dirname "$0")/../..}"
# shellcheck disable=SC1091
. tests/interop/parts/lib.sh

NODE_PATH=$PWD/build/interop/node_modules:${NODE_PATH:-}
export NODE_PATH
command -v node >/dev/null || absent node
node -e "require('xadesjs')" 2>/dev/null || absent 'npm package xadesjs'
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

verify() {
	node tests/interop/parts/verify.cjs "$1" "$2" 2>"$tmp/err"
}

"$RETRACE_BUILD/tests/signed_sample" "$tmp"
stamped "$tmp"

for name in p256 rsa stamped; do
	verify "$tmp/$name.pem" "$tmp/$name.xml" || {
		cat "$tmp/err" >&2
		echo "xadesjs: $name.xml is refused" >&2
		exit 1
	}
done
if verify "$tmp/p256.pem" "$tmp/p256-changed.xml"; then
	echo "xadesjs: a changed document is accepted" >&2
	exit 1
fi
if verify "$tmp/stamped.pem" "$tmp/p256.xml"; then
	echo "xadesjs: another signer's key is accepted" >&2
	exit 1
fi
