#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: verdicts that were worked out by hand, at and around limits, hold
# through the program: what is not said is not zero, what contradicts itself
# proves nothing, and nobody's silence clears a product.
#
# A case is a name, a product, and what is expected of it:
#
#	# NAME
#	<item .../>			lines of our XML
#	+ ARGUMENT...			further arguments, a file among them
#	! EXIT
#	= PART RULE VERDICT [POLICY|-] [PRESUMED|-]
#
# Only the rules that a case names are judged.  any: every rare earth; cn:
# Chinese ones; hv: Dy and Tb; ge, gt: 0.1 % of mass; in: above 0 g; val: of
# value; process: used and not contained; magnet: Chinese ones in magnets.

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

mkdir probe
printf 'id\tlevel\tquote\tsource\tstanding\tread-on\n' >probe/clauses.tsv
printf 'c\tMUST\tprobe\tnone\tinferred\t2026-02-28\n' >>probe/clauses.tsv
rule() { # ID TEST
	echo "<rule id='$1' clause='c' from='2026-01-10' until='2026-03-10'" \
		"title='$1' title-zh='$1'><trigger>$2</trigger></rule>"
}
{
	cat <<'END'
<rules xmlns="urn:retrace:rules:1" id="probe" version="1"
	read-until="2026-02-28" title="Probe" title-zh="Probe">
<origin id="cn" policy="any-stage" countries="CN" clause="c"/>
<materials id="re" clause="c" title="rare earths" title-zh="re">
<some elements="Sc Y La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu"/></materials>
<materials id="heavy" clause="c" title="Dy and Tb" title-zh="heavy">
<some elements="Dy Tb"/></materials>
END
	share='is="at-least" limit="0.1 %"'
	more='is="above" limit="0.1 %"'
	rule any-ge "<mass-share of='re' $share/>"
	rule any-gt "<mass-share of='re' $more/>"
	rule any-in "<presence of='re' is='above' limit='0 g'/>"
	rule cn-ge "<mass-share of='re' origin='cn' $share/>"
	rule cn-in "<presence of='re' origin='cn' is='above' limit='0 g'/>"
	rule hv-ge "<mass-share of='heavy' $share/>"
	rule val-ge "<value-share of='re' $share/>"
	rule val-gt "<value-share of='re' $more/>"
	rule magnet "<presence of='re' origin='cn' in='magnet' is='above' limit='0 g'/>"
	rule process "<presence of='re' origin='cn' is='above' limit='0 g' process='yes'/>"
	echo '</rules>'
} >probe/rules.xml
cat >policy.xml <<'END'
<policy xmlns="urn:retrace:policy:1" id="ours">
<trace-floor share="10 ppm" reason="r" author="a" until="2026-12-31"/>
<accept-not-added reason="r" author="a" until="2026-12-31"/>
</policy>
END
head='<bom xmlns="urn:retrace:bom:1" assemblies="complete">'

