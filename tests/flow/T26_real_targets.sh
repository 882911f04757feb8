#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: real files of others, written by convert in each of its formats and read
# again, get the same verdict for every item; where something is left out that is
# told, and they need not.  Skipped where the files are not at hand.

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/lib.sh"

data=$t_top/../shared/data/bom
[ -d "$data" ] || {
	echo "T26: skipped: no files of others in ../shared/data/bom"
	exit 77
}

# rows FILE: what is said of each item, without where it stands.
rows() {
	"$RETRACE" check -q "$1" -a -o csv --fail-on never | cut -d, -f1-19 |
		sort
}

# targets FILE: there and back through each format.
targets() {
	rows "$data/$1" >before
	for to in xml:to.xml cyclonedx:to.json iec62474:to-62474.xml \
		csv:to.tables csv-levels:to.csv; do
		file=${to#*:}
		rm -rf "$file"
		t_exit 0 convert "$data/$1" --to "${to%%:*}" --save "$file"
		if grep -q 'no place' t.err; then
			t_exit 65 convert "$data/$1" --to "${to%%:*}" \
				--save none --strict
			t_ok "$1: nothing is written" test ! -f none -a \
				-z "$(ls none 2>/dev/null)"
			rm -rf none
			continue
		fi
		rows "$file" >after
		t_ok "$1: the same behind ${to%%:*}" cmp before after
	done
}

targets cyclonedx/hbom-pcie-sata.json
targets granta/glass_door.csv
targets granta/compliance-bom.xml
targets granta/sustainability-bom-2412.xml
targets ipc2581/testcase12-rdgflx-bom.xml
targets catenax/UsTariffInformation.json
targets catenax/DigitalProductPassport.json
t_end
