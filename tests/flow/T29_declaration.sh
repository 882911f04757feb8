#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: convert writes a product as a material declaration of IEC 62474; read
# again it is the same product, verdict by verdict, but for what is told as left
# out, which --strict refuses; a product that would explode is refused at once.

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

good=$t_top/tests/data/bom

# rows FILE...: what is said of each item, without where it stands.
rows() {
	"$RETRACE" check -q "$@" -a -o json --fail-on never |
		jq -c '.rows | map(del(.file, .line, .basis, .asks)) | sort[]'
}

# there_and_back FILE...: through a declaration.
there_and_back() {
	t_exit 0 convert "$@" --to iec62474 --save to.xml
	cp t.err told
	rows "$@" >before
	rows to.xml >after
	if [ -s before ] && cmp -s before after; then
		t_pass
	else
		t_fail "$*: other verdicts behind the declaration"
		diff before after | head -4 >&2
	fi
}

# All that a declaration has a place for, by itself or in lists of ours.
cat >hard.xml <<'END_OF_BOM'
<bom xmlns="urn:retrace:bom:1" id="D-7" date="2026-01-05" supplier="Kita &amp; Co">
<item part="0008" maker="Kita &amp; Co" revision="B" name="a &quot;drive&quot;" mass="900-1100 g" form="product" hs="8501.10" complete="no"/>
<item part="0008-BK" maker="Kita &amp; Co" name="black" phantom="yes"/>
<item part="MAG" maker="Aimant" revision="2" mass="&lt;3 g" form="magnet" hs="8505.11" control="1C999" shipped="yes">
<content element="Nd" amount="28-30 %"/><content element="Dy" basis="oxide" amount="&lt;0.1 %"/>
<content element="Pr,Tb" amount="1/3 %"/><content element="Fe" amount="rest"/></item>
<item part="MAG" maker="Autre" mass="2 g" form="magnet" complete="yes"><content cas="1313-97-9" amount="0.5 g"/></item>
<item part="WIRE" mass="2.5 g" unit="m" complete="yes"><content element="Y" amount="0.1 g"/></item>
<item part="STEEL" unit="g" form="material" complete="yes"><content cas="7439-89-6" amount="99 %"/></item>
<item part="GLUE" mass="1.5 g" form="material"><content name="other substances" amount="up to 3 %"/><content kind="unlisted" amount="&lt;0.1 %" each="sum"/></item>
<item part="FILL" name="FILL" form="material"><content element="La" amount="present"/></item>
<item part="CHIP" mass="1 g"><content kind="complete"/><content element="Sc" kind="negative" amount="0.2 mg"/><origin stage="component" country="MY"/></item>
<item part="BOARD" form="assembly" mass="&gt;3 g"/>
<use parent="0008" child="MAG" child-maker="Aimant" quantity="1" per="3" unit="each"/>
<use parent="0008" child="BOARD" quantity="2" unit="each"/>
<use parent="0008" child="WIRE" quantity="0.75" unit="m"/>
<use parent="0008" child="STEEL" quantity="0.2" unit="kg"/>
<use parent="0008" child="GLUE" quantity="1" unit="each"/>
<use parent="0008" child="FILL" quantity="2" unit="%"/>
<use parent="0008-BK" child="0008" quantity="1" unit="each"/>
<use parent="BOARD" child="CHIP" quantity="unknown" unit="each"/>
<use parent="BOARD" child="STEEL" quantity="1.5" unit="g"/>
<use parent="BOARD" child="MAG" child-maker="Aimant" quantity="1" unit="each" alternative="x"/>
<use parent="BOARD" child="MAG" child-maker="Autre" quantity="1" unit="each" alternative="x"/>
</bom>
END_OF_BOM
there_and_back hard.xml
t_has told 'hard.xml:23:1: warning: alternatives: 2, of which IEC 62474 cannot say how many there are; only retrace reads it'
t_has told 'hard.xml:1: note: the declaration names no people: expected names to be filled in before it is sent'
t_ok 'nothing else is told' sh -c '! grep -q "no place" told'
"$RETRACE" convert -q hard.xml --to xml | grep -v '<bom\|<declaration\|statement' | sort >one
"$RETRACE" convert -q to.xml --to xml | grep -v '<bom\|<declaration\|statement' | sort >two
grep '<item\|<use' one | sed -e 's/\/>$/>/' >one.rows
grep '<item\|<use' two | sed -e 's/\/>$/>/' >two.rows
t_ok 'the same items and uses' diff one.rows two.rows
t_exit 0 convert -q hard.xml --to iec62474 --save strict.xml --strict

# What everybody reads.
x() {
	xmllint --xpath "$1" to.xml 2>/dev/null
}
sed -i 's/ xmlns="[^"]*"//' to.xml
t_ok 'supplier, number and date' test \
	"$(x 'concat(//SupplyCompany/@name, "|", //Response/@docID, "|", //Response/@date)')" = \
	'Kita & Co|D-7|2026-01-05'
t_ok 'one product of two numbers' test \
	"$(x 'concat(count(//Product), count(//Product/ProductID))')" = 12
t_ok 'a range' test \
	"$(x 'concat(//Product/ProductID[1]/Mass/@mass, "|", //Product/ProductID[1]/Mass/@massRangeMax)')" = \
	'1000|1100'
t_ok 'a material by its mass' test \
	"$(x 'string(//Composition/Material[@name="STEEL"]/Mass/@mass)')" = 200
t_ok 'one of which nobody knows how much' test \
	"$(x 'count(//Composition/Material[@name="FILL"]/Mass)')" = 0
t_ok 'an element by its CAS number' test \
	"$(x 'string((//Substance[@name="neodymium"]//@entryIdentity)[1])')" = 7440-00-8
