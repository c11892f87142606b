"""What a heading that the reading could not place may mean, in the reader's words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saksama.rolls.read import IGNORED

FIELD_LABELS: dict[str, str | Promise] = {
    "name": _("Name"),
    "nik": _("NIK"),
    "nkk": _("Family card number"),
    "birthplace": _("Birthplace"),
    "birthdate": _("Birth date"),
    "birth": _("Place and date of birth in one cell"),
    "age": _("Age"),
    "sex": _("Sex"),
    "male": _("Ticked where male"),
    "female": _("Ticked where female"),
    "marital": _("Marital status"),
    "address": _("Address"),
    "rt": _("RT"),
    "rw": _("RW"),
    "rt_rw": _("RT and RW in one cell"),
    "village": _("Village"),
    "village_code": _("Code of the village"),
    "district": _("Sub-district"),
    "district_code": _("Code of the sub-district"),
    "tps": _("TPS"),
    "disability": _("Disability"),
    "ektp": _("e-KTP"),
    "note": _("Remark"),
    "event_date": _("Date of the event"),
    "document_kind": _("Kind of document"),
    "document": _("Document"),
    "issuer": _("Issued by"),
    "service": _("Army, navy, air force or police"),
    IGNORED: _("Not needed"),
}
