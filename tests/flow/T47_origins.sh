#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: a pack says which stages decide the origin, and each policy gives the
# amounts that were worked out by hand, to the digit.
#
# A case is a name, a product of parts that are all shipped, and amounts:
#
#	# NAME
#	<item .../>			lines of our XML
#	= PART RULE LOW HIGH		exact grams

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

mkdir probe
printf 'id\tlevel\tquote\tsource\tstanding\tread-on\n' >probe/clauses.tsv
printf 'c\tMUST\tprobe\tnone\tinferred\t2026-02-28\n' >>probe/clauses.tsv
cat >origins <<'END'
any policy='any-stage' countries='CN'
mine policy='mine' countries='CN'
sep policy='separation-or-later' countries='CN'
metal policy='metal-or-later' countries='CN'
magnet policy='magnet' countries='CN'
last policy='last-substantial-transformation' countries='CN'
d26 policy='dfars-2026' countries='CN RU IR KP'
d27 policy='dfars-2027' countries='CN RU IR KP'
both stages='mining separation' match='all' countries='CN'
either stages='mining separation' countries='CN'
hk policy='any-stage' countries='CN HK MO TW'
tech policy='any-stage' by='technology' countries='CN'
third stages='mining' not-countries='CN AU'
home stages='mining' not-countries='AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'
abroad stages='mining' countries='AT AU BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'
away policy='last-substantial-transformation' not-countries='CN'
alien policy='any-stage' by='technology' not-countries='CN'
END
{
	echo '<rules xmlns="urn:retrace:rules:1" id="probe" version="1"' \
		'read-until="2026-12-31" title="Probe" title-zh="Probe">'
	sed "s,^\([^ ]*\) \(.*\),<origin id='\1' \2 clause='c'/>," origins
	echo '<materials id="re" clause="c" title="rare earths" title-zh="re">' \
		'<some elements="La Ce Nd Sm Dy Tb"/></materials>'
	sed "s,^\([^ ]*\) .*,<rule id='\1' clause='c' title='\1' title-zh='\1'><trigger><presence of='re' origin='\1' is='above' limit='0 g'/></trigger></rule>," origins
	echo "<rule id='made' clause='c' title='made' title-zh='made'><scope><item forms='magnet assembly oxide' origin='any'/></scope><trigger><presence of='re' is='above' limit='0 g'/></trigger></rule>"
	echo "<rule id='foreign' clause='c' title='foreign' title-zh='foreign'><scope><item forms='magnet assembly oxide' origin='away'/></scope><trigger><presence of='re' is='above' limit='0 g'/></trigger></rule>"
	echo '</rules>'
} >probe/rules.xml
t_exit 0 rules check probe/rules.xml

