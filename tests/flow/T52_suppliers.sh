#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: the suppliers that a list of parts names are asked, each by a sheet of
# his own, whatever the list is written in; a maker and a document go first.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

asked() {
	t_exit 0 ask -q "$@" -o json
	jq -r '[.questions[] | "\(.item.part) \(.supplier)"] | sort | join(",")' t.out
}
cat >edges.csv <<'CSV'
parent,part,name,quantity,Lieferant
DU,MOT,Motor,1,Nidec
DU,MAG,NdFeB ring,4,Ningbo
DU,PCB,Board,1,
MOT,MAG,NdFeB ring,2,Another
CSV
cat >levels.csv <<'CSV'
Level,Part,Description,Qty,Vendor
0,DU,Drive,1,
1,MOT,Motor,1,Nidec
1,MAG,NdFeB ring,4,Ningbo
1,PCB,Board,1,n/a
CSV
cat >uses.csv <<'CSV'
parent,part,quantity
DU,MOT,1
DU,MAG,4
DU,PCB,1
CSV
cat >items.csv <<'CSV'
part,name,供应商
MOT,Motor,Nidec
MAG,NdFeB ring,Ningbo
PCB,Board,
CSV
want='DU null,MAG Ningbo,MOT Nidec,PCB null'
t_ok 'a list of uses' [ "$(asked edges.csv)" = "$want" ]
t_ok 'a list by level' [ "$(asked levels.csv)" = "$want" ]
t_ok 'a table of items' [ "$(asked uses.csv items.csv)" = "$want" ]
t_exit 0 convert -q levels.csv
cp t.out levels.xml
t_ok 'our XML keeps them' [ "$(asked levels.xml)" = "$want" ]
t_exit 0 convert -q levels.xml
t_cmp t.out <levels.xml

# A maker goes before who sells it, and who has declared before both.
cat >makers.csv <<'CSV'
Level,Part,Manufacturer,Qty,Vendor
0,DU,,1,
1,MOT,Maxon,1,Nidec
1,MAG,,4,Ningbo
1,PCB,,1,Board Shop
CSV
cat >said.xml <<'XML'
<declarations xmlns="urn:retrace:bom:1">
  <declaration supplier="Magnet Works" date="2025-10-01">
    <statement part="MAG"><content element="Nd" amount="30 %"/></statement>
  </declaration>
</declarations>
XML
t_ok 'in that order' [ "$(asked makers.csv said.xml | sed 's/,/\n/g' | sort -u | tr '\n' ',')" = \
	'DU null,MAG Magnet Works,MOT Maxon,PCB Board Shop,' ]

# One sheet each.
t_exit 0 ask -q levels.csv --questionnaires sheets
for sheet in nidec.en.csv nidec.zh.html ningbo.en.html ningbo.zh.csv; do
	t_ok "$sheet" [ -s "sheets/questionnaire-$sheet" ]
done
t_ok 'with his part alone' sh -c 'grep -q "^.MOT.," sheets/questionnaire-nidec.en.csv && ! grep -q "^.MAG.," sheets/questionnaire-nidec.en.csv'
t_end
