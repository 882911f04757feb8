#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: what stands above a table is about all of its rows: the part that a
# report is on, the product whose parts a list has, who declares, and when.
# Where it may be two things it is none.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

cat >report.csv <<'CSV'
Material declaration,,,
Supplier,North Magnets,,
Part number,MAG-1,,
Date:,15.10.2026,Valid until:,2027-10-14
"Please fill in all that you know, and send it back to us",,,
,,,
Substance,CAS No.,wt%,
Neodymium,7440-00-8,24.5,
Iron,7439-89-6,65.5,
CSV
t_exit 0 convert report.csv
t_has t.out '<declaration supplier="North Magnets" date="2026-10-15" until="2027-10-14">'
t_has t.out '<statement part="MAG-1">'
t_has t.err 'report.csv:3:13: note: "MAG-1" stands above the table as "Part number": taken for the part of all its rows'
t_has t.err 'report.csv:4:7: note: "15.10.2026" stands above the table as "Date": '
cp t.out want.xml

# The same in a sheet, in one cell each, and in Chinese.
python3 "$t_top/tests/flow/ods.py" report.ods <<'XML'
<table:table table:name="Report">
|Material declaration|
|Supplier: North Magnets|
|Part number|MAG-1|
|Date:|15.10.2026|Valid until:|2027-10-14|
||
|Substance|CAS No.|wt%|
|Neodymium|7440-00-8|#24.5|
|Iron|7439-89-6|#65.5|
</table:table>
XML
t_exit 0 convert report.ods
t_cmp t.out <want.xml
t_has t.err 'what stands above it is read where a note says so'
cat >zh.csv <<'CSV'
材料成分声明,,
供应商：北方磁材,,
产品型号：,MAG-1,日期：2026年10月15日
物质名称,CAS No.,含量(%)
钕,7440-00-8,24.5
CSV
t_exit 0 convert zh.csv
t_has t.out '<declaration supplier="北方磁材" date="2026-10-15">'
t_has t.out '<statement part="MAG-1">'

# Of a list of parts it is the product; a column goes before it, and so does a
# file of columns.
cat >list.csv <<'CSV'
Bill of materials;;
Assembly Number:;EX-100;Rev: B
Name:;Drill;
Pos;Part number;Qty
1;EX-110;1
2;EX-120;4
CSV
t_exit 0 convert list.csv
t_ok 'parts of EX-100' [ "$(grep -c 'parent="EX-100"' t.out)" -eq 2 ]
t_has t.err '"EX-100" stands above the table as "Assembly Number": taken for the product of all its rows'
printf 'retrace columns\nparent = EX-999\n' >map.txt
t_exit 0 convert list.csv --map map.txt
t_ok 'as the user says' [ "$(grep -c 'parent="EX-999"' t.out)" -eq 2 ]
cat >column.csv <<'CSV'
Part number,MAG-9,
Supplier,Somebody,
Part number,Element,Amount,Supplier
MAG-1,Nd,24.5 %,North
CSV
t_exit 0 convert column.csv
t_has t.out '<declaration supplier="North">'
t_has t.out '<statement part="MAG-1">'
t_ok 'nothing of MAG-9' sh -c '! grep -q "MAG-9\|Somebody" t.out'

# Two texts for one thing, a day that may be two, a sentence, a label alone:
# none of it is taken.
cat >two.csv <<'CSV'
Supplier,North,
Supplier,South,
Date,02/03/2026,
Part number,,
Declaration,Valid until:,
Declared on,see the letter that we have sent to you last week with all of it,
Part,Element,Amount
MAG-1,Nd,24.5 %
CSV
t_exit 0 convert two.csv
t_has t.err 'two.csv:2:10: warning: "North" and "South" stand above the table, and each may be the supplier of its rows: none is taken'
t_has t.err 'two.csv:3:6: warning: "02/03/2026" stands above the table as "Date", and which of its numbers is the month is not told: it is not taken; expected the year first'
t_ok 'nothing else' [ "$(grep -c 'above the table' t.err)" -eq 2 ]
t_ok 'and nothing kept' sh -c '! grep -q "supplier=\|date=" t.out'
cat >parts.csv <<'CSV'
Part number,MAG-1,
Part number,MAG-2,
Substance,CAS No.,wt%
Neodymium,7440-00-8,24.5
CSV
t_exit 65 convert parts.csv
t_has t.err 'without part numbers'

# Another product or part below is not taken for the one above; what stands
# behind all rows is.
other() {
	t_exit 65 convert "$1"
	t_has t.err "$2: another $3, which stands above the table, and rows that follow: expected a file or a sheet of its own for each"
	t_ok "$1: once" [ "$(grep -c ': another' t.err)" -eq 1 ]
}
printf 'Product: P-1\nPart,Qty,Description\nA,1,x\nB,2,y\n' >start.csv
printf '\nProduct: P-2\nPart,Qty,Description\nC,1,z\n' | cat start.csv - >new.csv
other new.csv 6:1 'product than "P-1"'
printf '\nFor your eyes\nProduct,P-2\nPart,Qty,Description\nC,1,z\n' |
	cat start.csv - >newer.csv
other newer.csv 7:1 'product than "P-1"'
printf ',,Product: P-2\nC,1,z\n' | cat start.csv - >among.csv
other among.csv 5:1 'product than "P-1"'
printf '\nProduct: P-1\nPart,Qty,Description\nC,1,z\n\nProduct: P-2\n' |
	cat start.csv - >page.csv
t_exit 0 convert page.csv
t_ok 'all of P-1' [ "$(grep -c 'parent="P-1"' t.out)" -eq 3 ]
t_end
