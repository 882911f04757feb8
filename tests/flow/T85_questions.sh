#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: log
#
# Goal: each question that an auditor asks of a log is answered as an
# independent reader of the filings answers it: with the index, without it,
# and by the index alone for any tool.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

ex=$t_top/tests/examples
"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
"$RETRACE" key new other.key other.pem --name 'B. Zweite' --no-passphrase -q
"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* .
n=0
# file_it DRAFT KEY CERT: dated a day after the one before.
file_it() {
	n=$((n + 1))
	SOURCE_DATE_EPOCH=$((1769904000 + 86400 * n)) "$RETRACE" file "$1" \
		--log log.db --log-key log.key --key "$2" --cert "$3" \
		--save "$n.filing" --hypothetical -q >t.said 2>&1 || {
		t_fail "$1 is not filed"
		cat t.said >&2
	}
}
for item in DU-200 SEN-10 MOT-R PMP-20 HAR-10 MAG-UH LED-W; do
	"$RETRACE" draft -q drive-unit.xml declaration-* --item $item \
		--filer "$ex/filer.xml" --save d-$item.xml
	file_it d-$item.xml key.pem cert.pem
done
# The same goods to others: words, Chinese, countries.
sed -e 's/Nordpakke AS/Blåvogn "OR" (NEAR) Ltd/; s/<country>NO/<country>DK/' \
	d-DU-200.xml >e1.xml
file_it e1.xml other.key other.pem
sed -e '/<end-user>/,/<\/end-user>/s/<name lang="zh">/&稀土磁材有限公司/' \
	d-MOT-R.xml >e2.xml
file_it e2.xml key.pem cert.pem
sed -e '/<end-user>/,/<\/end-user>/s/<name lang="zh">/&磁铁厂/' \
	d-SEN-10.xml >e3.xml
file_it e3.xml other.key other.pem
sed -i 's/amount="1.5 %"/amount="1.6 %"/' declaration-magnets.xml
"$RETRACE" draft -q drive-unit.xml declaration-* --amends 1.filing --item DU-200 \
	--filer "$ex/filer.xml" --set 'change/reason@en=A better declaration' \
	--save e4.xml >t.said 2>&1 || cat t.said >&2
file_it e4.xml key.pem cert.pem
t_ok 'eleven are filed' [ -s 11.filing ]

# What the filings say, read by Python alone: each line of questions is an
# expression over one of them, asked of the index and of the log itself.
cat >oracle.py <<'END'
import json, xml.etree.ElementTree as E
N = '{urn:retrace:filing:1}'
from decimal import Decimal as D
class Filing:
    def __init__(self, i):
        self.bytes = open(f'{i + 1}.filing', 'rb').read()
        self.root = E.fromstring(self.bytes)
    def all(self, name): return self.root.iter(N + name)
    def attr(self, name, key): return {e.get(key) for e in self.all(name)}
    def block(self, name):
        return ' '.join(t for e in self.all(name) for t in e.itertext())
    def country(self):
        return {c.text for d in self.all('destination') for c in d.iter(N + 'country')}
    def amount(self, symbol, kind='total'):
        for c in self.all('content'):
            if symbol in (c.get('none') or '').split():
                return D(0), D(0)
            for e in c:
                if e.get('symbol') == symbol or e.tag == N + symbol:
                    t = e.find(N + kind)
                    return D(t.get('low', '0')), D(t.get('high', 'Infinity'))
    def signer(self):
        d = '{http://www.w3.org/2000/09/xmldsig#}X509Certificate'
        return ''.join(self.root.iter(d).__next__().text.split())
filings = [Filing(i) for i in range(11)]
asked = list(zip(open('questions'), open('options')))
def given(name):
    return [json.loads(l)['index'] for l in open(name)]
for n, (question, options) in enumerate(asked):
    want = [i for i, f in enumerate(filings)
            if eval(question, {'f': f, 'D': D, 'i': i})]
    got, bare = given(f'q{n}.index'), given(f'q{n}.bare')
    if got != want or bare != want:
        print(f'list {options.strip()}: {got}, gone through {bare}, expected {want}')
