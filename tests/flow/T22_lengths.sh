#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: wire by the foot, tube by the inch and tape by the roll are as long as
# they are by definition; how much is in a roll counts where it is said.

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

cat >du.csv <<'CSV'
parent,part,quantity,unit
DU,WIRE,12,ft
DU,TUBE,6.5,in
DU,STRAP,3,""""
DU,HOSE,1/2,Foot
DU,ROPE,5 yd,yd
DU,FOIL,2,sq ft
DU,TAPE,2,roll (50 m)
DU,CORD,2 rolls of 100 ft,
DU,CLIP,3 packs of 10,each
DU,WASHER,4,Paar (2 Stk)
DU,LEAD,3,lbs
DU,SILVER,1,oz
CSV
sed -i 's/^DU,CORD.*/DU,CORD,2 rolls of 100 ft,ft/' du.csv
"$RETRACE" convert du.csv 2>said |
	sed -n 's/.*child="\([^"]*\)" quantity="\([^"]*\)" unit="\([^"]*\)".*/\1 \2 \3/p' \
		>is
cat >want <<'IS'
WIRE 3.6576 m
TUBE 0.1651 m
STRAP 0.0762 m
HOSE 0.1524 m
ROPE 4.572 m
FOIL 0.18580608 m2
TAPE 100 m
CORD 60.96 m
CLIP 30 each
WASHER 8 each
LEAD 1360.77711 g
SILVER 28.349523125 g
IS
cmp is want || fail "$(cat is said)"

# What a foot of wire weighs is what it weighs by the metre.
cat >items.csv <<'CSV'
part,mass,mass unit
WIRE,30.48,g/ft
CSV
"$RETRACE" convert items.csv 2>said | grep -q 'mass="100 g" unit="m"' ||
	"$RETRACE" convert items.csv | grep -q 'mass="100 g"' ||
	fail "grams by the foot: $("$RETRACE" convert items.csv)"

for unit in "roll 7" "reel of 5000" "5'6\""; do
	printf 'parent,part,quantity,unit\nDU,X,2,"%s"\n' \
		"$(printf %s "$unit" | sed 's/"/""/g')" >x.csv
	if "$RETRACE" convert x.csv >out 2>said; then
		fail "2 $unit are taken"
	fi
	grep -q 'x.csv:2:8: .*unit.*expected\|behind a number: expected its unit' said || fail "$unit: $(cat said)"
done
exit "$bad"
