"""What a list is checked against: the list before it and the newest register of each kind, unless told otherwise."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import level_of
from saksama.office.election.models import Level
from saksama.office.rolls.models import AUDITED_KINDS, REGISTER_ROLLS, Kind, ListVersion

NEWEST = "newest"
NOTHING = ""
MOST = 20  # of each kind to choose from

LABELS = {
    "previous": gettext_lazy("Compared with the earlier list"),
    "deaths": gettext_lazy("Register of deaths"),
    "dpk": gettext_lazy("DPK of the last election"),
    "police_army": gettext_lazy("Soldiers and police"),
    "claimed": gettext_lazy("People KPU says it has added"),
}
KINDS: dict[str, frozenset[Kind]] = {
    "previous": AUDITED_KINDS,
    **{name: frozenset({kind}) for kind, name in REGISTER_ROLLS.items()},
}


def fields(account: Account) -> dict[str, forms.ChoiceField]:
    """A choice for each: the newest, nothing, or one by name. One query."""
    there = list(ListVersion.objects.visible_to(account).usable())
    return {name: _field(name, there, account) for name in KINDS}


def chosen(name: str, value: str, account: Account, region: str) -> ListVersion | None:
    """The list that was chosen, None for nothing.

    Raises:
        ValidationError: it is of another region.
    """
    if value == NOTHING:
        return None
    rows = ListVersion.objects.visible_to(account).usable().filter(kind__in=KINDS[name])
    if value == NEWEST:
        newest: ListVersion | None = rows.filter(region=region).order_by("-pk").first()
        return newest
    found: ListVersion | None = rows.filter(pk=int(value)).first()
    if found is not None and found.region != region:
        raise forms.ValidationError(_("That list is of another region."))
    return found


def _field(name: str, there: list[ListVersion], account: Account) -> forms.ChoiceField:
    fitting = [each for each in there if Kind(each.kind) in KINDS[name]]
    choices: list[tuple[Any, Any]] = [(NEWEST, _newest(fitting, account)), (NOTHING, _("nothing"))]
    choices += [(str(each.pk), str(each)) for each in fitting[:MOST]]
    return forms.ChoiceField(label=LABELS[name], choices=choices, required=False, initial=NEWEST)


def _newest(fitting: list[ListVersion], account: Account) -> str:
    if level_of(account.region) != Level.REGENCY:
        return _("the newest of the region")
    return _("the newest: %(list)s") % {"list": fitting[0]} if fitting else _("the newest (none is here yet)")
