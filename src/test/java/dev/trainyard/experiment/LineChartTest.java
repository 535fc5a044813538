package dev.trainyard.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class LineChartTest {
    @Test
    void higherValuesStandHigherAndLaterOnesFurtherRight() throws Exception {
        Document chart = chart(line("relu", 8, 70, 20, 80, 56, 75));

        List<double[]> points = points(chart, 0);
        assertThat(points).hasSize(3);
        assertThat(points.get(0)[0]).isLessThan(points.get(1)[0]);
        assertThat(points.get(1)[0]).isLessThan(points.get(2)[0]);
        assertThat(points.get(1)[1]).isLessThan(points.get(2)[1]);
        assertThat(points.get(2)[1]).isLessThan(points.get(0)[1]);
        // 75 is in the middle between 70 and 80.
        assertThat(points.get(2)[1]).isCloseTo((points.get(0)[1] + points.get(1)[1]) / 2, within(0.1));
    }

    @Test
    void ticksAreRoundNumbersAroundAllThatIsShown() throws Exception {
        assertThat(Scale.of(68.2, 83.9, 0, 1).ticks()).containsExactly(65.0, 70.0, 75.0, 80.0, 85.0);
        assertThat(Scale.of(0.3, 0.3, 0, 1).ticks()).hasSizeGreaterThan(1);
        assertThat(Scale.of(0.012, 0.019, 0, 1).label(0.014)).isEqualTo("0.014");
        assertThat(Scale.of(1, 90, 0, 1).label(80)).isEqualTo("80");
    }

    @Test
    void everyLineIsNamedAndNamesAreOnlyText() throws Exception {
        Document chart = chart(line("relu", 1, 1), line("<script>&\"", 1, 2));

        assertThat(texts(chart)).contains("relu", "<script>&\"", "accuracy & more", "depth");
    }

    @Test
    void aLineOfManyPointsHasNoMarks() throws Exception {
        double[] values = IntStream.range(0, 400).mapToDouble(i -> i).toArray();

        assertThat(chart(line("long", values)).getElementsByTagName("circle").getLength())
                .isZero();
        assertThat(chart(line("short", 1, 2, 3, 4))
                        .getElementsByTagName("circle")
                        .getLength())
                .isEqualTo(2);
    }

    @Test
    void withoutPointsItSaysSo() throws Exception {
        assertThat(texts(chart(line("relu")))).contains("Nothing has been measured yet.");
    }

    private static LineChart.Line line(String name, double... xAndY) {
        List<LineChart.Point> points = new ArrayList<>();
        for (int i = 0; i < xAndY.length; i += 2) {
            points.add(new LineChart.Point(xAndY[i], xAndY[i + 1], 0));
        }
        return new LineChart.Line(name, points);
    }

    private static Document chart(LineChart.Line... lines) throws Exception {
        String svg = new LineChart("accuracy & more", "depth", "accuracy", List.of(lines)).svg();
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<double[]> points(Document chart, int line) {
        Element polyline = (Element) chart.getElementsByTagName("polyline").item(line);
        return List.of(polyline.getAttribute("points").split(" ", -1)).stream()
                .map(point -> List.of(point.split(",", -1)).stream()
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }

    private static List<String> texts(Document chart) {
        var elements = chart.getElementsByTagName("text");
        return IntStream.range(0, elements.getLength())
                .mapToObj(i -> elements.item(i).getTextContent())
                .toList();
    }
}
