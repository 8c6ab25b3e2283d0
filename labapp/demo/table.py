"""A virtual table of July 2023, held, written down, answered and published: the public record, in other words."""

from __future__ import annotations

from labapp.demo.story import Story


def tell(story: Story) -> None:
    """To be told once minutes and responses can be published."""
