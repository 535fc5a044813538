/**
 * What a run has learnt, to take away: files for PyTorch (safetensors), ONNX runtimes and Deeplearning4j, over HTTP. Hides
 * how the files are made.
 */
@ApplicationModule(allowedDependencies = {"run", "training", "network", "dataset", "activation", "request"})
@NullMarked
package dev.trainyard.model;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
