#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Goal: what xmlsec1 and the JDK say of each way of changing a signed document
# that verify refuses, as the table in doc/mutants.md has it; our own program
# that shares no line with verify refuses every one.

set -eu
cd "${RETRACE_TOP:-$(dirname "$0")/../..}"
# shellcheck disable=SC1091
. tests/interop/parts/lib.sh

command -v xmlsec1 >/dev/null || absent xmlsec1
java --list-modules 2>/dev/null | grep -q '^jdk.compiler@' || absent JDK
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

RETRACE_MUTANTS=$tmp CK_RUN_CASE=verify \
	"$RETRACE_BUILD/tests/test_verify" >"$tmp/said" || {
	cat "$tmp/said" >&2
	exit 1
}
cut -f 1 "$tmp/list" | grep -v '#' >"$tmp/names"
[ "$(wc -l <"$tmp/names")" -gt 150 ] || {
	echo "mutants: expected more than 150 documents" >&2
	exit 1
}

# Both give a line for each document.
xmlsec1_says() {
	while read -r name; do
		got=0
		timeout 20 xmlsec1 --verify --enabled-key-data x509 \
			--enabled-reference-uris empty,same-doc \
			--verification-gmt-time '2026-11-24 00:00:00' \
			--id-attr:Id 'http://uri.etsi.org/01903/v1.3.2#:SignedProperties' \
			--trusted-pem "$tmp/signer.crt" "$tmp/$name.xml" \
			>"$tmp/out" 2>&1 || got=$?
		case $got in
		0) echo holds ;;
		124) echo 'no answer in 20 s' ;;
		1[3-9][0-9]) echo crashes ;;
		*) echo refused ;;
		esac
	done <"$tmp/names"
}
jdk_says() {
	# shellcheck disable=SC2046 # names
	java tests/interop/Verify.java "$tmp/signer.crt" \
		$(sed "s|.*|$tmp/&.xml|" "$tmp/names") 2>"$tmp/err" ||
		[ ! -s "$tmp/err" ]
}
# It goes on to what a filing is, which the document is not.
alone_says() {
	while read -r name; do
		got=0
		"$RETRACE_BUILD/retrace-verify" --cert "$tmp/signer.crt" \
			"$tmp/$name.xml" >"$tmp/out" 2>&1 || got=$?
		if [ "$got" -ne 3 ]; then
			echo "exit $got"
		elif grep -q 'REFUSED a filing whose id is' "$tmp/out"; then
			echo holds
		else
			echo refused
		fi
	done <"$tmp/names"
}
xmlsec1_says >"$tmp/xmlsec1"
jdk_says >"$tmp/jdk" || {
	cat "$tmp/err" >&2
	exit 1
}
alone_says >"$tmp/alone"
[ "$(head -qn 1 "$tmp/xmlsec1" "$tmp/jdk" "$tmp/alone" | sort -u)" = holds ] || {
	echo "mutants: the document itself is refused" >&2
	exit 1
}
if sed 1d "$tmp/alone" | grep -qv '^refused$'; then
	paste "$tmp/names" "$tmp/alone" | grep -v 'refused$' >&2
	echo "mutants: retrace-verify does not refuse these" >&2
	exit 1
fi

# The table: the change, our reason, their words.
paste "$tmp/names" "$tmp/xmlsec1" "$tmp/jdk" >"$tmp/words"
awk -F '\t' '
function code(s) {
	gsub(/\|/, "\\|", s)
	gsub(/`/, "\\`", s)
	return s == "" ? "" : "`` " s " ``"
}
NR == FNR { xmlsec1[$1] = $2; jdk[$1] = $3; next }
$1 == "#" { printf "| **%s** | | | | |\n", $2; next }
$1 == "000" { next }
{
	printf "| %s | %s | %s | %s | %s |\n", code($3), code($4), $2,
	    xmlsec1[$1], jdk[$1]
}' "$tmp/words" "$tmp/list" >"$tmp/table"
cp "$tmp/table" "$RETRACE_BUILD/mutants.md"
grep '^| \(``\|\*\*\|  *|\)' doc/mutants.md >"$tmp/documented" || :

# Other versions may say otherwise of what is theirs.
told="$(xmlsec1 --version | awk '{ print $2 }'), JDK $(java --version | awk 'NR == 1 { split($2, v, "."); print v[1] }')"
columns=1-9
grep -qF "xmlsec1 $told" doc/mutants.md || {
	echo "mutants: this is xmlsec1 $told: only our reasons are compared" >&2
	columns=1-4
}
for list in documented table; do
	cut -d '|' -f $columns "$tmp/$list" >"$tmp/$list.cut"
done
diff -u "$tmp/documented.cut" "$tmp/table.cut" >&2 || {
	echo "mutants: doc/mutants.md says otherwise" >&2
	exit 1
}
