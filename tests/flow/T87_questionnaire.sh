#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: report
#
# Goal: a questionnaire can be sent to anybody, comes back as he filled it in,
# and settles what it was asked for; one that nobody filled in changes nothing.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

example=$t_top/tests/examples/drive-unit
cp "$example"/*.xml "$example"/*.csv .
du='drive-unit.xml declaration-castings.csv declaration-magnets.xml
	declaration-pump.xml --ship GBX-20 --ship PMP-20'

# One table and one page per supplier and language.
# shellcheck disable=SC2086 # several words
t_exit 0 ask $du --questionnaires sheets
t_has t.err 'questionnaires for 2 suppliers in sheets'
t_ok 'eight files' sh -c 'ls sheets | wc -l | grep -qx 8'
t_ok 'their names' sh -c 'ls sheets | head -n 2 | tr "\n" " " |
	grep -qx "questionnaire-giesserei-lohr.en.csv questionnaire-giesserei-lohr.en.html "'
t_ok 'a byte order mark' sh -c \
	'head -c 3 sheets/questionnaire-talmark-pumps.zh.csv | od -An -tx1 | grep -q "ef bb bf"'

# As they were written they are read without a word, and change nothing.
# shellcheck disable=SC2086
t_exit 1 check $du -o csv --all-items
cp t.out before.csv
cp t.err before.err
# shellcheck disable=SC2086
t_exit 1 check $du sheets/*.csv -o csv --all-items
t_cmp t.err <before.err
cut -d, -f 1-19 before.csv >before.cut
cut -d, -f 1-19 t.out | t_cmp before.cut

# The pump maker answers: no other rare earth, nothing done in China.
fill() { # FILE: what stands behind the stages is Japan, others are none
	sed -e 's/^\("MAG-P".*\),,,\(,"[^"]*",,,\|,,,,\)\(.*"\(others\|其他稀土\)".*\)$/\1,"0",,\2\3/' \
		-e 's/"\(mining\|beneficiation\|separation\|metal\|alloy\|magnet\)",,,,/"\1","JP",,,/' \
		-e 's/"\(开采\|选矿\|分离\|金属\|合金\|磁体\)",,,,/"\1","日本",,,/' "$1"
}
for lang in en zh; do
	fill sheets/questionnaire-talmark-pumps.$lang.csv >filled.csv
	# shellcheck disable=SC2086
	t_exit 1 check $du filled.csv -o csv -q
	t_ok "the pump is clear ($lang)" grep -q ',PMP-20,.*,clear,' t.out
	t_ok "the gearbox is as it was ($lang)" \
		grep -q ',GBX-20,.*,undecided,' t.out
done
# From China, it triggers.
sed 's/"日本"/"中国"/' filled.csv >china.csv
# shellcheck disable=SC2086
t_exit 1 check $du china.csv -o csv -q
t_ok 'the pump is triggered' grep -q ',PMP-20,.*,triggered,' t.out
# shellcheck disable=SC2086
t_exit 0 explain -q $du china.csv MAG-P
number=$(grep -o 'RE-2026-02-01-[0-9]*' china.csv | head -n 1)
t_has t.out "declared by Talmark Pumps, ${number:?}, 2026-02-01"
# In part: the origin alone leaves what nobody named.
sed 's/"0",,/,,/' filled.csv >part.csv
# shellcheck disable=SC2086
t_exit 1 check $du part.csv -o csv -q
t_ok 'a blank is not none' grep -q ',PMP-20,.*,\(clear\|undecided\),' t.out

# What is no answer is refused at its place.
sed 's/"日本"/"哪里"/' filled.csv >wrong.csv
# shellcheck disable=SC2086
t_exit 65 check $du wrong.csv
t_has t.err 'wrong.csv:15:'
t_has t.err 'country "哪里": expected'

# As a spreadsheet saves it: semicolons, rows in another order, comments in
# quotes, blank columns.
# shellcheck disable=SC2086
t_exit 0 ask -q $du --questionnaires semi --csv-separator semicolon --lang en
t_ok 'semicolons' grep -q '^"part";"name";' semi/questionnaire-talmark-pumps.en.csv
{
	grep '^' semi/questionnaire-talmark-pumps.en.csv | head -n 8 |
		sed 's/^\xef\xbb\xbf//; s/^\(#.*[^\r]\)\r*$/"\1";;;;;;;;;;;;;;;;;/'
	sed -n 9p semi/questionnaire-talmark-pumps.en.csv
	tail -n +10 semi/questionnaire-talmark-pumps.en.csv | sort -r |
		sed 's/"mining";;;;/"mining";"JP";;;/'
} >sorted.csv
# shellcheck disable=SC2086
t_exit 1 check $du sorted.csv -o csv -q

# Nothing that is there is written over, unless it is asked for.
# shellcheck disable=SC2086
t_exit 73 ask -q $du --questionnaires sheets
t_has t.err 'sheets: is there already: expected another folder, or --force'
# shellcheck disable=SC2086
t_exit 0 ask -q $du --questionnaires sheets --force --lang zh
# shellcheck disable=SC2086
t_exit 0 ask $du --questionnaires none --dry-run --lang en
t_has t.err 'would write none/questionnaire-giesserei-lohr.en.csv'
t_ok 'nothing was written' sh -c '! ls -d none 2>/dev/null'

# Names that are made to hurt.
printf '%s\n' '<bom xmlns="urn:retrace:bom:1" assemblies="complete">' \
	'<item part="P" shipped="yes"/>' \
	'<item part="=cmd|/C calc!A0" maker="../../etc/passwd" name="&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;" mass="1 g"/>' \
	'<item part="0008" maker=".. / etc . passwd" mass="1 g"/>' \
	'<item part="1E5" maker="宁波&#x202E;磁材" name="+1+1" mass="1 g"/>' \
	'<item part="MAR1" maker="AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" mass="1 g"/>' \
	"<item part=\"'q\" maker=\"-2+3\" mass=\"1 g\"/>" \
	'<item part="@x" mass="1 g"/>' \
	'<use parent="P" child="=cmd|/C calc!A0" quantity="1" unit="each"/>' \
	'<use parent="P" child="0008" quantity="1" unit="each"/>' \
	'<use parent="P" child="1E5" quantity="1" unit="each"/>' \
	'<use parent="P" child="MAR1" quantity="1" unit="each"/>' \
	"<use parent=\"P\" child=\"'q\" quantity=\"1\" unit=\"each\"/>" \
	'<use parent="P" child="@x" quantity="1" unit="each"/>' \
	'</bom>' >evil.xml
t_exit 0 ask -q evil.xml --questionnaires evil --lang en
ls evil >names
t_cmp names <<'END'
questionnaire-2-3.en.csv
questionnaire-2-3.en.html
questionnaire-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.en.csv
questionnaire-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.en.html
questionnaire-etc-passwd-2.en.csv
questionnaire-etc-passwd-2.en.html
questionnaire-etc-passwd.en.csv
questionnaire-etc-passwd.en.html
questionnaire-no-supplier-named.en.csv
questionnaire-no-supplier-named.en.html
questionnaire-宁波-磁材.en.csv
questionnaire-宁波-磁材.en.html
END
t_ok 'no cell that a spreadsheet runs' sh -c \
	'! grep -hE "(^|,)\"[=+@\t-]" evil/*.csv'
t_ok 'no part number that a spreadsheet changes' sh -c \
	"grep -hq \"^\\\"'0008\\\"\" evil/*.csv && grep -hq \"^\\\"'1E5\\\"\" evil/*.csv && grep -hq \"^\\\"'MAR1\\\"\" evil/*.csv"
t_ok 'no markup from a file' sh -c '! grep -hi "<script" evil/*.html'
t_ok 'it is shown as it is' grep -q '&#60;script&#62;alert(1)&#60;/script&#62; &#38; &#34;x&#34;' evil/questionnaire-etc-passwd.en.html
t_ok 'nothing turns the text' sh -c '! grep -q "$(printf "\342\200\256")" evil/*.html'
for f in evil/*.html; do
	t_ok "$f is well made" sh -c 'xmllint --html --noout "$1" 2>&1 |
		grep -v "Tag section invalid\|<section>\|\^" | { ! grep .; }' sh "$f"
done
# Read back, each finds its part.
for f in evil/*.csv; do
	sed 's/,,,,,,,,\(.*\)"others"/,,"0",,,,,,\1"others"/' "$f" >"filled-${f##*/}"
done
t_exit 2 check evil.xml evil/*.csv
t_cmp t.err </dev/null
t_exit 0 check evil.xml filled-questionnaire-*.csv
t_cmp t.err </dev/null

t_end
