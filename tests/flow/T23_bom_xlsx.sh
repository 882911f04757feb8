#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: workbooks through the binary.  Those that other programs have written
# are the same product as the tables that their sheets show, in all that is
# answered; places are rows and columns of a sheet; what is refused is refused
# with exit 65; a receipt of a workbook is computed again.

set -eu
: "${RETRACE:?}"
top=${RETRACE_TOP:-$(cd "$(dirname "$0")/../.." && pwd)}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
bad=0

fail() {
	echo "T23: $*" >&2
	bad=1
}

cd "$tmp"
export SOURCE_DATE_EPOCH=1768435200
day='--as-of 2026-01-15'
cp "$top"/tests/data/bom/xlsx/good/pump-*.xlsx .

# What both workbooks show.
cat >bom.csv <<'CSV'
parent,part,rev,description,quantity,uom,weight (g),valid until
MP-40,ROTOR,B,Rotor,1,each,850.5,
MP-40,HOUSING,A,Housing,1,each,1200,
MP-40,0008,,"Screw, M4 × 10",8,each,1.1,
ROTOR,MAGNET,C,磁钢,12,each,0.3,2027-12-31
CSV
cat >contents.csv <<'CSV'
part,element,amount,unit,origin,stage,date
MAGNET,Nd,29.5,%,China,separation,2026-01-15
MAGNET,Dy,1.5,%,CN,separation,2026-01-15
CSV
"$RETRACE" convert -q bom.csv contents.csv --save want.xml
code=0
# shellcheck disable=SC2086
"$RETRACE" check -q $day --all-items want.xml >want.rows || code=$?
for book in pump-exceljs.xlsx pump-sheetjs.xlsx -; do
	case $book in
	-) from=pump-sheetjs.xlsx ;;
	*) from=/dev/null ;;
	esac
	"$RETRACE" convert -q "$book" --save got.xml <"$from" ||
		fail "$book is not read"
	cmp want.xml got.xml || fail "$book: another product"
	got=0
	# shellcheck disable=SC2086
	"$RETRACE" check -q $day --all-items "$book" <"$from" >got.rows ||
		got=$?
	[ "$got" -eq "$code" ] || fail "$book: exit $got, not $code"
	cmp want.rows got.rows || fail "$book: another answer"
	rm -f got.xml
done

# A workbook and a table are one product; a workbook may come twice.
# shellcheck disable=SC2086
"$RETRACE" check -q $day --all-items pump-sheetjs.xlsx contents.csv \
	pump-exceljs.xlsx >got.rows || :
[ -s got.rows ] || fail 'a workbook beside others is not read'

# Each says what it took otherwise than it stands there.
"$RETRACE" convert pump-exceljs.xlsx 2>said >/dev/null
cat >want <<'TEXT'
pump-exceljs.xlsx[BOM]:4: note: the header row is row 4: what stands above it is not read
pump-exceljs.xlsx[BOM]:4:9: warning: 1 column of no use here: "Remark"
pump-exceljs.xlsx[BOM]:7:2: warning: 1 cell with a number where a name stands, the first B7: noughts before it count where its format shows them; expected text
pump-exceljs.xlsx[BOM]:6:1: warning: 2 cells merged with one above, the first A6: each has its value
pump-exceljs.xlsx[BOM]:6:1: warning: 1 hidden row, the first 6: read like all others
pump-exceljs.xlsx[BOM]:5:4: warning: 1 hidden column, the first that of D5: read like all others
pump-exceljs.xlsx[BOM]:6:7: note: 1 cell with a formula, the first G6: the value that was computed last counts
pump-exceljs.xlsx[BOM]:8:7: note: 1 number of more than 15 digits, the first G8: rounded to 15, as a spreadsheet shows them
pump-exceljs.xlsx[Contents]:2:3: note: 2 cells shown in percent, the first C2: read so, 0.05 as 5 %
pump-exceljs.xlsx: warning: sheet "Notes" is passed over: no header row that is known among its first rows
pump-exceljs.xlsx: warning: sheet "Old" is not read, for it is hidden: it has rows of a table
retrace: read 3 files: 5 items, 4 uses, 2 lines of content, 2 origins; 1 of 3 parts declared; 1 thing not taken: retrace account lists them
TEXT
cmp want said || fail 'other words about a workbook'

