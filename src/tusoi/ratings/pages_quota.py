"""What the page of the quota's settings shows."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tusoi.ratings import actions, queries
from tusoi.ratings.answers import Words
from tusoi.ratings.ceiling import ceiling_of
from tusoi.ratings.models import QuotaChoice, QuotaConfirmation, QuotaException
from tusoi.ratings.pages import QuotaPanel, cap_note, peer_label, quota_panel, trail
from tusoi.ratings.peers import Group
from tusoi.ratings.rights import asked, why_not
from tusoi.rules.authority import Actor
from tusoi.rules.terms import Action, QuotaMode, label
from tusoi.ui.buttons import Button, link


@dataclass(frozen=True)
class QuotaPage:
    """The ceiling of a group with everything that was chosen, confirmed and granted."""

    panel: QuotaPanel
    mode: str
    choices: tuple[QuotaChoice, ...]
    confirmations: tuple[QuotaConfirmation, ...]
    exceptions: tuple[QuotaException, ...]
    choose: Button
    confirm: Button
    exception: Button


def quota_page(actor: Actor, group: Group) -> QuotaPage:
    ceiling = ceiling_of(group)
    choices, confirmations, exceptions = queries.quota_history(group)
    decides = why_not(asked(actor, Action.DECIDE, group.facts))
    confirm = actions.confirm_refusals(actor, group.cycle)
    return QuotaPage(
        panel=quota_panel(group, ceiling, Counter()),
        mode=_(label(ceiling.mode)),
        choices=tuple(choices),
        confirmations=tuple(confirmations),
        exceptions=tuple(exceptions),
        choose=link(_("Chọn cách tính"), _to("quota-choose", group), decides, strong=not decides),
        confirm=link(_("Xác nhận đã đối chiếu văn bản gốc"), _to("quota-confirm", group), confirm),
        exception=link(_("Ghi quyết định ngoại lệ"), _to("quota-except", group), decides),
    )


def chosen_now(group: Group) -> dict[str, str]:
    """The reading and mode in force, as the form begins."""
    rule = ceiling_of(group).rule
    return {"base": rule.reading.base, "rounding": rule.reading.rounding, "mode": rule.mode}


def choosing(group: Group) -> Words:
    ceiling = ceiling_of(group)
    lead = cap_note(ceiling)
    if not ceiling.verified and ceiling.mode is not QuotaMode.OFF:
        lead = _("{note} Muốn chặn khi vượt, phải có người xác nhận đã đối chiếu văn bản gốc trước.").format(note=lead)
    return _words(group, _("Chọn cách tính tỷ lệ"), _("Dùng cách tính này"), _("Đã đổi cách tính tỷ lệ."), lead)


def confirming(actor: Actor, group: Group) -> Words:
    text = _(
        "{name} xác nhận đã đọc văn bản đã ký và tỷ lệ {percent} % có ở điều khoản ghi dưới đây. Tên được lưu lại."
    )
    percent = ceiling_of(group).rule.percent
    lead = text.format(name=actor.name, percent="–" if percent is None else percent)
    title = _("Xác nhận đã đối chiếu văn bản gốc")
    return _words(group, title, _("Tôi xác nhận"), _("Đã ghi xác nhận."), lead)


def excepting(group: Group) -> Words:
    lead = _("Vượt tỷ lệ phải có quyết định của cấp có thẩm quyền, có số và ngày; số lượng thêm cộng vào mức tối đa.")
    return _words(group, _("Quyết định ngoại lệ"), _("Lưu quyết định ngoại lệ"), _("Đã lưu ngoại lệ."), lead)


def _words(group: Group, title: str, button: str, said: str, lead: str) -> Words:
    sub = peer_label(group.cycle, group.peer_group)
    return Words(title, button, said, _to("quota", group), sub=sub, lead=lead, trail=trail(group))


def _to(name: str, group: Group) -> str:
    return reverse(f"ratings:{name}", args=group.address)
