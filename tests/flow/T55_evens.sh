#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: how many of an item reach a limit of all that goes out, and what reaches
# one of each element, does; see evens.py.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"
top=${t_top:?}

command -v python3 >/dev/null || {
	echo 'T55_evens: python3 is not there: not checked'
	exit 77
}
export RETRACE_TOP="$top"
t_ok "each number reaches its limit, and misses it below" \
	python3 "$top/tests/flow/evens.py" 1 "${EVENS:-12}"
t_has t.said ', 0 otherwise'
# The test can fail: as many as the others are left out.
cp "$top"/tests/flow/laws.py "$top"/tests/flow/fillings.py "$top"/tests/flow/origins.py .
sed 's/TINY = F(1, 10\*\*9)/TINY = F(-1, 10)/' "$top/tests/flow/evens.py" >evens.py
if python3 evens.py 1 6 >said 2>&1; then
	t_fail "a wrong number is not told"
else
	t_pass
fi

# By hand: 100 x 10 g + 50 x 40 g = 3 kg of Nd, and 100 x 5 g of Dy.
mkdir own
printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level quote source standing read-on \
	1 MUST 'together' 'Example Act, section 1' sourced 2026-01-31 >own/clauses.tsv
cat >own/rules.xml <<'END'
<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
<materials id="both" clause="1" title="Nd and Dy" title-zh="钕和镝"><some elements="Nd Dy"/></materials>
<rule id="year" clause="1" title="year" title-zh="年"><trigger><annual-mass of="both" together="yes" is="at-least" limit="5 kg"/></trigger></rule>
<rule id="element" clause="1" title="element" title-zh="元素"><trigger><mass-share of="both" each="element" is="above" limit="2 %"/></trigger></rule>
</rules>
END
cat >b.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
<item part="MOTOR" form="product" mass="1 kg" complete="yes"/>
<item part="PUMP" form="product" mass="2 kg" complete="yes"/>
<item part="MAG" form="magnet" mass="40 g" complete="yes"><content element="Nd" amount="10 g"/></item>
<item part="DY" form="metal" mass="5 g" complete="yes"><content element="Dy" amount="5 g"/></item>
<use parent="MOTOR" child="MAG" quantity="1" unit="each"/>
<use parent="MOTOR" child="DY" quantity="1" unit="each"/>
<use parent="PUMP" child="MAG" quantity="4" unit="each"/>
</bom>
END
cat >deal.xml <<'END'
<transaction xmlns="urn:retrace:transaction:1" id="T-1">
<per-year item="MOTOR" quantity="100 each"/><per-year item="PUMP" quantity="50 each"/>
</transaction>
END
# 3.5 kg: 1.5 kg more are 100 motors of 15 g, or 37.5 pumps of 40 g.
t_exit 0 check -q b.xml --rules own/rules.xml --transaction deal.xml --only year -o json=y.json
t_json y.json '.rules[0].items | map({(.item.part): [.break_even[] | .of, .reached, .missed]}) | add |
	.MOTOR == ["quantity", "200", "200"] and .PUMP == ["quantity", "87.5", "87.5"]'
t_exit 0 explain -q b.xml MOTOR --rules own/rules.xml --transaction deal.xml --only year
t_has t.out '200'
# Of MOTOR 1 % is Nd and 0.5 % Dy: Nd is nearer; 20 g of it are 2 %.
t_exit 0 check -q b.xml --rules own/rules.xml --only element -o json=e.json
t_json e.json '.rules[0].items[] | select(.item.part == "MOTOR") | [.break_even[] | select(.of == "amount") | .element, .reached, .missed] == ["Nd", "20", "20"]'
# Both beyond it: no number of one of them is the one.
sed 's/2 %/0.1 %/' own/rules.xml >own/low.xml
t_exit 1 check -q b.xml --rules own/low.xml --only element -o json=e.json
t_json e.json '.rules[0].items[] | select(.item.part == "MOTOR") | .break_even == []'
t_json e.json '.rules[0].items[] | select(.item.part == "PUMP") | [.break_even[] | select(.of == "amount") | .reached] == ["2"]'
t_end
