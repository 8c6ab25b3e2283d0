"""Which address a phone can type: read from the live interfaces, ranked, with a reason that a person can check."""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

import psutil

FRESH_SECONDS = 2.0
_PRIVATE = tuple(ipaddress.ip_network(net) for net in ("192.168.0.0/16", "172.16.0.0/12", "10.0.0.0/8"))
_CARRIER = ipaddress.ip_network("100.64.0.0/10")  # shared by carriers and by overlay networks: no phone here is in it
_WINDOWS_HOTSPOT = "192.168.137.1"
_LINUX_HOTSPOT = re.compile(r"10\.42\.\d+\.1")
_MAC_HOTSPOT = re.compile(r"192\.168\.[2-9]\.1")

# containers, virtual machines, private tunnels, mobile modems: roads that no phone of the room shares
_ELSEWHERE = re.compile(
    r"lo\d*$|loopback|docker|veth[0-9a-f]{3}|br-|virbr|vmnet|vmware|vbox|virtualbox|lxc|lxd|podman|cni|flannel|cali|"
    r"ifb|dummy|vethernet \((wsl|default switch|nat|docker)|tun|tap|utun|wg\d|ppp|ipsec|gif\d|stf\d|awdl|llw|anpi|"
    r"vmenet|feth|zt|wwan|rmnet|mobile|cellular|celular|"
    r".*(vpn|tap-windows|wireguard|wintun|tailscale|zerotier|hamachi|radmin|npcap|nordlynx|bluetooth|hyper-v|móvil)"
)
_MAC_BRIDGE = re.compile(r"bridge\d+$")
_ACCESS_POINT = re.compile(r"ap\d+$|local area connection\*|conexión de área local\*|wi-?fi direct")
_WIFI = re.compile(r"wl|wi-?fi|wireless|inalámbric|airport|conexión de red inalámbrica|en0$")
_WIRED = re.compile(r"eth|en[ospx]?\d|enx|ethernet|local area connection|conexión de área local|usb\d|br\d")


class Reason(StrEnum):
    """Why an address was put where it stands in the list."""

    HOTSPOT = "hotspot"
    WIFI = "wifi"
    WIRED = "wired"
    OTHER = "other"
    NOT_PRIVATE = "not_private"


REASON_LABELS: Mapping[Reason, tuple[str, str]] = {
    Reason.HOTSPOT: ("Zona wifi de esta misma laptop", "Wi-Fi hotspot of this very laptop"),
    Reason.WIFI: ("Red wifi a la que está unida la laptop", "Wi-Fi network that the laptop has joined"),
    Reason.WIRED: (
        "Red por cable: sirve si los celulares están en el wifi del mismo aparato",
        "Wired network: fine if the phones are on the Wi-Fi of the same router",
    ),
    Reason.OTHER: (
        "Conexión sin nombre conocido: pruebe primero con un celular",
        "Connection with an unknown name: try it with one phone first",
    ),
    Reason.NOT_PRIVATE: (
        "Dirección pública: el celular puede mostrar una advertencia",
        "Public address: the phone may show a warning",
    ),
}
_ORDER = {reason: place for place, reason in enumerate(Reason)}


@dataclass(frozen=True, slots=True)
class Interface:
    """One network interface as the system names it, with its IPv4 addresses."""

    name: str
    addresses: tuple[str, ...]
    is_up: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address that a phone could reach, on which interface, and why it ranks there."""

    address: str
    interface: str
    reason: Reason


def read_interfaces() -> tuple[Interface, ...]:
    """The interfaces of this machine as they are now."""
    states = psutil.net_if_stats()
    return tuple(
        Interface(
            name,
            tuple(entry.address for entry in entries if entry.family == socket.AF_INET),
            is_up=name in states and states[name].isup,
        )
        for name, entries in psutil.net_if_addrs().items()
    )


def candidates(interfaces: Sequence[Interface]) -> tuple[Candidate, ...]:
    """The addresses for phones, best first: hotspot, Wi-Fi, wired, unknown, and last those that are not private.

    Loopback, link-local, containers, virtual machines and private tunnels are left out. The order depends on nothing
    but the interfaces, so the wall does not flicker between two addresses.
    """
    found = [
        Candidate(address, interface.name, reason)
        for interface in interfaces
        if interface.is_up
        for address in interface.addresses
        if (reason := _reason(interface.name.lower(), address)) is not None
    ]
    return tuple(sorted(found, key=lambda c: (_ORDER[c.reason], c.interface, ipaddress.ip_address(c.address))))


def live_hosts(interfaces: Sequence[Interface]) -> frozenset[str]:
    """Every numeric address under which this machine can be called, loopback included."""
    return frozenset(address for interface in interfaces if interface.is_up for address in interface.addresses)


def room_url(address: str, port: int, path: str) -> str:
    """The URL that a phone reads or types, all capitals (a smaller QR); port 80 is left unsaid."""
    authority = address if port == 80 else f"{address}:{port}"
    return f"http://{authority}/{path.lstrip('/')}".upper()


class LiveAddresses:
    """The addresses of this machine, read anew when the last reading is older than two seconds."""

    def __init__(
        self,
        read: Callable[[], Sequence[Interface]] = read_interfaces,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._read = read
        self._clock = clock
        self._lock = threading.Lock()
        self._interfaces: Sequence[Interface] = ()
        self._hosts: frozenset[str] = frozenset()
        self._read_at = float("-inf")

    def hosts(self) -> frozenset[str]:
        """The numeric hosts that this machine answers to now."""
        self._refresh()
        return self._hosts

    def candidates(self) -> tuple[Candidate, ...]:
        """The addresses for phones now, best first; empty while there is no network."""
        self._refresh()
        return candidates(self._interfaces)

    def best(self) -> Candidate | None:
        """The address to put on the wall now, or None while there is no network."""
        return next(iter(self.candidates()), None)

    def _refresh(self) -> None:
        with self._lock:
            if self._clock() - self._read_at >= FRESH_SECONDS:
                self._read_at = self._clock()
                with suppress(OSError):  # an adapter is being pulled out: a moment ago is the better answer
                    self._interfaces = self._read()
                    self._hosts = live_hosts(self._interfaces)


def _reason(name: str, address: str) -> Reason | None:
    number = ipaddress.ip_address(address)
    if number.is_loopback or number.is_link_local or number.is_unspecified or number in _CARRIER:
        return None
    if _ELSEWHERE.match(name):
        return None
    if _is_hotspot(name, address):
        return Reason.HOTSPOT
    if _MAC_BRIDGE.match(name):
        return None
    if not any(number in network for network in _PRIVATE):
        return Reason.NOT_PRIVATE
    if _WIFI.match(name):
        return Reason.WIFI
    return Reason.WIRED if _WIRED.match(name) else Reason.OTHER


def _is_hotspot(name: str, address: str) -> bool:
    return (
        address == _WINDOWS_HOTSPOT
        or _LINUX_HOTSPOT.fullmatch(address) is not None
        or (_MAC_BRIDGE.match(name) is not None and _MAC_HOTSPOT.fullmatch(address) is not None)
        or _ACCESS_POINT.match(name) is not None
    )