# A sheet may be named, also a hidden one; it is told by the same name.
"$RETRACE" convert -q 'pump-exceljs.xlsx[old]' >got.xml ||
	fail 'a hidden sheet is not read'
grep -q 'child="ROTOR" quantity="99"' got.xml || fail 'another sheet is read'
"$RETRACE" convert -q 'pump-exceljs.xlsx[Contents]' 'pump-sheetjs.xlsx[BOM]' \
	>got.xml || fail 'two sheets are not read'
cmp want.xml got.xml || fail 'two sheets: another product'
for sheet in None Notes; do
	code=0
	"$RETRACE" convert "pump-exceljs.xlsx[$sheet]" >out 2>>said.sheet ||
		code=$?
	[ "$code" -eq 65 ] || fail "sheet $sheet: exit $code, expected 65"
	[ ! -s out ] || fail "sheet $sheet: a result"
done
cat >want <<'TEXT'
pump-exceljs.xlsx[None]: no such sheet in the workbook: expected one of "BOM", "Contents", "Notes", "Old"
pump-exceljs.xlsx[Notes]: a sheet without the header row of a table among its first rows: expected one
TEXT
cmp want said.sheet || fail 'other words about a sheet'

# For an editor the file is the workbook, and the sheet stands beside it.
# shellcheck disable=SC2086
"$RETRACE" check -q $day pump-exceljs.xlsx 'pump-sheetjs.xlsx[BOM]' \
	-o sarif=s.json >/dev/null || :
jq -e '[.runs[0].artifacts[].location.uri // "" | select(contains("["))] == []' \
	s.json >/dev/null || fail 'SARIF: a sheet in the name of a file'
jq -e '[.runs[0].results[].locations[].physicalLocation
	| select(.properties.sheet != null)]
	| length > 0 and all(.artifactLocation.uri | test("^pump-.*[.]xlsx$"))' \
	s.json >/dev/null || fail 'SARIF: no place in a sheet'

# A receipt names the workbook once, and is computed again from it.
# shellcheck disable=SC2086
"$RETRACE" check -q $day contents.csv pump-exceljs.xlsx bom.csv \
	'pump-sheetjs.xlsx[BOM]' -o receipt=r.jsonl >/dev/null || :
