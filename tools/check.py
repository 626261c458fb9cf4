"""Look for faults without running the square: one line a step, and what was found in full.

``python tools/check.py [STEP …]``; without names every step. Ends with 1 when anything was found.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
sys.path.insert(0, str(ROOT / "tools"))

# The longest first, so that the two at a time end together.
COMMANDS: dict[str, list[str | Path]] = {
    "types": [BIN / "mypy"],
    "floors": [BIN / "lint-imports", "--no-cache"],
    "catalogues": [sys.executable, "tools/messages.py", "check"],
    "lint": [BIN / "ruff", "check", "--quiet"],
}
OWN = ("templates", "migrations", "sizes", "traces")


def main(chosen: list[str]) -> int:
    """Run the chosen steps, or all; return the exit code."""
    known = [*COMMANDS, *OWN]
    if unknown := sorted(set(chosen) - set(known)):
        print(f"no such step: {', '.join(unknown)}; there are {', '.join(known)}")
        return 2
    steps = [name for name in known if name in chosen or not chosen]
    with tempfile.TemporaryDirectory(prefix="pikir-check-") as data:
        os.environ.update(PIKIR_DATA=data, DJANGO_SETTINGS_MODULE="pikir.config.settings")
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            commands = {name: pool.submit(_timed, _command, name) for name in steps if name in COMMANDS}
            own = pool.submit(_own, [name for name in steps if name in OWN])
            results = {name: future.result() for name, future in commands.items()} | own.result()
    for name, (seconds, said) in results.items():
        print(f"{name:11} {seconds:5.1f} s  {'faults:' if said else 'well'}")
        if said:
            print(said.rstrip() + "\n")
    faulty = sum(1 for _, said in results.values() if said)
    print(f"check: {len(results) - faulty} steps well, {faulty} with faults")
    return 1 if faulty else 0


def _timed(work: Callable[[str], str], name: str) -> tuple[float, str]:
    started = time.monotonic()
    said = work(name)
    return time.monotonic() - started, said


def _command(name: str) -> str:
    """Output of the step's program if it found faults, else nothing."""
    done = subprocess.run(
        list(map(str, COMMANDS[name])), cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    if done.returncode == 0:
        return ""
    return (done.stdout + done.stderr).strip() or f"ended with {done.returncode} and said nothing"


def _own(names: list[str]) -> dict[str, tuple[float, str]]:
    """Our own checks run in one thread of this process: Django is set up once."""
    import importlib

    import django

    django.setup()
    return {
        name: _timed(lambda step: "\n".join(importlib.import_module(f"checks.{step}").faults()), name) for name in names
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
