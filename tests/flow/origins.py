# SPDX-License-Identifier: Apache-2.0
"""origins - random products, and what they hold of which origin.

What schemas/bom-1.md says of amounts, and schemas/rules-1.md of origins, in
fractions; for laws.py.  It shares nothing with the program but these pages.
"""
import itertools
import os
from fractions import Fraction as F

TOP, INF = os.environ['RETRACE_TOP'], float('inf')
ELEMENTS = ['Nd', 'Dy', 'Tb', 'La', 'Ce', 'Y', 'Sm', 'Pr']
STAGES = ['mining', 'beneficiation', 'separation', 'metal', 'alloy', 'magnet',
          'component', 'recycling']
ORDER = ['mining', 'beneficiation', 'recycling', 'separation', 'metal', 'alloy',
         'magnet', 'component']
ANY = ['material', 'part', 'component', 'assembly', 'product', 'waste', '']
THROUGH = {
    'mining': None, 'beneficiation': ['ore'], 'separation': ['ore', 'concentrate'],
    'metal': ['metal', 'alloy', 'target', 'magnet'] + ANY,
    'alloy': ['alloy', 'target', 'magnet'] + ANY, 'magnet': ['magnet'] + ANY,
    'component': ['target', 'phosphor', 'catalyst', 'ceramic', 'crystal', 'fibre',
                  'glass'] + ANY, 'recycling': []}
GUISE = {'magnet': 'alloy', 'alloy': 'alloy', 'metal': 'metal', 'oxide': 'oxide',
         'salt': 'other', 'compound': 'other', 'phosphor': 'other', 'crystal': 'other'}
PARTS = ['part', 'component', 'assembly']
PER_USD = F(4, 5)  # [EUR]


def weights():
    rows = open(TOP + '/core/chem/elements.tsv', encoding='utf-8')
    cells = [x.rstrip('\n').split('\t') for x in rows if not x.startswith('#')]
    return {c[1]: F(c[2]) for c in cells[1:]}


WEIGHT = weights()


def oxide(e):
    n, o = {'Ce': (1, 2), 'Pr': (6, 11), 'Tb': (4, 7)}.get(e, (2, 3))
    metal = n * WEIGHT[e]
    return f'{e}{n if n > 1 else ""}O{o}', metal / (metal + o * WEIGHT['O'])


def fluoride(e):
    return f'{e}F3', WEIGHT[e] / (WEIGHT[e] + 3 * WEIGHT['F'])


def decimal(x):
    """As a decimal, or near it."""
    n, d = x.numerator, x.denominator
    k = 0
    while d % 10 == 0 or d % 2 == 0 or d % 5 == 0:
        d //= 10 if d % 10 == 0 else 2 if d % 2 == 0 else 5
        k += 1
        if k > 28:
            break
    k = max(k, 4) if d == 1 else 8
    k = min(k, 25)
    v = x * 10**k
    v = v.numerator // v.denominator
    t = str(v).rjust(k + 1, '0')
    return t[:-k] + '.' + t[-k:], F(v, 10**k)


class Row:
    def __init__(self, **kw):
        self.__dict__.update(kw)


def went_through(form, stage):
    forms = THROUGH[stage]
    if stage in ('mining', 'beneficiation', 'separation'):
        return form not in (forms or [])
    return form in forms


# An end is (value, open); an interval a pair of ends.
def least(ends):
    return min(ends, key=lambda x: (x[0], x[1]))


def greatest(ends):
    return max(ends, key=lambda x: (x[0], not x[1]))


def add(a, b):
    return a[0] + b[0], a[1] or b[1]


def times(end, k):
    return (F(0), False) if k == 0 else (end[0] * k, end[1])


