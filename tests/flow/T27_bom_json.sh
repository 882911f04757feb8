#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: bills of materials in JSON, and in the XML of the same format, through
# the binary.  Each bad one is refused with exit 65 in exactly the words that
# stand beside it; each good one gets the same answer for every item as the same
# product written by hand in our own XML, and as what it is converted to.

set -eu
: "${RETRACE:?}"
top=${RETRACE_TOP:-$(cd "$(dirname "$0")/../.." && pwd)}
for verb in check convert; do
	"$RETRACE" "$verb" --help >/dev/null 2>&1 || {
		echo "T27: skipped: this build has no verb $verb"
		exit 77
	}
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
bad=0

fail() {
	echo "T27: $*" >&2
	bad=1
}

# refuse FORMAT: each bad file of it, in its words.
refuse() {
	cd "$top/tests/data/bom/$1/bad"
	for file in *.xml *.json; do
		[ -f "$file" ] || continue
		code=0
		"$RETRACE" check "$file" >"$tmp/out" 2>"$tmp/err" || code=$?
		[ "$code" -eq 65 ] || fail "$file: exit $code, expected 65"
		[ ! -s "$tmp/out" ] || fail "$file: a result in spite of the refusal"
		cmp "$tmp/err" "$file.err" || fail "$file: other words"
	done
}

# answer FILE: of every item in it.
answer() {
	code=0
	"$RETRACE" check -q --all-items --as-of 2026-01-15 "$1" || code=$?
	[ "$code" -le 2 ] || fail "$1: exit $code"
}

# alike OURS FILE...: the product of OURS, in other notations.
alike() {
	ours=$1
	shift
	answer "$ours" >"$tmp/ours"
	[ -s "$tmp/ours" ] || fail "$ours: no answer"
	for file; do
		answer "$file" >"$tmp/theirs"
		cmp "$tmp/ours" "$tmp/theirs" ||
			fail "$file: another answer than $ours"
		"$RETRACE" convert -q "$file" --save "$tmp/bom.xml" ||
			fail "$file: cannot be converted"
		answer "$tmp/bom.xml" >"$tmp/theirs"
		cmp "$tmp/ours" "$tmp/theirs" ||
			fail "$file: another answer converted"
		rm -f "$tmp/bom.xml"
	done
}

refuse cyclonedx
cd "$top/tests/data/bom/cyclonedx"
alike same/drive.xml good/drive.xml good/drive.json

# there FILE: written as CycloneDX and read again it is the same product.
there() {
	"$RETRACE" convert -q "$1" --save "$tmp/one.xml" ||
		fail "$1: cannot be converted"
	"$RETRACE" convert -q "$1" --to cyclonedx --save "$tmp/bom.json" ||
		fail "$1: cannot be converted to CycloneDX"
	"$RETRACE" convert -q "$tmp/bom.json" --save "$tmp/two.xml" ||
		fail "$1: cannot be read as CycloneDX"
	# items in another order, since the product goes first
	grep -v '<price ' "$tmp/one.xml" | sort >"$tmp/one"
	sort "$tmp/two.xml" >"$tmp/two"
	cmp "$tmp/one" "$tmp/two" || fail "$1: another product as CycloneDX"
	rm -f "$tmp/one.xml" "$tmp/bom.json" "$tmp/two.xml"
}

cd "$top/tests/data/bom"
for file in xml/good/motor.xml xml/good/closed.xml iec62474/good/motor.xml \
	pdx/good/pump.xml catenax/good/drive.json; do
	there "$file"
done

# What it cannot hold is told.
"$RETRACE" convert xml/good/supplier.xml --to cyclonedx --save "$tmp/bom.json" \
	2>"$tmp/err" || fail "supplier.xml: cannot be converted"
grep -q 'supplier.xml:8:3: warning: 1 price of rare earths not written' \
	"$tmp/err" || fail "supplier.xml: a price is lost and not told"
rm -f "$tmp/bom.json"

refuse catenax
cd "$top/tests/data/bom/catenax"
for name in drive passport electric-drive container; do
	alike "same/$name.xml" "good/$name.json"
done

refuse aas
refuse untp
cd "$top/tests/data/bom/untp"
alike same/magnet.xml good/magnet.json
alike same/alone.xml good/alone.json
exit $bad
