"""What one chooses about e-mail."""

from typing import TYPE_CHECKING

from django import forms

from saksama.office.mail.models import Choice, Preference

if TYPE_CHECKING:
    PreferenceModelForm = forms.ModelForm[Preference]  # generic for the type checker only
else:
    PreferenceModelForm = forms.ModelForm


class PreferenceForm(PreferenceModelForm):
    """When, and in which language."""

    class Meta:
        model = Preference
        fields = ["choice", "language"]
        widgets = {"choice": forms.RadioSelect(choices=Choice.choices)}
