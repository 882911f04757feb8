#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: a workbook of which several sheets list parts is read as a person would:
# each list is that of the product that its sheet names, an assembly hangs below
# the list that has it, and nothing counts twice in silence; where nobody can
# tell, it is refused with what to do.

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

book() { # FILE: sheets from standard input, "= NAME" before the rows of each
	awk '/^= / { if (n++) print "</table:table>"
			print "<table:table table:name=\"" substr($0, 3) "\">"; next }
		{ print }
		END { print "</table:table>" }' |
		python3 "$t_top/tests/flow/ods.py" "$1"
}

# uses_of FILE [OPTION...]: its uses, a line each: parent, child, quantity.
uses_of() {
	"$RETRACE" convert "$@" 2>t.err | sed -n \
		's/^ *<use parent="\([^"]*\)" child="\([^"]*\)" quantity="\([^"]*\)".*/\1|\2|\3/p' |
		sort
}

# One product on two sheets, as the user says: its parts are those of both.
book kinds.ods <<'XML'
= Electrical
|Part number|Description|Qty|
|RES-1|Resistor|#2|
|MAG-1|NdFeB magnet|#1|
= Mechanical
|Part number|Description|Qty|
|SCR-1|Screw|#4|
XML
printf 'retrace columns\nparent = DU-1\n' >map.txt
uses_of kinds.ods --map map.txt >uses
t_cmp uses <<'TXT'
DU-1|MAG-1|1
DU-1|RES-1|2
DU-1|SCR-1|4
TXT
t_ok 'one list' sh -c '! grep -q "other parts here" t.err'
# The same sheet again, or another state of it, is no part of it: that is told.
book again.ods <<'XML'
= Electrical
|Part number|Qty|
|RES-1|#2|
= Mechanical
|Part number|Qty|
|SCR-1|#4|
= Electrical again
|Part number|Qty|
|RES-1|#2|
XML
t_exit 0 convert again.ods --map map.txt
t_has t.err 'DU-1 has other parts here than at'

book states.ods <<'XML'
= Rev A
|Part number|Qty|
|RES-1|#2|
|SCR-1|#2|
= Rev B
|Part number|Qty|
|RES-1|#3|
|SCR-1|#2|
XML
t_exit 0 convert states.ods --map map.txt
t_has t.err 'DU-1 has other parts here than at'
t_ok 'never added up' grep -q 'DU-1 (as in states.ods\[Rev B\])' t.out
# A sheet with nothing below its header row is none.
book blank.ods <<'XML'
= DU-100
|Part number|Qty|
|RES-1|#2|
= Sheet2
|Part number|Qty|
XML
uses_of blank.ods >uses
t_cmp uses <<'TXT'
blank|RES-1|2
TXT
t_has t.err 'sheet "Sheet2" is passed over: nothing stands below its header row'

# Sheets that name a thing each are a catalogue; what they share is one item.
book things.ods <<'XML'
= Main board
|Part number|Description|Qty|
|RES-1|Resistor|#2|
|SCR-1|Screw|#1|
= Pump BOM
|Part number|Description|Qty|
|MAG-1|NdFeB magnet|#6|
|SCR-1|Screw|#8|
XML
uses_of things.ods >uses
t_cmp uses <<'TXT'
Main board|RES-1|2
Main board|SCR-1|1
Pump|MAG-1|6
Pump|SCR-1|8
TXT
t_has t.err 'things.ods: warning: sheets "Main board", "Pump BOM" list parts, and each is taken for the list of a product of its own: if all of it is one product, say parent = NAME in a file of columns'
t_has t.err 'things.ods[Pump BOM]:1:1: warning: nothing here says of which product these are the parts: taken for "Pump", by the name of the sheet; parent = NAME'
t_exit 2 check things.ods
t_ok 'a line for each' sh -c 'grep -q "^Main board" t.out && grep -q "^Pump" t.out'
# A sheet that is asked for is that of the workbook's product, as ever.
uses_of 'things.ods[Main board]' >uses
t_ok 'by the workbook' grep -qx 'things|RES-1|2' uses

# Sheets named after parts of another one hang below it, in any order, by their
# number, whatever signs a sheet may not have, or by their name.
book tree.ods <<'XML'
= b_100
|Part number|Qty|
|RES-1|#5|
= BOM
|Part number|Description|Qty|
|B/100|Board|#2|
|P-7|Rotor unit|#1|
|SCR-1|Screw|#4|
= rotor unit
|Part number|Qty|
|MAG-1|#12|
XML
uses_of tree.ods >uses
t_cmp uses <<'TXT'
B/100|RES-1|5
P-7|MAG-1|12
tree|B/100|2
tree|P-7|1
tree|SCR-1|4
TXT
t_has t.err 'tree.ods[b_100]:1:1: warning: nothing here says of which product these are the parts: taken for "B/100", by the name of the sheet, as a part of another one is called'

# So does the only one beside a list that says its product; what stands beside
# such a list alone is that of the workbook, as ever.
book says.ods <<'XML'
= First
|Assembly:|DU-200|
||
|Part number|Qty|
|BRD-1|#1|
|SCR-1|#3|
= BRD-1
|Part number|Qty|
|RES-1|#5|
XML
uses_of says.ods >uses
t_cmp uses <<'TXT'
BRD-1|RES-1|5
DU-200|BRD-1|1
DU-200|SCR-1|3
TXT
book says.ods <<'XML'
= First
|Parent|Part number|Qty|
|DU-200|SCR-1|#3|
= Old
|Part number|Qty|
|RES-1|#5|
XML
uses_of says.ods >uses
t_ok 'by the workbook' grep -qx 'says|RES-1|5' uses

