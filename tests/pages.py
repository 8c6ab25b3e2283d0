"""A client that audits every page it fetches: structure, titles, labels, ids, tokens, links. No page escapes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

_CODE_WORD = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")
_FREE_OF_LABEL = {"hidden", "submit", "button", "image", "reset"}


@dataclass
class Page:
    """An answer whose page passed the audit."""

    response: TestResponse
    soup: BeautifulSoup

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def text(self) -> str:
        return " ".join(self.soup.get_text(" ").split())

    @property
    def location(self) -> str:
        return self.response.headers.get("Location", "")

    def token(self, action_part: str = "") -> str:
        """Return the form token of the form whose action holds `action_part`."""
        for form in self.soup.select("form[method=post]"):
            if action_part in str(form.get("action", "")):
                return str(form.select_one("input[name=token]")["value"])  # type: ignore[index] # audited to exist
        raise AssertionError(f"no form towards {action_part!r} in {self.text[:300]}")

    def select(self, css: str) -> list[Tag]:
        return list(self.soup.select(css))


@dataclass
class Browser:
    """Fetches pages of one application as somebody would, and audits each of them."""

    app: Flask
    base: str = "http://127.0.0.1"
    language: str = "es"
    client: FlaskClient = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.app.test_client()

    def get(self, path: str, *, status: int = 200, follow: bool = True, **kwargs: Any) -> Page:
        """Return a page; redirects are followed unless told otherwise, and the status is the expected one."""
        response = self.client.get(path, base_url=self.base, follow_redirects=follow, **kwargs)
        return self._audited(response, status)

    def post(self, path: str, data: dict[str, Any], *, status: int = 303, follow: bool = False, **kwargs: Any) -> Page:
        """Send a form as it was filled and return the answer: 303 unless another status is expected."""
        response = self.client.post(path, base_url=self.base, data=data, follow_redirects=follow, **kwargs)
        return self._audited(response, status)

    def fill(self, path: str, data: dict[str, Any], *, action: str | None = None, status: int = 303,
             follow: bool = False) -> Page:  # fmt: skip
        """Open the page at `path`, fill the form towards `action` (the path itself by default) and send it."""
        page = self.get(path)
        target = action or path
        return self.post(target, {"token": page.token(urlsplit(target).path), **data}, status=status, follow=follow)

    def _audited(self, response: TestResponse, status: int) -> Page:
        kind = response.content_type or ""
        body = response.get_data(as_text=True) if "html" in kind else ""
        page = Page(response, BeautifulSoup(body, "html.parser"))
        assert response.status_code == status, f"{response.status_code} instead of {status}: {page.text[:500]}"
        if "html" in kind and status not in {301, 302, 303, 304, 308}:
            audit(self.app, page, response.request.path)
        return page


def audit(app: Flask, page: Page, path: str) -> None:
    """Fail with the list of everything that is wrong with a page."""
    faults: list[str] = []
    for check in (_language, _heading, _ids, _fields, _tables, _forms, _inline, _images, _words):
        faults += check(page.soup)
    faults += _links(app, page.soup, path)
    assert not faults, f"{path}: " + "; ".join(faults)


def _language(soup: BeautifulSoup) -> list[str]:
    html = soup.select_one("html")
    return [] if html is not None and html.get("lang") in {"es", "en"} else ["no language"]


def _heading(soup: BeautifulSoup) -> list[str]:
    headings, title = soup.select("h1"), soup.select_one("title")
    if len(headings) != 1:
        return [f"{len(headings)} h1"]
    words = " ".join(headings[0].get_text(" ").split())
    named = " ".join(title.get_text().split()) if title else ""
    begins = named.removeprefix("Error: ").startswith(words[:60])
    return [] if words and begins else [f"title {named!r} does not begin with h1 {words!r}"]


def _ids(soup: BeautifulSoup) -> list[str]:
    counted = Counter(str(tag["id"]) for tag in soup.select("[id]"))
    return [f"id {name!r} twice" for name, times in counted.items() if times > 1]


def _fields(soup: BeautifulSoup) -> list[str]:
    labelled = {str(label.get("for")) for label in soup.select("label[for]")}
    faults = []
    for tag in soup.select("input, select, textarea"):
        free = tag.get("type") in _FREE_OF_LABEL or tag.get("aria-label") or tag.get("aria-labelledby")
        if not free and str(tag.get("id")) not in labelled and tag.find_parent("label") is None:
            faults.append(f"field {tag.get('name')!r} without label")
    return faults


def _tables(soup: BeautifulSoup) -> list[str]:
    faults = []
    for table in soup.select("table"):
        if table.select_one("caption") is None:
            faults.append("table without caption")
        faults += ["header without scope" for th in table.select("th") if not th.get("scope")]
    return faults


def _forms(soup: BeautifulSoup) -> list[str]:
    faults = []
    for form in soup.select("form"):
        if not form.get("action"):
            faults.append("form without action")
        if str(form.get("method", "get")).lower() == "post":
            token = form.select_one("input[name=token]")
            if token is None or not token.get("value"):
                faults.append(f"form to {form.get('action')} without token")
    return faults


def _inline(soup: BeautifulSoup) -> list[str]:
    faults = [f"inline style on {tag.name}" for tag in soup.select("[style]")]
    faults += ["inline script" for tag in soup.select("script") if not tag.get("src")]
    on = [tag.name for tag in soup.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
    return faults + [f"event attribute on {name}" for name in on]


def _images(soup: BeautifulSoup) -> list[str]:
    faults = [f"image {tag.get('src')} without alt" for tag in soup.select("img") if tag.get("alt") is None]
    return faults + [
        "drawing without name" for svg in soup.select("svg")
        if not svg.get("aria-hidden") and not (svg.get("aria-label") or svg.get("aria-labelledby"))
    ]  # fmt: skip


def _words(soup: BeautifulSoup) -> list[str]:
    main = soup.select_one("main")
    spoken = BeautifulSoup(str(main), "html.parser") if main else soup
    for quiet in spoken.select("code, pre, .address, blockquote, .quoted"):
        quiet.decompose()
    return [f"code word {word!r} shown" for word in set(_CODE_WORD.findall(spoken.get_text(" ")))]


def _links(app: Flask, soup: BeautifulSoup, path: str) -> list[str]:
    faults = []
    targets = [(tag.get("href"), "GET") for tag in soup.select("a[href]")]
    targets += [(tag.get("action"), str(tag.get("method", "get")).upper()) for tag in soup.select("form[action]")]
    for raw, method in targets:
        target = str(raw)
        if target.startswith(("#", "mailto:", "tel:", "sms:", "https:", "http:", "data:")):
            if target.startswith("#") and len(target) > 1 and soup.find(id=target[1:]) is None:
                faults.append(f"link to missing part {target}")
            continue
        resolved = urlsplit(urljoin(path, target)).path
        try:
            app.url_map.bind("127.0.0.1").match(resolved, method=method)
        except RequestRedirect:
            continue
        except (NotFound, MethodNotAllowed):
            faults.append(f"{method} {target} leads nowhere")
    return faults
