# SPDX-License-Identifier: Apache-2.0
"""laws - verdicts on random products under random laws, worked out elsewhere.

    laws.py FIRST COUNT

Each seed makes a product whose parts hold rare earths of told and untold
origin, and a pack of rules about them; works out in fractions, from what
schemas/bom-1.md and schemas/rules-1.md say and nothing else, what every
verdict must be; and holds that against what the program says.
"""
import json
import os
import random
import subprocess
import sys
import tempfile
from fractions import Fraction as F

from fillings import Filled
from origins import (ELEMENTS, INF, PARTS, PER_USD, STAGES, Product, Row, Truth, add, decimal, fluoride,
                     greatest, oxide, times)

RETRACE, ZH = os.environ['RETRACE'], 'title="t" title-zh="\u6cd5"'
CLAUSES = ('id\tlevel\tquote\tsource\tstanding\tread-on\n'
           '1\tMUST\tq\ts\tsourced\t2026-02-28\n')
POLICIES = {
    'any-stage': ('any', STAGES), 'mine': ('any', ['mining']),
    'separation-or-later': ('any', STAGES[2:]), 'metal-or-later': ('any', STAGES[3:7]),
    'magnet': ('any', ['magnet']),
    'last-substantial-transformation': ('last', [s for s in STAGES if s != 'beneficiation']),
    'dfars-2026': ('any', STAGES[3:6]),
    'dfars-2027': ('any', STAGES[:6] + ['recycling'])}


def holds(end_lo, end_hi, is_, limit):
    """'T' if all of the interval does, 'C' if none, else 'U'."""
    if is_ in ('below', 'at-most'):
        v = holds(end_lo, end_hi, 'at-least' if is_ == 'below' else 'above', limit)
        return {'T': 'C', 'C': 'T', 'U': 'U'}[v]
    (lo, lo_open), (hi, hi_open) = end_lo, end_hi
    if is_ == 'at-least':
        return 'T' if lo >= limit else 'C' if hi < limit or (hi == limit and hi_open) else 'U'
    return 'T' if lo > limit or (lo == limit and lo_open) else 'C' if hi <= limit else 'U'


def random_own(r):
    """What a scope says of the item itself: what it weighs, or costs."""
    return Row(kind=r.choice(['mass', 'mass', 'value']), euros=r.random() < .5,
               is_=r.choice(['above', 'at-least', 'below', 'at-most']))


def random_law(r, k):
    law = Row(id=f'r{k}', elements=r.sample(ELEMENTS, r.choice([1, 2, 3, 8])), guises=[],
              origin=None, inside=[], stops=[], as_oxide=r.random() < .2, per='item',
              measure=r.choice(['presence', 'mass-share', 'mass-share', 'annual-mass',
                                'value-share', 'value', 'annual-value']),
              is_=r.choice(['above', 'at-least', 'above', 'at-least', 'below', 'at-most']))
    if r.random() < .75:
        policy = r.choice(list(POLICIES) + ['', '', '', ''])
        match, stages = POLICIES.get(policy) or (
            r.choice(['any', 'all', 'last']), r.sample(STAGES, r.randint(1, 4)))
        law.origin = Row(policy=policy, match=match, stages=stages, third=r.random() < .25,
                         deemed=r.random() < .2, at={},
                         countries=r.choice([['CN'], ['CN', 'AU'], ['JP']]))
    law.and_ = r.choice(['below', 'at-most']) if law.is_[0] == 'a' and r.random() < .2 and \
        law.is_ != 'at-most' else ''
    law.each = 'element' if len(law.elements) > 1 and r.random() < .25 else ''
    if law.origin and law.is_ in ('above', 'at-least') and r.random() < .3:
        law.each = 'country'
        if law.origin.third and r.random() < .4:
            law.origin.countries = []
    if law.origin and law.origin.third and not law.each and \
            len(law.origin.stages) < len(STAGES) and r.random() < .4:
        law.origin.countries = []
    if law.origin and law.each != 'country' and r.random() < .3:
        law.origin.at = {s: (r.choice([['CN'], ['JP', 'AU']]), r.random() < .3)
                         for s in law.origin.stages}
    law.per = r.choice(['item'] * 3 + ['part', 'product'])
    law.together = False
    if law.measure.startswith('annual'):
        law.per, law.together = 'item', r.random() < .5
    if 'value' in law.measure:
        law.as_oxide = False
    if r.random() < .25:
        law.guises = r.sample(['metal', 'alloy', 'oxide'], r.choice([1, 2]))
    if r.random() < .3:
        law.inside = r.sample(['magnet', 'alloy', 'oxide', 'part', 'assembly'], r.choice([1, 2]))
    law.but = bool(law.inside) and r.random() < .5
    law.named, law.as_named = {}, False
    if 'value' not in law.measure and r.random() < .2:
        law.guises = []
        law.named = {e: r.choice([oxide, oxide, fluoride])(e) for e in law.elements}
        law.as_named = not law.as_oxide and r.random() < .4
    law.among, law.itself = [], False
    if law.measure.endswith('-share') and law.per == 'item' and not law.named and \
            r.random() < .35:
        law.itself = bool(law.origin) and r.random() < .4
        law.among = law.elements if law.itself else ELEMENTS
        if len(law.among) == len(law.elements) and not law.origin:
            law.among = []
    law.whole = law.measure in ('presence', 'mass-share', 'annual-mass') and not law.named and \
        not law.among and bool(law.inside) and not law.but and r.random() < .5
    if law.whole:
        law.as_oxide = False
        law.inside = r.choice([['magnet'], ['magnet', 'alloy'], ['oxide'], ['component', 'metal']])
        law.per = 'item' if law.measure == 'mass-share' and r.random() < .5 else law.per
    law.own = random_own(r) if r.random() < .3 else None
    if law.measure != 'mass-share' and not law.among and not law.whole and r.random() < .3:
        law.stops = r.sample(PARTS + ['product'], r.choice([1, 2]))
    return law


