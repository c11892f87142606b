"""Each person sought, from the linkage to whether they are in the list: SQL, as text."""

from saksama.rolls.check.notes import says_tms
from saksama.rolls.residue.outcomes import RESIDUE_COLUMNS, Presence, Sought
from saksama.rolls.verify.look_up import SURE, name_key

# SQL: what a register says plainly of the person: an equal whole NIK, or equal name and birth date. It only excuses.
_IN_REGISTER = """EXISTS (SELECT 1 FROM {register} x
    WHERE x.nik_known = p.nik_known OR (x.name_key = p.name_key AND x.birthdate = p.birthdate))"""


def people_query(sought: Sought, registers: frozenset[str]) -> str:
    """SELECT of RESIDUE_COLUMNS, one row a person of the prepared table `sought`; probability is that of the match.

    Needs the tables roll, matched_<sought> (link.matches), _villages, _unlinked, _reasons, tms_notes, and those of
    `registers` (deaths, police_army), prepared.
    """
    excused = [f"WHEN {says_tms('p.note')} THEN 'noted'"]
    for register, reason in (("deaths", "dead"), ("police_army", "serving")):
        if register in registers:
            excused.append(f"WHEN {_IN_REGISTER.format(register=register)} THEN '{reason}'")

    def filled(text: str) -> str:
        # Rounded down: nobody is the same person for certain.
        percent = "CAST(CAST(floor(100 * least(s.probability, 0.999)) AS INTEGER) AS VARCHAR)"
        said = f"coalesce(s.reasons_{text[-2:]}, '')"
        return f"replace(replace({text}, '{{reasons}}', {said}), '{{percent}}', coalesce({percent}, ''))"

    made = {
        "presence": "r.presence",
        "reason_id": filled("r.reason_id"),
        "reason_en": filled("r.reason_en"),
        "source": f"'{sought}'",
    }
    columns = ", ".join(
        f"CAST({made.get(name, f's.{name}')} AS {kind}) AS {name}" for name, kind in RESIDUE_COLUMNS.items()
    )
    return f"""
    WITH seen AS (
      SELECT p.record, p.source_file, p.source_row, p.district, p.village, p.tps, p.rt,
        m."right" AS roll_record, m.probability, m.reasons_id, m.reasons_en,
        CASE
          WHEN m.probability >= {SURE} THEN 'found'
          {" ".join(excused)}
          WHEN m."right" IS NOT NULL THEN 'perhaps'
          WHEN p.name IS NULL OR (p.birthdate IS NULL AND p.age IS NULL) THEN 'unknown'
          WHEN NOT EXISTS (SELECT 1 FROM _villages v WHERE v.village = p.village) THEN 'no_village'
          WHEN EXISTS (
            SELECT 1 FROM _unlinked n WHERE n.village = p.village AND n.name = {name_key("p.name")}
              AND coalesce(abs(n.born - year(p.birthdate)) <= 1, true)
          ) THEN 'namesake'
          ELSE 'gone'
        END AS reason
      FROM "{sought}" p LEFT JOIN "matched_{sought}" m ON m."left" = p.record
    )
    SELECT {columns} FROM seen s JOIN _reasons r ON r.reason = s.reason
    """


def missed_links_query(missed: float) -> str:
    """SELECT of the table residue with a probability also for people found nowhere: that a link was missed.

    `missed`: the share of listed people whom the linkage does not find. So found × missed / (1 - missed) of those found
    nowhere are listed after all; that number is shared equally among them.
    """
    others = ", ".join(name for name in RESIDUE_COLUMNS if name != "probability")
    gone, found = f"presence = '{Presence.NOT_IN_LIST}'", f"presence = '{Presence.IN_LIST}'"
    return f"""
    SELECT {others},
      CASE WHEN {gone} THEN least(1.0,
          count(*) FILTER ({found}) OVER of_source * {missed / (1 - missed)} / count(*) FILTER ({gone}) OVER of_source)
        ELSE probability END AS probability
    FROM residue WINDOW of_source AS (PARTITION BY source)
    """
