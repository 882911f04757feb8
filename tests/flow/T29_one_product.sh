#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: one product, written by hand in every format that is read, has the same
# rare earths and the same verdicts by every pack.  What a format cannot say
# comes from the tables beside it, which are named; and what is written by
# convert says the same again.

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

one=$t_top/tests/data/bom/one-product
cp "$one"/* .
set --
for pack in cn-trace cn-mofcom-61-2025 us-dfars-225-7052 eu-crma-28-29 \
	cn-mofcom-18-2025; do
	set -- "$@" --rules "$pack"
done
packs=$*

# row FORMAT PRODUCT FILE...: a row of the table; and from where it is told.
row() {
	format=$1
	product=$2
	shift 2
	"$RETRACE" account -q "$@" -o json=account.json >/dev/null
	"$RETRACE" trace -q "$@" --by element -o csv >elements.csv
	# shellcheck disable=SC2086
	"$RETRACE" check -q "$@" prices.csv $packs -o csv --fail-on never \
		>verdicts.csv
	printf '%s|%s|%s|%s|%s|%s\n' "$format" \
		"$(jq -r '[.all.items, .all.uses] | join("|")' account.json)" \
		"$(amount Nd)" "$(amount Dy)" \
		"$(awk -F, -v p="$product" '$6 == p {
			if ($1 != pack) printf "%s", (pack == "" ? "" : " ")
			pack = $1
			printf "%s", substr($11, 1, 1) }' verdicts.csv)" "$*"
}

# amount ELEMENT: at least, at most, and so much of it of Chinese origin.
amount() {
	awk -F, -v e="$1" -v p="$product" \
		'$2 == p && $5 == e { print $6 "-" $7 " CN " $8 "-" $9 }' elements.csv
}

# The tables beside a format, with the part numbers that its reader gives.
# named FROM TO...: copies of the tables with other part numbers.
named() {
	for table in items origins content; do
		cp "$table.csv" "$1-$table.csv"
	done
	to=$1
	shift
	while [ $# -gt 0 ]; do
		sed -i "s,^$1\,,$2\,," "$to"-*.csv
		shift 2
	done
}
# Parts of a material declaration are known by its product.
named shai MOTOR-1 DRIVE-1/Parts00001 ROTOR-1 DRIVE-1/Parts00002 \
	MAG-N42 DRIVE-1/Parts00003 SHAFT-1 DRIVE-1/Parts00004 \
	HOUSING-1 DRIVE-1/Parts00005 GEAR-1 DRIVE-1/Parts00006 \
	SENSOR-MAG DRIVE-1/Parts00007 HOUSING-2 DRIVE-1/Parts00008 \
	SCREW-M4 DRIVE-1/Parts00009
named ipc MOTOR-1 DRIVE-1/MOTOR-1 ROTOR-1 DRIVE-1/ROTOR-1 \
	MAG-N42 DRIVE-1/MAG-N42 SHAFT-1 DRIVE-1/SHAFT-1 \
	HOUSING-1 DRIVE-1/HOUSING-1 GEAR-1 DRIVE-1/GEAR-1 \
	SENSOR-MAG DRIVE-1/SENSOR-MAG HOUSING-2 DRIVE-1/HOUSING-2 \
	SCREW-M4 DRIVE-1/SCREW-M4
# There a magnet is a part and what it is made of a material in it, which is the
# magnet in the words of a rule.
for table in shai ipc; do
	sed -i -e 's,/\(Parts00003\|MAG-N42\)\,CN,/\1/Magnet segment material\,CN,' \
		-e 's,/\(Parts00007\|SENSOR-MAG\)\,AU,/\1/Sensor magnet material\,AU,' \
		"$table-origins.csv"
	sed -i -e 's,/\(Parts00003\|MAG-N42\)\,magnet\,\(12.5\,g\,\)\(.*\)$,/\1\,component\,\2\,\,\nDRIVE-1/\1/Magnet segment material\,magnet\,\,\,\3,' \
		-e 's,/\(Parts00007\|SENSOR-MAG\)\,magnet\,\(5\,g\,\)\(.*\)$,/\1\,component\,\2\,\,\nDRIVE-1/\1/Sensor magnet material\,magnet\,\,\,\3,' \
		"$table-items.csv"
done
# Assets of Catena-X by their ids, in the order of the table of items.
asset=urn:uuid:00000000-0000-4000-8000-0000000000
named catenax DRIVE-1 ${asset}01 MOTOR-1 ${asset}02 ROTOR-1 ${asset}03 \
	GEAR-1 ${asset}04 MAG-N42 ${asset}05 SENSOR-MAG ${asset}06 \
	SHAFT-1 ${asset}07 HOUSING-1 ${asset}08 HOUSING-2 ${asset}09 \
	SCREW-M4 ${asset}10
grep -v 'MAG' content.csv >steel.csv

{
	row 'our XML' DRIVE-1 own.xml
	row 'CSV, edges' DRIVE-1 edges.csv items.csv content.csv origins.csv
	row 'CSV, levels' DRIVE-1 levels.csv items.csv content.csv origins.csv
	row 'XLSX' DRIVE-1 drive.xlsx
	row 'IEC 62474' DRIVE-1 iec62474.xml items.csv origins.csv
	row 'chemSHERPA' DRIVE-1 drive.shai shai-items.csv shai-origins.csv
	row 'IPC-1752A' DRIVE-1 ipc1752a.xml ipc-items.csv ipc-origins.csv
	row 'IPC-1752B' DRIVE-1 ipc1752b.xml ipc-items.csv ipc-origins.csv
	row 'PDX' DRIVE-1 pdx.xml items.csv content.csv origins.csv
	row 'PDX, archive' DRIVE-1 drive.pdx items.csv content.csv origins.csv
	row 'IPC-2581' DRIVE-1 ipc2581-drive.xml ipc2581-motor.xml \
		ipc2581-rotor.xml ipc2581-gear.xml items.csv content.csv \
		origins.csv
	row 'Granta' DRIVE-1 granta.xml items.csv origins.csv
	row 'CycloneDX XML' DRIVE-1 cyclonedx.xml
	row 'CycloneDX JSON' DRIVE-1 cyclonedx.json
	row 'Catena-X' "${asset}01" catenax.json catenax-items.csv \
		catenax-origins.csv
	row 'UNTP' DRIVE-1 edges.csv untp-mag-n42.json untp-sensor-mag.json \
		items.csv steel.csv origins.csv
} >table

# back TARGET FILE...: our XML through convert, and what it cannot hold beside it.
back() {
	to=$1
	file=$2
	shift
	"$RETRACE" convert -q own.xml --to "$to" --save "$file" ||
		t_fail "cannot be written as $to"
	row "$to" DRIVE-1 "$@"
}
{
	back xml to.xml
	back cyclonedx to.json
	back csv to.tables
	back iec62474 to-62474.xml items.csv origins.csv
	back csv-levels to.csv content.csv origins.csv
} >>table
sed -e 's/|t ucccccccu ctct tc ccccccc|/|VERDICTS|/' \
	-e 's/|30.5-30.5 CN 29-29|2.525-2.525 CN 2.5-2.5|/|AMOUNTS|/' table >short
t_ok 'the amounts and verdicts meant' grep -qxF \
	'our XML|10|10|30.5-30.5 CN 29-29|2.525-2.525 CN 2.5-2.5|t ucccccccu ctct tc ccccccc|own.xml' \
	table
# Format, items, uses; the amounts of all; the verdicts of all; on whose word.
t_cmp short <<'END_OF_TABLE'
our XML|10|10|AMOUNTS|VERDICTS|own.xml
CSV, edges|10|10|AMOUNTS|VERDICTS|edges.csv items.csv content.csv origins.csv
CSV, levels|10|10|AMOUNTS|VERDICTS|levels.csv items.csv content.csv origins.csv
XLSX|10|10|AMOUNTS|VERDICTS|drive.xlsx
IEC 62474|10|10|AMOUNTS|VERDICTS|iec62474.xml items.csv origins.csv
chemSHERPA|16|16|AMOUNTS|VERDICTS|drive.shai shai-items.csv shai-origins.csv
IPC-1752A|16|16|AMOUNTS|VERDICTS|ipc1752a.xml ipc-items.csv ipc-origins.csv
IPC-1752B|16|16|AMOUNTS|VERDICTS|ipc1752b.xml ipc-items.csv ipc-origins.csv
PDX|10|10|AMOUNTS|VERDICTS|pdx.xml items.csv content.csv origins.csv
PDX, archive|10|10|AMOUNTS|VERDICTS|drive.pdx items.csv content.csv origins.csv
IPC-2581|10|10|AMOUNTS|VERDICTS|ipc2581-drive.xml ipc2581-motor.xml ipc2581-rotor.xml ipc2581-gear.xml items.csv content.csv origins.csv
Granta|10|10|AMOUNTS|VERDICTS|granta.xml items.csv origins.csv
CycloneDX XML|10|10|AMOUNTS|VERDICTS|cyclonedx.xml
CycloneDX JSON|10|10|AMOUNTS|VERDICTS|cyclonedx.json
Catena-X|10|10|AMOUNTS|VERDICTS|catenax.json catenax-items.csv catenax-origins.csv
UNTP|10|10|AMOUNTS|VERDICTS|edges.csv untp-mag-n42.json untp-sensor-mag.json items.csv steel.csv origins.csv
xml|10|10|AMOUNTS|VERDICTS|to.xml
cyclonedx|10|10|AMOUNTS|VERDICTS|to.json
csv|10|10|AMOUNTS|VERDICTS|to.tables
iec62474|10|10|AMOUNTS|VERDICTS|to-62474.xml items.csv origins.csv
csv-levels|10|10|AMOUNTS|VERDICTS|to.csv content.csv origins.csv
END_OF_TABLE
cat table
t_end