# Two workbooks share an assembly: it is one item.
book other.ods <<'XML'
= BOM
|Part number|Qty|
|B/100|#1|
= B-100
|Part number|Qty|
|RES-1|#5|
XML
uses_of tree.ods other.ods >uses
t_ok 'once' [ "$(grep -c '^B/100|RES-1|5' uses)" -eq 1 ]
t_ok 'in both' sh -c 'grep -q "^tree|B/100|2" uses && grep -q "^other|B/100|1" uses'

# Variants are products of their own; a table of masses and a hidden sheet are
# what they were.
book kit.ods <<'XML'
= Variant A
|Part number|Qty|
|RES-1|#5|
= Variant B
|Part number|Qty|
|RES-1|#6|
= Masses
|Part number|Mass (g)|
|RES-1|#2|
= Empty
XML
uses_of kit.ods >uses
t_cmp uses <<'TXT'
kit Variant A|RES-1|5
kit Variant B|RES-1|6
TXT
t_ok 'masses' grep -q 'part="RES-1" mass="2 g"' <<XML
$("$RETRACE" convert -q kit.ods 2>/dev/null)
XML

all='for all of one product, or behind "for BOOK[SHEET]"'
# refused FILE WORDS [END]: nobody can tell, and it says what to do.
refused() {
	t_exit 65 convert "$1"
	t_has t.err "$1: $2: expected the name of the workbook with [SHEET] behind it, for that sheet alone; or a file of columns with parent = NAME ${3:-behind \"for BOOK[SHEET]\", for each product}"
}

two() { # FILE NAME NAME [QUANTITY]: two sheets of the same parts
	book "$1" <<XML
= $2
|Part number|Qty|
|RES-1|#5|
|CAP-1|#1|
= $3
|Part number|Qty|
|RES-1|#${4:-5}|
|CAP-1|#1|
XML
}

two t.ods Sheet1 Sheet2 6
refused t.ods 'sheets "Sheet1", "Sheet2" list parts, and nothing says of which products' "$all"
two t.ods 'Rev A' 'Rev B'
refused t.ods 'sheets "Rev A", "Rev B" list parts, and some may be versions of others'
two t.ods 'DU-200' 'DU-200 old'
refused t.ods 'sheets "DU-200", "DU-200 old" list parts, and some may be versions of others'
two t.ods 'Pump' 'Motor'
refused t.ods 'sheet "Motor" lists the same parts as sheet "Pump"'
two t.ods 'Board A' 'Board B' 6
refused t.ods 'sheet "Board B" lists nearly the same parts, under nearly the same name, as sheet "Board A"'
two t.ods 'Pump' 'PUMP ' 6
refused t.ods 'sheet "PUMP " has the same name as sheet "Pump"'
book t.ods <<'XML'
= Electrical
|Part number|Qty|
|RES-1|#5|
= Mechanical
|Part number|Qty|
|SCR-1|#5|
XML
refused t.ods 'sheets "Electrical", "Mechanical" list parts, and some may list but some parts of a product' "$all"
sums() { # FILE NAME: the last sheet is called so, and has the sum of the others
	book "$1" <<XML
= DU-100
|Part number|Qty|
|RES-1|#5|
|CAP-1|#1|
= DU-200
|Part number|Qty|
|RES-1|#6|
|IND-1|#1|
= $2
|Part number|Qty|
|RES-1|#11|
|CAP-1|#1|
|IND-1|#1|
XML
}
sums t.ods Total
refused t.ods 'sheet "Total" lists what is on the other sheets, which would count twice'
sums t.ods DU-300
refused t.ods 'sheet "DU-300" lists what is on the other sheets, which would count twice'
# An assembly, and its parts beside it.
book t.ods <<'XML'
= BOM
|Part number|Qty|
|BRD-1|#2|
|RES-1|#10|
|SCR-1|#1|
= BRD-1
|Part number|Qty|
|RES-1|#5|
XML
refused t.ods 'sheet "BOM" has, beside the part itself, all parts on sheet "BRD-1"'
# Each in the other.
book t.ods <<'XML'
= DU-A1
|Part number|Qty|
|DU-B1|#5|
= DU-B1
|Part number|Qty|
|DU-A1|#5|
XML
t_exit 65 convert t.ods
t_has t.err 'a cycle of 2 items'
# What is refused is read once somebody says it.
sums t.ods Total
printf 'retrace columns\nfor t.ods[Total]\nparent = ALL-1\n' >map.txt
uses_of t.ods --map map.txt >uses
t_cmp uses <<'TXT'
ALL-1|CAP-1|1
ALL-1|IND-1|1
ALL-1|RES-1|11
DU-100|CAP-1|1
DU-100|RES-1|5
DU-200|IND-1|1
DU-200|RES-1|6
TXT
uses_of 't.ods[Total]' >uses
t_ok 'the sum alone' [ "$(wc -l <uses)" -eq 3 ]
t_end
