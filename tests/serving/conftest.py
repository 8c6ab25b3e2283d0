"""What the tests of the doors share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.serving.doors import address_of_another_device


@pytest.fixture
def until_end() -> Iterator[ExitStack]:
    """Closes what a test opened, last first."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def other_device() -> str:
    """An address that the room takes for another device than this machine."""
    return address_of_another_device()
