#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: filing
#
# Goal: one filing of several products: the same in whatever order they are
# named, each with its basis and its lines of goods, what they share told once;
# printed, signed, computed again, amended after a revision; and what names a
# product twice, or none, is refused.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

bom() { # REVISION AMOUNT: of MOT-2, of Dy in each magnet
	cat <<END
<bom xmlns="urn:retrace:bom:1" supplier="ACME" date="2026-01-05">
  <item part="MOT-1" maker="ACME" revision="A" name="Motor" hs="8501.31" form="product" mass="1 kg" complete="yes" shipped="yes"/>
  <item part="MOT-2" maker="ACME" revision="$1" name="Big motor" form="product" mass="2 kg" complete="yes" shipped="yes"/>
  <item part="PUMP" maker="ACME" name="Pump" form="product" mass="3 kg" complete="yes" shipped="yes"/>
  <item part="BRKT" maker="ACME" name="Bracket" form="product" mass="1 kg" complete="yes" shipped="yes"/>
  <item part="MAG" name="Magnet" form="magnet" mass="10 g" complete="yes">
    <content element="Dy" amount="$2 g" basis="element"><origin stage="mining" country="CN"/></content>
  </item>
  <item part="CAP" name="Capacitor" form="component" mass="1 g" complete="yes">
    <content element="La" amount="0.01-0.02 g" basis="element"><origin stage="mining" country="AU"/></content>
  </item>
  <use parent="MOT-1" child="MAG" quantity="4" unit="each"/>
  <use parent="MOT-2" child="MAG" quantity="10" unit="each"/>
  <use parent="MOT-2" child="CAP" quantity="2" unit="each"/>
  <use parent="PUMP" child="CAP" quantity="1" unit="each"/>
</bom>
END
}
bom B 0.3 >goods.xml
# What is said of no product is said of all of them.
line() { # ITEM QUANTITY
	echo "<goods><item>$1</item><quantity>$2</quantity></goods>"
}
{
	sed -n '1,/<goods>/p' "$t_top/tests/examples/filer.xml" | sed '$d'
	line PUMP 7
	line MOT-1 40
	line 'ACME MOT-2' 3
	line 'ACME MOT-2' 2
	line OTHER 9
	echo '<goods><hs>8501.10</hs><unit>pieces</unit><unit-price>60</unit-price>'
	echo '<currency>EUR</currency><contract>PO-9</contract></goods>'
	sed -n '/<.goods>/,$p' "$t_top/tests/examples/filer.xml" | sed 1d
} >filer.xml

# ---- a period

period='--item PUMP --filer filer.xml'
# shellcheck disable=SC2086 # a list of options
{
	t_exit 0 draft goods.xml $period --period 2026-01-01/2026-01-31 --save p.xml
	t_ok 'its days' sh -c 'tr -d "\n " <p.xml | grep -q "<period><start>2026-01-01</start><end>2026-01-31</end></period>"'
	t_exit 65 draft goods.xml $period --period 2026-02-01/2026-01-31
	t_has t.err 'the period ends on 2026-01-31, before it begins on 2026-02-01'
	t_exit 65 draft goods.xml $period --period 2026-01-01/2026-02-30
	t_exit 65 draft goods.xml $period --set period/start=2026-01-01
	t_has t.err 'period/end is blank: expected both ends of the period, or none'
	t_exit 64 draft goods.xml $period --period 2026
	t_exit 0 print p.xml --lang en
	t_has t.out 'Period in which they were shipped'
}
sed 's/<end>2026-01-31/<end>2025-01-31/' p.xml >q.xml

# ---- which products

