"""The report in Word, from the template beside this file; equal reports give equal bytes.

The template is an ordinary document an office may change; ``python -m tusoi.statistics.documents.word_template`` makes
it anew.
"""

import io
import zipfile
from functools import cache
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment

from tusoi.statistics.documents.report import Report

TEMPLATE = Path(__file__).parent / "report.docx"
EPOCH = (1980, 1, 1, 0, 0, 0)


def render(report: Report) -> bytes:
    """One .docx; texts are escaped, and a template cannot reach anything but them."""
    document = DocxTemplate(io.BytesIO(_template()))
    document.render(report.plain(), jinja_env=SandboxedEnvironment(autoescape=True), autoescape=True)
    written = io.BytesIO()
    document.save(written)
    return undated(written.getvalue())


def undated(content: bytes) -> bytes:
    """The same archive without the moment it was packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            info = zipfile.ZipInfo(part.filename, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, old.read(part))
    return packed.getvalue()


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()
