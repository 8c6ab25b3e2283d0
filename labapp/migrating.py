"""Bringing a database to the schema of this program, and telling how far it is.

How far is read from the scripts themselves, so that a start with nothing to migrate never loads Alembic.
"""

from __future__ import annotations

import re
from pathlib import Path

import sqlalchemy as sa

from labapp.instance import InstanceRefused
from labapp.startup_messages import StartCode

FOLDER = Path(__file__).resolve().parent.parent / "migrations"
"""Beside the package, where `flask db` expects it: the program runs from its own folder or an editable install."""

_REVISION = re.compile(r'^(?P<name>revision|down_revision) = (?:"(?P<value>\w+)"|None)$', re.MULTILINE)
_VERSION = sa.table("alembic_version", sa.column("version_num", sa.String))


def _chain() -> dict[str, str | None]:
    """Return every revision with the one before it. Raises InstanceRefused without the folder of migrations."""
    if not (FOLDER / "versions").is_dir():
        raise InstanceRefused(StartCode.MIGRATIONS_MISSING, folder=FOLDER)
    scripts = [path.read_text(encoding="utf-8") for path in sorted((FOLDER / "versions").glob("*.py"))]
    found = [{match["name"]: match["value"] for match in _REVISION.finditer(script)} for script in scripts]
    return {str(names["revision"]): names["down_revision"] for names in found}


def known_revisions() -> frozenset[str]:
    """Return every revision that this version of the program knows. Raises InstanceRefused without its folder."""
    return frozenset(_chain())


def newest_revision() -> str:
    """Return the revision of this program: the one that no other comes after."""
    chain = _chain()
    (head,) = set(chain) - set(chain.values())
    return head


def revision_of(engine: sa.Engine) -> str | None:
    """Return the revision of a database, or None where nothing was ever created."""
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table(_VERSION.name):
            return None
        revision: str | None = connection.scalar(sa.select(_VERSION.c.version_num))
        return revision


def is_current(engine: sa.Engine) -> bool:
    """Return whether there is nothing to migrate."""
    return revision_of(engine) == newest_revision()


def migrate(engine: sa.Engine) -> None:
    """Leave the database at the newest schema. Raises InstanceRefused for one of a newer version."""
    revision = revision_of(engine)
    if revision is not None and revision not in known_revisions():
        database = engine.url.render_as_string(hide_password=True)
        raise InstanceRefused(StartCode.DATABASE_NEWER, database=database, revision=revision)
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["engine"] = engine
    command.upgrade(config, "head")