cat >cases <<'END'
# 37.5 g, 60 % mined and 50 % separated in China
<item part="A" mass="1500 g" complete="yes" form="oxide"><content element="Dy" amount="2.5 %"><origin stage="mining" country="CN" share="60 %" of="blend"/><origin stage="mining" country="AU" share="40 %" of="blend"/><origin stage="beneficiation" country="AU"/><origin stage="separation" country="CN" share="50 %" of="blend"/><origin stage="separation" country="MY" share="50 %" of="blend"/></content></item>
= A any 22.5 37.5
= A either 22.5 37.5
= A both 3.75 18.75
= A mine 22.5 22.5
= A sep 18.75 18.75
= A metal 0 0
= A last 18.75 18.75
= A d27 22.5 37.5
= A tech 0 37.5
= A third 0 0
= A home 37.5 37.5
= A abroad 15 15
= A away 18.75 18.75
= A alien 0 37.5
# shares that leave a rest
<item part="THIRD" mass="100 g" complete="yes" form="ore"><content element="Nd" amount="100 g"><origin stage="mining" country="CN" share="30 %" of="blend"/><origin stage="mining" country="AU" share="40 %" of="blend"/></content></item>
= THIRD third 0 30
= THIRD away 40 70
<item part="HALF" mass="100 g" complete="yes" form="ore"><content element="Nd" amount="100 g"><origin stage="mining" country="CN" share="30 %" of="blend"/><origin stage="mining" country="AU" share="30 %" of="blend"/></content></item>
<item part="BLEND" mass="100 g" complete="yes" form="ore"><content element="Nd" amount="100 g"><origin stage="mining" country="CN" share="60 %" of="blend"/><origin stage="mining" country="AU" share="40 %" of="blend"/></content></item>
<item part="LOTS" mass="100 g" complete="yes" form="ore"><content element="Nd" amount="100 g"><origin stage="mining" country="CN" share="60 %"/><origin stage="mining" country="AU" share="40 %"/></content></item>
<item part="OVER" mass="100 g" complete="yes" form="ore"><content element="Nd" amount="100 g"><origin stage="mining" country="CN" share="60 %" of="blend"/><origin stage="mining" country="AU" share="60 %" of="blend"/></content></item>
<item part="NEITHER" mass="100 g" complete="yes" form="ore"><content element="Nd" amount="100 g"><origin stage="mining" country="AU"/><origin stage="mining" absent="yes"/></content></item>
= THIRD any 30 60
= HALF any 30 70
= BLEND any 60 60
= LOTS any 0 100
= OVER any 0 100
= NEITHER any 0 100
= THIRD sep 0 0
# a country of origin is that of the component
<item part="MAG" mass="100 g" complete="yes" form="magnet"><content element="Nd" amount="30 g"/><origin country="CN"/></item>
<item part="HK" mass="100 g" complete="yes" form="magnet"><content element="Nd" amount="30 g"/><origin stage="all" country="JP"/><origin country="HK"/></item>
= MAG any 30 30
= MAG mine 0 30
= MAG magnet 0 30
= MAG both 0 30
= MAG d26 0 30
= MAG last 30 30
= HK any 0 0
= HK hk 30 30
# one magnet by every policy
<item part="M" mass="100 g" complete="yes" form="magnet"><content element="Nd" amount="30 g"><origin stage="mining" country="AU"/><origin stage="beneficiation" country="AU"/><origin stage="separation" country="CN" share="80 %" of="blend"/><origin stage="separation" country="MY" share="20 %" of="blend"/><origin stage="metal" country="CN" share="50 %" of="blend"/><origin stage="metal" country="VN" share="50 %" of="blend"/><origin stage="alloy" country="JP"/><origin stage="magnet" country="JP" share="90 %" of="blend"/><origin stage="magnet" country="RU" share="10 %" of="blend"/></content></item>
= M any 24 30
= M mine 0 0
= M sep 24 30
= M metal 15 15
= M magnet 0 0
= M last 0 0
= M d26 15 18
= M d27 24 30
= M both 0 0
= M either 24 24
# recycled: by where it was recycled; where it was mined nobody knows
<item part="R" mass="100 g" complete="yes" form="oxide"><content element="Nd" amount="80 g"><origin stage="recycling" country="CN"/><origin stage="separation" country="JP"/></content></item>
<item part="R0" mass="100 g" complete="yes" form="oxide"><content element="Nd" amount="80 g"><origin stage="recycling" country="DE"/><origin stage="mining" absent="yes"/><origin stage="beneficiation" absent="yes"/><origin stage="separation" country="DE"/></content></item>
<item part="R1" mass="100 g" complete="yes" form="oxide"><content element="Nd" amount="80 g"><origin stage="mining" absent="yes"/><origin stage="beneficiation" absent="yes"/><origin stage="separation" country="DE"/></content></item>
<item part="MIX" mass="100 g" complete="yes" form="oxide"><content element="Nd" amount="80 g"><origin stage="all" country="AU"/><origin stage="recycling" country="CN" share="25 %" of="blend"/><origin stage="recycling" country="AU" share="75 %" of="blend"/></content></item>
= R any 80 80
= R mine 0 80
= R sep 80 80
= R d26 0 0
= R d27 80 80
= R last 0 0
= R0 any 0 0
= R0 mine 0 0
= R1 any 0 80
= R1 mine 0 0
= MIX any 20 20
= MIX mine 0 0
# technology: not said is not known, and is a word of its own
<item part="T" mass="100 g" complete="yes" form="oxide"><content element="Nd" amount="80 g"/><origin stage="separation" country="MY" technology="CN"/></item>
<item part="T0" mass="100 g" complete="yes" form="oxide"><content element="Nd" amount="80 g"/><origin stage="all" country="MY" technology="MY"/></item>
<item part="T1" mass="100 g" complete="yes" form="oxide"><content element="Nd" amount="80 g"/></item>
<declaration id="old" date="2024-01-01"><statement part="T1"><origin stage="all" country="AU" technology="AU"/></statement></declaration>
<declaration id="new" date="2025-01-01"><statement part="T1"><origin stage="all" country="CN"/></statement></declaration>
= T tech 80 80
= T any 0 80
= T0 tech 0 0
= T1 tech 0 0
= T1 any 80 80
# verified beside declared
<item part="V" mass="100 g" complete="yes" form="oxide"><content element="Nd" amount="80 g"/></item>
<item part="W" mass="100 g" complete="yes" form="ore"><content element="Nd" amount="80 g"/></item>
<declaration id="new" date="2025-01-01"><statement part="V"><origin stage="all" country="AU"/></statement>
<statement part="W"><origin stage="mining" country="CN"/></statement></declaration>
<declaration id="seen" date="2024-01-01" standing="verified"><statement part="V"><origin stage="separation" country="CN" share="60 %" of="blend"/></statement></declaration>
<declaration id="old" date="2023-01-01"><statement part="W"><origin stage="mining" country="AU" share="75 %" of="blend" standing="verified"/><origin stage="mining" country="CN" share="25 %" of="blend"/></statement></declaration>
= V any 48 80
= V mine 0 0
= V either 48 80
= V both 0 0
= W any 20 20
# the origin of all rare earths in an item, of which nobody says how much
<item part="ALL" mass="100 g" form="magnet"><origin stage="all" country="JP"/></item>
<item part="NEARLY" mass="100 g" form="magnet"><origin stage="all" country="JP" elements="Nd"/></item>
<item part="MADE" mass="100 g" form="magnet"><origin country="JP"/></item>
= ALL any 0 0
= ALL d27 0 0
= NEARLY any 0 100
= MADE any 0 100
# an alloy of two melts in a motor, by the last stage and by all of them
<item part="MOTOR" mass="1 kg"/>
<item part="X" mass="10 g" complete="yes" form="alloy"><content element="Nd" amount="8 g"><origin stage="metal" country="CN"/><origin stage="alloy" country="CN" share="1/3 fraction" of="blend"/><origin stage="alloy" country="JP" share="2/3 fraction" of="blend"/></content></item>
<item part="Y" mass="10 g" complete="yes" form="alloy"><content element="Nd" amount="9 g"><origin stage="metal" country="JP"/><origin stage="alloy" country="CN"/></content></item>
<use parent="MOTOR" child="X" quantity="3" unit="each"/>
<use parent="MOTOR" child="Y" quantity="2" unit="each"/>
= MOTOR last 26 976
= MOTOR d26 42 992
END

