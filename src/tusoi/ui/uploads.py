"""Files that come in: a request larger than any file we take is refused before its body is read."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MOST_BYTES = 32 * 1024 * 1024  # a little more than the largest workbook, for the rest of the form


class LimitedUploadHandler(FileUploadHandler):
    """Stands first among the upload handlers; takes no file itself."""

    def handle_raw_input(
        self,
        input_data: Any,  # noqa: ARG002 - Django's shape
        META: Any,  # noqa: ARG002, N803
        content_length: int,
        boundary: Any,  # noqa: ARG002
        encoding: Any = None,  # noqa: ARG002
    ) -> None:
        if content_length > MOST_BYTES:
            raise RequestDataTooBig("request body exceeds what is taken")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 - Django's shape
        return raw_data

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002 - Django's shape
        return None
