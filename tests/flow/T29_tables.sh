#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: convert writes a product as tables and as an indented list; read again
# they are the same product, verdict by verdict; what they have no place for is
# told, and refused by --strict; nothing is written over or in half.

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2016,SC2086,SC2154
. "$(dirname "$0")/lib.sh"

unit=$t_top/tests/examples/drive-unit
good=$t_top/tests/data/bom

# rows FILE...: what is said of each item, without where it stands.
rows() {
	"$RETRACE" check -q "$@" -a -o json --fail-on never |
		jq -c '.rows | map(del(.file, .line, .basis, .asks)) | sort[]'
}

# there_and_back FILE...: through a folder of tables.
n=0
there_and_back() {
	n=$((n + 1))
	t_exit 0 convert "$@" --to csv --save "to$n"
	grep -c 'a table has no place' t.err >lost || :
	rows "$@" >before
	rows "to$n" >after
	if [ -s before ] && cmp -s before after; then
		t_pass
	else
		t_fail "$*: other verdicts behind the tables"
		diff before after | head -4 >&2
	fi
}
there_and_back "$unit"/drive-unit.xml "$unit"/declaration-* \
	"$unit/prices-224.csv" "$unit/vehicle.xml"
t_ok 'all of it has a place' grep -qx 0 lost
t_ok 'each table has its file' test -s to1/items.csv -a -s to1/uses.csv \
	-a -s to1/content.csv -a -s to1/origins.csv -a -s to1/prices.csv
for file in "$good"/granta/good/drive.xml "$good"/iec62474/good/*.xml \
	"$good"/ipc1752/good/*.xml "$good"/pdx/good/pump.xml \
	"$good"/ipc2581/good/board.xml "$good"/cyclonedx/good/drive.json \
	"$good"/xml/good/closed.xml "$good"/csv/good/content.csv; do
	there_and_back "$file"
done

# A third of a part, alternatives with their days, a lot of words.
cat >hard.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
<item part="0008" name="a &quot;box&quot;, with &#10; lines" shipped="yes" complete="no"/>
<item part="=1+1" maker="M, Ltd." revision="1E5" mass="1 - 2 g" value="1/3 EUR" hs="8505.11"/>
<item part="C" mass="&gt;3 g" form="magnet"><content kind="unlisted" amount="&lt;0.1 %" each="sum"/>
<content element="Nd" amount="28-30 %"><origin stage="mining" country="CN" share="40 %" of="blend"/><origin stage="separation" country="unknown"/></content></item>
<item part="P" phantom="yes"/>
<use parent="0008" child="=1+1" child-maker="M, Ltd." quantity="1" per="3" unit="each" alternative="x" from="2026-01-01"/>
<use parent="0008" child="C" quantity="unknown" unit="each" alternative="x" until="2027-12-31"/>
<use parent="0008" child="P" quantity="1" unit="each"/>
<use parent="P" child="C" quantity="2" unit="each"/>
<declaration id="d" supplier="S" date="2025-01-01" standing="verified" evidence="a.pdf">
<statement part="=1+1"><content name="other substances" amount="up to 3 %"/><content element="Fe" amount="rest"/>
<content element="Dy" kind="not-added"/><content element="Tb" amount="present" process="used-not-contained"/></statement></declaration>
<declaration id="silent" supplier="S"/>
</bom>
END
there_and_back hard.xml
t_has t.err 'hard.xml:14:1: warning: documents that say nothing of any item: 1, for which a table has no place: left out'
t_exit 65 convert hard.xml --to csv --save strict --strict
t_has t.err 'hard.xml:14:1: documents that say nothing of any item: 1, for which a table has no place: left out'
t_ok 'nothing is written' sh -c '[ -z "$(ls strict)" ]'

# A folder that holds something, no folder.
t_exit 73 convert hard.xml --to csv --save "to$n"
t_has t.err "to$n: holds files already: expected a new folder"
t_exit 64 convert hard.xml --to csv
t_has t.err '--to csv writes several tables: expected --save FOLDER'
t_exit 73 convert hard.xml --to csv --save none/none
t_has t.err 'none/none: the folder cannot be made'

# By level: the same parts in the same places.
t_exit 0 convert "$unit/drive-unit.xml" --to csv-levels --save levels.csv
t_has t.err 'lines of content: 10, for which a table has no place: left out'
t_exit 0 convert -q levels.csv --save levels.xml
t_exit 0 account -q levels.csv -o json=levels.json
t_exit 0 account -q "$unit/drive-unit.xml" -o json=whole.json
t_ok 'as many items and uses' sh -c '[ "$(jq -c "[.all.items, .all.uses]" levels.json)" = "$(jq -c "[.all.items, .all.uses]" whole.json)" ]'
# A tree of 2^40 places is refused, and soon.
{
	echo 'parent,part,quantity,unit'
	i=0
	while [ $i -lt 40 ]; do
		echo "A$i,A$((i + 1)),1,each"
		echo "A$i,B$i,1,each"
		echo "B$i,A$((i + 1)),1,each"
		i=$((i + 1))
	done
} >wide.csv
t_exit 65 convert wide.csv --to csv-levels --save wide.out
t_has t.err 'more than 1000000 rows, for parts stand in several places: expected --to csv'
t_ok 'nothing is left' test ! -e wide.out
t_exit 0 convert -q wide.csv --to csv --save wide
t_end
