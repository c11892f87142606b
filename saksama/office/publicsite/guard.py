"""What keeps programs from sending forms, without script, without cookies and without asking anybody outside.

A form carries a signed token with the moment it was made, a one-time number and a small sum in words. It is taken
neither in the first seconds nor after a day, only with the right sum, only once, and not if the field that people do
not see is filled in. Who wants to write a program against just this page can; `flood` keeps that small.
"""

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from saksama.office.publicsite.models.flood import SpentForm

LEAST_SECONDS = 3  # nobody reads and fills in a form faster
MOST_SECONDS = 24 * 3600
SALT = "saksama public form 1"
WORDS = {
    "id": ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
}


@dataclass(frozen=True)
class Token:
    """What a form carries."""

    purpose: str
    number: str
    made: int  # seconds of the epoch
    first: int
    second: int

    @property
    def signed(self) -> str:
        """For the page."""
        return signing.dumps([self.purpose, self.number, self.made, self.first, self.second], salt=SALT, compress=True)

    @property
    def question(self) -> str:
        """In words, so that a program that collects figures finds none."""
        words = WORDS["en" if get_language() == "en" else "id"]
        return _("How much is %(first)s plus %(second)s?") % {"first": words[self.first], "second": words[self.second]}

    def is_answered_by(self, answer: str) -> bool:
        """By figures or by the word."""
        result = self.first + self.second
        said = answer.strip().lower()
        return said == str(result) or (result < 10 and said in {words[result] for words in WORDS.values()})


def new_token(purpose: str) -> Token:
    """For a form that is shown now."""
    number = secrets.token_hex(16)
    return Token(purpose, number, int(time.time()), 1 + secrets.randbelow(5), 1 + secrets.randbelow(4))


def _read(signed: str, purpose: str) -> Token | None:
    try:
        token = Token(*signing.loads(signed, salt=SALT, max_age=MOST_SECONDS))
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return token if token.purpose == purpose else None


class GuardedForm(forms.Form):
    """A form that anybody may send. `token` is what its page must carry on."""

    purpose = ""

    website = forms.CharField(label=gettext_lazy("Leave this empty"), required=False, max_length=200)
    answer = forms.CharField(max_length=12)

    def __init__(self, data: Mapping[str, Any] | None = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)
        given = _read(str(data.get("token", "")), self.purpose) if data else None
        self.came_in_time = given is not None
        self.token = given or new_token(self.purpose)
        self.fields["answer"].label = self.token.question
        self.fields["answer"].widget.attrs |= {"autocomplete": "off", "size": 6}
        self.fields["website"].widget.attrs |= {"autocomplete": "off", "tabindex": "-1"}

    def clean_website(self) -> str:
        """Only programs fill it in."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave this field empty."))
        return ""

    def clean_answer(self) -> str:
        """The sum."""
        answer = str(self.cleaned_data["answer"])
        if self.came_in_time and not self.token.is_answered_by(answer):
            raise forms.ValidationError(_("That is not the sum. Try again."))
        return answer

    def clean(self) -> dict[str, Any]:
        """Neither too fast nor too late."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.is_bound and not self.came_in_time:
            raise forms.ValidationError(_("This form was open too long. Look through it and send it again."))
        if self.is_bound and time.time() - self.token.made < LEAST_SECONDS:
            raise forms.ValidationError(_("That was too fast for a person. Wait a moment and send it again."))
        return cleaned

    def spend(self) -> bool:
        """Uses the form up, in the transaction around; False if it was accepted before."""
        try:
            with transaction.atomic():
                SpentForm.objects.create(number=self.token.number, at=timezone.now())
        except IntegrityError:
            return False
        return True
