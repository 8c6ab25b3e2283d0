"""The `labapp` command: everything that is done at the laptop without a browser."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from labapp.domain.errors import NotFound, Refusal
from labapp.domain.people import read_username
from labapp.domain.roles import CONSOLE
from labapp.domain.verbs import Verb
from labapp.startup_messages import InstanceRefused
from labapp.words.labels import refusal


@contextmanager
def _in_words() -> Iterator[None]:
    """Turn refusals into sentences, Spanish then English, and a failing exit."""
    try:
        yield
    except InstanceRefused as refused:
        click.echo(str(refused), err=True)
        sys.exit(1)
    except Refusal as refused:
        for language in ("es", "en"):
            click.echo(refusal(refused.code, language, refused.details), err=True)
        sys.exit(1)


@click.group()
def main() -> None:
    """labapp: laboratorios y mesas participativas, de la convocatoria a la respuesta razonada."""


@main.command()
@click.option("--demo", is_flag=True, help="Llena una base vacía con una demostración. / Fill an empty database.")
@click.option("--no-browser", is_flag=True, help="No abre el navegador. / Do not open the browser.")
def serve(demo: bool, no_browser: bool) -> None:
    """Prepara los datos y atiende la laptop y la sala. / Prepare the data and serve desk and room."""
    from labapp.serve import run

    with _in_words():
        run(with_demo=demo, open_browser=not no_browser)


@main.command()
@click.option("--to", type=click.Path(path_type=Path), default=None, help="También en esta carpeta. / Also there.")
def backup(to: Path | None) -> None:
    """Copia verificada de la base. / A verified copy of the database."""
    from labapp.keeping import back_up

    with _in_words():
        click.echo(str(back_up(to)))


@main.command()
@click.argument("copy", type=click.Path(path_type=Path))
def restore(copy: Path) -> None:
    """Vuelve a una copia; la base de ahora se copia antes. / Go back to a copy; the present one is copied first."""
    from labapp.keeping import bring_back

    with _in_words():
        contents = bring_back(copy)
    people = contents.rows.get("participant", 0)
    click.echo(f"Listo. La base tiene {people} participantes y {contents.rows.get('operation', 0)} anotaciones.")
    click.echo(f"Done. The database has {people} participants and {contents.rows.get('operation', 0)} entries.")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--zip", "zip_file", type=click.Path(path_type=Path), help="También en un zip. / Also as a zip.")
def publish(folder: Path, zip_file: Path | None) -> None:
    """Escribe lo público como archivos para la web. / Write what is public as plain files for the web."""
    from labapp.publishing import publish as write_pages

    with _in_words():
        outcome = write_pages(folder, zip_file=zip_file)
    done = outcome.written
    click.echo(f"Listo: {done.new} nuevos, {done.changed} cambiados, {done.same} iguales, {done.removed} quitados.")
    click.echo(f"Done: {done.new} new, {done.changed} changed, {done.same} the same, {done.removed} removed.")
    for name in done.left:
        click.echo(f"Alguien lo cambió aquí; se deja: {name} · Somebody changed it here; it stays: {name}")
    if outcome.address is None:
        click.echo("Falta escribir en Programa en qué dirección de internet estarán. Se abren con index.html.")
        click.echo("Programme does not say yet under which internet address they will be. They open with index.html.")


@main.command()
def doctor() -> None:
    """Revisa la laptop, los datos y las copias. / Check the laptop, the data and the copies."""
    from labapp.doctor import examine

    with _in_words():
        findings = examine()
    for finding in findings:
        click.echo(f"{finding.grade.mark} {finding.spanish}\n       {finding.english}")
    sys.exit(1 if any(finding.is_trouble for finding in findings) else 0)


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--code", default=None, help="El código impreso en su copia. / The code printed on your copy.")
def verify(file: Path, code: str | None) -> None:
    """Dice si un PDF, una página o unos datos son lo publicado. / Say whether a file is what was published."""
    from labapp.verifying import verify_file

    with _in_words():
        told, status = verify_file(file, code)
    for line in told:
        click.echo(line)
    sys.exit(status)


@main.group()
def mail() -> None:
    """Los correos que esperan salir. / The mail that waits to leave."""


@mail.command("status")
def mail_status() -> None:
    """Cuenta los correos y dice qué los detiene. / Count the mail and say what keeps it back."""
    from labapp.posting import outbox_report

    with _in_words():
        for line in outbox_report():
            click.echo(line)


@mail.command("send")
def mail_send() -> None:
    """Envía ahora lo que ya toca. / Send now what is due."""
    from labapp.posting import send_now

    with _in_words():
        for line in send_now():
            click.echo(line)


@main.group()
def journal() -> None:
    """El registro de todo lo hecho. / The record of everything done."""


@journal.command("verify")
@click.option("--code", "codes", multiple=True, help="Código impreso; puede repetirse. / A printed code; repeatable.")
def verify_journal(codes: tuple[str, ...]) -> None:
    """Comprueba cadenas, sellos, tablas y documentos. / Check chains, hashes, tables and documents."""
    from labapp.verifying import verify_journal

    with _in_words():
        told, wrong = verify_journal(codes)
    for line in told:
        click.echo(line)
    for line in wrong:
        click.echo(line, err=True)
    click.echo("HAY DIFERENCIAS. / THERE ARE DIFFERENCES." if wrong else "Todo coincide. / Everything agrees.")
    sys.exit(1 if wrong else 0)


@main.group()
def user() -> None:
    """Cuentas de esta laptop. / Accounts of this laptop."""


@user.command("reset")
@click.argument("username")
def reset_password(username: str) -> None:
    """Da un enlace de un solo uso para otra contraseña. / Give a one-time link for another password."""
    from labapp.assembly import build_house, default_settings
    from labapp.services import people, staff

    with _in_words():
        house = build_house(default_settings())
        with house.database.writing(Verb.SET_PASSWORD, actor=CONSOLE, at=house.now()) as db:
            credential = people.credential_of(db, read_username(username))
            if credential is None:
                raise NotFound("nobody_by_that_name", username=username)
            token = staff.reset_password(db, credential.staff_id, now=house.now())
        house.database.close()
        click.echo(house.desk_url(f"/primera-vez/{token}"))


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Para programas. / For programs.")
def demo(as_json: bool) -> None:
    """Códigos y direcciones de la demostración. / Codes and addresses of the demonstration."""
    from labapp.assembly import build_house, default_settings
    from labapp.demo.handles import handles

    with _in_words():
        found = handles(build_house(default_settings()))
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for name, value in found.items():
        click.echo(f"{name}: {json.dumps(value, ensure_ascii=False)}")
