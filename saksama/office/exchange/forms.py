"""What is asked of a table."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.office.exchange.reading import KINDS, MOST_BYTES


class TableForm(forms.Form):
    """The file, and what becomes of rows that are there already."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("csv or xlsx, up to 10,000 rows. First you see what each row will do."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    updates = forms.ChoiceField(
        label=gettext_lazy("Rows that are there already"),
        choices=[("", gettext_lazy("leave as they are")), ("yes", gettext_lazy("change to what the table says"))],
        required=False,
    )

    def clean_file(self) -> Any:
        """A csv or xlsx of bounded size."""
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(KINDS):
            raise forms.ValidationError(_("%(name)s is no xlsx or csv."), params={"name": file.name})
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 10 MB. Divide it."))
        return file
