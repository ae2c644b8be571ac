"""Where the files that are not Python live, in a checkout and in an installed wheel."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parent


def is_checkout() -> bool:
    """Say whether the package lies in a checkout, where the folders beside it are the true ones."""
    return (CHECKOUT / "pyproject.toml").is_file() and (CHECKOUT / "templates").is_dir()


def data_dir(name: str) -> Path:
    """Return the folder `name`: beside the package in a checkout, inside it in a wheel.

    An editable install leaves a stale copy inside the package; the checkout wins over it.
    """
    return CHECKOUT / name if is_checkout() else PACKAGE / name


TEMPLATES = data_dir("templates")
QUESTION_BANKS = data_dir("question_banks")
STATIC = PACKAGE / "static"
CATALOGUES = PACKAGE / "i18n" / "catalogues"
