"""What the counted kinds are called on pages and in data."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saksama.office.publicsite.figures.counting import NONE, WAITING
from saksama.office.recommendations.models import Claim, Result
from saksama.office.rolls.models import CategoryChoice

LABELS: dict[str, dict[str, str | Promise]] = {
    "category": dict(CategoryChoice.choices),
    "answer": {
        NONE: _("Not recommended"),
        WAITING: _("No answer yet"),
        "fixed": Claim.FIXED.label,
        "otherwise": _("Already correct, or rejected"),
    },
    "result": {
        NONE: _("Not recommended"),
        WAITING: _("Next list not looked through yet"),
        "fixed": Result.FIXED.label,
        "open": _("Not or only partly fixed"),
        "cannot_tell": Result.CANNOT_TELL.label,
    },
}
TITLES: dict[str, str | Promise] = {
    "category": _("Findings by kind"),
    "answer": _("What KPU answered"),
    "result": _("What the next list showed"),
}
