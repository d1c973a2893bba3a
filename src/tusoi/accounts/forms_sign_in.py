"""allauth's forms in our words. Its fields and checks stay as they are."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

from tusoi.accounts.adapter import FAILED, record
from tusoi.accounts.models import User
from tusoi.ui.fields import REQUIRED

CODE_HELP = _("Sáu chữ số đang hiện trên ứng dụng xác thực.")
CODE_OR_RECOVERY = _("Sáu chữ số đang hiện trên ứng dụng xác thực, hoặc một mã dự phòng.")
PASSWORD_RULES = _(
    "Ít nhất 12 ký tự; không dùng tên đăng nhập, họ tên hay mật khẩu nhiều người dùng. Một câu dài dễ nhớ là tốt nhất."
)


@contextmanager
def _failures_recorded(user: User) -> Iterator[None]:
    """A wrong code is a failure at the door like a wrong password."""
    try:
        yield
    except forms.ValidationError:
        record(context.request, FAILED, user)
        raise


def _put(field: forms.Field, label: Any, help_text: Any = "") -> None:
    """Our label and help; a placeholder says nothing a label does not say better."""
    field.label = label
    field.help_text = help_text
    field.widget.attrs.pop("placeholder", None)
    field.error_messages["required"] = REQUIRED


class SignInForm(account.LoginForm):
    """Name and password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _put(self.fields["login"], _("Tên đăng nhập"))
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        _put(self.fields["password"], _("Mật khẩu"))


class ReauthenticateForm(account.ReauthenticateForm):
    """The password once more, before something that protects the account is changed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _put(self.fields["password"], _("Mật khẩu"))


class ChangePasswordForm(account.ChangePasswordForm):
    """The present password and the new one, twice."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _put(self.fields["oldpassword"], _("Mật khẩu hiện tại"))
        _put(self.fields["password1"], _("Mật khẩu mới"), PASSWORD_RULES)
        _put(self.fields["password2"], _("Nhập lại mật khẩu mới"))

    def clean(self):
        cleaned = super(account.PasswordVerificationMixin, self).clean()
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("Hai lần nhập mật khẩu mới không giống nhau. Nhập lại."))
        if first and first == self.cleaned_data.get("oldpassword"):
            self.add_error("password1", _("Mật khẩu mới phải khác mật khẩu hiện tại."))
        return cleaned


class CodeForm(second_factor.AuthenticateForm):
    """The second step of signing in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _put(self.fields["code"], _("Mã xác thực"), CODE_OR_RECOVERY)

    def clean_code(self):
        with _failures_recorded(self.user):
            return super().clean_code()


class CodeAgainForm(second_factor.ReauthenticateForm):
    """A code instead of the password, before something that protects the account is changed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _put(self.fields["code"], _("Mã xác thực"), CODE_OR_RECOVERY)

    def clean_code(self):
        with _failures_recorded(self.user):
            return super().clean_code()


class ActivateForm(totp.ActivateTOTPForm):
    """The first code of a new device proves that it was set up."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _put(self.fields["code"], _("Mã xác thực"), CODE_HELP)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "maxlength": 6}