t_ok 'a number that nobody knows is no number' test \
	"$(x 'string(//ProductPart[ProductID/@identifier="CHIP"]/@numberOfUnits)')" = NaN
t_ok 'where it was made' test "$(x 'string((//@countryCode)[1])')" = MY
t_ok 'not all of it is declared' test "$(x 'string(//@isFMD)')" = false

# A full material declaration; one that lists nothing is none.
cat >full.xml <<'END_OF_BOM'
<bom xmlns="urn:retrace:bom:1" assemblies="complete">
<item part="A" mass="3 g"/><item part="B" mass="3 g" complete="yes"><content cas="7439-89-6" amount="100 %"/></item>
<use parent="A" child="B" quantity="1" unit="each"/>
<item part="C" mass="2 g" complete="yes"/>
</bom>
END_OF_BOM
there_and_back full.xml
t_ok 'one of the two' test "$(grep -c 'isFMD="true"' to.xml)" = 1
t_has told 'full.xml:1: note: the declaration names no people and no supplier'

# What has no place: left out, told, and the item then open; strictly refused.
cat >lost.xml <<'END_OF_BOM'
<bom xmlns="urn:retrace:bom:1">
<item part="M" mass="10 g" form="magnet" complete="yes" value="2 EUR"><origin stage="mining" country="CN"/></item>
<item part="P"><content element="Dy" amount="1 g" scope="total"/><content element="Tb" kind="not-added" scope="own"/><content cas="1313-97-9" amount="1 g" process="used-not-contained" scope="own"/></item>
<use parent="P" child="M" quantity="1" unit="each" from="2026-01-01"/>
<declaration id="a" supplier="S" date="2025-01-01" standing="presumed"><statement part="M"><content element="Nd" amount="30 %"/></statement></declaration>
<declaration id="b" supplier="S" date="2025-01-01"><statement part="M"><content element="Dy" amount="2 %"/></statement></declaration>
<declaration id="c" supplier="S" date="2026-01-01" evidence="x.pdf"><statement part="M"><content element="Dy" amount="3 %"/></statement></declaration>
<rate from="EUR" to="USD" amount="1.1" date="2026-01-01"/>
<price element="Dy" basis="oxide" amount="1" currency="EUR" per="g" date="2026-01-01"/>
</bom>
END_OF_BOM
t_exit 0 convert lost.xml --to iec62474 --save to.xml
grep 'no place' t.err | sed 's/, for which.*//' >told
t_cmp told <<'END_OF_LIST'
lost.xml:2:71: warning: origins of rare earths, and countries of manufacture of which more is said: 1
lost.xml:5:1: warning: documents, or their evidence, standing and last day: 3
lost.xml:5:92: warning: lines of content that are only presumed: 1
lost.xml:6:72: warning: lines of content of which a better document speaks: 1
lost.xml:3:16: warning: lines of content of an item with its parts: 1
lost.xml:3:66: warning: statements that nothing was added intentionally: 1
lost.xml:3:118: warning: substances that are used and not contained: 1
lost.xml:2:1: warning: prices of items: 1
lost.xml:9:1: warning: prices of rare earths: 1
lost.xml:8:1: warning: exchange rates: 1
lost.xml:4:1: warning: days from which and until which a part is built in: 1
END_OF_LIST
"$RETRACE" trace -q lost.xml -o csv >before
"$RETRACE" trace -q to.xml -o csv >after
t_ok 'what is left out leaves it open' grep -q '"*M"*.*0\.3.*10' after
t_exit 65 convert lost.xml --to iec62474 --save none.xml --strict
t_has t.err 'no place: left out'
t_ok 'nothing is written' test ! -e none.xml
t_exit 65 convert lost.xml --to cyclonedx --save none.json --strict
t_has t.err '1 price of rare earths not written: CycloneDX has no place'
t_ok 'nor there' test ! -e none.json
t_exit 65 convert lost.xml --to csv-levels --save none.csv --strict
t_ok 'nor there' test ! -e none.csv

# A day.
t_exit 0 convert lost.xml --to iec62474 --save to.xml --as-of 2025-06-01
t_has t.err 'lost.xml:4:1: warning: this use does not hold on 2025-06-01 and is left out'
t_ok 'its date' grep -q 'date="2025-06-01"' to.xml

t_exit 64 convert lost.xml --as-of 2025-06-01
t_has t.err '--as-of is the day of a declaration: expected it with --to iec62474'

# A tree of 2^40 places is counted, not written.
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
t_exit 65 convert wide.csv --to iec62474 --save wide.out
t_has t.err 'A0: 3298534883326 parts up to this product, for each stands in each of its places: expected at most 1000000; --to cyclonedx writes each once'
t_ok 'nothing is left' test ! -e wide.out
# As deep as can be read again, and one deeper.
chain() {
	echo 'parent,part,quantity,unit'
	i=0
	while [ "$i" -lt "$1" ]; do
		echo "L$i,L$((i + 1)),1,each"
		i=$((i + 1))
	done
}
chain 250 >deep.csv
printf 'part,cas,amount,unit\nL250,7440-00-8,1,g\n' >bottom.csv
there_and_back deep.csv bottom.csv
chain 251 >deep.csv
t_exit 65 convert deep.csv --to iec62474 --save deep.out
t_has t.err 'L0: parts nested 251 deep: expected at most 250 in a material declaration'

# Whatever else is read.
for file in "$good"/granta/good/drive.xml "$good"/iec62474/good/*.xml \
	"$good"/ipc1752/good/*.xml "$good"/pdx/good/pump.xml \
	"$good"/ipc2581/good/board.xml "$good"/xml/good/closed.xml; do
	t_exit 0 convert "$file" --to iec62474 --save to.xml
	t_exit 0 convert -q to.xml --save again.xml
done
t_end
