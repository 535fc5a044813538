package dev.trainyard.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class FloatsTest {
    @Test
    void whatIsWrittenIsInTheArrayAndWhatIsInTheArrayIsRead() {
        INDArray array = Nd4j.arange(12).castTo(DataType.FLOAT).reshape('c', 3, 4);
        Floats floats = Floats.of(array);
        float[] two = new float[5];
        floats.read(6, two, 1, 2);
        assertThat(two).containsExactly(0, 6, 7, 0, 0);
        floats.write(10, new float[] {-1, -2, -3}, 2);
        assertThat(array.getFloat(2, 2)).isEqualTo(-1);
        assertThat(array.getFloat(2, 3)).isEqualTo(-2);
    }

    @Test
    void aViewBeginsWhereItBegins() {
        INDArray all = Nd4j.arange(20).castTo(DataType.FLOAT);
        INDArray view = all.get(NDArrayIndex.interval(7, 13)).reshape('c', 2, 3);
        assertThat(Floats.of(view).toArray()).containsExactly(7, 8, 9, 10, 11, 12);
    }

    @Test
    void anArrayThatIsNotInCOrderOrNotOfFloatsIsRefused() {
        INDArray transposed = Nd4j.rand(DataType.FLOAT, 3, 4).transpose();
        assertThatThrownBy(() -> Floats.of(transposed)).hasMessageContaining("C order");
        INDArray gaps = Nd4j.rand(DataType.FLOAT, 3, 4).get(NDArrayIndex.all(), NDArrayIndex.interval(0, 2));
        assertThatThrownBy(() -> Floats.of(gaps)).hasMessageContaining("C order");
        INDArray doubles = Nd4j.rand(DataType.DOUBLE, 3, 4);
        assertThatThrownBy(() -> Floats.of(doubles)).hasMessageContaining("floats");
    }
}
