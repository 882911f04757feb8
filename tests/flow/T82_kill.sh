#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: log
#
# Goal: two processes that file into one log at once both end well, also when
# one of them is killed: nothing acknowledged is lost, the log holds, and one
# draft is one entry no matter how many file it.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

rounds=10
ex=$t_top/tests/examples
cp "$ex"/drive-unit/drive-unit.xml "$ex"/drive-unit/declaration-* .
"$RETRACE" key new key.pem cert.pem --name 'A. Officer' --no-passphrase -q
"$RETRACE" log init log.db --origin example.com/filings --key log.key --no-passphrase >log.pub
"$RETRACE" draft -q drive-unit.xml declaration-* --item DU-200 --filer "$ex/filer.xml" --save draft.xml

# Another contract is another filing.
make_draft() {
	sed "s,<contract>[^<][^<]*</contract>,<contract>C-$1</contract>,;s,contract=\"[^\"]*\",contract=\"C-$1\"," draft.xml >"$1.xml"
}
# file_it DRAFT NAME: the filing becomes NAME.filing.  It becomes the program,
# so that the number of a background job is the program's.
file_it() {
	exec "$RETRACE" file "$1.xml" --log log.db --log-key log.key \
		--key key.pem --cert cert.pem --save "$2.filing" --hypothetical \
		>"$2.out" 2>"$2.err"
}
entries() {
	"$RETRACE" log list log.db -o csv | tail -n +2 | wc -l
}

# One draft, four at once: one entry, four times the same filing.
jobs=
for n in 1 2 3 4; do
	file_it draft same$n &
	jobs="$jobs $!"
done
n=0
for job in $jobs; do
	n=$((n + 1))
	code=0
	wait "$job" || code=$?
	[ $code -eq 0 ] || cat same$n.err >&2
	t_ok "one draft, process $n: exit $code" [ $code -eq 0 ]
	t_ok "process $n has the same filing" cmp same1.filing same$n.filing
done
t_ok 'one draft is one entry' [ "$(entries)" -eq 1 ]

# Two drafts at once, each its own entry; then the second is killed.
: >acknowledged
n=0
killed=0
while [ $n -lt $rounds ]; do
	n=$((n + 1))
	make_draft a$n
	make_draft b$n
	file_it a$n a$n &
	first=$!
	file_it b$n b$n &
	second=$!
	if [ $n -gt 2 ]; then
		sleep "0.0$((n % 10))"
		kill -9 $second 2>/dev/null
	fi
	for name in a$n b$n; do
		code=0
		[ "$name" = a$n ] && job=$first || job=$second
		wait "$job" 2>/dev/null || code=$?
		if [ $code -eq 0 ]; then
			sed -n 's/^filing   //p' "$name.out" >>acknowledged
			t_exit 0 verify "$name.filing" --cert cert.pem
		elif [ $code -eq 137 ] && [ "$name" = b$n ]; then
			killed=$((killed + 1))
		else
			t_fail "$name: exit $code"
			cat "$name.err" >&2
		fi
	done
	t_exit 0 log verify log.db --public-key log.pub --cert cert.pem
done
t_exit 0 log list log.db -o csv
cp t.out listed
while read -r id; do
	t_has listed "$id"
done <acknowledged
t_ok 'everything acknowledged is an entry of its own' \
	[ "$(entries)" -ge $(($(sort -u acknowledged | wc -l) + 1)) ]
t_ok 'at least one of each round is acknowledged' \
	[ "$(sort -u acknowledged | wc -l)" -ge $rounds ]
t_ok 'nobody is in twice' \
	[ "$(entries)" -le $((2 * rounds + 1)) ]
echo "T82_kill: $killed of $rounds second runs were killed"
# Several changes of one filing at once: a chain has no branches.
reviewed='--set review/prepared-by=J --set review/approved-by=M --set review/trade-secrets=cleared --set review/export-control=cleared'
for n in 1 2 3 4 5 6 7 8; do
	# shellcheck disable=SC2086 # options
	"$RETRACE" draft -q drive-unit.xml declaration-* --item DU-200 \
		--amends same1.filing $reviewed --set change/reason=x$n \
		--save change$n.xml
done
jobs=
for n in 1 2 3 4 5 6 7 8; do
	file_it change$n change$n &
	jobs="$jobs $!"
done
filed=0
for job in $jobs; do
	wait "$job" && filed=$((filed + 1))
done
t_ok "one of eight changes is filed ($filed)" [ $filed -eq 1 ]
t_ok 'the others say why' [ "$(cat change?.err | grep -c 'has been changed by entry')" -eq 7 ]
t_exit 0 log list log.db -o csv
t_ok 'the log has no branch' [ "$(grep -c ,amendment, t.out)" -eq 1 ]

t_end
