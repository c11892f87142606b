"""Heaps: one birth date, one name, one address, or one kind of person far too often in one place.

Expected counts come from the list itself, so that what is common everywhere (1 January, a favourite name) is no heap.
See `chance.py` for how unlikely is unlikely enough.
"""

from datetime import date, timedelta

from saksama.language import Text
from saksama.rolls.check import law
from saksama.rolls.check.chance import count_is_too_high, share_is_odd
from saksama.rolls.check.rule import Example, Row, Rule
from saksama.rolls.check.rules.examples import HERE, OTHER_VILLAGE
from saksama.rolls.findings import Category, Severity

_PROOF = Text(
    "Uji petik: temui orang-orangnya; catat berapa yang ada dan berapa yang datanya benar.",
    "A sample check: meet the people; note how many are there and whose data are right.",
)
# Fewer than this is never called a heap, whatever the arithmetic says.
_LEAST = 5
# So often must an address come up among others, each time with no more people than a small household.
_TIMES, _SHORT_RUN = 6, 3
# An address of fewer people lies between others by nature; it is neither judged nor a measure for the large ones.
_NEIGHBOURHOOD = 30


def _heap(value: str, where: str) -> str:
    """People of one station who share a value: more than the value's share in the whole list gives there by chance.

    The number of groups looked at is bounded by the number of voters.
    """
    return f"""
        WITH one AS (
            SELECT record, district, village, tps, {value} AS what FROM roll
            WHERE village IS NOT NULL AND tps IS NOT NULL AND {where}
        ),
        everywhere AS (SELECT what, CAST(count(*) AS DOUBLE) AS n FROM one GROUP BY what HAVING count(*) >= {_LEAST}),
        station AS (SELECT village, tps, CAST(count(*) AS DOUBLE) AS voters FROM one GROUP BY village, tps),
        total AS (SELECT CAST(count(*) AS DOUBLE) AS voters FROM one),
        pile AS (SELECT village, tps, what, count(*) AS n FROM one GROUP BY village, tps, what
            HAVING count(*) >= {_LEAST}),
        heap AS (
            SELECT p.village, p.tps, p.what, p.n, s.voters * e.n / t.voters AS expected
            FROM pile p JOIN everywhere e ON e.what = p.what JOIN station s ON s.village = p.village AND s.tps = p.tps
                CROSS JOIN total t
            WHERE {count_is_too_high("p.n", "(s.voters * e.n / t.voters)", "t.voters")}
        )
        SELECT max(o.district) AS district, h.village, h.tps, h.what AS what, h.n AS n,
            CAST(round(h.expected, 1) AS DECIMAL(9, 1)) AS expected, list(o.record) AS records
        FROM heap h JOIN one o ON o.village = h.village AND o.tps = h.tps AND o.what = h.what
        GROUP BY h.village, h.tps, h.what, h.n, h.expected"""


def _born(n: int, place: Row, start: date = date(1960, 1, 1)) -> list[Row]:
    """n people born on n different days, half of them women."""
    return [{**place, "birthdate": start + timedelta(days=11 * i), "sex": "LP"[i % 2]} for i in range(n)]


