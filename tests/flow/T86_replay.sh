#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: log
#
# Goal: every filing of a log is computed again from what the log holds; what
# it would say under other rules, or on another day, is what a draft of the
# same files says under them.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

ex=$t_top/tests/examples
law=cn-mofcom-61-2025
mkdir given
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* given
"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
draft() { # FILE ITEM OPTION...
	saved=$1
	item=$2
	shift 2
	(cd given && "$RETRACE" draft -q drive-unit.xml declaration-* \
		--item "$item" --filer "$ex/filer.xml" --save "../$saved" "$@")
}
file() { # DRAFT
	t_exit 0 file "$1" given/* --log log.db --log-key log.key --key key.pem \
		--cert cert.pem --save "$1.filing" --hypothetical
}
t_ok 'what is clear' draft 0.xml SEN-10
t_ok 'what is triggered' draft 1.xml DU-200
t_ok 'a magnet' draft 2.xml MAG-UH
for n in 0 1 2; do
	file $n.xml
done

t_exit 0 log replay log.db
t_has t.out '3 filings: 3 as filed'
t_exit 0 log replay log.db -o json
t_json t.out '.kind == "log-replay" and .filings == 3 and .same == 3
	and .changed == 0 and ([.rows[] | .replay == "same" and .what == ""] | all)'

# told OPTION...: what is filed, with what the rows say would be otherwise, is
# what a draft says under the same options.
cat >oracle.py <<'END'
import json, xml.etree.ElementTree as E
N = '{urn:retrace:filing:1}'
def words(e):
    if e is None: return 'not there'
    low, high = e.get('low', '0'), e.get('high')
    lo, ho = e.get('low-open') == 'yes', e.get('high-open') == 'yes'
    if high is None: return 'above ' + low if lo else low + ' or more'
    if lo or ho:
        return f"{'above' if lo else 'at least'} {low}, {'below' if ho else 'at most'} {high}"
    return low if low == high else f'{low} to {high}'
def said(name):
    p = E.parse(name).getroot().find(N + 'product')
    out = {('basis', ''): p.get('basis')}
    law = [v for v in p.iter(N + 'verdict') if v.get('by') == 'law']
    grave = ['clear', 'undecided', 'triggered']
    out['verdict', ''] = max((v.get('is') for v in law), key=grave.index)
    for v in law:
        out['rule', v.get('pack') + '/' + v.get('rule')] = v.get('is')
    content = p.find(N + 'content')
    for symbol in content.get('none', '').split():
        out['content', symbol] = out['of-origin', symbol] = '0'
    for e in content:
        of = e.get('symbol') or 'sum'
        out['content', of] = words(e.find(N + 'total'))
        out['of-origin', of] = words(e.find(N + 'of-origin'))
    return out
rows = json.load(open('t.out'))['rows']
for n in range(3):
    was, new = said(f'{n}.xml'), said(f'{n}.new')
    mine = [r for r in rows if r['index'] == n and r['what']]
    none = lambda k: 'not judged' if k[0] == 'rule' else 'not there'
    want = {k: (was.get(k, none(k)), new.get(k, none(k)))
            for k in was.keys() | new.keys() if was.get(k) != new.get(k)}
    got = {(r['what'], r['of']): (r['was'], r['is']) for r in mine}
    if want != got or len(got) != len(mine) or not want:
        print(n, want, got)
END
told() {
	draft 0.new SEN-10 "$@"
	draft 1.new DU-200 "$@"
	draft 2.new MAG-UH "$@"
	t_exit 1 log replay log.db "$@" -o json
	t_json t.out '.same == 3 and .changed == 3'
	t_ok "replay $*" sh -c 'python3 oracle.py >wrong'
	t_cmp wrong </dev/null
}
told --rules $law
told --rules "$t_top/forms/$law/rules.xml" --rules cn-trace --as-of 2025-12-15
told --as-of 2020-01-01
draft 0.new SEN-10 --as-of 2020-01-01

# The questions of log list choose; events and other filings are left alone.
t_exit 0 log replay log.db --part SEN-10 --filed-under cn-trace -o jsonl
t_json t.out '.index == 0 and .replay == "same"'
t_exit 0 log replay log.db --filed-under none
t_has t.out '0 filings: 0 as filed'
t_exit 1 log replay log.db --verdict triggered --limit 1 --rules $law -o html
t_ok 'a page is well-formed' xmllint --noout --nonet t.out
t_has t.out '<td>not judged</td>'
t_exit 66 log replay log.db --rules none
t_exit 66 log replay none.db

# Figures that do not come from the files, signed all the same.
sed '/<place /s/quantity="80"/quantity="8"/' 1.xml >3.xml
file 3.xml
t_exit 3 log replay log.db -o json
t_json t.out '.same == 3 and .differs == 1 and (.rows[3] | .index == 3
	and .replay == "differs" and (.note | contains("quantity is \"8\"")))'

# What a filing keeps back the log can open.
t_ok 'a sealed draft' draft 4.xml DU-200 --seal suppliers
file 4.xml
t_exit 1 log replay log.db --newest-first --limit 1 --rules $law -o json
t_json t.out '.same == 1 and .changed == 1'

# An input that the log lost.
cp log.db lost.db
sqlite3 lost.db "DROP TRIGGER blob_delete;
	DELETE FROM blob WHERE instr(body, 'KM-2025-0417') AND NOT instr(body, '<filing');
	CREATE TRIGGER blob_delete BEFORE DELETE ON blob
BEGIN SELECT RAISE(ABORT, 'the log is insert-only'); END;"
t_exit 2 log replay lost.db --limit 3 -o jsonl
t_ok 'all three rest on it' [ "$(grep -c '"not replayable"' t.out)" -eq 3 ]
t_has t.out 'blob-missing: the input \"declaration-magnets.xml\"'
t_end
