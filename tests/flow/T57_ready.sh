#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: whatif can buy an assembly ready: all that is in it then comes from
# elsewhere, a part that is used elsewhere too stays there what it is, and the
# product that it writes is judged as it says; numbers worked out by hand.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2046,SC2086,SC2154
. "$(dirname "$0")/lib.sh"

mkdir own
printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level quote source standing read-on \
	1 MUST 'more than so much' 'Example Act, section 1' sourced 2026-01-31 >own/clauses.tsv
cat >own/rules.xml <<'END'
<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
<origin id="chinese" policy="any-stage" countries="CN" clause="1"/>
<materials id="heavy" clause="1" title="terbium and dysprosium" title-zh="铽和镝"><some elements="Tb Dy"/></materials>
<rule id="any" clause="1" title="any" title-zh="任何"><trigger><presence of="heavy" origin="chinese" is="above" limit="0 g"/></trigger></rule>
<rule id="five" clause="1" title="five grams" title-zh="五克"><trigger><presence of="heavy" origin="chinese" is="above" limit="5 g"/></trigger></rule>
<rule id="part" clause="1" title="of each part" title-zh="每零件"><trigger><mass-share of="heavy" origin="chinese" is="above" limit="1 %" per="part"/></trigger></rule>
</rules>
END
# 2 motors with 3 magnets each, and one magnet beside them: 7 g.
cat >set.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
<item part="SET" form="product" mass="10 kg" complete="yes"/>
<item part="MOTOR" form="part" mass="200 g" complete="yes"/>
<item part="ROTOR" form="component" mass="150 g" complete="yes"/>
<item part="MAG" maker="Talmark" form="magnet" mass="30 g" complete="yes"><content element="Dy" amount="1 g"/><origin stage="separation" country="CN" technology="CN"/></item>
<item part="MAG (AU)" form="magnet" mass="30 g" complete="yes"/>
<item part="CASE" form="part" mass="1 kg" complete="yes"/>
<use parent="SET" child="MOTOR" quantity="2" unit="each"/>
<use parent="SET" child="CASE" quantity="1" unit="each"/>
<use parent="SET" child="MAG (AU)" quantity="1" unit="each"/>
<use parent="MOTOR" child="ROTOR" quantity="1" unit="each"/>
<use parent="ROTOR" child="MAG" quantity="3" unit="each"/>
<use parent="CASE" child="MAG" quantity="1" unit="each"/>
</bom>
END
printf 'part,cost\nMOTOR,2\nROTOR,3\nMAG,5\nCASE,2\n' >costs.csv
only() { echo "--rules own/rules.xml --only $1"; }
cost='--by cost --cost costs.csv'
# chosen FILE PART...: the document names just these parts, and less cannot do.
chosen() {
	file=$1
	shift
	for part in "$@"; do
		echo "$part"
	done | sort >want.txt
	jq -e .optimal "$file" >/dev/null && jq -r '.choices[].parts[].item.part' "$file" | sort | cmp -s - want.txt
}

