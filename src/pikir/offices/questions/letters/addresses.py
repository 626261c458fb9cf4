"""Where letters to the square go: one address, with a signed tag after a plus for each question."""

from django.conf import settings


def reply_address(tag: str) -> str:
    """Return the address that a letter with this tag goes to; empty where the square takes no letters."""
    local, _, host = settings.MAIL_REPLY.rpartition("@")
    return f"{local}+{tag}@{host}" if local else ""


def tags_in(address: str) -> list[str]:
    """Return what stands after the plus of an address; nothing where there is none."""
    local = address.rpartition("@")[0]
    return [local.partition("+")[2]] if "+" in local else []