t_exit 0 draft goods.xml --all --filer filer.xml --save all.xml
t_has t.err 'goods of what is not filed are left out: OTHER'
t_ok 'the draft fits its schema' xmllint --noout --schema "$t_top/schemas/filing-1.xsd" all.xml
t_ok 'all that are not clear' sh -c '[ "$(grep -c "<product " all.xml)" = 3 ] && ! grep -q BRKT all.xml'
t_exit 0 draft goods.xml --item PUMP --item 'ACME MOT-2 rev B' --item MOT-1 --filer filer.xml --save some.xml
t_ok 'in whatever order they are named' cmp all.xml some.xml
t_ok 'a shared part is told once' sh -c '[ "$(grep -c "<item part=\"MAG\"\|<item .*part=\"MAG\"" all.xml)" = 1 ]'
t_has all.xml '<header as-of="2026-02-01" basis="triggered"'
t_has all.xml '<product basis="precautionary" form="product" maker="ACME" name="Pump" part="PUMP"'
t_ok 'its own line, and what is for all' sh -c 'tr -d "\n" <all.xml | grep -q "<item>ACME PUMP</item>.*<quantity>7</quantity> *<unit>pieces</unit>"'
t_ok 'two lines of one product stand together' sh -c '[ "$(grep "<item>ACME" all.xml | tr -d "\n ")" = "<item>ACMEMOT-1revA</item><item>ACMEMOT-2revB</item><item>ACMEMOT-2revB</item><item>ACMEPUMP</item>" ]'
t_exit 0 draft goods.xml --all --basis exempt=MOT-1 --basis none=PUMP --filer filer.xml --save why.xml
t_ok 'each on its own grounds' sh -c 'grep -q "<product basis=\"exempt\".*MOT-1" why.xml && grep -q "<product basis=\"none\".*PUMP" why.xml && grep -q "basis=\"triggered\".*kind=\"initial\"" why.xml'
t_exit 64 draft goods.xml --item PUMP --item MOT-1 --item PUMP
t_has t.err '"ACME PUMP" is named twice: expected each product once'
t_exit 65 draft goods.xml --item PUMP --item NIX
t_has t.err 'no item "NIX"'
t_exit 64 draft goods.xml --all --item PUMP
t_exit 64 draft goods.xml --all --basis exempt=BRKT
t_exit 64 draft goods.xml --all --basis dull
t_exit 64 draft goods.xml
t_has t.err 'expected --item with each to file, or --all'

# ---- all goods together
# Dy: 1.2 g in each of 40, 3 g in each of 3 + 2; La: 0.02 to 0.04 g in each of
# these 5, 0.01 to 0.02 g in each of 7.

row() { # FILE SYMBOL ROW: of the totals
	t_ok "$2 of all goods in $1" sh -c "tr -d '\n' <$1 | sed 's/> *</></g; s/.*<totals//; s/<.totals.*//' | grep -qF '$3'"
}
row all.xml Dy '<element oxide="Dy2O3" symbol="Dy"><total high="63" low="63"></total><of-origin high="63" low="63"></of-origin><as-oxide high="72.3040338462" low="72.3040338461"'
row all.xml La '<element oxide="La2O3" symbol="La"><total high="0.34" low="0.17"></total><of-origin high="0.34" low="0"></of-origin><as-oxide high="0.398'
row all.xml sum '<sum><total high="63.34" low="63.17"></total><of-origin high="63.34" low="63"></of-origin><as-oxide'
row all.xml none 'none="Sc Y Ce Pr Nd Pm Sm Eu Gd Tb Ho Er Tm Yb Lu" origin='
sed 's/<quantity>7</<quantity></' filer.xml >few.xml
t_exit 0 draft goods.xml --all --filer few.xml --save few-draft.xml
row few-draft.xml La '<open maker="ACME" part="PUMP" why="quantity"></open><element oxide="La2O3" symbol="La"><total low="0.1">'
sed '/<item>PUMP/s/<quantity>7<.quantity>/<quantity>7<\/quantity><unit>kg<\/unit>/' filer.xml >kilos.xml
t_exit 0 draft goods.xml --all --filer kilos.xml --save kilos-draft.xml
row kilos-draft.xml La '<open maker="ACME" part="PUMP" why="unit"></open><element oxide="La2O3" symbol="La"><total low="0.1">'
t_exit 0 print kilos-draft.xml --lang en
t_has t.out 'the goods are counted in another unit than its content'

# ---- filed, printed, computed again

