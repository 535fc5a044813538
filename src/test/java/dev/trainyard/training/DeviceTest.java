package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.Test;
import org.nd4j.nativeblas.NativeOps;

class DeviceTest {
    private final NativeOps library = mock(NativeOps.class);

    @Test
    void everyGpuOfTheMachineIsADevice() {
        install("Tesla T4 ", 7, 5);
        install("NVIDIA L4", 8, 9);

        assertThat(Device.cuda(library))
                .containsExactly(new Device("cuda-0", 0, "Tesla T4"), new Device("cuda-1", 1, "NVIDIA L4"))
                .extracting(Device::title)
                .containsExactly("cuda-0: Tesla T4", "cuda-1: NVIDIA L4");
    }

    @Test
    void oneGpuThatTheLibraryHasNoCodeForIsRefusedByItsName() {
        install("Tesla T4", 7, 5);
        install("NVIDIA H100 80GB HBM3", 9, 0);

        assertThatThrownBy(() -> Device.cuda(library))
                .isInstanceOfSatisfying(
                        EngineUnavailableException.class,
                        e -> assertThat(e.remedy()).contains("CUDA_VISIBLE_DEVICES", "5.0 to 8.9"))
                .hasMessage("ND4J's CUDA library has no code for cuda-1: NVIDIA H100 80GB HBM3, "
                        + "whose compute capability is 9.0");
    }

    private void install(String name, int major, int minor) {
        int index = library.getAvailableDevices();
        when(library.getAvailableDevices()).thenReturn(index + 1);
        when(library.getDeviceName(index)).thenReturn(name);
        when(library.getDeviceMajor(index)).thenReturn(major);
        when(library.getDeviceMinor(index)).thenReturn(minor);
    }
}
