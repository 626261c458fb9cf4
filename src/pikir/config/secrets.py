"""Secrets lie beside the database in PIKIR_DATA, never in it and never in the repository."""

import os
import secrets
from pathlib import Path


def read_secret(data: Path, name: str) -> str:
    """Return the secret ``name`` of the data folder, made on first use (64 characters, readable by the owner only)."""
    file = data / "secrets" / name
    try:
        return file.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_name(f"{name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(48), encoding="ascii")
    try:
        os.link(draft, file)  # two first starts at once: the first link wins, both read the same secret
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return file.read_text(encoding="ascii").strip()
