"""Inference in PyTorch: evaluation mode, no gradients."""

import side  # first: it says what to do where PyTorch is absent
import torch

contestant = side.Side()
network = contestant.network.eval()


def step():
    with torch.no_grad():
        network(contestant.images)


side.answer(step)
