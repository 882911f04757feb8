#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: log
#
# Goal: retrace file is killed at every moment of its run; what it said to be
# filed is in the log, the log holds, and filing again ends well.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

rounds=40
ex=$t_top/tests/examples
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* .
"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
"$RETRACE" draft -q drive-unit.xml declaration-* --item DU-200 --filer "$ex/filer.xml" --save draft.xml

# Another contract is another filing: draft N is N.xml, its filing N.filing.
make_draft() {
	sed "s,<contract>[^<][^<]*</contract>,<contract>C-$1</contract>,;s,contract=\"[^\"]*\",contract=\"C-$1\"," draft.xml >"$1.xml"
}
# file_it N: it becomes the program, so that the number of a background job is
# the program's, and not that of a shell which would be killed in its place.
file_it() {
	exec "$RETRACE" file "$1.xml" --log log.db --log-key log.key --key key.pem \
		--cert cert.pem --save "$1.filing" --hypothetical
}
file_now() {
	(file_it "$1")
}

# How long a run takes: the kills are spread over all of it, and a bit more,
# so that the last runs end before they are killed.  Each run tells it anew,
# for others may use the machine.
make_draft first
start=$(date +%s%N)
t_ok 'a first filing' file_now first
took=$((($(date +%s%N) - start) / 1000))

n=0
killed=0
journals=0
: >acknowledged
while [ $n -lt $rounds ]; do
	n=$((n + 1))
	make_draft $n
	file_it $n >$n.out 2>$n.err &
	pid=$!
	us=$((took * n * 3 / 2 / rounds))
	sleep "$(printf '%d.%06d' $((us / 1000000)) $((us % 1000000)))"
	[ $n -eq $rounds ] || kill -9 $pid 2>/dev/null # one at least ends
	wait $pid 2>/dev/null
	code=$?
	[ -e log.db-journal ] && journals=$((journals + 1))
	if [ $code -eq 0 ]; then
		sed -n 's/^filing   //p' $n.out >>acknowledged
		[ $us -ge $took ] || took=$us
	elif [ $code -eq 137 ]; then
		killed=$((killed + 1))
		[ $us -le $took ] || took=$us
	else
		t_fail "round $n: exit $code"
		cat $n.err >&2
	fi
	# A filing that is on the disk is complete, and logged.
	if [ -e $n.filing ]; then
		t_exit 0 verify $n.filing --cert cert.pem
		grep -o ' id="[^"]*"' $n.filing | head -n 1 | cut -d '"' -f 2 >>acknowledged
	fi
	t_exit 0 log verify log.db --public-key log.pub --cert cert.pem
done
t_ok 'no half of a file is left' [ -z "$(find . -name '*.filing.*')" ]
t_ok "some of $rounds runs were killed" [ $killed -gt 5 ]
t_ok "some of $rounds runs were acknowledged" [ -s acknowledged ]

t_exit 0 log list log.db -o csv
cp t.out before.csv
while read -r id; do
	t_has before.csv "$id"
done <acknowledged

# Filing everything again: once each, whether it was logged before or not.
n=0
while [ $n -lt $rounds ]; do
	n=$((n + 1))
	t_ok "draft $n can be filed" file_now $n
	t_exit 0 verify $n.filing --cert cert.pem
done
t_exit 0 log list log.db -o csv
t_ok 'each draft is one entry' [ "$(wc -l <t.out)" -eq $((rounds + 2)) ]
t_exit 0 log verify log.db --public-key log.pub --cert cert.pem
echo "T80_crash: $killed of $rounds runs killed, $journals left a journal," \
	"$(sort -u acknowledged | wc -l) acknowledged"
t_end
