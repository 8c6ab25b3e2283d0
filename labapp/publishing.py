"""Publishing from the console: every public page as a folder of plain files, and as one zip on wish."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from labapp.assembly import build_house, copied, default_settings
from labapp.domain.programme import public_url
from labapp.published_folder import Written, publish_into, write_zip
from labapp.queries.programme import programme
from labapp.web.web_copy import public_pages


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was written, and under which address the folder is to be put; None while nobody has said."""

    written: Written
    address: str | None


def publish(folder: Path, *, zip_file: Path | None = None) -> Outcome:
    """`folder` holds the public pages as they are now, and `zip_file` the same in one. Raises Refusal."""
    house = build_house(default_settings())
    try:
        files = public_pages(copied(house))
        with house.database.reading() as db:
            found = programme(db)
            address = public_url(found.public_base_url if found else None, "")
    finally:
        house.database.close()
    instance = house.settings.instance
    written = publish_into(folder, files, instance=instance)
    if zip_file is not None:
        write_zip(zip_file, files, instance=instance)
    return Outcome(written, address)
