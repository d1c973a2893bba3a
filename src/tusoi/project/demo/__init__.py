"""The demonstration province and its accounts."""
