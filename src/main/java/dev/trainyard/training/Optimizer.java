package dev.trainyard.training;

/** Stochastic gradient descent with momentum m and learning rate r: {@code v = m v + g}, g the gradient with decay. */
public enum Optimizer {
    /** {@code w -= r v}: the published setting (PyTorch's SGD). */
    SGD,
    /** {@code w -= r (g + m v)}: Nesterov's form of it, as PyTorch has it. */
    NESTEROV
}
