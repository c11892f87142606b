"""Small counts: who may not see the cases must not recognise a person in a number. One function, one constant."""

from collections.abc import Mapping

LEAST = 3  # the smallest number that is shown to who may not see the cases


def put_together(counts: Mapping[str, int], rest: str, least: int = LEAST) -> list[tuple[str, int]]:
    """The groups by size, the largest first; those below `least` as one group `rest`.

    One small group alone would be given away by the total, so the next larger one joins it. If nothing reaches `least`
    nothing is shown. There is no second dimension to subtract from: tables of two exist only for who sees the cases.
    """
    ordered = sorted(((name, number) for name, number in counts.items() if number), key=lambda row: (-row[1], row[0]))
    shown = [row for row in ordered if row[1] >= least]
    hidden = ordered[len(shown) :]
    while hidden and shown and (len(hidden) == 1 or sum(number for _name, number in hidden) < least):
        hidden.insert(0, shown.pop())
    together = sum(number for _name, number in hidden)
    if hidden and together >= least:
        shown.append((rest, together))
    return shown
