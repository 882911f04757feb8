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
# The same sheet again is no part of it: that is told.
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
t_end