"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
keys='--hypothetical --log log.db --log-key log.key --key key.pem --cert cert.pem'
# shellcheck disable=SC2086 # a list of options
file() { # CODE DRAFT FILING
	t_exit "$1" file "$2" $keys --save "$3"
}
file 0 all.xml f.xml
t_exit 0 verify --recompute f.xml --cert cert.pem --log log.db
t_exit 0 log list log.db
t_has t.out 'ACME MOT-1 rev A; ACME MOT-2 rev B; ACME PUMP'
t_exit 0 verify f.xml --cert cert.pem --output json
t_json t.out '.totals[0] | .file == "f.xml" and .products == 3 and .open == [] and .unit == "g" and
	(.elements[] | select(.symbol == "Dy") | .total == { low: "63", high: "63", low_open: false, high_open: false }) and
	(.elements | map(.symbol)) == ["La", "Dy"] and .sum.total.high == "63.34" and .sum.of_origin.low == "63"'
for language in en zh both; do
	t_exit 0 print f.xml --lang "$language"
	t_ok "each product and its goods, $language" sh -c 'grep -q "ACME MOT-2 rev B" t.out && [ "$(grep -o "section class=\"product\"" t.out | wc -l)" = 3 ] && grep -q PO-9 t.out'
done
t_exit 0 print f.xml --lang both
t_has t.out 'Rare earths in all goods together'
t_has t.out '全部货物所含稀土合计'
t_has t.out '<td>0.17 – 0.34</td>'
file 65 f.xml no.xml

# ---- what was touched by hand

file 65 q.xml no.xml
t_has t.err 'before it begins'
bad() { # EDIT WHY: the draft, edited, is not filed
	sed "$1" all.xml >bad.xml
	file 65 bad.xml no.xml
	t_has t.err "$2"
}
bad 's/<item>ACME PUMP</<item>ACME PIMP</' 'goods/item is "ACME PIMP": expected one of the products of the draft'
sed '/<item>ACME PUMP</,/<.goods>/d' all.xml >bad.xml
t_got=0
"$RETRACE" file bad.xml --hypothetical --log log.db --dry-run >t.out 2>t.err || t_got=$?
t_ok 'a product without goods' test "$t_got" -ne 0
sed 's/\(<product basis="\)precautionary\(".*PUMP\)/\1triggered\2/' all.xml >bad.xml
t_exit 3 file bad.xml --hypothetical --log log.db --dry-run
t_has t.err 'basis "triggered": no rule is [basis]'
sed 's/\(<header .*basis="\)triggered/\1exempt/' all.xml >bad.xml
t_exit 3 file bad.xml --hypothetical --log log.db --dry-run
t_has t.err 'that of the products is "triggered" [basis]'

# who fills in another quantity is not asked to add up
sed 's/<quantity>7</<quantity>8</' all.xml >eight.xml
file 0 eight.xml eight-f.xml
row eight-f.xml La '<total high="0.36" low="0.18"></total>'
t_exit 0 verify --recompute eight-f.xml --cert cert.pem --log log.db

# ---- after a revision

bom C 0.4 >goods.xml
t_exit 0 draft goods.xml --all --amends f.xml --set 'change/reason=Magnets of batch 7' \
	--set review/prepared-by=J --set review/approved-by=M \
	--set review/trade-secrets=cleared --set review/export-control=cleared --save new.xml
t_has t.err 'changed: product[MOT-1]/content/element[Dy]/total/high: 1.6, before 1.2'
t_ok 'goods stay with their product' sh -c 'tr -d "\n" <new.xml | grep -q "<item>ACME MOT-2 rev C</item>.*<quantity>3</quantity>.*<item>ACME MOT-2 rev C</item>.*<quantity>2</quantity>.*<item>ACME PUMP</item>.*<quantity>7</quantity>"'
file 0 new.xml g.xml
t_exit 0 verify --recompute g.xml --cert cert.pem --log log.db
t_exit 0 draft goods.xml --item MOT-1 --item PUMP --from g.xml --save less.xml
t_has t.err 'changed: product[MOT-2]: not there, before there'
t_has t.err 'goods of what is not filed are left out: ACME MOT-2 rev C and 1 more'

t_end