cat >cases <<'END'
# what is known to hold no rare earth closes a list; what may hold some does not
<item part="FULL" mass="10 g"><content cas="7439-89-6" name="Iron" amount="66 %"/><content name="Copper (Cu)" amount="33 %"/><content name="carbon black" cas="1333-86-4" amount="1 %"/></item>
<item part="STEEL" mass="10 g"><content name="Steel" amount="100 %"/></item>
<item part="OTHER-CAS" mass="10 g"><content name="Copper" cas="68131-74-8" amount="100 %"/></item>
<item part="MIXED" mass="10 g"><content name="Graphite" cas="1333-86-4" amount="60 %"/><content name="Silica" cas="1344-28-1" amount="40 %"/></item>
<item part="NAMED" mass="10 g"><content name="Neodymium (Nd)" amount="0.1 %"/></item>
! 1
= FULL any-in clear
= STEEL any-in undecided
= OTHER-CAS any-in undecided
= MIXED any-in clear
= NAMED any-in triggered
= NAMED any-ge triggered
# what a magnet is made of is perhaps the magnet, and what is beside it is not
<item part="MOTOR" mass="100 g" form="assembly"/>
<item part="MAGNET" mass="10 g" form="magnet"/>
<item part="ALLOY" mass="10 g" form="alloy" complete="yes"><content element="Nd" amount="30 %"/><origin stage="alloy" country="CN"/></item>
<item part="PHOSPHOR" mass="1 g" form="phosphor" complete="yes"><content element="Y" amount="30 %"/><origin stage="all" country="CN"/></item>
<item part="LAMP" mass="10 g" form="assembly"/>
<use parent="MOTOR" child="MAGNET" quantity="1" unit="each"/>
<use parent="MAGNET" child="ALLOY" quantity="1" unit="each"/>
<use parent="LAMP" child="PHOSPHOR" quantity="1" unit="each"/>
! 2
= MOTOR magnet undecided
= MAGNET magnet undecided
= LAMP magnet clear
# what a document lists with the parts may be in a complete item itself
<item part="MOT" mass="5 kg" complete="yes"/>
<item part="ROT" mass="4 kg" complete="yes"><content element="Nd" amount="1-10 g" scope="total"/></item>
<item part="FEW" mass="4 kg" complete="yes"><content element="Nd" amount="1-3 g" scope="total"/></item>
<item part="MAG" mass="10 g" complete="yes"><content element="Nd" amount="2 g"/></item>
<use parent="MOT" child="ROT" quantity="1" unit="each"/>
<use parent="ROT" child="MAG" quantity="1" unit="each"/>
<use parent="FEW" child="MAG" quantity="1" unit="each"/>
! 1
= ROT any-ge undecided
= ROT any-in triggered
= ROT hv-ge clear
= MOT any-ge undecided
= FEW any-ge clear
# a mass of 0 is one that nobody entered
<item part="ZERO" mass="0 g"/>
<item part="NONE" mass="0 g" complete="yes"/>
! 2
= ZERO any-in undecided
= ZERO any-ge undecided
= NONE any-in clear
# a group, and one of it by itself, from nobody knows where
<item part="GROUP" mass="10 g" form="magnet"><content element="all" amount="0.9 g"/><content element="Nd" amount="0.5 g"/></item>
<item part="PAIR" mass="10 g" form="magnet" complete="yes"><content element="Dy,Nd" amount="0.9 g"/><content element="Nd" amount="0.9 g"/></item>
<item part="TORN" mass="10 g" form="magnet"><content element="all" amount="0.005 g"/><content element="Nd" amount="0.9 g"/></item>
! 1
= TORN any-in triggered
= TORN any-ge undecided
= TORN cn-ge undecided
= GROUP any-in triggered
= GROUP cn-in undecided
= GROUP cn-ge undecided
= PAIR any-in triggered
= PAIR cn-in undecided
# a secret substance may be what other lines state
<item part="SECRET" mass="1 g" form="magnet" complete="yes"><content element="all" amount="at least 0.05 %"/><content name="proprietary" amount="0.9995-1 g"/></item>
<item part="OTHERS" mass="1 g" form="magnet"><content element="all" amount="0.05 %"/><content name="other substances" amount="99.95 %"/></item>
! 2
= SECRET any-ge undecided
= SECRET hv-ge undecided
= OTHERS any-ge clear
# a compound that holds exactly the limit, and some of its element
<item part="SOME" mass="144242 g" form="magnet" complete="yes"><content formula="NdN" amount="158.249 g"/><content element="Nd" amount="present"/></item>
<item part="MORE" mass="144242 g" form="magnet" complete="yes"><content formula="NdN" amount="158.249 g"/><content element="Nd" amount="above 144.242 g"/></item>
! 1
= SOME any-ge triggered
= SOME any-gt undecided
= MORE any-gt triggered
# an amount, and a limit on the same element: both hold
<item part="BOTH" mass="1 kg" form="magnet" complete="yes"><content element="Dy" amount="0.05 %"/><content kind="negative" element="Dy" amount="not above 0.08 %"/></item>
! 0
= BOTH hv-ge clear
= BOTH any-ge clear
# the limit in every unit
<item part="PPM" mass="1000 g" complete="yes"><content element="Nd" amount="1000 ppm"/></item>
<item part="PPB" mass="1 kg" complete="yes"><content element="Nd" amount="1000000 ppb"/></item>
<item part="FRACTION" mass="1 kg" complete="yes"><content element="Nd" amount="0.001 fraction"/></item>
<item part="TONNE" mass="0.001 t" complete="yes"><content element="Nd" amount="1000000 ug"/></item>
<item part="POUND" mass="1 lb" complete="yes"><content element="Nd" amount="453.59237 mg"/></item>
<item part="OUNCE" mass="1 oz" complete="yes"><content element="Nd" amount="28.349523125 mg"/></item>
<item part="SHARE" complete="yes"><content element="Nd" amount="0.1 %"/></item>
! 1
= PPM any-ge triggered
= PPM any-gt clear
= PPB any-ge triggered
= PPB any-gt clear
= FRACTION any-ge triggered
= FRACTION any-gt clear
= TONNE any-ge triggered
= TONNE any-gt clear
= POUND any-ge triggered
= POUND any-gt clear
= OUNCE any-ge triggered
= OUNCE any-gt clear
= SHARE any-ge triggered
= SHARE any-gt clear
# one unit of the 15th and the 30th digit beside the limit
<item part="UNDER15" mass="1000 g" complete="yes"><content element="Nd" amount="0.999999999999999 g"/></item>
<item part="OVER15" mass="1000 g" complete="yes"><content element="Nd" amount="1.00000000000001 g"/></item>
<item part="UNDER30" mass="1000 g" complete="yes"><content element="Nd" amount="0.999999999999999999999999999999 g"/></item>
<item part="OVER30" mass="1000 g" complete="yes"><content element="Nd" amount="1.00000000000000000000000000001 g"/></item>
! 1
= UNDER15 any-ge clear
= OVER15 any-gt triggered
= UNDER30 any-ge clear
= OVER30 any-gt triggered
# Dy2O3 of which Dy is exactly 0.1 %: 373 g per mol hold 325 g
<item part="OXIDE" mass="325000 g" complete="yes"><content element="Dy" basis="oxide" amount="372.997 g"/></item>
<item part="MORE" mass="324999 g" complete="yes"><content formula="Dy2O3" amount="372.997 g"/></item>
<item part="LESS" mass="325001 g" complete="yes"><content formula="Dy2O3" amount="372.997 g"/></item>
! 1
= OXIDE any-ge triggered
= OXIDE any-gt clear
= MORE any-gt triggered
= LESS any-ge clear
# open and closed ends
<item part="LT" mass="1 kg" complete="yes"><content element="Nd" amount="&lt;0.1 %"/></item>
<item part="NA" mass="1 kg" complete="yes"><content element="Nd" amount="not above 0.1 %"/></item>
<item part="GT" mass="1 kg" complete="yes"><content element="Nd" amount=">0.1 %"/></item>
<item part="AL" mass="1 kg" complete="yes"><content element="Nd" amount="at least 0.1 %"/></item>
<item part="SOME" mass="1 kg" complete="yes"><content element="Nd" amount="present"/></item>
<item part="RANGE" mass="1 kg" complete="yes"><content element="Nd" amount="0.05-0.1 %"/></item>
! 1
= LT any-ge clear
= LT any-in undecided
= NA any-ge undecided
= NA any-gt clear
= GT any-gt triggered
= AL any-ge triggered
= AL any-gt undecided
= SOME any-in triggered
= SOME any-ge undecided
= RANGE any-ge undecided
= RANGE any-gt clear
# open and closed masses
<item part="LT" mass="&lt;1 kg" complete="yes"><content element="Nd" amount="1 g"/></item>
<item part="NA" mass="not above 1 kg" complete="yes"><content element="Nd" amount="1 g"/></item>
<item part="GT" mass="above 1 kg" complete="yes"><content element="Nd" amount="1 g"/></item>
<item part="AL" mass="at least 1 kg" complete="yes"><content element="Nd" amount="1 g"/></item>
! 1
= LT any-gt triggered
= NA any-ge triggered
= NA any-gt undecided
= GT any-ge clear
= AL any-ge undecided
= AL any-gt clear
# thirds: 3000 times 1/3000 g in 1000 g
<item part="L" mass="1/3 g" complete="yes"><content element="Nd" amount="1/3000 g"/></item>
<item part="A" mass="1000 g"/>
<use parent="A" child="L" quantity="3000" unit="each"/>
! 1
= A any-ge triggered
= A any-gt clear
# an assembly of unstated mass weighs what is in it: 3 mg of 3 g, 2 g of 20 g
<item part="B" complete="yes"/>
<item part="F" mass="2/3 g" complete="yes"/>
<item part="N" mass="1 g" complete="yes"><content element="Nd" amount="0.3 %"/></item>
<use parent="B" child="F" quantity="3" unit="each"/>
<use parent="B" child="N" quantity="1" unit="each"/>
<item part="C"/>
<use parent="C" child="B" quantity="7" per="3" unit="each"/>
<item part="OPEN" complete="no"/>
<use parent="OPEN" child="B" quantity="1" unit="each"/>
! 1
= B any-ge triggered
= B any-gt clear
= C any-ge triggered
= C any-gt clear
= OPEN any-ge undecided
# one gram beside an undeclared part of 10 g: 1/1010 to 11/1010
<item part="P"/>
<item part="A" mass="1000 g" complete="yes"><content element="Dy" amount="1 g"/></item>
<item part="B" mass="10 g"/>
<use parent="P" child="A" quantity="1" unit="each"/>
<use parent="P" child="B" quantity="1" unit="each"/>
! 1
= P any-in triggered
= P any-ge undecided
= B any-ge undecided
# one gram of Nd and nobody says in how much of other things
<item part="A" complete="yes"><content element="Nd" amount="1 g"/></item>
! 1
= A any-in triggered
= A any-ge undecided
# a supplier who lists all rare earths of an assembly has not weighed it
<item part="P" complete="no"/>
<item part="M" mass="1 g" complete="yes"><content element="Nd" amount="0.3 %"/></item>
<use parent="P" child="M" quantity="1" unit="each"/>
<declaration id="d"><statement part="P"><content kind="complete" scope="total"/></statement></declaration>
! 1
= P any-in triggered
= P any-ge undecided
# a sum over elements, one of which is stated alone: the rest stays
<item part="PAIR" mass="1000 g" complete="yes"><content element="Dy" amount="0.05-0.08 %"/><content element="Dy,Tb" amount="not above 1 %" kind="negative" each="sum"/></item>
<item part="TREM" mass="1000 g" complete="yes"><content element="Dy" amount="0.01 %"/><content element="all" basis="TREM" amount="0.05-0.5 %"/></item>
<item part="TREO" complete="yes"><content element="Dy" amount="0.01 %"/><content element="all" basis="TREO" amount="0.05-0.5 %"/></item>
<item part="FIXED" mass="1000 g" complete="yes"><content element="Dy" amount="0.01 %"/><content element="all" basis="TREM" amount="0.1 %"/></item>
<item part="OPEN" mass="1000 g"><content element="Dy" amount="0.01 %"/><content element="Dy,Tb" amount="0.05-0.5 %"/></item>
<item part="GRAMS"><content element="Dy" amount="1 g"/><content element="Dy,Tb" amount="1-5 g"/></item>
! 1
= PAIR any-ge undecided
= PAIR hv-ge undecided
= TREM any-ge undecided
= TREM any-in triggered
= TREO any-ge undecided
= FIXED any-ge triggered
= FIXED any-gt clear
= OPEN hv-ge undecided
= OPEN any-ge undecided
= GRAMS hv-ge undecided
# an element and a compound of it that cannot both be true
<item part="A" mass="1000 g" complete="yes"><content formula="Nd2Fe14B" amount="93 %"/><content element="Nd" amount="&lt;0.05 %"/></item>
<item part="B" mass="1000 g" complete="yes"><content formula="Nd2Fe14B" amount="93 %"/><content element="all" amount="&lt;0.05 %" kind="negative" each="sum"/></item>
! 2
= A any-ge undecided
= B any-ge undecided
= B cn-ge undecided
# a compound of which a limit speaks as well is there all the same
<item part="A" mass="1000 g" complete="yes"><content formula="Nd2O3" amount="0.2 %"/><content element="Nd" amount="not above 1 %"/></item>
<item part="B" mass="1000 g" complete="yes"><content formula="Nd2O3" amount="0.2 %"/><content element="all" basis="TREO" kind="negative" each="sum" amount="not above 1 %"/></item>
! 1
= A any-ge triggered
= B any-ge triggered
= B cn-ge undecided
# nothing beyond the list, and what is on it nobody knows
<item part="A" mass="1000 g" complete="yes"><content name="Magnet powder X-17" amount="90 %"/></item>
<item part="B" mass="1000 g" complete="yes"><content name="Additive X-18" amount="&lt;0.1 %"/></item>
<item part="C" mass="1000 g" complete="yes"><content element="Fe" amount="90 %"/></item>
! 2
= A any-ge undecided
= A hv-ge undecided
= B any-ge clear
= B any-in undecided
= C any-in clear
# "complete" beside what has no name: the wildcard outweighs it, in whatever file
<item part="A" mass="1000 g" complete="yes"><content element="Fe" amount="90 %"/><content name="other substances" amount="10 %"/></item>
<item part="B" mass="1000 g"><content element="Fe" amount="90 %"/><content name="other substances" amount="up to 0.05 %"/><content kind="complete"/></item>
<item part="C" mass="1000 g" complete="yes"><content element="Fe" amount="90 %"/></item>
<item part="D" mass="1000 g" complete="yes"/>
<item part="E" mass="1000 g" complete="yes"><content element="Fe" amount="90 %"/><content name="other substances" amount="0 %"/></item>
<declaration id="supplier" date="2025-01-01"><statement part="C"><content name="others" amount="up to 10 %"/></statement>
<statement part="D"><content name="others" amount="up to 10 %"/></statement></declaration>
<declaration id="better" date="2025-06-01"><statement part="D"><content kind="complete"/></statement></declaration>
! 2
= A any-in undecided
= A any-ge undecided
= B any-in undecided
= B any-ge clear
= C any-ge undecided
= D any-in clear
= E any-in clear
# the newer document on Nd does not fall under the limit of the older one
<item part="A" mass="1000 g" complete="yes"/>
<declaration id="old" date="2024-01-01"><statement part="A"><content element="all" kind="negative" each="sum" amount="not above 0.01 %"/></statement></declaration>
<declaration id="new" date="2025-01-01"><statement part="A"><content element="Nd" amount="5 %"/></statement></declaration>
! 1
= A any-ge triggered
= A cn-ge undecided
# ... nor a part of an older sum into what the newer one leaves
<item part="A" mass="1000 g" complete="yes"/>
<declaration id="old" date="2024-01-01"><statement part="A"><content element="Nd,Dy" amount="5 %"/></statement></declaration>
<declaration id="new" date="2025-01-01"><statement part="A"><content element="Nd" amount="0 %"/></statement></declaration>
! 2
= A any-ge undecided
# a price of 0 is one that nobody entered
<item part="MAYBE" mass="1 g" complete="yes" value="0 USD"><content element="Dy" amount="0-0.1 %"/></item>
<item part="SOME" mass="1 g" complete="yes" value="0 USD"><content element="Dy" amount="0.1 %"/></item>
<item part="NONE" mass="1 g" complete="yes" value="0 USD"/>
<item part="SILENT" mass="1 g" value="0 USD"/>
<price element="Dy" basis="oxide" amount="1 USD" per="kg"/>
! 2
= MAYBE val-ge undecided
= MAYBE val-gt undecided
= SOME val-ge undecided
= SOME val-gt undecided
= NONE val-ge clear
= SILENT val-ge undecided
# as many as nobody knows of a magnet, in nothing else: perhaps none
<item part="A" complete="yes"/>
<item part="M" mass="1 g" complete="yes"><content element="Dy" amount="30 %"/></item>
<use parent="A" child="M" quantity="unknown" unit="each"/>
! 2
= A any-ge undecided
= A any-in undecided
# what was not added on purpose, and what was only used, displace nothing
<item part="ADDED" mass="1000 g" complete="yes"/>
<item part="AID" mass="1000 g" complete="yes"/>
<declaration id="old" date="2024-01-01"><statement part="ADDED"><content element="Nd" amount="5 %"/></statement>
<statement part="AID"><content element="Ce" amount="5 %"/></statement></declaration>
<declaration id="new" date="2025-01-01"><statement part="ADDED"><content element="Nd" kind="not-added"/></statement>
<statement part="AID"><content element="Ce" amount="1 g" process="used-not-contained"/></statement></declaration>
+ --policy policy.xml
! 1
= ADDED any-ge triggered triggered
= AID any-ge triggered triggered
# values: 10 g of Dy at 100 USD or 1 EUR a kg; no price in JPY, none of Tb
<item part="USD" mass="1000 g" complete="yes" value="1000 USD"><content element="Dy" amount="10 g"/></item>
<item part="EUR" mass="1000 g" complete="yes" value="1000 EUR"><content element="Dy" amount="10 g"/></item>
<item part="JPY" mass="1000 g" complete="yes" value="1000 JPY"><content element="Dy" amount="10 g"/></item>
<item part="NO-VALUE" mass="1000 g" complete="yes"><content element="Dy" amount="10 g"/></item>
<item part="NO-PRICE" mass="1000 g" complete="yes" value="1000 USD"><content element="Tb" amount="10 g"/></item>
<item part="NONE" mass="1000 g" complete="yes" value="1000 JPY"/>
<item part="SILENT" mass="1000 g" value="1000 USD"/>
<price element="Dy" basis="metal" amount="100 USD" per="kg" date="2026-01-01"/>
<price element="Dy" basis="metal" amount="1 EUR" per="kg" date="2026-01-01"/>
! 1
= USD val-ge triggered
= USD val-gt clear
= EUR val-ge clear
= JPY val-ge undecided
= NO-VALUE val-ge undecided
= NO-PRICE val-ge undecided
= NONE val-ge clear
= SILENT val-ge undecided
# two prices of one day: anything between them; the newer one goes before
<item part="A" mass="1000 g" complete="yes" value="1000 USD"><content element="Dy" amount="10 g"/></item>
<item part="B" mass="1000 g" complete="yes" value="1000 USD"><content element="Tb" amount="10 g"/></item>
<price element="Dy" basis="metal" amount="1 USD" per="kg" date="2026-01-01"/>
<price element="Dy" basis="metal" amount="500 USD" per="kg" date="2026-01-01"/>
<price element="Tb" basis="metal" amount="1 USD" per="kg" date="2026-01-01"/>
<price element="Tb" basis="metal" amount="500 USD" per="kg" date="2026-01-02"/>
! 1
= A val-ge undecided
= B val-ge triggered
# the same in the other order
<item part="A" mass="1000 g" complete="yes" value="1000 USD"><content element="Dy" amount="10 g"/></item>
<item part="B" mass="1000 g" complete="yes" value="1000 USD"><content element="Tb" amount="10 g"/></item>
<price element="Tb" basis="metal" amount="500 USD" per="kg" date="2026-01-02"/>
<price element="Tb" basis="metal" amount="1 USD" per="kg" date="2026-01-01"/>
<price element="Dy" basis="metal" amount="500 USD" per="kg" date="2026-01-01"/>
<price element="Dy" basis="metal" amount="1 USD" per="kg" date="2026-01-01"/>
! 1
= A val-ge undecided
= B val-ge triggered
# origin: the better document goes before, stage by stage
<item part="NEWER-ALL" mass="1000 g" complete="yes"><content element="Nd" amount="1 %"/></item>
<item part="OLDER-ALL" mass="1000 g" complete="yes"><content element="Nd" amount="1 %"/></item>
<item part="VERIFIED" mass="1000 g" complete="yes"/>
<item part="ELEMENT" mass="1000 g" complete="yes"><content element="Nd" amount="1 %"/><content element="Ce" amount="1 %"/></item>
<declaration id="d1" date="2024-01-01"><statement part="NEWER-ALL"><origin stage="mining" country="CN"/></statement>
<statement part="OLDER-ALL"><origin stage="all" country="AU"/></statement>
<statement part="ELEMENT"><origin stage="mining" country="CN"/></statement>
<statement part="VERIFIED"><content element="Nd" amount="5 %"><origin stage="all" country="AU"/></content></statement></declaration>
<declaration id="d2" date="2025-01-01"><statement part="NEWER-ALL"><origin stage="all" country="AU"/></statement>
<statement part="ELEMENT"><origin stage="mining" country="AU" elements="Nd"/></statement>
<statement part="OLDER-ALL"><origin stage="mining" country="CN"/></statement></declaration>
<declaration id="d3" date="2023-01-01" standing="verified"><statement part="VERIFIED"><origin stage="mining" country="CN"/></statement></declaration>
! 1
= NEWER-ALL cn-in clear
= OLDER-ALL cn-in triggered
= VERIFIED cn-in triggered
= ELEMENT cn-in triggered
# origin: a stage that did not take place, in China
<item part="A" mass="1000 g" complete="yes" form="ore"><content element="Nd" amount="1 %"><origin stage="mining" absent="yes"/><origin stage="mining" country="CN"/></content></item>
<item part="B" mass="1000 g" complete="yes" form="ore"><content element="Nd" amount="1 %"><origin stage="mining" absent="yes"/></content></item>
! 2
= A cn-in undecided
= B cn-in clear
# origin: shares of a blend and of lots
<item part="BLEND" mass="1000 g" complete="yes" form="ore"><content element="Nd" amount="1 %"><origin stage="mining" country="CN" share="10 %" of="blend"/><origin stage="mining" country="AU" share="90 %" of="blend"/></content></item>
<item part="UNDER" mass="1000 g" complete="yes" form="ore"><content element="Nd" amount="1 %"><origin stage="mining" country="CN" share="9 %" of="blend"/><origin stage="mining" country="AU" share="91 %" of="blend"/></content></item>
<item part="LOTS" mass="1000 g" complete="yes" form="ore"><content element="Nd" amount="1 %"><origin stage="mining" country="CN" share="10 %"/><origin stage="mining" country="AU" share="90 %"/></content></item>
<item part="REST" mass="1000 g" complete="yes" form="ore"><content element="Nd" amount="1 %"><origin stage="mining" country="AU" share="90 %" of="blend"/></content></item>
<item part="OVER" mass="1000 g" complete="yes" form="ore"><content element="Nd" amount="1 %"><origin stage="mining" country="CN" share="60 %" of="blend"/><origin stage="mining" country="AU" share="60 %" of="blend"/></content></item>
<item part="HK" mass="1000 g" complete="yes" form="ore"><content element="Nd" amount="1 %"><origin stage="mining" country="HK"/></content></item>
! 1
= BLEND cn-ge triggered
= UNDER cn-ge clear
= UNDER cn-in triggered
= LOTS cn-in undecided
= REST cn-ge undecided
= OVER cn-in undecided
= HK cn-in clear
# presumed: a verdict of its own, and only where nobody declares anything
<item part="DECLARED" mass="1000 g" complete="yes"><content element="Nd" amount="0.06 %"/></item>
<item part="PRESUMED" mass="1000 g" complete="yes"/>
<item part="LOST" mass="1000 g" complete="yes"><content element="Nd" amount="1 %"/></item>
<declaration id="p" standing="presumed"><statement part="DECLARED"><content element="Nd" amount="0.07 %"/></statement>
<statement part="PRESUMED"><content element="Nd" amount="0.2 %"/><origin stage="mining" country="CN"/></statement></declaration>
<declaration id="d1" date="2024-01-01"><statement part="LOST"><origin stage="mining" country="CN"/></statement></declaration>
<declaration id="d2" date="2025-01-01"><statement part="LOST"><origin stage="all" country="AU"/><origin stage="recycling" absent="yes"/></statement></declaration>
+ --presumed
! 1
= DECLARED any-ge clear - clear
= PRESUMED any-ge clear - triggered
= PRESUMED cn-in clear - triggered
= LOST cn-in clear - clear
= LOST any-in triggered - triggered
# policy: a floor of 10 ppm, and "not intentionally added"
<item part="LT" mass="1000 g" complete="yes"><content element="Nd" amount="&lt;10 ppm"/></item>
<item part="NA" mass="1000 g" complete="yes"><content element="Nd" amount="not above 10 ppm"/></item>
<item part="NINE" mass="1000 g" complete="yes"><content element="Nd" amount="9.999999999999999 ppm"/></item>
<item part="TEN" mass="1000 g" complete="yes"><content element="Nd" amount="10 ppm"/></item>
<item part="SPLIT" mass="1000 g" complete="yes"><content element="Nd" amount="6 ppm"/><content element="Dy" amount="6 ppm"/></item>
<item part="ADDED" mass="1000 g"><content element="all" kind="not-added"/></item>
<item part="ADDED1" mass="1000 g"><content element="Nd" kind="not-added"/></item>
<item part="SILENT" mass="1000 g"/>
+ --policy policy.xml
! 1
= LT any-in undecided clear
= NA any-in undecided undecided
= NINE any-in triggered clear
= TEN any-in triggered triggered
= SPLIT any-in triggered triggered
= ADDED any-in undecided clear
= ADDED1 any-in undecided undecided
= SILENT any-in undecided undecided
# places that stay empty, parts that are shared, totals
<item part="M" mass="10 g" complete="yes"><content element="Dy" amount="1 g"><origin stage="mining" country="CN"/></content></item>
<item part="ZERO" mass="100 g" complete="yes"/>
<use parent="ZERO" child="M" quantity="0" unit="each"/>
<item part="EMPTY" mass="100 g" complete="yes"/>
<use parent="EMPTY" child="M" quantity="3" unit="each" populate="no"/>
<item part="TOP" mass="4000 g"/>
<item part="X" mass="100 g"/>
<item part="Y"/>
<use parent="TOP" child="X" quantity="2" unit="each"/>
<use parent="TOP" child="Y" quantity="1" unit="each"/>
<use parent="X" child="M" quantity="1" unit="each"/>
<use parent="Y" child="M" quantity="2" unit="each"/>
<item part="SAME" mass="1000 g"><content element="Dy" amount="1 g" scope="total"/></item>
<use parent="SAME" child="M" quantity="1" unit="each"/>
<item part="OWN" mass="1000 g"><content element="Dy" amount="0.000000001 g" scope="own"/></item>
<use parent="OWN" child="M" quantity="1" unit="each"/>
<item part="LIAR" mass="100 g"><content element="all" amount="&lt;0.1 %" scope="total" kind="negative" each="sum"/></item>
<use parent="LIAR" child="M" quantity="1" unit="each"/>
<item part="CAPPED" mass="100 g"><content element="all" amount="&lt;0.1 %" scope="total" kind="negative" each="sum"/></item>
<item part="UNTOLD" mass="50 g"/>
<use parent="CAPPED" child="UNTOLD" quantity="1" unit="each"/>
! 1
= ZERO any-in clear
= EMPTY any-in clear
= TOP any-ge triggered
= TOP any-gt clear
= SAME any-ge triggered
= SAME any-gt clear
= OWN any-gt triggered
= LIAR any-ge undecided
= CAPPED any-ge clear
= CAPPED any-in undecided
# alternatives: the least of them is there, the greatest may be
<item part="TOP" complete="yes"/>
<item part="HEAVY" mass="1000 g" complete="yes"><content element="Dy" amount="1 g"/></item>
<item part="LIGHT" mass="10 g" complete="yes"><content element="Dy" amount="0.009 g"/></item>
<use parent="TOP" child="HEAVY" quantity="1" unit="each" alternative="a"/>
<use parent="TOP" child="LIGHT" quantity="1" unit="each" alternative="a"/>
<item part="BOTH" complete="yes"/>
<use parent="BOTH" child="HEAVY" quantity="1" unit="each" alternative="a"/>
<use parent="BOTH" child="HEAVY" quantity="2" unit="each" alternative="a"/>
<item part="EMPTY" complete="yes" mass="5 g"/>
<use parent="EMPTY" child="HEAVY" quantity="1" unit="each" alternative="a" populate="no"/>
<use parent="EMPTY" child="LIGHT" quantity="0.5" unit="each" alternative="a"/>
! 1
= TOP any-ge undecided
= TOP any-gt clear
= TOP any-in triggered
= BOTH any-ge triggered
= BOTH any-gt clear
= EMPTY any-in triggered
= EMPTY any-ge clear
# uses of the day: the magnet of the year before is not in it
<item part="TOP" complete="yes"/>
<item part="OLD" mass="10 g" complete="yes"><content element="Dy" amount="1 g"/></item>
<item part="NEW" mass="10 g" complete="yes"/>
<use parent="TOP" child="OLD" quantity="1" unit="each" until="2026-01-31"/>
<use parent="TOP" child="NEW" quantity="1" unit="each" from="2026-02-01"/>
! 0
= TOP any-in clear
= OLD any-in triggered
# the same the day before
<item part="TOP" complete="yes"/>
<item part="OLD" mass="10 g" complete="yes"><content element="Dy" amount="1 g"/></item>
<item part="NEW" mass="10 g" complete="yes"/>
<use parent="TOP" child="OLD" quantity="1" unit="each" until="2026-01-31"/>
<use parent="TOP" child="NEW" quantity="1" unit="each" from="2026-02-01"/>
+ --as-of 2026-01-31
! 1
= TOP any-in triggered
# a phantom is no more than its parts, and nobody ships it
<item part="PH" phantom="yes"/>
<item part="CLEAN" mass="10 g" complete="yes"/>
<item part="LONE" phantom="yes"><content element="Nd" amount="1 g" scope="own"/></item>
<item part="TOP" complete="yes"/>
<use parent="TOP" child="CLEAN" quantity="1" unit="each"/>
<use parent="PH" child="CLEAN" quantity="2" unit="each"/>
<use parent="TOP" child="PH" quantity="1" unit="each"/>
<use parent="LONE" child="PH" quantity="1" unit="each"/>
! 0
= PH any-in clear
= TOP any-in clear
= LONE any-in triggered
# ... what stands only in phantoms that nobody uses is shipped itself
<item part="LONE" phantom="yes"/>
<item part="LOWER" phantom="yes"/>
<item part="MAG" mass="1 g" complete="yes"><content element="Nd" amount="30 %"/></item>
<item part="SPARE" mass="1 g" complete="yes"/>
<use parent="LONE" child="LOWER" quantity="1" unit="each"/>
<use parent="LONE" child="SPARE" quantity="1" unit="each"/>
<use parent="LOWER" child="MAG" quantity="1" unit="each"/>
! 1
= LONE any-in triggered
= SPARE any-in clear
= MAG any-in triggered
# a part by mass: 10 g of 1 % in 100 g, by weight and by share
<item part="Z" unit="g" complete="yes"><content element="Dy" amount="1 %"/></item>
<item part="A" mass="100 g"/>
<use parent="A" child="Z" quantity="10 %"/>
<item part="B" mass="100 g"/>
<use parent="B" child="Z" quantity="0.01" unit="kg"/>
<item part="C" mass="100 g"/>
<use parent="C" child="Z" quantity="9.9999999999999999999 %"/>
! 1
= A any-ge triggered
= A any-gt clear
= B any-ge triggered
= B any-gt clear
= C any-ge clear
= C any-in triggered
# a process aid is in nobody's content
<item part="A" mass="1000 g" complete="yes"><content element="Ce" amount="1 g" process="used-not-contained"><origin stage="mining" country="CN"/></content></item>
! 1
= A any-in clear
= A process triggered
# beyond doubles: 1e-298 g in 1e-99 of it, of which 1e-99 is Chinese; 1e90 g
<item part="M" mass="1e-99 g" complete="yes"><content element="Nd" amount="1e-99 fraction"><origin stage="mining" country="CN" share="1e-99 fraction" of="blend"/></content></item>
<item part="P"/>
<use parent="P" child="M" quantity="1e-99" unit="each"/>
<item part="BIG" mass="1e90 g" complete="yes"><content element="Nd" amount="1e87 g"/></item>
<item part="BIGGER" mass="1e99 g"/>
<use parent="BIGGER" child="BIG" quantity="1e9" unit="each"/>
<item part="TINY" mass="1e-90 g" complete="yes"><content element="Nd" amount="1e-93 g"/></item>
! 1
= P cn-in triggered
= M cn-in triggered
= BIG any-ge triggered
= BIG any-gt clear
= BIGGER any-ge triggered
= BIGGER any-gt clear
= TINY any-ge triggered
= TINY any-gt clear
# what is shipped decides: the magnet in a clean-looking car
<item part="CAR" mass="1000 kg"/>
<item part="MAGNET" mass="1 g" complete="yes"><content element="Nd" amount="30 %"/></item>
<item part="BODY" mass="999999 g" complete="yes"/>
<use parent="CAR" child="MAGNET" quantity="1" unit="each"/>
<use parent="CAR" child="BODY" quantity="1" unit="each"/>
! 0
= CAR any-ge clear
= MAGNET any-ge triggered
# ... and the magnet sold alone
<item part="CAR" mass="1000 kg"/>
<item part="MAGNET" mass="1 g" complete="yes"><content element="Nd" amount="30 %"/></item>
<item part="BODY" mass="999999 g" complete="yes"/>
<use parent="CAR" child="MAGNET" quantity="1" unit="each"/>
<use parent="CAR" child="BODY" quantity="1" unit="each"/>
+ --ship MAGNET
! 1
= CAR any-ge clear
= MAGNET any-ge triggered
# the day before the rule, its first, its last, the day after
<item part="A" mass="1000 g" complete="yes"><content element="Nd" amount="1 g"/></item>
+ --as-of 2026-01-09
! 0
= A any-ge triggered
# first day
<item part="A" mass="1000 g" complete="yes"><content element="Nd" amount="1 g"/></item>
+ --as-of 2026-01-10
! 1
= A any-ge triggered
# last day
<item part="A" mass="1000 g" complete="yes"><content element="Nd" amount="1 g"/></item>
+ --as-of 2026-03-10
! 1
= A any-ge triggered
# day after
<item part="A" mass="1000 g" complete="yes"><content element="Nd" amount="1 g"/></item>
+ --as-of 2026-03-11
! 0
= A any-ge triggered
END

