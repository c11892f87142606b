"""Kemendagri's region code as a column: 16 province, 16.02 regency, 16.02.05 sub-district, 16.02.05.1001 village.

The parent is in the code. `filter(region__within="16.02")` finds the region and all below it by an index range:
"." sorts before "/" and "/" before the digits, so everything below 16.02 lies between "16.02" and "16.02/".
"""

import re
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

PATTERN = re.compile(r"\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?")


def check_code(code: str) -> None:
    """Refuses what is no region code."""
    if not PATTERN.fullmatch(code):
        raise ValidationError(_("“%(code)s” is no region code. Write it like 16.02.05."), params={"code": code})


def level_of(code: str) -> int:
    """0 Indonesia (empty code), 1 province, 2 regency or city, 3 sub-district, 4 village."""
    return code.count(".") + 1 if code else 0


def parent_of(code: str) -> str:
    """The code one level up; empty above a province."""
    return code.rpartition(".")[0]


def covers(region: str, code: str) -> bool:
    """True if `code` is the region itself or lies in it. The empty region is Indonesia and covers all."""
    return not region or code == region or code.startswith(f"{region}.")


if TYPE_CHECKING:
    Characters = models.CharField[str, str]  # generic for the type checker only
    StringLookup = models.Lookup[str]
else:
    Characters = models.CharField
    StringLookup = models.Lookup


class RegionCodeField(Characters):
    """A region code, sorted by its bytes on every database so that a range of codes is a region."""

    default_validators = [check_code]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 13)
        super().__init__(*args, **kwargs)

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        """Bytewise order: SQLite has it by itself, PostgreSQL's default collation skips the dots."""
        parameters: dict[str, Any] = dict(super().db_parameters(connection))
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


@RegionCodeField.register_lookup
class Within(StringLookup):
    """`code within "16.02"`: that region and everything in it. Within "" is everywhere."""

    lookup_name = "within"

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[str | int, ...]]:
        """A range over the column's index."""
        column, parameters = self.process_lhs(compiler, connection)
        region = str(self.rhs)
        if not region:
            return "1 = 1", ()
        return f"({column} >= %s AND {column} < %s)", (*parameters, region, *parameters, f"{region}/")
