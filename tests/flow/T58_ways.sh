#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: a law may say "0.1 % of a magnet, or more than 1 kg": one of several ways
# is enough, every output says which, and a filing keeps them.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

mkdir own
printf '%s\t%s\t%s\t%s\t%s\t%s\n' id level quote source standing read-on \
	1 MUST '0.1 % of a magnet' 'Example Act, section 1' sourced 2026-01-31 \
	2 MUST 'or more than 1 kg' 'Example Act, section 2' inferred 2026-01-31 >own/clauses.tsv
pack() { # the ways from standard input
	printf '<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2026-12-31" title="Example" title-zh="示例">
<origin id="cn" policy="any-stage" countries="CN" clause="1"/>
<materials id="dy" clause="1" title="dysprosium" title-zh="镝"><some elements="Dy"/></materials>
<rule id="either" clause="1" title="either" title-zh="任一">
<trigger><any>\n' >own/rules.xml
	cat >>own/rules.xml
	echo '</any></trigger></rule></rules>' >>own/rules.xml
}
share='<way id="share" title="0.1 % or more of a magnet" title-zh="占磁体0.1%及以上"><mass-share of="dy" per="part" per-forms="magnet" is="at-least" limit="0.1 %"/></way>'
kilo='<way id="kilo" clause="2" title="more than 1 kg of China" title-zh="来自中国的超过1千克"><presence of="dy" origin="cn" is="above" limit="1 kg"/></way>'
echo "$share$kilo" | pack
# By hand.  A: a magnet of 1 %.  B: 1.2 kg from China, no magnet of 0.1 %.  C:
# neither.  D: a magnet that may be any.  E: 1.2 kg, from nobody knows where.  F:
# both.
cat >b.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
<item part="A" form="product" mass="1000 kg" complete="yes"/>
<item part="B" form="product" mass="3000 kg" complete="yes"/>
<item part="C" form="product" mass="1 kg" complete="yes"/>
<item part="D" form="product" mass="3 kg" complete="yes"/>
<item part="E" form="product" mass="3000 kg" complete="yes"/>
<item part="F" form="product" mass="3000 kg" complete="yes"/>
<item part="MAG" form="magnet" mass="50 g" complete="yes"><content element="Dy" amount="1 %"/></item>
<item part="MIL" form="magnet" mass="50 g" complete="yes"><content element="Dy" amount="0.09 %"/></item>
<item part="SALT" form="phosphor" mass="1 kg" complete="yes"><content element="Dy" amount="60 %"/><origin stage="all" country="CN"/></item>
<item part="OTHER" form="phosphor" mass="1 kg" complete="yes"><content element="Dy" amount="60 %"/></item>
<item part="OPEN" form="magnet" mass="50 g"/>
<use parent="A" child="MAG" quantity="2" unit="each"/>
<use parent="B" child="MIL" quantity="2" unit="each"/>
<use parent="B" child="SALT" quantity="2" unit="each"/>
<use parent="C" child="MIL" quantity="2" unit="each"/>
<use parent="D" child="OPEN" quantity="2" unit="each"/>
<use parent="E" child="OTHER" quantity="2" unit="each"/>
<use parent="F" child="MAG" quantity="1" unit="each"/>
<use parent="F" child="SALT" quantity="2" unit="each"/>
</bom>
END
t_exit 0 rules check ./own
t_exit 0 rules show own/rules.xml --lang zh
t_has t.out '满足以下任一项即可：'
t_exit 0 rules show own/rules.xml
t_has t.out 'One of these is enough:'
t_has t.out 'kilo: more than 1 kg of China (inferred).'
t_exit 1 check b.xml --rules own/rules.xml -o table -o json=b.json -o csv=b.csv -o html=b.html
t_json b.json '[.rules[0].items | sort_by(.item.part)[] | select(.item.part | length == 1) | .item.part + " " + .verdict[:1] + " " + (.ways | map(.verdict[:1]) | join(""))] == ["A t tc", "B t ct", "C c cc", "D u uc", "E u cu", "F t tt"]'
t_json b.json '.rules[0].measure == "any" and (.rules[0].items[] | select(.item.part == "B") | .ways[1] | .way == "kilo" and .measure == "presence" and .limit == "1000" and .numerator.low == "1200")'
t_has t.out 'One of these 2 is enough. Met: kilo.'
t_has t.out 'One of these 2 is enough. Met: share, kilo.'
t_has b.html 'One of these is enough'
t_exit 1 check -q b.xml --rules own/rules.xml -o sarif=b.sarif
t_has b.sarif 'One of these: At least 0.1 %'
# the row has the amount of the way that decides
t_json b.json '.rules[0].items[] | select(.item.part == "B") | .numerator.low == "1200"'
t_has b.csv ',1200,1200.09,g,> 1 kg,'
t_has b.csv 'share: clear; kilo: triggered'
t_exit 0 explain b.xml E --rules own/rules.xml
t_has t.out 'One of these 2 is enough. None is met for sure; open: kilo.'
t_exit 1 check -q b.xml --rules own/rules.xml --exact -o csv=exact.csv
t_cmp exact.csv <b.csv
t_exit 0 rules list

