#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: log
#
# Goal: what happens beside filings gets into the log: whole, once, with its
# documents, and not at all if anything is wrong with it.

# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/lib.sh"

ex=$t_top/tests/examples
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* .
for who in officer next; do
	"$RETRACE" key new $who.key $who.crt --name "A. $who" --no-passphrase -q
done
"$RETRACE" log init old.db --origin example.com/old --key old.key --no-passphrase >old.pub
"$RETRACE" log checkpoint old.db >old.note
"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
"$RETRACE" draft -q drive-unit.xml declaration-* --item DU-200 --filer "$ex/filer.xml" --save du.xml
"$RETRACE" file du.xml --log log.db --log-key log.key --key officer.key --cert officer.crt \
	--save du.filing --hypothetical >filed
filing=$(sed -n 's/^filing *//p' filed)
printf '%%PDF-1.4 received\n' >receipt.pdf
printf '%%PDF-1.4 granted\n' >answer.pdf

mkdir saved pack
add() {
	kind=$1
	shift
	t_exit 0 log add log.db "$kind" --actor 'B. Clerk' --log-key log.key "$@"
}

# Each kind with all that it may have; the log holds behind each.
add receipt --refers "$filing" --date 2026-02-01 --number R-1 --file receipt.pdf
t_has t.out 'logged   entry 1 at 2026-02-01T00:00:00Z'
add answer --refers "$(echo "$filing" | cut -c 1-8)" --date 2026-02-01 --number A-7 \
	--party 'the ministry' --result 'granted until 2027-01-31' --note 'by post' --file answer.pdf \
	--file letter=receipt.pdf
answer=$(sed -n 's/^answer *//p' t.out)
add key --file next.crt --file old-certificate=officer.crt --date 2026-03-01
add predecessor --file old.note
add rules --file cn-trace --date 2026-03-01 --party 'the board'
"$RETRACE" template assumptions | sed 's/FILL-IN//g' >assumptions.xml
"$RETRACE" template policy >policy.xml
add assumptions --file assumptions.xml
add policy --file policy.xml
add verification --result 'all of it holds' --refers "$filing" --party 'an auditor'
add export --party 'an auditor' --date 2026-02-01 --refers "$filing" --refers "$answer"
t_has t.out 'logged   entry 9'
t_exit 0 log verify log.db --public-key log.pub --cert officer.crt
t_has t.out '10 entries, 11 checkpoints'

# The same once more is the same entry; of what is run it is another.
SOURCE_DATE_EPOCH=1769990400 add receipt --refers "$filing" --date 2026-02-01 --number R-1 --file ./receipt.pdf
t_has t.out 'logged   entry 1 at 2026-02-01T00:00:00Z, as it was before'
SOURCE_DATE_EPOCH=1769990400 add verification --result 'all of it holds' --refers "$filing" --party 'an auditor' -o json
t_json t.out '.kind == "log-add" and .entry.index == 10 and .entry.kind == "verification" and (.entry.already | not)'

# As it was said, and under the filing what came of it.
t_exit 0 log show log.db "$answer"
t_has t.out 'kind     answer, the authority decides on a filing, or asks'
t_has t.out 'actor    B. Clerk'
t_has t.out 'party    the ministry'
t_has t.out 'document document answer.pdf'
t_has t.out 'document letter receipt.pdf'
t_has t.out 'earlier  entry 0, initial, 2026-02-01T00:00:00Z'
t_exit 0 log show log.db "$answer" -o json --save saved
t_json t.out '.entry | .id == "'"$answer"'" and .result == "granted until 2027-01-31" and .number == "A-7"
	and (.attachments | length) == 2 and .attachments[1].role == "letter" and (has("sha256") | not) and .inputs == []'
t_ok 'its documents' cmp saved/document-1-document answer.pdf
t_ok 'its documents' cmp saved/document-2-letter receipt.pdf
t_ok 'no filing' [ ! -e saved/filing.xml ]
t_exit 0 log show log.db "$filing" -o json
t_json t.out '[.entry.later[].kind] == ["receipt", "answer", "verification", "export", "verification"]'
t_exit 0 log show log.db "$(sqlite3 -readonly log.db "SELECT event_id FROM events WHERE kind = 'rules'" 2>/dev/null ||
	python3 -c "import sqlite3; print(sqlite3.connect('log.db').execute(\"SELECT event_id FROM events WHERE kind = 'rules'\").fetchone()[0])")" -o json --save pack
t_json t.out '.entry.rules | startswith("cn-trace ")'
t_ok 'the pack that is adopted' cmp pack/document-1-rules "$t_top/forms/cn-trace/rules.xml"
t_ok 'and its clauses' cmp pack/document-2-clauses "$t_top/forms/cn-trace/clauses.tsv"

# Found by kind, by what they refer to, by what they say.
t_exit 0 log list log.db --kind answer
t_ok 'who answered, and how, is seen at a glance' grep -q 'answer.*ministry.*granted' t.out
t_exit 0 log list log.db --kind answer -o jsonl
t_json t.out '.index == 2 and .actor == "B. Clerk" and .number == "A-7" and .party == "the ministry"'
for ids in "$filing" "$(echo "$filing" | cut -c 1-8)"; do
	t_exit 0 log list log.db --refers-to "$ids" -o jsonl
	t_ok 'whatever refers to it' [ "$(jq .index t.out | tr '\n' ' ')" = '1 2 8 9 10 ' ]
done
t_exit 65 log list log.db --refers-to 00000000
t_has t.err 'no id starts with "00000000": expected the beginning of one that log list shows'

