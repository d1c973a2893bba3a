"""Workbooks in: check the file, read it in a child process, recognise the table, parse it, collect the issues."""
