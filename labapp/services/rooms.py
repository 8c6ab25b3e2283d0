"""The network of this room, written down once at the desk: what the wall and the printed kit tell phones."""

from __future__ import annotations

import ipaddress

import sqlalchemy as sa

from labapp.domain.errors import RuleViolated
from labapp.domain.ids import new_id
from labapp.domain.text import clean_line
from labapp.models.programme import RoomNetwork
from labapp.models.recorder import Db

LONGEST_SSID = 32
"""Bytes of the name of a network. Source: IEEE 802.11."""
PASSWORD_LENGTHS = range(8, 64)
"""Characters of the password of a network. Source: WPA2 and WPA3 passphrases."""


def read_address(typed: str) -> str | None:
    """Return a numeric address as it is kept, None where nothing was typed. Raises RuleViolated `address_unfit`."""
    text = typed.strip()
    if not text:
        return None
    try:
        address = ipaddress.IPv4Address(text)
    except ValueError as error:
        raise RuleViolated("address_unfit", field="address") from error
    if address.is_loopback or address.is_unspecified or address.is_multicast:
        raise RuleViolated("address_unfit", field="address")
    return str(address)


def set_network(db: Db, ssid: str, password: str, address: str) -> RoomNetwork:
    """Keep the network of this room, replacing the one before. Raises RuleViolated for what no phone could use."""
    name = clean_line(ssid)
    if not name or len(name.encode()) > LONGEST_SSID:
        raise RuleViolated("network_name_unfit", field="ssid", longest=LONGEST_SSID)
    if password and len(password) not in PASSWORD_LENGTHS:
        raise RuleViolated("network_password_unfit", field="network_password")
    chosen = read_address(address)
    network = db.scalar(sa.select(RoomNetwork).limit(1).with_for_update())
    if network is None:
        network = RoomNetwork(id=new_id(), ssid=name)
        db.add(network)
    network.ssid, network.password, network.address = name, password or None, chosen
    return network
