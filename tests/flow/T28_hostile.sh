#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: input that is made to hurt, through the binary: big, deep, wide, cut
# off, endless or none of our business.  Each is refused in seconds and in
# little memory, at its place, and nothing is written; what is shown is never
# a command to the terminal.

# lib.sh sets t_*, hostile.sh numbers; inner shells expand what stands in single
# quotes.
# shellcheck disable=SC1091,SC2016,SC2086,SC2154
. "$(dirname "$0")/lib.sh"

. "$t_top/tests/flow/hostile.sh"
bom='<bom xmlns="urn:retrace:bom:1">'
header='parent,part,quantity,unit'

# One thing without end.
{ printf '%s<!--' "$bom" && repeat a $big; } >comment.xml
refused comment.xml 1:32 'a tag or text of more than 65536 bytes'
{ printf '%s<item part="' "$bom" && repeat a $big; } >value.xml
refused value.xml 1:32 'a tag or text of more than 65536 bytes'
{ printf '%s' "$bom" && repeat ' ' $big; } >blanks.xml
refused blanks.xml 1:1 'a tag or text of more than 65536 bytes'
{ echo $header && printf 'A,' && repeat b $big; } >field.csv
refused field.csv 2:3 'a field of '
{ echo $header && printf 'A,"' && repeat 'b, ' $((big / 3)); } >quoted.csv
refused quoted.csv 2:3 'a quote that does not close within 65536 bytes'
repeat '"' $big >quotes.csv
refused quotes.csv 1:1 'a quote that does not close within 65536 bytes'
repeat , $big >commas.csv
refused commas.csv 1:1001 'more than 1000 columns'
yes '' | head -c $big >lines.csv
refused lines.csv 1:1 'an empty file'
# Signs do not count in headings, however many there are above a table.
signs='BEGIN {
	f = sprintf("%1000s", "")
	gsub(/ /, ":", f)
	for (row = 0; row < 58; row++) {
		for (k = 0; k < 200; k++)
			printf "%s,", f
		print ""
	}
}'
{ awk "$signs" && echo $header && echo P,A,1,each; } >signs.csv
limited convert -q signs.csv
t_ok "signs.csv: exit $t_got, expected 0" [ "$t_got" -eq 0 ]
t_has t.out '<use parent="P" child="A"'
rm -f ./*.xml ./*.csv

# Many of one thing.
{ printf '%s<item ' "$bom" && seq -f 'a%g="1"' -s ' ' 100000 && echo '/></bom>'; } >attributes.xml
refused attributes.xml 1:32 'a tag or text of more than 65536 bytes'
{ printf '<bom ' && seq -f 'xmlns:a%g="u"' -s ' ' 100000 && echo '/>'; } >namespaces.xml
refused namespaces.xml 1:1 'a tag or text of more than 65536 bytes'
{ printf '%s' "$bom" && repeat '<a>' 1000000; } >deep.xml
refused deep.xml 1:32 'element "a" in bom'
{ printf '%s' "$bom" && repeat '<x xmlns="u">' 1000000; } >foreign.xml
limited check foreign.xml
t_ok "foreign.xml: exit $t_got" [ "$t_got" -eq 65 ]
t_has t.err 'foreign.xml:1:'
{ echo "$bom" && yes '<item part="A"/>' | head -n $many && echo '</bom>'; } >same.xml
refused same.xml 3:1 'item A again'
{ echo "$bom" && yes '<item part="" mass="x"/>' | head -n $many && echo '</bom>'; } >faults.xml
refused faults.xml 2:13 'item without part'
{ echo $header && yes 'A,B,x,y' | head -n $many; } >faults.csv
refused faults.csv 2:5 'quantity "x"'
{ echo part,origin,stage && yes 'A,EU,mining' | head -n $many && echo 'A,QQ,mining'; } >hidden.csv
limited check hidden.csv
t_ok "hidden.csv: exit $t_got" [ "$t_got" -eq 65 ]
t_has t.err "hidden.csv:$((many + 2)):3: country \"QQ\""
t_has t.err "retrace: and $((many - 1000)) more warnings and notes"
limited check -q hidden.csv
t_ok 'quiet: one line' [ "$(wc -l <t.err)" -eq 1 ]
some=$((many / 10))
{ echo part,element,amount,unit && seq -f 'A%.0f,Nd,5,%%' $some; } >five.csv
{ echo part,element,amount,unit && seq -f 'A%.0f,Nd,6,%%' $some; } >six.csv
{ echo part,mass,mass unit && seq -f 'A%.0f,5,g' $some; } >items.csv
limited check items.csv five.csv six.csv -o json=t.json
t_ok "conflicts: exit $t_got" [ "$t_got" -eq 2 ]
t_has t.err "retrace: and $((some - 1000)) more warnings and notes"
t_json t.json '.messages | length == 1001 and (last.text | test("more warnings and notes"))'
limited check items.csv five.csv six.csv -q
t_ok 'quiet: nothing' [ ! -s t.err ]
{ echo part,mass,mass unit && seq -f 'A,%.0f,g' $many; } >same.csv
refused same.csv 3:1 'item A again'
{ echo $header && seq 100000 | awk '{ print "P" $1 - 1 ",P" $1 % 100000 ",1,each" }'; } >circle.csv
refused circle.csv 100001:1 'a cycle of 100000 items: P0 > P1 >'
{ echo level,part,quantity,unit && seq 0 20000 | awk '{ print $1 ",P" $1 ",1,each" }'; } >levels.csv
refused levels.csv 10003:1 'level "10001"'
rm -f ./*.xml ./*.csv

# Other alphabets than the one that is read, and what XML can do besides.
good="$bom<item part=\"A\"/><use parent=\"A\" child=\"B\" quantity=\"1\" unit=\"each\"/></bom>"
{ printf '\377\376' && printf '%s' "$good" | sed 's/./&\x00/g'; } >utf-16.xml
refused utf-16.xml 1:1 'UTF-16 text'
printf '%s,\264\305,1,each\n' "$header" >gb18030.csv
refused gb18030.csv 1:27 'byte 0xB4 is not UTF-8, and may be any of GB 18030'
doctype() {
	printf '<!DOCTYPE bom %s>%s' "$2" "$good" >"$1"
	refused "$1" 1:1 'a DOCTYPE'
}
doctype quadratic.xml "[<!ENTITY a \"$(repeat a 50000)\">]"
doctype parameter.xml '[<!ENTITY % a SYSTEM "file:///etc/passwd">%a;]'
doctype remote.xml 'SYSTEM "http://127.0.0.1:9/x.dtd"'
printf '%s<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="other.xml"/></bom>' "$bom" >include.xml
printf '%s' "$good" >other.xml
t_exit 65 check include.xml
t_has t.err 'no item in any file'
printf '%s<?%s?></bom>' "$bom" "$(repeat 'x ' 40000)" >instruction.xml
refused instruction.xml 1:32 'a tag or text of more than 65536 bytes'
printf '<' >one.xml
t_exit 65 check one.xml
t_has t.err 'one.xml:1:1: the file ends in its first tag'

# Cut off anywhere: refused, or for tables, where the end of a row is lost.
whole=$t_top/tests/examples/drive-unit/drive-unit.xml
size=$(wc -c <"$whole")
for tenth in 1 2 3 4 5 6 7 8 9; do
	head -c $((size * tenth / 10)) "$whole" >cut.xml
	limited convert cut.xml --save none.xml
	t_ok "cut at $tenth/10: exit $t_got" [ "$t_got" -eq 65 ]
	t_ok "cut at $tenth/10: nothing is written" [ ! -e none.xml ]
	t_ok "cut at $tenth/10: its place" grep -q '^cut.xml:[0-9]*:[0-9]*: .*expected' t.err
done

# Numbers.
while read -r number words; do
	printf '%s\nA,B,"%s",each\n' "$header" "$number" >number.csv
	refused number.csv 2:5 "$words"
done <<'END'
1e999 "1e999": expected a number between
1e-999 "1e-999": expected a number between
0x10 unit "x10"
nan quantity "nan"
inf quantity "inf"
1,500 "1,500": a comma in a number can mean two things
1.234.567 "1.234.567": expected a number
--1 quantity "--1"
-1 "-1": expected a number of zero or more
. quantity "."
1e unit "e"
1e-400 "1e-400": expected a number between
1e99999999999999999999 "1e99999999999999999999": expected a number between
0/0 "0/0": expected a number of zero or more
1_000 "_000" behind a number
1’000 "’000" behind a number
−5 quantity "−5"
٣ quantity "٣"
１．５ quantity "１．５"
½ quantity "½"
END

# Tables that one program reads so and another otherwise.
printf '%s\rA,B,1,each\r' $header >return.csv
refused return.csv 1:26 'lines that end with a carriage return alone'
printf '%s\nA,B\000C,1,each\n' $header >nul.csv
refused nul.csv 2:4 'a NUL byte'
printf 'parent,part,name,quantity,unit\nA,B,caf\351,1,each\nA,C,caf\303\251,2,each\n' >mixed.csv
refused mixed.csv 3:1 'a line in UTF-8, while line 2 is not'
printf '%s\nA,B,1,each\n' 'parent,part,quantity,quantity,unit' >twice.csv
refused twice.csv 1:22 'columns "quantity" and "quantity" mean the same'
# Alternatives, empty places and quantities of nothing make no way out of a cycle.
for use in 'quantity="1" unit="each" alternative="x"' 'quantity="1" unit="each" populate="no"' 'quantity="0" unit="each"'; do
	printf '%s<item part="A"/><item part="B"/><item part="C"/><use parent="A" child="B" quantity="1" unit="each"/><use parent="B" child="C" %s/><use parent="C" child="A" quantity="1" unit="each"/></bom>' "$bom" "$use" >cycle.xml
	limited check cycle.xml
	t_ok "a cycle by $use: exit $t_got" [ "$t_got" -eq 65 ]
	t_has t.err 'cycle'
done

# A file of which nothing was written but its size is not brought into memory;
# a small one, and an archive with a run of nothing, are read.
truncate -s 12G none.csv
stopped none.csv 'none.csv: from byte 1 on a part that was never written'
for start in "$bom" $header; do
	printf %s "$start" >begun.xml
	truncate -s 12G begun.xml
	stopped begun.xml 'begun.xml: from byte '
done
printf 'PK\003\004' >none.xlsx
truncate -s 12G none.xlsx
stopped none.xlsx 'none.xlsx: from byte '
truncate -s 1M none.csv
refused none.csv 1:1 'a NUL byte'
rm none.csv begun.xml none.xlsx

# Files that are none.
mkdir folder locked
ln -s two one
ln -s one two
printf '%s\nA,B,1,each\n' $header >uses.csv
t_exit 66 check folder
t_exit 66 check one
t_exit 66 check "$(repeat a 5000)"
limited check /dev/zero
t_ok "/dev/zero: exit $t_got" [ "$t_got" -eq 65 ]
t_exit 74 check uses.csv -o json=/dev/full
t_exit 66 check uses.csv none.csv
t_exit 73 convert uses.csv --save folder/none/out.xml
code=0
"$RETRACE" check uses.csv >/dev/full 2>t.err || code=$?
t_ok "a full disk: exit $code" [ $code -eq 74 ]
mkfifo pipe
cat uses.csv >pipe &
limited check pipe
t_ok "a pipe: exit $t_got" [ "$t_got" -eq 2 ]
wait
n=0
set --
while [ $n -lt 3000 ]; do
	n=$((n + 1))
	printf '%s\nA%d,B,1,each\n' $header $n >u$n.csv
	set -- "$@" u$n.csv
done
limited check -q "$@"
t_ok "3000 files: exit $t_got" [ "$t_got" -eq 2 ]
rm "$@"
"$RETRACE" check uses.csv 2>t.err | head -c 1 >/dev/null
t_ok 'nothing is said when the reader has gone' [ ! -s t.err ]

# No byte of the user's can command a terminal, in results or messages.
esc=$(printf '\033[31m\007\302\233\342\200\256')
printf '%s\nA,"B%s\nC",1,each\nA,=1+1,1,each\n' $header "$esc" >"x${esc}.csv"
tame() {
	t_ok "tame: $1" sh -c '! cat t.out t.err |
		LC_ALL=C grep -q "$(printf "[\033\007\r]\\|\302\233\\|\342\200\256")"'
}
# A table is opened in a spreadsheet, which must not start a program; read
# again it says the same.
{ echo part,name,quantity,unit,parent && printf "%s\n" "=cmd|' /C calc'!A0,@SUM(1),1,each,+P|x!A0" '+5V,-40,1,each,+P|x!A0'; } >formula.csv
t_exit 2 check -q formula.csv --all-items -o csv
t_ok 'no field begins as a formula' sh -c '! grep -E "(^|,)\"?(=|@SUM|[+]P)" t.out'
t_ok 'a part number stays as it is' grep -q ',+5V,' t.out
t_exit 0 convert formula.csv --to csv --save tables
t_ok 'nor in tables' sh -c '! grep -rE "(^|,)\"?(=|@SUM|[+]P)" tables'
t_exit 0 convert -q formula.csv --save one.xml
t_exit 0 convert -q tables --save two.xml
for file in one two; do
	grep -oE '(part|name|parent|child)="[^"]*"' $file.xml | sort -u >$file.said
done
t_ok 'read again it is the same' cmp one.said two.said
rm -rf tables
t_exit 2 check --all-items "x$esc.csv"
tame table
for form in json jsonl sarif receipt; do
	t_exit 2 check -q --all-items "x$esc.csv" -o $form
	tame $form
done
t_exit 2 check -q --all-items "x$esc.csv" -o jsonl
t_ok 'to a program it is the same' sh -c 'jq -r .part t.out | grep -qF "$1"' sh "B$esc"
t_exit 0 explain -q "x$esc.csv" "$(printf 'B%s\nC' "$esc")"
tame explain
printf '%s\n"B%s","B%s",y,each\n' $header "$esc" "$esc" >"y$esc.csv"
t_exit 65 check "y$esc.csv"
tame messages
t_exit 66 check "none$esc"
tame 'a name of a file'
t_exit 64 check uses.csv --as-of "$esc"
tame 'an option'
t_end
