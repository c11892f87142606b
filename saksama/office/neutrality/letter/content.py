"""What the letter and its annex say, in words."""

from typing import Any

from django.utils import timezone
from django.utils.translation import override

from saksama.office.election.models import Level, Region
from saksama.office.neutrality.catalogue import acts
from saksama.office.neutrality.models import Group, Handover, NeutralityCase, PersonKind, Source, ViolationClass
from saksama.office.recommendations.letter.indonesian import date_in_words, day_and_date, number_and_words
from saksama.office.recommendations.models import OfficeData

WHOM = {
    PersonKind.PNS: "aparatur sipil negara",
    PersonKind.PPPK: "aparatur sipil negara",
    PersonKind.VILLAGE_HEAD: "kepala desa",
    PersonKind.VILLAGE_OFFICIAL: "perangkat desa",
    PersonKind.TNI: "anggota TNI",
    PersonKind.POLRI: "anggota Polri",
}
KINDS = {
    PersonKind.PNS: "Pegawai Negeri Sipil (PNS)",
    PersonKind.PPPK: "Pegawai Pemerintah dengan Perjanjian Kerja (PPPK)",
    PersonKind.VILLAGE_HEAD: "Kepala Desa",
    PersonKind.VILLAGE_OFFICIAL: "Perangkat Desa",
    PersonKind.TNI: "Anggota TNI",
    PersonKind.POLRI: "Anggota Polri",
}
CLASSES = {
    ViolationClass.ETHICS: "pelanggaran kode etik",
    ViolationClass.MODERATE: "pelanggaran disiplin yang diancam hukuman disiplin sedang",
    ViolationClass.SEVERE: "pelanggaran disiplin yang diancam hukuman disiplin berat",
    ViolationClass.VILLAGE: "pelanggaran larangan bagi kepala desa dan perangkat desa",
    ViolationClass.SERVICE: "pelanggaran ketentuan netralitas anggota TNI/Polri",
}
SOURCES = {
    Source.FIELD: "laporan hasil pengawasan jajaran pengawas pemilihan",
    Source.VIOLATION: "temuan atau laporan dugaan pelanggaran",
    Source.COMPLAINT: "pengaduan yang kami terima",
    Source.THREAT: "hasil pemantauan potensi kerawanan",
    Source.CITIZEN: "informasi dari masyarakat",
    Source.CHAT: "informasi awal dari jajaran pengawas pemilihan",
    Source.MEDIA: "hasil pengawasan media sosial",
    Source.AGENCY: "informasi dari instansi",
}


def letter_content(handover: Handover) -> dict[str, Any]:
    """Plain data for the templates, without the link. Names the person: whoever makes a letter writes that down."""
    case = handover.case
    office = OfficeData.of(".".join(case.region.split(".")[: Level.REGENCY]))
    assessment = case.assessment
    with override("id"):
        evidence = [
            {
                "title": each.title,
                "kind": str(each.get_kind_display()),
                "seen": date_in_words(each.seen),
                "url": each.url,
                "file": each.attachment.name if each.attachment else "",
                "sha256": each.attachment.sha256 if each.attachment else "",
            }
            for each in case.evidence.select_related("attachment")
        ]
    return {
        "institution": office.institution,
        "region": office.title,
        "address": office.address,
        "contact": office.contact,
        "place": office.place or office.title,
        "date": date_in_words(handover.dated),
        "number": handover.number,
        "nature": "Rahasia",
        "attachments": "1 (satu) berkas",
        "subject": f"Penerusan dugaan pelanggaran netralitas {WHOM[PersonKind(case.person_kind)]}",
        "addressee": handover.addressee,
        "addressee_place": handover.addressee_place,
        "whom": WHOM[PersonKind(case.person_kind)],
        "source": SOURCES[Source(case.source)],
        "received": day_and_date(case.day),
        "case_number": case.number,
        "person": _person(case),
        "occurred": day_and_date(case.occurred),
        "where": _where(case),
        "act": acts()[case.conduct].title.id,
        "account": _paragraphs(case.account),
        "class": CLASSES[ViolationClass(assessment.klass)],
        "bases": assessment.bases,
        "answer_by": date_in_words(handover.answer_by),
        "position": office.position,
        "signatory": office.signatory,
        "nip": office.nip,
        "copies": [line.strip() for line in handover.copies.splitlines() if line.strip()],
        "facts": [line.strip() for line in assessment.facts.splitlines() if line.strip()],
        "analysis": _paragraphs(assessment.analysis),
        "reason": _paragraphs(assessment.reason),
        "assessed": date_in_words(timezone.localdate(assessment.at)),
        "evidence": evidence,
        "evidence_number": number_and_words(len(evidence)),
        "is_draft": handover.issued is None,
    }


def _person(case: NeutralityCase) -> list[tuple[str, str]]:
    number = "NRP" if case.group == Group.SERVICE else "NIP"
    rows = [
        ("Nama", case.name or "(belum diketahui)"),
        (number, case.nip),
        ("Status", KINDS[PersonKind(case.person_kind)]),
        ("Jabatan", case.position),
        ("Instansi", ", ".join(filter(None, [case.unit, case.agency.name if case.agency else ""]))),
    ]
    return [(label, value) for label, value in rows if value]


def _where(case: NeutralityCase) -> str:
    codes = [case.region, ".".join(case.region.split(".")[: Level.DISTRICT])]
    names = dict(Region.objects.filter(code__in=codes).values_list("code", "name"))
    return ", ".join(dict.fromkeys(filter(None, [case.place, *(names.get(code) for code in codes)])))


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
