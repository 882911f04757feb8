#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Goal: every attribute, every field and every word of a list that
# schemas/filing-1.xsd knows has its words in forms/words.xml, in both
# languages; none of these is for something that no form prints.

set -eu
cd "${RETRACE_TOP:-$(dirname "$0")/../..}"
command -v xmllint >/dev/null || {
	echo "skipped: no xmllint" >&2
	exit 77
}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
schema=schemas/filing-1.xsd
values() { # XPATH FILE
	xmllint --xpath "$1" "$2" | sed -n 's/^ *[a-z]*="\(.*\)"$/\1/p' |
		sed 's/&gt;/>/g; s/&lt;/</g' | sort -u
}
bad=0

values '//*[local-name()="word"]/@id' forms/words.xml >"$tmp/ids"
sed -n 's/^field\.\(.*\.\)\{0,1\}//p' "$tmp/ids" | sort -u >"$tmp/fields"
sed -n 's/^value\.\(.*\.\)\{0,1\}//p' "$tmp/ids" | sort -u >"$tmp/words"

# title-zh belongs to title; ends of an interval are signs; the rest is what
# a form shows in its own way.
{
	values '//*[local-name()="attribute"]/@name' "$schema" |
		grep -vxE 'title-zh|low-open|high-open|rounded|about|lang|steps'
	xmllint --xpath '//*[local-name()="complexType"][@name="filer" or @name="party" or @name="end-user" or @name="end-use" or @name="destination" or @name="intentions" or @name="undertakings" or @name="screening" or @name="goods" or @name="period" or @name="change" or @name="review" or @name="licence" or @name="end-use-certificate" or @name="upstream" or @name="signatory"]//*[local-name()="element"]/@name' "$schema" |
		sed -n 's/^ *name="\(.*\)"$/\1/p'
} | sort -u >"$tmp/named"
comm -23 "$tmp/named" "$tmp/fields" >"$tmp/lost"
if [ -s "$tmp/lost" ]; then
	sed 's/^/forms: no words in forms\/words.xml for the field /' \
		"$tmp/lost" >&2
	bad=1
fi

values '//*[local-name()="enumeration"]/@value' "$schema" |
	grep -vxE '|1|>|>=|<|<=|en|zh|true|false|hypothetical|last-day|law-read-until' \
	>"$tmp/listed"
comm -23 "$tmp/listed" "$tmp/words" >"$tmp/lost"
if [ -s "$tmp/lost" ]; then
	sed 's/^/forms: no words in forms\/words.xml for the value /' \
		"$tmp/lost" >&2
	bad=1
fi

# Of the fields and titles that have words, each is asked for.
comm -23 "$tmp/fields" "$tmp/named" >"$tmp/others"
while read -r name; do
	grep -q "[' ]${name}[' ]" forms/form.xsl ||
		grep -qE "name=\"$name\"|f:$name\\b" "$schema" forms/form.xsl || {
		echo "forms: nothing prints field.$name" >&2
		bad=1
	}
done <"$tmp/others"
# Titles that the form makes of the name of an element or the word of a kind.
made='filer|exporter|consignee|end-user|end-use|intentions|screening'
made="$made|undertakings|policy|assumptions|decision|open|duty|notice|report"
sed -n 's/^title\.//p' "$tmp/ids" | grep -vxE "$made" |
	while read -r name; do
		grep -q "'$name'" forms/form.xsl ||
			echo "forms: nothing prints title.$name"
	done >"$tmp/unused"
if [ -s "$tmp/unused" ]; then
	cat "$tmp/unused" >&2
	bad=1
fi
if grep -nE 'id="[^"]*"( en=""| en="[^"]*" zh=""|/>)' forms/words.xml; then
	echo "forms: a word without one of its languages" >&2
	bad=1
fi
exit $bad
