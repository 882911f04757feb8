#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: sums and limits on which other programs went wrong come out right:
# batches divided twice, quantities multiplied once, tiny amounts rounded to
# nothing, a limit met on paper and not in fact, part numbers read as numbers.

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2016
. "$(dirname "$0")/lib.sh"

mkdir probe
printf 'id\tlevel\tquote\tsource\tstanding\tread-on\n' >probe/clauses.tsv
printf 'c\tMUST\tprobe\tnone\tinferred\t2026-02-28\n' >>probe/clauses.tsv
{
	cat <<'END'
<rules xmlns="urn:retrace:rules:1" id="probe" version="1"
	read-until="2026-02-28" title="Probe" title-zh="Probe">
<materials id="re" clause="c" title="rare earths" title-zh="re">
<some elements="Sc Y La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu"/></materials>
<rule id="in" clause="c" title="in" title-zh="in"><trigger><presence of="re" is="above" limit="0 g"/></trigger></rule>
END
	for limit in 0.1 3 95; do
		for is in at-least above; do
			echo "<rule id='$is-$(echo $limit | tr . -)' clause='c' title='t'" \
				"title-zh='t'><trigger><mass-share of='re'" \
				"is='$is' limit='$limit %'/></trigger></rule>"
		done
	done
	echo '</rules>'
} >probe/rules.xml

# check EXIT FILE...: rows of each item and rule go to t.out as JSON.
check() {
	code=$1
	shift
	t_exit "$code" check "$@" --rules probe/rules.xml --all-items -o json
}

# says PART RULE FILTER: the row of that item and rule.
says() {
	t_json t.out ".rows[] | select(.part == \"$1\" and .rule == \"$2\")
		| $3"
}

# A batch of three uses one, on three levels: a third of it, once.
cat >batch.csv <<'END'
parent,part,quantity,unit,per
A,B,3,each,1
B,C,1,each,3
C,D,1,each,3
END
printf 'part,element,amount,unit\nD,Nd,9,g\n' >nine.csv
check 1 batch.csv nine.csv
says B in '.low == "1"'
says A in '.low == "3"'

# A table of four legs with four screws each has sixteen.
printf 'parent,part,quantity,unit\nTABLE,LEG,4,each\nLEG,SCREW,4,each\n' >t.csv
printf 'part,element,amount,unit\nSCREW,Nd,1,g\n' >one.csv
check 1 t.csv one.csv
says TABLE in '.low == "16"'

# 0.311 x 0.0275 is 0.0085525, and a milligram in a part kept in kg is not 0.
printf 'parent,part,quantity,unit\nA,B,0.311,each\nB,C,0.0275,each\n' >f.csv
printf 'part,element,amount,unit\nC,Nd,1,g\n' >one.csv
check 1 f.csv one.csv
says A in '.low == "0.0085525"'
printf 'parent,part,quantity,unit\nA,B,1000,kg\n' >kg.csv
printf 'part,element,amount,unit\nB,Nd,0.000001,ppm\n' >little.csv
check 1 kg.csv little.csv
says A in '.verdict == "triggered" and .low == "0.000001"'

# A pound is 453.59237 g, to the last digit.
printf 'parent,part,quantity,unit\nA,B,1,lb\n' >lb.csv
printf 'part,element,amount,unit\nB,Nd,1,fraction\n' >all.csv
check 1 lb.csv all.csv
t_json t.out '.rules[0].items[0].numerator.low == "453.59237"'

# 8 of 267 is less than 3 %; 94.999 is not 95, and says so on paper; 0.1 % is.
# share PART MASS GRAMS
share() {
	echo "<item part='$1' mass='$2 g' complete='yes'><content" \
		"element='Nd' amount='$3 g'/></item>"
}
{
	echo '<bom xmlns="urn:retrace:bom:1">'
	share EIGHT 267 8
	share NEARLY 100000 94999
	share THERE 100000 95000
	share ONE 1000 1
	echo '</bom>'
} >limits.xml
check 1 limits.xml
says EIGHT at-least-3 '.verdict == "clear"'
says NEARLY at-least-95 '.verdict == "clear"'
says THERE at-least-95 '.verdict == "triggered"'
says THERE above-95 '.verdict == "clear"'
says ONE at-least-0-1 '.verdict == "triggered"'
says ONE above-0-1 '.verdict == "clear"'
t_exit 0 check limits.xml --rules probe/rules.xml --only above-95 --ship NEARLY
t_has t.out '94.999 %'

