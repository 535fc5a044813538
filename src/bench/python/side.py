"""The PyTorch side of a benchmark: its options, and its conversation with the Java program that drives it.

A line with a number on the standard input asks for so many steps; the answer is a line with the milliseconds of each.
By hand: echo 10 | python3 src/bench/python/steps.py --depth 20 --activation coslu --threads 2
"""

import argparse
import sys
import time

try:
    import torch
except ImportError:
    sys.exit(f"PyTorch is not there for {sys.executable}. On Debian: apt-get install python3-torch")

from resnet import ACTIVATIONS, ResNet

LAYOUTS = {"nchw": torch.contiguous_format, "channels_last": torch.channels_last}
CLASSES = 10


class Side:
    """A network and a batch of random images in the layout that the command line asks for."""

    def __init__(self):
        options = _options()
        torch.set_num_threads(options.threads)
        torch.manual_seed(42)
        layout = LAYOUTS[options.layout]
        self.network = ResNet(options.depth, options.activation, CLASSES).to(memory_format=layout)
        self.images = torch.randn(options.batch, 3, 32, 32).contiguous(memory_format=layout)
        self.labels = torch.randint(CLASSES, (options.batch,))


def answer(step):
    """Does the steps that the standard input asks for, to its end."""
    print("ready", flush=True)
    for line in sys.stdin:
        print(*(f"{_milliseconds(step):.4f}" for _ in range(int(line))), flush=True)


def _milliseconds(step):
    start = time.perf_counter()
    step()
    return (time.perf_counter() - start) * 1e3


def _options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--depth", type=int, default=20)
    parser.add_argument("--activation", choices=ACTIVATIONS, default="relu")
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--layout", choices=LAYOUTS, default="nchw")
    return parser.parse_args()
