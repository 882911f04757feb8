#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: tables through the binary.  Each bad one is refused with exit 65 in
# exactly the words that stand beside it; each good one, converted to our
# own XML, gets the same answer for every item.

set -eu
: "${RETRACE:?}"
top=${RETRACE_TOP:-$(cd "$(dirname "$0")/../.." && pwd)}
for verb in check convert; do
	"$RETRACE" "$verb" --help >/dev/null 2>&1 || {
		echo "T22: skipped: this build has no verb $verb"
		exit 77
	}
done
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
bad=0

fail() {
	echo "T22: $*" >&2
	bad=1
}

# What is said of a file begins with its name: the folder is left out of it.
cd "$top/tests/data/bom/csv/bad"
for file in *.csv; do
	code=0
	"$RETRACE" check "$file" >"$tmp/out" 2>"$tmp/err" || code=$?
	[ "$code" -eq 65 ] || fail "$file: exit $code, expected 65"
	[ -s "$tmp/out" ] && fail "$file: a result in spite of the refusal"
	cmp "$tmp/err" "$file.err" || fail "$file: other words"
	code=0
	"$RETRACE" convert "$file" --save "$tmp/none.xml" 2>/dev/null ||
		code=$?
	[ "$code" -eq 65 ] || fail "$file: convert: exit $code, expected 65"
	[ -e "$tmp/none.xml" ] && fail "$file: convert wrote something"
done

# same FILE...: check says the same of the files and of their conversion.
same() {
	want=0
	got=0
	"$RETRACE" check -q --all-items --as-of 2026-01-15 "$@" \
		>"$tmp/before" || want=$?
	"$RETRACE" convert -q "$@" --save "$tmp/bom.xml" ||
		fail "$*: cannot be converted"
	"$RETRACE" check -q --all-items --as-of 2026-01-15 "$tmp/bom.xml" \
		>"$tmp/after" || got=$?
	[ "$want" -le 2 ] || fail "$*: exit $want"
	[ "$got" -eq "$want" ] || fail "$*: exit $got converted, not $want"
	# places are those of other files
	sed -i 's/[^ ]*\.\(csv\|xml\):[0-9]*/PLACE/g' \
		"$tmp/before" "$tmp/after"
	cmp "$tmp/before" "$tmp/after" || fail "$*: another answer converted"
	rm -f "$tmp/bom.xml"
}

cd ../good
for file in edges edges-crlf edges-tabs edges-unseen-blanks edges-separator-line bare-quotes edges-items levels levels-countries items content origins cp1252 utf-16 utf-16be-bars gb18030 shift-jis report outline-items outline-levels dotted-levels indents for-boards chinese german header-again total-row; do
	same "$file.csv"
done
cp items.csv content.csv origins.csv prices.csv "$tmp"
cat >"$tmp/uses.csv" <<'CSV'
parent,part,quantity,unit
DRIVE,MAGNET,16,each
DRIVE,CABLE,1.2,m
DRIVE,FOIL,300,mm2
DRIVE,SCREW,8,each
CSV
cd "$tmp"
same uses.csv items.csv content.csv origins.csv prices.csv

# A decimal comma, once it is declared.
printf 'parent;part;quantity;unit\nA;B;2,5;kg\nA;C;1.250;each\n' >comma.csv
"$RETRACE" convert -q comma.csv --decimal comma --save comma.xml ||
	fail "comma.csv: not with --decimal comma"
grep -q 'child="B" quantity="2500" unit="g"' comma.xml || fail "comma.csv: 2,5"
grep -q 'child="C" quantity="1250" unit="each"' comma.xml || fail "comma.csv: 1.250"
code=0
"$RETRACE" convert -q comma.csv --decimal comma.csv=point 2>err || code=$?
[ "$code" -eq 65 ] || fail "comma.csv: --decimal point: exit $code"
code=0
"$RETRACE" convert comma.csv --decimal x 2>err || code=$?
[ "$code" -eq 64 ] || fail "--decimal x: exit $code"
code=0
"$RETRACE" check comma.csv --decimal comma -o receipt >out 2>err || code=$?
[ "$code" -eq 2 ] || fail "a receipt with --decimal: exit $code"
grep -q '"decimal":\["comma"\]' out || fail "a receipt without --decimal"

