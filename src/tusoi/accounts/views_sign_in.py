"""allauth's views that change how an account is protected, each with its line in the book in the same transaction."""

from collections.abc import Callable

from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.http import HttpResponse
from django.utils import timezone

from tusoi.accounts.queries_users import second_factors
from tusoi.audit.actions import book
from tusoi.request import Request

View = Callable[[Request], HttpResponse]


def _recorded(view: View, step: str) -> View:
    """The view; when a POST has changed the second factors of the account, the step is written."""

    def recorded(request: Request) -> HttpResponse:
        if request.method != "POST":
            return view(request)
        with book(by=request.actor, at=timezone.now()) as page:
            before = second_factors(request.user.pk)
            answer = view(request)
            if second_factors(request.user.pk) != before:
                page.write(step, f"accounts.user:{request.user.pk}")
        return answer

    return recorded


activate = _recorded(totp.activate_totp, "accounts.second-factor-on")
deactivate = _recorded(totp.deactivate_totp, "accounts.second-factor-off")
new_recovery_codes = _recorded(recovery.generate_recovery_codes, "accounts.new-recovery-codes")
