#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: account tells of any mix of files what was read and what was not, by
# counts that an independent reader confirms; a folder stands for its files;
# --strict refuses what would be lost; --format says what a file is; names that
# are only written otherwise find their part.

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

unit=$t_top/tests/examples/drive-unit
good=$t_top/tests/data/bom

# Counts against xmllint's.
t_exit 0 account -q "$unit/drive-unit.xml" -o json=one.json
count() { # XPATH
	xmllint --xpath "count(//*[local-name()='$1'])" "$unit/drive-unit.xml"
}
t_json one.json ".kind == \"account\" and .all.items == $(count item) and
	.all.uses == $(count use) and .all.content == $(count content) and
	.files[0].format == \"retrace XML\""
t_ok 'the schema has every member' jq -en \
	--slurpfile s "$t_top/schemas/output-1.schema.json" --slurpfile d one.json \
	'($s[0]["$defs"].account) as $w | ($d[0] | keys) - ($w.required + ($s[0].properties | keys)) == []
	and ($w.required - ($d[0] | keys)) == []'

# A folder: what is none of ours is told and left out; the rest is one run.
mkdir -p all/more
cp "$unit"/drive-unit.xml "$unit"/declaration-*.* "$unit/prices-224.csv" all/
cp "$unit/vehicle.xml" all/more/
echo 'Please read the letter.' >all/letter.txt
printf '%%PDF-1.4\n' >all/more/scan.pdf
: >all/.hidden
t_exit 0 account all -o json
t_has t.err 'all/letter.txt: warning: not read: no table that is known'
t_has t.err 'all/more/scan.pdf: warning: not read: a PDF document'
cp t.out all.json
t_json all.json '[.files[].name] == ["all/declaration-castings.csv",
	"all/declaration-magnets.xml", "all/declaration-pump.xml",
	"all/drive-unit.xml", "all/prices-224.csv", "all/more/vehicle.xml"]
	and [.files_not_read[].name] == ["all/letter.txt", "all/more/scan.pdf"]
	and .all.items == 67 and ([.inputs[].name] == [.files[].name])'
t_exit 0 check -q all -o json=by-folder.json --fail-on never
t_exit 0 check -q all/decl* all/drive-unit.xml all/prices-224.csv \
	all/more/vehicle.xml -o json=by-name.json --fail-on never
t_ok 'a folder is its files' sh -c 'jq "del(.messages)" by-folder.json >a;
	jq "del(.messages)" by-name.json | cmp - a'
t_exit 65 account all --strict
t_has t.err 'all/letter.txt: not read: no table that is known'
printf 'a table of nothing\n' >all/broken.csv
t_exit 65 account all
t_has t.err 'all/broken.csv:1:1: no table that is known'
rm all/broken.csv

# One that cannot be read is an error, and takes nothing else with it; a large
# one that is not named as ours is not even looked at.
ln -s /proc/self/mem all/zz.bin
t_exit 74 account all
t_has t.err 'all/zz.bin: '
rm all/zz.bin
truncate -s 65M all/film.mov
t_exit 0 account all -o json=film.json
t_has t.err 'all/film.mov: warning: not read: more than 64 MB, and not named as what is read here'
t_json film.json '.all.items == 67'
rm all/film.mov

# What was not taken.
cat >mixed.xml <<'END'
<bom xmlns="urn:retrace:bom:1" xmlns:o="urn:other">
<item part="TOP" value="100 USD"/>
<item part="MAG-1" maker="Kita Motor" mass="10 g" value="30 USD"/>
<item part="BOX" mass="90 g" value="5 USD"><o:colour/><o:colour/></item>
<use parent="TOP" child="MAG-1" quantity="1" unit="each"/>
<use parent="TOP" child="BOX" quantity="1" unit="each"/>
<declaration id="d" supplier="Kita">
<statement part="mag 1" maker="KITA MOTOR CO., LTD."><content element="Nd" amount="30 %"/>
<content cas="999999-99-4" name="Secret additive 9" amount="1 %"/></statement>
<statement part="MAG-2"><content element="Dy" amount="3 %"/></statement>
</declaration>
</bom>
END
t_exit 0 account mixed.xml
t_has t.err 'mixed.xml:8:1: note: KITA MOTOR CO., LTD. mag 1 is taken for Kita Motor MAG-1, which is written otherwise'
t_cmp t.out <<'END'
File	Read as	Items	Uses	Content	Origins	Prices	Not taken
mixed.xml	retrace XML	3	2	2	0	0	2

3 items in 2 uses; 1 document of suppliers.
2 lines of content, 1 of them of rare earths; 1 substance, 0 of them with rare earths.
1 of 2 parts without parts of their own are declared.

Product	Mass declared	Value declared
TOP	10.0 %	30.0 %

Not taken, for it is not known or of no concern:
  colour, element, not known, 2 times (mixed.xml:4)

Declared for a part that is not in the product, and left out:
  MAG-2 (mixed.xml:10)

