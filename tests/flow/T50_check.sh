#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: check and explain say the same in every form, and their exit codes
# can be relied on.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

# One magnet with 1 g of Chinese Dy, one part that says nothing.
cat >motor.xml <<'END'
<bom xmlns="urn:retrace:bom:1" supplier="ACME" date="2026-01-05" assemblies="complete">
  <item part="MOTOR" maker="ACME" revision="B" name="Motor" form="product" shipped="yes"/>
  <item part="MAG-1" maker="MAGCO" name="Magnet" form="magnet" mass="1000 g" complete="yes">
    <content element="Dy" amount="1 g" basis="element"><origin stage="mining" country="CN"/></content>
  </item>
  <item part="=PAD" name="Pad, &#x202E;odd" mass="10 g"/>
  <use parent="MOTOR" child="MAG-1" quantity="2" unit="each"/>
  <use parent="MOTOR" child="=PAD" quantity="1" unit="each"/>
</bom>
END
sed 's/country="CN"/country="MY"/' motor.xml >other.xml
sed '/=PAD/d; s/country="CN"/country="MY"/; s/<origin.*MY"\/>//' motor.xml >open.xml
sed '/=PAD/d; s/<content.*content>//' motor.xml >clean.xml

# Exit codes.
t_exit 1 check motor.xml
t_has t.out 'TRIGGERED  ACME MOTOR rev B (Motor)'
t_has t.out '2 g to 12 g; any amount is enough'
t_exit 2 check open.xml
t_has t.out 'UNDECIDED  ACME MOTOR rev B'
t_exit 2 check other.xml
t_exit 0 check clean.xml
t_has t.out 'CLEAR  ACME MOTOR rev B'
t_exit 0 check open.xml --fail-on triggered
t_exit 1 check motor.xml --fail-on triggered
t_exit 0 check motor.xml --fail-on never

# The same bytes each time, also from standard input but for its name.
t_exit 1 check motor.xml -o json
cp t.out one.json
t_exit 1 check motor.xml -o json
t_cmp t.out <one.json
t_ok 'from standard input' sh -c \
	'"$RETRACE" check - -o csv --fail-on never <motor.xml >stdin.csv'
t_has stdin.csv ',-,2'

# JSON is what its schema promises, and adds up.
t_json one.json '.schema == "retrace-output" and .version == "1.0"'
t_json one.json '.kind == "check" and .exit_code == 1'
t_json one.json '.inputs[0].role == "product" and (.inputs[0].sha256 | length) == 64'
t_ok 'the digest is that of the file' sh -c \
	'[ "$(jq -r ".inputs[0].sha256" one.json)" = "$(sha256sum motor.xml | cut -c1-64)" ]'
t_json one.json '.rules | length == 1'
t_json one.json '.rules[0].state == "hypothetical" and .rules[0].clause.law == false'
t_json one.json '.rules[0].items[0] | .verdict == "triggered" and .shipped'
t_json one.json '.rules[0].items[0].numerator == {"low":"2","high":"12","low_open":false,"high_open":false}'
t_json one.json '.rules[0].items[0].contributors_total == 1'
t_json one.json '.rules[0].items[0].contributors[0] | .quantity == "2" and .amount.low == "2" and .path == ["MOTOR","MAG-1"] and .paths == "1"'
t_json one.json '.rules[0].shipped.triggered == 1 and .rules[0].not_shipped.triggered == 1'

# Nothing is missing that the schema asks for, nothing there that it does not
# know.
schema=$t_top/schemas/output-1.schema.json
knows() { # PATH-IN-SCHEMA... FILTER: the object has what these ask for
	for t_def in $1; do
		t_ok "$2 has all of $t_def" jq -en --slurpfile s "$schema" \
			--slurpfile d one.json --arg name "$t_def" \
			'[$s[0]["$defs"][$name].required[]] - ($d[0]'"$2"' | keys) == []'
	done
	t_ok "$2 has no more" jq -en --slurpfile s "$schema" \
		--slurpfile d one.json --arg defs "$1" \
		'($d[0]'"$2"' | keys) - ([$defs | splits(" ")] | map($s[0]["$defs"][.].properties | keys) | add)
		 - ($s[0].properties | keys) - ["shipped", "not_shipped", "items"] == []'
}
knows 'basis check' ''
knows rule '.rules[0]'
knows judged '.rules[0].items[0]'
knows part '.rules[0].items[0].contributors[0]'
knows tally '.rules[0].shipped'

