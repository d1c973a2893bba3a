"""How large a workbook may be, and what reading it may cost. One value passed all the way."""

from dataclasses import dataclass

MB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Defaults fit a province: 300 000 rows of 12 columns are 14 MB as .xlsx, 100 unpacked, 300 in the child."""

    file_bytes: int = 30 * MB
    unpacked_bytes: int = 200 * MB
    ratio: int = 200  # unpacked to packed, looked at from ``ratio_from`` bytes on
    ratio_from: int = 4 * MB
    members: int = 1000
    sheets: int = 50
    declared_cells: int = 50_000_000
    rows: int = 300_000  # of all sheets together, blank rows not counted
    columns: int = 256  # further ones are left out and reported
    text_characters: int = 60_000_000
    memory_bytes: int = 512 * MB  # address space of the child
    cpu_seconds: int = 2  # plus ``cpu_seconds_per_mb`` for each whole MB of the file
    cpu_seconds_per_mb: int = 3
    wall_seconds: int = 15  # plus twice the processor time it may take; the machine may be busy

    def cpu(self, file_bytes: int) -> int:
        return self.cpu_seconds + self.cpu_seconds_per_mb * (file_bytes // MB)

    def wall(self, file_bytes: int) -> int:
        return self.wall_seconds + 2 * self.cpu(file_bytes)


DEFAULT = Limits()
