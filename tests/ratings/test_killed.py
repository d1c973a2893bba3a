"""kill -9 during a bulk decision leaves all of it or nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.installation import Installation

ROOT = Path(__file__).resolve().parents[2]


def test_a_decider_killed_at_any_statement_leaves_all_or_nothing(installation: Installation):
    assert installation.tusoi("migrate").returncode == 0
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    command = [sys.executable, "-m", "tests.ratings.killed"]
    environment = installation.environment | {"PYTHONPATH": path}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    *killed, after = told["left"]
    assert len(killed) >= 10, "the deciding transaction has more statements than that"
    assert {(decisions, state) for _, decisions, state in killed} <= {(0, "submitted"), (told["lines"], "decided")}
    assert killed[0][1:] == [0, "submitted"]
    assert after == ["after the commit", told["lines"], "decided"]
    assert told["finished"]
    assert told["whole"]
