"""What people type in the room of people."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from saksama.office.accounts.access import Role
from saksama.office.accounts.models import Account
from saksama.office.accounts.region_code import covers
from saksama.office.election.models import Region

if TYPE_CHECKING:
    AccountModelForm = forms.ModelForm[Account]  # generic for the type checker only
else:
    AccountModelForm = forms.ModelForm


class LoginForm(forms.Form):
    """Name and password."""

    username = forms.CharField(
        label=_("Account name or e-mail"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class CodeForm(forms.Form):
    """A code of the authenticator, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "autocapitalize": "none"}),
    )


class NewPasswordForm(forms.Form):
    """A new password, twice, checked by the validators of the settings."""

    new_password = forms.CharField(
        label=_("New password"),
        max_length=200,
        strip=False,
        help_text=_("At least 10 characters. A sentence is good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        label=_("The same again"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, account: Account | None = None, **kwargs: Any) -> None:
        self.account = account
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Both the same, and good enough."""
        values: dict[str, Any] = super().clean() or {}
        password = values.get("new_password")
        if password and values.get("repeated") and values["repeated"] != password:
            self.add_error("repeated", _("The two passwords differ."))
        elif password:
            try:
                password_validation.validate_password(password, self.account)
            except ValidationError as error:
                self.add_error("new_password", error)
        return values


class InvitationForm(NewPasswordForm):
    """A one-time code and the password to set with it."""

    code = forms.CharField(
        label=_("One-time code"),
        max_length=30,
        help_text=_("From the letter or link of your office, as in K7QM-4XPD-9TRA-2BCD."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    field_order = ["code", "new_password", "repeated"]


class OwnPasswordForm(forms.Form):
    """Asks for the present password: somebody else may sit at a computer that was left."""

    password = forms.CharField(
        label=_("Present password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    account: Account | None

    def clean_password(self) -> str:
        """It must be right."""
        password = str(self.cleaned_data["password"])
        if self.account is None or not self.account.check_password(password):
            raise ValidationError(_("This is not your present password."))
        return password


class ChangePasswordForm(NewPasswordForm, OwnPasswordForm):
    """The present password and a new one."""

    field_order = ["password", "new_password", "repeated"]


class NewTelephoneForm(CodeForm, OwnPasswordForm):
    """The present password, and the code of the authenticator that follows another."""

    field_order = ["password", "code"]

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        self.account = account
        super().__init__(*args, **kwargs)


class ProfileForm(AccountModelForm):
    """What one changes of oneself."""

    class Meta:
        model = Account
        fields = ["name", "email", "phone"]


class AccountForm(AccountModelForm):
    """What an administrator sets of others, within the own region."""

    class Meta:
        model = Account
        fields = ["username", "name", "role", "region", "email", "phone"]
        help_texts = {"region": _("Kemendagri code: 16.02 regency, 16.02.05 sub-district, 16.02.05.1001 village.")}

    def __init__(self, *args: Any, administrator: Account, **kwargs: Any) -> None:
        self.administrator = administrator
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # The audit trail names people by it, so it never changes.
            del self.fields["username"]

    def clean_region(self) -> str:
        """In the administrator's region, and one that exists."""
        region = str(self.cleaned_data["region"] or "")
        if not covers(self.administrator.region, region):
            raise ValidationError(_("This region lies outside yours."))
        if region and Region.objects.exists() and not Region.objects.filter(code=region).exists():
            raise ValidationError(_("There is no region with this code."))
        return region

    def clean_role(self) -> str:
        """Nobody takes the own administration away by mistake."""
        role = str(self.cleaned_data["role"])
        if self.instance.pk == self.administrator.pk and role != self.administrator.role:
            raise ValidationError(_("You cannot change your own role."))
        return role


class AccountFilter(forms.Form):
    """Which accounts to list."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("All roles")), *Role.choices])
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), ("open", _("Open")), ("closed", _("Closed"))]
    )


class AppointmentForm(forms.Form):
    """The office's appointment list."""

    file = forms.FileField(
        label=_("Appointment list (xlsx or csv)"),
        help_text=_("Columns: nama, peran, kode wilayah, surel, telepon. A csv by comma or semicolon."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
