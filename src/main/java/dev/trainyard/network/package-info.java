/**
 * CIFAR ResNets as Deeplearning4j graphs in NHWC, and their weights in files. Hides the layers and kernels beneath.
 */
@ApplicationModule(allowedDependencies = {"activation", "compute"})
@NullMarked
package dev.trainyard.network;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
