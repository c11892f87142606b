"""What the index has besides events: the report that nothing happened. Evidence is never changed, only withdrawn."""

from datetime import date

from django.utils.translation import gettext_lazy
from pydantic import Field

from saksama.office.api import problems
from saksama.office.api.operation import Call, Reply, Schema, operation
from saksama.office.vulnerability.forms import NilForm
from saksama.office.vulnerability.models import trees_for
from saksama.office.vulnerability.nil import report_nil
from saksama.office.vulnerability.room import ROOM
from saksama.office.vulnerability.vocabulary import ALL_INDICATORS, IKP, branches_of, indicators_of


class Nil(Schema):
    """Nothing happened there, up to that day."""

    region: str = Field(max_length=13)
    indicator: str = Field(
        default=ALL_INDICATORS, max_length=60, description="key of an indicator or branch; * for all without evidence"
    )
    day: date
    note: str = Field(default="", max_length=200, description="how this is known")


class Kept(Schema):
    """The evidence that it has become."""

    id: int
    url: str


@operation(
    "POST", "evidence/nil", "vulnerability.enter", gettext_lazy("Report that nothing happened: silence is no calm"),
    takes=Nil, gives=Kept, status=201, tag=ROOM.label,
)  # fmt: skip
def nil(call: Call) -> Reply:
    """By the indicators of IKP."""
    trees = trees_for(call.viewer.region)
    form = NilForm(
        call.body.model_dump(mode="json"),
        viewer=call.viewer,
        indicators=indicators_of(trees, IKP),
        branches=branches_of(trees, IKP),
    )
    if not form.is_valid():
        return Reply(whole=problems.of_form(form))
    made = report_nil(form, IKP, call.viewer)
    return Reply({"id": made.pk, "url": made.get_absolute_url()}, {"Location": f"/api/v1/{ROOM.key}/{made.pk}/"})
