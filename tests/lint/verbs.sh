#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Goal: the verbs of the dispatch table in cmd/main.c, those that `retrace
# help` prints and those with a man page (doc/man/retrace-VERB.1) are the
# same.  The pages themselves must pass mandoc's own check.

set -eu
cd "${RETRACE_TOP:-$(dirname "$0")/../..}"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
bad=0

if [ ! -f cmd/main.c ] || [ ! -x "${RETRACE:-}" ]; then
	echo "verbs: skipped: no program to ask"
	exit 77
fi

sed -n 's/^[[:space:]]*{ *"\([a-z]*\)", *cmd_.*/\1/p' cmd/main.c |
	sort >"$tmp/table"
[ -s "$tmp/table" ] || {
	echo "verbs: cmd/main.c has no line { \"verb\", cmd_..." >&2
	exit 1
}

# Help prints a verb as the first word of an indented line, its summary
# behind it.
"$RETRACE" help >"$tmp/help.txt" || {
	echo "verbs: retrace help fails" >&2
	exit 1
}
sed -nE 's/^ +(retrace )?([a-z]+)  +[^ ].*/\2/p' "$tmp/help.txt" |
	sort -u >"$tmp/help"
cmp -s "$tmp/table" "$tmp/help" || {
	echo "verbs: cmd/main.c (<) and retrace help (>) differ:" >&2
	diff "$tmp/table" "$tmp/help" >&2 || :
	bad=1
}

if [ ! -d doc/man ]; then
	[ $bad -eq 0 ] || exit 1
	echo "verbs: skipped in part: doc/man is not there"
	exit 77
fi
for page in doc/man/*.1; do
	case $page in
	*/retrace-*.1) basename "$page" .1 | sed 's/^retrace-//' ;;
	esac
done | sort >"$tmp/pages"
cmp -s "$tmp/table" "$tmp/pages" || {
	echo "verbs: cmd/main.c (<) and doc/man/retrace-*.1 (>) differ:" >&2
	diff "$tmp/table" "$tmp/pages" >&2 || :
	bad=1
}
mandoc -T lint -W warning doc/man/*.1 >&2 || bad=1
exit $bad
