"""`python -m training.curve CURVE.csv OUT.png`: dev chrF2 over target pieces seen."""

import argparse
import csv
from pathlib import Path

from training.clean import LANGUAGES

NAMES = {"sr": "Serbian", "uz": "Uzbek", "ru": "Russian"}


def main() -> None:
    """Draw the table that a training run leaves behind."""
    from matplotlib.figure import Figure

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("picture", type=Path)
    options = parser.parse_args()
    with options.table.open(newline="") as file:
        rows = list(csv.DictReader(file))
    figure = Figure(figsize=(7, 4), layout="constrained")
    axes = figure.add_subplot()
    for language in LANGUAGES:
        axes.plot(
            [float(row["pieces"]) / 1e6 for row in rows],
            [float(row[language]) for row in rows],
            marker="o",
            markersize=3,
            label=NAMES[language],
        )
    axes.set_xlabel("target pieces seen, millions")
    axes.set_ylabel("dev chrF2, greedy")
    axes.set_ylim(bottom=0)
    axes.grid(alpha=0.3)
    axes.legend()
    figure.savefig(options.picture, dpi=150)


if __name__ == "__main__":
    main()
