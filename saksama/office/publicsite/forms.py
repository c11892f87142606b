"""What citizens are asked: a report, looking it up, a message, a comment, a complaint about one."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.office.clock import today
from saksama.office.election.models import Region
from saksama.office.publicsite.guard import GuardedForm
from saksama.office.publicsite.models import ReportKind
from saksama.office.publicsite.models.opinion import COMMENT_LENGTH
from saksama.office.publicsite.models.report import MESSAGE_LENGTH, TEXT_LENGTH
from saksama.office.publicsite.words import fit_to_show
from saksama.office.records.forms import DateInput, FilesField, without_personal_number
from saksama.office.records.places import place_choices

MOST_PHOTOS = 4
PHOTO_LIMIT = 15 * 1024 * 1024  # bytes, one photo as a telephone makes it


class ReportForm(GuardedForm):
    """A citizen's report. Only what it is about and what happened must be told."""

    purpose = "report"

    kind = forms.ChoiceField(label=gettext_lazy("What is it about?"), choices=ReportKind.choices,
                             widget=forms.RadioSelect)  # fmt: skip
    region = forms.ChoiceField(label=gettext_lazy("In which sub-district or village?"), required=False)
    place = forms.CharField(
        label=gettext_lazy("Where exactly?"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Such as a market, a school, a polling station."),
    )
    occurred = forms.DateField(label=gettext_lazy("On which day?"), required=False, widget=DateInput)
    text = forms.CharField(
        label=gettext_lazy("What happened?"),
        max_length=TEXT_LENGTH,
        min_length=20,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Who, what, how, and who else saw it. Without anybody's NIK."),
    )
    photos = FilesField(
        label=gettext_lazy("Photos"),
        pictures=True,
        help_text=gettext_lazy("Up to 4. Place, time and device are taken out of them before they are kept."),
    )
    reporter = forms.CharField(label=gettext_lazy("Your name"), required=False, max_length=80)
    contact = forms.CharField(label=gettext_lazy("Your telephone or e-mail"), required=False, max_length=80)

    def __init__(self, *args: Any, around: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.around = around
        choice: Any = self.fields["region"]
        choice.choices = [("", _("I do not know, or would rather not say")), *place_choices(around)]
        for name in ("reporter", "contact", "place"):
            self.fields[name].widget.attrs["autocomplete"] = "off"  # a telephone is lent to others

    def clean_text(self) -> str:
        """Without numbers of people."""
        return without_personal_number(str(self.cleaned_data["text"]))

    def clean_place(self) -> str:
        """Without numbers of people."""
        return without_personal_number(str(self.cleaned_data["place"]))

    def clean_contact(self) -> str:
        """A telephone or an e-mail, never a NIK."""
        contact = str(self.cleaned_data["contact"])
        if len(re.sub(r"\D", "", contact)) >= 15:
            raise forms.ValidationError(_("This is too long for a telephone number. No NIK, please."))
        return contact

    def clean_occurred(self) -> Any:
        """Not ahead."""
        day = self.cleaned_data["occurred"]
        if day and day > today():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean_photos(self) -> list[Any]:
        """Few and not too large."""
        photos: list[Any] = self.cleaned_data["photos"]
        if len(photos) > MOST_PHOTOS:
            raise forms.ValidationError(_("Up to %(most)s photos, please.") % {"most": MOST_PHOTOS})
        if any(photo.size > PHOTO_LIMIT for photo in photos):
            raise forms.ValidationError(_("A photo is larger than 15 MB."))
        return photos

    def clean_region(self) -> str:
        """A place of the region; that of the office if none was said."""
        region = str(self.cleaned_data["region"]) or self.around
        if not Region.objects.within(self.around).filter(code=region).exists():
            raise forms.ValidationError(_("Choose a place of the list."))
        return region


class FollowForm(forms.Form):
    """Number and code of a report."""

    number = forms.CharField(label=gettext_lazy("Number of the report"), max_length=20)
    code = forms.CharField(label=gettext_lazy("Secret code"), max_length=30)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        self.fields["number"].widget.attrs["placeholder"] = "LW-2024-0001"


class MessageForm(forms.Form):
    """A citizen's further word."""

    text = forms.CharField(
        label=gettext_lazy("Your message"), max_length=MESSAGE_LENGTH, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_text(self) -> str:
        """Without numbers of people."""
        return without_personal_number(str(self.cleaned_data["text"]))


class CommentForm(GuardedForm):
    """A comment on an item of news."""

    purpose = "comment"

    name = forms.CharField(
        label=gettext_lazy("Name or nickname"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Empty: a reader."),
    )
    comment = forms.CharField(
        label=gettext_lazy("Your comment"),
        min_length=3,
        max_length=COMMENT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Polite, to the point, without links. The office reads it before it is shown."),
    )

    def clean_name(self) -> str:
        """As it will be shown."""
        return fit_to_show(str(self.cleaned_data["name"]))

    def clean_comment(self) -> str:
        """As it will be shown."""
        return fit_to_show(str(self.cleaned_data["comment"]))


class ComplaintForm(GuardedForm):
    """Somebody finds a comment abusive."""

    purpose = "complaint"
