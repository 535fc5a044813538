package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.stream.IntStream;
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

    @Test
    void neighboursAreAGroupAndTheFirstOfThemLeadsIt() {
        List<Device> gpus = gpus(5);

        assertThat(Device.leaders(gpus, 1)).isEqualTo(gpus);
        assertThat(Device.leaders(gpus, 2)).containsExactly(gpus.get(0), gpus.get(2));
        assertThat(gpus.get(2).group(gpus, 2)).containsExactly(gpus.get(2), gpus.get(3));
    }

    @Test
    void moreGpusThanThereAreAreRefusedByTheirNumber() {
        List<Device> gpus = gpus(2);

        assertThatThrownBy(() -> Device.leaders(gpus, 3))
                .isInstanceOfSatisfying(
                        EngineUnavailableException.class,
                        e -> assertThat(e.remedy()).contains("trainyard.worker.devices-per-run"))
                .hasMessage("A run is to have 3 devices, but there are only 2: cuda-0: Tesla T4, cuda-1: Tesla T4");
        assertThatThrownBy(() -> gpus.get(1).group(gpus, 2)).isInstanceOf(EngineUnavailableException.class);
    }

    @Test
    void aCpuStandsInForAsManyDevicesAsAreAskedFor() {
        Device cpu = new Device("cpu", 0, "AMD EPYC");

        assertThat(Device.leaders(List.of(cpu), 3)).containsExactly(cpu);
        assertThat(cpu.group(List.of(cpu), 3)).containsExactly(cpu, cpu, cpu);
    }

    private static List<Device> gpus(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> new Device("cuda-" + index, index, "Tesla T4"))
                .toList();
    }

    private void install(String name, int major, int minor) {
        int index = library.getAvailableDevices();
        when(library.getAvailableDevices()).thenReturn(index + 1);
        when(library.getDeviceName(index)).thenReturn(name);
        when(library.getDeviceMajor(index)).thenReturn(major);
        when(library.getDeviceMinor(index)).thenReturn(minor);
    }
}
