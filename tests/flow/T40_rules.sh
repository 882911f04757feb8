#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: the same motor gets the answer of the law of the day, through the
# binary.  1.5 kg of magnet with 2.5 % Dy separated in China: 43.04 g of
# oxide, 9.64 USD at 224 USD/kg, in a motor of 600 USD that was made in
# Germany.

set -eu
: "${RETRACE:?}"
for verb in check rules; do
	"$RETRACE" "$verb" --help >/dev/null 2>&1 || {
		echo "T40: skipped: this build has no verb $verb"
		exit 77
	}
done
top=${RETRACE_TOP:-$(cd "$(dirname "$0")/../.." && pwd)}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
bad=0

cat >uses.csv <<'CSV'
parent,part,quantity,unit
MOTOR,MAGNET,1,each
CSV
cat >items.csv <<'CSV'
part,form,mass,mass unit,price,currency,complete,origin
MOTOR,assembly,10,kg,600,USD,yes,DE
MAGNET,magnet,1500,g,,,yes,
CSV
cat >content.csv <<'CSV'
part,element,amount,unit,supplier,declared on
MAGNET,Dy,2.5,%,Acme,2025-04-01
CSV
cat >origins.csv <<'CSV'
part,element,stage,origin
MAGNET,Dy,separation,CN
CSV
cat >prices.csv <<'CSV'
element,form,price,currency,unit,declared on
Dy,oxide,224,USD,kg,2025-09-01
CSV
cat >dear.csv <<'CSV'
part,form,mass,mass unit,price,currency,complete,origin
MOTOR,assembly,10,kg,30000,USD,yes,DE
MAGNET,magnet,1500,g,,,yes,
CSV
sed 's/600,USD/,/' items.csv >unpriced.csv

# want CODE ARGUMENT...: check gives that exit code.
want() {
	code=$1
	shift
	got=0
	"$RETRACE" check "$@" >out.txt 2>err.txt || got=$?
	[ "$got" -eq "$code" ] && return
	echo "T40: check $*: exit $got, expected $code" >&2
	cat out.txt err.txt >&2
	bad=1
}
# said FILE TEXT: the last run said so, wherever its lines were broken.
said() {
	tr -s ' \n' ' ' <"$1" | grep -qiF -- "$2" && return
	echo "T40: \"$2\" is not in $1:" >&2
	cat "$1" >&2
	bad=1
}

rest="content.csv origins.csv prices.csv"
motor="uses.csv items.csv $rest"
# By the value of the elements alone: T56 has the other readings.
mkdir no61
sed -e '/<reading/,/\/>/d' -e '/<\/value-share>/d' \
	-e 's/clause="1.i.limit">/clause="1.i.limit"\/>/' \
	"$top/forms/cn-mofcom-61-2025/rules.xml" >no61/rules.xml
cp "$top/forms/cn-mofcom-61-2025/clauses.tsv" no61
no61="--rules no61/rules.xml"
limb="$no61 --only limb-i"

# Three days, three answers of limb (i): to come, suspended, in force again.
# shellcheck disable=SC2086 # lists of words
{
	want 0 $motor $limb --as-of 2025-11-30
	said out.txt "not yet in force"
	want 0 $motor $limb --as-of 2025-12-01
	said out.txt "suspended"
	want 0 $motor $limb --as-of 2026-02-28
	said out.txt "would trigger"
	want 0 $motor $limb --as-of 2026-11-10
	said err.txt "last day of the suspension"
	want 1 $motor $limb --as-of 2026-11-11
	said err.txt "in force as far as read"

	# Counted all the same when asked for.
	want 1 $motor $limb --as-of 2026-02-28 --as-if-in-force

	# The same magnet in a dearer motor; in one without a price.
	want 0 uses.csv dear.csv $rest $limb --as-of 2026-11-11
	want 2 uses.csv unpriced.csv $rest $limb --as-of 2026-11-11
	want 2 uses.csv items.csv content.csv origins.csv $limb \
		--as-of 2026-11-11

	# Limb (iii): the magnet itself, on the days when it held.
	magnet="$no61 --only limb-iii-magnet --ship MAGNET"
	want 0 $motor $magnet --as-of 2025-10-08
	want 1 $motor $magnet --as-of 2025-10-09
	want 1 $motor $magnet --as-of 2025-11-06
	want 0 $motor $magnet --as-of 2025-11-07
	# ... and not a motor made in Germany.
	want 0 $motor $no61 --only limb-iii-assembly --as-of 2025-10-09

	# The hypothetical law holds on every day, and warns of late ones.
	want 1 $motor --as-of 2025-04-04
	said out.txt "hypothetical"
	if grep -q 'as far as read' err.txt; then
		echo "T40: a warning about a day that was read" >&2
		bad=1
	fi
	want 1 $motor --as-of 2026-03-01
	said err.txt "the law was read up to 2026-02-28"

	# A rule that is not there, a date that is none.
	want 64 $motor --only limb-ix
	want 64 $motor --as-of 2026-02-30
}

# Packs: the installed ones are valid, a bad one is refused by its line.
top=${RETRACE_TOP:-$OLDPWD}
for rules in "$top"/forms/*/rules.xml; do
	"$RETRACE" rules check "$rules" >out.txt 2>&1 || {
		echo "T40: $rules is not valid:" >&2
		cat out.txt >&2
		bad=1
	}
done
cp "$top"/forms/cn-trace/clauses.tsv .
sed 's/limit="0 g"/limit="0,1 g"/' "$top"/forms/cn-trace/rules.xml >rules.xml
got=0
"$RETRACE" rules check rules.xml >out.txt 2>err.txt || got=$?
[ "$got" -eq 65 ] || {
	echo "T40: a comma in a limit: exit $got, expected 65" >&2
	bad=1
}
line=$(grep -n '0,1 g' rules.xml | head -n 1 | cut -d : -f 1)
said err.txt "rules.xml:$line"
exit $bad