# 1. Without them the magnet alone can go; with them the motors do for less.
t_exit 0 whatif -q set.xml $(only five) $cost -o json=part.json
t_ok 'the magnet' chosen part.json MAG
t_exit 0 whatif -q set.xml $(only five) $cost --assemblies -o json=ready.json -o table --write ready.xml
t_ok 'the motor' chosen ready.json MOTOR
t_json ready.json '.assemblies and .cost == "2" and .choices[0].parts[0].ready and .verdicts[0].now == "clear"'
t_has t.out 'With 1 part from another source, at a cost of 2, it does not stay triggered.'
t_has t.out 'It is an assembly, bought ready with all that is in it.'
t_exit 0 check -q ready.xml $(only five) --ship SET
# The magnet in the case is still Chinese: 1 g; its twin has a number of its own.
t_exit 1 check -q ready.xml $(only any) --ship SET -o json=left.json
t_json left.json '.rules[0].items[0].numerator | .low == "1" and .high == "1"'
t_has ready.xml 'part="MAG (AU 2)"'
t_exit 0 trace -q ready.xml
t_has t.out 'MAG (AU 2)'
# 2. Nothing may be left: the motors and the case, or the magnet.
t_exit 0 whatif -q set.xml $(only any) $cost --assemblies -o json=any.json --write any.xml
t_ok 'both wholes' chosen any.json MOTOR CASE
t_exit 0 check -q any.xml $(only any) --ship SET
t_ok 'no part is needed twice' sh -c '! grep -q "AU 2" any.xml'
sed 's/^MAG,5/MAG,3/' costs.csv >cheap.csv
t_exit 0 whatif -q set.xml $(only any) --by cost --cost cheap.csv --assemblies -o json=any.json
t_ok 'the magnet is cheaper' chosen any.json MAG
t_exit 0 whatif -q set.xml $(only any) --assemblies -o json=any.json
t_ok 'by number, too' chosen any.json MAG
# 3. A kept part is not given up with what it is in.
t_exit 1 whatif -q set.xml $(only five) --assemblies --keep MAG -o json=kept.json
t_json kept.json '.verdicts[0].why_not == "kept"'
t_exit 0 whatif -q set.xml $(only five) $cost --assemblies --keep CASE -o json=kept.json
t_ok 'the case is not in the motor' chosen kept.json MOTOR
t_exit 0 whatif -q set.xml $(only any) $cost --assemblies --keep CASE -o json=kept.json
t_ok 'so the magnet must go' chosen kept.json MAG
sed 's/<item part="MOTOR"/<item part="MOTOR" phantom="yes"/' set.xml >phantom.xml
t_exit 0 whatif -q phantom.xml $(only five) $cost --assemblies -o json=phantom.json
t_ok 'a phantom is none' chosen phantom.json ROTOR
sed 's/^ROTOR,3/ROTOR,/; /^ROTOR/d' costs.csv >few.csv
t_exit 0 whatif -q phantom.xml $(only five) --by cost --cost few.csv --assemblies -o json=phantom.json
t_ok 'nor one whose cost is not known' chosen phantom.json MAG
# 4. Limits of things: with a motor that is bought its rotor is there no more.
t_exit 1 check -q set.xml $(only part)
t_exit 0 whatif -q set.xml $(only part) --assemblies --keep CASE -o json=things.json --write things.xml
t_json things.json '.optimal and .cost == "1"'
t_exit 0 check -q things.xml $(only part) --ship SET
# 5. Whose technology was used stays as it was.
sed 's/countries="CN"/by="technology" countries="CN"/' own/rules.xml >rules.xml && cp rules.xml own/rules.xml
t_exit 1 whatif -q set.xml $(only five) --assemblies -o json=technology.json
t_json technology.json '.verdicts[0].why_not == "technology"'
t_exit 0 whatif -q set.xml $(only five) $cost --assemblies --technology -o json=technology.json --write technology.xml
t_ok 'unless that changes as well' chosen technology.json MOTOR
t_exit 0 check -q technology.xml $(only five) --ship SET

# 6. Rows, the schema, and what is refused.
t_exit 0 whatif -q set.xml $(only five) $cost --assemblies --technology -o csv
t_ok 'a row says so' sh -c 'tr -d "\r" <t.out | grep -q "^1,ready,,MOTOR,"'
t_ok 'nothing that its schema does not know' jq -en --slurpfile s "$t_top/schemas/output-1.schema.json" --slurpfile d ready.json \
	'($s[0]["$defs"]) as $w | (($d[0] | keys) - (($w.whatif.properties | keys) + ($w.basis.properties | keys) + ($s[0].properties | keys))) == [] and
	([$d[0].choices[].parts[] | keys[]] - ($w.whatif.properties.choices.items.properties.parts.items.properties | keys)) == []'
t_exit 64 whatif -q set.xml --assemblies --declare
t_has t.err '--declare changes no source'
t_exit 64 whatif -q set.xml --assemblies --set MAG.origin=AU
t_exit 64 whatif -q set.xml --assemblies --assume none.xml
t_has t.err '--assemblies with --assume'
t_end
