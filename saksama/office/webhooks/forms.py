"""What is asked of a subscription."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from saksama.office.accounts.region_code import covers
from saksama.office.records.forms import without_personal_number
from saksama.office.records.places import place_choices
from saksama.office.webhooks.calling import NotDelivered, allowed
from saksama.office.webhooks.events import subjects_for
from saksama.office.webhooks.models import Subscription


class SubscriptionForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who is told, of what, and where."""

    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=300,
        help_text=gettext_lazy("https://… of the program that is to be told."),
        widget=forms.URLInput,
    )
    events = forms.MultipleChoiceField(label=gettext_lazy("Events"), widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Subscription
        fields = ["name", "address", "region", "events", "is_on"]
        labels = {"is_on": gettext_lazy("Tell it")}

    def __init__(self, *args: Any, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        fields: dict[str, Any] = self.fields
        everywhere = [("", _("Everywhere"))] * (not viewer.region)
        fields["region"] = forms.ChoiceField(
            label=gettext_lazy("Where"), required=False, choices=everywhere + place_choices(viewer.region)
        )
        self.initial["region"] = self.initial.get("region") or viewer.region
        fields["events"].choices = [
            (each.label, [(action.code, action.label) for action in each.actions]) for each in subjects_for(viewer)
        ]

    def groups(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        """The events by room, each with whether it is ticked."""
        ticked = self["events"].value() or []
        fields: dict[str, Any] = self.fields
        return [
            (str(name), [(value, str(label), value in ticked) for value, label in choices])
            for name, choices in fields["events"].choices
        ]

    def clean_name(self) -> str:
        """It stands in the audit trail."""
        return without_personal_number(str(self.cleaned_data["name"]))

    def clean_address(self) -> str:
        """One that may be called; where its name leads is looked at before every call."""
        address = str(self.cleaned_data["address"])
        try:
            allowed(address)
        except NotDelivered as refusal:
            why = refusal.why.in_("en" if get_language() == "en" else "id")
            raise forms.ValidationError(why) from refusal
        return address

    def clean_region(self) -> str:
        """One's own, or a part of it."""
        region = str(self.cleaned_data["region"])
        if not covers(self.viewer.region, region):
            raise forms.ValidationError(_("This place is not in your region."))
        return region
