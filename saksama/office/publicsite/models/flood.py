"""Marks that an address has sent something. They outlive no day: then their salt is gone, and nobody can tell whose."""

import secrets
from datetime import date

from django.db import models


class DailySalt(models.Model):
    """Random, one a day, thrown away with its marks. Whoever sends something locks its row, so counts are right."""

    day = models.DateField(primary_key=True)
    salt = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"


class Mark(models.Model):
    """Something of a kind came from an address; of the address only a salted digest is kept."""

    kind = models.CharField(max_length=10)
    reader = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kind", "reader", "at"], name="mark_of_reader")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%H:%M}"


class SpentForm(models.Model):
    """The one-time number of a form that was accepted: the same form sent twice is one."""

    number = models.CharField(max_length=32, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number


def salt_of(day: date) -> DailySalt:
    """The day's salt, locked until the end of the transaction around."""
    # ignore_conflicts: of two first askers one makes the row, both then wait for its lock.
    DailySalt.objects.bulk_create([DailySalt(day=day, salt=secrets.token_hex(32))], ignore_conflicts=True)
    return DailySalt.objects.select_for_update().get(day=day)
