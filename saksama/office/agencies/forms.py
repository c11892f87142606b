"""What is asked about an agency."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.agencies.models import Agency


class AgencyForm(forms.ModelForm):  # type: ignore[type-arg]
    """An agency, new or changed."""

    class Meta:
        model = Agency
        fields = ["name", "short", "head", "address", "email", "liaisons", "is_active"]

    def __init__(self, *args: Any, viewer: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        liaisons: Any = self.fields["liaisons"]
        roles = [Role.AGENCY, Role.KPU, Role.PROSECUTOR]
        liaisons.queryset = Account.objects.visible_to(viewer).filter(is_active=True, role__in=roles)
        liaisons.label_from_instance = lambda account: account.name

    def clean_short(self) -> str:
        """Letters call the agency by it, so that one region has it once, in whatever case it is typed."""
        short = str(self.cleaned_data["short"])
        others = Agency.objects.filter(region=self.instance.region, short__iexact=short).exclude(pk=self.instance.pk)
        if other := others.first():
            raise forms.ValidationError(_("%(name)s has this short name already."), params={"name": other.name})
        return short
