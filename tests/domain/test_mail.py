"""What an address is, how far a trouble reaches, and when a message is tried again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.mail import (
    FIRST_WAIT,
    LONGEST_WAIT,
    MOST_ATTEMPTS,
    MailTrouble,
    Reach,
    next_attempt,
    reach_of,
    read_address,
)

NOW = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("ana@ejemplo.com", "ana@ejemplo.com"),
        ("  Ana.Perez+lab@Correo.Ejemplo.GOB.PA ", "Ana.Perez+lab@correo.ejemplo.gob.pa"),
        ("o'brien@ejemplo.com", "o'brien@ejemplo.com"),
        (f"{'a' * 64}@ejemplo.com", f"{'a' * 64}@ejemplo.com"),
    ],
)
def test_an_address_is_read_as_it_is_with_its_domain_in_small_letters(typed: str, address: str) -> None:
    assert read_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "6987-6543",
        "ana",
        "ana@",
        "@ejemplo.com",
        "ana@ejemplo",
        "ana@@ejemplo.com",
        "ana@ejemplo..com",
        ".ana@ejemplo.com",
        "ana.@ejemplo.com",
        "ana@-ejemplo.com",
        "ana maria@ejemplo.com",
        "ana@ejemplo.com, luis@ejemplo.com",
        "ana@ejemplo.com\nBcc: luis@ejemplo.com",
        "Ana <ana@ejemplo.com>",
        "=?utf-8?q?=0d=0aBcc=3ax?=@ejemplo.com",
        "ñandú@ejemplo.com",
        "ana@ñandú.com",
        f"{'a' * 65}@ejemplo.com",
        f"ana@{'a' * 63}.{'b' * 63}.{'c' * 63}.{'d' * 63}",
    ],
)
def test_what_is_not_one_plain_address_is_none(typed: str) -> None:
    assert read_address(typed) is None


@given(st.emails() | st.text("ab.@!#$%&'*+/=?^_`{|}~-<>,;:()[] \\\"\r\nñ", max_size=30))
def test_every_address_that_is_read_is_one_for_the_library_that_writes_it(typed: str) -> None:
    address = read_address(typed)

    if address is not None:
        message = EmailMessage(policy=SMTP)
        message["To"] = Address(addr_spec=address)
        assert message_from_bytes(bytes(message), policy=SMTP)["To"].addresses[0].addr_spec == address
        assert address.isascii()
        assert not set(address) & set("<>,;:()[] \\\"\r\n")


def test_the_wait_grows_threefold_to_a_day_and_ends_after_four_days() -> None:
    waits = [next_attempt(done, now=NOW) for done in range(1, MOST_ATTEMPTS + 1)]

    *again, last = waits
    spans = [found - NOW for found in again if found]
    assert last is None
    assert spans[:3] == [FIRST_WAIT, 3 * FIRST_WAIT, 9 * FIRST_WAIT]
    assert (spans, max(spans)) == (sorted(spans), LONGEST_WAIT)
    assert timedelta(days=4) <= sum(spans, timedelta()) <= timedelta(days=5)


def test_only_what_the_server_may_have_taken_leaves_doubt() -> None:
    doubtful = {trouble for trouble in MailTrouble if reach_of(trouble) is Reach.UNKNOWN}

    assert doubtful == {MailTrouble.CUT_OFF, MailTrouble.COPY_BROUGHT_BACK}


def test_a_wrong_password_fails_nobody_for_good() -> None:
    assert reach_of(MailTrouble.SIGN_IN_REFUSED) is Reach.ALL_FOR_NOW