# A log whose key has a passphrase.
(umask 077; echo 'correct horse battery' >pass)
"$RETRACE" log init locked.db --origin example.com/locked --key locked.key --passphrase-file pass >locked.pub
t_exit 77 log add locked.db policy --actor me --log-key locked.key --file policy.xml
t_exit 0 log add locked.db policy --actor me --log-key locked.key --file policy.xml --log-passphrase-file pass
t_has t.out 'logged   entry 0'

# What would be: no key, nothing written.
cp log.db before.db
t_exit 0 log add log.db export --actor me --party you --date 2026-02-01 --refers "$filing" --dry-run
t_has t.out 'complete; nothing was logged'
t_exit 0 log add log.db predecessor --actor 'B. Clerk' --file old.note --dry-run
t_has t.out 'nothing was logged: it is in the log already'

# All that is wrong at once, and what to do about it.
t_exit 64 log add log.db answer --log-key log.key --refers 00000000 --date 2026-02-30
t_has t.err '--actor is missing: expected who did it'
t_has t.err '--number is missing: expected the number that the document bears'
t_has t.err '--file is missing: expected the document itself'
t_has t.err '--date "2026-02-30": expected a day that exists'
t_has t.err 'no id starts with "00000000"'
t_exit 65 log add log.db receipt --actor me --log-key log.key --refers "$answer" --date 2026-02-01 --number 1 --file receipt.pdf
t_has t.err 'entry 2 is of kind answer: expected a filing'
t_exit 65 log add log.db receipt --actor me --log-key log.key --refers "$filing" --refers "$filing" --date 2026-02-01 \
	--number 1 --file receipt.pdf
t_has t.err 'named twice'
t_exit 64 log add log.db receipt --actor me --log-key log.key --refers "$filing" --date 2026-02-03 --number 1 --file receipt.pdf
t_has t.err 'a day to come'
t_exit 64 log add log.db policy --actor me --log-key log.key --file policy.xml --number 7
t_has t.err '--number: an entry of kind policy has none'
t_exit 64 log add log.db export --actor me --log-key log.key --party you --date 2026-02-01
t_has t.err '--file and --refers are missing'
t_exit 64 log add log.db initial --actor me --log-key log.key
t_has t.err 'expected retrace file'
t_exit 64 log add log.db check --actor me --log-key log.key
t_has t.err 'expected retrace check with --record'
t_exit 64 log add log.db receit --actor me --log-key log.key
t_has t.err '"receit": expected receipt, answer'
t_exit 64 log add log.db policy --actor me --file policy.xml
t_has t.err '--log-key is missing'

# Files are what they are said to be, and nothing that must stay secret.
t_exit 65 log add log.db policy --actor me --log-key log.key --file assumptions.xml
t_has t.err 'assumptions.xml:'
t_exit 65 log add log.db assumptions --actor me --log-key log.key --file policy.xml
t_has t.err 'policy.xml:'
t_exit 66 log add log.db rules --actor me --log-key log.key --file policy.xml
t_has t.err 'clauses.tsv: no such file'
cp "$t_top"/forms/cn-trace/clauses.tsv .
t_exit 65 log add log.db rules --actor me --log-key log.key --file policy.xml
t_has t.err 'policy.xml:'
t_exit 77 log add log.db key --actor me --log-key log.key --file receipt.pdf
t_has t.err 'receipt.pdf: no certificate'
t_exit 77 log add log.db key --actor me --log-key log.key --file officer.key
t_has t.err 'a private key: expected a document that may be handed out'
t_exit 77 log add log.db receipt --actor me --log-key log.key --refers "$filing" --date 2026-02-01 --number 1 --file log.key
# In DER a key is as secret: as it is, protected, or with its certificate.
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out der.pem
openssl pkey -in der.pem -outform DER -out plain.der
openssl pkcs8 -topk8 -in der.pem -outform DER -passout pass:secret \
	-out sealed.der
openssl req -x509 -key der.pem -subj /CN=der -days 3 -out der.crt
openssl pkcs12 -export -inkey der.pem -in der.crt -passout pass:secret \
	-out bundle.p12
for secret in plain.der sealed.der bundle.p12; do
	t_exit 77 log add log.db receipt --actor me --log-key log.key \
		--refers "$filing" --date 2026-02-01 --number 1 --file "$secret"
	t_has t.err "$secret: a private key"
done
openssl x509 -in der.crt -outform DER -out der.cer
t_exit 0 log add log.db receipt --actor me --refers "$filing" \
	--date 2026-02-01 --number 1 --file der.cer --dry-run
t_exit 65 log add log.db predecessor --actor me --log-key log.key --file receipt.pdf
t_exit 66 log add log.db policy --actor me --log-key log.key --file none.xml
: >empty.pdf
t_exit 65 log add log.db receipt --actor me --log-key log.key --refers "$filing" --date 2026-02-01 --number 1 --file empty.pdf
t_has t.err 'an empty file'
t_exit 64 log add log.db key --actor me --log-key log.key --file next.crt --file officer.crt
t_has t.err '2 of certificate: expected one'
t_exit 64 log add log.db key --actor me --log-key log.key --file next.crt --file photo=receipt.pdf
t_has t.err 'key has no photo: expected certificate or old-certificate'
t_exit 77 log add log.db policy --actor me --log-key old.key --file policy.xml --note other
t_ok 'nothing of it was written' cmp log.db before.db

# A receipt from before the filing is odd.
t_exit 0 log add log.db receipt --actor me --refers "$filing" --date 2025-02-01 --number 1 --file receipt.pdf --dry-run
t_has t.err 'is it of another filing?'
t_end