print(len(asked), 'asked')
END
n=0
# same EXPRESSION OPTION...
same() {
	echo "$1" >>questions
	shift
	echo "$*" >>options
	"$RETRACE" log list log.db "$@" -o jsonl -q >q$n.index ||
		echo "exit $?" >>q$n.index &
	"$RETRACE" log list log.db "$@" --no-index -o jsonl -q >q$n.bare ||
		echo "exit $?" >>q$n.bare
	wait
	n=$((n + 1))
}
same 'True'
same '"SEN-10" in f.attr("product", "part")' --product sen-10 --part SEN-10 --at-most 1kg --element Dy
same '"MAG-UH" in f.attr("product", "part") | f.attr("place", "part") | f.attr("step", "part")' --part mag-uh
for e in Dy sum; do
	same "f.amount('$e')[0] >= D('37.5')" --element $e --at-least 37.5g --sure
	same "f.amount('$e')[1] <= D('37.5')" --element $e --at-most 37.5g --sure
	same "f.amount('$e')[0] > 0" --element $e --sure
	same "f.amount('$e', 'of-origin')[0] >= D('0.1')" --element $e --at-least 100mg --sure --of-origin
done
for v in triggered undecided clear; do
	same "any(x.get('by') == 'law' and x.get('is') == '$v' for x in f.all('verdict'))" --verdict $v --rules cn-trace
done
same 'False' --verdict triggered --rules none
same '"DK" in f.country()' --destination DK
same '"NO" in f.country()' --destination NO
same '"Nordpakke" in f.block("end-user")' --end-user NORDPAKKE
same '"Blåvogn" in f.block("end-user")' --end-user 'blavogn "or near"'
same '"稀土" in f.block("end-user")' --end-user 稀土
same '"磁" in f.block("end-user")' --end-user 磁
same '"磁材" in f.block("end-user")' --end-user 磁材有限
same 'False' --end-user 土磁铁
same 'f.root.find(".//{*}header").get("kind") == "amendment"' --kind amendment
same '"AU" in f.attr("stage", "country")' --origin AU
same '"KM-2025-0417" in f.attr("declared", "document")' --document KM-2025-0417
same '"MY" in f.attr("stage", "country") and i >= 3' --origin MY --since 2026-02-05
same '2 <= i <= 4' --since 2026-02-04 --until 2026-02-06
digest=$(sha256sum <declaration-pump.xml | cut -c1-64)
same "'$digest' in f.attr('input', 'sha256')" --input declaration-pump.xml
same "'$digest' in f.attr('input', 'sha256')" --input "$digest"
pack=$RETRACE_DATA/forms/cn-trace/rules.xml
digest=$(sha256sum <"$pack" | cut -c1-64)
same "'$digest' in f.attr('pack', 'sha256')" --rules "$pack" --input "$pack" --rules "$digest"
t_exit 66 log list log.db --rules none.xml
digest=$(sha256sum <declaration-magnets.xml | cut -c1-64)
same "'$digest' in f.attr('input', 'sha256')" --document "$digest"
same "f.signer() == '$(grep -v -- --- other.pem | tr -d '\n')'" --signer zweite
first=$("$RETRACE" log list log.db --limit 1 -o jsonl -q | jq -r .filing)
same "'$first' in f.attr('earlier', 'id')" --refers-to "$first"
same "f.root.get('id').startswith('$(printf %.8s "$first")')" --filing "$(printf %.8s "$first")"
t_ok 'Python reads the filings' sh -c 'python3 oracle.py >t.out'
t_cmp t.out <<END
$n asked
END

# Pages.
t_exit 0 log list log.db --newest-first --limit 3 -o json
t_json t.out '[.rows[].index] == [10, 9, 8] and .next_after == 8'
t_has t.err 'there are more: --after 8'
t_exit 0 log list log.db --newest-first --limit 9 --after 8 -o json
t_json t.out '[.rows[].index] == [7, 6, 5, 4, 3, 2, 1, 0] and .next_after == null'