def pack(laws):
    out = ['<rules xmlns="urn:retrace:rules:1" id="pk" version="1" read-until="2026-12-28" '
           'title="t" title-zh="法">']
    t = 'clause="1"'
    zh = 'title="t" title-zh="法"'
    for x in laws:
        o = x.origin
        if o:
            how = f'policy="{o.policy}"' if o.policy else \
                f'stages="{" ".join(o.stages)}" match="{o.match}"'
            how += ' unknown="counts"' * o.deemed
            if o.at:
                at = ''.join(f'<at stages="{s}" {"not-" * third}countries="{" ".join(c)}"/>'
                             for s, (c, third) in o.at.items())
                deemed = ' unknown="counts"' * o.deemed
                out.append(f'<origin id="o{x.id}" match="{o.match}"{deemed} {t}>{at}</origin>')
                continue
            out.append(f'<origin id="o{x.id}" {how} '
                       f'{"not-" * (o.third and bool(o.countries))}countries='
                       f'"{" ".join(o.countries) or "any"}" {t}/>')
    out.append(f'<materials id="all" {t} {zh}><some elements="{" ".join(ELEMENTS)}"/></materials>')
    for x in laws:
        whole = ' whole="yes"' * x.whole
        g = f' as="{" ".join(x.guises)}"' if x.guises else ''
        some = f'elements="{" ".join(x.elements)}"{g}' if not x.named else \
            f'substances="{" ".join(name for name, _ in x.named.values())}"'
        out.append(f'<materials id="m{x.id}"{whole} {t} {zh}><some {some}/>'
                   '</materials>')
    ways = pair_of(laws)
    for x in laws + ways:
        at = f'of="m{x.id}"' + f' origin="o{x.id}"' * bool(x.origin)
        at += f' {"not-" * x.but}in="{" ".join(x.inside)}"' * bool(x.inside)
        at += f' stops-at="{" ".join(x.stops)}"' * bool(x.stops)
        at += f' is="{x.is_}" limit="{x.limit_text}"' + ' stated-as="oxide"' * x.as_oxide
        at += ' stated-as="substance"' * x.as_named
        at += f' and="{x.and_}" and-limit="{x.and_text}"' if x.and_ else ''
        if x.among:
            at += ' among="itself"' if x.itself else ' among="all"'
        at += ' together="yes"' * x.together
        at += f' per="{x.per}"' * (x.per != 'item') + f' each="{x.each}"' * bool(x.each)
        test = f'<{x.measure} {at}/>'
        if x in ways:
            out.append(f'<way id="{x.id}" {zh}>{test}</way>')
            continue
        own = f'<scope><item {x.own.kind}-is="{x.own.is_}" {x.own.kind}="{x.own.text}"/></scope>' \
            if x.own else ''
        out.append(f'<rule id="{x.id}" {t} {zh}>{own}<trigger>{test}</trigger></rule>')
    if ways:
        out[-2:] = [f'<rule id="any" {t} {zh}><trigger><any>', *out[-2:], '</any></trigger></rule>']
    return '\n'.join(out + ['</rules>'])


