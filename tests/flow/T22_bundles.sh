#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: a list of a workshop counts sets, rolls and bottles, in words of any
# language, and is read; a part is not counted in sets and in pieces.

# lib.sh sets t_*
# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/lib.sh"

cat >drill.csv <<'CSV'
Level;Teilenummer;Bezeichnung;Menge;ME;Gewicht (g)
0;EX-100;Handbohrmaschine;1;ST;
1;EX-110;Motor;1;Satz;
2;EX-112;Magnetring;4;St.;8,2
2;EX-113;Draht;1,5;Rolle;
2;EX-114;Tape;2;Rolle à 10 m;
1;EX-140;Schraubensatz;1;套;
1;EX-150;Kleber;1;Flasche;
1;EX-160;Huelse;3;pcs/set;
1;EX-170;Ring;2;只/台;
CSV
t_exit 0 convert drill.csv
t_ok 'what each is counted in' [ "$(sed -n 's/.*child="\([^"]*\)" quantity="\([^"]*\)" unit="\([^"]*\)".*/\1 \2 \3/p' t.out | tr '\n' ',')" = \
	'EX-110 1 each,EX-140 1 each,EX-150 1 each,EX-160 3 each,EX-170 2 each,EX-112 4 each,EX-113 1.5 each,EX-114 20 m,' ]
t_has t.err 'drill.csv:5:'
t_has t.err ': warning: the unit roll of 1 part: one is taken for one of the part'
t_has t.err ': warning: the unit set of 1 part: '
t_has t.err ': warning: the unit bottle of 1 part: '
t_ok 'an assembly is one of itself' [ "$(grep -c 'is taken for one' t.err)" -eq 3 ]

# Pieces of the same are not added to bundles, nor bundles of another kind; of
# what is made here one is one.
cat >mixed.csv <<'CSV'
parent,part,quantity,unit
A,B,1,set
A,C,2,box
A,D,3,bottle
B,E,1,each
F,B,1,each
F,C,2,each
F,D,1,罐
F,D,1,botella
CSV
t_exit 65 convert mixed.csv
t_has t.err 'mixed.csv:7:1: a quantity in each of C, which is counted in box (mixed.csv:3): expected one kind of unit for it'
t_has t.err 'mixed.csv:8:1: a quantity in can of D, which is counted in bottle (mixed.csv:4): '
t_ok 'and nothing else' [ "$(grep -c ': a quantity in' t.err)" -eq 2 ]

# What a comma or a point means in all other numbers, it means here.
printf 'Teil;Baugruppe;Menge;ME\nA;P;2;Rolle zu 1.500 m\nB;P;1,5;kg\nC;P;2 Rollen zu 1.500,5 m;\nD;P;3;Stk.\n' >points.csv
t_exit 0 convert points.csv
t_has t.out 'child="A" quantity="3000" unit="m"'
t_has t.out 'child="C" quantity="3001" unit="m"'
printf 'Teil;Baugruppe;Menge;ME\nA;P;2;Rolle zu 1.500 m\nD;P;3;Stk.\n' >either.csv
t_exit 0 convert either.csv
t_has t.err 'either.csv:2:7: warning: "Rolle zu 1.500 m": the point is taken as decimal, and may stand between thousands'
t_end
