"""A slow save must not undo what was decided meanwhile."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from saksama.office.records.states import hold
from saksama.office.threats.models import Status, Threat
from tests.office.conftest import Cast
from tests.office.threats.conftest import make_threat


def test_a_form_filled_upon_an_older_status_is_refused(cast: Cast) -> None:
    loaded = make_threat(cast.sari)
    Threat.objects.filter(pk=loaded.pk).update(status=Status.WATCHED)
    with pytest.raises(PermissionDenied), transaction.atomic():
        hold(loaded, loaded.status)
    with transaction.atomic():
        hold(loaded, Status.WATCHED)
