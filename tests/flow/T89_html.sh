#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: report
#
# Goal: -o html is a page that stands alone: well-formed, with nothing from
# outside and nothing that a name could slip in, the numbers of the JSON, the
# same in English and Chinese; what is left out of a huge product is said.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

example=$t_top/tests/examples/drive-unit
cp "$example"/*.xml "$example"/*.csv .

# A page is read by an XML parser, and names nothing but itself.
page() { # FILE
	t_ok "$1 is well-formed" xmllint --noout --nonet "$1"
	t_ok "$1 has a policy of content" grep -qF \
		"content=\"default-src 'none'; style-src 'unsafe-inline'\"" "$1"
	for t_bad in '<script' '<img' '<link' '<iframe' '<object' '<embed' \
		'<form' '<base' '<[^>]* src=' '<[^>]* on[a-z]*=' '@import' \
		'="javascript:'; do
		if grep -q -- "$t_bad" "$1"; then
			t_fail "$1 has $t_bad"
		fi
	done
	grep -o 'href="[^"]*"' "$1" | grep -vE \
		'^href="(#[a-z0-9]+|[^/:]+\.html)"$' >t.refs || :
	t_cmp t.refs </dev/null
	grep -oE 'url\([^)]*\)' "$1" | grep -v '^url(#may-' >t.refs || :
	t_cmp t.refs </dev/null
}
# The exact amounts behind the words, in their order.
values() { # FILE
	grep -o '<data value="[^"]*"' "$1"
}
set -- drive-unit.xml declaration-castings.csv declaration-magnets.xml \
	declaration-pump.xml prices-850.csv --as-of 2025-12-15 \
	--rules cn-trace --rules cn-mofcom-61-2025 --ship VAN-30
only=vehicle.xml
t_exit 1 check -q "$only" "$@" -o html=en.html -o json=page.json
page en.html
t_exit 1 check -q "$only" "$@" --lang zh -o html
cp t.out zh.html
page zh.html
t_ok 'the same bytes' sh -c '"$RETRACE" check -q "$0" "$@" -o html 2>/dev/null | cmp - en.html' "$only" "$@"

# What it says, in both languages.
t_has en.html '<html xmlns="http://www.w3.org/1999/xhtml" lang="en"'
t_has en.html 'badge bad">▲ triggered</span>'
t_has en.html 'badge open">? undecided</span>'
t_ok 'each reading with its verdict' sh -c 'tr -d "\n" <en.html | grep -q "<p>Readings of the law:</p><ul><li><b>triggered</b>: the value of the Sm, Tb, Dy"'
t_has en.html 'The rule does not cover such an item.'
t_has en.html 'whether that day is inside is not said'
t_has en.html 'its verdicts do not count'
t_has en.html 'DU-200 &#62; MOT-R &#62; ROT-R &#62; STK-10 &#62; MAG-UH'
t_has en.html 'Documents that exclude each other'
t_has en.html 'Clause trace (not law)'
t_has en.html 'law read until 2026-02-28'
t_has en.html '<details open="open"><summary>'
t_has zh.html 'lang="zh-CN"'
t_has zh.html 'badge open">? 未定</span>'
t_has zh.html '法规的不同读法'
t_has zh.html '规则要求达到或超过 0.1 %'
t_has zh.html '相互矛盾的文件'
t_has zh.html '条规则不触发'
values en.html >values.en
values zh.html >values.zh
t_cmp values.zh <values.en

# The pictures have a text for those who do not see them.
t_ok 'each picture is labelled' sh -c '[ \
	"$(grep -c "role=\"img\" aria-labelledby=" en.html)" -ge 3 ]'
grep -oE 'aria-labelledby="[^"]*"' en.html | cut -d'"' -f2 |
	while read -r id; do
		grep -q "<title id=\"$id\">" en.html || echo "$id"
	done >t.refs
t_cmp t.refs </dev/null
grep -oE ' id="[^"]*"' en.html | sort | uniq -d >t.refs
t_cmp t.refs </dev/null

# Every digest of the JSON is on the page.
jq -r '.inputs[].sha256, .tool_sha256' page.json >digests
while read -r digest; do
	t_has en.html "<code>$digest</code>"
done <digests

# The arithmetic is that of the JSON: of each product the rules that are not
# clear, then those that are and cover it.
cat >want.jq <<'END'
def text: "<data value=\"" + (if .low_open or .low == null then "(" else "[" end)
	+ (.low // "") + "," + (.high // "")
	+ (if .high_open or .high == null then ")" else "]" end) + "\"";
[.rules[].items[]] as $all
| .rules[0].items[].item.part as $part
| [$all[] | select(.item.part == $part and .numerator)]
| (map(select(.verdict != "clear")) + map(select(.verdict == "clear"
	and .reason != "The rule does not cover such an item.")))[]
| .numerator, .denominator, .ratio | select(. != null) | text
END
jq -r -f want.jq page.json >want
grep -o '<dd><data value="[^"]*"' en.html | sed 's/^<dd>//' >got
t_ok 'there are many' [ "$(wc -l <want)" -gt 15 ]
t_cmp got <want

# The picture is that of trace: each element, in all and of the origin.
t_exit 0 trace -q drive-unit.xml declaration-castings.csv \
	declaration-magnets.xml declaration-pump.xml --as-of 2025-12-15 \
	--by element -o json
cat >elements.jq <<'END'
def text: "<data value=\"" + (if .low_open then "(" else "[" end) + .low + ","
	+ (.high // "") + (if .high_open or .high == null then ")" else "]" end) + "\"";
.breakdown[0].elements[] | select(.element == "all" or .total.high != "0")
| .total, .of_origin | text
END
jq -r -f elements.jq t.out >want 2>t.err || cat t.err >&2
t_exit 1 check -q drive-unit.xml declaration-castings.csv \
	declaration-magnets.xml declaration-pump.xml --as-of 2025-12-15 -o html
sed -n '/<table class="elements">/,/<\/table>/p' t.out | sed '/<\/table>/q' |
	grep -o '<data value="[^"]*"' >got
t_ok 'there are elements' [ "$(wc -l <want)" -gt 10 ]
t_cmp got <want

# The command that it names writes it again, on any day.
sed -n 's/.*<pre>retrace check \(.*\) -o html=FILE<\/pre>.*/\1/p' en.html >words
t_ok 'there is a command' [ -s words ]
t_ok 'it writes the page' sh -c 'unset SOURCE_DATE_EPOCH
	eval "\"\$RETRACE\" check -q $(cat words) -o html=again.html" 2>/dev/null
	cmp again.html en.html'

