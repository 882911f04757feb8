#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: whole items, such as the magnets in a product, may be held against a
# share of its mass.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2086,SC2154
. "$(dirname "$0")/lib.sh"

mkdir own
printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level quote source standing read-on \
	1 MUST 'magnets of more than 2 %' 'Example Act, section 1' sourced 2026-01-31 >own/clauses.tsv
pack() { # the rules from standard input
	printf '<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
<origin id="cn" policy="any-stage" countries="CN" clause="1"/>
<materials id="magnets" whole="yes" clause="1" title="rare-earth magnets" title-zh="稀土永磁体"><some elements="Nd"/></materials>\n' >own/rules.xml
	cat >>own/rules.xml
	echo '</rules>' >>own/rules.xml
}
rule() { # ID TEST
	printf '<rule id="%s" clause="1" title="%s" title-zh="%s"><trigger><mass-share of="magnets" in="magnet" %s/></trigger></rule>\n' "$1" "$1" "$1" "$2"
}
{
	rule more 'is="above" limit="2 %"'
	rule least 'is="at-least" limit="2 %"'
	rule little 'is="below" limit="2 %"'
	rule china 'origin="cn" is="at-least" limit="2 %"'
	rule range 'is="above" limit="0 %" and="at-most" and-limit="2 %"'
	rule part 'per="part" is="above" limit="5 %"'
} | pack
# A: 20 g of 1 kg are 2 %.  B: 21 g.  C: 20 g of 1000 g to 1100 g.  D holds
# none.  E: perhaps more magnets.  F states no mass: 20 g and 980 g.  G weighs
# at least 20 g.  H: its part HP is 10 % magnet, and H 1 %.
cat >b.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
<item part="A" form="product" mass="1 kg" complete="yes"/>
<item part="B" form="product" mass="1 kg" complete="yes"/>
<item part="C" form="product" mass="1000-1100 g" complete="yes"/>
<item part="D" form="product" mass="1 kg" complete="yes"/>
<item part="E" form="product" mass="1 kg"/>
<item part="F" form="product" complete="yes"/>
<item part="G" form="product"/>
<item part="H" form="product" mass="1 kg" complete="yes"/>
<item part="HP" form="part" mass="100 g" complete="yes"/>
<item part="TEN" form="magnet" mass="10 g" complete="yes"><content element="Nd" amount="3 g"/><origin stage="mining" country="CN"/></item>
<item part="ONE" form="magnet" mass="1 g" complete="yes"><content element="Nd" amount="0.3 g"/><origin stage="all" country="AU"/></item>
<item part="BOX" form="part" mass="980 g" complete="yes"/>
<use parent="A" child="TEN" quantity="2" unit="each"/>
<use parent="B" child="TEN" quantity="2" unit="each"/>
<use parent="B" child="ONE" quantity="1" unit="each"/>
<use parent="C" child="TEN" quantity="2" unit="each"/>
<use parent="D" child="BOX" quantity="1" unit="each"/>
<use parent="E" child="TEN" quantity="1" unit="each"/>
<use parent="F" child="TEN" quantity="2" unit="each"/>
<use parent="F" child="BOX" quantity="1" unit="each"/>
<use parent="G" child="TEN" quantity="2" unit="each"/>
<use parent="H" child="HP" quantity="1" unit="each"/>
<use parent="HP" child="TEN" quantity="1" unit="each"/>
</bom>
END
own='--rules own/rules.xml'
verdicts='[.rules[] | "\(.rule): " + ([.items | sort_by(.item.part)[] | .verdict[:1]] | join(""))]'

# 1. A to H, worked out by hand.
t_exit 1 check -q b.xml $own -o json=b.json -o csv=b.csv
t_json b.json "$verdicts"' == ["more: ctccucuc", "least: ttucutuc", "little: ccutucut", "china: ttucutuc", "range: tctcutut", "part: ccccccct"]'
t_json b.json '.rules[] | select(.rule == "more") | .items[] | select(.item.part == "B") | [.numerator.low, .denominator.low, .ratio.low, .ratio.high] == ["21", "1000", "0.021", "0.021"]'
t_json b.json '[.rules[] | select(.rule == "part") | .items[] | select(.verdict == "triggered") | .item.part] == ["H"]'
t_exit 1 check -q b.xml $own --exact -o csv=exact.csv
t_cmp exact.csv <b.csv
t_exit 0 explain -q b.xml B $own --only more
t_has t.out 'Rare-earth magnets in it: 2.1 % of its mass'

# 2. In words, filed, asked, bought elsewhere.
t_exit 0 rules show own/rules.xml
t_has t.out 'More than 2 % of its mass is made up of rare-earth magnets, counted in magnet as a whole.'
t_exit 0 rules show own/rules.xml --lang zh
t_has t.out '所含的稀土永磁体（仅计磁体的总质量）占其质量的比例超过 2 %。'
t_exit 0 ask -q b.xml $own --only least -o json=asked.json
t_json asked.json '[.questions[] | .item.part] | index("E") != null'
t_exit 2 whatif -q b.xml $own --only china -o json
t_json t.out '[.choices[].parts[].item.part] == ["TEN"]'
{
	"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
	"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
	for part in B E; do
		t_exit 0 draft -q b.xml --item $part $own --filer "$t_top/tests/examples/filer.xml" --basis precautionary --save draft.xml
		t_exit 0 file draft.xml b.xml own/* --log log.db --log-key log.key --key key.pem --cert cert.pem --save $part.xml
		t_exit 0 verify --recompute $part.xml --cert cert.pem --log log.db
		t_has t.out 'recomputed every verdict and number is the same'
	done
}

# 3. What makes no sense is refused.
bad() { # MESSAGE TEST
	rule bad "$2" | pack
	t_exit 65 rules check own/rules.xml
	t_has t.err "$1"
}
bad 'per="homogeneous-material" of whole items' 'per="homogeneous-material" is="above" limit="2 %"'
bad 'magnets counts whole items: expected presence of it, or a share of mass' 'among="magnets" is="above" limit="2 %"'
t_end