# Several outputs at once; the files are whole.
t_exit 1 check motor.xml --all-items -o csv=all.csv -o jsonl=all.jsonl -o json=all.json -o table=all.txt
t_ok 'rows agree' sh -c '[ "$(wc -l <all.jsonl)" -eq 3 ] && [ "$(wc -l <all.csv)" -eq 4 ]'
t_json all.json '.rows | length == 3'
t_ok 'the rows of both are the same' sh -c 'jq -c . all.jsonl >rows && jq -c ".rows[]" all.json | cmp - rows'
t_ok 'a part number stays as it is' sh -c 'grep -q "^cn-trace,contained,hypothetical,yes,,=PAD,,=PAD," all.csv'
t_exit 73 check motor.xml -o json=no/such/folder/x.json
t_ok 'nothing is left of a refused output' sh -c '! ls -d no 2>/dev/null'

# Nothing from a file commands a terminal or turns the text.
t_exit 1 check motor.xml --all-items --color always
t_ok 'no mark that turns text' sh -c '! grep -q "$(printf "\342\200\256")" t.out'
t_has t.out '\x202e'
t_exit 1 check motor.xml
t_ok 'no colour in a file' sh -c '! grep -q "$(printf "\033")" t.out'

# What is shipped decides.
t_exit 1 check motor.xml --ship '=PAD' -o json
t_json t.out '[.rules[0].items[].item.part] == ["MOTOR","=PAD"]'
t_exit 65 check motor.xml --ship MOTR
t_has t.err 'no item "MOTR"'

# Law of the day.
t_exit 1 check motor.xml --as-of 2026-11-24
t_has t.err 'the law was read up to 2026-02-28'
t_json one.json '.messages == []'
t_exit 66 check motor.xml --rules nowhere
t_exit 64 check motor.xml --only nothing
t_has t.err 'nothing'

# Errors: all of them, each at its place, nothing on standard output.
sed 's/quantity="2"/quantity="two"/; s/quantity="1"/quantity="-1"/' motor.xml >bad.xml
t_exit 65 check bad.xml -o json=never.json
t_ok 'two errors' sh -c '[ "$(grep -c "^bad.xml:[0-9]*:[0-9]*: " t.err)" -eq 2 ]'
t_ok 'no result' sh -c '[ ! -s t.out ] && [ ! -e never.json ]'

# What is open under many rules is listed once; an item that says nothing but
# its name is listed first if the name points to rare earth.
cat >silent.csv <<'END'
level,part,name,qty,uom,weight (g),country of origin
0,DRIVE,Drive,1,each,100,DE
1,SCREW,Screw,4,each,20,TW
1,RING,"Ring magnet, N42",1,each,5,CN
END
t_exit 2 check silent.csv --rules cn-mofcom-61-2025 --as-of 2026-02-01 --as-if-in-force
t_ok 'one table' sh -c '[ "$(grep -c "Ring magnet" t.out)" -eq 1 ]'
t_has t.out 'The parts that are open are those under cn-mofcom-61-2025/limb-i'
t_ok 'one binding' sh -c '[ "$(grep -c "Binds foreign" t.out)" -eq 1 ]'
t_ok 'the magnet goes first' sh -c \
	'grep -A1 "^Open" t.out | tail -n 1 | grep -q "^RING.*suspect"'

# Explain.
t_exit 0 explain motor.xml MAG-1
t_has t.out 'WOULD TRIGGER IF SHIPPED ALONE  MAGCO MAG-1'
t_has t.out 'mining: CN'
t_exit 0 explain motor.xml 'ACME MOTOR rev B' -o json
t_json t.out '.kind == "explain" and .item.part == "MOTOR"'
t_json t.out '.rules[0].contributors[0].item.part == "MAG-1"'
t_exit 65 explain motor.xml NO-SUCH
t_exit 64 explain motor.xml
t_exit 64 explain motor.xml MAG-1 -o csv
t_end
