"""The menu and header of the gallery, in the shape every room uses."""

from tusoi.ui.context import CycleLabel
from tusoi.ui.navigation import Group, NavItem

NAV = (
    NavItem(Group.TOP, "Bàn làm việc", "gallery-desk", 1, badge=lambda _actor: 7),
    NavItem(Group.TOP, "Tình hình kiểm điểm", "gallery-season", 2),
    NavItem(Group.SEASON, "Gợi ý kiểm điểm", "gallery-form", 10),
    NavItem(Group.SEASON, "Phân công dự, chỉ đạo", "gallery-bulk", 11),
    NavItem(Group.SEASON, "Bản kiểm điểm", "gallery-progress", 12),
    NavItem(Group.SEASON, "Xếp loại", "gallery-board", 13),
    NavItem(Group.ALWAYS, "Theo dõi khắc phục", "gallery-findings", 20, badge=lambda _actor: 1031),
    {"group": Group.ALWAYS, "label": "Tổ chức, đảng viên", "url_name": "gallery-list", "order": 21},
    NavItem(Group.ALWAYS, "Phòng chưa xây", "nowhere:at-all", 22),
    NavItem(Group.ADMINISTRATION, "Nhật ký", "gallery-season", 30, visible=lambda actor: actor.name == "Quản trị"),
    NavItem(Group.PERSON, "Mật khẩu và xác thực", "gallery-form", 40),
)

HEADER = {
    "place": lambda _request: "Tỉnh ủy Hoa Sen",
    "cycle": lambda _request: CycleLabel("Kỳ năm 2021 · Quy định 132, Hướng dẫn 21", unverified=True, href="/season/"),
    "person": lambda request: request.actor.name,
    "search": "gallery-list",
}
