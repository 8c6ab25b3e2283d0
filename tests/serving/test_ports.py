"""A port belongs to one program at a time."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from labapp.domain.errors import Refusal
from labapp.serving.ports import ListenerAudience, PortTaken, claim_desk, claim_room
from tests.serving.doors import echo


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which another program listens."""
    with socket.create_server(("0.0.0.0", 0)) as other:  # noqa: S104  # all interfaces, as the room does
        yield other.getsockname()[1]


def test_a_taken_room_port_is_refused_by_name(taken: int) -> None:
    with pytest.raises(PortTaken) as refused:
        claim_room([taken])

    assert isinstance(refused.value, Refusal)
    assert (refused.value.code, refused.value.port, refused.value.audience) == ("port_taken", taken, "room")


def test_a_taken_desk_port_is_refused_by_name(taken: int) -> None:
    with pytest.raises(PortTaken) as refused:
        claim_desk(taken)

    assert (refused.value.port, refused.value.audience) == (taken, ListenerAudience.DESK)


def test_the_room_falls_back_to_its_second_port(taken: int) -> None:
    with claim_room([taken, 0]) as sock:
        assert sock.getsockname()[1] not in (0, taken)


def test_a_second_start_cannot_share_the_port() -> None:
    with claim_room([0]) as first, pytest.raises(PortTaken):
        claim_room([first.getsockname()[1]])


def test_a_port_left_a_moment_ago_can_be_had_again() -> None:
    with claim_room([0]) as first:
        port = first.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)), first.accept()[0]:
            pass  # the connection now lingers in the system
    with claim_room([port]):
        pass


def test_both_meanings_of_localhost_are_held_or_none() -> None:
    desk = claim_desk(0)
    hosts = [sock.getsockname()[0] for sock in desk]
    port = desk[0].getsockname()[1]
    for sock in desk:
        sock.close()
    assert hosts in (["127.0.0.1", "::1"], ["127.0.0.1"])

    if "::1" in hosts:
        with socket.create_server(("::1", port), family=socket.AF_INET6), pytest.raises(PortTaken):
            claim_desk(port)


def test_a_room_that_cannot_open_leaves_no_desk_behind(taken: int) -> None:
    from labapp.serving.addresses import LiveAddresses
    from labapp.serving.listeners import open_listeners

    with claim_room([0]) as probe:
        free = probe.getsockname()[1]
    with pytest.raises(PortTaken):
        open_listeners(
            echo, echo, desk_port=free, room_ports=(taken,), addresses=LiveAddresses(), devices_seen=lambda _: 0
        )

    for sock in claim_desk(free):
        sock.close()
