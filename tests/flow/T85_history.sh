#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: log
#
# Goal: what became of one product: filed, amended, answered, withdrawn, each
# with what it says otherwise than the one before; of no other product.

# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/lib.sh"

ex=$t_top/tests/examples
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* "$ex/filer.xml" .
"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
echo 'a receipt' >receipt.txt

# drafted NAME OPTION...: it is filed; its id is in $id.
drafted() {
	name=$1
	shift
	"$RETRACE" draft -q "$@" --save "$name.xml" --log log.db || t_fail "draft $name"
	t_exit 0 file "$name.xml" drive-unit.xml declaration-* filer.xml --log log.db --log-key log.key --key key.pem \
		--cert cert.pem --save "$name.filing" --hypothetical
	id=$(sed -n 's/^filing *//p' t.out)
}
drafted one drive-unit.xml declaration-* --item DU-200 --filer filer.xml
one=$id
drafted sensor drive-unit.xml declaration-* --item SEN-10 --filer filer.xml
t_exit 0 log add log.db receipt --actor me --log-key log.key --refers "$one" --date 2026-02-01 --number R-1 --file receipt.txt
export SOURCE_DATE_EPOCH=1769990400
drafted two drive-unit.xml declaration-* --item DU-200 --amends one.filing --set 'end-user/name=Fjordmotor AS' \
	--set review/prepared-by=Jo --set review/approved-by=Mo \
	--set review/trade-secrets=cleared --set review/export-control=licensed --set 'change/reason=another end user'
two=$id
# The next revision, filed anew.
sed -e '0,/revision="C"/s//revision="D"/' drive-unit.xml >next.xml
cp next.xml drive-unit.xml
drafted three drive-unit.xml declaration-* --item DU-200 --filer filer.xml
t_exit 0 log add log.db answer --actor me --log-key log.key --refers "$two" --date 2026-02-02 --number A-1 \
	--result granted --file receipt.txt

t_exit 0 log history log.db DU-200
cp t.out told
t_ok 'in the order of the log' sh -c "sed -n 's/^entry \([0-9]*\).*: \([a-z]*\), .*/\1 \2/p' told | tr '\n' ' ' |
	grep -qx '0 initial 2 receipt 3 amendment 4 initial 5 answer '"
t_has told '  number   R-1'
t_has told '  result   granted'
t_has told '  against  entry 0: 6 changes'
t_has told '    end-user/name: Fjordmotor AS, before Nordpakke AS'
t_has told '  against  entry 3: '
t_has told '/revision: D, before C'
t_exit 0 log history log.db DU-200 --no-index
t_cmp t.out <told
t_exit 0 log history log.db du-200 -o json
t_json t.out '.kind == "log-history" and ([.rows[] | select(.kind != "changed") | .index] == [0, 2, 3, 4, 5])'
t_json t.out '([.rows[] | select(.kind == "changed" and .index == 3)] | length) == 6 and ([.rows[] | select(.what == "end-user/name"
	and .was == "Nordpakke AS" and .is == "Fjordmotor AS" and .against == "0" and .index == 3)] | length) == 1
	and (.rows[] | select(.kind == "amendment") | .changes == "6")'
t_exit 0 log history log.db DU-200 -o csv
t_has t.out 'end-user/name,Nordpakke AS,Fjordmotor AS'
t_exit 0 log history log.db DU-200 -o html=page.html
t_ok 'a page' xmllint --noout page.html
t_has page.html 'Fjordmotor AS'
t_exit 0 log history log.db SEN-10 -o jsonl
t_ok 'the other product alone' [ "$(grep -c '"index":1,' t.out)" -eq 1 ]
t_exit 65 log history log.db NIX-1
t_has t.err 'no filing of a product "NIX-1"'
t_exit 64 log history log.db
t_end
