#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: a workbook of OpenDocument says what a person sees in it, sheet by
# sheet; rows and columns that are written once and stand there a million times
# cost nothing or are refused; rows in groups are levels where that is sure.

# shellcheck disable=SC1091
. "$(dirname "$0")/lib.sh"
top=${t_top:?}

command -v python3 >/dev/null || {
	echo 'T23_bom_ods: python3 is not there: not checked'
	exit 77
}

# ods FILE [MORE]: a workbook with the sheets that stand on standard input.
ods() {
	python3 "$top/tests/flow/ods.py" "$@"
}
# sheet NAME: the rows of a sheet, from standard input.
sheet() {
	echo "<table:table table:name=\"$1\">"
	cat
	echo '</table:table>'
}
is() {
	sed -n 's/^ *<\(item\|use\|content\|statement\) \(.*[^/]\)\/*>$/\1 \2/p' t.out
}

# What a person sees: values and not what is shown of them, names as they are
# shown, no comments, nothing below merged cells, no hidden sheet.
ods book.ods <"$top/tests/data/bom/ods/book.xml"
t_exit 0 convert book.ods
is >seen
t_cmp seen <<'X'
item part="0008" mass="12.345 g" unit="each"
item part="MAG 1" mass="3 g" unit="each"
item part="DU-1" unit="each"
use parent="DU-1" child="0008" quantity="2" unit="each"
use parent="DU-1" child="MAG 1" quantity="16" unit="each"
statement part="MAG 1"
content element="Nd" amount="29.5 %" scope="own"
X
t_has t.err 'book.ods: warning: sheet "Notes" is passed over'
t_has t.err 'book.ods[Parts]:6:1: warning: 1 cell merged with one above, the first A6'
t_has t.err 'sheet "Old" is not read, for it is hidden'
t_exit 0 convert 'book.ods[Old]'
t_has t.out '<item part="X" mass="5 g"'
t_exit 65 convert 'book.ods[None]'
t_exit 0 account book.ods
t_has t.out 'ODS workbook'

# A place is told as the cell that people see.
sheet Parts <<'X' | ods bad.ods
|part|mass (g)|
|A|#5|
|B|two|
X
t_exit 65 convert bad.ods
t_has t.err 'bad.ods[Parts]:3:2: cell B3: "two"'

# Rows in groups: the first row stands in none, and the last in one.
sheet Tree <<'X' | ods tree.ods
|Part Number|Qty|Unit|
|DU-1|#1|each|
<table:table-row-group>
|ROT-1|#2|each|
<table:table-row-group>
|MAG-1|#16|each|
</table:table-row-group>
|HSG-1|#1|each|
</table:table-row-group>
X
t_exit 0 convert tree.ods
is | grep '^use' >seen
t_cmp seen <<'X'
use parent="DU-1" child="ROT-1" quantity="2" unit="each"
use parent="DU-1" child="HSG-1" quantity="1" unit="each"
use parent="ROT-1" child="MAG-1" quantity="16" unit="each"
X
t_has t.err 'warning: rows stand in groups: taken for levels'
sheet Tree <<'X' | ods below.ods
|Part Number|Qty|Unit|
<table:table-row-group>
|MAG-1|#16|each|
</table:table-row-group>
|ROT-1|#2|each|
X
t_exit 0 convert below.ods
t_has t.err 'not read as levels; expected a column of levels'
# The same in Office, where a sheet says which row stands for a group.
cat >groups.py <<'X'
import os, sys, zipfile
sys.path.insert(0, os.environ['RETRACE_TOP'] + '/tests/flow')
from spellings import write_book
rows = [(0, 'part quantity unit'), (0, 'DU-1 1 each'), (1, 'ROT-1 2 each'),
        (2, 'MAG-1 16 each'), (0, 'DU-2 1 each')]
write_book('plain.xlsx', [r.split() for _, r in rows])
for name, head in (('above', '<sheetPr><outlinePr summaryBelow="0"/></sheetPr>'), ('either', '')):
    with zipfile.ZipFile('plain.xlsx') as old, zipfile.ZipFile(name + '.xlsx', 'w') as new:
        for part in old.namelist():
            text = old.read(part).decode()
            if 'sheet1' in part:
                text = text.replace('<sheetData>', head +
                                    '<sheetFormatPr outlineLevelRow="2"/><sheetData>')
                for y, (level, _) in enumerate(rows, 1):
                    text = text.replace(f'<row r="{y}"', f'<row r="{y}" outlineLevel="{level}"')
            new.writestr(part, text)
