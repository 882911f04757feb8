# SPDX-License-Identifier: Apache-2.0
"""
examples - the examples of a man page, made again in the folder they need.

	examples.py PAGE

Each command that stands behind "$ " is run in the current folder, and the
lines below it have to come, in their order, where it writes ("..." stands for
any).  A command that names a file which is not here is left out.  Prints how
many were run; ends with 1 where one writes something else, or is refused by
the command line.
"""

import re
import subprocess
import sys

# The command line is wrong; there is no such command.
WRONG = (64, 127)
LITERAL = re.compile(r'^\.Bd -literal.*?\n(.*?)^\.Ed', re.M | re.S)
# A root is that of entries signed with a new key.
ROOT = re.compile(r'^root [0-9a-f]{64}$')


def plain(block):
    """What man shows of it."""
    return block.replace('\\e', '\\').replace('\\-', '-').replace('\\&', '')


def examples(page):
    """Pairs of a command and the lines that it is said to write."""
    for block in LITERAL.findall(page):
        command, said, open_ = None, [], False
        for line in plain(block).splitlines():
            if line.startswith('$ '):
                if command:
                    yield command, said
                command, said = line[2:], []
            elif command and line.startswith('> '):
                command += '\n' + line[2:]
            elif command and open_:
                command += '\n' + line
            elif command and line.strip() not in ('', '...'):
                said.append(line.rstrip())
            open_ = bool(command) and not said and line.endswith(('\\', '|'))
        if command:
            yield command, said


def lost(said, wrote):
    """The first line that did not come, or None."""
    at = 0
    for line in said:
        while at < len(wrote) and wrote[at] != line and not (
                ROOT.match(line) and ROOT.match(wrote[at])):
            at += 1
        if at == len(wrote):
            return line
        at += 1
    return None


def main():
    run = bad = 0
    with open(sys.argv[1], encoding='utf-8') as file:
        page = file.read()
    for command, said in examples(page):
        done = subprocess.run(command, shell=True, text=True, timeout=120,
                              stdin=subprocess.DEVNULL, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        wrote = [x.rstrip() for x in
                 (done.stderr + done.stdout).splitlines()]
        if 'No such file' in done.stderr or 'cannot be read' in done.stderr:
            continue
        run += 1
        line = lost(said, wrote)
        if line is None and done.returncode not in WRONG:
            continue
        bad = 1
        print(f'{command}\nexit {done.returncode}; does not write: {line}',
              'but:', *wrote[:12], sep='\n', file=sys.stderr)
    print(run)
    return bad


sys.exit(main())
