"""Running numbers without gaps or doubles."""

from django.db import models, transaction


class Sequence(models.Model):
    """The last number given out under a key, such as "fieldwork 16.02 2024"."""

    key = models.CharField(max_length=80, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.key}: {self.last}"


@transaction.atomic
def next_number(key: str) -> int:
    """The next number under the key, from 1. A transaction that fails gives its number back."""
    # ignore_conflicts: of two first askers one makes the row, both then wait for its lock.
    Sequence.objects.bulk_create([Sequence(key=key)], ignore_conflicts=True)
    row = Sequence.objects.select_for_update().get(key=key)
    row.last += 1
    row.save()
    return row.last
