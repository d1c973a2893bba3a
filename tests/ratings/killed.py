"""A bulk decision killed with -9 in the middle: run in a process of its own, prints what was left as JSON.

`python -m tests.ratings.killed` builds a world in the installation of its environment and then forks one decider
after another. Each kills itself at another statement of the deciding transaction, one after the commit.
"""

import json
import os
import sys

import django

LINES = 60


def main() -> int:
    """Print a list of [statement at which the decider died, decisions, state of the batch]."""
    django.setup()
    from tests.ratings.world import world
    from tusoi.rules.terms import Category

    there = world(LINES)
    leader = there.leader
    batch = there.submit(*[Category.GOOD] * LINES)
    left = []
    for point in range(1, 200):
        if finished := killed_at(leader, batch, point):
            left.append(["after the commit", *found(batch)])
            break
        left.append([point, *found(batch)])
    sys.stdout.write(json.dumps({"left": left, "finished": finished, "lines": LINES, "whole": whole()}))
    return 0


def killed_at(leader: object, batch: object, point: int) -> bool:
    """Fork a decider that dies at a statement; True when it came to the end before, and died only then."""
    from django.db import connection

    connection.close()
    child = os.fork()
    if child:
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert code in {-9, -10}, code
        return code == -10
    try:
        decide_until(leader, batch, point)
    finally:
        os._exit(1)


def decide_until(leader: object, batch: object, point: int) -> None:
    """Decide and die at that statement, with another signal after the commit."""
    from django.db import connection

    seen = 0

    def die(execute, sql, params, many, context):
        nonlocal seen
        seen += 1
        if seen == point:
            os.kill(os.getpid(), 9)
        return execute(sql, params, many, context)

    from tests.ratings.world import NOW, PAPER
    from tusoi.ratings import actions

    with connection.execute_wrapper(die):
        actions.decide_batch(batch=batch, **PAPER, by=leader, at=NOW)
    os.kill(os.getpid(), 10)


def found(batch: object) -> tuple[int, str]:
    from tusoi.ratings.models import Batch, Decision

    return Decision.objects.filter(batch=batch).count(), Batch.objects.get(pk=batch.pk).state


def whole() -> bool:
    """Does the book still hold?"""
    from tusoi.audit.verification import verify

    return verify().holds


if __name__ == "__main__":
    sys.exit(main())
