#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: log
#
# Goal: somebody else gets some entries of a log with as much of them as he may
# see, and can verify what he holds; of the rest nothing is told; what is
# changed, swapped or added in the folder is refused.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

ex=$t_top/tests/examples
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* .
"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
for item in DU-200 SEN-10 MOT-R PMP-20; do
	"$RETRACE" draft -q drive-unit.xml declaration-* --item $item --filer "$ex/filer.xml" --save $item.xml
	t_exit 0 file $item.xml --log log.db --log-key log.key --key key.pem --cert cert.pem --save $item.filing --hypothetical
done

t_exit 64 log excerpt log.db
t_exit 64 log excerpt log.db out --show all
t_exit 65 log excerpt log.db out --part NONE-1
t_ok 'nothing is made' [ ! -e out ]

# Records and proofs alone.
t_exit 0 log excerpt log.db bare --filing "$("$RETRACE" log list log.db --product SEN-10 -o json | jq -r '.rows[0].filing')"
t_has t.out 'bare: 1 of 4 entries, records and proofs alone'
t_ok 'one entry' [ "$(ls bare)" = entry-1 ]
t_ok 'no contents' [ ! -e bare/entry-1/filing.xml -a ! -e bare/entry-1/blob ]
for secret in PMP-20 MOT-R Nordpakke; do
	t_ok "nothing of $secret" sh -c "! grep -rq '$secret' bare"
done
# A digest of another entry's filing is not told either.
other=$(sha256sum DU-200.filing | cut -c 1-64)
t_ok 'no digest of another' sh -c "! grep -rq $other bare"
mkdir away
mv bare away
check() { # CODE FOLDER OPTION...
	t_want=$1
	t_folder=$2
	shift 2
	t_exit "$t_want" log check "$t_folder" --public-key log.pub "$@"
}
check 0 away/bare
t_has t.out 'shown    not the filing, 0 of '
t_has t.out '1 entry holds; 0 filings and 0 other files are here, the rest was kept back'
check 0 away/bare -o json
t_json t.out '.kind == "log-check" and .holds and .shown == 0 and (.receipts | length) == 1 and .receipts[0].index == 1 and .receipts[0].shown == false'
# Nor is it a log, of which nothing is missing.
t_exit 65 log import away/bare new.db --public-key log.pub
t_has t.err 'away/bare: an excerpt, which has some entries of a log: expected a folder of log export, with all of them; retrace log check verifies this one'
t_exit 65 log import away/bare/entry-1 new.db --public-key log.pub
t_has t.err 'a receipt, which is of one entry: expected a folder of log export'
t_ok 'nothing is made' [ -z "$(ls new.db* 2>/dev/null)" ]
# Alone it is no receipt: there is no filing.
check 66 away/bare/entry-1
# Who gets the filing later holds it against the record.
cp SEN-10.filing away/bare/entry-1/filing.xml
check 0 away/bare --cert cert.pem
t_has t.out '1 filing and 0 other files'
check 0 away/bare/entry-1 --cert cert.pem
cp MOT-R.filing away/bare/entry-1/filing.xml
check 3 away/bare
t_has t.err 'blob-digest: not the filing that was logged'

# With the filings; with all.
t_exit 0 log excerpt log.db some --product DU-200 --product drive --show filings
t_ok 'a filing' cmp some/entry-0/filing.xml DU-200.filing
t_ok 'and no inputs' [ ! -e some/entry-0/blob ]
check 0 some --cert cert.pem
t_exit 73 log excerpt log.db some --show filings
t_exit 0 log excerpt log.db all --show filings --show inputs
t_has t.out 'all: 4 of 4 entries, with filings and other files'
check 0 all --cert cert.pem
t_has t.out '4 entries hold; 4 filings and '
t_ok 'a bill of materials is there to the byte' \
	cmp all/entry-0/blob/"$(sha256sum drive-unit.xml | cut -c 1-64)" drive-unit.xml
check 0 all/entry-2 --cert cert.pem
t_has t.out 'shown    the filing, '
"$RETRACE" key new other.key other.pem --name 'B. Officer' --no-passphrase -q
check 3 all --cert other.pem
"$RETRACE" log init twin.db --origin example.com/filings --key twin.key --no-passphrase >twin.pub
t_exit 3 log check all --public-key twin.pub

# spoil WHAT CODE SAYS <COMMANDS: a copy that somebody changed.
spoil() {
	rm -rf bad
	cp -r all bad
	(cd bad && sh -eu -)
	t_exit "$2" log check bad --public-key log.pub
	t_has t.err "$3"
}
spoil 'a changed record' 3 'the proof does not lead from the record' <<'E'
sed -i 's/DU-200/DU-201/' entry-0/record.txt
E
spoil 'a changed input' 3 'blob-digest: no file of this entry' <<'E'
f=$(ls entry-1/blob/* | head -n 1)
printf x >>"$f"
E
spoil 'an input of nobody' 3 'no file of this entry' <<'E'
echo x >entry-1/blob/"$(echo x | sha256sum | cut -c 1-64)"
E
spoil 'an input under another name' 3 'no file of this entry' <<'E'
f=$(ls entry-1/blob/* | head -n 1)
mv "$f" entry-1/blob/0000
E
spoil 'two entries swapped' 3 '' <<'E'
mv entry-0/filing.xml x
mv entry-1/filing.xml entry-0/filing.xml
mv x entry-1/filing.xml
E
spoil 'another proof' 3 '' <<'E'
cp entry-1/proof.tlog-proof entry-0
E
spoil 'an entry without its proof' 66 'proof.tlog-proof' <<'E'
rm entry-3/proof.tlog-proof
E
for file in record.txt filing.xml proof.tlog-proof checkpoint.txt timestamp-1.tst blob/none; do
	spoil "a pipe for $file" 66 "$file: not a file: expected one" <<E
rm -f entry-1/$file
mkfifo entry-1/$file
E
done
spoil 'an empty entry' 66 'record.txt' <<'E'
mkdir entry-9
E
mkdir empty
check 66 empty
t_has t.err 'neither a receipt nor an excerpt'
t_end