# Part numbers are text: four of them that spreadsheets take for numbers.
printf 'parent,part,quantity,unit\nTOP,0008,1,each\nTOP,1E5,1,each\nTOP,9551670000000,1,each\nTOP,"BAT54H,115",1,each\n' >names.csv
check 2 names.csv
t_json t.out '[.rows[] | select(.rule == "in") | .part] | sort ==
	["0008", "1E5", "9551670000000", "BAT54H,115", "TOP"]'

# 0.05-0.2 % against 0.1 %: undecided, and not 0.2 %.
{
	echo '<bom xmlns="urn:retrace:bom:1"><item part="RANGE" mass="1 kg"'
	echo 'complete="yes"><content element="Nd" amount="0.05-0.2 %"/></item>'
	# A known breach beside a part that says nothing is a breach.
	echo '<item part="TOP" mass="110 g"/><item part="MUTE" mass="10 g"/>'
	echo '<item part="MAG" mass="100 g" complete="yes"><content'
	echo 'element="Nd" amount="30 g"/></item>'
	echo '<use parent="TOP" child="MUTE" quantity="1" unit="each"/>'
	echo '<use parent="TOP" child="MAG" quantity="1" unit="each"/></bom>'
} >known.xml
check 1 known.xml
says RANGE at-least-0-1 '.verdict == "undecided" and .high == "2"'
says TOP at-least-0-1 '.verdict == "triggered" and .high == "40"'
t_exit 1 check known.xml --rules probe/rules.xml --only in --ship TOP -q
t_has t.out 'MUTE'

# Twenty-six items, each with all later ones: 16,777,216 ways, at once.
awk 'BEGIN { print "parent,part,quantity,unit"
	for (i = 0; i < 26; i++) for (k = i + 1; k < 26; k++)
		printf "%c,%c,1,each\n", 65 + i, 65 + k }' >26.csv
printf 'part,element,amount,unit\nZ,Nd,1,g\n' >z.csv
check 1 26.csv z.csv
t_json t.out '.rules[0].items[0].numerator.low == "16777216"'
t_exit 0 explain 26.csv z.csv A --rules probe/rules.xml --only in
t_has t.out 16777215

# Metres are not added to pieces; nothing contains itself; a comma is two
# things, and said to be decimal where it can be nothing else.
printf 'parent,part,quantity,unit\nA,W,2,m\nA,W,3,each\n' >mixed.csv
t_exit 65 check mixed.csv
t_has t.err 'mixed.csv:3:1: a quantity in each of W, which is counted in'
printf 'parent,part,quantity,unit\nA,B,1,each\nB,A,1,each\n' >loop.csv
t_exit 65 check loop.csv
t_has t.err 'a cycle of 2 items: A > B > A'
printf 'parent;part;quantity;unit\nA;B;1,500;each\n' >comma.csv
t_exit 65 check comma.csv
t_has t.err 'comma.csv:2:5:'
printf 'parent;part;quantity;unit\nA;B;1,5;each\n' >decimal.csv
t_exit 2 check decimal.csv
t_has t.err 'decimal.csv:2:5: warning: numbers such as "1,5": a comma is taken as decimal'
# A byte order mark and CR LF change nothing.
{
	printf '\357\273\277'
	sed 's/$/\r/' t.csv
} >crlf.csv
printf 'part,element,amount,unit\r\nSCREW,Nd,1,g\r\n' >one.csv
check 1 crlf.csv one.csv
says TABLE in '.low == "16"'
t_end
