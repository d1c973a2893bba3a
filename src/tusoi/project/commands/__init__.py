"""One module per subcommand: `HELP`, `arguments(parser)` and `run(options) -> exit code` (see command.py)."""