# Texts are no commands to FTS5, SQL or a terminal.
for text in '"' '""' "'; DROP TABLE filing; --" 'a AND' 'NEAR(' 'product:' '*' \
	'^x' '{a b}:' 'x" OR "y' "$(printf 'a\001b\033[31m')"; do
	t_got=0
	"$RETRACE" log search log.db "$text" >t.out 2>t.err || t_got=$?
	t_ok "searched for: $text ($t_got)" [ $t_got -eq 0 -o $t_got -eq 64 ]
done
t_exit 0 log search log.db 'drive unit' --end-user '"稀土磁材"' -o jsonl
t_json t.out '.index == 8'
t_exit 64 log list log.db --at-least 10g
t_exit 64 log list log.db --element Dy --at-least 10
t_exit 64 log list log.db --element Xx
t_exit 66 log list log.db --input none.xml

# Any SQLite tool reads the views; HTML is well-formed.
t_exit 0 log index log.db --check
t_has t.out '11 entries, as their filings say'
sqlite3 -readonly log.db-index "SELECT count(*) FROM refers WHERE how = 'amends' AND to_entry = 0;
	SELECT count(*) FROM amounts WHERE element = 'Dy' AND entry = 0;
	SELECT count(DISTINCT role) FROM parties;" >t.out
t_cmp t.out <<END
1
1
5
END
# Each view can be read; the pages name it in a row of its own, and each of its
# columns.
for t_i in log.db:auditlog-1 log.db-index:logindex-1; do
	db=${t_i%:*} page=$t_top/schemas/${t_i#*:}.md
	for view in $(sqlite3 -readonly "$db" "SELECT name FROM sqlite_schema WHERE type = 'view'"); do
		grep -q "^| \`$view\` |" "$page" || echo "$page: $view"
		sqlite3 -readonly -header "$db" "SELECT * FROM $view" >t.rows
		[ -s t.rows ] || case $view in
		events | attachments) ;;
		*) echo "$view: no row" ;;
		esac
		sed 's/|/\n/g; q' t.rows | while read -r column; do
			grep -q "\`$column\`" "$page" || echo "$page: $view.$column"
		done
	done
done >t.said 2>&1
t_cmp t.said </dev/null
t_exit 0 log list log.db -o html
t_ok 'a page is well-formed' xmllint --noout --nonet t.out
t_has t.out '<td>SEN-10</td>'

# A reader without the right to write, an index of another log, and one cut.
cp log.db-index kept
"$RETRACE" log init two.db --origin example.com/filings --key two.key --no-passphrase >two.pub
"$RETRACE" log index two.db >t.said
cp two.db-index log.db-index
t_exit 0 log list log.db --kind initial --kind INITIAL -o jsonl
t_has t.err 'the index of another log'
t_ok 'all are there' [ "$(wc -l <t.out)" -eq 10 ]
t_exit 0 log index log.db --check
truncate -s 20000 log.db-index
t_exit 3 log index log.db --check
t_exit 0 log list log.db --part SEN-10 -o jsonl
t_ok 'two of them' [ "$(wc -l <t.out)" -eq 2 ]
sqlite3 kept "DELETE FROM entry WHERE entry = 1"
cp kept log.db-index
t_exit 3 log index log.db --check
t_has t.err 'table entry, entry 1: a row is missing'
t_exit 0 log index log.db --anew
t_exit 0 log index log.db --check

"$RETRACE" draft -q drive-unit.xml declaration-* --item LED-W \
	--filer "$ex/filer.xml" --save d-LED-W.xml
# Who adds to the log, and who brings the index up to date, at once.
for t_i in 1 2 3 4; do
	sed "s/<contract>[^<][^<]*/&-$t_i/" d-LED-W.xml >many-$t_i.xml
	"$RETRACE" file many-$t_i.xml --log log.db --log-key log.key \
		--key key.pem --cert cert.pem --save many-$t_i.filing \
		--hypothetical -q >many-$t_i.said 2>&1
done &
for t_i in 1 2 3 4; do
	t_exit 0 log list log.db --part LED-W -o jsonl
done
wait
t_exit 0 log list log.db -o jsonl
t_ok 'fifteen' [ "$(wc -l <t.out)" -eq 15 ]
t_exit 0 log index log.db
t_exit 0 log index log.db --check
t_has t.out '15 entries'
t_end
