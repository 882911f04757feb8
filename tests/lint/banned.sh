#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Goal: no call that we have sworn off, with the reason printed beside it.
# Comments and literals are blanked first, so that words may be written.

set -eu
cd "${RETRACE_TOP:-$(dirname "$0")/../..}"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
bad=0

# Every line of every source as FILE:LINE:CODE.
# shellcheck disable=SC2016 # awk's fields
find core cmd -name '*.[ch]' | sort | xargs awk '
	FNR == 1 { comment = 0 }
	{
		s = $0
		out = ""
		while (s != "") {
			if (comment) {
				i = index(s, "*/")
				if (i == 0)
					break
				s = substr(s, i + 2)
				comment = 0
			} else if (!match(s, /\/\*|\/\/|"|'\''/)) {
				out = out s
				break
			} else {
				t = substr(s, RSTART, RLENGTH)
				out = out substr(s, 1, RSTART - 1)
				s = substr(s, RSTART + RLENGTH)
				if (t == "//")
					break
				if (t == "/*") {
					comment = 1
					continue
				}
				while (s != "" && substr(s, 1, 1) != t)
					s = substr(s, \
					    substr(s, 1, 1) == "\\" ? 3 : 2)
				s = substr(s, 2)
				out = out t t
			}
		}
		print FILENAME ":" FNR ":" out
	}' >"$tmp/code"

# ban WHERE REASON NAME...: no call of NAME in files that match WHERE, or in
# files that do not match it if it starts with "!".
ban() {
	where=$1
	reason=$2
	shift 2
	names=$(echo "$*" | tr ' ' '|')
	case $where in
	!*) grep -vE "^${where#!}:" "$tmp/code" ;;
	*) grep -E "^$where" "$tmp/code" ;;
	esac | grep -E ":.*(^|[^A-Za-z0-9_])($names)[[:space:]]*\\(" || return 0
	echo "banned: $reason" >&2
	bad=1
}

all=
ban "$all" 'no bound on what is written: snprintf(), memcpy()' \
	strcpy strcat sprintf vsprintf gets stpcpy
ban "$all" 'no error, no end: num_read() and its kin' \
	atoi atol atoll atof sscanf fscanf scanf vsscanf
ban "$all" 'hidden state' strtok setlocale
ban "$all" 'the stack is not for sizes from a file' alloca strdupa
ban "$all" 'a shell in between' system popen
ban "$all" 'a name is not a file: mkstemp()' tmpnam tempnam mktemp
ban '!core/base/num\.c' 'numbers are read by core/base/num.c' strtod strtof strtold
ban core/ 'core/ prints nothing: findings, errors, return values' \
	printf vprintf puts putchar perror warn warnx err errx
ban 'core/([a-qs-z]|rules)' \
	'core/ prints nothing; only report/ writes to the stream it is given' \
	fprintf vfprintf fputs fputc
ban core/ 'core/ never exits' exit _exit _Exit quick_exit abort

# A stream that nobody handed in.
if grep -E '^core/.*[^A-Za-z0-9_](stdout|stderr|stdin)([^A-Za-z0-9_]|$)' \
	"$tmp/code"; then
	echo 'banned: core/ knows no standard stream' >&2
	bad=1
fi

# Another database could serve as the log's store: only it knows SQL, and the
# index for searching, which can be made anew.
if find core cmd -name '*.[ch]' ! -path 'core/log/store*' \
	! -path 'core/log/index*' -exec grep -n '#include <sqlite3.h>' {} +; then
	echo 'banned: only core/log/store* and core/log/index* know SQLite' >&2
	bad=1
fi

# A release build drops assert() and what it does.
if grep -E '(^|[^_A-Za-z0-9])assert[[:space:]]*\(' "$tmp/code" |
	sed -E 's/(==|!=|<=|>=)/ /g' |
	grep -E 'assert[[:space:]]*\(.*(=|\+\+|--)'; then
	echo 'banned: assert() with a side effect' >&2
	bad=1
fi
exit $bad
