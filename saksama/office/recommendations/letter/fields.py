"""A letter as plain named values: what the PDF and the Word template are filled with."""

from typing import Any

from saksama.office.recommendations.letter import recap
from saksama.office.recommendations.letter.indonesian import date_in_words, day_and_date, with_dots
from saksama.office.recommendations.letter.letter import Letter
from saksama.office.recommendations.letter.recap import RecapRow
from saksama.office.recommendations.letter.wording import ATTACHMENTS, deadline_sentence


def fields(letter: Letter) -> dict[str, Any]:
    """Texts, lists and dictionaries only. Numbers are already written out the Indonesian way."""
    return {
        "institution": letter.office.institution.upper(),
        "region": letter.office.region.upper(),
        "address": letter.office.address,
        "contact": letter.office.contact,
        "number": letter.number,
        "nature": letter.nature,
        "attachments": letter.attachments,
        "subject": letter.subject,
        "place": letter.place,
        "date": date_in_words(letter.date),
        "addressee": letter.addressee.title,
        "addressee_place": letter.addressee.place,
        "opening": list(letter.opening),
        "groups": [
            {
                "no": str(no),
                "title": group.title,
                "total": with_dots(group.total),
                "request": group.request,
                "legal_basis": "; ".join(basis.text for basis in group.legal_basis),
            }
            for no, group in enumerate(letter.groups, start=1)
        ],
        "total": with_dots(letter.total),
        "legal_basis": [basis.text for basis in letter.legal_basis],
        "deadline": day_and_date(letter.deadline),
        "deadline_sentence": deadline_sentence(letter.deadline_days, letter.deadline),
        "attachment_sentence": ATTACHMENTS,
        "closing": list(letter.closing),
        "position": letter.signatory.position,
        "signatory": letter.signatory.name,
        "nip": letter.signatory.nip,
        "copies": list(letter.copies),
        "districts": [_row(no, row) for no, row in enumerate(recap.by_district(letter.groups), start=1)],
        "villages": [_row(no, row) for no, row in enumerate(recap.by_village(letter.groups), start=1)],
        "totals": _row(0, recap.totals(letter.groups)),
        "verification_code": letter.verification_code,
        "verification_url": letter.verification_url,
    }


def _row(no: int, row: RecapRow) -> dict[str, Any]:
    return {
        "no": str(no),
        "district": row.district,
        "village": row.village,
        "counts": [with_dots(count) if count else "–" for count in row.counts],
        "total": with_dots(row.total),
    }
