"""Only names of this machine are answered."""

from __future__ import annotations

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from labapp.serving.hosts import LOOPBACK, named, only_hosts
from labapp.serving.sentences import NOT_THIS_DESK, NOT_THIS_ROOM


@pytest.mark.parametrize(
    ("header", "host"),
    [
        ("localhost", "localhost"),
        ("LOCALHOST:8470", "localhost"),
        ("192.168.8.2", "192.168.8.2"),
        ("192.168.8.2:8480", "192.168.8.2"),
        ("[::1]:8470", "::1"),
        ("", ""),
        ("localhost, evil.example", ""),
        ("localhost:evil", ""),
        ("localhost@evil.example", ""),
        ("[::1", ""),
        ("ｌocalhost", ""),
    ],
)
def test_a_header_names_one_host_or_none(header: str, host: str) -> None:
    assert named(header) == host


def answer_to(header: str, known: frozenset[str]) -> tuple[str, bytes]:
    guarded = Client(only_hosts(Response("inside"), lambda: known, NOT_THIS_ROOM))
    answer = guarded.open("/", environ_overrides={"HTTP_HOST": header})
    return answer.status, answer.data


@pytest.mark.parametrize("header", ["localhost", "LocalHost:1", "127.0.0.1:8470", "[::1]:8470"])
def test_a_known_host_comes_in(header: str) -> None:
    assert answer_to(header, LOOPBACK) == ("200 OK", b"inside")


@pytest.mark.parametrize("header", ["", "evil.example", "192.168.8.2", "127.0.0.1.evil.example", "localhost."])
def test_a_foreign_host_is_told_what_to_do_in_both_languages(header: str) -> None:
    status, page = answer_to(header, LOOPBACK)

    assert status == "400 Bad Request"
    assert NOT_THIS_ROOM.spanish in page.decode()
    assert NOT_THIS_ROOM.english in page.decode()


def test_the_list_is_asked_again_at_every_request() -> None:
    lists = iter([frozenset({"10.0.0.5"}), frozenset()])
    guarded = Client(only_hosts(Response("inside"), lambda: next(lists), NOT_THIS_DESK))

    assert guarded.get("/", base_url="http://10.0.0.5").status_code == 200
    assert guarded.get("/", base_url="http://10.0.0.5").status_code == 400


def test_a_request_that_names_no_host_is_refused() -> None:
    statuses: list[str] = []
    guarded = only_hosts(Response("inside"), lambda: LOOPBACK, NOT_THIS_DESK)

    guarded({}, lambda status, *_: statuses.append(status) or statuses.append)

    assert statuses == ["400 Bad Request"]
