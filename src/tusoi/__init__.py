"""tusoi: the yearly review, rating and follow-up of collectives and people in a deep hierarchy."""

__version__ = "0.1.0"
