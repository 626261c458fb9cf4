"""Processor time and memory of a server's processes, from /proc."""

from pathlib import Path


def family(process: int) -> list[int]:
    """Return a process and its children."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *map(int, children)]


def processor_seconds(process: int) -> float:
    """Return the processor time of a process, its children and all their threads, to the nanosecond."""
    files = [file for each in family(process) for file in Path(f"/proc/{each}/task").glob("*/schedstat")]
    return sum(int(file.read_text().split()[0]) for file in files) / 1e9


def memory_megabytes(process: int) -> float:
    """Return the memory of a process and its children, what they share counted once."""
    found = [Path(f"/proc/{each}/smaps_rollup").read_text() for each in family(process)]
    lines = [line for text in found for line in text.splitlines() if line.startswith("Pss:")]
    return sum(int(line.split()[1]) for line in lines) / 1024


def mapped_megabytes(process: int, name: str) -> float:
    """Return the part of that memory which is a mapped file of this name: kept by the system while nobody needs it."""
    total, inside = 0, False
    for each in family(process):
        for line in Path(f"/proc/{each}/smaps").read_text().splitlines():
            if not line[:1].isupper():  # the head of a mapping: its range, in small letters and digits, and its file
                inside = line.endswith(f"/{name}")
            elif inside and line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024


def processor_name() -> str:
    """Return the processor's model and how many there are."""
    lines = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    return f"{lines[0].partition(': ')[2]} × {len(lines)}" if lines else "unknown processor"
