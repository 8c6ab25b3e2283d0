#!/usr/bin/env python3
"""Start labapp, or its tests, on a computer that has nothing but Python: `python3 lab.py run`, `python3 lab.py test`.

Standard library only. The grammar of this file is that of Python 3.6, so that an old Python can still say what is
missing. Packages come from the hash-locked files in `requirements/`, into `.venv` beside this file and nowhere else.
"""

import os
import shutil
import signal
import subprocess
import sys
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parent
OLDEST = (3, 11)
ON_WINDOWS = os.name == "nt"

OLD_PYTHON = (
    "Este programa necesita Python {oldest} o más nuevo; este es Python {found}. Instálelo desde python.org y repita.",
    "This program needs Python {oldest} or newer; this is Python {found}. Install it from python.org and try again.",
)


def say(*sentences: str) -> None:
    """Print to where errors go, which leaves the output of commands clean; accents that cannot be shown fall off."""
    for sentence in sentences:
        try:
            sentence.encode(sys.stderr.encoding or "ascii")
        except UnicodeEncodeError:
            sentence = unicodedata.normalize("NFKD", sentence).encode("ascii", "ignore").decode()
        print(sentence, file=sys.stderr, flush=True)


if sys.version_info < OLDEST:
    now = {"oldest": ".".join(map(str, OLDEST)), "found": ".".join(map(str, sys.version_info[:3]))}
    say(*[sentence.format(**now) for sentence in OLD_PYTHON])
    sys.exit(1)

sys.path.insert(0, str(ROOT))

from labapp.launcher import sentences  # noqa: E402 (an old Python cannot read the package)
from labapp.launcher.packages import (  # noqa: E402 (an old Python cannot read the package)
    FROM_LOCK,
    Need,
    environment,
    is_ready,
    pip_environment,
    prepare,
)

WORKERS = str(min(4, os.cpu_count() or 2))

MODULES = {
    "run": (Need.RUNTIME, ["labapp", "serve"]),
    "test": (Need.DEVELOPMENT, ["pytest", "-n", WORKERS, "--dist=loadfile", "--durations=20"]),
    "bench": (Need.DEVELOPMENT, ["bench"]),
    "screenshots": (Need.DEVELOPMENT, ["bench.screenshots"]),
    "wheels": (Need.RUNTIME, ["pip", "download", *FROM_LOCK, "requirements/runtime.txt", "-d", "wheels"]),
}
"""What each command needs installed and which module it runs. Any other word is a command of labapp itself."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find_browser() -> "str | None":
    """Return the Chromium or Chrome of this computer; `LABAPP_BROWSER` names another."""
    named = os.environ.get("LABAPP_BROWSER")
    homes = [os.environ.get(name, "") for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
    applications = [f"/Applications/{name}.app/Contents/MacOS/{name}" for name in ("Google Chrome", "Chromium")]
    places = [*BROWSERS, *applications, *(home + "/Google/Chrome/Application/chrome.exe" for home in homes if home)]
    return next(filter(None, map(shutil.which, [named] if named else places)), None)


def hand_over(python: Path, arguments: "list[str]", environ: "dict[str, str]") -> int:
    """Return the exit code of the command; elsewhere than on Windows it takes the place of this process."""
    command = [str(python), "-m", *arguments]
    if not ON_WINDOWS:
        os.execve(command[0], command, environ)  # noqa: S606 (our own interpreter)
    return wait_for(command, environ)


def wait_for(command: "list[str]", environ: "dict[str, str]") -> int:
    """Return the exit code of a command. Ctrl+C reaches it too; it closes its files and we wait for that."""
    process = subprocess.Popen(command, env=environ)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return process.wait()


def run_tests(python: Path, arguments: "list[str]") -> int:
    """Return the exit code of the tests. Without a browser it is said before and after them, or is a failure."""
    browser = find_browser()
    if browser:
        return hand_over(python, arguments, dict(environment(ROOT), LABAPP_BROWSER=browser))
    if os.environ.get("LABAPP_REQUIRE_BROWSER") == "1":
        raise sentences.Refused(sentences.NO_BROWSER)
    say(*sentences.NO_BROWSER)
    code = wait_for([str(python), "-m", *arguments], environment(ROOT))
    say(*sentences.NO_BROWSER)
    return code


def refuse_folder() -> None:
    """Nothing happens when the data may live here: said before hundreds of megabytes go to a cloud service."""
    # Later starts have no need of these, and the program looks again by itself.
    from labapp.data_folder import refuse_unsafe_place, this_machine
    from labapp.startup_messages import InstanceRefused

    try:
        refuse_unsafe_place(Path(os.environ.get("LABAPP_INSTANCE") or ROOT / "instance").resolve(), this_machine())
    except InstanceRefused as refused:
        said = {"spanish": refused.spanish, "english": refused.english}
        raise sentences.Refused(("{spanish}", "{english}"), **said) from refused


def obey(arguments: "list[str]") -> int:
    """Return the exit code of one command."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        say(*[text.format(launcher=sentences.LAUNCHER) for text in sentences.USAGE])
        return 0 if arguments else 2
    word, rest = arguments[0], arguments[1:]
    need, module = MODULES.get(word, (Need.RUNTIME, ["labapp", word]))
    if word == "run" and not is_ready(ROOT, need):
        refuse_folder()
    python = prepare(ROOT, need, say=say)
    if word in MODULES:
        os.chdir(str(ROOT))
    if word == "test":
        return run_tests(python, [*module, *rest])
    if word == "wheels":
        return wait_for([str(python), "-m", *module, *rest], pip_environment(ROOT))
    return hand_over(python, [*module, *rest], environment(ROOT))


def main(arguments: "list[str]") -> int:
    """Return the exit code; everything that stops the launcher is said in two languages."""
    try:
        return obey(arguments)
    except sentences.Refused as refusal:
        say(*refusal.sentences)
        return 1
    except KeyboardInterrupt:
        say(*sentences.INTERRUPTED)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
