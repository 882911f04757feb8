# SPDX-License-Identifier: Apache-2.0
#
# A file as C source, for retrace_embed():
#	cmake -DIN=file -DOUT=file.c -DSYMBOL=name -P embed.cmake
# Every byte is written in hex, so that no byte of the file means anything.

file(SIZE "${IN}" size)
file(READ "${IN}" hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
string(REPEAT "'.x..'," 10 row)
string(REGEX REPLACE "(${row})" "\\1\n" bytes "${bytes}")
file(WRITE "${OUT}"
"#include <stddef.h>
extern const char ${SYMBOL}[];
extern const size_t ${SYMBOL}_len;
const char ${SYMBOL}[] = {
${bytes}0
};
const size_t ${SYMBOL}_len = ${size};
")