awk -v head='<bom xmlns="urn:retrace:bom:1">' '
	/^# / { if (n) print "</bom>" >(n ".xml")
		n++; print substr($0, 3) >(n ".name"); print head >(n ".xml"); next }
	/^= / { print $2, $3, $4, $5 >(n ".want"); next }
	{ print >(n ".xml") }
	END { print "</bom>" >(n ".xml"); print n >"count" }' cases

i=0
while [ $i -lt "$(cat count)" ]; do
	i=$((i + 1))
	only=$(cut -d ' ' -f 2 $i.want | sort -u | sed 's/^/--only /')
	# shellcheck disable=SC2046,SC2086 # lists of words
	"$RETRACE" check $i.xml --rules probe/rules.xml $only -q \
		-o json >t.out 2>t.err
	jq -r '.rules[] | .rule as $r | .items[] |
		"\(.item.part) \($r) \(.numerator.low) \(.numerator.high)"' \
		t.out >got
	while read -r line; do
		if grep -qxF -- "$line" got; then
			t_pass
		else
			t_fail "$(cat $i.name): expected $line; got" \
				"$(grep -F -- "${line% * *} " got)"
			cat t.err >&2
		fi
	done <$i.want
done

# An item is made where its last stage took place.
cat >made.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
<item part="IN" mass="1 g" form="magnet"><content element="Nd" amount="30 %"/><origin stage="magnet" country="CN"/></item>
<item part="OUT" mass="1 g" form="magnet"><content element="Nd" amount="30 %"/><origin stage="magnet" country="JP"/><origin stage="separation" country="CN"/></item>
<item part="SOLD" mass="1 g" form="magnet"><content element="Nd" amount="30 %"/><origin stage="magnet" country="JP"/><origin country="CN"/></item>
<item part="OPEN" mass="1 g" form="magnet"><content element="Nd" amount="30 %"/><origin stage="separation" country="CN"/></item>
<item part="PART" mass="1 g" form="assembly"><content element="Nd" amount="30 %"/><origin stage="magnet" country="CN"/></item>
<item part="BUILT" mass="1 g" form="assembly"><content element="Nd" amount="30 %"/><origin country="CN"/></item>
<item part="GUESS" mass="1 g" form="assembly"><content element="Nd" amount="30 %"/><origin country="CN" standing="presumed"/></item>
</bom>
END
t_exit 1 check made.xml --rules probe/rules.xml --only made --presumed -q \
	--all-items -o json
