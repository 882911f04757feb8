#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: a rare earth goes by many names (symbol, formula, CAS number, in the
# language of whoever wrote the list) and is the same by each, under "element"
# and under "substance".

# shellcheck disable=SC1091
. "$(dirname "$0")/lib.sh"

# Four grams of each in one of a part, and nothing else: "name" and the rare
# earths in it.
metal='Neodymium
neodymium
Neodym
Neodym (Nd)
Neodymium (Nd)
Nd metal
néodyme
neodimio
неодим
钕
ネオジム
네오디뮴
7440-00-8
Nd'
oxide='Neodymium oxide
Neodymium (III) oxide
Neodymium(III) oxide
Neodymoxid
Oxyde de néodyme
氧化钕
酸化ネオジム
1313-97-9
Nd2O3
Nd₂O₃'

# list COLUMN: the file of content, a part per name.
list() {
	echo "part,$1,amount,unit"
	printf '%s\n' "$metal" | sed 's/.*/M&,"&",4,g/'
	printf '%s\n' "$oxide" | sed 's/.*/O&,"&",4,g/'
}

# Its items hold nothing else.
{
	echo part,complete
	{ printf '%s\n' "$metal" | sed 's/^/M/'
	  printf '%s\n' "$oxide" | sed 's/^/O/'; } | sed 's/$/,yes/'
} >items.csv

for column in element substance; do
	list "$column" >list.csv
	t_exit 0 trace list.csv items.csv --flat --all-items -o csv -q
	cut -d, -f2,12,13 t.out | sed 1d >held
	t_ok "$column: a row per part" \
	    test "$(wc -l <held)" -eq "$(sed 1d list.csv | wc -l)"
	# Of the oxide 4 g * 2 * 144.242 / (2 * 144.242 + 3 * 15.999).
	{ grep -v -e '^M.*,4,4$' -e '^O.*,3.42942,3.42943$' held || :; } >other
	t_cmp other </dev/null
done

# Names of other elements, and their numbers, hold none.
cat >others.csv <<'X'
part,element,amount,unit
A,Iron,60,%
A,Fe,10,%
A,7440-42-8,5,%
A,Nd,25,%
X
t_exit 0 convert others.csv -q
sed -n 's/^ *<content/<content/p' t.out >content
t_cmp content <<'X'
<content name="Iron" basis="compound" amount="60 %" scope="own"/>
<content formula="Fe" basis="compound" amount="10 %" scope="own"/>
<content cas="7440-42-8" basis="compound" amount="5 %" scope="own"/>
<content element="Nd" amount="25 %" scope="own"/>
X

# What may be another thing is refused, and so is what a number contradicts.
cat >bad.csv <<'X'
part,element,amount,unit
A,ND,1,g
A,La-Lu,1,g
A,LREE,1,g
X
t_exit 65 trace bad.csv
t_cmp t.err <<'X'
bad.csv:2:3: element "ND": expected rare earths by symbol such as Nd or Dy,Tb, or the word all
bad.csv:3:3: element "La-Lu": expected rare earths by symbol such as Nd or Dy,Tb, or the word all
bad.csv:4:3: element "LREE": expected rare earths by symbol such as Nd or Dy,Tb, or the word all
X
printf 'part,substance,cas,amount,unit\nA,Neodym,7439-89-6,1,g\n' >clash.csv
t_exit 65 trace clash.csv
t_cmp t.err <<'X'
clash.csv:2:3: name "Neodym" is another substance than CAS number "7439-89-6": expected one substance
X
# A file of columns counts for what is behind it: behind all it is of no use.
printf 'part;mass;mass unit;parent;quantity;unit\nA;4,200;g;P;1;each\n' >comma.csv
printf 'retrace columns\ndecimal = comma\n' >comma.txt
t_exit 2 check -q comma.txt comma.csv
t_exit 2 check -q --map comma.txt comma.csv
t_exit 65 check comma.csv comma.txt
t_has t.err 'comma.txt: warning: a file of columns counts for the tables behind it, and none is'
t_has t.err 'in a table --decimal comma or --decimal point says which is meant'
# A draft is computed again from its files: it says where that must stand.
t_exit 64 draft comma.csv --decimal comma
t_has t.err 'expected it in a file of columns, named with --map, whose lines are "retrace columns" and "decimal = comma"'
t_exit 64 draft comma.csv --encoding=GB18030
t_exit 0 draft -q --map comma.txt comma.csv --item P --save draft.xml
t_end
