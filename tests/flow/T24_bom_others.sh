#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: XML and STEP of others, Granta bills of materials and declarations of
# IEC 62474 and IPC-1752, PDX packages, IPC-2581 boards, IDocs of SAP, PLM XML, STEP files,
# 3DXML and Asset Administration Shells, through the binary.  Each bad one is
# refused with exit 65 in exactly the words that stand beside it; each good
# one, converted to our own XML, gets the same answer for every item.

set -eu
: "${RETRACE:?}"
top=${RETRACE_TOP:-$(cd "$(dirname "$0")/../.." && pwd)}
for verb in check convert; do
	"$RETRACE" "$verb" --help >/dev/null 2>&1 || {
		echo "T24: skipped: this build has no verb $verb"
		exit 77
	}
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
bad=0

fail() {
	echo "T24: $*" >&2
	bad=1
}

# refuse FORMAT: each bad file of it, in its words.
refuse() {
	cd "$top/tests/data/bom/$1/bad"
	for file in *.xml *.stp; do
		[ -f "$file" ] || continue
		code=0
		"$RETRACE" check "$file" >"$tmp/out" 2>"$tmp/err" || code=$?
		[ "$code" -eq 65 ] || fail "$file: exit $code, expected 65"
		[ ! -s "$tmp/out" ] || fail "$file: a result in spite of the refusal"
		cmp "$tmp/err" "$file.err" || fail "$file: other words"
		code=0
		"$RETRACE" convert "$file" --save "$tmp/none.xml" 2>/dev/null ||
			code=$?
		[ "$code" -eq 65 ] || fail "$file: convert: exit $code, expected 65"
		[ ! -e "$tmp/none.xml" ] || fail "$file: convert wrote something"
	done
}

# convert FORMAT: each good file of it gets the same answer as our XML.
convert() {
	cd "$top/tests/data/bom/$1/good"
	for file in *.xml *.stp; do
		[ -f "$file" ] || continue
		want=0
		got=0
		"$RETRACE" check -q --all-items --as-of 2026-01-15 "$file" \
			>"$tmp/before" || want=$?
		"$RETRACE" convert -q "$file" --save "$tmp/bom.xml" ||
			fail "$file: cannot be converted"
		"$RETRACE" check -q --all-items --as-of 2026-01-15 "$tmp/bom.xml" \
			>"$tmp/after" || got=$?
		[ "$want" -le 2 ] || fail "$file: exit $want"
		[ "$got" -eq "$want" ] || fail "$file: exit $got converted, not $want"
		cmp "$tmp/before" "$tmp/after" ||
			fail "$file: another answer converted"
		rm -f "$tmp/bom.xml"
	done
}

for format in granta iec62474 ipc1752 pdx ipc2581 idoc plmxml aas step 3dxml; do
	refuse "$format"
	convert "$format"
done

# same FILE ARCHIVE: one answer for a document and the archive it is sent in.
same() {
	for file in "$1" "archive/good/$2"; do
		"$RETRACE" check -q --all-items --as-of 2026-01-15 \
			"$file" >"$tmp/${file##*.}.rows" 2>/dev/null || :
		[ -s "$tmp/${file##*.}.rows" ] || fail "$file: no answer"
	done
	cmp "$tmp/${1##*.}.rows" "$tmp/${2##*.}.rows" ||
		fail "$2: another answer than $1"
}

cd "$top/tests/data/bom"
same iec62474/good/motor.xml SHAI_motor.shai
same pdx/good/pump.xml pump.pdx
same aas/good/drive.xml ../../aas/good/drive.aasx
same aas/good/drive.json ../../aas/good/drive-json.aasx
same aas/good/drive.xml ../../aas/good/drive.json
same 3dxml/good/gear.xml ../../3dxml/good/gear.3dxml

# All four versions of the format, with a prefix and without one.
cd "$tmp"
for version in 17/11 23/01 24/12 25/05; do
	ns=http://www.grantadesign.com/$version/BillOfMaterialsEco
	cat >plain.xml <<XML
<PartsEco xmlns="$ns"><Components><Part><Quantity Unit="Each">1</Quantity>
<PartNumber>P</PartNumber></Part></Components></PartsEco>
XML
	sed -e 's,<\([A-Z]\),<g:\1,g' -e 's,</,</g:,g' -e 's,xmlns=,xmlns:g=,' \
		plain.xml >prefix.xml
	"$RETRACE" convert plain.xml --save plain.out ||
		fail "$version is not read"
	"$RETRACE" convert prefix.xml --save prefix.out ||
		fail "$version with prefixes is not read"
	cmp plain.out prefix.out || fail "$version: the prefix matters"
	rm -f plain.out prefix.out
done
exit $bad
