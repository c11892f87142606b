"""What the office asks: filters, news, steps of a report, the page itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.office.publicsite.models import CitizenReport, NewsItem, NewsStatus, ReportKind, ReportStatus, Site
from saksama.office.publicsite.models.report import MESSAGE_LENGTH
from saksama.office.records.forms import RecordFilter, RecordForm, without_personal_number
from saksama.office.records.places import place_choices


class NewsFilter(RecordFilter):
    """Which news to list."""

    model = NewsItem
    statuses = NewsStatus.choices


class CitizenReportFilter(RecordFilter):
    """Which reports to list."""

    model = CitizenReport
    statuses = ReportStatus.choices
    exact = ("kind",)

    kind = forms.ChoiceField(
        label=gettext_lazy("What it is about"), required=False, choices=[("", gettext_lazy("All")), *ReportKind.choices]
    )


class NewsForm(RecordForm):
    """An item of news; English is optional."""

    class Meta(RecordForm.Meta):
        model = NewsItem
        fields = ["title", "text", "title_en", "text_en", "day", "region", "stage"]
        widgets = {
            **RecordForm.Meta.widgets,
            "text": forms.Textarea(attrs={"rows": 8}),
            "text_en": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _(
            "Plain words; an empty line begins a paragraph. Pictures are attached afterwards."
        )

    def clean(self) -> dict[str, Any]:
        """English is whole or not there."""
        cleaned = super().clean()
        if bool(cleaned.get("title_en")) != bool(cleaned.get("text_en")):
            self.add_error("title_en", _("Write title and text in English, or neither."))
        return cleaned


class StepForm(forms.Form):
    """A word to the citizen."""

    text = forms.CharField(
        label=gettext_lazy("What the citizen reads"),
        max_length=MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_text(self) -> str:
        """Without numbers of people."""
        return without_personal_number(str(self.cleaned_data["text"]))


class FinishForm(StepForm):
    """With the word whether it was so."""

    is_confirmed = forms.ChoiceField(
        label=gettext_lazy("Is it true what was reported?"),
        choices=[
            ("yes", gettext_lazy("Yes, confirmed on the spot")),
            ("no", gettext_lazy("No")),
            ("", gettext_lazy("Cannot tell")),
        ],
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )

    @property
    def confirmed(self) -> bool | None:
        """None: cannot tell."""
        return {"yes": True, "no": False}.get(self.cleaned_data["is_confirmed"])


class PlaceForm(forms.Form):
    """Where a report belongs and what it is about."""

    region = forms.ChoiceField(label=gettext_lazy("Place"))
    kind = forms.ChoiceField(label=gettext_lazy("What it is about"), choices=ReportKind.choices)

    def __init__(self, *args: Any, around: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["region"]
        choice.choices = place_choices(around)


class SiteForm(forms.ModelForm):  # type: ignore[type-arg]
    """Whose page it is."""

    class Meta:
        model = Site
        fields = ["title", "area", "address", "phone", "email", "hours", "is_open"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = _("Such as Bawaslu Kabupaten Ogan Komering Ilir.")
        self.fields["hours"].help_text = _("Such as Monday to Friday, 8 to 16 o'clock.")
