#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Goal: the packages of Go's checksum database verify our checkpoints, tiles,
# receipts and proofs of consistency, and refuse changed ones.

set -eu
cd "${RETRACE_TOP:-$(dirname "$0")/../..}"
# shellcheck disable=SC1091
. tests/interop/parts/lib.sh

if ! command -v go >/dev/null ||
	[ ! -d /usr/share/gocode/src/golang.org/x/mod/sumdb ]; then
	absent 'Go with golang.org/x/mod'
fi
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
top=$PWD
cd "$tmp"
export GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE="$tmp/cache" HOME="$tmp"
go build -o tlog "$top/tests/interop/parts/tlog.go"

cp "$top"/tests/examples/drive-unit/drive-unit.xml "$top"/tests/examples/drive-unit/declaration-* .
"$RETRACE" key new -q a.key a.pem --name 'A. Officer' --no-passphrase
"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
for item in DU-200 SEN-10 MOT-R; do
	"$RETRACE" draft -q drive-unit.xml declaration-* --item $item --filer "$top/tests/examples/filer.xml" --save $item.xml
	"$RETRACE" file -q $item.xml --hypothetical --log log.db --log-key log.key --key a.key --cert a.pem --save $item.filing >/dev/null
	[ $item != DU-200 ] || "$RETRACE" log checkpoint log.db >one.note
done
"$RETRACE" log export -q log.db --tiles out
id=$("$RETRACE" log list log.db --product SEN-10 -o csv | sed -n '2s/.*,\([0-9a-f]\{64\}\),retrace.*/\1/p')
"$RETRACE" log prove -q log.db "$id" --save receipt
"$RETRACE" log consistency log.db --from one.note >grown

accepts() {
	./tlog out log.pub receipt grown one.note 2>err
}
# spoilt WHAT FILE SED
spoilt() {
	cp "$2" kept
	sed -i "$3" "$2"
	cmp -s kept "$2" && { echo "sumdb: $1 was not changed" >&2; exit 1; }
	if accepts; then
		echo "sumdb: $1 is accepted" >&2
		exit 1
	fi
	cp kept "$2"
}
accepts || { cat err >&2; exit 1; }
spoilt 'a changed entry' out/tile/entries/000.p/3 's/SEN-10/SEN-11/'
spoilt 'a changed checkpoint' out/checkpoint 's/^3$/2/'
spoilt 'a changed record' receipt/record.txt 's/SEN-10/SEN-11/'
spoilt 'another entry' receipt/proof.tlog-proof 's/^index 1/index 0/'
spoilt 'a proof from elsewhere' grown '2s/^./A/'
accepts
