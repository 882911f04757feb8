#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: log
#
# Goal: what leaves the log proves itself: a receipt of one filing, the growth
# from one checkpoint to another, co-signatures of a witness and time-stamps;
# and whatever of it is changed is refused by name.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"
unset SOURCE_DATE_EPOCH # the authority has a clock of its own
. "$t_top/tests/flow/tsa.sh"

ex=$t_top/tests/examples
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* .
"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
t_exit 0 log checkpoint log.db
cp t.out zero.note
entry() {
	"$RETRACE" draft -q drive-unit.xml declaration-* --item "$1" --filer "$ex/filer.xml" --save "$1.xml"
	t_exit 0 file "$1.xml" --log log.db --log-key log.key --key key.pem --cert cert.pem --save "$1.filing" --hypothetical
}
entry DU-200
t_exit 0 log checkpoint log.db
cp t.out one.note
entry SEN-10
id=$("$RETRACE" log list log.db --product DU-200 -o json | jq -r '.rows[0].filing')

# A witness who knows the log.
t_exit 64 witness init w.memory --key w.key --no-passphrase
t_exit 0 witness init w.memory --name example.org/witness --key w.key --no-passphrase
cp t.out w.pub
t_exit 73 witness init w.memory --name example.org/witness --key w2.key --no-passphrase
t_ok 'no key without memory' [ ! -e w2.key ]
t_exit 0 log consistency log.db --from 0
cp t.out first.req
t_exit 65 witness cosign w.memory first.req --key w.key
t_has t.err 'unknown-log: "example.com/filings"'
t_exit 0 witness add w.memory log.pub
t_exit 65 witness add w.memory log.pub
t_exit 77 witness add w.memory w.pub
t_has t.err 'expected 1, that of a log'
t_exit 0 log consistency log.db --from 0 --to one.note
cp t.out one.req
t_exit 0 witness cosign w.memory one.req --key w.key --save one.cosig
t_exit 0 witness show w.memory
t_has t.out 'example.com/filings	1'

# Stale, shrunk, forked, forged: refused by name, and nothing is forgotten.
cp w.memory kept.memory
t_exit 65 witness cosign w.memory first.req --key w.key
t_has t.err 'stale: a request from 0'
t_exit 0 log consistency log.db --from 1
cp t.out second.req
sed 's/^old 1/old 9/' second.req >shrunk.req
t_exit 3 witness cosign w.memory shrunk.req --key w.key
t_has t.err 'shrunk: '
sed '2{s/^A/B/; t; s/^./A/}' second.req >bad.req
t_exit 3 witness cosign w.memory bad.req --key w.key
t_has t.err 'fork: '
sed '2d' second.req >short.req
t_exit 3 witness cosign w.memory short.req --key w.key
sed 's/^example.com.filings$/example.com\/filing/' second.req >other.req
t_exit 65 witness cosign w.memory other.req --key w.key
sed 's/^2$/3/' second.req >forged.req
t_exit 3 witness cosign w.memory forged.req --key w.key
t_has t.err 'does not hold'
t_cmp w.memory <kept.memory
t_exit 77 witness cosign w.memory second.req --key log.key
t_cmp w.memory <kept.memory
t_exit 0 witness cosign w.memory second.req --key w.key
cp t.out two.cosig
t_exit 65 witness cosign w.memory second.req --key w.key
t_has t.err 'expected one from 2 on'
# A signature that was lost on its way is given again, from there.
t_exit 0 log consistency log.db --from 2
cp t.out again.req
t_exit 0 witness cosign w.memory again.req --key w.key

