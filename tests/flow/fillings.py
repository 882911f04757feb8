# SPDX-License-Identifier: Apache-2.0
"""fillings - what is open in a product, filled in some way; for laws.py.

A verdict that is decided holds for every filling.
"""
from fractions import Fraction as F

from origins import ELEMENTS, GUISE, Truth, oxide


class Filled:
    """The product with everything open filled in some way: who holds what, in grams."""

    def __init__(self, r, p):
        self.r, self.p, self.known, self.chosen = r, p, {}, {}
        self.pick = r.choice(list(Truth(p, None).picks()))

    def end(self, x):
        """One end of an interval of shares, or near one that is not reached."""
        (lo, lo_open), (hi, hi_open) = x.lo, x.hi
        near = (hi - lo) / 10**6
        return self.r.choice([lo + near if lo_open else lo, hi - near if hi_open else hi])

    def rows(self, i):
        """(element, grams, its origins, its guise, the form) of one of item i."""
        if i in self.known:
            return self.known[i]
        p, out = self.p, []
        if p.leaf[i]:
            rest = p.mass[i] * (1 - sum(x.lo[0] for x in p.lines[i])) - F(1, 10**6)
            for x in p.lines[i]:
                more = min((self.end(x) - x.lo[0]) * p.mass[i], rest)
                m, rest = x.lo[0] * p.mass[i] + more, rest - more
                g = 'oxide' if x.oxide else GUISE.get(p.form[i]) or self.r.choice(
                    ['oxide', 'metal', 'alloy'])
                out.append((x.e, m * (oxide(x.e)[1] if x.oxide else 1),
                            x.origins or p.origins[i], g, i))
            free = [e for e in ELEMENTS if e not in [x.e for x in p.lines[i]]]
            if not p.complete[i] and self.r.random() < .5:
                out.append((self.r.choice(free), rest, p.origins[i],
                            self.r.choice(['oxide', 'metal', 'alloy']), i))
        for k, u in enumerate(p.uses):
            if u.parent == i and u.kind != 'unpopulated' and self.pick.get(i, k) == k:
                q = u.q if u.kind != 'unknown' else self.pick['unknown']
                out += [(e, m * q, rows, g, at) for e, m, rows, g, at in self.rows(u.child)]
        self.known[i] = out
        return out

    def share_of(self, law, i):
        """What counts, and what it is a share of."""
        part = whole = F(0)
        t = Truth(self.p, law)
        for e, m, rows, g, at in self.rows(i):
            if law.but and t.met(at) == (0, 0):
                continue
            if law.but and t.met(at) == (0, 1) or \
                    law.inside and not law.but and self.p.form[at] not in law.inside:
                return None  # perhaps in such an item
            m *= t.gram(e)
            whole += m if e in law.among else 0
            if e in law.elements and (not law.guises or g in law.guises):
                key = at, e, repr(law.origin and law.origin.__dict__)
                if key not in self.chosen:
                    self.chosen[key] = self.r.choice(t.share(rows, self.p.form[at]))
                part += m * self.chosen[key]
        return part, whole
