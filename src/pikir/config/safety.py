"""What of an operator's settings is unsafe, in plain words."""

import shutil
import stat

from pikir.config.environment import BadSettingError, Environment

SPACE_LOWEST = 1_000  # megabytes: a backup of the database and a day of pictures


def refuse_unsafe(environment: Environment) -> None:
    """Raise BadSettingError for what must not be on a public square."""
    if not environment.production:
        return
    if environment.debug:
        raise BadSettingError("PIKIR_DEBUG", "shows the inside of the square to everyone at a public address", "no")
    if environment.demo:
        raise BadSettingError("PIKIR_DEMO", "gives everyone an operator's sign-in at a public address", "no")
    if not environment.proxies:
        raise BadSettingError(
            "PIKIR_PROXIES", "is empty, but at an https address readers come through a proxy", "127.0.0.1"
        )


def find_risks(environment: Environment) -> list[str]:
    """Return what is unsafe or will be missed, one sentence a fault."""
    risks = []
    if not environment.production:
        risks.append("PIKIR_URL is not https: passwords and sessions can be read on the way. Right for a trial only.")
    if environment.debug:
        risks.append("PIKIR_DEBUG is on: faults show the inside of the square to whoever meets one.")
    if environment.demo:
        risks.append("PIKIR_DEMO is on: everyone may sign in as operator and read all mail.")
    if not environment.mail:
        risks.append("PIKIR_MAIL is not set: no letter leaves, so nobody can confirm an address or renew a password.")
    if _others_may_read(environment):
        risks.append(f"{environment.data} can be read by others on this machine: chmod 700 it.")
    free = shutil.disk_usage(environment.data).free // 1_000_000
    if free < SPACE_LOWEST:
        risks.append(f"Only {free} MB are free where PIKIR_DATA lies.")
    return risks


def _others_may_read(environment: Environment) -> bool:
    return bool(environment.data.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