class Product:
    """Item 0 holds all others; leaves hold rare earths."""

    def __init__(self, r):
        self.n = n = r.randint(2, 7)
        self.uses = []
        for c in range(1, n):
            for p in r.sample(range(c), min(c, r.choice([1, 1, 1, 2]))):
                kind = r.choice(['plain'] * 8 + ['unpopulated', 'unknown'])
                self.uses.append(Row(parent=p, child=c, kind=kind, group='',
                                     q=F(r.randint(1, 20), r.choice([1, 1, 2, 4]))))
        for p in range(n):
            plain = [u for u in self.uses if u.parent == p and u.kind == 'plain']
            if len(plain) > 1 and r.random() < .4:
                for u in r.sample(plain, 2):
                    u.group = 'a'
        self.year = [F(r.choice([1, 10, 2500])) if r.random() < .9 else None for _ in range(n)]
        self.value = [F(r.randint(1, 10**5), 100) if r.random() < .9 else None for _ in range(n)]
        self.price, self.prices = {}, []
        for e in ELEMENTS:
            basis = r.choice(['oxide', 'metal'])
            per_kg = F(r.randint(1, 9000), 10)
            self.price[e] = per_kg / 1000 / (oxide(e)[1] if basis == 'oxide' else 1)
            self.prices.append(f'<price element="{e}" basis="{basis}" per="kg" currency="USD" '
                               f'amount="{decimal(per_kg)[0]}" date="2026-01-01"/>')
        parents = {u.parent for u in self.uses}
        self.leaf = [i not in parents for i in range(n)]
        self.form = [r.choice(['magnet', 'magnet', 'alloy', 'metal', 'oxide', 'part', 'phosphor',
                               'material', 'component', ''] if self.leaf[i] else
                              PARTS + ['product', 'assembly', '', 'magnet'])
                     for i in range(n)]
        self.complete = [r.random() < .7 for _ in range(n)]
        self.mass = [F(r.randint(10, 5000), 10) if x else None for x in self.leaf]
        self.lines = {i: self.content(r, i) for i in range(n) if self.leaf[i]}
        self.origins = {i: self.stages(r) if r.random() < .4 else [] for i in range(n)
                        if self.leaf[i]}
        for i in self.origins:
            if self.origins[i]:
                for x in self.lines[i]:
                    x.origins = []
        for i in range(n - 1, -1, -1):
            if not self.leaf[i] and r.random() < .5:
                known = self.known_mass(i)
                if known is not None:
                    self.mass[i] = known + F(r.choice([0, 1, 10, 500]), 10) or None

    def deal(self):
        rows = ''.join(f'<per-year item="P{i}" quantity="{decimal(x)[0]} each"/>'
                       for i, x in enumerate(self.year) if x is not None)
        return ('<transaction xmlns="urn:retrace:transaction:1" id="d">'
                f'<shipment from="DE" to="US"/>{rows}</transaction>')

    def above(self, i):
        out, todo = set(), [i]
        while todo:
            c = todo.pop()
            for u in self.uses:
                if u.child == c and u.kind != 'unpopulated' and u.parent not in out:
                    out.add(u.parent)
                    todo.append(u.parent)
        return out

    def known_mass(self, i):
        """The greatest that the parts weigh, where all of that is known."""
        most = F(0)
        for u in self.uses:
            if u.parent == i and u.kind != 'unpopulated':
                m = self.mass[u.child]
                if m is None or u.kind == 'unknown':
                    return None
                most += u.q * m
        return most

    @staticmethod
    def content(r, i):
        lines = []
        for e in r.sample(ELEMENTS, r.choice([0, 1, 1, 2, 3])):
            x = F(r.randint(1, 250), 1000)
            kind = r.choice(['is', 'is', 'is', 'range', 'below', 'most', 'present', 'above'])
            lo, hi = {'is': ((x, False), (x, False)),
                      'range': ((x, False), (x * F(6, 5), False)),
                      'below': ((F(0), False), (x, True)), 'most': ((F(0), False), (x, False)),
                      'present': ((F(0), True), (F(1), False)),
                      'above': ((x, True), (F(1), False))}[kind]
            lines.append(Row(e=e, kind=kind, lo=lo, hi=hi, x=x, oxide=r.random() < .25,
                             origins=Product.stages(r) if r.random() < .6 else []))
        return lines

    @staticmethod
    def stages(r):
        out, all_told = [], r.random() < .6
        for s in STAGES[:7] if all_told else r.sample(STAGES, r.randint(1, 5)):
            if r.random() < .06:
                out.append(Row(stage=s, country='', share=None, of='', absent=True))
                continue
            left = F(1)
            countries = r.sample(['CN', 'AU', 'JP'] + ['unknown'] * (not all_told),
                                 r.choice([1, 1, 2, 3]))
            for k, c in enumerate(countries):
                x = left if r.random() < .5 or all_told and k + 1 == len(countries) \
                    else left * F(r.randint(1, 9), 10)
                if x > 0:
                    out.append(Row(stage=s, country=c, share=x, absent=False,
                                   of='blend' if all_told else r.choice(['blend', 'lots'])))
                left -= x
        return out

    def xml(self):
        out = ['<bom xmlns="urn:retrace:bom:1">',
               '<rate from="USD" to="EUR" amount="0.8" date="2026-01-01"/>']
        for i in range(self.n):
            at = f'<item part="P{i}" shipped="yes"'
            at += f' form="{self.form[i]}"' * bool(self.form[i])
            at += f' complete="{"yes" if self.complete[i] else "no"}"'
            if self.mass[i] is not None:
                at += f' mass="{self.mass[i]} g"'
            if self.value[i] is not None:
                at += f' value="{decimal(self.value[i])[0]}" currency="USD"'
            out.append(at + '>')
            for x in self.lines.get(i, []):
                text = {'is': f'{x.x * 100} %', 'range': f'{x.x * 100}..{x.x * 120} %',
                        'below': f'&lt;{x.x * 100} %', 'most': f'not above {x.x * 100} %',
                        'present': 'present', 'above': f'&gt;{x.x * 100} %'}[x.kind]
                what = f'formula="{oxide(x.e)[0]}"' if x.oxide else f'element="{x.e}"'
                if x.kind == 'range':
                    text = f'{x.x * 100}" max="{x.x * 120}" unit="%'
                    what += f' min="{text}"'
                else:
                    what += f' amount="{text}"'
                out.append(f'<content {what}>{self.origin_xml(x.origins)}</content>')
            out.append(self.origin_xml(self.origins.get(i, [])) + '</item>')
        out += self.prices
        for u in self.uses:
            q = 'unknown' if u.kind == 'unknown' else f'{u.q}'
            out.append(f'<use parent="P{u.parent}" child="P{u.child}" quantity="{q}" unit="each"' +
                       ' populate="no"' * (u.kind == 'unpopulated') +
                       f' alternative="{u.group}"' * bool(u.group) + '/>')
        return '\n'.join(out + ['</bom>'])

    @staticmethod
    def origin_xml(rows):
        return ''.join(
            f'<origin stage="{o.stage}"' + (
                ' absent="yes"/>' if o.absent else
                f' country="{o.country}" share="{o.share * 100} %" of="{o.of}"/>') for o in rows)


