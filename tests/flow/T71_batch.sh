#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: filing
#
# Goal: all drafts of a folder are filed in one run; what is not complete is
# named and does not stop the others; a run that was killed is made again and
# files nothing twice and nothing not at all.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

ex=$t_top/tests/examples
cp "$ex/filer.xml" "$ex/filer-incomplete.xml" .
keys='--log log.db --log-key log.key --key key.pem --cert cert.pem --hypothetical'
t_exit 0 key new key.pem cert.pem --name 'A. Officer' --no-passphrase
t_exit 0 log init log.db --origin example.com/filings --key log.key --no-passphrase
cp t.out log.pub
mkdir drafts
cat >drafts/bom.xml <<'END'
<bom xmlns="urn:retrace:bom:1">
  <item part="MOT" form="product" mass="500 g"/>
  <item part="MAG" form="magnet" mass="10 g" complete="yes">
    <content element="Dy" amount="0.3 g"><origin stage="mining" country="CN"/></content>
  </item>
  <use parent="MOT" child="MAG" quantity="2" unit="each"/>
</bom>
END
i=0
while [ $i -lt 9 ]; do
	t_exit 0 draft drafts/bom.xml --item MOT --filer filer.xml -q \
		--set "goods/contract=PO-$i" --save drafts/d$i.xml
	i=$((i + 1))
done
many() { # CODE OPTION...
	t_wants=$1
	shift
	# shellcheck disable=SC2086 # options
	t_exit "$t_wants" file drafts $keys --save filings "$@"
}

# ---- nothing is written in a dry run

many 0 --dry-run
t_has t.out '9 of 9 drafts are complete'
t_ok 'no folder' [ ! -e filings ]

# ---- one that is not complete is told, the others are filed

t_exit 0 draft drafts/bom.xml --item MOT --filer filer-incomplete.xml -q --save drafts/gap.xml
echo 'no XML' >drafts/note.xml
many 65
t_has t.out 'drafts   10'
t_has t.out 'filed    9'
t_has t.out 'refused  1'
t_has t.err 'drafts/gap.xml:'
t_has t.err 'end-use/category is blank'
t_ok 'the gap has no filing' [ ! -e filings/gap.xml ]
rm drafts/gap.xml

# ---- so is one that is broken, or that cannot be reached

mkfifo drafts/pipe.xml
head -c 3000 drafts/d1.xml >drafts/cut.xml
ln -s nowhere drafts/gone.xml
many 65
t_has t.out 'drafts   11'
t_has t.out 'before   9'
t_has t.out 'refused  2'
t_has t.err 'drafts/cut.xml:'
t_has t.err 'drafts/gone.xml: cannot be opened'
rm drafts/cut.xml drafts/gone.xml drafts/pipe.xml
t_exit 0 verify filings/*.xml --cert cert.pem --log log.db --recompute
t_exit 0 log list log.db -o csv
t_ok 'nine entries' [ "$(wc -l <t.out)" -eq 10 ]

# ---- again: all are there, and a file that is lost is written again

cp filings/d3.xml before.xml
rm filings/d3.xml filings/d4.xml
many 0
t_has t.out 'before   9'
t_has t.out 'filed    0'
t_cmp filings/d3.xml <before.xml
t_exit 0 log verify log.db --cert cert.pem

# ---- a change among them finds what it changes

t_exit 0 draft drafts/bom.xml --item MOT --amends filings/d0.xml -q \
	--set change/reason=x --set review/prepared-by=J --set review/approved-by=M \
	--set review/trade-secrets=cleared --set review/export-control=cleared \
	--save drafts/e-amends.xml
sed 's/PO-0/PO-00/' drafts/e-amends.xml >drafts/f-branch.xml
many 65
t_has t.out 'filed    1'
t_has t.err 'drafts/f-branch.xml: the filing that it changes has been changed by entry 9'
rm drafts/f-branch.xml

# ---- killed at any moment

i=0
while [ $i -lt 80 ]; do
	sed "s/PO-1</K-$i</" drafts/d1.xml >drafts/k$i.xml
	i=$((i + 1))
done
for pause in 0.1 0.5 1; do
	# shellcheck disable=SC2086 # options
	"$RETRACE" file drafts $keys --save filings >t.out 2>t.err &
	pid=$!
	sleep $pause
	kill -9 $pid 2>/dev/null || :
	wait $pid 2>/dev/null || :
done
many 0
t_has t.out 'drafts   90'
t_ok 'each has its file' sh -c '[ "$(ls filings/*.xml | wc -l)" -eq 90 ]'
t_exit 0 log list log.db -o csv
t_ok 'each is there once' sh -c '[ "$(tail -n +2 t.out | wc -l)" -eq 90 ] && [ "$(tail -n +2 t.out | cut -d, -f6 | sort -u | wc -l)" -eq 90 ]'
t_exit 0 log verify log.db --cert cert.pem
t_exit 0 verify filings/k0.xml filings/k79.xml --cert cert.pem --log log.db

# ---- what does not go together

many 64 --tsq x.tsq
mkdir none
# shellcheck disable=SC2086 # options
t_exit 66 file none $keys --save filings
t_has t.err 'no draft in this folder'

# ---- by two threads, and the log has them in the order of their names

mkdir order
cp drafts/bom.xml order
cp drafts/d1.xml one.xml
n=100
while [ $n -lt 170 ]; do
	sed "s/PO-1</PO-Q$n</" one.xml >order/o$n.xml
	n=$((n + 1))
done
# shellcheck disable=SC2086 # options
t_exit 0 file order $keys --save ordered
t_has t.out 'filed    70'
t_exit 0 log list log.db -o csv
tail -70 t.out | cut -d, -f6 >logged
grep -ho '<filing [^>]*>' ordered/*.xml | sed 's/.* id="//; s/".*//' >named
t_ok 'the order of their names' cmp logged named
t_exit 0 verify ordered/*.xml --cert cert.pem --log log.db

t_end