for want in 'IN triggered triggered' 'OUT clear clear' \
	'SOLD triggered triggered' 'OPEN undecided undecided' \
	'PART undecided undecided' 'BUILT triggered triggered' \
	'GUESS undecided triggered'; do
	t_ok "made: $want" jq -e --arg want "$want" '[.rows[] |
		"\(.part) \(.verdict) \(.presumed)"] | index($want) != null' t.out
done
t_exit 1 check made.xml --rules probe/rules.xml --only foreign --presumed -q \
	--all-items -o json
for want in 'IN clear clear' 'OUT triggered triggered' 'SOLD clear clear' \
	'OPEN undecided undecided' 'PART undecided undecided' \
	'BUILT clear clear' 'GUESS undecided clear'; do
	t_ok "made elsewhere: $want" jq -e --arg want "$want" '[.rows[] |
		"\(.part) \(.verdict) \(.presumed)"] | index($want) != null' t.out
done

# What a policy means is told where it stands, and where it decides.
t_exit 0 rules show probe/rules.xml
t_has t.out 'both: each of the stages mining and separation took place in CN'
t_has t.out 'home: the stage mining took place in a country other than AT, BE, '
t_has t.out 'made in all but CN.'
t_has t.out 'tech: any-stage: any of the stages mining, beneficiation,'
t_has t.out 'Any amount of rare earths melted or produced in CN, RU, IR or KP is in it.'
t_exit 0 explain 1.xml A --rules probe/rules.xml --only both -q
t_has t.out 'Rare earths that went through mining and separation in China in it: 3.75 g to 18.75 g'
t_has t.out 'Dy that went through mining and separation in China: 10 % to 50 %, by the stages of "both". mining: 60 %; separation: 50 %. The least is set by mining and separation, the most by separation.'
t_exit 0 explain 1.xml A --rules probe/rules.xml --only any -q
t_has t.out 'Dy of Chinese origin: 60 % to 100 %, by the policy any-stage. mining: 60 %; beneficiation: none; separation: 50 %. The least is set by mining, the most by mining and separation.'
t_exit 0 explain 1.xml A --rules probe/rules.xml --only last -q -o json
t_json t.out '.rules[0].origin | .policy == "last-substantial-transformation" and .match == "last" and .by == "country"'
t_json t.out '.rules[0].origins == [{"item": .rules[0].item, "elements": ["Dy"],
	"share": {"low": "0.5", "high": "0.5", "low_open": false, "high_open": false},
	"low_by": ["separation"], "high_by": ["separation"],
	"stages": .rules[0].origins[0].stages}]'
