"""What a rule is. Adding one means adding one entry in one file under `rules/`."""

from dataclasses import dataclass, field
from typing import Self

from saksama.language import Text
from saksama.rolls.findings import Category, Severity

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Example:
    """Rows of the tables a rule needs, by table name; columns left out are NULL. `record` is given by order from 0."""

    tables: dict[str, list[Row]]

    @classmethod
    def of(cls, **tables: list[Row]) -> Self:
        """`Example.of(roll=[{...}], deaths=[{...}])`."""
        return cls(tables)


@dataclass(frozen=True, slots=True)
class Rule:
    """One check: code, law, severity, query, and an example that must hit and one that must not.

    `query` is one SELECT over `roll`, `params`, the tables in `needs` and `helped_by`, and the reference tables of
    `tables.py`, in DuckDB's SQL, kept to what other engines have too. One row is one finding. Its columns:

    - the records concerned: `record` (BIGINT, of the roll), or `records` (BIGINT[], may be empty) for several; beside
      either, `others` (BIGINT[], of `other_roll`). A finding about a place alone has none of them;
    - where the finding differs from the rule: `severity`, `tms_reason`; an estimate: `probability`;
    - where it is about a place: `district`, `village`, `tps` (else those of the first record);
    - every value named in `says`.

    `says` is the evidence in words. `{value}` is a column of the query, `{value:date}` a date as dd-mm-yyyy,
    `{value:percent}` a share of 1 in whole percent, `{value:count}` how many (54.282), `{value:mean}` a DECIMAL of one
    place (1.240,5). What is a name and no amount, as a TPS, an RT or a code, has no format. A NIK or NKK is never among
    them.
    """

    code: str
    title: Text
    seeks: Text  # what it looks for, and what it deliberately leaves alone
    category: Category
    severity: Severity
    law: str
    query: str
    says: Text
    proof: Text  # what is kept as proof, and who issues it
    hit: Example
    miss: Example
    tms_reason: str | None = None
    other_roll: str | None = None
    needs: tuple[str, ...] = ()
    helped_by: tuple[str, ...] = ()  # tables that sharpen the query; without rows where they are not given
    columns: tuple[str, ...] = field(default=())  # roll columns that must not be wholly empty, else the rule is skipped