# What could be asked, and what could be changed: all ways go down.
t_exit 0 ask b.xml --rules own/rules.xml --ship D --ship E -o table
t_has t.out 'By the way "share":'
t_has t.out 'By the way "kilo":'
t_has t.out 'One of several ways is enough to trigger it'
echo "$kilo<way id=\"two\" title=\"two\" title-zh=\"二\"><mass-share of=\"dy\" origin=\"cn\" is=\"at-least\" limit=\"20 ppm\"/></way>" | pack
t_exit 2 whatif b.xml --rules own/rules.xml --ship B
t_has t.out 'SALT'

# A filing keeps the ways.
echo "$share$kilo" | pack
"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
t_exit 0 draft -q b.xml --item B --rules own/rules.xml --filer "$t_top/tests/examples/filer.xml" --save draft.xml
t_has draft.xml 'way="kilo"'
t_exit 0 file draft.xml b.xml own/* --log log.db --log-key log.key --key key.pem --cert cert.pem --save f.xml
t_exit 0 verify --recompute f.xml --cert cert.pem --log log.db
t_has t.out 'recomputed every verdict and number is the same'
t_exit 0 print f.xml --save f.html
t_has f.html 'kilo'
# a draft that says otherwise does not hold
sed 's/\(<verdict [^>]*\)is="triggered"/\1is="clear"/' draft.xml >wrong.xml
t_exit 3 file wrong.xml b.xml own/* --log log.db --log-key log.key --key key.pem --cert cert.pem --save w.xml

# What makes no sense is refused at its line.
echo "$share$share" | pack
t_exit 65 rules check ./own
t_has t.err 'way share for the second time in this rule: expected each id once'
echo "$share$share" | sed 's/id="share"/id="again"/' | pack
t_exit 65 rules check ./own
t_has t.err 'way share asks the same as again: expected one of them'
echo "$share" | pack
t_exit 65 rules check ./own
echo '<way id="a" title="a" title-zh="a"><annual-mass of="dy" together="yes" is="above" limit="1 kg"/></way><way id="b" title="b" title-zh="b"><shipment-mass of="dy" together="yes" is="above" limit="1 kg"/></way>' | pack
t_exit 65 rules check ./own
t_has t.err 'of a year and of a shipment in one rule: expected two rules'
# and a policy has nothing to choose
echo "$share$kilo" | pack
cat >policy.xml <<'END'
<policy xmlns="urn:retrace:policy:1" id="p"><reading rule="own/either" is="kilo" reason="r" author="a" until="2026-12-31"/></policy>
END
t_exit 65 check -q b.xml --rules own/rules.xml --policy policy.xml
t_has t.err 'own/either has no reading "kilo"'
t_end
