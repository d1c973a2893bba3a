"""Figures as files: one report in Word and PDF, a workbook of the tables, and long lists streamed to Excel."""
