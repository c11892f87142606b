"""From pairs to people: groups that hold together, not chains.

If A looks like B and B like C, that does not make A and C one person: two cousins and a namesake would become one
group of everybody. Groups are merged from the surest pair down, and only while the average probability over all pairs
across the two groups, those never seen counting as 0, stays at or above the threshold (average linkage: Sokal and
Michener 1958). It errs on the side of splitting.
"""

from collections.abc import Iterable


def cluster(pairs: Iterable[tuple[int, int, float]], *, threshold: float) -> dict[int, int]:
    """Group number (the smallest record in it) of every record in a group of two or more.

    `pairs` are (left, right, probability 0..1); their order does not matter, and of a pair given twice
    the higher probability counts.
    """
    known: dict[tuple[int, int], float] = {}
    for left, right, probability in pairs:
        pair = min(left, right), max(left, right)
        known[pair] = max(probability, known.get(pair, 0.0))
    members: dict[int, set[int]] = {}
    group_of: dict[int, int] = {}
    for (left, right), probability in sorted(known.items(), key=lambda item: (-item[1], item[0])):
        if probability < threshold:
            break
        ours, theirs = group_of.get(left, left), group_of.get(right, right)
        if ours == theirs:
            continue
        our_members, their_members = members.get(ours, {left}), members.get(theirs, {right})
        across = sum(known.get((min(a, b), max(a, b)), 0.0) for a in our_members for b in their_members)
        if across / (len(our_members) * len(their_members)) < threshold:
            continue
        merged = our_members | their_members
        name = min(merged)
        for old in (ours, theirs):
            members.pop(old, None)
        members[name] = merged
        for record in merged:
            group_of[record] = name
    return group_of
