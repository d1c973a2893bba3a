"""Every component of `ui` on a few pages, with made-up content: looked at, measured with axe, kept as examples."""