def pair_of(laws):
    """Two of them that may stand as ways of one rule, each by itself."""
    some = [x for x in laws if not x.among and not x.own]
    return [Row(**x.__dict__) for x in some[:2]] if len(some) > 1 else []


def either(a, b):
    if 'T' in (a, b):
        return 'T'
    return None if None in (a, b) else max(a, b, key='CUT'.index)


def ratio(lo, hi, mass, slack, vague):
    """Bounds of a share of mass; slack: it may weigh any more than that."""
    top = (hi[0] / mass, hi[1])
    if vague:
        top = greatest([top, (F(1), True)])
    low = (lo[0] / mass, lo[1]) if not slack else (F(0), lo[0] > 0 or lo[1])
    return low, top


def times_year(lo, hi, n):
    if n is None:  # nobody says how many go out
        return (F(0), False), ((INF, True) if hi[0] > 0 else (F(0), False))
    return times(lo, n), times(hi, n)


def in_value(lo, hi, value):
    if value is None and hi[0] > 0:
        return (F(0), lo[1] or lo[0] > 0), (INF, True)
    return times(lo, 1 / (value or 1)), times(hi, 1 / (value or 1))


def own_ends(p, own, i, by_parts):
    """Of each way to build it, between what the item itself weighs or costs is."""
    if own.kind == 'value':
        if p.value[i] is None:
            return [((F(0), False), (INF, True))]
        x = p.value[i] * (PER_USD if own.euros else 1)
        return [((x, False), (x, False))]
    if p.mass[i] is not None:
        return [((p.mass[i], False), (p.mass[i], False))]
    if not by_parts:
        return [((F(0), False), (INF, True))]
    t, ends = Truth(p, Row(elements=[], inside=[], stops=[], but=False, named={}, guises=[],
                           origin=None, as_named=False, as_oxide=False, whole=False, measure='mass-share')), []
    for pick in t.picks():
        _, _, mass, slack, _ = t.sides(i, pick, {})
        ends.append(((mass, False), (INF, True) if slack else (mass, False)))
    return ends


def own_verdict(p, own, i, by_parts=True):
    if own is None:
        return 'T'
    found = {holds(lo, hi, own.is_, own.limit) for lo, hi in own_ends(p, own, i, by_parts)}
    return found.pop() if len(found) == 1 else 'U'


def in_a_year(p, t, pick):
    lo = hi = (F(0), False)
    for i in range(p.n):
        goes = own_verdict(p, t.law.own, i, by_parts=False)
        a, b = times_year(*t.sides(i, pick, {})[:2], p.year[i])
        lo = add(lo, a) if goes == 'T' else lo
        hi = add(hi, b) if goes != 'C' else hi
    return lo, hi


def of_the_sum(p, law, i, v):
    """What an item is where the sum is v."""
    if law.is_ in ('below', 'at-most'):
        return v
    t = Truth(p, law)
    ends = [t.sides(i, pick, {})[:2] for pick in t.picks()]
    if all(hi[0] == 0 for _, hi in ends):
        return 'C'
    return 'U' if v == 'T' and not all(lo[0] > 0 or lo[1] for lo, _ in ends) else v


def bounds(p, law, i):
    """Of each way to build it, between what the amount or share of an item is."""
    t, ends = Truth(p, law), []
    for pick in t.picks():
        if law.together:
            ends.append(in_a_year(p, t, pick))
            continue
        lo, hi, mass, slack, vague = t.sides(i, pick, {})
        if law.measure.startswith('annual'):
            ends.append(times_year(lo, hi, p.year[i]))
        elif law.measure in ('presence', 'value'):
            ends.append((lo, hi))
        elif law.measure == 'value-share':
            ends.append(in_value(lo, hi, p.value[i]))
        elif mass == 0:
            return None  # a share of nothing
        else:
            ends.append(ratio(lo, hi, mass, slack, vague))
    return ends