# Gaps become questions; assumptions and policies are named as such.
cat >open.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
  <item part="BOX" form="product" shipped="yes"/>
  <item part="LID" maker="Lids &amp; Co"/>
  <item part="BASE" maker="Bases"><content element="Dy" amount="1 g" basis="element"/></item>
  <use parent="BOX" child="LID" quantity="1" unit="each"/>
  <use parent="BOX" child="BASE" quantity="2" unit="each"/>
</bom>
END
"$RETRACE" template assumptions >assume.xml
"$RETRACE" template policy >policy.xml
t_exit 2 check -q open.xml --assume assume.xml --policy policy.xml -o html=open.html
page open.html
t_has open.html 'badge open">? undecided</span>'
t_has open.html 'Questions to suppliers'
t_has open.html 'Lids &#38; Co'
t_has open.html 'Which rare earths are in it, how much of each, and from where?'
t_has open.html 'an assumption is no declaration, a policy is not law'
t_has open.html 'With your assumptions, which are no declarations'
t_has open.html 'With your own policy, which is not law'
t_has open.html 'no upper end'
t_exit 2 check -q open.xml --lang zh -o html
t_has t.out '含有哪些稀土？各含多少？来自哪里？'

# Whatever a name is, it stays a name.
cat >hostile.xml <<'END'
<bom xmlns="urn:retrace:bom:1" supplier="&lt;img src=x onerror=alert(1)&gt;" date="2026-01-05">
  <item part="&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;" maker="&quot; onmouseover=&quot;x" revision="]]&gt;" name="&lt;!-- &#x202E;odd &#xFFFD; ' {{7*7}} https://evil.example/x" form="product" shipped="yes" mass="1 kg"/>
  <item part="javascript:alert(1)" name="&lt;svg/onload=alert(1)&gt;" shipped="yes" mass="10 g"><content element="Dy" amount="1 g" basis="element"><origin stage="mining" country="CN" evidence="&lt;a href=//x&gt;"/></content></item>
  <item part="../../etc/passwd" name="&amp;lt;b&amp;gt;" shipped="yes" mass="10 g"/>
  <use parent="&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;" child="javascript:alert(1)" quantity="2" unit="each"/>
