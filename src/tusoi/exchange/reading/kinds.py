"""The four kinds of table: their columns, and the headings offices give them.

``heading`` and ``words`` are Vietnamese as in the workbooks, which are Vietnamese on every screen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Field:
    """A column a kind can have. ``words``: other headings seen for it; under a merged heading "above / below"."""

    name: str
    heading: str
    words: tuple[str, ...] = ()
    required: bool = True


@dataclass(frozen=True)
class TableKind:
    name: str
    title: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)


# every kind may number its rows; the column tells group titles and sums from records
NUMBER = Field("number", "TT", ("STT", "Số TT", "Số thứ tự"), required=False)

UNITS = TableKind(
    "units",
    "Danh sách tổ chức đảng",
    (
        NUMBER,
        Field("code", "Mã", ("Mã tổ chức", "Mã tổ chức đảng", "Mã đơn vị", "Mã số", "Mã TCĐ")),
        Field("name", "Tên tổ chức đảng", ("Tên tổ chức", "Tên đơn vị", "Tổ chức đảng", "Tên", "Đơn vị")),
        Field("kind", "Loại hình", ("Loại hình tổ chức đảng", "Loại hình tổ chức", "Loại tổ chức đảng", "Loại")),
        Field(
            "parent",
            "Mã cấp trên trực tiếp",
            ("Mã cấp trên", "Mã tổ chức cấp trên", "Mã tổ chức đảng cấp trên", "Mã đơn vị cấp trên", "Trực thuộc mã"),
        ),
    ),
)

MEMBERS = TableKind(
    "members",
    "Danh sách đảng viên",
    (
        NUMBER,
        Field("card", "Số thẻ đảng", ("Số thẻ đảng viên", "Số thẻ", "Số thẻ ĐV", "Mã đảng viên", "Thẻ đảng")),
        Field("full_name", "Họ và tên", ("Họ tên", "Họ và tên đảng viên", "Họ, tên", "Họ tên khai sinh", "Đảng viên")),
        Field("gender", "Giới tính", ("Nam/nữ", "Giới", "Phái"), required=False),
        Field("born_on", "Ngày sinh", ("Ngày, tháng, năm sinh", "Sinh ngày", "Ngày tháng năm sinh"), required=False),
        Field(
            "admitted_on",
            "Ngày vào Đảng",
            ("Ngày kết nạp", "Ngày, tháng, năm vào Đảng", "Ngày vào Đảng / Dự bị", "Ngày kết nạp Đảng", "Vào Đảng"),
            required=False,
        ),
        Field(
            "official_on",
            "Ngày chính thức",
            ("Ngày vào Đảng / Chính thức", "Ngày vào Đảng chính thức", "Ngày công nhận chính thức"),
            required=False,
        ),
        Field(
            "branch",
            "Mã chi bộ",
            ("Mã chi bộ sinh hoạt", "Mã chi bộ nơi sinh hoạt", "Mã tổ chức đảng sinh hoạt", "Chi bộ (mã)"),
        ),
        Field("branch_post", "Chức vụ trong chi bộ", ("Chức vụ chi bộ", "Chức vụ ở chi bộ"), required=False),
        Field(
            "upper_post",
            "Chức vụ cấp ủy, chính quyền",
            ("Chức vụ cấp ủy", "Chức vụ Đảng, chính quyền", "Chức vụ đảng, chính quyền, đoàn thể", "Chức vụ"),
            required=False,
        ),
        Field(
            "post_unit",
            "Mã tổ chức giữ chức vụ",
            ("Mã đơn vị giữ chức vụ", "Mã tổ chức nơi giữ chức vụ", "Nơi giữ chức vụ (mã)"),
            required=False,
        ),
        Field("managing_level", "Diện quản lý", ("Diện cán bộ quản lý", "Thuộc diện quản lý", "Diện"), required=False),
        Field("note", "Ghi chú", ("Tình trạng", "Tình trạng sinh hoạt"), required=False),
    ),
)

SUGGESTIONS = TableKind(
    "suggestions",
    "Gợi ý kiểm điểm",
    (
        NUMBER,
        Field(
            "name",
            "Tập thể, cá nhân được gợi ý",
            (
                "Tập thể, cá nhân",
                "Tên tập thể, cá nhân",
                "Tập thể, cá nhân được gợi ý kiểm điểm",
                "Đối tượng được gợi ý",
            ),
        ),
        Field("subject_kind", "Đối tượng", ("Loại đối tượng", "Là tập thể hay cá nhân")),
        Field(
            "reference", "Mã đơn vị/Số thẻ", ("Mã đơn vị, số thẻ", "Mã/Số thẻ", "Mã đơn vị hoặc số thẻ", "Mã, số thẻ")
        ),
        Field("managing_level", "Diện quản lý", ("Thuộc diện quản lý", "Diện", "Cấp quản lý")),
        Field("topic", "Nội dung gợi ý / Lĩnh vực", ("Lĩnh vực", "Lĩnh vực gợi ý")),
        Field("text", "Nội dung gợi ý / Vấn đề cần làm rõ", ("Vấn đề cần làm rõ", "Vấn đề", "Nội dung cần làm rõ")),
        Field("document_no", "Văn bản gợi ý / Số", ("Số văn bản", "Số văn bản gợi ý", "Số, ký hiệu", "Số công văn")),
        Field(
            "document_date",
            "Văn bản gợi ý / Ngày",
            ("Ngày văn bản", "Ngày ban hành", "Ngày công văn", "Văn bản / Ngày"),
        ),
    ),
)

RATINGS = TableKind(
    "ratings",
    "Kết quả xếp loại",
    (
        NUMBER,
        Field("code", "Mã", ("Mã tổ chức", "Mã tổ chức đảng", "Mã đơn vị", "Mã đảng bộ")),
        Field("name", "Tên đảng bộ", ("Tên tổ chức đảng", "Tên đơn vị", "Tên", "Đơn vị", "Đảng bộ"), required=False),
        Field("category", "Mức xếp loại", ("Xếp loại", "Kết quả xếp loại", "Mức chất lượng", "Xếp loại chất lượng")),
        Field("document_no", "Số quyết định", ("Quyết định / Số", "Số QĐ", "Số văn bản")),
        Field("decided_on", "Ngày quyết định", ("Quyết định / Ngày", "Ngày QĐ", "Ngày ban hành")),
        Field("authority", "Cơ quan quyết định", ("Cấp quyết định", "Cơ quan ban hành", "Quyết định / Cơ quan")),
    ),
)

KINDS: Mapping[str, TableKind] = MappingProxyType({kind.name: kind for kind in (UNITS, MEMBERS, SUGGESTIONS, RATINGS)})