def verdict_of(law, ends):
    found = set()
    for lo, hi in ends:
        v = holds(lo, hi, law.is_, law.limit)
        if law.and_:
            w = holds(lo, hi, law.and_, law.and_limit)
            v = 'C' if 'C' in (v, w) else 'U' if 'U' in (v, w) else 'T'
        found.add(v)
    return found.pop() if len(found) == 1 else 'U'


def each_of(p, law):
    """The law once for each element or country."""
    if law.each == 'element':
        return [Row(**dict(law.__dict__, elements=[e])) for e in law.elements]
    if law.each != 'country':
        return [law]
    o = law.origin
    told = {x.country for rows in p.origins.values() for x in rows}
    told |= {x.country for lines in p.lines.values() for x in lines for x in x.origins}
    told -= {'', 'unknown'}
    turns = [([c], False) for c in sorted(told) if (c in o.countries) != o.third]
    turns.append((sorted(told | set(o.countries)), True) if o.third else
                 (sorted(set(o.countries) - told), False))
    return [Row(**dict(law.__dict__, origin=Row(**dict(o.__dict__, countries=c, third=third))))
            for c, third in turns if c or third]


def judge(p, law):
    """The verdict of each item; None: a share of nothing."""
    of_item = []
    for i in range(p.n):
        got = [bounds(p, x, i) for x in each_of(p, law)]
        got = [None if None in got else verdict_of(law, ends) for ends in got]
        if law.together:
            got = [of_the_sum(p, x, i, v) for x, v in zip(each_of(p, law), got)]
        of_item.append(None if None in got else 'T' if 'T' in got else
                       'C' if set(got) == {'C'} else 'U')
    scope = [own_verdict(p, law.own, i) for i in range(p.n)]
    if law.per == 'item':
        return [least_of(v, w) for v, w in zip(of_item, scope)]
    forms = {'part': PARTS, 'product': ['product']}[law.per]
    known = {}

    def things(i):
        """(surely one of them triggers, perhaps one does); None: a share of nothing."""
        if i in known:
            return known[i]
        v, form = of_item[i], p.form[i]
        is_one = form in forms
        may_be = is_one or form == ''
        bad = v is None and may_be
        sure, may = is_one and v == 'T', may_be and v not in ('C', None)
        groups = {}
        for u in p.uses:
            if u.parent != i or u.kind == 'unpopulated':
                continue
            below = things(u.child)
            bad = bad or below is None
            a, b = below or (False, False)
            may = may or b
            if u.group:
                groups.setdefault(u.group, []).append(a)
            elif u.kind == 'plain':
                sure = sure or a
        sure = sure or any(all(g) for g in groups.values())
        known[i] = None if bad else (sure, may)
        return known[i]

    def whole(i):
        got, v = things(i), of_item[i]
        if law.per == 'product' and got is not None:  # the item as it is delivered
            got = None if v is None else (got[0] or v == 'T', got[1] or v != 'C')
        return None if got is None else 'T' if got[0] else 'U' if got[1] else 'C'

    return [least_of(whole(i), scope[i]) for i in range(p.n)]


def least_of(v, w):
    return 'C' if w == 'C' else None if v is None else min(v, w, key='CUT'.index)


def set_limits(r, p, law):
    """Often just where an amount of the product ends."""
    if law.own:
        set_own(r, p, law.own)
    near = [e[0] for x in each_of(p, law) for i in range(p.n) for pair in bounds(p, x, i) or []
            for e in pair if 0 < e[0] < INF]
    share = law.measure.endswith('-share')
    k = 100 if share else 1

    def limit():
        x = r.choice(near) * r.choice([1, 1, 1, F(1, 2)]) if near and r.random() < .8 \
            else F(r.randint(1, 1000), 10000)
        text, value = decimal(x * k)
        if value / k > F(99, 100) and share or not 0 < value < 10**12:
            text, value = '7', F(7)
        return text + (' %' if share else ' USD' if 'value' in law.measure else ' g'), value / k

    law.limit_text, law.limit = limit()
    if law.and_:
        law.and_text, law.and_limit = limit()
        if law.limit > law.and_limit:
            law.limit_text, law.and_text = law.and_text, law.limit_text
            law.limit, law.and_limit = law.and_limit, law.limit
        if law.limit == law.and_limit:
            law.and_ = ''


