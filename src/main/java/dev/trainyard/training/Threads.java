package dev.trainyard.training;

import dev.trainyard.compute.Team;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** How many threads compute a run: the one place that tells it to all who have threads of their own. */
final class Threads {
    private Threads() {}

    /** From now on, in the whole process; OpenMP wants {@link #useInThisThread} in each thread that trains, too. */
    static void use(int count) {
        if (Nd4j.getEnvironment().isCPU()) {
            Nd4j.getEnvironment().setMaxMasterThreads(count);
            Nd4j.factory().blas().setMaxThreads(count);
            Team.resize(count);
        }
    }

    /** OpenMP keeps its number of threads for each thread that starts parallel work. */
    static void useInThisThread() {
        // On CUDA the same call would set the size of the kernels' blocks.
        if (Nd4j.getEnvironment().isCPU()) {
            NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(count());
        }
    }

    /** As many as are used; less than was asked for where {@code OMP_NUM_THREADS} allows no more. */
    static int count() {
        return Nd4j.getEnvironment().maxMasterThreads();
    }
}