</bom>
END
t_exit 1 check -q hostile.xml -o html=hostile.html -o html=pages/
page hostile.html
t_has hostile.html '&#60;/title&#62;&#60;script&#62;alert(1)&#60;/script&#62;'
t_has hostile.html '\x202eodd'
t_ok 'names are no paths' sh -c '[ "$(ls pages | tr "\n" " ")" = \
	"etc-passwd-3.html index.html javascript-alert-1-2.html title-script-alert-1-script-1.html " ]'
for file in pages/*.html; do
	page "$file"
done
grep -o 'href="[^"#]*"' pages/index.html | cut -d'"' -f2 | sort >got
t_ok 'the index names each page' sh -c '(cd pages && ls) | grep -v index | sort | cmp - got'
mv hostile.xml "it's
<b>.xml"
t_exit 1 check -q "it's
<b>.xml" -o html=quoted.html
page quoted.html
printf 'parent,child,qty\nA\357\277\276B,C\357\277\277D,1\n' >nonchar.csv
t_exit 2 check -q nonchar.csv -o html=nonchar.html
page nonchar.html
t_has nonchar.html 'A\xfffeB'

# A huge product, a deep one, many products: what is left out is said.
awk 'BEGIN { print "parent,child,qty,unit"
	for (i = 0; i < 90; i++) { print "TOP,A" i ",1,each"
		for (k = 0; k < 90; k++) print "A" i ",P" i "-" k ",1,each" }
	for (k = 0; k < 500; k++) print "WIDE,W" k ",1,each" }' >huge.csv
t_exit 2 check -q huge.csv -o html=huge.html
page huge.html
t_has huge.html 'more lines are left out: retrace trace lists all.'
t_has huge.html '400 more parts that may hold rare earths'
t_ok 'about so many lines' sh -c '[ "$(grep -c "^<li>" huge.html)" -lt 4200 ]'
awk 'BEGIN { print "parent,child,qty,unit"
	for (i = 0; i < 3000; i++) print "L" i ",L" i + 1 ",1,each" }' >deep.csv
t_exit 2 check -q deep.csv -o html=deep.html
page deep.html
t_has deep.html '1 part, not told'
awk 'BEGIN { print "part,maker,mass"
	for (i = 1; i <= 1500; i++) print "Q" i ",M,1 g" }' >many.csv
t_exit 2 check -q many.csv -o html=many.html
page many.html
t_ok 'all are told of, or counted' sh -c '[ "$(($(sed -n \
	"s/^<p>\([0-9]*\) products are not told in full here.*/\1/p" many.html) +
	$(grep -c "class=\"product\"" many.html)))" -eq 1500 ]'
t_has many.html 'And 500 more products'

# A line that cannot be.
t_exit 64 check open.xml --timeline -o html
t_exit 64 check open.xml --lang de -o html
t_exit 64 explain open.xml BOX -o html
t_has t.err 'expected table, json, jsonl or csv, with =FILE'
t_exit 73 check -q open.xml -o html=no/such/folder/

# In Chinese all that is ours is Chinese: warnings, readings, open questions.
cat >open.xml <<'END'
<transaction xmlns="urn:retrace:transaction:1" id="order-1"><shipment from="AT"/></transaction>
END
ex=$t_top/tests/examples/drive-unit
for l in en zh; do
	t_exit 0 check -q "$ex/drive-unit.xml" "$ex/declaration-magnets.xml" \
		"$ex/prices-850.csv" --rules cn-mofcom-61-2025 --as-of 2026-11-20 \
		--fail-on triggered --transaction open.xml --lang $l \
		-o html=said-$l.html
done
t_has said-en.html 'another amount of dysprosium is stated at'
t_has said-zh.html '对镝另有含量说明，因其日期较新而采用'
t_has said-zh.html '法规查阅至 2026-02-28：2026-11-20 的效力以所查阅者为限'
t_ok 'no English among the messages' sh -c \
	'! sed -n "/<h2>关于文件的警告与说明/,/<h2>规则说明/p" said-zh.html | grep -q "lang=\"en\""'
t_has said-en.html ': the value of the Sm, Tb, Dy and other Part 1 elements themselves (element)'
t_has said-zh.html '：按钐、铽、镝等第一部分元素本身的价值 (element)'
t_has said-en.html 'destination: to which country does it go?'
t_has said-zh.html 'destination：运往哪个国家？'
t_end
