"""Frozen values for the templates of this room, with each button's state and its reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.accounts import actions, actions_users, queries, queries_grants, queries_me, queries_users
from tusoi.accounts.facts import unpacked
from tusoi.accounts.models import Grant, User
from tusoi.audit import queries as audit
from tusoi.audit.words import step_words
from tusoi.rules.authority import Actor
from tusoi.rules.problems import Problem
from tusoi.rules.terms import Axis, GrantState, Role, Step, label
from tusoi.ui.buttons import Button, link
from tusoi.ui.formats import day_text
from tusoi.ui.problems import say

Row = Mapping[str, Any]
TONES = {GrantState.PREPARED: "soon", GrantState.ACTIVE: "ok", GrantState.REFUSED: "plain", GrantState.ENDED: "plain"}


@dataclass(frozen=True)
class GrantLine:
    """A grant as a line of a list."""

    id: int
    name: str
    username: str
    role: str
    unit: str
    reach: str
    days: str
    state: str
    tone: str
    given_by: str
    approved_by: str
    delegated_by: str


def grant_lines(rows: Iterable[Row], *, on: date) -> tuple[GrantLine, ...]:
    """Rows of ``queries_grants.ROW`` as lines."""
    return tuple(_grant_line(row, on) for row in rows)


def _grant_line(row: Row, on: date) -> GrantLine:
    state, tone = _state(row, on)
    return GrantLine(
        id=row["id"],
        name=row["user__full_name"],
        username=row["user__username"],
        role=_(label(Role(row["role"]))),
        unit=row["unit__name"],
        reach=_reach(row),
        days=days(row["valid_from"], row["valid_to"]),
        state=state,
        tone=tone,
        given_by=row["given_by"],
        approved_by=row["approved_by"],
        delegated_by=row["delegated_from__user__full_name"] or "",
    )


def _reach(row: Row) -> str:
    words = [_("gồm cả cấp dưới") if row["recursive"] else _("chỉ tổ chức này")]
    if row["axis"] != Axis.BOTH:
        words.append(_(label(Axis(row["axis"]))))
    if row["cycle_id"] is not None:
        words.append(_("riêng một kỳ"))
    return ", ".join(words)


def _state(row: Row, on: date) -> tuple[str, str]:
    """What a reader should take the state for: days and a locked account count as well."""
    state = GrantState(row["state"])
    if state is GrantState.ACTIVE:
        if not row["user__is_active"]:
            return _("tài khoản đang khóa"), "late"
        if row["valid_to"] and row["valid_to"] < on:
            return _("đã hết thời hạn"), "plain"
        if row["valid_from"] and row["valid_from"] > on:
            return _("chưa đến ngày"), "soon"
    return _(label(state)), TONES[state]


def days(start: date | None, end: date | None) -> str:
    """From when until when, in words."""
    if start and end:
        return _("{start} – {end}").format(start=day_text(start), end=day_text(end))
    if end:
        return _("đến {end}").format(end=day_text(end))
    return _("từ {start}").format(start=day_text(start)) if start else _("không thời hạn")


@dataclass(frozen=True)
class GrantPage:
    """One grant: its facts, what can be done with it, what happened to it."""

    line: GrantLine
    given_at: datetime
    approved_at: datetime | None
    approvers: tuple[str, ...]
    approve: Button | None
    refusable: bool
    refuse_url: str
    end: Button | None
    delegate: Button | None
    trail: list[dict[str, Any]]


def grant_page(actor: Actor, grant: Grant, *, on: date) -> GrantPage:
    """Everything of the page of a grant in sight."""
    row = {
        name: getattr(grant, name)
        for name in ("id", "role", "recursive", "axis", "cycle_id", "valid_from", "valid_to", "state")
    }
    row |= {"given_by": grant.given_by, "approved_by": grant.approved_by, "unit__name": grant.unit.name}
    row |= {"user__full_name": grant.user.full_name, "user__username": grant.user.username}
    source = grant.delegated_from.user.full_name if grant.delegated_from else ""
    row |= {"user__is_active": grant.user.is_active, "delegated_from__user__full_name": source}
    waits, active = grant.state == GrantState.PREPARED, grant.state == GrantState.ACTIVE
    mine = grant.user_id == actor.user_id and active
    able = queries_grants.approvers(grant, on=on) if waits else ()
    return GrantPage(
        line=_grant_line(row, on),
        given_at=grant.given_at,
        approved_at=grant.approved_at,
        approvers=tuple(leader.name for leader in able),
        approve=_act(actor, grant, Step.APPROVE, _("Duyệt"), "approve-grant") if waits else None,
        refusable=waits and not actions.refusals(actor, grant, Step.REFUSE),
        refuse_url=reverse("accounts:refuse-grant", args=[grant.pk]),
        end=_act(actor, grant, Step.END, _("Kết thúc ngay"), "end-grant") if active else None,
        delegate=_delegate(actor, grant, on) if mine else None,
        trail=audit.trail(f"accounts.grant:{grant.pk}"),
    )


def _act(actor: Actor, grant: Grant, step: Step, words: str, name: str) -> Button:
    confirm = _("Kết thúc quyền này ngay bây giờ?") if step is Step.END else ""
    return Button(
        words,
        reverse(f"accounts:{name}", args=[grant.pk]),
        problems=actions.refusals(actor, grant, step),
        confirm=confirm,
        strong=step is Step.APPROVE,
        danger=step is Step.END,
    )


def _delegate(actor: Actor, grant: Grant, on: date) -> Button:
    url = reverse("accounts:delegate", args=[grant.pk])
    return link(_("Ủy quyền cho người khác"), url, actions.delegation_refusals(actor, grant, on=on))


@dataclass(frozen=True)
class AccountPage:
    """One account as its administrator sees it."""

    account: User
    second_factor: bool
    grants: tuple[GrantLine, ...]
    acts: tuple[Button, ...]
    trail: list[dict[str, Any]]


def account_page(actor: Actor, user: User, *, on: date) -> AccountPage:
    """Everything of the page of an account in scope."""
    problems = actions_users.keeping_refusals(actor, user)
    second_factor = queries_users.has_second_factor(user)
    return AccountPage(
        account=user,
        second_factor=second_factor,
        grants=grant_lines(queries_grants.own_grants(user.pk), on=on),
        acts=tuple(_keeping(user, problems, second_factor=second_factor)),
        trail=audit.trail(f"accounts.user:{user.pk}"),
    )


def _keeping(user: User, problems: tuple[Problem, ...], *, second_factor: bool) -> Iterable[Button]:
    def button(words: str, name: str, confirm: str, *, danger: bool = False) -> Button:
        url = reverse(f"accounts:{name}", args=[user.pk])
        return Button(words, url, problems=problems, confirm=confirm, danger=danger)

    if not user.is_active:
        yield button(_("Mở lại tài khoản"), "reactivate-user", "")
        return
    yield button(
        _("Cấp lại mật khẩu dùng một lần"), "reset-password", _("Mật khẩu hiện tại hết tác dụng ngay. Cấp lại?")
    )
    if second_factor:
        asked = _("Bỏ xác thực hai bước của tài khoản này?")
        yield button(_("Bỏ xác thực hai bước"), "reset-second-factor", asked)
    yield button(_("Khóa tài khoản"), "deactivate-user", _("Khóa tài khoản này ngay bây giờ?"), danger=True)


@dataclass(frozen=True)
class NoticeLine:
    """Something the reader is told."""

    id: int
    at: datetime
    text: str
    url: str


def notice_lines(user_id: int | None, *, most: int = 20) -> tuple[NoticeLine, ...]:
    """Unread notices as sentences, for ``accounts/_notices.html``."""
    rows = queries.unread(user_id, most=most)
    return tuple(NoticeLine(row["id"], row["at"], _told(row), row["url"]) for row in rows)


def _told(row: Row) -> str:
    return say(Problem(row["code"], facts=unpacked(row["facts"]))).text


@dataclass(frozen=True)
class MyPage:
    """What the installation knows about the reader, and what he may do."""

    account: User
    posts: list[Any]
    grants: tuple[GrantLine, ...]
    handed_on: tuple[GrantLine, ...]
    readings: tuple[dict[str, Any], ...]
    notices: tuple[NoticeLine, ...]
    second_factor: bool


def my_page(account: User, *, now: datetime, on: date) -> MyPage:
    """Everything of the reader's own page; ``account`` comes with its person and branch."""
    readings = queries_me.own_readings(account.person_id, now=now)
    return MyPage(
        account=account,
        posts=queries_me.own_posts(account.person_id, on=on),
        grants=grant_lines(queries_grants.own_grants(account.pk), on=on),
        handed_on=grant_lines(queries_grants.delegations_of(account.pk), on=on),
        readings=tuple(row | {"what": step_words(row["what"])} for row in readings),
        notices=notice_lines(account.pk),
        second_factor=queries_users.has_second_factor(account),
    )


@dataclass(frozen=True)
class JournalLine:
    """One step of the book in words."""

    at: datetime
    actor: str
    on_behalf_of: str
    step: str
    record: str
    unit: str


def journal_lines(rows: Iterable[Row], units: Mapping[str, str]) -> tuple[JournalLine, ...]:
    """Rows of the journal with the names of their units."""
    return tuple(
        JournalLine(
            at=row["at"],
            actor=row["actor"],
            on_behalf_of=row["on_behalf_of"],
            step=step_words(row["step"]),
            record=row["record"],
            unit=units.get(row["path"], row["path"] or _("bản cài đặt")),
        )
        for row in rows
    )
