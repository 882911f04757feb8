#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Goal: xmlsec1, which we did not write, accepts what we sign, with the
# signer's certificate pinned, and refuses a changed copy.

set -eu
cd "${RETRACE_TOP:-$(dirname "$0")/../..}"
# shellcheck disable=SC1091
. tests/interop/parts/lib.sh

command -v xmlsec1 >/dev/null ||
	absent xmlsec1
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# Keys only from certificates, nothing fetched, and the one Id that we use; on
# the day after the samples are signed, but stamped.xml is signed now.
verify() {
	day='2026-11-24 00:00:00'
	case $2 in
	*/stamped.xml) day=$(date -u '+%Y-%m-%d %H:%M:%S') ;;
	esac
	xmlsec1 --verify --enabled-key-data x509 \
		--enabled-reference-uris empty,same-doc \
		--verification-gmt-time "$day" \
		--id-attr:Id 'http://uri.etsi.org/01903/v1.3.2#:SignedProperties' \
		--trusted-pem "$1" "$2" >"$tmp/out" 2>&1
}

"$RETRACE_BUILD/tests/signed_sample" "$tmp"
stamped "$tmp"

for name in p256 rsa stamped; do
	verify "$tmp/$name.pem" "$tmp/$name.xml" || {
		cat "$tmp/out" >&2
		echo "xmlsec1: $name.xml is refused" >&2
		exit 1
	}
	grep -q 'SignedInfo References (ok/all): 2/2' "$tmp/out" || {
		cat "$tmp/out" >&2
		echo "xmlsec1: $name.xml: expected two references" >&2
		exit 1
	}
done
if verify "$tmp/p256.pem" "$tmp/p256-changed.xml"; then
	echo "xmlsec1: a changed document is accepted" >&2
	exit 1
fi
if verify "$tmp/rsa.pem" "$tmp/p256.xml"; then
	echo "xmlsec1: another signer's certificate is accepted" >&2
	exit 1
fi
