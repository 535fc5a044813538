"""A CIFAR ResNet of He et al. 2015, section 4.2, with shortcut A, and the activations of Pishchik 2023."""

import torch
from torch import nn
from torch.nn import functional as F

CHANNELS = (16, 32, 64)


class CosLU(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.ones(1))
        self.b = nn.Parameter(torch.ones(1))

    def forward(self, x):
        return (x + self.a * torch.cos(self.b * x)) * torch.sigmoid(x)


class DELU(nn.Module):
    def __init__(self):
        super().__init__()
        self.n = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        return torch.where(x <= 0, F.silu(x), (self.n + 0.5) * x + torch.abs(torch.exp(-x) - 1))


class ReLUN(nn.Module):
    def __init__(self):
        super().__init__()
        self.n = nn.Parameter(torch.ones(1))

    def forward(self, x):
        return torch.min(F.relu(x), self.n)


ACTIVATIONS = {"relu": lambda: nn.ReLU(inplace=True), "coslu": CosLU, "delu": DELU, "relun": ReLUN}


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride, activation):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.stride = stride
        self.padding = (outputs - inputs) // 2
        self.activation = activation

    def forward(self, x):
        y = self.activation(self.bn1(self.conv1(x)))
        y = self.bn2(self.conv2(y))
        return self.activation(y + self.shortcut(x))

    def shortcut(self, x):
        if self.stride == 1:
            return x
        return F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, self.padding, self.padding))


class ResNet(nn.Module):
    """One activation module, and so one set of its parameters, serves the whole network."""

    def __init__(self, depth, activation, classes=10):
        super().__init__()
        self.activation = ACTIVATIONS[activation]()
        self.conv1 = nn.Conv2d(3, CHANNELS[0], 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(CHANNELS[0])
        blocks = []
        inputs = CHANNELS[0]
        for stage, outputs in enumerate(CHANNELS):
            for block in range((depth - 2) // 6):
                stride = 2 if stage > 0 and block == 0 else 1
                blocks.append(Block(inputs, outputs, stride, self.activation))
                inputs = outputs
        self.blocks = nn.Sequential(*blocks)
        self.linear = nn.Linear(CHANNELS[-1], classes)

    def forward(self, x):
        x = self.activation(self.bn1(self.conv1(x)))
        return self.linear(self.blocks(x).mean((2, 3)))
