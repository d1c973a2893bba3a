"""What allauth asks this installation: nobody signs up, no mail is sent, what happens at the door is recorded."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tusoi.accounts import actions_users
from tusoi.accounts.models import User
from tusoi.accounts.queries_users import by_username

FAILED = "accounts.sign-in-failed"
ERRORS: dict[str, str | Promise] = {
    "account_inactive": _("Tài khoản này đang bị khóa. Liên hệ người quản trị."),
    "enter_current_password": _("Mật khẩu hiện tại chưa đúng. Nhập lại."),
    "incorrect_code": _("Mã chưa đúng hoặc đã hết hạn. Nhập mã mới nhất trên thiết bị."),
    "incorrect_password": _("Mật khẩu chưa đúng. Nhập lại."),
    "invalid_login": _("Tên đăng nhập hoặc mật khẩu chưa đúng. Nhập lại; quên mật khẩu thì liên hệ người quản trị."),
    "username_password_mismatch": _(
        "Tên đăng nhập hoặc mật khẩu chưa đúng. Nhập lại; quên mật khẩu thì liên hệ người quản trị."
    ),
    "too_many_login_attempts": _(
        "Sai quá nhiều lần. Chờ 5 phút rồi thử lại; quên mật khẩu thì liên hệ người quản trị."
    ),
    "rate_limited": _("Thử quá nhiều lần. Chờ ít phút rồi thử lại."),
    "cannot_delete_authenticator": _("Không tắt được xác thực hai bước."),
    "cannot_generate_recovery_codes": _("Chưa bật xác thực hai bước nên chưa có mã dự phòng."),
    "unverified_email": _("Chưa bật được xác thực hai bước cho tài khoản này."),
}
# allauth's messages by their templates; the others are not shown
SAID: dict[str, str | Promise] = {
    "account/messages/password_changed.txt": _("Đã đổi mật khẩu."),
    "account/messages/logged_out.txt": _("Đồng chí đã đăng xuất."),
    "mfa/messages/totp_activated.txt": _("Đã bật xác thực hai bước."),
    "mfa/messages/totp_deactivated.txt": _("Đã tắt xác thực hai bước."),
    "mfa/messages/recovery_codes_generated.txt": _("Đã tạo mã dự phòng mới. In hoặc chép ra giấy và cất nơi an toàn."),
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from administrators; names and passwords are checked here, rights elsewhere."""

    error_messages = DefaultAccountAdapter.error_messages | ERRORS

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the shape allauth asks for
        return False

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        user = by_username(credentials.get("username", ""))
        record(request, FAILED, user)

    def post_login(self, request: HttpRequest, user: User, **details: Any) -> HttpResponse:
        record(request, "accounts.sign-in", user)
        return super().post_login(request, user, **details)

    def set_password(self, user: User, password: str) -> None:
        actions_users.change_password(user=user, password=password, at=timezone.now())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        text = message or SAID.get(message_template or "")
        if text:
            messages.add_message(request, level, str(text), extra_tags=extra_tags)


def record(request: HttpRequest, step: str, user: User | None) -> None:
    """Something happened at the door, tried from the address of this request."""
    address = AccountAdapter().get_client_ip(request)
    actions_users.record_door(step=step, user=user, address=address, at=timezone.now())


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor is the account's name and our sentences."""

    error_messages = DefaultMFAAdapter.error_messages | ERRORS

    def get_totp_label(self, user: User) -> str:
        return user.username
