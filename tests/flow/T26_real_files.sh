#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: files that others have made.  They lie beside the source tree and
# are not part of it; where they are absent, nothing is tested.

set -eu
: "${RETRACE:?}"
top=${RETRACE_TOP:-$(cd "$(dirname "$0")/../.." && pwd)}
data=$top/../shared/data/bom/granta
for verb in check convert; do
	"$RETRACE" "$verb" --help >/dev/null 2>&1 || {
		echo "T26: skipped: this build has no verb $verb"
		exit 77
	}
done
[ -d "$data" ] || {
	echo "T26: skipped: no files of others in ../shared/data/bom/granta"
	exit 77
}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$data"
bad=0

fail() {
	echo "T26: $*" >&2
	bad=1
}

# same ITEMS USES FILE: so many items and uses; undecided, since nobody
# declares anything about rare earths in them; the same answer converted.
same() {
	items=$1 uses=$2 file=$3
	want=0
	got=0
	[ -f "$file" ] || {
		fail "$file is not there"
		return
	}
	"$RETRACE" check -q --all-items --as-of 2026-01-15 "$file" \
		>"$tmp/before" || want=$?
	"$RETRACE" convert -q "$file" --save "$tmp/bom.xml" ||
		fail "$file: cannot be converted"
	"$RETRACE" check -q --all-items --as-of 2026-01-15 "$tmp/bom.xml" \
		>"$tmp/after" || got=$?
	[ "$want" -eq 2 ] || fail "$file: exit $want, expected 2"
	[ "$got" -eq 2 ] || fail "$file: exit $got converted, expected 2"
	cmp "$tmp/before" "$tmp/after" ||
		fail "$file: another answer converted"
	n=$(grep -c '<item ' "$tmp/bom.xml")
	[ "$n" -eq "$items" ] || fail "$file: $n items, expected $items"
	n=$(grep -c '<use ' "$tmp/bom.xml")
	[ "$n" -eq "$uses" ] || fail "$file: $n uses, expected $uses"
	rm -f "$tmp/bom.xml"
}

same 5 4 bom-1711.xml
same 5 4 bom-with-annotations-2412.xml
same 15 15 compliance-bom-1711.xml
same 15 15 compliance-bom.xml
same 613 1047 medium-test-bom-2412.xml
same 11 13 sustainability-bom-2412.xml
same 21 24 glass_door.csv

code=0
"$RETRACE" check invalid-bom.xml >"$tmp/out" 2>"$tmp/err" || code=$?
[ "$code" -eq 65 ] || fail "invalid-bom.xml: exit $code, expected 65"
expected='invalid-bom.xml:3:3: element "part": expected Components, '
grep -q "^$expected" "$tmp/err" || fail "invalid-bom.xml: other words"

# A package of another format, held against what another program counts.
# count XPATH FILE
count() {
	xmllint --xpath "count($1)" "$2"
}

package=../pdx/pdx-example.xml
if [ -f "$package" ]; then
	items=$(count '//Item' "$package")
	lines=$(count '//BillOfMaterialItem' "$package")
	makers=$(count '//Item[not(BillOfMaterial)]//ApprovedManufacturerListItem' \
		"$package")
	"$RETRACE" convert -q "$package" --save "$tmp/bom.xml" ||
		fail "$package: cannot be converted"
	n=$(grep '<item ' "$tmp/bom.xml" | grep -vc ' maker=')
	[ "$n" -eq "$items" ] || fail "$package: $n items, not $items"
	n=$(grep '<use ' "$tmp/bom.xml" | grep -vc ' child-maker=')
	[ "$n" -eq "$lines" ] || fail "$package: $n lines, not $lines"
	n=$(grep '<use ' "$tmp/bom.xml" | grep -c ' child-maker=')
	[ "$n" -eq "$makers" ] || fail "$package: $n makers, not $makers"
	rm -f "$tmp/bom.xml"
	same $((items + makers)) $((lines + makers)) "$package"
fi

for board in ../ipc2581/*.xml; do
	[ -f "$board" ] || continue
	lines=$(count '//*[local-name()="BomItem"]' "$board")
	[ "$lines" -gt 0 ] || continue # the one without a list of parts
	designators=$(count '//*[local-name()="RefDes"]' "$board")
	"$RETRACE" convert -q "$board" --save "$tmp/bom.xml" ||
		fail "$board: cannot be converted"
	n=$(grep '<use ' "$tmp/bom.xml" | grep -vc ' child-maker=')
	[ "$n" -eq "$lines" ] || fail "$board: $n lines, not $lines"
	n=$(grep '<use ' "$tmp/bom.xml" | grep -v ' child-maker=' |
		sed 's/.* quantity="\([0-9]*\)".*/\1/' |
		awk '{ n += $1 } END { print n }')
	[ "$n" -eq "$designators" ] ||
		fail "$board: $n pieces, not $designators"
	rm -f "$tmp/bom.xml"
