"""Which rows somebody sees: those of the own region and below. A view gets rows only through `visible_to`.

A model with a region of its own inherits `Regional`. One that has it through another names the way there:

    class LetterQuerySet(RegionalQuerySet["Letter"]):
        region_path = "roll__region"

    class Letter(models.Model):
        roll = models.ForeignKey(Roll, on_delete=models.CASCADE)
        objects = LetterQuerySet.as_manager()
"""

from typing import Protocol, Self, TypeVar

from django.db import models

from saksama.office.accounts.region_code import RegionCodeField

RowOf = TypeVar("RowOf", bound=models.Model, covariant=True)


class HasRegion(Protocol):
    """An account, or whatever else looks at rows from a region."""

    region: str


class RegionalQuerySet(models.QuerySet[RowOf]):
    """Rows that lie in a region."""

    region_path = "region"

    def visible_to(self, viewer: HasRegion) -> Self:
        """Only the rows in the viewer's region. `get_object_or_404` on it answers 404 to a stranger."""
        return self.within(viewer.region)

    def within(self, region: str) -> Self:
        """Only the rows in the region, all if it is empty."""
        return self.filter(**{f"{self.region_path}__within": region}) if region else self


class Regional(models.Model):
    """A thing that lies in one region."""

    region = RegionCodeField(db_index=True)

    objects = RegionalQuerySet.as_manager()

    class Meta:
        abstract = True
