# SPDX-License-Identifier: Apache-2.0
"""answers - what retrace ask says of answers, held against products with them.

    answers.py FIRST COUNT

Each seed makes products of which amounts, origins and quantities are open, and
rules about shares among rare earths and about all that goes out together.  For
each question that could be asked every answer of a small set, its ends among
them, is written into the product, and retrace check judges that.  A verdict that
some answer decides must be told so; and what is told as exact must be reached.
"""
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile

RETRACE = os.environ['RETRACE']
CLAUSES = ('id\tlevel\tquote\tsource\tstanding\tread-on\n'
           '1\tMUST\tq\ts\tsourced\t2026-02-28\n')
ALL, FIELD = ['Nd', 'Dy', 'Pr'], 'title="t" title-zh="\u6cd5" clause="1"'


def rule(r, k):
    is_ = r.choice(['above', 'at-least', 'above', 'at-least', 'below', 'at-most'])
    origin = r.choice(['', '', ' origin="cn"'])
    of = r.choice(['nd', 'pair'])
    if r.random() < .5:
        among = r.choice(['all', 'itself']) if origin else 'all'
        test = f'mass-share of="{of}"{origin} among="{among}" limit="{r.choice([10, 25, 50, 75])} %"'
        if of == 'pair' and r.random() < .3:
            test += ' each="element"'
        if r.random() < .3:
            test += f' per="{r.choice(["part", "product", "part"])}"'
    else:
        kind, limit = r.choice(['annual', 'shipment']), r.choice(['0.5', '1', '2', '4'])
        test = f'{kind}-mass of="{of}"{origin} together="yes" limit="{limit} kg"'
        if of == 'pair' and r.random() < .5:
            test += ' each="element"'
    scope = ''
    if r.random() < .2:
        scope = '<scope><presence of="nd" is="above" limit="1 g"/></scope>' \
            if 'among' in test else '<scope><item forms="product"/></scope>'
    return f'<rule id="r{k}" {FIELD}>{scope}<trigger><{test} is="{is_}"/></trigger></rule>'


def pack(r):
    return ('<rules xmlns="urn:retrace:rules:1" id="own" version="1" read-until="2099-12-31" '
            'title="t" title-zh="\u6cd5"><origin id="cn" stages="mining" match="any" '
            'countries="CN" clause="1"/>'
            + ''.join(f'<materials id="{i}" {FIELD}><some elements="{e}"/></materials>'
                      for i, e in [('all', ' '.join(ALL)), ('nd', 'Nd'), ('pair', 'Nd Dy')])
            + ''.join(rule(r, k) for k in range(3)) + '</rules>')


class Product:
    """What is open is None, or a pair of ends."""

    def __init__(self, r):
        self.parts = []
        for i in range(r.randint(1, 3)):
            open_ = r.random() < .6
            lines = {}
            for e in r.sample(ALL, r.randint(1, 3)):
                low = r.randint(0, 12)
                lines[e] = (low, low + r.randint(1, 12)) if open_ and r.random() < .7 else \
                    (low + 1, low + 1)
            self.parts.append({'lines': lines, 'origin': {
                e: r.choice(['CN', 'AU', None]) for e in lines}})
        self.tops = [{'uses': {p: r.randint(1, 3) for p in range(len(self.parts))
                               if r.random() < .6}, 'goes': r.choice([10, 40, 40, None])}
                     for t in range(r.randint(1, 2))]
        for p in range(len(self.parts)):
            if not any(p in t['uses'] for t in self.tops):
                self.tops[0]['uses'][p] = 1

    def xml(self):
        out = []
        for i, p in enumerate(self.parts):
            out.append(f'<item part="P{i}" form="part" mass="200 g" complete="yes">')
            for e, (lo, hi) in p['lines'].items():
                out.append(f'<content element="{e}" amount="{lo}' + (f'-{hi}' if hi > lo else '')
                           + ' g">')
                if p['origin'][e]:
                    out.append(f'<origin stage="mining" country="{p["origin"][e]}"/>')
                out.append('</content>')
            out.append('</item>')
        for t, top in enumerate(self.tops):
            out.append(f'<item part="T{t}" form="product" mass="2 kg" complete="yes"/>')
            out += [f'<use parent="T{t}" child="P{p}" quantity="{n}" unit="each"/>'
                    for p, n in top['uses'].items()]
        return '<bom xmlns="urn:retrace:bom:1">' + ''.join(out) + '</bom>'

    def deal(self):
        known = [(t, x['goes']) for t, x in enumerate(self.tops) if x['goes'] is not None]
        return ('<transaction xmlns="urn:retrace:transaction:1" id="T-1">'
                + ''.join(f'<per-year item="T{t}" quantity="{n} each"/>' for t, n in known)
                + ''.join(f'<goods item="T{t}" quantity="{n} each"/>' for t, n in known)
                + '</transaction>')

    def answered(self):
        """(kind, item, a product after an answer), for all questions."""
        for i, p in enumerate(self.parts):
            ends = [sorted(set(x)) for x in p['lines'].values()]
            places = [[o] if o else ['CN', 'AU'] for o in p['origin'].values()]
            for kind, amounts, origins in (
                    ('amount', ends, [[o] for o in p['origin'].values()]),
                    ('origin', None, places), ('content', ends, places)):
                for origin in itertools.product(*origins):
                    for told in itertools.product(*amounts) if amounts else [None]:
                        new = self.copy()
                        at = new.parts[i]
                        at['origin'] = dict(zip(p['lines'], origin))
                        if told:
                            at['lines'] = {e: (x, x) for e, x in zip(p['lines'], told)}
                        yield kind, f'P{i}', new
        for t, top in enumerate(self.tops):
            if top['goes'] is None:
                for n in (0, 1, 10, 100, 1000, 10000):
                    new = self.copy()
                    new.tops[t]['goes'] = n
                    yield 'goes', f'T{t}', new

    def copy(self):
        new = object.__new__(Product)
        new.parts = [{k: dict(v) for k, v in p.items()} for p in self.parts]
        new.tops = [dict(t) for t in self.tops]
        return new


