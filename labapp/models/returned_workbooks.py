"""Workbooks of answers that came back from an institution and wait at the desk until somebody applies their rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from labapp.models.base import Base, Passing, ref


class ReturnedWorkbook(Passing, Base):
    """What was read from one file; the file itself is not kept. Nothing of it is an answer until it is applied."""

    __tablename__ = "returned_workbook"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ref("lab_session.id"), index=True)
    brought_by_id: Mapped[UUID] = mapped_column(ref("staff.id"))
    brought_at: Mapped[datetime]
    name: Mapped[str]
    sha256: Mapped[str]
    """Of the file as it arrived: the same file brought twice is one."""
    content: Mapped[list[Any]]
    """The rows and headings that were read, as `domain.answer_sheets.sheet_record` gives them."""
