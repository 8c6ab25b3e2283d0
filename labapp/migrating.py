"""Bringing a database to the schema of this program, and telling how far it is."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from labapp.instance import InstanceRefused
from labapp.startup_messages import StartCode

FOLDER = Path(__file__).resolve().parent.parent / "migrations"
"""Beside the package, where `flask db` expects it: the program runs from its own folder or an editable install."""


def _scripts() -> ScriptDirectory:
    if not (FOLDER / "versions").is_dir():
        raise InstanceRefused(StartCode.MIGRATIONS_MISSING, folder=FOLDER)
    return ScriptDirectory(str(FOLDER))


def _config(engine: sa.Engine) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["engine"] = engine
    return config


def known_revisions() -> frozenset[str]:
    """Return every revision that this version of the program knows. Raises InstanceRefused without its folder."""
    return frozenset(script.revision for script in _scripts().walk_revisions())


def revision_of(engine: sa.Engine) -> str | None:
    """Return the revision of a database, or None where nothing was ever created."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_current(engine: sa.Engine) -> bool:
    """Return whether there is nothing to migrate."""
    return revision_of(engine) == _scripts().get_current_head()


def migrate(engine: sa.Engine) -> None:
    """Leave the database at the newest schema. Raises InstanceRefused for one of a newer version."""
    revision = revision_of(engine)
    if revision is not None and revision not in known_revisions():
        database = engine.url.render_as_string(hide_password=True)
        raise InstanceRefused(StartCode.DATABASE_NEWER, database=database, revision=revision)
    command.upgrade(_config(engine), "head")
