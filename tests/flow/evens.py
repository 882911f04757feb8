# SPDX-License-Identifier: Apache-2.0
"""evens - numbers that reach a limit, held against products with them.

    evens.py FIRST COUNT

Random products under limits of all that goes out together, or of each element.
Where check names how many of an item reach the limit, or up to how many miss it,
so many of it, and a little more or less, are written into the product, and
fractions outside the program judge that (laws.py).
"""
import random
import sys
from fractions import Fraction as F

from laws import judge, random_law, said_of, set_limits
from origins import Product

TINY = F(1, 10**9)


def law_of(r, k):
    while True:
        law = random_law(r, k)
        if law.measure.startswith('annual') and law.is_ in ('above', 'at-least') and \
                not law.and_ and (law.together or law.each == 'element'):
            return law


def with_year(p, i, n):
    new = object.__new__(Product)
    new.__dict__.update(p.__dict__, year=[n if k == i else x for k, x in enumerate(p.year)])
    return new


def main():
    first, count = int(sys.argv[1]), int(sys.argv[2])
    bad = compared = 0
    for seed in range(first, first + count):
        r = random.Random(seed)
        p = Product(r)
        laws = [law_of(r, k) for k in range(6)]
        for law in laws:
            set_limits(r, p, law)
        for law, rule in zip(laws, said_of(p, laws)):
            for row in rule['items']:
                i = int(row['item']['part'][1:])
                for e in row.get('break_even', []):
                    if e['of'] != 'quantity':
                        continue
                    tried = []
                    if e['reached'] is not None:
                        q = F(e['reached'])
                        tried += [(q, 'T' if law.is_ == 'at-least' else None), (q * (1 + TINY), 'T')]
                    if e['missed'] is not None:
                        q = F(e['missed'])
                        tried += [(q, 'C' if law.is_ == 'above' else None), (q * (1 - TINY), 'C')]
                    for q, want in tried:
                        got = judge(with_year(p, i, q), law)[i]
                        compared += want is not None
                        if want is not None and got != want:
                            bad += 1
                            print(f'seed {seed} {law.id} P{i}: {q} should be {want}, is {got}', e, law.__dict__)
                    if e['reached'] is not None and e['reached'] == e['missed']:
                        exact[0] += 1
    print(f'{compared} numbers compared, {exact[0]} of them exact, {bad} otherwise')
    return bad != 0 or exact[0] == 0


exact = [0]
if __name__ == '__main__':
    sys.exit(main())