# The log keeps what the witness signed.
t_exit 3 log verify log.db --witness w.pub
t_has t.err 'log: witness: no checkpoint is co-signed by "example.org/witness"'
t_exit 0 log add-cosignature log.db two.cosig --witness w.pub
t_has t.out 'checkpoint of 2 entries: co-signed by example.org/witness'
t_exit 0 log add-cosignature log.db two.cosig --witness w.pub
t_has t.out 'as it was before'
t_exit 0 log add-cosignature log.db one.cosig --witness w.pub
t_has t.out 'checkpoint of 1 entry: '
"$RETRACE" witness init v.memory --name example.org/other --key v.key --no-passphrase >v.pub
t_exit 3 log add-cosignature log.db two.cosig --witness v.pub
t_exit 0 log verify log.db --witness w.pub
t_has t.out '2 co-signatures and 0 time-stamps'
t_exit 3 log verify log.db --witness v.pub
t_exit 0 log checkpoint log.db
t_ok 'two signature lines' [ "$(grep -c "^$(printf '\342\200\224') " t.out)" -eq 2 ]

# One key is one witness, under whatever names; and the log is none of its own.
renamed() { # NAME KIND KEY.PEM: its public key under that name
	openssl pkey -in "$3" -pubout -outform DER | tail -c 32 >raw
	{ printf '%s\n%b' "$1" "\\00$2" && cat raw; } | sha256sum | cut -c 1-8 >id
	{ printf %b "\\00$2" && cat raw; } | base64 -w 0 >b64
	echo "$1+$(cat id)+$(cat b64)"
}
renamed example.org/witness 4 w.key >same.pub
t_cmp same.pub <w.pub
renamed example.org/other 4 w.key >alias.pub
"$RETRACE" witness init alias.memory --name example.org/alias --key alias.key --no-passphrase >/dev/null
renamed example.org/own 4 log.key >own.pub
for keys in 'w.pub --witness alias.pub' 'w.pub --witness w.pub'; do
	# shellcheck disable=SC2086 # a list of words
	t_exit 65 log verify log.db --witness $keys
	t_has t.err "${keys##* }:1: the key of example.org/witness, too: expected each witness once, by a key of its own"
done
t_exit 3 log verify log.db --witness own.pub
t_has t.err '"example.org/own" has the key of the log itself: expected that of somebody else'
sed 's/ [^ ]*$//; s/witness$/own/' two.cosig | tr -d '\n' >own.cosig
{ printf ' ' && { tr a-f A-F <id | basenc -d --base16 && head -c 72 /dev/zero | tr '\000' '\001'; } | base64 -w 0 && echo; } >>own.cosig
t_exit 3 log add-cosignature log.db own.cosig --witness own.pub
t_has t.err 'example.org/own has the key of the log itself'
renamed "$(printf 'example.com/\302\2332Jx')" 1 log.key >marked.pub
t_exit 0 witness add alias.memory marked.pub
t_exit 0 witness show alias.memory
t_has t.out "$(printf 'example.com/\\x9b2Jx\t0')"
renamed example.com/log 1 w.key >self.pub
t_exit 77 witness add w.memory self.pub
t_has t.err 'the log "example.com/log" has the key of this witness: expected that of somebody else'

# A memory is a file, which nobody waits for, and no link to one.
mkfifo pipe.memory
ln -s w.memory link.memory
for memory in pipe link; do
	t_exit 66 witness show $memory.memory
	t_exit 66 witness add $memory.memory log.pub
	t_exit 66 witness cosign $memory.memory again.req --key w.key
done

# Time-stamps, at once or by way of two files.
t_exit 64 log stamp log.db
t_exit 0 log stamp log.db --tsq q.tsq
tsa_answer q.tsq r.tsr
entry MOT-R
t_exit 3 log stamp log.db --tsq q.tsq --tsr r.tsr --tsa-ca cert.pem
t_exit 0 log stamp log.db --tsq q.tsq --tsr r.tsr --tsa-ca tsa-ca.crt
t_has t.out 'checkpoint of 2 entries: stamped by CN=clock'
t_exit 0 log stamp log.db --tsq q.tsq --tsr r.tsr --tsa-ca tsa-ca.crt
t_has t.out 'as it was before'
t_exit 0 log checkpoint log.db --size 2 --bare
cp t.out two.note
t_exit 0 log verify log.db --tsa-ca tsa-ca.crt --checkpoint two.note
t_exit 3 log verify log.db --tsa-ca cert.pem
t_has t.err 'log: timestamp: checkpoint of 2 entries'
t_exit 0 log checkpoints log.db --vouched -o json
t_json t.out '.kind == "log-checkpoints" and (.rows | length) == 2 and .rows[1].size == 2 and .rows[1].witnesses == "example.org/witness" and .rows[1].stamper == "CN=clock"'