done

# CycloneDX: what is listed, and what depends on what.
board=../cyclonedx/hbom-pcie-sata.json
if [ -f "$board" ] && command -v jq >/dev/null; then
	parts=$(jq '.components | length' "$board")
	pieces=$(jq '[.components[].properties[] |
		select(.name == "cdx:device:quantity").value | tonumber] | add' \
		"$board")
	same $((parts + 1)) "$parts" "$board"
	"$RETRACE" convert -q "$board" --save "$tmp/bom.xml" ||
		fail "$board: cannot be converted"
	n=$(sed -n 's/.*<use .* quantity="\([0-9]*\)".*/\1/p' "$tmp/bom.xml" |
		awk '{ n += $1 } END { print n }')
	[ "$n" -eq "$pieces" ] || fail "$board: $n pieces, not $pieces"
	rm -f "$tmp/bom.xml"
fi

software=../cyclonedx/keycloak-10.0.2.xml
if [ -f "$software" ]; then
	listed=$(count '//*[local-name()="components"]/*' "$software")
	needs=$(count '//*[local-name()="dependency"]/*' "$software")
	"$RETRACE" convert "$software" --save "$tmp/bom.xml" 2>"$tmp/err" ||
		fail "$software: cannot be converted"
	n=$(grep -c '<use ' "$tmp/bom.xml")
	[ "$n" -eq "$listed" ] || fail "$software: $n uses, not $listed"
	grep -q " $needs dependencies of software" "$tmp/err" ||
		fail "$software: not $needs dependencies"
	n=$(grep '<item ' "$tmp/bom.xml" | grep -vc ' mass="0 g".* complete="yes"' || :)
	[ "$n" -eq 0 ] || fail "$software: $n items that are no software"
	code=0
	"$RETRACE" check -q "$software" >"$tmp/out" || code=$?
	[ "$code" -eq 0 ] || fail "$software: exit $code, expected 0"
	rm -f "$tmp/bom.xml"
fi

# Catena-X: items, parts and materials, as another program counts them.
# become FILE ITEMS USES CONTENTS
become() {
	"$RETRACE" convert -q "$1" --save "$tmp/bom.xml" ||
		fail "$1: cannot be converted"
	n=$(grep -c '<item ' "$tmp/bom.xml" || :)
	[ "$n" -eq "$2" ] || fail "$1: $n items, not $2"
	n=$(grep -c '<use ' "$tmp/bom.xml" || :)
	[ "$n" -eq "$3" ] || fail "$1: $n uses, not $3"
	n=$(grep -c '<content ' "$tmp/bom.xml" || :)
	[ "$n" -eq "$4" ] || fail "$1: $n lines of content, not $4"
	rm -f "$tmp/bom.xml"
}

assets=../catenax
if [ -d "$assets" ] && command -v jq >/dev/null; then
	for list in SingleLevelBomAsBuilt singleLevelBomAsBuilt; do
		parts=$(jq '.childItems | length' "$assets/$list.json")
		become "$assets/$list.json" $((parts + 1)) "$parts" 0
	done
	become "$assets/UsTariffInformation.json" 1 0 \
		"$(jq '.materialList | length' "$assets/UsTariffInformation.json")"
	become "$assets/DigitalProductPassport.json" 1 0 "$(jq \
		'.composition.materialInformation.materials | length' \
		"$assets/DigitalProductPassport.json")"
	become "$assets/ElectricDrivePassport.json" 1 0 "$(jq \
		'.generic.materials.materialComposition.content | length' \
		"$assets/ElectricDrivePassport.json")"
	many=$assets/smallTestdata.json
	ids=$(jq '[.[][] | select(keys | any(test("Assembly|Recycl|Typiz|Batch"))) |
		.catenaXId, (.[] | arrays | .[].childParts[]?.childCatenaXId)] |
		unique | length' "$many")
	parts=$(jq '[.. | objects | .childParts[]?] | length' "$many")
	materials=$(jq '[.. | objects | to_entries[] |
		select(.key | test("#MaterialForRecycling")) |
		.value[].component[]] | length' "$many")
	become "$many" "$ids" "$parts" "$materials"
fi
exit $bad
