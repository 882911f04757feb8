#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: a law may name substances, by CAS number or formula: what is in these
# counts, as the element or as the substance itself; what is stated of the
# element alone may be in them.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2086,SC2154
. "$(dirname "$0")/lib.sh"

mkdir own
printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level quote source standing read-on \
	1 MUST 'neodymium oxide' 'Example Act, section 1' sourced 2026-01-31 >own/clauses.tsv
pack() { # SOME; the rules from standard input
	printf '<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
<materials id="listed" clause="1" title="listed substances" title-zh="所列物质">%s</materials>\n' "$1" >own/rules.xml
	cat >>own/rules.xml
	echo '</rules>' >>own/rules.xml
}
rule() { # ID TRIGGER
	printf '<rule id="%s" clause="1" title="%s" title-zh="%s"><trigger>%s</trigger></rule>\n' "$1" "$1" "$1" "$2"
}
{
	rule any '<presence of="listed" is="above" limit="0 g"/>'
	rule grams '<presence of="listed" stated-as="substance" is="at-least" limit="2 g"/>'
	rule element '<presence of="listed" is="at-least" limit="2 g"/>'
	rule share '<mass-share of="listed" stated-as="substance" is="above" limit="1 %"/>'
	rule each '<mass-share of="listed" each="substance" is="above" limit="1 %"/>'
} | pack '<some substances="1313-97-9 DyF3"/>'
# NDOX: 1.5 g of Nd2O3 and 0.5 g of DyF3 are 2 g of listed substances, and
# 1.5 x 0.8574 + 0.5 x 0.7403 = 1.66 g of their elements.  DYOX: another
# compound of Dy.  METAL: Dy of which nobody says in what it is.
cat >b.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
<item part="NDOX" form="part" mass="200 g" complete="yes"><content cas="1313-97-9" amount="1.5 g"/><content formula="DyF3" amount="0.5 g"/></item>
<item part="NAMED" form="part" mass="100 g" complete="yes"><content name="氧化钕" amount="2.5 g"/></item>
<item part="DYOX" form="part" mass="100 g" complete="yes"><content formula="Dy2O3" amount="50 g"/></item>
<item part="METAL" form="part" mass="100 g" complete="yes"><content element="Dy" amount="1 g"/></item>
<item part="NAGNET" form="magnet" mass="100 g" complete="yes"><content element="Nd" amount="30 g"/></item>
<item part="NONE" form="part" mass="100 g" complete="yes"><content element="La" amount="1 g"/></item>
<item part="DARK" form="part" mass="1 g"/>
</bom>
END
own='--rules own/rules.xml'
verdicts='[.rules[] | "\(.rule): " + ([.items | sort_by(.item.part)[] | .verdict[:1]] | join(""))]'

# 1. DARK DYOX METAL NAGNET NAMED NDOX NONE, by hand: what is in a magnet is
# no oxide; METAL is at most 1 x 219.495 /
# 162.5 = 1.3508 g of DyF3: less than 2 g, more than 1 % of 100 g; and 1 g of Dy
# is not above 1 %.  NDOX: 2 g in 200 g are 1 %.
t_exit 1 check -q b.xml $own -o json=b.json -o csv=b.csv
t_json b.json "$verdicts"' == ["any: ucucttc", "grams: ccccttc", "element: cccctcc", "share: ucuctcc", "each: uccctcc"]'
t_exit 1 check -q b.xml $own --exact -o csv=exact.csv
t_cmp exact.csv <b.csv
t_json b.json '.rules[1].items[] | select(.item.part == "NDOX") | [.numerator.low, .numerator.high] == ["2", "2"]'
t_json b.json '.rules[1].stated_as == "substance"'
t_exit 0 explain -q b.xml NDOX $own --only grams
t_has t.out 'as that substance'
t_exit 0 explain -q b.xml METAL $own --only any
t_has t.out 'if it is of the form or substance that the rule asks for'

# 2. In words.
t_exit 0 rules show own/rules.xml
t_has t.out 'Any amount of listed substances is in it, in 1313-97-9, DyF3 alone.'
t_has t.out 'At least 2 g of listed substances, as that substance, is in it, in 1313-97-9, DyF3 alone.'
t_exit 0 rules show own/rules.xml --lang zh
t_has t.out '（仅计1313-97-9、DyF3中的）（以所列物质计）'

# 3. What is asked, and what another source takes away.
t_exit 0 ask -q b.xml $own --only any --ship METAL -o json=asked.json
t_json asked.json '[.questions[] | select(.item.part == "METAL") | .kind] | length > 0'
t_exit 1 check -q b.xml $own --only each -o html=each.html
{
	"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
	"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
	t_exit 0 draft -q b.xml --item NDOX $own --filer "$t_top/tests/examples/filer.xml" --save draft.xml
	t_has draft.xml 'stated-as="substance"'
	t_exit 0 file draft.xml b.xml own/* --log log.db --log-key log.key --key key.pem --cert cert.pem --save f.xml
	t_exit 0 verify --recompute f.xml --cert cert.pem --log log.db
	t_has t.out 'recomputed every verdict and number is the same'
}

# 4. What makes no sense is refused, at its line.
bad() { # MESSAGE SOME [TEST]
	rule bad "${3:-<presence of=\"listed\" is=\"above\" limit=\"0 g\"/>}" | pack "$2"
	t_exit 65 rules check own/rules.xml
	t_has t.err "$1"
}
bad '"1313-97-8" in substances: expected the CAS number of a substance whose composition is known' '<some substances="1313-97-8"/>'
bad '"64417-98-7" in substances: expected the CAS number' '<some substances="64417-98-7"/>'
bad '"Fe2O3" in substances holds no rare earth' '<some substances="Fe2O3"/>'
bad 'own/rules.xml:2:' '<some substances="Nd2Xx3"/>'
bad '1313-97-9 and Nd2O3 in substances are the same' '<some substances="1313-97-9 Nd2O3"/>'
bad 'Nd for the second time' '<some substances="Nd2O3"/><some elements="Nd"/>'
bad 'elements and substances: expected one of them' '<some elements="Nd" substances="Nd2O3"/>'
bad 'elements and substances: expected one of them' '<some as="oxide"/>'
bad 'substances with as' '<some substances="Nd2O3" as="oxide"/>'
bad 'a value of listed, which names substances' '<some substances="Nd2O3"/>' '<value of="listed" is="above" limit="1 USD"/>'
bad 'stated-as="substance" of listed' '<some substances="Nd2O3 NdF3"/>' '<presence of="listed" stated-as="substance" is="above" limit="1 g"/>'
bad 'stated-as="substance" of listed' '<some elements="Nd"/>' '<presence of="listed" stated-as="substance" is="above" limit="1 g"/>'
t_end
