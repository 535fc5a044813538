/**
 * Networks as files, over HTTP. What a run has learnt, to take away: for PyTorch (safetensors), ONNX runtimes and
 * Deeplearning4j. And what was learnt elsewhere, to bring. Hides how the files are made, read and kept.
 */
@ApplicationModule(allowedDependencies = {"run", "training", "network", "dataset", "activation", "request", "access"})
@NullMarked
package dev.trainyard.model;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
