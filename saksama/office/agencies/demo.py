"""The bodies that came to the meeting of the news report, and a few more of the regency."""

from saksama.office.agencies import actions
from saksama.office.agencies.models import Agency
from saksama.office.demonstration import Office
from saksama.office.trail.record import record

BODIES = (
    ("Dinas Perhubungan", "Dishub", "Kepala Dinas Perhubungan", "dishub"),
    ("Badan Kesatuan Bangsa dan Politik", "Kesbangpol", "Kepala Badan Kesatuan Bangsa dan Politik", "kesbangpol"),
    ("Badan Pengelolaan Pajak dan Keuangan", "BPPK", "Kepala BPPK", ""),
    ("Kejaksaan Negeri OKI", "Kejari", "Kepala Kejaksaan Negeri", "kejari"),
    ("KPU Kabupaten OKI", "KPU", "Ketua KPU Kabupaten", "kpu"),
    ("Badan Kepegawaian dan Pengembangan SDM", "BKPSDM", "Kepala BKPSDM", ""),
    ("Dinas Kependudukan dan Pencatatan Sipil", "Dukcapil", "Kepala Dinas Kependudukan dan Pencatatan Sipil", ""),
    ("Kepolisian Resor OKI", "Polres", "Kepala Kepolisian Resor", ""),
    ("Dinas Pemberdayaan Masyarakat dan Desa", "DPMD", "Kepala DPMD", ""),
    ("Satuan Polisi Pamong Praja", "Satpol PP", "Kepala Satpol PP", ""),
)


def fill(office: Office) -> None:
    """Ten bodies; four of them have a liaison with an account."""
    for name, short, head, liaison in BODIES:
        email = f"{short.lower().replace(' ', '')}@contoh.example"  # reserved for examples (RFC 2606)
        made = Agency.objects.create(
            region=office.region, name=name, short=short, head=head, address="Kayu Agung", email=email
        )
        if liaison:
            made.liaisons.add(office.people[liaison])
        record(office.people["staf"], actions.AGENCY_WRITTEN, made)
