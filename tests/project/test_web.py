"""What every answer carries, whatever the page."""

import json
import logging
import time

import pytest
from django.conf import settings
from django.db import connection
from django.db.utils import OperationalError
from django.utils import timezone

from tusoi.project import logs
from tusoi.project.middleware import IDLE_CLOCK

pytestmark = pytest.mark.django_db


def test_health_and_readiness_answer_without_signing_in(client):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ok"}


def test_without_a_database_the_process_is_alive_but_not_ready(client, monkeypatch):
    def away():
        raise OperationalError("away")

    monkeypatch.setattr(connection, "cursor", away)
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503


def test_the_browser_is_told_to_load_nothing_from_elsewhere(client):
    answer = client.get("/healthz")
    policy = answer["Content-Security-Policy"].split("; ")
    assert {"default-src 'self'", "frame-ancestors 'none'", "form-action 'self'", "object-src 'none'"} <= set(policy)
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"


def test_a_request_keeps_the_id_its_proxy_gave_and_gets_one_otherwise(client):
    assert client.get("/healthz", headers={"X-Request-ID": "proxy-12345"})["X-Request-ID"] == "proxy-12345"
    assert len(client.get("/healthz", headers={"X-Request-ID": "bad id\t"})["X-Request-ID"]) == 16


def test_pages_are_vietnamese_whatever_the_browser_prefers(client):
    assert client.get("/healthz", headers={"Accept-Language": "en"})["Content-Language"] == "vi"
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert client.get("/healthz")["Content-Language"] == "en"


def test_a_log_line_is_json_with_the_request_it_belongs_to():
    token = logs.request_id.set("request-1")
    record = logging.LogRecord("tusoi", logging.WARNING, "f.py", 1, "đã chờ %s giây", (20,), None)
    line = json.loads(logs.JsonFormatter().format(record))
    logs.request_id.reset(token)
    assert (line["level"], line["request"], line["message"]) == ("WARNING", "request-1", "đã chờ 20 giây")


def test_a_session_ends_after_the_idle_time_and_is_kept_while_its_owner_works(client, django_user_model):
    client.force_login(django_user_model.objects.create(username="an", created_at=timezone.now()))
    client.get("/healthz")
    began = client.session[IDLE_CLOCK]
    client.get("/healthz")
    assert client.session[IDLE_CLOCK] == began
    session = client.session
    session[IDLE_CLOCK] = began - settings.SESSION_COOKIE_AGE // 2
    session.save()
    client.get("/healthz")
    assert client.session[IDLE_CLOCK] >= began
    assert client.session.get_expiry_age() <= settings.SESSION_COOKIE_AGE
    assert time.time() - client.session[IDLE_CLOCK] < 60
