#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: archives, workbooks and JSON that are made to hurt, through the binary:
# swollen, lying about their sizes, pointing elsewhere, without end.  Each is
# refused in seconds and in little memory, or read as the little that it is;
# nothing is written beside the result, and nothing elsewhere.

# lib.sh and hostile.sh set t_*, $many and $big.
# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/lib.sh"
. "$t_top/tests/flow/hostile.sh"

command -v python3 >/dev/null || {
	echo 'T28: skipped: no python3'
	exit 77
}
# is_read FILE: within the same bounds, as P with its part A.
is_read() {
	limited convert "$1" --save read.xml
	t_ok "$1: exit $t_got, expected 0" [ "$t_got" -eq 0 ]
	grep -o '<use parent="P" child="A"' read.xml >uses
	t_ok "$1: the product" [ "$(wc -l <uses)" -eq 1 ]
	rm -f read.xml
}

mkdir files
(cd files && exec python3 "$t_top/tests/flow/swollen.py" "$many" "$big") || {
	t_fail 'the files are not made'
	t_end
}
cd files || exit 1

# Archives.  Names are never followed: nothing is unpacked to anywhere.
is_read up.zip
is_read absolute.zip
t_ok 'nothing beside the archives' sh -c '! ls ../*.xml /evil.xml 2>/dev/null'
stopped nested.zip 'nested.zip: an archive with 0 XML files'
stopped overlap.zip 'overlap.zip: a.xml for the second time in the archive'
stopped encrypted.zip 'encrypted.zip: a.xml in the archive is encrypted'
stopped swollen.zip 'swollen.zip: a.xml in the archive has '
stopped lie-short.zip 'lie-short.zip: a.xml in the archive cannot be unpacked'
stopped lie-long.zip 'lie-long.zip: a.xml in the archive cannot be unpacked'
is_read lie-packed.zip # its text ends where it should
stopped lie-most.zip 'lie-most.zip: a.xml in the archive has 4294967294 bytes'

# Workbooks: what is only there to be large is passed through.
is_read texts.xlsx
is_read formats.xlsx
is_read merged-over-all.xlsx
is_read merged-often.xlsx
is_read count.xlsx
stopped no-text.xlsx 'no-text.xlsx[S]:2:1: cell A2: shared text "'
stopped cell.xlsx 'cell.xlsx[S]:2: cell "ZZZZ99999999" of the sheet'
stopped row.xlsx 'row.xlsx[S]:1: row "99999999" of the sheet'
stopped columns.xlsx 'columns.xlsx[S]:1:16384: cell XFD1: cell "" of the sheet'
stopped names.xlsx 'names.xlsx: 0.xml in the workbook, line 1: more different names'
stopped entity.xlsx 'entity.xlsx: 0.xml in the workbook, line 1: a DOCTYPE'
stopped elsewhere.xlsx 'elsewhere.xlsx: "file:///etc/passwd" is not in the workbook'
stopped climbing.xlsx 'climbing.xlsx: "../../../../../../etc/passwd" is not in the workbook'
stopped swollen.xlsx 'swollen.xlsx: 0.xml in the workbook, line 1: more than 131072 bytes without a tag'
stopped blanks.ods 'blanks.ods[S]:2:5: cell E2: a blank stands 65000 times: expected at most 256'
is_read endless.ods

# JSON.
refused deep.json 1:257 'objects and lists nested 257 deep'
refused twice.json 2:8 'member "x" again'
refused number.json 2:15 'specVersion "1111111111'
refused text.json 2:40 'a text of '
refused open.json 2:39 'a text without an end'
refused blanks.json 1 'JSON that ends here'
refused utf-32.json 1:1 'a NUL byte'
truncate -s 17G large.json # of nothing
stopped large.json 'large.json: 18253611008 bytes: expected at most 17179869184'
rm large.json
is_read members.json
is_read many.json
is_read utf-16.json

# A file of columns, of which each line is held against each heading.
{ echo 'retrace columns' && seq -f 'h%.0f = part' 100000; } >columns.txt
refused columns.txt 5001:1 'a file of columns of more than 5000 lines'

is_read recipe.csv

# It is what it is, not what it is called.
is_read table.xlsx
is_read workbook.csv
is_read json.xml
refused program.csv 2:1 'a NUL byte'
refused picture.csv 1:1 'a picture'
refused page.xml 1:1 'a DOCTYPE'
refused mixed.csv 3:1 'a line in UTF-8, while line 4 is not'
t_end
