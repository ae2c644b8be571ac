"""A pytest plugin that has one module imported as its mutant: MUTANT_PATH, with the text of MUTANT_SOURCE."""

import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

_PATH, _SOURCE = os.environ["MUTANT_PATH"], Path(os.environ["MUTANT_SOURCE"])


class _Mutated(SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType:
        """Compile the mutant, whatever was compiled and kept before."""
        return compile(_SOURCE.read_bytes(), self.path, "exec")


class _Finder:
    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if name.startswith("hiring") else None
        if spec is None or spec.origin != _PATH:
            return None
        spec.loader = _Mutated(name, _PATH)
        return spec


sys.meta_path.insert(0, _Finder)
