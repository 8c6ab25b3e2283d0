"""The figures of the whole programme, as the newest edition printed them and as earlier ones did."""

from __future__ import annotations

from werkzeug.wrappers import Response

from labapp.domain.errors import NotFound
from labapp.domain.readings import ReadForm
from labapp.queries.public_totals import shown_edition
from labapp.web import context
from labapp.web.access import public
from labapp.web.pages import render
from labapp.web.public.blueprint import blueprint
from labapp.web.public.reading import reads


@blueprint.get("/cifras")
@public
def totals_newest() -> Response:
    """Show what stands now, or that nothing was published yet."""
    reads(ReadForm.PAGE, "public.totals_newest")
    return render("public/totals.html", shown_edition(context.reading()))


@blueprint.get("/cifras/<int:number>")
@public
def totals_edition(number: int) -> Response:
    """Show what stood with one edition."""
    edition = shown_edition(context.reading(), number)
    if edition is None:
        raise NotFound
    reads(ReadForm.PAGE, "public.totals_edition", number=number)
    return render("public/totals.html", edition)
