"""A person at a browser without a screen: cookies, forms, nothing else."""

import re
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlencode


class Visitor:
    """Signs in and sends forms; a dead server is an answer of 0."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.jar = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> str:
        with self._opener.open(f"{self.address}{path}", timeout=120) as answer:
            return answer.read().decode()

    def send(self, path: str, fields: dict[str, str], *, of: str = "") -> str:
        """Send the form of a page and read what comes back."""
        with self._opener.open(f"{self.address}{path}", self._body(fields, of or path), timeout=120) as answer:
            return answer.read().decode()

    def post(self, path: str, fields: dict[str, str], *, of: str = "") -> tuple[int, str]:
        """Send the form of a page: status, and the address or the words of the answer; 0 from a server that is gone."""
        try:
            body = self._body(fields, of or path)
            with self._opener.open(f"{self.address}{path}", body, timeout=120) as answer:
                return answer.status, answer.url
        except urllib.error.HTTPError as refused:
            return refused.code, re.sub(r"<[^>]+>|\s+", " ", refused.read().decode().partition("<main")[2])
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return 0, ""

    def _body(self, fields: dict[str, str], of: str) -> bytes:
        return urlencode({**fields, "csrfmiddlewaretoken": self._token(of)}).encode()

    def _token(self, of: str) -> str:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(of))
        assert token, of
        return token[1]

    def sign_in(self, username: str, password: str) -> None:
        self.post("/accounts/sign-in/", {"login": username, "password": password})

    def upload(self, path: str, fields: dict[str, str], name: str, content: bytes) -> tuple[int, str]:
        """Send a form with one file in its field ``file``."""
        mark = "----cut-here"
        texts = {**fields, "csrfmiddlewaretoken": self._token(path)}
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{text}' for key, text in texts.items()
        ]
        head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = "\r\n".join([*parts, head]).encode() + content + f"\r\n--{mark}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={mark}"}
        request = urllib.request.Request(f"{self.address}{path}", body, kind)
        with self._opener.open(request, timeout=120) as answer:
            return answer.status, answer.url


def fields_of(page: str) -> dict[str, str]:
    """Hidden fields and empty selects of a page."""
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: value for name, value in hidden if name != "csrfmiddlewaretoken"}
