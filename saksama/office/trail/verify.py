"""Proof that the trail is whole: every entry is there, unchanged, and follows the one before."""

from dataclasses import dataclass

from saksama.office.trail.models import GENESIS, ChainHead, Entry


@dataclass(frozen=True)
class Verdict:
    """What the walk along the chain found."""

    entries: int  # read until the end or the first broken one
    last_hash: str
    broken_at: int | None = None  # number of the first entry that does not fit
    reason: str = ""  # missing, changed, chain, head

    @property
    def whole(self) -> bool:
        """True if nothing was changed, removed or put in between."""
        return self.broken_at is None


def verify() -> Verdict:
    """Walks the whole chain from the first entry; memory does not grow with its length.

    What it cannot see alone: that the last entries were cut off together with the head, or that the chain was
    computed anew from some entry on. Against both stands the day's last hash, printed and published.
    """
    expected, previous = 1, GENESIS
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
        if entry.number != expected:
            return Verdict(expected - 1, previous, expected, "missing")
        if entry.previous != previous:
            return Verdict(expected - 1, previous, expected, "chain")
        if entry.computed_hash() != entry.hash:
            return Verdict(expected - 1, previous, expected, "changed")
        expected, previous = expected + 1, entry.hash
    head = ChainHead.objects.filter(pk=1).first() or ChainHead()
    if (head.number, head.hash) != (expected - 1, previous):
        return Verdict(expected - 1, previous, expected, "head")
    return Verdict(expected - 1, previous)