X
RETRACE_TOP=$top python3 groups.py
t_exit 0 convert above.xlsx
is | grep '^use' >seen
t_cmp seen <<'X'
use parent="DU-1" child="ROT-1" quantity="2" unit="each"
use parent="ROT-1" child="MAG-1" quantity="16" unit="each"
X
t_exit 0 convert either.xlsx
t_has t.err 'nothing says whether a group is in the row above it or in that below'

# What stands in is in what is above it: by the style of the cell, else of the
# row or the column, or by blanks.
tree() {
	is | grep '^use' >seen
	t_cmp seen <<'Y'
use parent="DU-1" child="ROT-1" quantity="2" unit="each"
use parent="DU-1" child="NUT" quantity="4" unit="each"
use parent="ROT-1" child="MAG-1" quantity="16" unit="each"
Y
}
# row_of ROW CELL NAME QUANTITY: a row, with attributes of it and of its part.
row_of() {
	printf '<table:table-row%s><table:table-cell%s office:value-type="string"><text:p>%s</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="%s"><text:p/></table:table-cell></table:table-row>\n' "$1" "$2" "$3" "$4"
}
of='table:style-name'
each='table:default-cell-style-name'
{ echo '|Part Number|Qty|'; row_of '' '' DU-1 1; row_of '' " $of=\"in1\"" ROT-1 2
  row_of '' " $of=\"in2\"" MAG-1 16; row_of '' " $of=\"in1\"" NUT 4; } |
	sheet Tree | ods cells.ods
t_exit 0 convert cells.ods
tree
{ printf '<table:table-column %s="in1"/>' "$each"; row_of '' " $of=\"none\"" 'Part Number' 0 | sed 's/office:value-type="float" office:value="0"><text:p.>/office:value-type="string"><text:p>Qty<\/text:p>/'
  row_of '' " $of=\"none\"" DU-1 1; row_of '' '' ROT-1 2
  row_of " $each=\"in2\"" '' MAG-1 16; row_of '' '' NUT 4; } |
	sheet Tree | ods columns.ods
t_exit 0 convert columns.ods
tree
{ echo '|Part Number|Qty|'; row_of '' '' DU-1 1; row_of '' '' '<text:s text:c="2"/>ROT-1' 2
  row_of '' '' '<text:s text:c="4"/>MAG-1' 16; row_of '' '' '<text:s text:c="2"/>NUT' 4; } |
	sheet Tree | ods blanks.ods
t_exit 0 convert blanks.ods
tree

# Hostile ones.
row='<table:table-row table:number-rows-repeated="%s"><table:table-cell office:value-type="string" table:number-columns-repeated="%s"><text:p>A</text:p></table:table-cell></table:table-row>'
# many ROWS COLUMNS: a sheet in which one row stands so often.
many() {
	# shellcheck disable=SC2059 # the row is a format
	{ echo '<table:table table:name="S"><table:table-row><table:table-cell office:value-type="string"><text:p>part</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>mass (g)</text:p></table:table-cell></table:table-row>'
	  printf "$row" "$1" "$2"
	  echo '</table:table>'; } | ods many.ods
}
many 1048576 1
t_exit 65 convert many.ods
t_has t.err 'a row with text in it stands 1048576 times: expected at most 10000'
many 99999999999999999999 1
t_exit 65 convert many.ods
many 1 4294967295
t_exit 65 convert many.ods
echo '<table:table table:name="S">' >wide.xml
# shellcheck disable=SC2059
printf "$row" 9999 1 >one.xml
yes one.xml | head -n 12 | xargs cat >>wide.xml
echo '</table:table>' >>wide.xml
ods wide.ods <wide.xml
t_exit 65 convert wide.ods
printf '<table:table table:name="S"><table:table-row table:number-rows-repeated="1048576"/>%s</table:table>' \
	"$(printf '%s' "$row" | sed 's/%s/1/g')" | ods beyond.ods
t_exit 65 convert 'beyond.ods[S]'
ods secret.ods '<manifest:encryption-data/>' <wide.xml
t_exit 65 convert secret.ods
t_has t.err 'a workbook with a password: expected one without'
ods text.ods '' application/vnd.oasis.opendocument.text <wide.xml
t_exit 65 convert text.ods
t_has t.err 'an OpenDocument file that is no spreadsheet'
ods none.ods </dev/null
t_exit 65 convert none.ods
yes '<text:span>' | head -n 300 | tr -d '\n' >deep
printf '<table:table table:name="S"><table:table-row><table:table-cell><text:p>%s' "$(cat deep)" | ods deep.ods
t_exit 65 convert deep.ods
t_end
