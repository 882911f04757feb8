#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: whole
#
# Goal: the example product gets the figures that
# tests/examples/drive-unit/README.md adds up by hand, and scripts/demo.walk
# ends with a filing that verifies and forgeries that are refused.

set -eu
: "${RETRACE:?}"
top=${RETRACE_TOP:-$(cd "$(dirname "$0")/../.." && pwd)}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
TMPDIR=$tmp
export TMPDIR
bad=0

complain() {
	echo "T90: $*" >&2
	bad=1
}

# ---- the sums on paper
mkdir "$tmp/sums"
cp "$top"/tests/examples/drive-unit/* "$tmp/sums"
cd "$tmp/sums"
all='drive-unit.xml declaration-magnets.xml declaration-pump.xml
	declaration-castings.csv'

# draft FILE...: the content of the drive unit, an element a line, without
# indentation and closing tags.
draft() {
	"$RETRACE" draft -q "$@" --item DU-200 --as-of 2025-12-15 |
		tr '\n' ' ' | sed 's,</[a-z-]*>,,g; s/> *</></g' |
		sed 's/<element /\n&/g; s/<sum>/\n&/g; s/<places /\n&/' |
		grep -E '^<(element|sum)'
}

# want WHAT PATTERN: out.txt holds it.
want() {
	grep -q -- "$2" out.txt || {
		complain "$1: no \"$2\" in:"
		head -n 20 out.txt >&2
	}
}

# shellcheck disable=SC2086 # a list of names
draft $all >out.txt
want 'Dy while makers are silent' \
	'symbol="Dy"><total high="1215.74" low="37.5">'
want 'Nd' 'symbol="Nd"><total high="1605.76" low="445.76"><of-origin high="1545.76" low="380">'
want 'Sm is from elsewhere' \
	'symbol="Sm"><total high="1187.24" low="9"><of-origin high="1178.24" low="0">'
want 'all of Chinese origin' '<sum>.*<of-origin high="1609.90436143" high-open="yes" low="417.504361427">'

# shellcheck disable=SC2086
draft $all answers.xml >out.txt
want 'Dy once they have answered' \
	'symbol="Dy"><total high="37.5" low="37.5"><of-origin high="37.5" low="37.5">'
want 'all once they have answered' '<sum>.*<of-origin high="425.904361428" high-open="yes" low="417.504361427">'

draft drive-unit.xml >out.txt
want 'Dy by the bill alone' 'symbol="Dy"><total high="[0-9.]*" low="34">'

# verdict CODE ITEM WORDS FILE...: what explain says of it, in one line.
verdict() {
	item=$1
	words=$2
	shift 2
	"$RETRACE" explain -q "$@" "$item" >out.txt ||
		complain "explain $item: exit $?"
	want "$item ($*)" "$words"
}

# shellcheck disable=SC2086
{
	limb='--rules cn-mofcom-61-2025 --only limb-i --as-of 2026-11-20'
	verdict DU-200 '^  TRIGGERED  ' $all
	verdict SEN-10 '^  CLEAR  ' $all
	verdict GBX-20 'UNDECIDED' $all
	want GBX-20 'below 8\.4 g'
	verdict PMP-20 'UNDECIDED' $all
	verdict PMP-20 'CLEAR' $all answers.xml
	verdict SEN-10 'used to make it: 1\.221 g' $all --also process-aids
	verdict DU-200 ': 0\.2008 % of its value' \
		$all answers.xml prices-224.csv $limb
	verdict DU-200 ': 0\.7621 % of its value' \
		$all answers.xml prices-850.csv $limb
	verdict VAN-30 '^  UNDECIDED  ' $all vehicle.xml prices-224.csv $limb
	want VAN-30 'at least 0\.03213 % of its value'
	verdict VAN-30 'Reading "element": clear' \
		$all answers.xml vehicle.xml prices-224.csv $limb
	verdict VAN-30 'Reading "element": triggered' \
		$all answers.xml vehicle.xml prices-850.csv $limb
	want VAN-30 ': 0\.1219 % of its value'
	want VAN-30 '36\.58 USD in an item of 30000 USD'
}

# ---- the files themselves, by the schemas and a reader that is not ours
if command -v xmllint >/dev/null 2>&1; then
	cd "$top/tests/examples"
	if ! { xmllint --noout --schema ../../schemas/bom-1.xsd \
		drive-unit/*.xml ferrite-motor/*.xml &&
		xmllint --noout --schema ../../schemas/filer-1.xsd ./*.xml
	} 2>"$tmp/xmllint.txt"; then
		complain 'an example does not fit its schema:'
		grep -v ' validates$' "$tmp/xmllint.txt" >&2
	fi
fi

# ---- the walk
if ! command -v sqlite3 >/dev/null 2>&1; then
	echo "T90: skipped in part: sqlite3 is not there"
	[ $bad -eq 0 ] && exit 77
	exit 1
fi
cd "$tmp"
"$top/scripts/demo.walk" >walk.txt 2>&1 || {
	complain "the walk ends with exit $?"
	tail -n 20 walk.txt >&2
}
grep -q '^All as it should be: ' walk.txt || complain 'the walk has no end'
grep -q '^filing.xml: HOLDS' walk.txt || complain 'the filing does not verify'
grep -q '^forged.xml: REFUSED: reference-digest' walk.txt ||
	complain 'the forgery is not refused for its reason'
grep -q '^1 entry, 2 checkpoints and 8 stored files hold' walk.txt ||
	complain 'the log does not hold'
for field in end-use/category intentions/re-transfer-detail \
	screening/listed-party 'goods\[1\]/contract'; do
	grep -q "^draft.xml:[0-9:]*: $field is blank" walk.txt ||
		complain "the refusal does not name $field"
done

# ---- the words of README.md
# Blanks, line breaks and the signs before verdicts depend on the terminal.
flat() {
	sed 's/▲ //; s/✓ //; s/? UNDECIDED/UNDECIDED/' | tr -s ' \t\n' ' '
}
awk '/^```demo$/ { inside = 1; next }
	/^```$/ { inside = 0 }
	inside { print }' "$top/README.md" >readme.txt
[ -s readme.txt ] || complain 'README.md shows no demo'
# Each piece between two "..." stands in the walk, in this order.
flat <readme.txt | sed 's/ \.\.\. /\n/g' >pieces.txt
rest=$(flat <walk.txt)
while IFS= read -r piece; do
	piece=${piece# }
	piece=${piece% }
	case $rest in
	*"$piece"*) rest=${rest#*"$piece"} ;;
	*) complain "README.md: not in the walk, or not there: $piece" ;;
	esac
done <pieces.txt

# What it says of its folder is true.
dir=$(sed -n 's/^The files of this walk are in //p' walk.txt)
[ -f "$dir/filing.xml" ] || complain "no filing in $dir"
exit $bad
