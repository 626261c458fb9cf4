"""The command ``pikir``: its own subcommands, and Django's management commands under their names."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from pikir.config.environment import BadSettingError, read_environment
from pikir.config.errors import StartError
from pikir.config.memory import all_kept

DESCRIPTION = """commands:
  serve              open the square: web server, job worker, migrations at start
  check              say in plain words what is unsafe
  backup FILE        write database, media and secrets into one file
  restore FILE       bring such a file back
  import wordpress   read a WordPress export into the square
  places import FILE bring a country's territories in or up to date
  offices import FOLDER  bring a register of offices in or up to date
  offices calendar   bring a calendar of working days in or up to date
  mail-in            take one letter to the square from standard input, for a mail server
  verify-log         follow the public log of moderation and say whether it is whole
  map VOTES          what the public thinks, from a file of votes
  coordination FILE  who shares together more than chance allows, from a file of shares
  migrate, makemigrations, shell …   Django's own; `pikir help` lists them all
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, 1 for a fault it found, 2 when it cannot begin."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pikir.config.settings")
    try:
        if not given or given[0] in ("-h", "--help"):
            _parser().print_help()
            return 0
        if given[0] in ("map", "coordination"):
            return _compute(given)
        _require_folder(read_environment().data)
        if given[0] in ("serve", "check"):
            options = _parser().parse_args(given)
            return int(options.run(options))
        return _manage(given)
    except (BadSettingError, StartError) as fault:
        print(fault, file=sys.stderr)
        return os.EX_TEMPFAIL if given[:1] == ["mail-in"] else 2  # a mail server tries again later
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pikir", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(metavar="COMMAND")
    serve = commands.add_parser("serve", help="open the square")
    serve.add_argument("--demo", action="store_true", help="an invented town, open outbox, three sign-ins")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    serve.add_argument("--port", type=_port, default=8000, help="port to listen on (%(default)s)")
    serve.add_argument("--workers", help="web processes (PIKIR_WORKERS)")
    serve.set_defaults(run=_serve)
    check = commands.add_parser("check", help="say what is unsafe")
    check.set_defaults(run=_check)
    return parser


def _require_folder(data: Path) -> None:
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)  # passwords and letters are nobody else's
    except OSError as fault:
        raise BadSettingError("PIKIR_DATA", f"{data} cannot be made ({fault.strerror})", "/srv/pikir") from None
    if not os.access(data, os.W_OK | os.X_OK):
        raise BadSettingError("PIKIR_DATA", f"{data} cannot be written to", "/srv/pikir")


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)


def _serve(options: argparse.Namespace) -> int:
    if options.workers:
        os.environ["PIKIR_WORKERS"] = options.workers
    if options.demo:
        os.environ["PIKIR_DEMO"] = "yes"
    if read_environment().url == "http://127.0.0.1:8000":  # unset: the square is where it listens
        os.environ["PIKIR_URL"] = f"http://127.0.0.1:{options.port}"
    with all_kept():
        _set_up()
        from pikir.config.serve import serve  # needs the settings set above

    serve(options.host, options.port)
    return 0


def _check(_: argparse.Namespace) -> int:
    environment = read_environment()
    _set_up()
    from django.core.checks import Error, run_checks  # needs the settings

    from pikir.config.safety import find_risks, refuse_unsafe  # as above

    refuse_unsafe(environment)
    risks = find_risks(environment)
    faults = [str(message) for message in run_checks() if isinstance(message, Error)]
    for line in [*risks, *faults]:
        print(f"- {line}")
    if not risks and not faults:
        print("Nothing unsafe was found.")
    return 1 if faults or (risks and environment.production) else 0


def _compute(given: list[str]) -> int:
    from pikir.opinion.commands import run  # numpy, which a server never loads

    return run(given)


def _set_up() -> None:
    import django  # a bad setting must be told before Django is imported

    django.setup()


def _manage(given: list[str]) -> int:
    from django.core.management import execute_from_command_line  # as in _set_up

    execute_from_command_line(["pikir", *given])
    return 0
