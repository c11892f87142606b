"""Areas that were not, or not wholly, enumerated: from the coklit counts, and from people of an RT that no list has."""

from enum import StrEnum

from saksama.language import Text
from saksama.rolls.residue.outcomes import Presence

AREA_COLUMNS: dict[str, str] = {
    "kind": "VARCHAR",  # AreaKind
    "district": "VARCHAR",
    "village": "VARCHAR",
    "tps": "VARCHAR",  # NULL: the whole village, or an RT
    "rt": "VARCHAR",
    "households": "INTEGER",
    "visited": "INTEGER",
    "not_visited": "INTEGER",  # households; for SILENT_RT the people found in no list
    "voters": "INTEGER",  # in the list of this TPS or village
    "voters_left": "INTEGER",  # about how many voters live in the households not visited; NULL: cannot be said
}
# An RT that one missing person names may be a slip of the pen; two do not slip alike.
PEOPLE_OF_AN_RT = 2


class AreaKind(StrEnum):
    """Why an area counts as not enumerated, the gravest first."""

    NEVER = "never"
    SILENT_RT = "silent_rt"
    PARTLY = "partly"
    NOT_REPORTED = "not_reported"

    @property
    def label(self) -> Text:
        return _LABELS[self]


_LABELS = {
    AreaKind.NEVER: Text("Tidak pernah dicoklit", "Never enumerated"),
    AreaKind.SILENT_RT: Text("RT tanpa satu pun pemilih di daftar", "RT without one voter in the list"),
    AreaKind.PARTLY: Text("Sebagian keluarga tidak didatangi", "Some households not visited"),
    AreaKind.NOT_REPORTED: Text("Tanpa laporan coklit", "No coklit report"),
}


def areas_query(*, coklit: bool) -> str:
    """SELECT of AREA_COLUMNS from the tables roll, residue and, with `coklit`, that of stations.py."""
    nothing = ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in AREA_COLUMNS.items())
    parts = [f"SELECT {nothing} WHERE false", _silent_rt()]
    if coklit:
        parts += [_counted(), _stations_not_reported(), _villages_not_reported()]
    ordered = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in AREA_COLUMNS.items())
    return f"SELECT {ordered} FROM ({' UNION ALL BY NAME '.join(parts)}) AS areas"


def _counted() -> str:
    """Voters live in the households not visited as they do in those visited: that many a household, in this TPS."""
    return f"""
    SELECT CASE WHEN c.visited = 0 THEN '{AreaKind.NEVER}' ELSE '{AreaKind.PARTLY}' END AS kind,
      regexp_extract(c.village, '^(.*)\\.[^.]*$', 1) AS district, c.village, c.tps, NULL AS rt, c.households, c.visited,
      coalesce(c.not_visited, c.households) AS not_visited, v.voters,
      CASE WHEN c.visited > 0 THEN round(c.not_visited * v.voters / CAST(c.visited AS DOUBLE)) END AS voters_left
    FROM coklit c
    LEFT JOIN (SELECT village, tps, count(*) AS voters FROM roll GROUP BY ALL) v
      ON v.village = c.village AND v.tps = c.tps
    WHERE c.visited = 0 OR c.not_visited > 0
    """


def _stations_not_reported() -> str:
    return f"""
    SELECT '{AreaKind.NOT_REPORTED}' AS kind, r.district, r.village, r.tps, count(*) AS voters FROM roll r
    WHERE r.village IN (SELECT village FROM coklit) AND r.tps IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM coklit c WHERE c.village = r.village AND c.tps = r.tps)
    GROUP BY ALL
    """


def _villages_not_reported() -> str:
    return f"""
    SELECT '{AreaKind.NOT_REPORTED}' AS kind, any_value(r.district) AS district, r.village, count(*) AS voters
    FROM roll r WHERE r.village IS NOT NULL AND r.village NOT IN (SELECT village FROM coklit)
    GROUP BY r.village
    """


def _silent_rt() -> str:
    """A desa with voters in other RTs, but none in this one, from which several people are in no list."""
    return f"""
    SELECT '{AreaKind.SILENT_RT}' AS kind, any_value(p.district) AS district, p.village, p.rt, count(*) AS not_visited,
      0 AS voters
    FROM residue p
    WHERE p.presence = '{Presence.NOT_IN_LIST}' AND p.village IS NOT NULL AND p.rt IS NOT NULL
      AND EXISTS (SELECT 1 FROM roll r WHERE r.village = p.village AND r.rt IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM roll r WHERE r.village = p.village AND r.rt = p.rt)
    GROUP BY p.village, p.rt HAVING count(*) >= {PEOPLE_OF_AN_RT}
    """
