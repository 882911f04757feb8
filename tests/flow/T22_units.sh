#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: words for units that nobody else knows are explained by a file of
# columns, in their column and behind a number; where none does, the error says
# how.
# lib.sh sets t_*
# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/lib.sh"

cat >list.csv <<'CSV'
Parent,Part,Qty,Unit
P-1,A,2,Gebinde
P-1,B,0.5,M
P-1,C,3 Geb.,
P-1,D,3 Geb.,Geb.
P-1,E,4,box
P-1,F,unknown,M
CSV
t_exit 65 convert list.csv
t_has t.err 'list.csv:2:9: unit "Gebinde": expected each'
t_has t.err 'list.csv:4:7: unit "Geb.": expected each'
t_has t.err 'what a word for a unit means a file of columns can say, for example unit "word" = 12 each'
t_ok 'said once' [ "$(grep -c 'can say' t.err)" -eq 1 ]

# So many of another unit, also of one that means something else elsewhere.
cat >units.txt <<'TXT'
retrace columns
unit "gebinde" = 0.5 kg
unit "M" = 1000 each
unit "Geb." = each
unit "box" = 50 each
TXT
t_exit 0 convert list.csv --map units.txt
t_has t.out 'child="A" quantity="1000" unit="g"'
t_has t.out 'child="B" quantity="500" unit="each"'
t_has t.out 'child="C" quantity="3" unit="each"'
t_has t.out 'child="D" quantity="3" unit="each"'
t_has t.out 'child="E" quantity="200" unit="each"'
t_has t.out 'child="F" quantity="unknown" unit="each"'
t_ok 'a box is no bundle then' sh -c '! grep -q "is taken for one" t.err'

# Two words are still two; of other files nothing is said.
printf 'Parent,Part,Qty,Unit\nP,C,3 Geb.,kg\nP,E,2,M\n' >clash.csv
t_exit 65 convert clash.csv --map units.txt
t_has t.err 'clash.csv:2:5: unit "Geb."'
printf 'retrace columns\nfor other*.csv\nunit "Gebinde" = each\n' >other.txt
t_exit 65 convert list.csv --map other.txt
t_has t.err 'list.csv:2:9: unit "Gebinde"'

# What is no unit, or no number of it, is refused where it stands.
printf 'retrace columns\nunit "q" = 3 foo\nunit "r" = 1,5 kg\nunit "s" =\n' >bad.txt
t_exit 65 convert list.csv --map bad.txt
for line in 2 3 4; do
	t_has t.err "bad.txt:$line:1: \"unit "
done
t_end
