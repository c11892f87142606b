"""How often each thing happens in the demonstration regency, each with its source.

[S] a published figure, [A] an assumption of ours, made so that the kind is frequent enough to measure recall on.
Unless said otherwise a rate is a share of the voters asked for. Every kind appears at least once where it can.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rates:
    """Planted errors, look-alikes and changes between versions."""

    # Not eligible, yet in the list
    dead_listed: float = 0.0035  # [A] a quarter of the 1.53 % found dead in Sumsel 2023 (96,406 of 6,300,858 [S])
    dead_undocumented: float = 0.25  # [A] share of those with no entry in the civil registry
    under_age: float = 0.000136  # [S] Sumsel 2023: 855 of 6,300,858
    soldiers_listed: float = 0.00008  # [S] Sukoharjo 2024: 43 TNI + 11 Polri of some 680,000
    tms_kept: float = 0.0006  # [A] struck in the DPS, back in the DPT

    # Twice in the list: copies as a share of voters [A], the task's own 1 %
    twice_in_station: float = 0.0025
    twice_in_village: float = 0.0030
    twice_in_regency: float = 0.0030
    household_twice: float = 0.0015
    copy_is_exact: float = 0.25  # [A] share of copies with no typing error

    # Wrong place [A]; KPU itself moved 24 % of Sumsel in 2023 when TPS were drawn anew [S], few of them by mistake
    household_in_wrong_station: float = 0.0010  # share of households
    household_split: float = 0.0015  # share of households of three and more
    oversized_stations: float = 0.0016  # share of stations: 2 of 1,249

    # Single fields [A], in the order of what uji petik reports name
    typing: float = 0.0100
    masked_nik: float = 0.0010
    missing_birthplace: float = 0.0030
    missing_rt_rw: float = 0.0050
    malformed_nik: float = 0.0002
    shared_nik: float = 0.0005
    impossible_age: float = 0.0001
    name_with_digits: float = 0.0001
    nik_of_other_date: float = 0.0200  # [A] true NIK, birth date corrected later: no error, only a trap
    birthdate_heaps: float = 0.0024  # share of stations: 3 of 1,249
    address_heaps: float = 0.0024

    # Different people who look alike
    twins: float = 0.0070  # [A] of births, both grown up and at home
    son_named_as_father: float = 0.0005
    namesakes: float = 0.0005  # same name, both born on 1 January of one year, in two villages

    # Between the versions
    dead_removed: float = 0.0045  # [A] with dead_listed about the 0.9 % a civil registry reports in a year
    moved_away: float = 0.0020  # [S] order of Sumsel 2023 (0.04 %) and Sukoharjo (0.06 %), raised
    unknown_person: float = 0.0003
    soldiers_removed: float = 0.0003
    copies_removed: float = 0.0008
    corrected: float = 0.0150
    moved_station: float = 0.0080

    # Eligible, yet not in the DPT
    vanished: float = 0.0015  # [A] in the DPS, gone from the DPT with no reason
    never_listed: float = 0.0040  # [A] known to nobody but the sample
    claimed: float = 0.0010  # [A] said by KPU to have been added
    claimed_not_added: float = 0.08  # share of those
    not_enumerated_stations: float = 0.0048  # share of stations with one RT left out: 6 of 1,249

    # The special voters (DPK) of the last election
    dpk: float = 0.0120  # [A] DPK of OKI was never published
    dpk_still_missing: float = 0.12  # share of the DPK
    dpk_dead: float = 0.02
    dpk_of_not_enumerated: float = 0.40  # share of the people of the RT left out
    register_typing: float = 0.30  # a register is typed by another hand

    ektp_missing: float = 0.0300  # [S] 17,391 of 577,241 in November 2024
    disabled: float = 0.0060


def count(rate: float, base: int) -> int:
    """How many of `base` the rate makes, at least one."""
    return max(1, round(rate * base))
