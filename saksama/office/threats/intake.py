"""Threats from outside: by the API, and from a table."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from saksama.office.records.intake import Intake, register_intake
from saksama.office.threats import actions
from saksama.office.threats.early_warning import warn_about
from saksama.office.threats.forms import ThreatForm
from saksama.office.threats.models import Status, Threat


def _warn(threat: Threat, told: Mapping[str, Any], by: Any, is_new: bool) -> None:
    warn_about(threat)


THREATS = register_intake(
    Intake(
        "threats",
        Threat,
        _("Threats (AGHT)"),
        "threats.write",
        "threats",
        ThreatForm,
        blank=lambda by: Threat(by=by, status=Status.REPORTED),
        written=actions.THREAT_WRITTEN,
        changed=actions.THREAT_CHANGED,
        after=_warn,
        goes_out=True,
    )
)
