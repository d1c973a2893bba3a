"""The door: signing in, failing, a one-time password, the way back, the end of a session."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from tests import make
from tusoi.accounts import actions_users
from tusoi.accounts.models import User
from tusoi.audit.models import Event
from tusoi.rules.terms import Role

pytestmark = pytest.mark.django_db

NEW = "mot cau dai de nho 2022"


@pytest.fixture(autouse=True)
def fresh_limits():
    """Tries are counted in the cache; each test begins with none."""
    cache.clear()


@pytest.fixture
def clerk(province):
    return make.user(Role.STAFF, province.first, username="lan.nguyen")


def sign_in(client, username="lan.nguyen", password=make.PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": username, "password": password, **more})


def steps():
    return list(Event.objects.filter(step__startswith="accounts.sign").order_by("id").values_list("step", "record"))


def test_the_page_is_vietnamese_says_what_data_are_for_and_offers_no_sign_up(client):
    page = client.get(reverse("account_login")).content.decode()
    for words in ("Đăng nhập", "Tên đăng nhập", "Mật khẩu", "Về dữ liệu cá nhân", "Mỗi lần đăng nhập"):
        assert words in page
    for words in ("Sign", "signup", "password/reset", "Username", "Password<", "placeholder="):
        assert words not in page


def test_the_page_is_english_for_who_asked_for_it(client):
    client.post(reverse("ui:language"), {"language": "en"})
    page = client.get(reverse("account_login")).content.decode()
    assert '<html lang="en"' in page
    for words in ("Sign in", "User name", "About personal data"):
        assert words in page


def test_name_and_password_open_the_door_and_it_is_recorded(client, clerk):
    answer = sign_in(client)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert steps() == [("accounts.sign-in", f"accounts.user:{clerk.pk}")]
    event = Event.objects.get(step="accounts.sign-in")
    assert (event.actor, event.path, event.chain.key, event.after) == (str(clerk), "", "", {"address": "127.0.0.1"})


def test_capitals_in_the_name_do_not_matter(client, clerk):
    assert sign_in(client, " LAN.Nguyen ").status_code == 302


@pytest.mark.parametrize(("username", "password"), [("lan.nguyen", "sai-mat-khau"), ("khong-co-ai", make.PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_get_the_same_words(client, clerk, username, password):
    answer = sign_in(client, username, password)
    assert answer.status_code == 200
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in answer.content.decode()


def test_a_failure_is_recorded_with_the_account_but_never_a_name_that_is_none(client, clerk):
    sign_in(client, "lan.nguyen", "sai-mat-khau")
    sign_in(client, "mat-khau-go-nham", "x")
    assert steps() == [
        ("accounts.sign-in-failed", f"accounts.user:{clerk.pk}"),
        ("accounts.sign-in-failed", "accounts.user"),
    ]
    kept = str(list(Event.objects.values()))
    assert "mat-khau-go-nham" not in kept
    assert "sai-mat-khau" not in kept


def test_after_five_failures_the_account_rests(client, clerk, settings):
    settings.ACCOUNT_RATE_LIMITS = {}
    for _ in range(5):
        sign_in(client, password="sai")
    answer = sign_in(client)
    assert answer.status_code == 200
    assert "Sai quá nhiều lần" in answer.content.decode()
    assert not client.session.get("_auth_user_id")


def test_tries_from_one_place_are_limited_with_a_page_that_says_so(client, clerk, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    answers = [client.get(reverse("account_login")).status_code for _ in range(2)]
    answers += [sign_in(client, f"ai{n}", "sai").status_code for n in range(4)]
    assert answers[-1] == 429
    assert "Thử quá nhiều lần" in sign_in(client).content.decode()


def test_a_locked_account_is_told_so_only_with_its_right_password(client, clerk):
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    assert "chưa đúng" in sign_in(client, password="sai").content.decode()
    answer = client.post(reverse("account_login"), {"login": "lan.nguyen", "password": make.PASSWORD}, follow=True)
    assert "Tài khoản đang bị khóa" in answer.content.decode()
    assert not client.session.get("_auth_user_id")


@pytest.mark.parametrize("name", ["accounts:me", "accounts:grants", "organizations:tree", "mfa_index"])
def test_a_stranger_is_led_to_the_door_and_back(client, clerk, name):
    answer = client.get(reverse(name) + "?q=1")
    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('account_login')}?next={reverse(name).replace('/', '%2F')}%3Fq%3D1"
    page = client.get(answer["Location"]).content.decode()
    assert "trở lại đúng trang vừa mở" in page
    assert sign_in(client, next=reverse(name) + "?q=1")["Location"] == reverse(name) + "?q=1"


def test_a_form_sent_after_the_end_of_a_session_leads_back_to_the_form(client):
    form = reverse("accounts:new-grant")
    answer = client.post(form, {"username": "x"}, headers={"Referer": f"http://testserver{form}?username=x"})
    assert answer["Location"] == f"{reverse('account_login')}?next=%2Faccounts%2Fgrants%2Fnew%2F%3Fusername%3Dx"


def test_a_form_sent_from_elsewhere_leads_nowhere_else(client):
    answer = client.post(reverse("accounts:mark-read"), headers={"Referer": "http://elsewhere.example/trap/"})
    assert answer["Location"] == reverse("account_login")


def test_a_part_of_a_page_asked_for_after_the_end_of_a_session_opens_the_whole_door(client):
    there = {"HX-Request": "true", "HX-Current-URL": "http://testserver/organizations/?open=3"}
    answer = client.get(reverse("organizations:tree"), headers=there)
    assert answer.status_code == 200
    assert answer["HX-Redirect"] == f"{reverse('account_login')}?next=%2Forganizations%2F%3Fopen%3D3"


def test_the_way_back_stays_in_this_house(client, clerk):
    assert sign_in(client, next="https://elsewhere.example/")["Location"] == "/"
    client.logout()
    assert sign_in(client, next="//elsewhere.example/")["Location"] == "/"


def test_a_session_ends_after_the_idle_time_and_lives_while_one_works(client, clerk):
    sign_in(client)
    assert client.get(reverse("accounts:me")).status_code == 200
    session = Session.objects.get(session_key=client.session.session_key)
    idle = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    assert abs(session.expire_date - timezone.now() - idle) < timedelta(minutes=1)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    answer = client.get(reverse("accounts:me"))
    assert answer["Location"].startswith(reverse("account_login"))


def test_the_session_cookie_goes_with_the_browser(client, clerk):
    sign_in(client)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == ("", True, "Lax")


def test_signing_out_is_a_post_and_says_so(client, clerk):
    sign_in(client)
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.session.get("_auth_user_id")
    answer = client.post(reverse("account_logout"), follow=True)
    assert "Đồng chí đã đăng xuất." in answer.content.decode()
    assert not client.session.get("_auth_user_id")


def test_a_one_time_password_is_changed_before_anything_else(client, people, province):
    by, now = make.acting(people.administrator), timezone.now()
    added = actions_users.add(username="nguoi-moi", role=Role.STAFF, unit=province.first, by=by, at=now)
    sign_in(client, "nguoi-moi", added.password)
    for name in ("accounts:me", "organizations:tree", "mfa_activate_totp", "accounts:grants"):
        answer = client.get(reverse(name))
        assert answer["Location"].startswith(reverse("account_change_password")), name
    page = client.get(reverse("account_change_password") + f"?next={reverse('accounts:me')}").content.decode()
    assert "chỉ dùng một lần" in page
    typed = {"oldpassword": added.password, "password1": NEW, "password2": NEW, "next": reverse("accounts:me")}
    answer = client.post(reverse("account_change_password"), typed)
    assert answer["Location"] == reverse("accounts:me")
    page = client.get(reverse("accounts:me"))
    assert page.status_code == 200
    assert "Đã đổi mật khẩu." in page.content.decode()
    user = User.objects.get(username="nguoi-moi")
    assert not user.must_change_password
    assert Event.objects.get(step="accounts.change-password").actor == str(user)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"oldpassword": "sai"}, "Mật khẩu hiện tại chưa đúng"),
        ({"password2": "khac hoan toan nhe"}, "không giống nhau"),
        ({"password1": "ngan", "password2": "ngan"}, "12"),
        ({"password1": "password1234", "password2": "password1234"}, "phổ biến"),
        ({"password1": "lan.nguyen.lan", "password2": "lan.nguyen.lan"}, "quá giống"),
        ({"password1": make.PASSWORD, "password2": make.PASSWORD}, "phải khác mật khẩu hiện tại"),
        ({"password1": ""}, "bắt buộc"),
    ],
)
def test_a_bad_new_password_is_refused_in_words(client, clerk, typed, words):
    client.force_login(clerk)
    given = {"oldpassword": make.PASSWORD, "password1": NEW, "password2": NEW} | typed
    answer = client.post(reverse("account_change_password"), given)
    assert words in answer.content.decode()
    assert User.objects.get(pk=clerk.pk).check_password(make.PASSWORD)


def test_a_changed_password_ends_the_other_sessions(client, clerk, django_user_model):
    from django.test import Client

    other = Client()
    sign_in(other)
    sign_in(client)
    client.post(reverse("account_change_password"), {"oldpassword": make.PASSWORD, "password1": NEW, "password2": NEW})
    assert client.get(reverse("accounts:me")).status_code == 200
    assert other.get(reverse("accounts:me")).status_code == 302


@pytest.mark.parametrize(
    "path", ["signup/", "email/", "password/reset/", "password/set/", "confirm-email/", "login/", "2fa/", "3rdparty/"]
)
def test_what_is_not_used_does_not_exist(client, path):
    assert client.get(f"/accounts/{path}").status_code == 404
    assert client.get(f"/tai-khoan/{path}").status_code == 404


def test_passwords_are_hashed_with_argon2(settings):
    from tusoi.project import settings as product

    settings.PASSWORD_HASHERS = product.PASSWORD_HASHERS
    user = User(username="lan")
    user.set_password(NEW)
    assert user.password.startswith("argon2$argon2id$")