RULES = (
    Rule(
        code="A05",
        title=Text("Tumpukan tanggal lahir", "Heap of one birth date"),
        seeks=Text(
            f"{_LEAST} orang atau lebih di satu TPS dengan tanggal lahir sama, jauh di atas yang diharapkan dari "
            "seluruh daftar.",
            f"{_LEAST} people or more of a station with one birth date, far above what the whole list lets expect.",
        ),
        category=Category.ANOMALY,
        severity=Severity.MEDIUM,
        law=law.WITHOUT_BASIS,
        columns=("birthdate", "village", "tps"),
        query=_heap("birthdate", "birthdate IS NOT NULL"),
        says=Text(
            "{n:count} pemilih TPS {tps} lahir pada {what:date}; menurut seluruh daftar diharapkan {expected:mean}.",
            "{n:count} voters of TPS {tps} are born on {what:date}; by the whole list {expected:mean} are to be "
            "expected.",
        ),
        proof=_PROOF,
        hit=Example.of(
            roll=[*([{**HERE, "birthdate": date(1971, 8, 17)}] * 20), *_born(100, HERE), *_born(1200, OTHER_VILLAGE)]
        ),
        miss=Example.of(
            roll=[
                *([{**HERE, "birthdate": date(1970, 1, 1)}] * 9),
                *([{**OTHER_VILLAGE, "birthdate": date(1970, 1, 1)}] * 9),
                *_born(50, HERE),
                *_born(50, OTHER_VILLAGE),
            ]
        ),  # fmt: skip
    ),
    Rule(
        code="A07",
        title=Text("Tumpukan nama", "Heap of one name"),
        seeks=Text(
            f"{_LEAST} orang atau lebih di satu TPS dengan nama lengkap sama (dua kata atau lebih), jauh di atas yang "
            "diharapkan dari seluruh daftar.",
            f"{_LEAST} people or more of a station with one full name (two words or more), far above what the whole "
            "list lets expect.",
        ),
        category=Category.ANOMALY,
        severity=Severity.LOW,
        law=law.WITHOUT_BASIS,
        columns=("name", "village", "tps"),
        query=_heap("name_standard", "name_standard LIKE '% %'"),
        says=Text(
            "{n:count} pemilih TPS {tps} bernama {what}; menurut seluruh daftar diharapkan {expected:mean}.",
            "{n:count} voters of TPS {tps} are named {what}; by the whole list {expected:mean} are to be expected.",
        ),
        proof=_PROOF,
        hit=Example.of(
            roll=[
                *([{**HERE, "name": "SITI AMINAH"}] * 9),
                *({**OTHER_VILLAGE, "name": f"{'ABDE'[i % 4]}NI {'KLMN'[i // 4 % 4]}ARTA"} for i in range(600)),
            ]
        ),
        miss=Example.of(
            roll=[*([{**HERE, "name": "SITI AMINAH"}] * 9), *([{**OTHER_VILLAGE, "name": "SITI AMINAH"}] * 9)]
        ),
    ),
    Rule(
        code="A08",
        title=Text("Tumpukan alamat", "Heap at one address"),
        seeks=Text(
            "Satu alamat bernomor rumah dengan jauh lebih banyak pemilih daripada alamat bernomor lain, dan "
            "sedikitnya 15. Alamat tanpa nomor rumah (dusun, jalan) tidak dinilai.",
            "One address with a house number with far more voters than other such addresses, and at least 15. "
            "Addresses without a house number (hamlet, street) are not judged.",
        ),
        category=Category.ANOMALY,
        severity=Severity.MEDIUM,
        law=law.WITHOUT_BASIS,
        columns=("address", "village"),
        query=f"""
            WITH house AS (
                SELECT max(district) AS district, village, address, coalesce(rt, '') AS rt, coalesce(rw, '') AS rw,
                    list(record) AS records, count(*) AS n
                FROM roll WHERE village IS NOT NULL
                    AND regexp_matches(upper(address), '\\b(NO|NOMOR|BLOK)[ .:]*[A-Z]?[0-9]')
                GROUP BY village, address, coalesce(rt, ''), coalesce(rw, '')
            ),
            typical AS (SELECT avg(n) AS n, CAST(count(*) AS DOUBLE) AS houses FROM house)
            SELECT h.district, h.village, CAST(NULL AS VARCHAR) AS tps, h.records, h.n, h.address,
                CAST(round(t.n, 1) AS DECIMAL(9, 1)) AS expected
            FROM house h CROSS JOIN typical t WHERE h.n >= 15 AND {count_is_too_high("h.n", "t.n", "t.houses")}""",
        says=Text(
            "{n:count} pemilih beralamat di {address}; rata-rata alamat bernomor {expected:mean}.",
            "{n:count} voters at the address {address}; the mean of addresses with a number is {expected:mean}.",
        ),
        proof=_PROOF,
        hit=Example.of(
            roll=[
                *([{**HERE, "address": "JL. MERDEKA NO. 7"}] * 40),
                *({**HERE, "address": f"JL. MERDEKA NO. {100 + i // 3}"} for i in range(300)),
            ]
        ),  # fmt: skip
        miss=Example.of(roll=[*([{**HERE, "address": "DUSUN II"}] * 40), {**HERE, "address": "JL. MERDEKA NO. 8"}]),
    ),
    Rule(
        code="A09",
        title=Text("Terlalu banyak pemilih sangat tua", "Too many very old voters"),
        seeks=Text(
            "TPS dengan jauh lebih banyak pemilih berumur 90 tahun ke atas daripada yang diharapkan: mungkin kematian "
            "yang tidak dilaporkan.",
            "A station with far more voters of 90 years and above than to be expected: perhaps deaths never reported.",
        ),
        category=Category.ANOMALY,
        severity=Severity.MEDIUM,
        law=law.WITHOUT_BASIS,
        columns=("age_on_voting_day", "village", "tps"),
        query=f"""
            WITH station AS (
                SELECT max(district) AS district, village, tps, CAST(count(*) AS DOUBLE) AS voters,
                    sum(CASE WHEN age_on_voting_day >= 90 THEN 1 ELSE 0 END) AS old
                FROM roll WHERE village IS NOT NULL AND tps IS NOT NULL GROUP BY village, tps
            ),
            total AS (SELECT sum(old) / sum(voters) AS share, CAST(count(*) AS DOUBLE) AS stations FROM station)
            SELECT s.district, s.village, s.tps, CAST(s.old AS INTEGER) AS old,
                CAST(round(s.voters * t.share, 1) AS DECIMAL(9, 1)) AS expected
            FROM station s CROSS JOIN total t
            WHERE s.old >= {_LEAST} AND {count_is_too_high("s.old", "(s.voters * t.share)", "t.stations")}""",
        says=Text(
            "{old:count} pemilih TPS {tps} berumur 90 tahun ke atas; diharapkan {expected:mean}.",
            "{old:count} voters of TPS {tps} are 90 or older; {expected:mean} are to be expected.",
        ),
        proof=_PROOF,
        hit=Example.of(
            roll=[*([{**HERE, "birthdate": date(1930, 5, 5)}] * 20), *_born(100, HERE), *_born(600, OTHER_VILLAGE)]
        ),
        miss=Example.of(
            roll=[*([{**HERE, "birthdate": date(1930, 5, 5)}] * 5), *_born(300, HERE), *_born(300, OTHER_VILLAGE)]
        ),
    ),
    Rule(
        code="A10",
        title=Text("Perbandingan laki-laki dan perempuan janggal", "Odd ratio of men and women"),
        seeks=Text(
            "TPS yang bagian perempuannya terlalu jauh dari bagian di seluruh daftar (lokasi khusus dapat menjadi "
            "sebabnya).",
            "A station whose share of women is too far from that of the whole list (a special place can be the cause).",
        ),
        category=Category.ANOMALY,
        severity=Severity.LOW,
        law=law.WITHOUT_BASIS,
        columns=("sex", "village", "tps"),
        query=f"""
            WITH station AS (
                SELECT max(district) AS district, village, tps, CAST(count(*) AS DOUBLE) AS voters,
                    avg(CASE WHEN sex = 'P' THEN 1.0 ELSE 0.0 END) AS women
                FROM roll WHERE village IS NOT NULL AND tps IS NOT NULL AND sex IN ('L', 'P') GROUP BY village, tps
            ),
            total AS (SELECT sum(women * voters) / sum(voters) AS women, CAST(count(*) AS DOUBLE) AS stations
                FROM station)
            SELECT s.district, s.village, s.tps, CAST(s.voters AS INTEGER) AS voters, s.women, t.women AS everywhere
            FROM station s CROSS JOIN total t
            WHERE {share_is_odd("s.women", "t.women", "s.voters", "t.stations")}""",
        says=Text(
            "{women:percent} dari {voters:count} pemilih TPS {tps} perempuan; di seluruh daftar {everywhere:percent}.",
            "{women:percent} of the {voters:count} voters of TPS {tps} are women; in the whole list "
            "{everywhere:percent}.",
        ),
        proof=_PROOF,
        hit=Example.of(roll=[*([{**HERE, "sex": "L"}] * 200), *_born(800, OTHER_VILLAGE)]),
        miss=Example.of(roll=[*_born(200, HERE), *_born(200, OTHER_VILLAGE)]),
    ),
    Rule(
        code="A21",
        title=Text("Alamat tersisip di sela yang lain", "An address in between others"),
        seeks=Text(
            f"Alamat dan RT yang di daftar satu TPS {_TIMES} kali atau lebih tersisip di tengah orang-orang beralamat "
            "sama yang lain, jauh lebih sering daripada alamat lain: orang serumah dan setetangga berurutan dalam "
            "daftar, maka yang tersisip mungkin dipindahkan ke alamat itu. Daftar yang tidak urut per rumah tidak "
            "dipersoalkan.",
            f"An address and RT that in the list of a station stands {_TIMES} times or more in the midst of people of "
            "one other address, far more often than others do: households and neighbours stand together, so those in "
            "between may have been put to that address. A list not ordered by household is not complained of.",
        ),
        category=Category.ANOMALY,
        severity=Severity.MEDIUM,
        law=law.WITHOUT_BASIS,
        columns=("address", "rt", "village", "tps"),
        query=f"""
            WITH placed AS (
                SELECT record, district, village, tps, address, rt,
                    concat(upper(address), '|', rt, '|', coalesce(rw, '')) AS spot
                FROM roll WHERE village IS NOT NULL AND tps IS NOT NULL AND address IS NOT NULL AND rt IS NOT NULL
            ),
            opened AS (
                SELECT *, CASE WHEN lag(spot) OVER (PARTITION BY village, tps ORDER BY record) = spot THEN 0
                    ELSE 1 END AS opens FROM placed
            ),
            numbered AS (SELECT *, sum(opens) OVER (PARTITION BY village, tps ORDER BY record) AS run FROM opened),
            run AS (
                SELECT village, tps, spot, run, max(district) AS district, max(address) AS address, max(rt) AS rt,
                    list(record) AS records, CAST(count(*) AS DOUBLE) AS people
                FROM numbered GROUP BY village, tps, spot, run
            ),
            beside AS (
                SELECT *, lag(spot) OVER (PARTITION BY village, tps ORDER BY run) AS before,
                    lead(spot) OVER (PARTITION BY village, tps ORDER BY run) AS after,
                    lag(people) OVER (PARTITION BY village, tps ORDER BY run) AS people_before,
                    lead(people) OVER (PARTITION BY village, tps ORDER BY run) AS people_after
                FROM run
            ),
            told AS (
                SELECT *, coalesce(people <= {_SHORT_RUN} AND before = after
                    AND people < people_before AND people < people_after, false) AS is_inserted
                FROM beside
            ),
            spot AS (
                SELECT village, tps, spot, sum(people) AS people,
                    CAST(sum(CASE WHEN is_inserted THEN 1 ELSE 0 END) AS DOUBLE) AS times
                FROM told GROUP BY village, tps, spot HAVING sum(people) >= {_NEIGHBOURHOOD}
            ),
            station AS (
                SELECT village, tps, sum(people) AS people, sum(times) AS times FROM spot GROUP BY village, tps
            ),
            total AS (SELECT sum(times) / sum(people) AS rate, CAST(count(*) AS DOUBLE) AS spots FROM spot),
            judged AS (
                SELECT p.village, p.tps, p.spot, p.times, t.spots,
                    p.people * greatest(t.rate, (s.times - p.times) / greatest(s.people - p.people, 1)) AS expected
                FROM spot p JOIN station s ON s.village = p.village AND s.tps = p.tps CROSS JOIN total t
                WHERE p.times >= {_TIMES}
            )
            SELECT max(r.district) AS district, j.village, j.tps, max(r.address) AS address, max(r.rt) AS rt,
                CAST(j.times AS INTEGER) AS times, CAST(round(j.expected, 1) AS DECIMAL(9, 1)) AS expected,
                flatten(list(r.records)) AS records
            FROM judged j JOIN told r ON r.village = j.village AND r.tps = j.tps AND r.spot = j.spot
            WHERE r.is_inserted AND {count_is_too_high("j.times", "j.expected", "j.spots")}
            GROUP BY j.village, j.tps, j.spot, j.times, j.expected""",
        says=Text(
            "{address} RT {rt} tersisip {times:count} kali di sela alamat lain di daftar TPS {tps}; diharapkan "
            "{expected:mean}.",
            "{address} RT {rt} stands {times:count} times in between other addresses in the list of TPS {tps}; "
            "{expected:mean} "
            "are to be expected.",
        ),
        proof=_PROOF,
        hit=Example.of(
            roll=[
                {**HERE, "address": "DUSUN I" if i % 10 == 9 else "DUSUN II", "rt": "001" if i % 10 == 9 else "002"}
                for i in range(300)
            ]
        ),
        miss=Example.of(roll=[{**HERE, "address": "DUSUN I", "rt": f"00{i % 2}"} for i in range(300)]),
    ),
)
