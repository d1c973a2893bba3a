"""The report as PDF, set by typst with the fonts beside this file; equal reports give equal bytes."""

import json
from pathlib import Path

import typst

from tusoi.statistics.documents.report import Report

HERE = Path(__file__).parent
TEMPLATE = HERE / "report.typ"
FONTS = HERE / "fonts"


def render(report: Report) -> bytes:
    """One PDF. The texts go in as data, never as typst source."""
    return typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]),
        format="pdf",
        sys_inputs={"report": json.dumps(report.plain(), ensure_ascii=False)},
    )
