"""What stands on every letter of an office: letterhead, signatory, addressee, archive codes, its own template."""

from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.region_code import RegionCodeField
from saksama.office.accounts.scope import Regional, RegionalQuerySet
from saksama.office.election.models import Region
from saksama.office.recommendations.letter import LegalBases

MOST_DAYS = 30


class Nature(models.TextChoices):
    """How urgent or secret a letter says it is; the words of official letters."""

    ORDINARY = "Biasa", "Biasa"
    IMPORTANT = "Penting", "Penting"
    URGENT = "Segera", "Segera"
    SECRET = "Rahasia", "Rahasia"


class OfficeData(Regional):
    """The data of one office, one row a region."""

    region = RegionCodeField(_("region code"), unique=True)
    institution = models.CharField(_("institution"), max_length=120, default="Badan Pengawas Pemilihan Umum")
    title = models.CharField(_("region, as on the letterhead"), max_length=120)
    address = models.CharField(_("address"), max_length=200)
    contact = models.CharField(_("telephone, e-mail, website"), max_length=200, blank=True)
    place = models.CharField(_("place where letters are dated"), max_length=60)
    classification = models.CharField(
        _("archive classification"),
        max_length=20,
        default="PM.00.01",
        validators=[RegexValidator(r"^[A-Z]{2}(\.\d{2}){1,3}$", _("Write it like PM.00.01."))],
    )
    office_code = models.CharField(
        _("office code in letter numbers"),
        max_length=10,
        validators=[RegexValidator(r"^K(\.[A-Z]{2}-\d{2})?$", _("Write it like K.SS-09."))],
    )
    position = models.CharField(_("position of who signs"), max_length=80, default="Ketua")
    signatory = models.CharField(_("name of who signs"), max_length=120)
    nip = models.CharField(
        _("NIP of who signs"),
        max_length=18,
        blank=True,
        validators=[RegexValidator(r"^\d{18}$", _("A NIP has 18 digits."))],
    )
    addressee = models.CharField(_("addressee"), max_length=160)
    addressee_place = models.CharField(_("where the addressee sits"), max_length=60)
    nature = models.CharField(_("nature"), max_length=10, choices=Nature.choices, default=Nature.URGENT)
    copies = models.TextField(_("copies to"), blank=True, max_length=1000)  # one a line
    deadline_days = models.PositiveSmallIntegerField(
        _("days to carry it out"),
        default=LegalBases.load().deadline_days,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)],
    )
    logo_sha256 = models.CharField(max_length=64, blank=True)
    template_sha256 = models.CharField(max_length=64, blank=True)  # empty: the shipped one
    template_name = models.CharField(max_length=200, blank=True)

    objects: ClassVar["RegionalQuerySet[OfficeData]"] = RegionalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(deadline_days__gte=1, deadline_days__lte=MOST_DAYS), name="office_deadline_possible"
            )
        ]

    def __str__(self) -> str:
        return f"{self.institution} {self.title}"

    @classmethod
    def of(cls, region: str) -> "OfficeData":
        """That of a region; not yet saved, with what can be guessed, where nobody has filled it in."""
        found = cls.objects.filter(region=region).first()
        if found is not None:
            return found
        name = Region.objects.filter(code=region).values_list("name", flat=True).first() or region
        return cls(region=region, title=name, addressee=f"Ketua KPU {name}")

    @property
    def is_complete(self) -> bool:
        """True once a letter can be written with it."""
        needed = (self.pk, self.address, self.place, self.office_code, self.signatory, self.addressee)
        return all(needed)

    @property
    def short_name(self) -> str:
        """Bawaslu Kabupaten …, as the text of a letter calls it."""
        return f"Bawaslu {self.title}"

    @property
    def template(self) -> bytes | None:
        """The office's own Word template, None for the shipped one."""
        return _kept(self.template_sha256, ".docx")

    @property
    def logo(self) -> bytes | None:
        """The office's own PNG; none is shipped."""
        return _kept(self.logo_sha256, ".png")


def _kept(sha256: str, suffix: str) -> bytes | None:
    if not sha256:
        return None
    return (Path(settings.DATA_FOLDER) / "files" / sha256[:2] / f"{sha256}{suffix}").read_bytes()