def set_own(r, p, own):
    near = [x for i in range(p.n) for ends in own_ends(p, own, i, True)
            for x, _ in ends if 0 < x < 10**9]
    text, own.limit = decimal(r.choice(near) if near else F(7))
    own.text = text + (' g' if own.kind == 'mass' else ' EUR' if own.euros else ' USD')
    if own.limit == 0:
        own.text, own.limit = '1' + own.text[own.text.index(' '):], F(1)


def said_of(p, laws):
    """What the program says."""
    with tempfile.TemporaryDirectory() as d:
        for name, text in (('b.xml', p.xml()), ('deal.xml', p.deal()), ('rules.xml', pack(laws)),
                           ('clauses.tsv', CLAUSES)):
            with open(f'{d}/{name}', 'w', encoding='utf-8') as f:
                f.write(text)
        ran = subprocess.run(
            [RETRACE, 'check', 'b.xml', '--rules', 'rules.xml', '--transaction', 'deal.xml',
             '--as-of', '2026-05-01', '-o', 'json'], cwd=d, capture_output=True, check=False)
    if ran.returncode > 2:
        sys.exit(ran.stderr.decode() + pack(laws))
    return json.loads(ran.stdout)['rules']


def may_be_wider(p, law, row):
    """Where the pages allow an undecided verdict that need not be."""
    if law.together and law.own and law.own.kind == 'mass' and None in p.mass:
        return True  # of these what they state alone does
    if law.whole and any(f in law.inside and not leaf for f, leaf in zip(p.form, p.leaf)):
        return True  # what is made of parts counts up to all of it
    return (row.get('proven_sharp', True) is False or any(u.kind == 'unknown' for u in p.uses) or
            bool(law.and_) and any(u.group for u in p.uses))


def upside_down(seed, part, x):
    if x is None or x['high'] is None or F(x['low']) <= F(x['high']):
        return 0
    print(f'seed {seed} {part}: a share from {x["low"]} to {x["high"]}')
    return 1


def against_fillings(r, p, law, said, i):
    """A filling of what is open that the verdict of a share among others excludes."""
    for _ in range(30):
        f, holds_here = Filled(r, p), []
        for x in each_of(p, law):
            x.among = x.elements if law.each == 'element' and law.itself else law.among
            got = f.share_of(x, i)
            if got is None:
                return None
            v = 'C'
            if got[1] > 0:
                v = verdict_of(x, [((got[0] / got[1], False),) * 2])
            holds_here.append(v == 'T')
        if (said == 'T' and not any(holds_here)) or (said == 'C' and any(holds_here)):
            return f.pick, got
    return None


def main():
    first, count = int(sys.argv[1]), int(sys.argv[2])
    bad = compared = 0
    for seed in range(first, first + count):
        r = random.Random(seed)
        p = Product(r)
        laws = [random_law(r, k) for k in range(8)]
        for law in laws:
            set_limits(r, p, law)
        ways = pair_of(laws)
        for law, rule in zip(laws + ways[:1], said_of(p, laws)):
            truth = judge(p, law) if not law.among else None
            if rule['rule'] == 'any':
                truth = [either(a, b) for a, b in zip(truth, judge(p, ways[1]))]
            for row in rule['items']:
                part = row['item']['part']
                said = row['verdict'][0].upper()
                bad += upside_down(seed, part, row.get('ratio'))
                if law.among:
                    compared += 1
                    own = own_verdict(p, law.own, int(part[1:]))
                    if own == 'C' or (own, said) == ('U', 'T'):
                        bad += said != own
                        continue
                    against = against_fillings(r, p, law, said, int(part[1:]))
                    if against:
                        bad += 1
                        print(f'seed {seed} {part}: said {said}, and it may be {against}',
                              pack([law]).split('\n', 1)[1].replace(ZH, ''), row.get('ratio'))
                    continue
                want = truth[int(part[1:])]
                if want is None:
                    continue
                compared += 1
                if said != want and not (said == 'U' and (
                        may_be_wider(p, law, row) or
                        rule['rule'] == 'any' and may_be_wider(p, ways[1], row))):
                    bad += 1
                    print(f'seed {seed} {part}: said {said}, should be {want}\n',
                          pack([law]).split('\n', 1)[1].replace(ZH, ''), row.get('decided_by'),
                          row.get('numerator'), row.get('ratio'))
    print(f'{compared} verdicts compared, {bad} otherwise')
    return bad != 0


if __name__ == '__main__':
    sys.exit(main())
