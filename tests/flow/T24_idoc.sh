#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: IDocs of SAP as a house has them, a file for each: a list of parts, the
# materials in it, a supplier's declaration.  What the materials say counts for
# the list in another file; what nobody says stays open; an order and a list of
# the same are one product.

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/lib.sh"

# material NUMBER UNIT MORE...: an IDoc of one material.
material() {
	printf '%s\n' "<MATMAS05><IDOC BEGIN=\"1\"><E1MARAM SEGMENT=\"1\"><MATNR>$1</MATNR><MEINS>$2</MEINS>"
	shift 2
	printf '%s\n' "$@" '</E1MARAM></IDOC></MATMAS05>'
}
# line NUMBER QUANTITY UNIT MORE
line() {
	echo "<E1STPOM SEGMENT=\"1\"><IDNRK>$1</IDNRK><POSTP>L</POSTP><MENGE_C>$2</MENGE_C><MEINS>$3</MEINS>$4</E1STPOM>"
}
# list NUMBER BASE: of the lines that are standard input.
list() {
	echo "<BOMMAT05><IDOC BEGIN=\"1\"><E1STZUM SEGMENT=\"1\"><E1MASTM SEGMENT=\"1\"><MATNR>$1</MATNR></E1MASTM>"
	echo "<E1STKOM SEGMENT=\"1\"><BMENG_C>$2</BMENG_C><BMEIN>PCE</BMEIN></E1STKOM>"
	cat
	echo '</E1STZUM></IDOC></BOMMAT05>'
}

{
	line 000000000000000777 200.000 PCE
	line SCREW 2 KAR
	line WIRE 3 KGM
	line GLUE 1 KAR '<FMENG>X</FMENG>'
} | list PUMP-1 100.000 >list.xml
material 777 PCE '<NTGEW>0.050</NTGEW><GEWEI>KGM</GEWEI>' \
	'<E1MARCM><WERKS>1</WERKS><HERKL>CN</HERKL></E1MARCM>' >rotor.xml
material SCREW PCE '<E1MARMM><MEINH>KAR</MEINH><UMREZ>500</UMREZ><UMREN>1</UMREN></E1MARMM>' \
	'<E1MARMM><MEINH>KGM</MEINH><UMREZ>1000</UMREZ><UMREN>3</UMREN></E1MARMM>' >screw.xml
material WIRE MTR '<E1MARMM><MEINH>KGM</MEINH><UMREZ>25</UMREZ><UMREN>1</UMREN></E1MARMM>' >wire.xml
material GLUE LTR '<E1MARMM><MEINH>KAR</MEINH><UMREZ>12</UMREZ><UMREN>1</UMREN></E1MARMM>' >glue.xml
cat >magnets.csv <<'CSV'
part,element,amount,unit
777,Nd,5,g
CSV
t_exit 0 convert list.xml rotor.xml screw.xml wire.xml glue.xml magnets.csv
t_has t.out '<use parent="PUMP-1" child="777" quantity="2" unit="each"/>'
t_has t.out '<use parent="PUMP-1" child="SCREW" quantity="10" unit="each"/>'
t_has t.out '<use parent="PUMP-1" child="WIRE" quantity="0.75" unit="m"/>'
t_has t.out '<use parent="PUMP-1" child="GLUE" quantity="unknown" unit="l"/>'
t_has t.out 'part="777" mass="50 g"'
t_has t.out 'part="SCREW" mass="3 g"'
t_has t.out '<origin stage="component" country="CN"/>'
# in whatever order, and in one file
t_exit 0 convert -q list.xml rotor.xml screw.xml wire.xml glue.xml magnets.csv --save want.xml
{
	echo '<IDOCS>'
	cat glue.xml list.xml wire.xml screw.xml rotor.xml
	echo '</IDOCS>'
} >all.xml
sed -i 's/<IDOCS>/<BOMMATS>/; s/<\/IDOCS>/<\/BOMMATS>/' all.xml
for files in want.xml 'all.xml magnets.csv'; do
	# shellcheck disable=SC2086
	"$RETRACE" check -q -a $files -o json --fail-on never |
		jq -c '.rows | map(del(.file, .line, .basis, .asks)) | sort[]' >after
	[ -s before ] || cp after before
done
t_ok 'one file of all of them' cmp before after
t_exit 0 trace -q want.xml --item PUMP-1
t_has t.out 'at least 10 g'

# Two files that say it in two ways: nobody knows.
sed 's/500/200/' screw.xml >screw-2.xml
t_exit 0 convert -q list.xml rotor.xml screw.xml wire.xml glue.xml --save x.xml
t_exit 0 convert list.xml screw.xml screw-2.xml wire.xml glue.xml
t_has t.out '<use parent="PUMP-1" child="SCREW" quantity="0.02" unit="each"/>'
t_has t.err 'the unit box of 1 part: one is taken for one of the part'
# Without any: metres are not kilograms.
material WIRE MTR >wire-2.xml
t_exit 65 check list.xml wire-2.xml
t_has t.err 'list.xml:5:1: a quantity in kg of WIRE, which is counted in length'

# An order says the same as the list, by its own quantities.
cat >order.xml <<'X'
<LOIPRO01><IDOC><E1AFKOL><AUFNR>1</AUFNR><MATNR>PUMP-1</MATNR><GAMNG>50</GAMNG><GMEIN>PCE</GMEIN>
<E1AFFLL><E1AFVOL><E1RESBL><MATNR>777</MATNR><BDMNG>100</BDMNG><MEINS>PCE</MEINS></E1RESBL></E1AFVOL></E1AFFLL>
</E1AFKOL></IDOC></LOIPRO01>
X
t_exit 0 convert order.xml rotor.xml
t_has t.out '<use parent="PUMP-1" child="777" quantity="2" unit="each"/>'
# Two orders that differ: either.
sed 's/<AUFNR>1</<AUFNR>2</; s/<BDMNG>100/<BDMNG>150/' order.xml >order-2.xml
{
	echo '<LOIPROS>'
	cat order.xml order-2.xml
	echo '</LOIPROS>'
} | sed 's/LOIPROS/LOIPRO01/' >orders.xml
t_exit 0 convert orders.xml rotor.xml
t_has t.err '"PUMP-1" has 2 different lists of parts'
t_exit 0 trace -q orders.xml rotor.xml magnets.csv --item PUMP-1
t_has t.out '10 g to '
# No base quantity: how much is in one is not known, and no verdict is clear.
sed 's/<BMENG_C>100.000<\/BMENG_C>//' list.xml >open.xml
t_exit 0 convert open.xml rotor.xml screw.xml wire.xml glue.xml
t_has t.err 'open.xml:2:1: warning: 1 list of parts for nobody knows how many of the product'
t_has t.out '<use parent="PUMP-1" child="777" quantity="unknown" unit="each"/>'
t_end
