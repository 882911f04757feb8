#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: a person can read the packs, in English and Chinese, and a pack of
# one's own is told where it makes no sense.

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/lib.sh"

# One that is not installed: those that are, and a folder of that name.
t_exit 66 rules check cn-mofcom-61
t_has t.err 'retrace: no rule pack cn-mofcom-61 is installed: expected one of cn-mofcom-18-2025, cn-mofcom-57-2025, cn-mofcom-61-2025, cn-trace, '
t_has t.err ', or the path of a rules.xml'
mkdir trace
cp "$t_top/forms/cn-trace/rules.xml" trace
t_exit 66 rules check trace
t_has t.err 'no rule pack trace is installed: expected trace/rules.xml, one of '

t_exit 66 rules check trace/rules.xml
t_cmp t.err <<'ERR'
trace/clauses.tsv: no such file: expected the table that says where each clause of trace/rules.xml is found; retrace template clauses prints one to fill in
ERR

# Every installed pack is listed, and valid by its id.
t_exit 0 rules list --as-of 2026-01-01 -o csv
for pack in cn-mofcom-18-2025 cn-mofcom-57-2025 cn-mofcom-61-2025 cn-trace \
	us-dfars-225-7052 eu-crma-28-29; do
	t_has t.out "$pack"
done
for folder in "$t_top"/forms/*/rules.xml; do
	t_exit 0 rules check "$(basename "$(dirname "$folder")")"
done

# The same rules for a program in either language.
t_exit 0 rules list --as-of 2026-01-01 -o csv
cut -d, -f 3,6,9 t.out >t.before
t_exit 0 rules list --as-of 2026-01-01 -o csv --lang zh
cut -d, -f 3,6,9 t.out >t.after
t_cmp t.after <t.before
# What has no pack is told, and why.
t_exit 0 rules list --as-of 2026-01-01
t_has t.out 'cn-mofcom-62-2025: rare-earth technology'
t_exit 0 rules list --as-of 2026-01-01 --lang zh
t_has t.out 'cn-mofcom-55-2025: 超硬材料'
t_exit 66 rules show cn-mofcom-62-2025
t_has t.err 'nothing is judged by cn-mofcom-62-2025: rare-earth technology'
t_exit 66 rules show cn-mofcom-99-2025
t_has t.err 'no rule pack cn-mofcom-99-2025 is installed'
t_exit 0 rules list cn-trace --lang zh --as-of 2026-01-01
t_cmp t.out <<'OUT'
规则包	规则	内容	状态	默认判定	限值
cn-trace	contained	含有中国原产稀土	假设	是	> 0 g
cn-trace	process-aids	生产中使用但不含有的中国原产稀土	假设	须用 --also	> 0 g
OUT

# A page for a lawyer: whom it binds, what it asks, how sure that is.
t_exit 0 rules show cn-mofcom-18-2025 --as-of 2026-01-01
t_has t.out "  binds exporters in China: export from China needs a licence of the Ministry of Commerce (export)"
t_has t.out "    1C905.a.4 NdFeB permanent magnet material containing Dy (magnet; sourced)"
t_has t.out "    1C905.a.2 alloys DyFe and TbDyFe (alloy; from memory)"
t_has t.out "  Least sure ground: 1C905 (from memory)"
t_has t.out "  Standing: in force from 2025-04-04."
t_exit 0 rules show cn-mofcom-61-2025 --as-of 2026-01-01 --lang zh
t_has t.out "  目的地 中国以外的国家和地区"
t_has t.out "  状态：暂停实施（自2025-11-07起至2026-11-10，是否含当日未说明），原定自2025-12-01起，从未生效。"
t_has t.out "占其价值的比例达到或超过 0.1 %。"
t_has t.out '  part-2：钐钴、含铽钕铁硼和含镝钕铁硼永磁材料，以及含有这些材料的零件、部件、组件'
t_has t.out '  2：原则上不予许可：境外军事用户；'
t_exit 0 rules show us-dfars-225-7052 --as-of 2027-01-01
t_has t.out "  Any amount of neodymium of magnets melted or produced in CN, RU, IR or KP is in it, counted in magnet alone."
t_exit 64 rules show cn-trace --lang de

# One's own, wrong: a day of two rules, a country that is none, a figure that
# nothing carries out.
mkdir own
cat >own/rules.xml <<'XML'
<rules xmlns="urn:retrace:rules:1" id="own" version="1"
	read-until="2026-01-31" title="Ours" title-zh="自定">
	<origin id="from" policy="mine" countries="CN UK" clause="1"/>
	<materials id="nd" clause="1" title="Nd" title-zh="钕">
		<some elements="Nd"/>
	</materials>
	<rule id="old" clause="1" until="2026-12-31"
		title="above 1 %" title-zh="超过1%">
		<trigger>
			<mass-share of="nd" origin="from" is="above" limit="1 %"/>
		</trigger>
	</rule>
	<rule id="new" clause="1" from="2026-12-31"
		title="above 2 %" title-zh="超过2%">
		<trigger>
			<mass-share of="nd" origin="from" is="above" limit="2 %"/>
		</trigger>
	</rule>
</rules>
XML
printf 'id\tlevel\tquote\tsource\tstanding\tread-on\n' >own/clauses.tsv
printf '1\tMUST\tours\tour handbook\tsourced\t2026-01-31\n' >>own/clauses.tsv
printf '2\tMUST\tours\tour handbook\tsourced\t2026-01-31\n' >>own/clauses.tsv
t_exit 65 rules check own/rules.xml
grep -v '^retrace: ' t.err >t.said
t_cmp t.said <<'ERR'
own/rules.xml:14:2: new holds from 2026-12-31, and old of the same clause still does: expected it to end the day before
own/rules.xml:3:2: no country has the code UK: expected one of ISO 3166
own/clauses.tsv:3:1: no rule carries out 2: expected one, or its reason in exceptions.tsv
ERR

# It can be judged by all the same, and is valid once put right.
sed -i -e 's/CN UK/CN GB/' -e 's/until="2026-12-31"/until="2026-12-30"/' own/rules.xml
printf 'id\treason\n2\tit is for people\n' >own/exceptions.tsv
t_exit 0 rules check own/rules.xml
t_has t.err "own/rules.xml: valid"
# What a clause says may stand in Chinese, too; a row that is blank is noted,
# and the English shown.
cp -r "$t_top/forms/cn-trace" half
sed 's/^\(using	.*	\)[^	]*$/\1/' half/clauses.tsv >half.tsv
mv half.tsv half/clauses.tsv
t_exit 0 rules check half/rules.xml
t_has t.err '1 clause has no summary_zh, from using on'
t_exit 0 rules show half/rules.xml --lang zh
t_has t.out '  using：the assumed law says using'
t_has t.out '  scope：未使用稀土者无需报告'

# Slips of a lawyer's pen: each is told once, with what is written there and
# what may be.  SLIP is a sed command on a good pack, of its clauses where it
# begins with a number.
mkdir good
cat >good/rules.xml <<'XML'
<rules xmlns="urn:retrace:rules:1" id="slip" version="1" read-until="2026-12-31" title="A law" title-zh="法">
<origin id="cn" policy="mine" countries="CN" clause="2"/>
<materials id="heavy" clause="1" title="Tb Dy" title-zh="重"><some elements="Tb Dy"/></materials>
<materials id="light" clause="1" title="La Ce" title-zh="轻"><some elements="La Ce"/></materials>
<rule id="share" clause="1" title="0.1 %" title-zh="占">
<scope><mass-share of="light" is="above" limit="0.2 %"/></scope>
<trigger><mass-share of="heavy" origin="cn" is="above" limit="0.1 %"/></trigger>
</rule>
<decisions>
<decision id="tariff" outcome="exempt" clause="1" title="bearings" title-zh="轴"><hs in="8482"/></decision>
<decision id="licence" outcome="licence-required" clause="1" title="licence" title-zh="许"/>
</decisions>
</rules>
XML
{
	printf 'id\tlevel\tquote\tsource\tstanding\tread-on\n'
	printf '1\tMUST\tours\tour handbook\tsourced\t2026-01-31\n'
	printf '2\tMUST\tours\tour handbook\tsourced\t2026-01-31\n'
} >good/clauses.tsv
while IFS='|' read -r slip message; do
	rm -rf slip
	cp -r good slip
	case $slip in
	[0-9]*) sed -i "$slip" slip/clauses.tsv ;;
	*) sed -i "$slip" slip/rules.xml ;;
	esac
	t_exit 65 rules check slip/rules.xml
	sed -n 1p t.err >t.said
	echo "slip/$message" | t_cmp t.said
	t_ok "$slip: told once" [ "$(grep -c '^slip/' t.err)" -eq 1 ]
done <<'END'
s/="Tb Dy"\/>/="Tb, Dy"\/>/|rules.xml:3:63: elements="Tb," of <some>: expected 'Sc', 'Y', 'La', 'Ce', 'Pr', 'Nd', 'Pm', 'Sm', 'Eu', 'Gd', 'Tb', 'Dy', 'Ho', 'Er', 'Tm', 'Yb', 'Lu'
s/="Tb Dy"\/>/=""\/>/|rules.xml:3:63: elements="" of <some>: expected something there
s/limit="0.2 %"/limit="0,2 %"/|rules.xml:6:8: limit="0,2 %" of <mass-share>: expected a share such as 0.1 %, 10 ppm or 50 ppb
s/="CN"/="China"/|rules.xml:2:1: countries="China" of <origin>: expected two capital letters of a country, such as CN, or any
s/="CN"/="EU"/|rules.xml:2:1: no country has the code EU: expected one of ISO 3166
s/="CN"/="CN" not-countries="US"/|rules.xml:2:1: both countries and not-countries: expected countries, where what counts was done, or not-countries, where all the rest does
s/countries="CN"//|rules.xml:2:1: an origin without countries: expected countries, where what counts was done, or not-countries, where all the rest does
s/of="heavy"/of="heavies"/|rules.xml:7:10: of="heavies" of <mass-share>: expected one of heavy, light
s/origin="cn"/origin="china"/|rules.xml:7:10: origin="china" of <mass-share>: expected one of cn
s/<mass-share of="heavy".*\/>/<listed list="l"\/>/|rules.xml:7:10: list="l" of <listed>: expected the id of one that stands above, and there is none
s/id="share"/id="Share"/|rules.xml:5:1: id="Share" of <rule>: expected small letters, digits and single hyphens between them
s/id="light"/id="heavy"/|rules.xml:4:1: "heavy" of <materials> again: expected each name once
s/8482/8482.10/|rules.xml:10:83: in="8482.10" of <hs>: expected tariff codes of 2, 4, 6, 8 or 10 digits without a point, such as 850151, with blanks between them
s/ clause="1" title="0.1 %"/ title="0.1 %"/|rules.xml:5:1: <rule> without clause: expected clause="..."
s/ clause="2"/ clause="3"/|rules.xml:2:1: clause "3" is not in clauses.tsv: expected a row that tells its source
s/<trigger>/<trigger><mass-share of="heavy" is="above" limit="1 %"\/>/|rules.xml:7:57: 2 of <mass-share> in <trigger>: expected at most 1
s/<scope>/<scope><mass-share of="heavy" is="below" limit="0.05 %"\/>/|rules.xml:5:1: share is never met: no amount is > 0.1 % and also < 0.05 %
s/<scope>/<scope><mass-share of="heavy" origin="cn" is="at-most" limit="0.1 %"\/>/|rules.xml:5:1: share is never met: no amount is > 0.1 % and also <= 0.1 %
s/<scope>/<scope><item hs="8505"\/><item hs="8482 9999"\/>/|rules.xml:5:1: share is never met: no item has the tariff codes of all its tests
s/<scope>/<scope><item not-hs="8505"\/><item hs="850511 8505"\/>/|rules.xml:5:1: share is never met: no item has the tariff codes of all its tests
s/limit="0.1 %"/limit="100 %"/|rules.xml:7:10: share is never met: no share is above 100 %
s/8482/8482 8482/|rules.xml:10:83: "8482" twice in in: expected it once
s/<hs .*\/><\/dec/<country of="destination" in="CN DE CN"\/><\/dec/|rules.xml:10:83: "CN" twice in in: expected it once
s/<hs .*\/><\/dec/<end-use in="military military"\/><\/dec/|rules.xml:10:83: "military" twice in in: expected it once
s/<hs .*\/><\/dec/<per-year is="below" limit="0 kg"\/><\/dec/|rules.xml:10:83: nothing is less than zero: expected a limit above zero
s/<hs .*\/><\/dec/<per-year is="at-least" limit="0.0 kg"\/><\/dec/|rules.xml:10:83: at least zero holds for every amount: expected a limit above zero
s/ id="tariff"/ id="tariff" rules="share share"/|rules.xml:10:1: "share" twice in rules: expected it once
s/ id="tariff"/ id="tariff" within="5" calendar="UK"/|rules.xml:10:1: calendar: no country has the code UK: expected one of ISO 3166
s/<\/decisions>/<duty id="d" with="exempt exempt" clause="1" title="T" title-zh="Z"\/><\/decisions>/|rules.xml:12:1: "exempt" twice in with: expected it once
3s/2026-01-31/31.1.2026/|clauses.tsv:3:34: "31.1.2026": expected a date such as 2025-12-01
3s/\t/;/g|clauses.tsv:3:1: 1 columns: expected 6, separated by tabs
END

# What could be met is no mistake.
cp good/clauses.tsv slip
while read -r slip; do
	cp good/rules.xml slip
	sed -i "$slip" slip/rules.xml
	t_exit 0 rules check slip/rules.xml
done <<'END'
s/<scope>/<scope><mass-share of="heavy" is="at-most" limit="0.11 %"\/>/
s/<scope>/<scope><mass-share of="heavy" origin="cn" is="at-least" limit="0.05 %" and="at-most" and-limit="0.2 %"\/>/
s/<scope>/<scope><item hs="8505"\/><item not-hs="850511"\/>/
s/<scope>/<scope><item hs="8505"\/><item hs="850511"\/>/
s/limit="0.1 %"/limit="100 %" stated-as="oxide"/
s/is="above" limit="0.1 %"/is="at-least" limit="100 %"/
END

# 31 amounts of one unit are cut into cells, and no more.
years() { # N
	echo '/<decision id="tariff"/{'
	seq "$1" | sed 's/.*/i<decision id="y&" outcome="exempt" clause="1" title="T" title-zh="Z"><per-year is="below" limit="& kg"\/><\/decision>/'
	echo '}'
}
years 31 | sed -f - good/rules.xml >slip/rules.xml
t_exit 0 rules check slip/rules.xml
years 32 | sed -f - good/rules.xml >slip/rules.xml
t_exit 65 rules check slip/rules.xml
t_has t.err 'slip/rules.xml:41:71: more than 31 limits of one unit: expected fewer'

