"""`./run check`: what can be said about the code without running the tests. All checks run, then the verdict."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PYTHON = sys.executable


def checks() -> dict[str, list[str]]:
    """Name → command."""
    found = {
        "format": [str(BIN / "ruff"), "format", "--check", "."],
        "lint": [str(BIN / "ruff"), "check", "."],
        "templates": [str(BIN / "djlint"), "src", "--lint", "--quiet"],
        "types": [str(BIN / "mypy")],
        "import contracts": [str(BIN / "lint-imports")],
        "migrations": [PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run"],
        "settings": [PYTHON, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
    }
    if (HERE / "src/tusoi/project/commands/docs.py").exists():
        found["generated docs"] = [PYTHON, "-m", "tusoi", "docs", "--check"]
    return found


def main() -> int:
    """0 when every check passed."""
    failed = []
    with tempfile.TemporaryDirectory(prefix="tusoi-check-") as folder:
        own = {
            "TUSOI_DATA_DIR": folder,
            "TUSOI_DATABASE_URL": "",
            "TUSOI_HTTPS": "1",
            "TUSOI_HOSTS": "tusoi.example",
            "DJANGO_SETTINGS_MODULE": "tusoi.project.settings",
        }
        for name, command in checks().items():
            print(f"\n===== {name} =====", flush=True)
            began = time.monotonic()
            if subprocess.call(command, cwd=HERE, env=os.environ | own) != 0:
                failed.append(name)
            print(f"{name}: {'FAILED' if name in failed else 'passed'} in {time.monotonic() - began:.1f} s", flush=True)
    print(f"\nchecks that failed: {', '.join(failed)}" if failed else "\nall checks passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
