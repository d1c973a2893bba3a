"""Pages, components, errors, charts. Knows no noun of the domain."""