Matched though it is written otherwise:
  KITA MOTOR CO., LTD. mag 1: taken for Kita Motor MAG-1 (mixed.xml:8)

Substances whose CAS number is not known here:
  999999-99-4, Secret additive 9

Parts that no document speaks of:
  BOX (mixed.xml:4)
END
t_exit 65 check mixed.xml --strict
t_has t.err 'mixed.xml:4:44: element "colour" of namespace "urn:other" is passed over'
t_has t.err 'mixed.xml:10:1: "MAG-2" is no item of this product'
t_exit 0 account -q mixed.xml -o csv
t_has t.out 'unmatched,MAG-2,,1,mixed.xml,10'
t_exit 0 convert mixed.xml --save out.xml
t_has t.err 'retrace: read 1 file: 3 items, 2 uses, 2 lines of content, 0 origins; 1 of 2 parts declared; 3 things not taken: retrace account lists them'
t_exit 0 convert -q mixed.xml --save out.xml
t_ok 'quiet is quiet' test ! -s t.err

# A format that is said: of one file, of all, and what it is not.
printf 'parent,part,quantity,unit,mass\nA,B,1,each,2 g\n' >both.csv
t_exit 0 convert -q both.csv
t_has t.out '<use parent="A" child="B" quantity="1" unit="each"/>'
t_exit 0 convert -q --format csv-items both.csv
t_ok 'no use' sh -c '! grep -q "<use" t.out'
t_exit 0 convert -q --format pdx --format both.csv=csv-items both.csv
t_exit 65 convert --format granta both.csv
t_has t.err 'both.csv:1:1: no XML, read as Granta BoM XML: expected that format, or no --format'
t_exit 65 convert --format csv-items mixed.xml
t_has t.err 'mixed.xml:1:1: XML, read as CSV of items: expected that format, or no --format'
t_exit 65 convert --format xml "$good/cyclonedx/good/"*.json
t_has t.err ':1:1: JSON, read as retrace XML: expected that format, or no --format'
t_exit 64 convert --format word both.csv
t_has t.err '--format "word": expected one of xml, granta, iec62474'
t_exit 64 check --format none.csv=csv-items both.csv
t_has t.err '--format "none.csv=csv-items" is about no file that is read'

printf 'parent,part,quantity,Bin,Shelf\nA,B,1,7,\nA,C,2,8,\nA,D,1,,\n' >plain.csv
t_exit 0 account -q plain.csv
t_has t.out '  Bin, column, of no use here, 2 times (plain.csv:1)'
t_ok 'nothing is lost of a blank column' sh -c '! grep -q Shelf t.out'
t_has t.out '3 quantities without a unit: taken as pieces.'

# Fifty files of every format in one run: each read as what it is, by content.
mkdir fifty
for folder in "$good"/*/good; do
	format=$(basename "$(dirname "$folder")")
	case $format in
	xml | csv) continue ;; # of one product each, in many versions
	esac
	mkdir "fifty/$format"
	cp "$folder"/* "fifty/$format"
done
i=0
while [ "$(find fifty -type f | wc -l)" -lt 50 ]; do
	i=$((i + 1))
	printf 'parent,part,quantity,unit\nBOX-%d,MAG-%d,2,each\n' $i $i >fifty/box-$i.csv
	printf 'part,element,amount\nmag-%d,Nd,30 %%\n' $i >fifty/mag-$i.csv
done
t_exit 0 account -q fifty -o json=fifty.json
t_json fifty.json '(.files | length) >= 50 and .files_not_read == [] and
	([.files[].format] | unique | length) >= 8 and
	([.files[] | select(.format == "unknown")] == []) and
	([.respelt[].detail | select(startswith("MAG-"))] | length) == '"$i"' and
	([.products[].item.part | select(startswith("BOX-"))] | length) == '"$i"
t_exit 1 check -q fifty -o json=fifty.json
t_json fifty.json '.exit_code == 1'

# A catalogue of ten thousand products: a reader sees the first of each list.
{
	echo 'parent,part,quantity,unit'
	i=0
	while [ $i -lt 10000 ]; do
		echo "P$i,C$i,1,each"
		i=$((i + 1))
	done
} >many.csv
t_exit 0 account -q many.csv
t_has t.out 'and 9980 more products: --all lists them'
t_has t.out '  and 9980 more: --all lists them'
t_exit 0 account -q many.csv --all
t_has t.out '  C9999 (many.csv:10001)'
# A price that is converted into another currency is still one.
cat >price.xml <<'END_OF_BOM'
<bom xmlns="urn:retrace:bom:1"><item part="M" mass="10 g" value="2 USD"/>
<rate from="EUR" to="USD" amount="1.1" date="2026-01-01"/>
<price element="Dy" basis="oxide" amount="1" currency="EUR" per="g" date="2026-01-01"/>
</bom>
END_OF_BOM
t_exit 0 account price.xml -o csv
t_has t.out 'prices,price.xml,retrace XML,1,price.xml,'
t_end
