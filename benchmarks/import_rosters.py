"""The whole import of a roster, beside merely reading the workbook and inserting its rows.

This program reads any layout in a child process, heals every cell, checks, compares with
the store, journals and indexes for search. The rivals do none of that: they read the
sheet with calamine, or with openpyxl, and bulk-insert a row a person and a household in
one transaction through SQLAlchemy Core into the same tables.

    python -m benchmarks.import_rosters 1000 15000

A spawned child imports the program's main module anew. Like the program's own, this one
is small and imports what it measures with only when it runs.
"""

import argparse
import importlib
import tempfile
from pathlib import Path


def main() -> None:
    """Measure the sizes asked for and print the table."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("households", type=int, nargs="*", default=[1_000, 15_000])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    measure = importlib.import_module("benchmarks.roster_ways").measure
    for households in options.households:
        with tempfile.TemporaryDirectory() as folder:
            results = measure(households, options.rounds, Path(folder))
        print(f"\n{households} 户")
        ours = results[-1]
        for result in results:
            parts = "，".join(f"{name} {seconds:.2f}" for name, seconds in result.parts)
            wall, processor = ours.seconds / result.seconds, ours.processor / result.processor
            print(f"  {result.way}：{result.seconds:.2f} 秒（{parts}）")
            used = f"处理器 {result.processor:.2f} 秒"
            print(f"      {used}；本程序是它的 {wall:.2f} 倍，按处理器时间 {processor:.2f} 倍")


if __name__ == "__main__":
    main()
