#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: whole
#
# Goal: what the man pages show was really written: each example whose files
# are those of a template or of the drive unit is made again.

# lib.sh sets t_*; the inner shell expands what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

export COLUMNS=100
t_ran=0
ln -s "$(realpath "$RETRACE")" retrace
PATH=$t_dir:$PATH

# What the pages take as given: templates, the drive unit, a filer with a key
# and a log.
base() {
	cp "$t_top"/tests/examples/drive-unit/* "$t_top"/tests/examples/filer*.xml .
	retrace template bom >bom.xml
	retrace template bom-csv >bom.csv
	retrace template declaration >declaration.xml
	retrace key new officer.key officer.crt --name 'A. Officer' --no-passphrase
	retrace log init filings.db --origin example.com/filings --key log.key \
		--no-passphrase >filings.pub
	for t_filer in filer filer-incomplete; do
		retrace draft -q drive-unit.xml declaration-* --item DU-200 \
			--filer $t_filer.xml --save draft-$t_filer.xml
	done
	mv draft-filer.xml draft.xml
	mv draft-filer-incomplete.xml part.xml
}

filed() {
	retrace file draft.xml --hypothetical --log filings.db --log-key log.key \
		--key officer.key --cert officer.crt --save filing.xml
}

# A filing that names no supplier.
sealed() {
	retrace draft -q drive-unit.xml declaration-* --item DU-200 \
		--filer filer.xml --seal suppliers --save sealed.xml
}

month() {
	mkdir 2026-02
	for t_i in 1 2 3 4 5 6 7 8 9; do
		sed "s/<contract>[^<][^<]*/&-$t_i/" draft.xml >2026-02/$t_i.xml
	done
}

mkdir base
(cd base && base) >t.out 2>&1 || {
	t_fail 'the examples cannot be prepared'
	cat t.out >&2
}
for t_page in "$t_top"/doc/man/*.1; do
	rm -rf page
	cp -r base page
	cd page || exit 1
	case $t_page in
	*-convert.1)
		printf '%s\n' \
			'Part number,Nd %,Dy [ppm],Tb2O3 (%),Er,Magnet made in' \
			'MAGNET-1,28.5,4800,n.d. (<0.01),,JP' \
			'MAGNET-2,,<50,n.d.,,JP / CN' >report.csv
		;;
	*-draft.1)
		filed
		sed -i 's/amount="1.5 %"/amount="1.6 %"/' declaration-magnets.xml
		;;
	*-file.1)
		month
		sealed
		;;
	*-key.1) rm officer.* ;;
	*-log.1 | *-print.1 | *-witness.1) filed ;;
	*-verify.1)
		filed
		sed 's/low="37\.5"/low="17.5"/' filing.xml >changed.xml
		sealed
		mv sealed.xml kept.xml
		retrace file kept.xml --hypothetical --log filings.db \
			--log-key log.key --key officer.key --cert officer.crt \
			--save sealed.xml
		;;
	esac >../t.out 2>&1
	cd .. || exit 1
	t_ok "$(basename "$t_page")" sh -c 'cd page && python3 "$1" "$2" >../ran' \
		- "$t_top/tests/flow/examples.py" "$t_page"
	t_ran=$((t_ran + $(cat ran)))
done
t_ok "enough of them ($t_ran)" [ "$t_ran" -ge 50 ]
t_end
