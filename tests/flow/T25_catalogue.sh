#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: several bills of materials in one run are one catalogue: what stands
# in two of them counts once, what they say differently is told and stays
# open, and each product has its line.

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2016
. "$(dirname "$0")/lib.sh"

bom() { # FILE: a bill of materials from standard input
	{
		echo '<bom xmlns="urn:retrace:bom:1" assemblies="complete">'
		cat
		echo '</bom>'
	} >"$1"
}

# A pump and a fan share a rotor with its magnets.
rotor='<item part="ROT" name="Rotor"/>
<item part="MAG" mass="10 g" complete="yes"><content element="Nd" amount="3 g"><origin stage="all" country="CN"/></content></item>
<use parent="ROT" child="MAG" quantity="4" unit="each"/>'
bom pump.xml <<END
<item part="PUMP" name="Pump"/>
$rotor
<use parent="PUMP" child="ROT" quantity="1" unit="each"/>
END
bom fan.xml <<END
<item part="FAN" name="Fan"/>
$rotor
<use parent="FAN" child="ROT" quantity="2" unit="each"/>
END
bom plate.xml <<END
<item part="PLATE" name="Base plate" mass="1 kg" complete="yes"/>
END

t_exit 1 check pump.xml fan.xml plate.xml
t_cmp t.err </dev/null
sed -n '/^All /,$p' t.out >all
t_cmp all <<'END'
All 3 products:
Product	Name	contained
PUMP	Pump	triggered
FAN	Fan	triggered
PLATE	Base plate	clear
END
# Four magnets of 3 g in a rotor, not eight.
t_exit 1 check pump.xml fan.xml plate.xml -a -o json
t_json t.out '[.rows[] | {(.part): .low}] | add ==
	{PUMP: "12", FAN: "24", PLATE: "0", ROT: "12", MAG: "3"}'
# A single product has no such list.
t_exit 1 check pump.xml
grep -q '^All' t.out && t_fail "one product is no catalogue"

# The files disagree: both readings stay open.
sed 's/mass="10 g"/mass="12 g" form="magnet" value="2 USD"/' fan.xml >fan2.xml
sed 's/mass="10 g"/mass="10 g" form="alloy" value="3 USD"/' pump.xml >pump2.xml
t_exit 1 check pump2.xml fan2.xml -a -o json
t_cmp t.err <<'END'
fan2.xml:4:1: warning: MAG has another mass than at pump2.xml:4: expected the same; anything from one to the other is taken as possible
fan2.xml:4:1: warning: MAG has another price than at pump2.xml:4: expected the same; its price is taken as unknown
fan2.xml:4:1: warning: MAG has another form than at pump2.xml:4: expected the same; its form is taken as unknown
END
t_exit 0 convert pump2.xml fan2.xml --save both.xml
t_has both.xml 'part="MAG" mass="10 - 12 g"'

# Other parts under one name: where both lists speak, either may be right.
sed 's/quantity="4"/quantity="5"/' fan.xml >fan3.xml
t_exit 1 check pump.xml fan3.xml
t_has t.err 'fan3.xml:5:1: warning: ROT has other parts here than at pump.xml:5: expected one list, or another revision; either is taken as possible'
t_exit 0 trace -q pump.xml fan3.xml -o csv
t_ok 'both lists, each a phantom' sh -c 'grep -q "ROT (as in pump.xml)" t.out && grep -q "ROT (as in fan3.xml)" t.out'
# ... and the product with the choice converts and comes back the same.
t_exit 0 convert -q pump.xml fan3.xml --save chosen.xml
t_exit 1 check -q pump.xml fan3.xml -a -o csv=two.csv
t_exit 1 check -q chosen.xml -a -o csv=one.csv
t_ok 'the same verdicts' sh -c 'for f in one two; do cut -d, -f2-16 $f.csv | sort >$f; done; cmp one two'

# A supplier's breakdown beside a list of which nobody says anything.
cat >own.xml <<'END'
<bom xmlns="urn:retrace:bom:1" assemblies="complete">
<item part="MOT" mass="50 g"/><item part="A" mass="20 g"/><item part="B" mass="30 g"/>
<use parent="MOT" child="A" quantity="1" unit="each"/>
<use parent="MOT" child="B" quantity="1" unit="each"/>
</bom>
END
cat >supplier.xml <<'END'
<bom xmlns="urn:retrace:bom:1" assemblies="complete">
<item part="MOT"/><item part="FE" mass="45 g" complete="yes"/>
<item part="CU" mass="5 g" complete="yes"/>
<use parent="MOT" child="FE" quantity="1" unit="each"/>
<use parent="MOT" child="CU" quantity="1" unit="each"/>
</bom>
END
t_exit 0 check own.xml supplier.xml
t_has t.err 'own.xml:3:1: warning: MOT has other parts here than at supplier.xml:4, which counts, for only of what is in that list something is declared'
t_exit 0 check supplier.xml own.xml
t_exit 2 check own.xml
# What points to rare earths in the other list is not cleared by that.
sed 's/part="A"/part="A" form="magnet"/' own.xml >magnet.xml
t_exit 2 check magnet.xml supplier.xml
sed 's/part="A"/part="A" name="NdFeB magnet"/' own.xml >magnet.xml
t_exit 2 check magnet.xml supplier.xml
# Three lists, two of them the same; nothing declared of any.
sed '/item part="MOT"/s/ mass="50 g"//; s/mass="20 g"/mass="21 g"/; s/part="A"/part="A2"/; s/child="A"/child="A2"/' own.xml >third.xml
cp own.xml again.xml
t_exit 2 check own.xml again.xml third.xml
t_ok 'told once' sh -c '[ "$(grep -c "either is taken as possible" t.err)" = 1 ]'
# A share of the mass would be one of a phantom.
sed 's/quantity="1" unit="each"/quantity="40 %"/' supplier.xml | sed 's/mass="[0-9]* g"/unit="g"/' >shares.xml
sed 's/mass="20 g"/mass="20 g" complete="yes"/' own.xml >own2.xml
t_exit 65 check own2.xml shares.xml
t_has t.err 'shares of the mass of an item with several lists of parts: expected masses'
# ... nor twice in one file.
{
	sed '$d' pump.xml
	echo '<item part="ROT"/></bom>'
} >twice.xml
t_exit 65 check twice.xml
t_has t.err 'item ROT again: expected it once'
t_end