class Truth:
    """What a product holds of some materials of some origin."""

    def __init__(self, p, law):
        self.p, self.law = p, law

    def stage(self, rows, form, s):
        """[least, most] of the share of a stage in the countries; None: it took no place."""
        told = [o for o in rows if o.stage == s]
        if not told:
            if s == 'recycling' and any(o.stage == 'mining' and o.absent for o in rows):
                return F(0), F(1)
            return (F(0), F(1)) if went_through(form, s) else None
        if any(o.absent for o in told):
            return None
        o = self.law.origin
        countries, third = o.at.get(s, (o.countries, o.third))
        known = [x for x in told if x.country != 'unknown']
        inside = sum((x.share for x in known if (x.country in countries) != third), F(0))
        outside = sum((x.share for x in known if (x.country in countries) == third), F(0))
        low, high = inside, 1 - outside
        if any(x.of == 'lots' and x.share < 1 for x in known):
            low, high = (F(1) if low == 1 else F(0)), (F(1) if high > 0 else F(0))
        return low, high

    def share(self, rows, form):
        low, high = self.told_share(rows, form)
        return (high, high) if self.law.origin and self.law.origin.deemed else (low, high)

    def told_share(self, rows, form):
        o = self.law.origin
        if o is None:
            return F(1), F(1)
        all_of = {s: self.stage(rows, form, s) for s in o.stages}
        if o.match == 'last':
            for s in reversed(ORDER):
                if all_of.get(s) is not None:
                    return all_of[s]
            return F(0), F(0)
        each = [x or (F(0), F(0)) for x in all_of.values()]
        if o.match == 'any':
            return max(a for a, _ in each), min(F(1), sum(b for _, b in each))
        return (max(F(0), sum(a for a, _ in each) - (len(each) - 1)), min(b for _, b in each))

    def guise(self, x, form):
        """Does a line count, at least and at most?"""
        if self.law.named:
            if not x.oxide:
                oxide_alone = not self.law.named.get(x.e, ('F3',))[0].endswith('F3')
                return 0, int(not (oxide_alone and GUISE.get(form) in ('metal', 'alloy')))
            return (1, 1) if oxide(x.e)[0] == self.law.named.get(x.e, ('',))[0] else (0, 0)
        if not self.law.guises:
            return 1, 1
        g = 'oxide' if x.oxide else GUISE.get(form)
        if g is None:
            return 0, 1
        return (1, 1) if g in self.law.guises else (0, 0)

    def gram(self, e):
        """What a gram of an element counts: itself, its oxide, or its price."""
        if 'value' in self.law.measure:
            return self.p.price[e]
        if self.law.as_named:
            return 1 / self.law.named[e][1] if e in self.law.named else F(0)
        return 1 / oxide(e)[1] if self.law.as_oxide else F(1)

    def factor(self, named=()):
        """What a gram of anything counts at most; of what is named there is no more."""
        return max([self.gram(e) for e in self.law.elements if e not in named] or [F(0)])

    def met(self, i):
        """Is an item one of the forms that the law looks into, surely and perhaps?"""
        form, inside = self.p.form[i], self.law.inside
        if self.law.but:
            if form in inside:
                return 0, 0
            low = form not in ANY and not any(self.p.form[x] in inside for x in self.p.above(i))
            return int(low), 1
        if not inside or form in inside:
            return 1, 1
        return 0, int(form in ANY or any(self.p.form[x] in inside for x in self.p.above(i)))

    def own(self, i):
        """[least, most] grams in a leaf beside its parts."""
        p, law = self.p, self.law
        met = self.met(i)
        if not met[1]:
            return (F(0), False), (F(0), False)
        m, form = p.mass[i], p.form[i]
        lo, rows, rest = (F(0), False), [], F(1)
        for x in p.lines[i]:
            f = oxide(x.e)[1] if x.oxide else F(1)
            k = f * self.gram(x.e)
            g = self.guise(x, form)
            a, b = self.share(x.origins or p.origins[i], form)
            counts = x.e in law.elements
            lo = add(lo, times(x.lo, m * k * g[0] * a * met[0] if counts else 0))
            rows.append((k * g[1] * b if counts else F(0), x))
            rest -= x.lo[0]
        u = F(0)
        if not p.complete[i]:
            b = 1
            if p.lines[i] or p.origins[i]:
                b = self.share(p.origins[i], form)[1]
            named = [x.e for x in p.lines[i] if not x.oxide]
            u = b * self.factor(named)
        # Each line is at least what it is; what is left goes where it counts most.
        hi, opened, gram = sum((k * x.lo[0] for k, x in rows), F(0)), False, u
        for k, x in sorted(rows, key=lambda y: (-y[0], y[1].hi[1])):
            room = min(x.hi[0] - x.lo[0], rest) if k > u else F(0)
            opened |= x.hi[1] and 0 < room == x.hi[0] - x.lo[0]
            hi, rest = hi + k * room, rest - room
            gram = k if room > 0 and rest == 0 else gram
        opened |= any(x.lo[1] and k < gram for k, x in rows)
        hi = (hi + u * rest, opened)
        return lo, times(hi, m)

    def sides(self, i, pick, known):
        """(numerator, mass, slack) of item i where alternatives are as picked."""
        if i in known:
            return known[i]
        p = self.p
        if self.law.whole:
            known[i] = self.whole_sides(i, pick, known)
            return known[i]
        if p.leaf[i]:
            lo, hi = self.own(i)
            known[i] = lo, hi, p.mass[i], False, False
            return known[i]
        lo = hi = (F(0), False)
        mass, slack, vague = F(0), False, False
        for k, u in enumerate(p.uses):
            if u.parent != i or u.kind == 'unpopulated' or (u.group and pick.get(i) != k):
                continue
            a, b, m, s, v = self.sides(u.child, pick, known)
            q = u.q if u.kind != 'unknown' else pick['unknown']
            slack, vague = slack or s, vague or v
            mass += q * m
            if p.form[u.child] not in self.law.stops:
                hi = add(hi, times(b, q))
                if p.form[u.child] or not self.law.stops:
                    lo = add(lo, times(a, q))
        whole = p.mass[i]
        if whole is None:
            slack = slack or not p.complete[i]
            more = not p.complete[i] and self.met(i)[1]
            vague = vague or more
            if more and self.law.measure != 'mass-share':
                hi = (INF, True)
        else:
            if not p.complete[i]:
                hi = add(hi, ((whole - mass) * self.factor() * self.met(i)[1], False))
            mass = whole
            slack = False
        known[i] = lo, hi, mass, slack, vague
        return known[i]

    def whole_sides(self, i, pick, known):
        """The same of the mass of the whole items that hold any."""
        p = self.p
        plain = Truth(p, Row(**dict(self.law.__dict__, whole=False, inside=[])))
        a, b, mass, slack, vague = plain.sides(i, pick, {})
        sure, perhaps = a[0] > 0 or a[1], b[0] > 0
        none, whole = (F(0), False), ((INF, True) if slack else (mass, False))
        if p.form[i] in self.law.inside:
            return (mass, False) if sure else none, whole if perhaps else none, mass, slack, False
        if p.leaf[i]:
            return none, whole if perhaps and p.form[i] in ANY else none, mass, slack, False
        lo = hi = none
        for k, u in enumerate(p.uses):
            if u.parent != i or u.kind == 'unpopulated' or (u.group and pick.get(i) != k):
                continue
            c, d, _, _, _ = self.sides(u.child, pick, known)
            q = u.q if u.kind != 'unknown' else pick['unknown']
            lo, hi = add(lo, times(c, q)), add(hi, times(d, q))
        if not p.complete[i] and perhaps and p.form[i] in ANY:
            hi = (INF, True) if p.mass[i] is None else add(hi, (mass - self.parts(i, pick), False))
        return lo, hi, mass, slack, False

    def parts(self, i, pick):
        """What the parts of an item of a stated mass weigh."""
        p = self.p
        return sum((p.mass[u.child] * (u.q if u.kind != 'unknown' else pick['unknown'])
                    for k, u in enumerate(p.uses) if u.parent == i and u.kind != 'unpopulated'
                    and not (u.group and pick.get(i) != k)), F(0))

    def picks(self):
        groups = {}
        for k, u in enumerate(self.p.uses):
            if u.group:
                groups.setdefault(u.parent, []).append(k)
        unknown = any(u.kind == 'unknown' for u in self.p.uses)
        for choice in itertools.product(*groups.values()):
            for q in ([F(0), F(1), F(10**15)] if unknown else [F(0)]):
                yield dict(zip(groups, choice), unknown=q)
