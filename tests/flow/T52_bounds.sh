#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: bounds are shown as sharp as they are, and said to be so or not; and
# how much of a stated mass the parts account for.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

mkdir probe
printf 'id\tlevel\tquote\tsource\tstanding\tread-on\n' >probe/clauses.tsv
printf 'c\tMUST\tprobe\tnone\tinferred\t2026-02-28\n' >>probe/clauses.tsv
cat >probe/rules.xml <<'END'
<rules xmlns="urn:retrace:rules:1" id="probe" version="1"
	read-until="2026-02-28" title="Probe" title-zh="Probe">
<materials id="re" clause="c" title="rare earths" title-zh="re">
<some elements="Sc Y La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu"/></materials>
<rule id="ge" clause="c" from="2026-01-10" title="ge" title-zh="ge"><trigger>
<mass-share of="re" is="at-least" limit="0.1 %"/></trigger></rule>
<rule id="gt" clause="c" from="2026-01-10" title="gt" title-zh="gt"><trigger>
<mass-share of="re" is="above" limit="0.1 %"/></trigger></rule>
</rules>
END

# product NAME: the lines on standard input, without what every file has.
product() {
	{
		echo '<bom xmlns="urn:retrace:bom:1">'
		cat
		echo '</bom>'
	} >"$1.xml"
}
judge() { # EXIT FILE RULE
	t_exit "$1" check "$2.xml" --rules probe/rules.xml --only "$3" \
		--as-of 2026-02-01
}

# Against 0.1 %: 1 g in 1000 g beside parts free of rare earths of 0 to 10 g.
product beside <<'END'
<item part="P" complete="yes"/>
<item part="A" mass="1000 g" complete="yes"><content element="Dy" amount="1 g"/></item>
<item part="B" mass="0-10 g" complete="yes"/>
<use parent="P" child="A" quantity="1" unit="each"/>
<use parent="P" child="B" quantity="1" unit="each"/>
END
judge 2 beside ge
t_has t.out 'in it: 0.099 % to 0.1 % of its mass'
t_ok 'they are proven' sh -c '! grep -q "not proven sharp" t.out'
judge 0 beside gt

# Alternatives: numerator and denominator are of one of them.
product either <<'END'
<item part="P" complete="yes"/>
<item part="A" mass="100 g" complete="yes"><content element="Dy" amount="1 g"/></item>
<item part="B" mass="10 g" complete="yes"><content element="Dy" amount="0.9 g"/></item>
<use parent="P" child="A" quantity="1" unit="each" alternative="x"/>
<use parent="P" child="B" quantity="1" unit="each" alternative="x"/>
END
judge 1 either ge
t_has t.out 'in it: 1 % to 9 % of its mass'
t_has t.out '0.9 g to 1 g in an item of 10 g to 100 g; limit >= 0.1 %.'
t_ok 'they are proven' sh -c '! grep -q "not proven sharp" t.out'

# A closed list, and the mass that the parts account for.
product closed <<'END'
<item part="P" mass="2.4 kg"/>
<item part="A" mass="2 kg"><content element="Fe" amount="98-99 %"/>
<content name="other substances" amount="up to 0.05 %"/></item>
<item part="B" mass="234-235 g" complete="yes"/>
<use parent="P" child="A" quantity="1" unit="each"/>
<use parent="P" child="B" quantity="1" unit="each"/>
END
judge 2 closed ge
t_has t.out 'in it: at most 6.959 % of its mass'
t_has t.out 'The parts of P account for 93.08 % to 93.13 % of its stated 2.4 kg.'
t_exit 2 check closed.xml --rules probe/rules.xml --only ge --as-of 2026-02-01 -o json
t_json t.out '.coverage[0].item.part == "P" and .coverage[0].stated.low == "2400"'
t_json t.out '.coverage[0].parts == {"low":"2234","high":"2235","low_open":false,"high_open":false}'
t_json t.out '.coverage[0].share.low == "1117/1200" and .coverage[0].share.high == "0.93125"'
t_json t.out '.rules[0].items[0].proven_sharp'
t_exit 2 check closed.xml --rules probe/rules.xml --only ge --as-of 2026-02-01 -o csv
t_has t.out ',covered_low,covered_high'
t_has t.out ',0.930833,0.93125'
t_exit 0 explain closed.xml P --rules probe/rules.xml --only ge --as-of 2026-02-01
t_has t.out 'The parts of P account for 93.08 % to 93.13 % of its stated 2.4 kg.'

# A part without a mass: at least what is known.
sed 's/mass="2 kg"//' closed.xml >open.xml
judge 2 open ge
t_has t.out 'The parts of P account for more than 9.75 % of its stated 2.4 kg.'
sed 's/mass="2 kg"//; s/mass="234-235 g"//' closed.xml >open.xml
judge 2 open ge
t_has t.out 'How much of the stated 2.4 kg of P its parts account for is not known.'

# What competes in ways that are not followed up is said to be so.
product mixed <<'END'
<item part="P" mass="100 g"><content element="Nd" amount="1 g" scope="total"/></item>
<item part="A" mass="90 g"/>
<use parent="P" child="A" quantity="1" unit="each"/>
END
judge 1 mixed ge
t_has t.out 'not proven sharp'
t_exit 1 check mixed.xml --rules probe/rules.xml --only ge --as-of 2026-02-01 -o json
t_json t.out '.rules[0].items[0].proven_sharp | not'

t_end
