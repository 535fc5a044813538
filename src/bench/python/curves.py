"""Draws a run's loss per epoch beside a published one (Debian: apt-get install python3-matplotlib).

The run is what GET /v1/runs/{id}/epochs gives as text/csv; the published curve has the columns
activation, resnet_depth, epoch, train_loss, valid_loss.
"""

import argparse
import csv

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "trainyard"
from matplotlib import pyplot


def read(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def draw(axes, rows, loss, **line):
    axes.plot([int(row["epoch"]) for row in rows], [float(row[loss]) for row in rows], **line)


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("run")
parser.add_argument("published")
parser.add_argument("--activation", default="coslu")
parser.add_argument("--depth", default="8")
parser.add_argument("--out", default="docs/curves.svg")
options = parser.parse_args()

ours = read(options.run)
published = [
    row
    for row in read(options.published)
    if (row["activation"], row["resnet_depth"]) == (options.activation, options.depth)
]
figure, axes = pyplot.subplots(figsize=(8, 4.5))
draw(axes, ours, "train_loss", color="tab:blue", label="Trainyard, training")
draw(axes, published, "train_loss", color="tab:blue", linestyle="--", label="published, training")
draw(axes, ours, "validation_loss", color="tab:orange", label="Trainyard, validation (not augmented)")
draw(axes, published, "valid_loss", color="tab:orange", linestyle="--", label="published, validation (augmented)")
axes.set(
    xlabel="epoch",
    ylabel="cross-entropy",
    ylim=(0, 1.7),
    title="ResNet-%s with %s on CIFAR-10, seed 42" % (options.depth, options.activation),
)
axes.legend()
axes.grid(alpha=0.3)
figure.tight_layout()
figure.savefig(options.out, metadata={"Date": None})