# Decisions with more cases than anybody can go through: that is said.
{
	sed '/<decisions>/,$d' good/rules.xml
	seq 10 70 | sed 's/.*/<rule id="r&" clause="1" title="T" title-zh="Z"><trigger><mass-share of="heavy" is="above" limit="0.& %"\/><\/trigger><\/rule>/'
	echo '<decisions>'
	seq 0 47 | sed 's/.*/<question id="q&" clause="1" title="T" title-zh="Z"\/>/'
	seq 0 59 | awk '{
		printf "<decision id=\"y%d\" outcome=\"exempt\" clause=\"1\" title=\"T\" title-zh=\"Z\">", $1
		for (g = 0; g < 2; g++) {
			printf "<any>"
			for (k = 0; k < 3; k++)
				printf "<answer question=\"q%d\" is=\"%s\"/>", ($1 * (7 - 2 * g) + k * (1 + 10 * g)) % 48, (g + k) % 2 ? "yes" : "no"
			printf "</any>"
		}
		print "</decision>"
	}'
	sed '1,/id="tariff"/d' good/rules.xml
} >slip/rules.xml
t_exit 0 rules check slip/rules.xml
t_has t.err 'the decisions have more cases than are gone through: whether each is reached is not known'

# A title commands no terminal.
sed 's/title="A law"/title="A \&#x202e;law \&#x9b;2J"/; s/title="0.1 %"/title="0.1 \&#x2028;%"/' good/rules.xml >slip/rules.xml
t_exit 0 rules show slip/rules.xml
t_has t.out 'slip, version 1: A \x202elaw \x9b2J'
t_has t.out 'share: 0.1 \x2028%'

