"""The folder for what one machine keeps itself, and the key in it. Knows nothing of the environment."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile


class WrongSetting(Exception):  # noqa: N818
    """A setting that can't be used, with what would be right."""


def made(instance: Path) -> Path:
    """The folder, made on first use. Raises WrongSetting."""
    try:
        instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        said = f"TOLDUS_INSTANCE names {instance}, where nothing can be kept: {problem.strerror}"
        raise WrongSetting(said) from problem
    return instance


def kept_secret(instance: Path) -> str:
    """The key that signs cookies: made on first use, readable by this user alone. Raises WrongSetting."""
    path = made(instance) / "secret_key"
    try:
        if not path.exists():
            with NamedTemporaryFile("w", dir=instance) as new:
                new.write(secrets.token_hex(32))
                new.flush()
                with suppress(FileExistsError):  # another process was first
                    os.link(new.name, path)  # whole at once, so that no process reads half a key
        kept = path.read_text().strip()
    except OSError as problem:
        raise WrongSetting(f"{path} can’t be kept: {problem.strerror}. Set SECRET_KEY") from problem
    if not kept:
        raise WrongSetting(f"{path} is empty. Delete it, and a new one is made; or set SECRET_KEY")
    return kept