[ "$(grep -c 'pump-exceljs.xlsx"' r.jsonl)" -eq 1 ] ||
	[ "$(grep -o '"pump-exceljs.xlsx"' r.jsonl | wc -l)" -eq 1 ] ||
	fail 'a receipt names the workbook not once'
"$RETRACE" verify --recompute r.jsonl >said 2>&1 || {
	cat said >&2
	fail 'a receipt is not computed again'
}

# A workbook packed by somebody else's zip, with a fault in a cell.
mkdir -p book/_rels book/xl/_rels
cd book
main=http://schemas.openxmlformats.org/spreadsheetml/2006/main
rel=http://schemas.openxmlformats.org/officeDocument/2006/relationships
package=http://schemas.openxmlformats.org/package/2006
cat >'[Content_Types].xml' <<XML
<Types xmlns="$package/content-types"><Override PartName="/xl/workbook.xml"
ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>
XML
cat >_rels/.rels <<XML
<Relationships xmlns="$package/relationships"><Relationship Id="r"
Type="$rel/officeDocument" Target="xl/workbook.xml"/></Relationships>
XML
cat >xl/_rels/workbook.xml.rels <<XML
<Relationships xmlns="$package/relationships"><Relationship Id="r"
Type="$rel/worksheet" Target="one.xml"/></Relationships>
XML
cat >xl/workbook.xml <<XML
<workbook xmlns="$main" xmlns:r="$rel"><sheets><sheet name="Teile 1" r:id="r"/>
</sheets></workbook>
XML
cat >xl/one.xml <<XML
<worksheet xmlns="$main"><sheetData><row r="1"><c t="str"><v>Part</v></c>
<c t="str"><v>Mass</v></c></row><row r="7"><c t="str"><v>A-1</v></c>
<c><v>12</v></c></row></sheetData></worksheet>
XML
cmake -E tar cf ../made.xlsm --format=zip '[Content_Types].xml' _rels xl
cd ..
code=0
"$RETRACE" check made.xlsm >out 2>said || code=$?
[ "$code" -eq 65 ] || fail "made.xlsm: exit $code, expected 65"
[ ! -s out ] || fail 'made.xlsm: a result in spite of the refusal'
grep -q '^made.xlsm\[Teile 1\]:7:2: cell B7: "12" without a unit: expected' \
	said || {
	cat said >&2
	fail 'made.xlsm: other words'
}
sed 's,<v>12<,<v>12 g<,; s,<c><v>,<c t="str"><v>,' book/xl/one.xml >one.xml
mv one.xml book/xl/one.xml
(cd book && cmake -E tar cf ../made.xlsm --format=zip \
	'[Content_Types].xml' _rels xl)
"$RETRACE" convert -q made.xlsm >got.xml || fail 'made.xlsm is not read'
grep -q '<item part="A-1" mass="12 g"' got.xml || fail 'made.xlsm: no A-1'

# A file of columns for a sheet, for its workbook and for all; it may also say
# what makes a table of the sheet.
cat >book/xl/one.xml <<XML
<worksheet xmlns="$main"><sheetData><row r="1"><c t="str"><v>Kennung</v></c>
<c t="str"><v>Zahl</v></c></row><row r="2"><c t="str"><v>A-1</v></c>
<c t="str"><v>2,5</v></c></row></sheetData></worksheet>
XML
(cd book && cmake -E tar cf ../kit.xlsm --format=zip \
	'[Content_Types].xml' _rels xl)
lines='Kennung = part\nZahl = quantity\nparent = KIT\nunit = each\ndecimal = comma\n'
for of in 'for kit.xlsm[Teile 1]\n' 'for kit.xlsm\n' 'for *.xlsm\n' ''; do
	# shellcheck disable=SC2059
	printf "retrace columns\n$of$lines" >kit.txt
	for file in kit.xlsm 'kit.xlsm[Teile 1]' './kit.xlsm[teile 1]'; do
		"$RETRACE" convert -q "$file" --map kit.txt >got.xml || :
		grep -q 'parent="KIT" child="A-1" quantity="2.5" unit="each"' \
			got.xml || fail "--map: $of $file"
	done
done
# shellcheck disable=SC2059
printf "retrace columns\nfor kit.xlsm[Teile 2]\n$lines" >kit.txt
code=0
"$RETRACE" convert kit.xlsm --map kit.txt >/dev/null 2>&1 || code=$?
[ "$code" -eq 65 ] || fail "--map of another sheet: exit $code"
"$RETRACE" convert kit.xlsm --map kit.txt 2>&1 >/dev/null |
	grep -q 'sheet "Teile 1" is passed over' ||
	fail '--map of another sheet: not told'

# Levels by outline numbers, as in a table of text; and a column that lacks.
sed 's,<v>Kennung<,<v>Part<,; s,<v>Zahl<,<v>Level<,' book/xl/one.xml >one.xml
mv one.xml book/xl/one.xml
(cd book && cmake -E tar cf ../kit.xlsm --format=zip \
	'[Content_Types].xml' _rels xl)
"$RETRACE" convert kit.xlsm 2>&1 >/dev/null |
	grep -q '"quantity" in a table by level: expected' ||
	fail 'a sheet without quantities: other words'
cat >book/xl/one.xml <<XML
<worksheet xmlns="$main"><sheetData><row><c t="str"><v>Pos</v></c>
<c t="str"><v>Part</v></c><c t="str"><v>Qty</v></c>
<c t="str"><v>Unit</v></c></row>
<row><c t="str"><v>1</v></c><c t="str"><v>A</v></c><c><v>1</v></c>
<c t="str"><v>each</v></c></row>
<row><c t="str"><v>1.1</v></c><c t="str"><v>B</v></c><c><v>2</v></c>
<c t="str"><v>each</v></c></row></sheetData></worksheet>
XML
(cd book && cmake -E tar cf ../kit.xlsm --format=zip \
	'[Content_Types].xml' _rels xl)
"$RETRACE" convert -q kit.xlsm >got.xml || :
grep -q 'parent="A" child="B" quantity="2" unit="each"' got.xml ||
	fail 'outline numbers in a sheet'
exit $bad
