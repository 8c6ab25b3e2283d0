"""How the house says no: coded refusals that the edge turns into a sentence."""

from __future__ import annotations


class Refusal(Exception):
    """A request that was understood and cannot be done; `code` is stable, words are added at the edge."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class RuleViolated(Refusal):
    """A rule of the domain forbids it. Answered with 409, or beside the field that `details['field']` names."""


class NotAllowed(Refusal):
    """This actor may not do this here. Answered with 403."""


class NotFound(Refusal):
    """There is nothing by that name for this reader. Absent and not yours look the same: 404."""

    def __init__(self, code: str = "not_found", **details: object) -> None:
        super().__init__(code, **details)
