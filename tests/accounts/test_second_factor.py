"""The second factor: a code on the telephone beside the password, with recovery codes on paper."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.urls import reverse

from tests import make
from tusoi.audit.models import Event
from tusoi.rules.terms import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def clerk(province):
    return make.user(Role.STAFF, province.first, username="lan.nguyen")


def code_of(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def sign_in(client):
    return client.post(reverse("account_login"), {"login": "lan.nguyen", "password": make.PASSWORD})


def confirm(client, to):
    """The password once more, on the way to a page that protects the account."""
    answer = client.get(reverse(to))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    page = client.get(answer["Location"]).content.decode()
    assert "Xác nhận là chính đồng chí" in page
    return client.post(answer["Location"], {"password": make.PASSWORD, "next": reverse(to)}, follow=True)


def activate(client):
    page = confirm(client, "mfa_activate_totp")
    secret = client.session["mfa.totp.secret"]
    assert secret in page.content.decode()
    return secret, client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True)


def test_it_is_switched_on_with_the_first_code_and_gives_recovery_codes(client, clerk):
    sign_in(client)
    assert "Đang tắt" in client.get(reverse("mfa_index")).content.decode()
    _secret, answer = activate(client)
    page = answer.content.decode()
    assert "Còn 10 trên 10 mã" in page
    assert Event.objects.filter(step="accounts.second-factor-on", record=f"accounts.user:{clerk.pk}").count() == 1
    assert "Đang bật" in client.get(reverse("mfa_index")).content.decode()
    assert "Tắt xác thực hai bước" in client.get(reverse("mfa_index")).content.decode()


def test_a_wrong_first_code_switches_nothing_on(client, clerk):
    sign_in(client)
    confirm(client, "mfa_activate_totp")
    answer = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "Mã chưa đúng" in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_the_password_alone_does_not_open_the_door_any_more(client, clerk):
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(clerk, secret)
    answer = sign_in(client)
    assert answer["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("accounts:me")).status_code == 302
    page = client.get(reverse("mfa_authenticate")).content.decode()
    assert "Bước hai: mã xác thực" in page
    assert "Mã chưa đúng" in client.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    assert not Event.objects.filter(step="accounts.sign-in").exists()
    assert client.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).status_code == 302
    assert client.get(reverse("accounts:me")).status_code == 200
    assert Event.objects.filter(step="accounts.sign-in").count() == 1


def test_a_wrong_code_is_a_failure_in_the_book(client, clerk):
    TOTP.activate(clerk, "JBSWY3DPEHPK3PXP")
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert Event.objects.filter(step="accounts.sign-in-failed", record=f"accounts.user:{clerk.pk}").count() == 1


def test_a_recovery_code_opens_the_door_once(client, clerk):
    sign_in(client)
    activate(client)
    answer = client.get(reverse("mfa_download_recovery_codes"))
    codes = answer.content.decode().split()
    assert len(codes) == 10
    for expected in (302, 200):
        client.post(reverse("account_logout"))
        sign_in(client)
        assert client.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == expected


def test_new_recovery_codes_replace_the_old(client, clerk):
    sign_in(client)
    activate(client)
    old = client.get(reverse("mfa_download_recovery_codes")).content
    assert "10 mã còn lại sẽ hết tác dụng" in client.get(reverse("mfa_generate_recovery_codes")).content.decode()
    answer = client.post(reverse("mfa_generate_recovery_codes"), follow=True)
    assert answer.status_code == 200
    assert client.get(reverse("mfa_download_recovery_codes")).content != old
    assert Event.objects.filter(step="accounts.new-recovery-codes").count() == 1


def test_it_is_switched_off_after_a_confirmation(client, clerk):
    sign_in(client)
    activate(client)
    assert "chỉ cần mật khẩu" in client.get(reverse("mfa_deactivate_totp")).content.decode()
    answer = client.post(reverse("mfa_deactivate_totp"), follow=True)
    assert "Đã tắt xác thực hai bước." in answer.content.decode()
    assert not Authenticator.objects.exists()
    assert Event.objects.filter(step="accounts.second-factor-off").count() == 1


def test_a_code_may_stand_for_the_password_when_confirming(client, clerk):
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(clerk, secret)
    client.force_login(clerk)
    page = client.get(reverse("account_reauthenticate")).content.decode()
    assert "Dùng mã xác thực thay cho mật khẩu" in page
    page = client.get(reverse("mfa_reauthenticate")).content.decode()
    assert "Dùng mật khẩu thay cho mã xác thực" in page
    answer = client.post(reverse("mfa_reauthenticate"), {"code": code_of(secret), "next": reverse("mfa_index")})
    assert answer["Location"] == reverse("mfa_index")


def test_the_secret_is_shown_as_a_picture_and_as_text_under_the_name_of_the_account(client, clerk):
    sign_in(client)
    page = confirm(client, "mfa_activate_totp")
    assert (
        "tusoi:lan.nguyen" in page.context["totp_url"].replace("%3A", ":") or "lan.nguyen" in page.context["totp_url"]
    )
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
