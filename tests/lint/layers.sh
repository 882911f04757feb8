#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Goal: the pipeline has one direction, and the tree tells it the same way
# wherever it tells it.
#  - a stage includes only itself and the stages before it, from the root;
#  - every core/STAGE/*.c stands in the list of its stage, every cmd/*.c (not those of programs of one file, cmd/alone) in
#    that of the program (CMakeLists.txt), and the lists name nothing else;
#  - the map of core/README.md names the stages in that order;
#  - a flow test names its stage ("# Stage: NAME", or "whole"), and ascending
#    numbers are ascending stages.
# The order itself is read from CMakeLists.txt.

set -eu
cd "${RETRACE_TOP:-$(dirname "$0")/../..}"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
bad=0

complain() {
	echo "layers: $*" >&2
	bad=1
}

stages=$(sed -n 's/^retrace_stage(\([a-z]*\).*/\1/p' CMakeLists.txt)
[ -n "$stages" ] || { complain "CMakeLists.txt names no stage"; exit 1; }

# Stage NAME -> its place from 1; 0 if there is none.
place() {
	n=0
	for s in $stages; do
		n=$((n + 1))
		[ "$s" = "$1" ] && { echo $n; return; }
	done
	echo 0
}

for dir in core/*/; do
	stage=$(basename "$dir")
	[ "$(place "$stage")" -gt 0 ] ||
		complain "$dir is no stage of CMakeLists.txt"
done

# Arrows.
find core -name '*.[ch]' | sort | while read -r file; do
	stage=${file#core/}
	stage=${stage%%/*}
	sed -n 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*"\(.*\)".*/\1/p' \
		"$file" | while read -r header; do
		case $header in
		core/*/*) ;;
		*)
			complain "$file: \"$header\" is not core/STAGE/..."
			echo x >>"$tmp/bad"
			continue
			;;
		esac
		to=${header#core/}
		to=${to%%/*}
		if [ ! -f "$header" ]; then
			complain "$file: \"$header\" does not exist"
			echo x >>"$tmp/bad"
		elif [ "$(place "$to")" -gt "$(place "$stage")" ]; then
			complain "$file: $stage includes the later stage $to"
			echo x >>"$tmp/bad"
		fi
	done
done
[ ! -e "$tmp/bad" ] || bad=1

# Source lists: "STAGE FILE" of CMakeLists.txt against the folders.
awk '
	{ sub(/#.*/, "") }
	/^retrace_(stage|program)\(/ { inside = 1; stage = "" }
	inside {
		line = $0
		done = line ~ /\)/
		gsub(/^retrace_(stage|program)\(|\)/, " ", line)
		n = split(line, word, /[ \t]+/)
		for (i = 1; i <= n; i++) {
			if (word[i] == "")
				continue
			if (stage == "")
				stage = word[i]
			else if (word[i] ~ /\.c$/)
				print stage, word[i]
		}
		if (done)
			inside = 0
	}' CMakeLists.txt | sort >"$tmp/listed"
find core -mindepth 2 -name '*.c' | sed 's,^core/\([^/]*\)/\(.*\),\1 \2,' \
	>"$tmp/found.unsorted"
find cmd -name '*.c' ! -path 'cmd/alone/*' 2>/dev/null | sed 's,^cmd/,retrace ,' \
	>>"$tmp/found.unsorted" || :
sort "$tmp/found.unsorted" >"$tmp/found"
comm -13 "$tmp/listed" "$tmp/found" >"$tmp/unlisted"
while read -r stage file; do
	complain "$stage: $file is missing in CMakeLists.txt"
done <"$tmp/unlisted"
comm -23 "$tmp/listed" "$tmp/found" >"$tmp/missing"
while read -r stage file; do
	complain "$stage: CMakeLists.txt names $file, which is not there"
done <"$tmp/missing"

# Flow tests.
last=0
for file in tests/flow/T*.sh; do
	[ -e "$file" ] || continue
	stage=$(sed -n 's/^# Stage: *\([a-z]*\).*/\1/p' "$file" | head -n 1)
	[ "$stage" = whole ] && p=99 || p=$(place "$stage")
	if [ "$p" -eq 0 ]; then
		complain "$file: no line \"# Stage: NAME\" with a known name"
		continue
	fi
	[ "$p" -ge "$last" ] ||
		complain "$file: stage $stage after a test of a later stage"
	last=$p
done

# The map: where core/README.md names each stage first, as "STAGE/".
if [ ! -f core/README.md ]; then
	[ "$bad" -eq 0 ] || exit 1
	echo "layers: skipped in part: core/README.md is not there"
	exit 77
fi
pattern=$(echo "$stages" | tr '\n' '|')
grep -oE "(^|[^a-z/])(core/)?(${pattern%|})/" core/README.md |
	sed -E 's,^[^a-z]*(core/)?,,; s,/$,,' | awk '!seen[$0]++' >"$tmp/map"
echo "$stages" >"$tmp/stages"
cmp -s "$tmp/stages" "$tmp/map" || {
	complain "core/README.md names the stages in another order:"
	diff "$tmp/stages" "$tmp/map" >&2 || :
}
exit $bad
