#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: a list goes by the numbers of the house and names those of the makers
# beside them; what a maker declares of his number is heard, and only where no
# other part can be meant.

set -eu
: "${RETRACE:?}"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
bad=0

fail() {
	echo "T22: $*" >&2
	bad=1
}

cat >list.csv <<'CSV'
Item #,Part Number,Description,Qty,Unit,Manufacturer,Manufacturer Part Number
1,100-0002,Magnet arc,14,ea,Acme,ARC-N52
2,100-0003,Screw,6,ea,Fix AG,M4X10
3,100-0004,Sensor,1,ea,TI,DRV5053
4,100-0004,Sensor,1,ea,Allegro,A1101
5,100-0005,Ring,1,ea,Ring AG,R-1
6,100-0006,Ring for export,1,ea,Ring AG,R-1
7,100-0007,Plate,1,ea,Blech KG,P-1
8,P-9,Plate,1,ea,Blech KG,P-9
CSV
cat >said.csv <<'CSV'
part,maker,supplier,declared on,element,amount,unit,kind,origin,stage
ARC-N52,ACME Inc.,Acme,2026-01-15,Nd,4,g,,CN,mining
M4X10,,Fix AG,2026-01-15,,,,complete,,
DRV5053,,TI,2026-01-15,,,,complete,,
R-1,,Ring AG,2026-01-15,,,,complete,,
P-1,Another GmbH,Another,2026-01-15,,,,complete,,
P-9,,Blech KG,2026-01-15,,,,complete,,
CSV

# holds FILE...: what was declared, of which part.
holds() {
	"$RETRACE" convert "$@" 2>said |
		sed -n 's/.*<statement part="\([^"]*\)".*/\1/p' | sort
}

for order in "list.csv said.csv" "said.csv list.csv"; do
	# shellcheck disable=SC2086 # two files
	holds $order >parts
	printf '%s\n' 100-0002 100-0003 P-9 | cmp - parts ||
		fail "$order: heard of $(cat parts)"
	for words in \
		'said.csv:2:1: note: ACME Inc. ARC-N52 is taken for 100-0002, of which it is the maker'"'"'s number' \
		'said.csv:4:1: warning: DRV5053 is one of several makers'"'"' numbers of 100-0004: what is declared for it is left out' \
		'said.csv:5:1: warning: R-1 is the maker'"'"'s number of several items, 100-0005 among them' \
		'said.csv:6:1: warning: maker Another GmbH "P-1" is no item of this product'; do
		grep -qF "$words" said || fail "$order: not said: $words"
	done
done
"$RETRACE" check -q --fail-on never --plain list.csv said.csv 2>/dev/null |
	grep -q 'at least 56 g' || fail "the magnets of the maker are not counted"

# Our XML keeps the numbers, and levels and tables of items have them too.
"$RETRACE" convert -q list.csv --save list.xml
xmllint --noout --schema "${RETRACE_DATA:-.}/schemas/bom-1.xsd" list.xml \
	2>/dev/null || fail "list.xml is not valid"
holds list.xml said.csv >parts
printf '%s\n' 100-0002 100-0003 P-9 | cmp - parts ||
	fail "list.xml: heard of $(cat parts)"
cat >levels.csv <<'CSV'
level,Item Number,Item Name,Quantity,Unit,Mfr. Name,Mfr. Part Number
0,900-1,Motor,1,ea,,
1,100-0002,Magnet arc,14,ea,Acme,ARC-N52
CSV
holds levels.csv said.csv >parts
grep -qx 100-0002 parts || fail "levels: heard of $(cat parts)"
cat >items.csv <<'CSV'
part number,name,manufacturer,mpn
100-0002,Magnet arc,Acme,ARC-N52
CSV
holds items.csv said.csv >parts
grep -qx 100-0002 parts || fail "items: heard of $(cat parts)"

# Without a number of the house that of the maker is the part number.
cat >board.csv <<'CSV'
Item,Qty,Unit,Manufacturer,MPN
1,2,ea,Acme,ARC-N52
CSV
"$RETRACE" convert -q board.csv 2>/dev/null |
	grep -q 'child="ARC-N52" child-maker="Acme"' ||
	fail "a list of makers' numbers alone"
exit "$bad"
