#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: filing
#
# Goal: the documents with which libxml2 is tested for faults and for entities
# that grow without end.  None of them is a filing, a draft, a product or a
# declaration: each is refused, in time, and none brings a program down.

set -eu
: "${RETRACE:?}"
top=${RETRACE_TOP:-$(cd "$(dirname "$0")/../.." && pwd)}
alone=${RETRACE%/*}/retrace-verify
vectors=$top/../shared/data/vectors/libxml2/test
[ -d "$vectors" ] || {
	echo "T76: skipped: no $vectors"
	exit 77
}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
bad=0
seen=0

# refused FILE CODES COMMAND...: it ends with one of the codes.
refused() {
	file=$1
	codes=$2
	shift 2
	got=0
	timeout 20 "$@" >"$tmp/out" 2>"$tmp/err" </dev/null || got=$?
	case " $codes " in
	*" $got "*) ;;
	*)
		echo "T76: $* $file: exit $got" >&2
		head -n 5 "$tmp/err" >&2
		bad=1
		;;
	esac
}

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
	-keyout "$tmp/key.pem" -out "$tmp/cert.pem" -subj /CN=nobody -days 3 \
	2>"$tmp/err"
for file in "$vectors"/errors/* "$vectors"/recurse/*; do
	[ -f "$file" ] || continue
	seen=$((seen + 1))
	refused "$file" 3 "$RETRACE" verify "$file" --cert "$tmp/cert.pem"
	refused "$file" 3 "$alone" --cert "$tmp/cert.pem" "$file"
	refused "$file" 65 "$RETRACE" check "$file"
	refused "$file" 65 "$RETRACE" print "$file"
done
[ "$seen" -gt 50 ] || {
	echo "T76: $seen files in $vectors" >&2
	bad=1
}
exit "$bad"
