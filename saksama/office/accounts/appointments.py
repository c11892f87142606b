"""Accounts from the office's appointment list: read and checked as a whole, made all or not at all."""

import re
import unicodedata
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from saksama.errors import InputError
from saksama.language import Text
from saksama.office.accounts import actions, invitations
from saksama.office.accounts.access import REGION_LEVELS, Role
from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import PATTERN, covers, level_of
from saksama.office.election.models import Region
from saksama.office.table_lines import read_lines
from saksama.office.trail.record import record

MOST_ROWS = 5000

HEADINGS = {
    "name": ("nama", "nama lengkap", "name"),
    "role": ("peran", "jabatan", "role"),
    "region": ("kode wilayah", "kode", "wilayah", "region", "region code", "code"),
    "email": ("surel", "email", "e-mail", "alamat surel"),
    "phone": ("telepon", "hp", "no hp", "nomor hp", "telp", "phone", "telephone"),
}

ROLE_WORDS = {
    Role.ADMINISTRATOR: ("administrator", "admin"),
    Role.HEAD: ("head", "ketua", "pimpinan", "ketua bawaslu", "anggota bawaslu"),
    Role.STAFF: ("staff", "staf", "staf bawaslu", "bawaslu"),
    Role.DISTRICT: ("district", "panwascam", "panwaslu kecamatan", "panwaslucam", "panwaslu kec"),
    Role.VILLAGE: (
        "village",
        "pkd",
        "panwaslu desa",
        "panwaslu kelurahan/desa",
        "pengawas desa",
        "pengawas kelurahan/desa",
    ),
    Role.PROSECUTOR: ("prosecutor", "kejari", "kejaksaan", "intelijen kejaksaan", "intel kejari"),
    Role.AGENCY: ("agency", "instansi", "opd", "penghubung instansi"),
    Role.KPU: ("kpu", "penghubung kpu", "kpu kabupaten"),
}
ROLE_OF_WORD = {word: role for role, words in ROLE_WORDS.items() for word in words}


@dataclass(frozen=True)
class Appointment:
    """One line of the list, checked."""

    row: int  # as a spreadsheet counts, the heading being 1
    name: str
    role: Role
    region: str
    email: str
    phone: str


@dataclass(frozen=True)
class Reading:
    """The whole list: every good line and every problem. Accounts are made only if there is no problem."""

    appointments: list[Appointment]
    problems: list[InputError]


def read(content: bytes, file: str, administrator: Account) -> Reading:
    """Reads the list (xlsx, or csv with comma or semicolon) and checks every line.

    Raises:
        InputError: it cannot be read at all, or a column is missing.
    """
    rows = _rows(content, file)
    columns = _columns(rows[0] if rows else [], file)
    known = set(Region.objects.within(administrator.region).values_list("code", flat=True))
    taken = set(Account.objects.exclude(email="").values_list("email", flat=True))
    people = set(Account.objects.values_list("name", "role", "region"))
    appointments: list[Appointment] = []
    problems: list[InputError] = []
    for number, cells in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        values = {key: cells[at].strip() if at < len(cells) else "" for key, at in columns.items()}
        line = _Line(file, number, values, administrator.region, known)
        found = line.problems()
        appointment = None if found else line.appointment()
        if appointment is not None:
            person = (appointment.name, appointment.role.value, appointment.region)
            if person in people:
                found.append(line.problem("name", "Orang ini sudah ada.", "This person is there already."))
            if appointment.email and appointment.email in taken:
                found.append(line.problem("email", "Surel ini sudah dipakai.", "This e-mail is in use already."))
            people.add(person)
            taken.add(appointment.email)
            appointments.append(appointment)
        problems += found
    return Reading(appointments, problems)


@transaction.atomic
def create(appointments: list[Appointment], administrator: Account) -> list[tuple[Account, str]]:
    """Makes all accounts and gives each with its one-time code, in the order of the list."""
    taken = set(Account.objects.values_list("username", flat=True))
    made = []
    for appointment in appointments:
        account = Account(
            username=free_username(appointment.name, taken),
            name=appointment.name,
            role=appointment.role,
            region=appointment.region,
            email=appointment.email,
            phone=appointment.phone,
        )
        account.set_unusable_password()
        account.full_clean(exclude=["password"])
        account.save()
        taken.add(account.username)
        details = {"role": account.role, "row": appointment.row}
        record(administrator, actions.ACCOUNT_CREATED, account, details=details)
        made.append((account, invitations.issue(account, administrator)))
    return made


