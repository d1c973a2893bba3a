"""`tusoi doctor`: is this installation sound? One line per question; exit 0 only when every answer is yes."""

import argparse

HELP = "kiểm tra tình trạng bản cài đặt"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(_options: argparse.Namespace) -> int:
    """Ask every question of checks.py and print the answers."""
    from tusoi.project.checks import examine

    findings = examine()
    for finding in findings:
        print(f"{'được ' if finding.well else 'HỎNG '} {finding.sentence}")
    return 0 if all(finding.well for finding in findings) else 1
