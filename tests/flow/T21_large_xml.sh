#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: large XML is parsed while it is being loaded, and nobody can tell: a
# file is answered as the same bytes from a pipe, which are loaded first.  What
# the guard refuses further down has that one fault, whatever stands before it.

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/lib.sh"

# 18 MB, most of it between the first uses and the last.
{
	echo '<bom xmlns="urn:retrace:bom:1">'
	echo '<item part="TOP"/><item part="M"/><item part="N"/><use parent="TOP" child="M" quantity="2" unit="each"/>'
} >begin.part
awk 'BEGIN {
	for (i = 0; i < 65; i++)
		text = text "only a remark, \303\251 and no part of it; "
	for (i = 0; i < 7500; i++)
		printf "<!-- %d %s -->\n", i, text
}' >middle
{
	echo '<use parent="TOP" child="N" quantity="3" unit="each"/>'
	echo '<declaration supplier="Acme" date="2026-01-01"><statement part="M">'
	echo '<content element="Dy" amount="1 g"/></statement></declaration>'
	echo '</bom>'
} >end.part
t_ok 'it is large' [ "$(wc -c <middle)" -gt 17000000 ]

# same NAME CODE: check says of the file what it says of the pipe.
same() {
	t_exit "$2" check "$1"
	sed "s/$1/standard input/g" t.out >file.out
	sed "s/$1/standard input/g" t.err >file.err
	t_got=0
	# shellcheck disable=SC2002
	cat "$1" | "$RETRACE" check - >pipe.out 2>pipe.err || t_got=$?
	t_ok "$1 from a pipe: exit $t_got" [ "$t_got" -eq "$2" ]
	sed 's/^-:/standard input:/' pipe.out | t_cmp file.out
	sed 's/^-:/standard input:/' pipe.err | t_cmp file.err
}

cat begin.part middle end.part >good.xml
same good.xml 2

# Faults that the reader finds are all told, also before those of the syntax.
{ sed 's/"2"/"x"/' begin.part && cat middle end.part; } >field.xml
same field.xml 65
t_has t.err 'field.xml:2:'
{ sed 's/"2"/"x"/' begin.part && cat middle && echo '<a b="1" b="2"/>' && cat end.part; } >twice.xml
same twice.xml 65
t_has t.err 'twice.xml:2:'
t_has t.err 'twice.xml:7503:'

# What the guard refuses is told alone.
alone() {
	same "$1" 65
	t_ok "$1: one fault" [ "$(wc -l <t.err)" -eq 1 ]
	t_has t.err "$1:$2"
}
{ sed 's/"2"/"x"/' begin.part && cat middle && printf '<!-- \000 -->' && cat end.part; } >nul.xml
alone nul.xml '7503:6: a NUL byte'
{ sed 's/"2"/"x"/' begin.part && cat middle && printf '<!-- \351 -->' && cat end.part; } >latin.xml
alone latin.xml '7503:6: byte 0xE9 is not UTF-8'
{ sed 's/"2"/"x"/' begin.part && cat middle && head -c 70000 /dev/zero | tr '\0' x && cat end.part; } >run.xml
alone run.xml '7502:'
{ echo '<?xml version="1.0" encoding="US-ASCII"?>' && cat begin.part middle end.part; } >ascii.xml
alone ascii.xml '4:'
{ sed 's/"2"/"x"/' begin.part && cat middle && echo '<!DOCTYPE bom>' && cat end.part; } >type.xml
same type.xml 65
t_has t.err 'type.xml:7503:'

t_end
