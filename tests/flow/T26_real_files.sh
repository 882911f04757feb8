#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: files that others have made.  They lie beside the source tree and are
# not part of it; where they are absent, nothing is tested.  Of each of them
# retrace finds the items, uses, lines of content and levels that count.py
# finds in it; and of some the answers are the same once they are converted.

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/lib.sh"

data=$t_top/../shared/data/bom
for tool in python3 xmllint; do
	command -v $tool >/dev/null || {
		echo "T26: skipped: no $tool"
		exit 77
	}
done
[ -d "$data" ] || {
	echo "T26: skipped: no files of others in ../shared/data/bom"
	exit 77
}

# read_as_counted FILE: leaves bom.xml, which is the same.
read_as_counted() {
	t_exit 0 convert -q "$1" --save bom.xml
	t_ok "$1" python3 "$t_top/tests/flow/count.py" "$1" bom.xml
}
# same_answers CODE FILE: check ends with that code, and so it does of bom.xml.
same_answers() {
	t_exit "$1" check -q --all-items "$2"
	cp t.out before
	t_exit "$1" check -q --all-items bom.xml
	t_cmp before <t.out
}
# count XPATH FILE
count() {
	xmllint --xpath "count($1)" "$2"
}

find "$data" -type f ! -name 'LICENSE*' ! -path '*/schemas/*' | sort >files
t_ok 'there are files' [ -s files ]
while read -r file; do
	case $file in
	# none of our formats, as their names say, or board data without a list
	*/invalid-bom.xml | *-schema.json)
		t_exit 65 check "$file"
		t_has t.err "expected "
		;;
	*/testcase3-revc-bom.xml)
		t_ok 'no list of parts' [ \
			"$(count '//*[local-name()="BomItem"]' "$file")" -eq 0 ]
		t_exit 65 check "$file"
		t_has t.err 'no item in any file'
		;;
	*) read_as_counted "$file" ;;
	esac
	case $file in
	*/keycloak-*.xml) same_answers 0 "$file" ;; # no rare earth in software
	*/medium-*.xml | */glass_door.csv | */pdx-example.xml | \
		*/testcase9-*.xml | */hbom-*.json | */smallTestdata.json)
		same_answers 2 "$file"
		;;
	esac
done <files

# Elements that are none of Granta's are told at their places.
t_exit 65 check "$data/granta/invalid-bom.xml"
t_has t.err 'invalid-bom.xml:3:3: warning: element "part", 1 time, is passed over'

# A package: its items and lines, and beside them those of makers.
package=$data/pdx/pdx-example.xml
if [ -f "$package" ]; then
	t_exit 0 convert -q "$package" --save bom.xml
	t_ok 'items of the package' [ "$(count '//Item' "$package")" -eq \
		"$(count '//*[local-name()="item"][not(@maker)]' bom.xml)" ]
	t_ok 'lines of the package' [ \
		"$(count '//BillOfMaterialItem' "$package")" -eq \
		"$(count '//*[local-name()="use"][not(@child-maker)]' bom.xml)" ]
	t_exit 0 convert -q "$package" --to csv-levels
	t_ok 'four levels of parts' [ "$(awk -F, '$3 == "" && $1 > n { n = $1 }
		END { print n + 1 }' t.out)" -eq 4 ]
fi

# Software: what it depends on is counted, and all of it weighs nothing.
software=$data/cyclonedx/keycloak-10.0.2.xml
if [ -f "$software" ]; then
	t_exit 0 convert "$software" --save bom.xml
	needs=$(count '//*[local-name()="dependency"]/*' "$software")
	t_has t.err " $needs dependencies of software"
	t_ok 'all of it is software' [ "$(count \
		'//*[local-name()="item"][@mass="0 g" and @complete="yes"]' \
		bom.xml)" -eq "$(count '//*[local-name()="item"]' bom.xml)" ]
fi
t_end
