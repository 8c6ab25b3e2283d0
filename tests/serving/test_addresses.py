"""The address on the wall is one that a phone can reach."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.serving.addresses import (
    REASON_LABELS,
    Candidate,
    Interface,
    LiveAddresses,
    Reason,
    candidates,
    live_hosts,
    read_interfaces,
    room_url,
)

WINDOWS = [
    Interface("Loopback Pseudo-Interface 1", ("127.0.0.1",)),
    Interface("Ethernet", ("169.254.10.7",)),
    Interface("Ethernet 2", ("10.20.0.7",)),
    Interface("vEthernet (WSL)", ("172.28.0.1",)),
    Interface("vEthernet (Salón)", ("192.168.5.9",)),
    Interface("Wi-Fi", ("192.168.8.2",)),
    Interface("Conexión de área local* 10", ("192.168.137.1",)),
    Interface("Conexión de red Bluetooth", ("192.168.44.2",)),
    Interface("OpenVPN TAP-Windows6", ("10.8.0.6",)),
]
LINUX = [
    Interface("lo", ("127.0.0.1",)),
    Interface("enp3s0", ("192.168.1.20",)),
    Interface("wlp2s0", ("192.168.8.2",)),
    Interface("docker0", ("172.17.0.1",)),
    Interface("br-5fd23a", ("172.18.0.1",)),
    Interface("veth1a2b3c4", ("172.19.0.1",)),
    Interface("virbr0", ("192.168.122.1",)),
    Interface("tailscale0", ("100.101.2.3",)),
    Interface("wg0", ("10.9.0.2",)),
    Interface("wwan0", ("10.64.3.3",)),
]
MAC = [
    Interface("lo0", ("127.0.0.1",)),
    Interface("en0", ("192.168.8.2",)),
    Interface("en5", ("169.254.3.4",)),
    Interface("bridge100", ("192.168.2.1",)),
    Interface("bridge101", ("192.168.64.1", "172.16.9.1")),
    Interface("utun3", ("10.11.0.2",)),
]

NOT_OF_A_NETWORK = [ipaddress.ip_network(each) for each in ("127.0.0.0/8", "169.254.0.0/16", "0.0.0.0/32")]


@pytest.mark.parametrize(
    ("interfaces", "expected"),
    [
        (
            WINDOWS,
            [
                ("192.168.137.1", Reason.HOTSPOT),
                ("192.168.8.2", Reason.WIFI),
                ("10.20.0.7", Reason.WIRED),
                ("192.168.5.9", Reason.OTHER),
            ],
        ),
        (LINUX, [("192.168.8.2", Reason.WIFI), ("192.168.1.20", Reason.WIRED)]),
        (MAC[:4], [("192.168.2.1", Reason.HOTSPOT), ("192.168.8.2", Reason.WIFI)]),
        ([Interface("wlan0", ("10.42.0.1",))], [("10.42.0.1", Reason.HOTSPOT)]),
        ([Interface("eth0", ("8.8.4.4",))], [("8.8.4.4", Reason.NOT_PRIVATE)]),
        ([Interface("wlan0", ("192.168.8.2",), is_up=False)], []),
        ([], []),
    ],
    ids=["windows", "linux", "mac sharing its network", "linux hotspot", "public", "down", "nothing"],
)
def test_phones_get_the_hotspot_then_wifi_then_the_wire(
    interfaces: list[Interface], expected: list[tuple[str, Reason]]
) -> None:
    assert [(found.address, found.reason) for found in candidates(interfaces)] == expected


def test_a_virtual_machine_of_a_mac_is_not_its_hotspot() -> None:
    assert Candidate("192.168.2.1", "bridge100", Reason.HOTSPOT) in candidates(MAC)
    assert not any(found.address.startswith("172.16.") for found in candidates(MAC))


@given(st.permutations(WINDOWS + LINUX))
def test_the_order_does_not_depend_on_how_the_system_lists_them(shuffled: list[Interface]) -> None:
    assert candidates(shuffled) == candidates(WINDOWS + LINUX)


@given(st.lists(st.builds(Interface, st.text(max_size=12), st.tuples(st.ip_addresses(v=4).map(str)))))
def test_no_phone_is_ever_sent_to_itself(interfaces: list[Interface]) -> None:
    for found in candidates(interfaces):
        assert not any(ipaddress.ip_address(found.address) in network for network in NOT_OF_A_NETWORK)


def test_every_reason_can_be_told() -> None:
    assert set(REASON_LABELS) == set(Reason)


@pytest.mark.parametrize(
    ("address", "port", "path", "url"),
    [
        ("192.168.8.2", 80, "/e/k7m2q9", "HTTP://192.168.8.2/E/K7M2Q9"),
        ("192.168.8.2", 8480, "e/k7m2q9", "HTTP://192.168.8.2:8480/E/K7M2Q9"),
    ],
)
def test_the_url_of_the_room_is_all_capitals(address: str, port: int, path: str, url: str) -> None:
    assert room_url(address, port, path) == url


def test_a_changed_address_is_followed_within_two_seconds() -> None:
    now, network = [0.0], [[Interface("wlan0", ("192.168.8.2",))]]
    live = LiveAddresses(read=lambda: network[0], clock=lambda: now[0])
    assert live.hosts() == {"192.168.8.2"}

    network[0] = [Interface("wlan0", ("192.168.43.7",))]
    now[0] = 1.9
    assert live.best() == Candidate("192.168.8.2", "wlan0", Reason.WIFI)

    now[0] = 2.0
    assert live.best() == Candidate("192.168.43.7", "wlan0", Reason.WIFI)
    assert live.hosts() == {"192.168.43.7"}


def test_a_reading_that_fails_keeps_the_last_one() -> None:
    now = [0.0]
    readings = iter([[Interface("wlan0", ("192.168.8.2",))]])

    def read() -> list[Interface]:
        for reading in readings:
            return reading
        raise OSError("the adapter is gone")

    live = LiveAddresses(read=read, clock=lambda: now[0])
    assert live.hosts() == {"192.168.8.2"}

    now[0] = 10.0
    assert live.hosts() == {"192.168.8.2"}


def test_without_a_network_there_is_nothing_to_show() -> None:
    assert LiveAddresses(read=lambda: [Interface("lo", ("127.0.0.1",))]).best() is None


def test_the_live_reading_knows_this_machine() -> None:
    assert "127.0.0.1" in live_hosts(read_interfaces())
