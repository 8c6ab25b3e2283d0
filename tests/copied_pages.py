"""Reading a folder of copied pages as a neighbour would: from a stick, and from any web server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import urlopen

from bs4 import BeautifulSoup

_PRIVATE = re.compile(
    rb"localhost|127\.0\.0\.1|192\.168\.\d+\.\d|\b10\.\d+\.\d+\.\d|\b172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d|file://", re.I
)


def soup_of(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_bytes(), "html.parser")


def pages_of(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def hrefs(soup: BeautifulSoup) -> list[str]:
    found = [(tag, tag.get("href") or tag.get("src")) for tag in soup.select("a, link, img, source, form, iframe")]
    return [str(href) for tag, href in found if href]


def faults_of(folder: Path) -> list[str]:
    """Everything that would not work by double click, or that says where it was made."""
    faults = []
    for page in pages_of(folder):
        soup, name = soup_of(page), page.relative_to(folder).as_posix()
        faults += [f"{name}: {tag.name}" for tag in soup.select("script, form, input, button, iframe, base")]
        faults += [f"{name}: a link without a way" for tag in soup.select("a:not([href]), link:not([href])")]
        faults += [f"{name}: {fault}" for href in hrefs(soup) for fault in broken(folder, page, soup, href)]
        if soup.select("meta[http-equiv]"):
            faults.append(f"{name}: a policy that breaks without a server")
    for file in folder.rglob("*"):
        if file.is_file() and _PRIVATE.search(file.read_bytes()):
            faults.append(f"{file.relative_to(folder)}: an address of one network")
    return faults


def broken(folder: Path, page: Path, soup: BeautifulSoup, href: str) -> Iterator[str]:
    if href.startswith(("http://", "https://", "mailto:", "tel:", "data:")):
        return
    target, fragment = urldefrag(href)
    file = (page.parent / unquote(target)).resolve() if target else page
    if href.startswith("/") or not file.is_relative_to(folder.resolve()):
        yield f"leads out of the folder: {href}"
    elif not file.is_file():
        yield f"leads nowhere: {href}"
    elif fragment and (soup if file == page else soup_of(file)).find(id=unquote(fragment)) is None:
        yield f"leads to no such place: {href}"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder on a plain web server that knows nothing of us."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (named by the standard library)
        """Say nothing: a test reads the answers."""


def crawled(home: str) -> dict[str, int]:
    """Every address that is reached from the first page, with its status."""
    seen: dict[str, int] = {}
    waiting = [home]
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        with urlopen(url) as answer:  # noqa: S310 (our own server of this test)
            seen[url] = answer.status
            is_html = answer.headers.get_content_type() == "text/html"
            body = answer.read() if is_html else b""
            base = answer.url
        links = [urldefrag(urljoin(base, href)).url for href in hrefs(BeautifulSoup(body, "html.parser"))]
        waiting += [link for link in links if urlsplit(link).netloc == urlsplit(home).netloc]
    return seen