# Packs are told apart by their ids: one under two names is one, two of one id
# are none.  One that bears the id and the version of an installed one is not
# it.
rm -rf trace
cp -r "$t_top/forms/cn-trace" trace
sed -i 's/limit="0 g"/limit="5 kg"/' trace/rules.xml
echo 'part,form' >one.csv
echo 'A,magnet' >>one.csv
t_exit 2 check one.csv --rules cn-trace --rules "$t_top/forms/cn-trace" -o csv
t_ok 'judged once' [ "$(grep -c '^cn-trace,contained' t.out)" -eq 1 ]
t_exit 65 check one.csv --rules trace/rules.xml --rules cn-trace
t_has t.err 'forms/cn-trace/rules.xml:9:1: the id cn-trace is that of trace/rules.xml, too: expected another one'
for verb in 'check one.csv --rules' 'rules check'; do
	# shellcheck disable=SC2086 # a list of words
	"$RETRACE" $verb trace/rules.xml >t.out 2>t.err
	t_has t.err 'trace/rules.xml:9:1: warning: the installed pack cn-trace of version 2 is another one: expected an id of its own, or another version'
done
sed -i 's/version="2"/version="2.1"/' trace/rules.xml
t_exit 0 rules check trace/rules.xml
t_ok 'another version' [ "$(grep -c 'installed pack' t.err)" -eq 0 ]

t_end