def free_username(name: str, taken: set[str]) -> str:
    """An account name from a person's: the first two words, and a number if somebody has it already.

    >>> free_username("Siti Nur'aini, S.Pd.", {"siti.nuraini"})
    'siti.nuraini2'
    """
    plain = unicodedata.normalize("NFKD", name.partition(",")[0]).encode("ascii", "ignore").decode().lower()
    words = [re.sub(r"[^a-z0-9]", "", word) for word in plain.split()]
    base = ".".join([word for word in words if word][:2])[:50] or "akun"
    candidate, number = base, 1
    while candidate in taken:
        number += 1
        candidate = f"{base}{number}"
    return candidate


@dataclass(frozen=True)
class _Line:
    file: str
    row: int
    values: dict[str, str]
    area: str
    known: set[str]

    def problem(self, column: str, indonesian: str, english: str) -> InputError:
        remedy = Text("Perbaiki baris ini lalu unggah lagi.", "Correct the line and upload again.")
        return InputError(Text(indonesian, english), remedy, file=self.file, row=self.row, column=HEADINGS[column][0])

    def problems(self) -> list[InputError]:
        found = []
        name, word, region, email = (self.values.get(key, "") for key in ("name", "role", "region", "email"))
        role = ROLE_OF_WORD.get(word.lower())
        if not name:
            found.append(self.problem("name", "Nama kosong.", "The name is empty."))
        if role is None:
            found.append(self.problem("role", f"Peran “{word}” tidak dikenal.", f"The role “{word}” is unknown."))
        if not PATTERN.fullmatch(region):
            text = f"Kode wilayah “{region}” salah tulis.", f"“{region}” is no region code."
            found.append(self.problem("region", *text))
        elif not covers(self.area, region) or (self.known and region not in self.known):
            text = f"Wilayah {region} tidak ada di wilayah Anda.", f"There is no region {region} in yours."
            found.append(self.problem("region", *text))
        elif role is not None and level_of(region) not in REGION_LEVELS[role]:
            text = f"Peran ini tidak cocok dengan wilayah {region}.", f"This role does not go with region {region}."
            found.append(self.problem("region", *text))
        if email and not _is_email(email):
            found.append(self.problem("email", "Alamat surel salah tulis.", "The e-mail address is malformed."))
        return found

    def appointment(self) -> Appointment:
        role = ROLE_OF_WORD[self.values["role"].lower()]
        email, phone = self.values.get("email", "").lower(), self.values.get("phone", "")[:20]
        return Appointment(self.row, self.values["name"][:120], role, self.values["region"], email, phone)


def _rows(content: bytes, file: str) -> list[list[str]]:
    rows = [[_text(cell) for cell in line] for line in read_lines(content, file)]
    count = sum(any(row) for row in rows[1:])
    if not 0 < count <= MOST_ROWS:
        what = Text(f"Ada {count} baris; 1 sampai {MOST_ROWS}.", f"There are {count} lines; 1 to {MOST_ROWS}.")
        remedy = Text(
            "Satu baris untuk tiap orang di bawah judulnya; bagi daftar yang terlalu panjang.",
            "One line a person below the headings; divide a list that is too long.",
        )
        raise InputError(what, remedy, file=file)
    return rows


def _text(cell: object) -> str:
    """A telephone number that a spreadsheet took for a number is no 8123.0."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _columns(heading: list[str], file: str) -> dict[str, int]:
    words = [" ".join(cell.lower().replace("_", " ").split()) for cell in heading]
    columns = {key: words.index(word) for key, known in HEADINGS.items() for word in known[::-1] if word in words}
    for key in ("name", "role", "region"):
        if key not in columns:
            what = Text(f"Kolom “{HEADINGS[key][0]}” tidak ada.", f"There is no column “{HEADINGS[key][-1]}”.")
            remedy = Text(
                "Baris pertama harus berisi judul: nama, peran, kode wilayah, surel, telepon.",
                "The first line must hold the headings: name, role, region code, email, phone.",
            )
            raise InputError(what, remedy, file=file, row=1)
    return columns


def _is_email(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True