def run(verb, product, *more):
    for name, text in (('p.xml', product.xml()), ('deal.xml', product.deal())):
        with open(name, 'w', encoding='utf-8') as f:
            f.write(text)
    done = subprocess.run([RETRACE, verb, 'p.xml', '-q', '--rules', 'own/rules.xml',
                           '--transaction', 'deal.xml', '-o', 'json', *more],
                          capture_output=True, check=False)
    if done.returncode > 2:
        sys.exit(f'{verb}: {done.returncode}: {done.stderr.decode()}\n{product.xml()}')
    return json.loads(done.stdout)


def verdicts(product):
    said = run('check', product)
    return {(x['rule'], i['item']['part']): i['verdict']
            for x in said['rules'] for i in x['items'] if i['item']['part'][0] == 'T'}


def tell(seed, what, product):
    with open('own/rules.xml', encoding='utf-8') as f:
        sys.exit(f'seed {seed}: {what}\n{f.read()}\n{product.xml()}\n{product.deal()}')


def one(seed):
    r = random.Random(seed)
    with open('own/rules.xml', 'w', encoding='utf-8') as f:
        f.write(pack(r))
    p = Product(r)
    asked = run('ask', p, '--top', '100')
    name = [(v['rule'], v['item']['part']) for v in asked['verdicts']]
    told, exact = {}, {}
    for q in asked['questions']:
        if q['kind'] == 'per-shipment' or q['kind'] == 'per-year':
            key = 'goes', q['item']['part']
        else:
            key = q['kind'], q['item']['part']
        for e in q['effects']:
            at = told.setdefault(key, {}).setdefault(name[e['verdict']], set())
            at.update(w for w in ('clear', 'triggered') if e[w])
            if e['surely']:
                at.add('surely')
        exact[key] = q['exact']
    before, reached, all_of = verdicts(p), {}, {}
    if sorted(k for k, v in before.items() if v == 'undecided') != sorted(set(name)):
        tell(seed, 'ask and check differ', p)
    n = 0
    for kind, item, new in p.answered():
        for key, v in verdicts(new).items():
            n += 1
            all_of.setdefault((kind, item, key), set()).add(v)
            if key in name and v != 'undecided':
                reached.setdefault((kind, item), {}).setdefault(key, set()).add(v)
    for key, ways in reached.items():
        if key[0] == 'content':
            continue  # a narrower question may do as much, and then is the one
        for verdict, how in ways.items():
            if not how <= told.get(key, {}).get(verdict, set()):
                tell(seed, f'{key} of {verdict}: reached {how}, told {told.get(key, {})}', p)
    for key, ways in told.items():
        for verdict, how in ways.items():
            now = reached.get(key, {}).get(verdict, set())
            if exact[key] and not how - {'surely'} <= now and key[0] != 'goes':
                tell(seed, f'{key} of {verdict}: told {how}, reached {now}', p)
            if 'surely' in how and 'undecided' in all_of.get((*key, verdict), set()):
                tell(seed, f'{key} of {verdict}: surely, and stays open', p)
    return n


def main():
    first, count = int(sys.argv[1]), int(sys.argv[2])
    with tempfile.TemporaryDirectory() as tmp:
        os.chdir(tmp)
        os.mkdir('own')
        with open('own/clauses.tsv', 'w', encoding='utf-8') as f:
            f.write(CLAUSES)
        n = sum(one(seed) for seed in range(first, first + count))
    print(f'{n} verdicts after answers, 0 otherwise')


main()
