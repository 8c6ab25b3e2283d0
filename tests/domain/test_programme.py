"""The public address: what anybody can open from home, and nothing that one network or one laptop knows."""

from __future__ import annotations

import pytest

from labapp.domain.errors import RuleViolated
from labapp.domain.programme import is_public_host, public_url, read_public_address


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://laboratorios.example.gob.pa/", "https://laboratorios.example.gob.pa"),
        ("  http://Labs.Example.org/mesas/2026  ", "http://labs.example.org/mesas/2026"),
        ("https://labs.example.org:8443", "https://labs.example.org:8443"),
        ("https://8.8.8.8", "https://8.8.8.8"),
        ("   ", None),
    ],
)
def test_an_address_is_kept_as_it_is_printed(typed: str, kept: str | None) -> None:
    assert read_public_address(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("laboratorios.example.org", "public_address_unfit"),
        ("ftp://labs.example.org", "public_address_unfit"),
        ("https://ana:clave@labs.example.org", "public_address_unfit"),
        ("https://labs example.org", "public_address_unfit"),
        ("https://labs.example.org:0", "public_address_unfit"),
        ("https://" + "a" * 200 + ".org", "public_address_unfit"),
        ("http://192.168.8.2", "public_address_private"),
        ("http://10.0.0.1:8480/x", "public_address_private"),
        ("http://127.1", "public_address_private"),
        ("http://2130706433", "public_address_private"),
        ("http://0x7f.0.0.1", "public_address_private"),
        ("http://100.64.0.1", "public_address_private"),
        ("http://localhost:8400", "public_address_private"),
        ("https://laptop", "public_address_private"),
        ("https://laptop.local", "public_address_private"),
        ("https://router.home.arpa", "public_address_private"),
        ("https://labs.example.org/index.html", "public_address_path"),
        ("https://labs.example.org/../x", "public_address_path"),
        ("https://labs.example.org//x", "public_address_path"),
        ("https://labs.example.org/%2e%2e", "public_address_path"),
        ("https://labs.example.org/x?y=1", "public_address_path"),
        ("https://labs.example.org/#x", "public_address_path"),
    ],
)
def test_anything_else_is_refused_with_its_reason(typed: str, code: str) -> None:
    with pytest.raises(RuleViolated) as refused:
        read_public_address(typed)

    assert (refused.value.code, refused.value.details["field"]) == (code, "public_base_url")


def test_a_private_address_that_was_stored_before_is_never_given_out() -> None:
    assert public_url("http://192.168.8.2", "/sesion/X") is None
    assert public_url(None, "/sesion/X") is None
    assert public_url("https://labs.example.org/mesas/", "/sesion/X") == "https://labs.example.org/mesas/sesion/X"


@pytest.mark.parametrize(
    "host", ["", "::1", "fe80::1", "169.254.1.1", "224.0.0.1", "240.0.0.1", "labs.internal", "LAPTOP.LOCAL."]
)
def test_hosts_of_one_network_are_not_public(host: str) -> None:
    assert not is_public_host(host)
