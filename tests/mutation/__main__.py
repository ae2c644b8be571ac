"""Change the program a little, many times, and list the changes that no fast test notices.

python -m tests.mutation                               accounts, web, every policy and all rules
python -m tests.mutation hiring/scoring/rules.py ...   these modules
"""

import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from hiring.paths import CHECKOUT
from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.session import judge

LISTED = CHECKOUT / "instance" / "mutants.txt"


def default_modules() -> Iterator[Path]:
    """Yield the modules that decide who may do what, and the rules of the trade."""
    for path in sorted((CHECKOUT / "hiring").rglob("*.py")):
        capability = path.relative_to(CHECKOUT / "hiring").parts[0]
        if capability in {"accounts", "web"} or path.stem in {"policy", "rules"}:
            yield path.relative_to(CHECKOUT)


def folder_of(capability: str) -> Path:
    """Return where the tests of a capability lie: those are the ones that ought to notice."""
    return Path("tests") / capability


def survivors_of(mutants: Sequence[Mutant], folder: Path) -> list[Mutant]:
    """Return the mutants that live through the fast tests of `folder`."""
    judged = judge(mutants, folder)
    alone = [each for each in judged.left if _lives_alone(each, folder)]
    return sorted([*judged.survivors, *alone], key=lambda each: (each.path, each.line))


def _lives_alone(mutant: Mutant, folder: Path) -> bool:
    """Run the tests in a process of their own, which imports the mutant; tell whether all pass."""
    with tempfile.NamedTemporaryFile("w", suffix=".py", encoding="utf-8") as source:
        source.write(mutant.source)
        source.flush()
        plugin = {"MUTANT_PATH": str(CHECKOUT / mutant.path), "MUTANT_SOURCE": source.name}
        options = ["-q", "-x", "-p", "tests.mutation.imported", "-p", "no:cacheprovider", "-p", "no:xdist"]
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *options, "-m", "not slow", str(folder)],
            cwd=CHECKOUT,
            env={**os.environ, **plugin},
            capture_output=True,
            check=False,
        )
    survives = done.returncode == 0
    if survives:
        print(f"survives every test: {mutant}", flush=True)
    return survives


def main(named: Sequence[str]) -> None:
    """Judge module by module, and list what survives as soon as it is known."""
    by_capability = defaultdict(list)
    for path in [Path(each) for each in named] or default_modules():
        by_capability[path.parts[1]] += mutants_of(path, (CHECKOUT / path).read_text("utf-8"))
    LISTED.parent.mkdir(exist_ok=True)
    LISTED.write_text("", "utf-8")
    made = survived = 0
    for capability, mutants in by_capability.items():
        # A process each: what one capability's tests have changed is gone for the next.
        if (child := os.fork()) == 0:
            found = survivors_of(mutants, folder_of(capability))
            with LISTED.open("a", encoding="utf-8") as listed:
                listed.writelines(f"{each}\n" for each in found)
            os._exit(0)
        if os.waitpid(child, 0)[1] != 0:
            raise SystemExit(f"the mutants of {capability} could not be judged")
        so_far = len(LISTED.read_text("utf-8").splitlines())
        made, here, survived = made + len(mutants), so_far - survived, so_far
        print(f"{capability}: {here} of {len(mutants)} mutants survive", flush=True)
    print(f"{survived} of {made} mutants survive; they are listed in {LISTED.relative_to(CHECKOUT)}:")
    print(LISTED.read_text("utf-8"), end="")


if __name__ == "__main__":
    main(sys.argv[1:])