# Each case into files of its own: N.xml, N.arg, N.exit, N.want, N.name.
awk -v head="$head" '
	/^# / { n++; print substr($0, 3) >(n ".name"); print head >(n ".xml")
		printf "" >(n ".arg"); next }
	/^\+ / { print substr($0, 3) >(n ".arg"); next }
	/^! / { print $2 >(n ".exit"); print "</bom>" >(n ".xml"); next }
	/^= / { print $2, $3, $4, $5 == "" ? "-" : $5, $6 == "" ? "-" : $6 >(n ".want"); next }
	{ print >(n ".xml") }
	END { print n >"count" }' cases

i=0
while [ $i -lt "$(cat count)" ]; do
	i=$((i + 1))
	only=$(cut -d ' ' -f 2 $i.want | sort -u | sed 's/^/--only /')
	# shellcheck disable=SC2046,SC2086 # lists of words
	t_exit "$(cat $i.exit)" check $i.xml --rules probe/rules.xml $only \
		--all-items -o json $(cat $i.arg)
	jq -r '.rows[] | [.part, .rule, .verdict,
		(if .policy == "" then "-" else .policy end),
		(if .presumed == "" then "-" else .presumed end)] | join(" ")' \
		t.out >got
	while read -r line; do
		if grep -qxF -- "$line" got; then
			t_pass
		else
			t_fail "$(cat $i.name): expected $line; got" \
				"$(grep -F -- "${line%% *} " got | tr '\n' ';')"
		fi
	done <$i.want
	# The rows bound what the arithmetic says exactly.
	t_ok "$(cat $i.name): rows bound the exact amounts" jq -e '
		def num: if . == null or . == "" then null
			elif test("/") then (split("/") | (.[0] | tonumber) / (.[1] | tonumber))
			else tonumber end;
		[.rows[] | {key: (.part + " " + .rule), value: .}] | from_entries as $row
		| [$ARGS.named.doc[0].rules[] | .rule as $r | .items[]
			| select(.numerator != null)
			| $row[.item.part + " " + $r] as $x
			| (.numerator.low | num) as $lo | (.numerator.high | num) as $hi
			| (($x.low | num) // 0) <= $lo * 1.0000000001
				and (($x.high | num) == null
					or ($hi != null and ($x.high | num) >= $hi * 0.9999999999))]
		| all' t.out --slurpfile doc t.out
done
t_end
