"""Training steps of the published recipe in PyTorch."""

import side  # first: it says what to do where PyTorch is absent
import torch
from torch.nn import functional as F

contestant = side.Side()
network = contestant.network.train()
optimizer = torch.optim.SGD(network.parameters(), lr=0.1, momentum=0.9, weight_decay=1e-4)


def step():
    optimizer.zero_grad(set_to_none=True)
    loss = F.cross_entropy(network(contestant.images), contestant.labels)
    loss.backward()
    optimizer.step()


side.answer(step)