# A file of columns.
printf 'retrace columns\n# ours\nArtikel = part\n"Stk." = quantity\nVerm. = ignore\nfor kit*.csv\nparent = BOARD-1\nunit = each\ndecimal = comma\n' >kit.txt
printf 'Artikel;Stk.;Verm.\nR-1;2,5;x\nC-2;1.000;\n' >kit1.csv
"$RETRACE" convert kit1.csv --map kit.txt --save kit.xml 2>err || fail "--map"
grep -v '^retrace: read ' err && fail "--map says something"
grep -q 'parent="BOARD-1" child="R-1" quantity="2.5" unit="each"' kit.xml ||
	fail "--map: R-1"
grep -q 'child="C-2" quantity="1000" unit="each"' kit.xml || fail "--map: C-2"
"$RETRACE" convert kit.txt kit1.csv | cmp - kit.xml || fail "a map among files"
"$RETRACE" convert kit1.csv --map kit.txt --explain-columns --plain >columns
printf 'File\tHeading\tTaken for\tWhy\tFilled\tFor example\nkit1.csv\tArtikel\tpart\tby a file of columns\t2\tR-1\nkit1.csv\tStk.\tquantity\tby a file of columns\t2\t2,5\nkit1.csv\tVerm.\t\tignored, as a file of columns says\t1\tx\n' |
	cmp - columns || fail "--explain-columns"
"$RETRACE" check -q kit1.csv --map kit.txt -o receipt=kit.receipt >kit.out || :
"$RETRACE" verify kit.receipt --recompute --inputs . >kit.again 2>&1 ||
	fail "--map: a receipt that does not hold: $(cat kit.again)"
printf 'retrace columns\nSort = part\nform = "part"\n' >form.txt
printf 'Sort\nR-1\n' >sort.csv
"$RETRACE" convert sort.csv --map form.txt | grep -q 'form="part"' ||
	fail 'words in quotes'
code=0
printf 'retrace columns\nfoo = bar\n' >foo.txt
"$RETRACE" convert kit1.csv --map foo.txt 2>err || code=$?
[ "$code" -eq 65 ] || fail "a bad map: exit $code"
grep -q '^foo.txt:2:1: "foo = bar": expected' err || fail "a bad map: $(cat err)"

# The export of a system is named, and so is what is taken of it; each gets the
# same answers converted.
exports=$top/tests/data/bom/csv/exports
for file in inventree odoo; do
	same "$exports/$file.csv"
done
"$RETRACE" account -q "$exports/odoo.csv" --plain >told
grep -q "	bills of materials as Odoo exports them" told ||
	fail "account: $(cat told)"
"$RETRACE" convert "$exports/kicad-board.csv" --explain-columns --plain >columns
printf 'MPN\tpart\tby its name in an export of KiCad\nLCSC\tpart\twhere the other is blank, in an export of KiCad\nFootprint\t\tof no concern in an export of KiCad: ignored\n' |
	while read -r line; do
		grep -q "	$line" columns || echo "$line"
	done >missing
[ -s missing ] && fail "--explain-columns: $(cat missing)"
code=0
"$RETRACE" check sort.csv --format sort.csv=sap 2>err || code=$?
[ "$code" -eq 65 ] || fail "--format sap: exit $code"
grep -q 'expected a column "Explosion level"' err || fail "$(cat err)"
code=0
"$RETRACE" check sort.csv --format oracle 2>err || code=$?
[ "$code" -eq 64 ] || fail "--format oracle: exit $code"
grep -q 'or of kicad, altium, eagle, inventree, odoo, erpnext, sap, teamcenter$' err || fail "$(cat err)"

# A table that is generated: a million columns are refused at the first that
# is too many.
awk 'BEGIN { for (i = 0; i < 1000000; i++) printf "c%d,", i; print "c" }' \
	>wide.csv
code=0
"$RETRACE" check wide.csv 2>err || code=$?
[ "$code" -eq 65 ] || fail "wide.csv: exit $code, expected 65"
echo "wide.csv:1:4891: more than 1000 columns: expected fewer" |
	cmp - err || fail "wide.csv: other words"

# From standard input, and with the mark of a spreadsheet.
printf '\357\273\277parent;part;quantity;unit\r\nA;B;1;each\r\n' |
	"$RETRACE" convert - --save stdin.xml || fail "standard input"
grep -q 'child="B"' stdin.xml || fail "standard input: B is not there"
exit $bad