t_json t.out '.rules[0].origins[0].stages[1] | .stage == "separation" and .known == "stated" and .of == "blend"'

# A filing carries what its policy means.
grep -v "id='any'\|id='mine'\|id='sep'\|id='metal'\|id='magnet'\|id='last'\|id='d2[67]'\|id='either'\|id='hk'\|id='tech'\|id='made'" \
	probe/rules.xml >both.xml
cp probe/clauses.tsv .
t_exit 0 draft 1.xml --rules both.xml -q --save draft.xml
t_ok 'the draft names its policy' grep -q 'match="all" none="[^"]*" origin="both" per="piece" policy="stages"' draft.xml
t_has draft.xml 'stages="mining separation"'
# Of a law of third countries it names those that do not count, and nobody is
# taken to them by a search.
grep -v "<rule id='\(any\|mine\|sep\|metal\|magnet\|last\|d2[67]\|both\|either\|hk\|tech\|made\|foreign\|third\|abroad\|away\|alien\)'" \
	probe/rules.xml | grep -v "<origin id='[^h]\|<origin id='hk" >third.xml
cp probe/clauses.tsv clauses.tsv
t_exit 0 draft 2.xml --item THIRD --rules third.xml --filer "$t_top/tests/examples/filer.xml" --save third-draft.xml -q
t_has third-draft.xml 'not-countries="AT BE BG '
"$RETRACE" key new third.key third.crt --name A --no-passphrase -q
"$RETRACE" log init third.db --origin example.com/third --key log.key --no-passphrase -q >log.pub
t_exit 0 file third-draft.xml 2.xml third.xml --log third.db --log-key log.key --key third.key --cert third.crt --save third.filing
t_exit 0 verify third.filing --cert third.crt --log third.db
t_exit 0 log search third.db THIRD --origin FR -o json
t_json t.out '.rows == [] or (.rows | length) == 0'

# The rule of the page about DFARS is one: magnets by the day of the law.
{
	sed 1q probe/rules.xml
	awk '/^```xml/ { block = ""; keep = 1; next } /^```/ { keep = 0
		if (block ~ /dfars-2027/) printf "%s", block; next }
		keep { block = block $0 "\n" }' "$t_top/schemas/rules-1.md"
	echo '</rules>'
} >dfars.xml
sed 's/^c	/7052	/' probe/clauses.tsv >clauses.tsv
t_exit 0 rules check dfars.xml
cat >magnet.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
<item part="M" mass="10 g" form="magnet" complete="yes"><content element="Nd" amount="30 %"/><origin stage="mining" country="CN"/></item>
</bom>
END
t_exit 0 check magnet.xml --rules dfars.xml --as-of 2026-12-31 -q
t_exit 1 check magnet.xml --rules dfars.xml --as-of 2027-01-01 -q

# A policy that nobody knows is refused by its line, with those that are known.
cp probe/clauses.tsv .
sed 's/policy=.mine./policy="mein"/' probe/rules.xml >bad.xml
t_exit 65 rules check bad.xml
t_has t.err bad.xml:3:
t_has t.err separation-or-later
sed "s/stages='mining separation' match/stages='mining smelting' match/" \
	probe/rules.xml >bad.xml
t_exit 65 rules check bad.xml
t_has t.err smelting
t_has t.err beneficiation
t_end
