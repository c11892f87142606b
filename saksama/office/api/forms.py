"""What is asked of a new token."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.office.accounts.models import Account
from saksama.office.accounts.throttle import Attempt
from saksama.office.api.scopes import scopes_of
from saksama.office.records.forms import without_personal_number
from saksama.office.records.places import place_choices
from saksama.office.trail.record import PERSONAL_NUMBER

LASTS = [
    (7, gettext_lazy("7 days")),
    (30, gettext_lazy("30 days")),
    (90, gettext_lazy("90 days")),
    (365, gettext_lazy("one year")),
]


class TokenForm(forms.Form):
    """What the token is for, what it may, where, for how long; and the password of whoever makes it."""

    name = forms.CharField(label=gettext_lazy("What it is for"), max_length=80)
    permissions = forms.MultipleChoiceField(
        label=gettext_lazy("What it may"), widget=forms.CheckboxSelectMultiple, required=True
    )
    region = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    days = forms.TypedChoiceField(label=gettext_lazy("For how long"), choices=LASTS, coerce=int, initial=90)
    password = forms.CharField(
        label=gettext_lazy("Your password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=gettext_lazy("A token opens what you can open: nobody else is to make one at your desk."),
    )

    def __init__(self, *args: Any, account: Account, by: Account, trying: Attempt, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.trying = by, trying
        fields: dict[str, Any] = self.fields
        scopes = scopes_of(account)
        fields["permissions"].choices = [
            (_("Read"), [(each.permission, each.what) for each in scopes if not each.writes]),
            (_("Write"), [(each.permission, each.what) for each in scopes if each.writes]),
        ]
        fields["region"].choices = [("", _("Everywhere"))] * (not account.region) + place_choices(account.region)
        fields["region"].initial = account.region

    def groups(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        """Reading and writing, each with its permissions and whether they are ticked."""
        ticked = self["permissions"].value() or []
        fields: dict[str, Any] = self.fields
        return [
            (name, [(value, label, value in ticked) for value, label in choices])
            for name, choices in fields["permissions"].choices
        ]

    def clean_name(self) -> str:
        """It stands in the audit trail, which takes no numbers of people."""
        name = without_personal_number(str(self.cleaned_data["name"]))
        if PERSONAL_NUMBER.search(name):
            raise forms.ValidationError(_("Please write without NIK or other long numbers."))
        return name

    def clean_password(self) -> str:
        """It must be right; whoever guesses has to wait."""
        given = str(self.cleaned_data["password"])
        if self.trying.is_blocked():
            raise forms.ValidationError(_("Too many attempts. Wait 15 minutes."))
        if not self.by.check_password(given):
            self.trying.note_failure()
            raise forms.ValidationError(_("This is not your present password."))
        return given