# A receipt holds by itself.
t_exit 0 log prove log.db "$id" --save receipt
t_has t.out 'proven to a checkpoint of 2 with 1 co-signature and 1 time-stamp'
t_exit 73 log prove log.db "$id" --save receipt
t_ok 'openssl accepts the time-stamp' openssl ts -verify -data receipt/checkpoint.txt -in receipt/timestamp-1.tst -token_in -CAfile tsa-ca.crt
mkdir apart
mv receipt apart
check() { # CODE OPTION...
	t_want=$1
	shift
	t_exit "$t_want" log check apart/receipt --public-key log.pub "$@"
}
check 0 --cert cert.pem --witness w.pub --tsa-ca tsa-ca.crt --timestamped
t_has t.out 'as entry 0 of example.com/filings'
t_has t.out 'witness  example.org/witness at '
check 0 -o json
t_json t.out '.kind == "log-check" and .holds and .index == 0 and .size == 2 and .timestamps == 1'
check 3 --witness v.pub
check 3 --witness own.pub
t_has t.err 'witness: example.org/own has the key of the log itself'
check 65 --witness w.pub --witness alias.pub
check 3 --tsa-ca cert.pem
"$RETRACE" key new other.key other.pem --name 'B. Officer' --no-passphrase -q
check 3 --cert other.pem
t_exit 64 log check apart/receipt
"$RETRACE" log init twin.db --origin example.com/filings --key twin.key --no-passphrase >twin.pub
t_exit 3 log check apart/receipt --public-key twin.pub
# spoil FILE SED CODE: one file of a copy is changed.
spoil() {
	rm -rf spoilt
	cp -r apart/receipt spoilt
	sed "$2" "apart/receipt/$1" >"spoilt/$1"
	t_exit "$3" log check spoilt --public-key log.pub
}
spoil filing.xml 's/Antriebe/Antrieb/' 3
t_has t.err 'blob-digest'
spoil record.txt 's/^kind initial/kind report/' 3
t_has t.err 'does not lead from the record to the root'
spoil record.txt 's/^kind/Kind/' 3
spoil proof.tlog-proof 's/^index 0/index 1/' 3
spoil proof.tlog-proof 's/^index 0/index 2/' 3
t_has t.err 'they are counted from 0'
spoil proof.tlog-proof 's/^index 0/index 00/' 65
spoil proof.tlog-proof '3d' 3
spoil proof.tlog-proof '3p' 3
spoil proof.tlog-proof '3s/^./-/' 65
t_has t.err 'proof.tlog-proof:3: not a hash'
spoil proof.tlog-proof 's/^2$/3/' 3
spoil checkpoint.txt 's/^2$/1/' 3
cp one.note spoilt/checkpoint.txt
t_exit 3 log check spoilt --public-key log.pub
t_has t.err 'another checkpoint than that of the proof'
t_exit 0 log prove log.db "$id" --at 1
t_has t.out 'c2sp.org/tlog-proof@v1'
t_exit 65 log prove log.db "$id" --at 0
t_exit 65 log prove log.db "$id" --at 9

# From one checkpoint to the next.
t_exit 0 log consistency log.db --from one.note
cp t.out grown
t_exit 0 log check grown --public-key log.pub --checkpoint one.note
t_has t.out 'from 1 entries, none of them changed, of example.com/filings'
t_exit 64 log check grown --public-key log.pub
t_exit 3 log check grown --public-key log.pub --checkpoint two.note
t_exit 0 log consistency log.db --from zero.note --to two.note
cp t.out whole
t_exit 0 log check whole --public-key log.pub --checkpoint zero.note
t_exit 65 log consistency log.db --from 2 --to 1
t_exit 65 log consistency log.db --from 7
"$RETRACE" log checkpoint twin.db >twin.note
t_exit 3 log consistency log.db --from twin.note
t_end
