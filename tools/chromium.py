"""A Chromium for the browser tests and the screenshots: found, or installed by the means of this system."""

import os
import shutil
import subprocess
import sys

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
ARGUMENTS += ["--disable-component-update", "--disable-sync"]
# The first three draw the list below an address bar that nobody sees, with a process of its own for each window: half
# of what a window costs. The others are what the browser tool turns off itself, as far as it matters here: the last
# list wins.
UNUSED = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "AimEnabled", "RenderDocument"]
UNUSED += ["HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "MediaRouter", "PaintHolding", "OptimizationHints"]
UNUSED += ["PreconnectToSearch", "NetworkTimeServiceQuerying", "ThirdPartyStoragePartitioning"]
ARGUMENTS.append(f"--disable-features={','.join(UNUSED)}")
NAMES = ("chromium", "chromium-browser", "google-chrome")
INSTALL_SECONDS = 420


class NoBrowserError(Exception):
    """There is no Chromium to be had here; the message says why."""


def found_chromium() -> str | None:
    """Path of an installed Chromium: ``PIKIR_CHROMIUM`` wins over those found by name."""
    return os.environ.get("PIKIR_CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)


def ensure_chromium() -> None:
    """Have a Chromium that Playwright can start; installs one if none is found. Raises NoBrowserError."""
    if found_chromium() or _playwright_has_one():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium from the system's packages", flush=True)
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core")
        if found_chromium():
            return
    print("Installing Chromium by the browser tool's own download", flush=True)
    fault = _run(sys.executable, "-m", "playwright", "install", "chromium")
    if fault:
        raise NoBrowserError(f"none is installed and none could be: {fault}")


def _playwright_has_one() -> bool:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return os.path.exists(playwright.chromium.executable_path)  # noqa: PTH110 - a string of the library's own


def _run(*command: str) -> str:
    """Run an installer; return its last words if it failed."""
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=INSTALL_SECONDS
        )
    except subprocess.TimeoutExpired:
        return f"{command[0]} took more than {INSTALL_SECONDS} s"
    return "" if done.returncode == 0 else " ".join((done.stdout + done.stderr).split()[-25:])
