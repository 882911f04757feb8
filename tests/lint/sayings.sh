#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Goal: each sentence of core/report/html/sayings_zh.c is the format of a warning or
# note of the program, with as many places as it fills; and each warning or note
# about a product, its rules or a transaction has its Chinese there.

cd "$(dirname "$0")/../.." || exit 1
command -v python3 >/dev/null || {
	echo 'sayings: python3 is not there: not checked'
	exit 77
}
exec python3 - <<'END'
import glob, re, sys

LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')

def arguments(s, i):
    """The arguments of a call whose parenthesis is open before i."""
    out, depth, start, text = [], 0, i, False
    while True:
        c = s[i]
        if text:
            i += c == '\\'
            text = c != '"'
        elif c == '"':
            text = True
        elif c in '([{':
            depth += 1
        elif c in ')]}' and depth == 0:
            return out + [s[start:i]]
        elif c in ')]}':
            depth -= 1
        elif c == ',' and depth == 0:
            out.append(s[start:i])
            start = i + 1
        i += 1

def joined(text):
    """Literals side by side, where ? and : choose between several."""
    words = ''
    text = re.sub(r'\bBOM_XML_NS\b', '"urn:retrace:bom:1"', text)
    for m in re.finditer(r'"((?:[^"\\]|\\.)*)"|[?:]', text):
        if m.group(0) not in '?:':
            words += m.group(1)
        elif words:
            yield words
            words = ''
    if words:
        yield words

said, consts = {}, {}
for name in sorted(glob.glob('core/**/*.c', recursive=True) + glob.glob('cmd/*.c')):
    s = open(name, encoding='utf-8').read()
    consts = {m.group(1): ''.join(LITERAL.findall(m.group(2))) for m in re.finditer(
        r'static const char (\w+)\[\] =((?:\s*"(?:[^"\\]|\\.)*")+);', s)}
    for m in re.finditer(r'\bfindings_(warn|loss|add)\(', s):
        a = arguments(s, m.end())
        at = 4 if m.group(1) == 'add' else 3
        if len(a) <= at or (m.group(1) == 'add' and 'SEV_ERROR' in a[1] and '?' not in a[1]):
            continue
        form = a[at].strip()
        for words in [consts[form]] if form in consts else joined(form):
            if words != '%s':
                said[words] = name

table = open(glob.glob("core/**/sayings_zh.c", recursive=True)[0], encoding='utf-8').read().split('saying_phrases[]')[0]
rows = [(''.join(LITERAL.findall(en)), ''.join(LITERAL.findall(zh))) for en, zh in re.findall(
    r'\{((?:\s*"(?:[^"\\]|\\.)*")+),((?:\s*"(?:[^"\\]|\\.)*")+)\s*\}', table)]
bad = 0
def wrong(*text):
    global bad
    bad = 1
    print('sayings:', *text)
for en, zh in rows:
    places = len(re.findall(r'%(?!%)', en.replace('%%', '')))
    if en not in said:
        wrong('nobody says:', en)
    for k in re.findall(r'\{(\d)\}', zh):
        if not 1 <= int(k) <= places:
            wrong('no place', k, 'in:', en)
if len({en for en, _ in rows}) != len(rows):
    wrong('a sentence stands twice')
have = {en for en, _ in rows}
# What is never on a page: reviews of packs, audits, profiles of filers, replays.
never = re.compile(r'^(core/log|core/filing|core/base|cmd/replay|core/rules/(pack/)?[a-z]*_review)')
for en, name in said.items():
    if en not in have and not never.match(name):
        wrong(name, 'has no Chinese for:', en)
if len(rows) < 40 or len(said) < 60:
    wrong('too few found:', len(rows), len(said))
sys.exit(bad)
END
