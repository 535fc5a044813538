package dev.trainyard.experiment;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;

/**
 * Lines over a common axis as SVG 1.1. It is written here, since what draws SVG for Java measures its text with AWT, which wants
 * fonts that a server need not have: {@link ChartPng} alone asks for them.
 *
 * @param x what goes from left to right
 * @param y what goes up
 */
record LineChart(String title, String x, String y, List<Line> lines) {
    static final int WIDTH = 760;
    static final int HEIGHT = 440;
    private static final int LEFT = 72;
    private static final int RIGHT = WIDTH - 150;
    private static final int TOP = 48;
    private static final int BOTTOM = HEIGHT - 56;
    private static final int LEGEND_LINE = 22;

    /**
     * A line with its points from left to right.
     *
     * @param strands what it is the mean of, drawn thin beneath it; none where it stands for itself
     */
    record Line(String name, List<Point> points, List<List<Point>> strands) {
        Line {
            points = List.copyOf(points);
            strands = List.copyOf(strands);
        }

        Line(String name, List<Point> points) {
            this(name, points, List.of());
        }
    }

    /** @param spread how far up and down from it its bar goes; 0 for no bar */
    record Point(double x, double y, double spread) {}

    LineChart {
        lines = lines.stream().filter(line -> !line.points().isEmpty()).toList();
    }

    String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append(text("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" \
                font-family="sans-serif" font-size="13" fill="#222222">
                <title>%s</title>
                <rect width="%d" height="%d" fill="#ffffff"/>
                <text x="%d" y="28" font-size="16" font-weight="600">%s</text>
                """, WIDTH, HEIGHT, WIDTH, HEIGHT, escaped(title), WIDTH, HEIGHT, LEFT, escaped(title)));
        if (lines.isEmpty()) {
            svg.append(
                    text("<text x=\"%d\" y=\"%d\">Nothing has been measured yet.</text>\n", LEFT, TOP + LEGEND_LINE));
        } else {
            Scale across = scale(Point::x, point -> 0, LEFT, RIGHT);
            Scale up = scale(Point::y, Point::spread, BOTTOM, TOP);
            svg.append(axes(across, up));
            for (int i = 0; i < lines.size(); i++) {
                LineStyle style = LineStyle.at(i);
                svg.append(style.line(lines.get(i), across, up));
                svg.append(style.legend(lines.get(i).name(), RIGHT + 14, TOP + LEGEND_LINE * i + 8));
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private Scale scale(ToDoubleFunction<Point> value, ToDoubleFunction<Point> spread, int from, int to) {
        var lowest = points().mapToDouble(point -> value.applyAsDouble(point) - spread.applyAsDouble(point));
        var highest = points().mapToDouble(point -> value.applyAsDouble(point) + spread.applyAsDouble(point));
        return Scale.of(lowest.min().orElse(0), highest.max().orElse(1), from, to);
    }

    private Stream<Point> points() {
        return lines.stream()
                .flatMap(line -> Stream.concat(Stream.of(line.points()), line.strands().stream()))
                .flatMap(List::stream);
    }

    private String axes(Scale across, Scale up) {
        String rows = up.ticks().stream()
                .map(tick ->
                        text("""
                        <line x1="%d" x2="%d" y1="%.1f" y2="%.1f" stroke="#dddddd"/>
                        <text x="%d" y="%.1f" text-anchor="end">%s</text>
                        """, LEFT, RIGHT, up.at(tick), up.at(tick), LEFT - 8, up.at(tick) + 4, up.label(tick)))
                .collect(Collectors.joining());
        String columns = across.ticks().stream()
                .map(tick -> text(
                        """
                        <line x1="%.1f" x2="%.1f" y1="%d" y2="%d" stroke="#888888"/>
                        <text x="%.1f" y="%d" text-anchor="middle">%s</text>
                        """,
                        across.at(tick),
                        across.at(tick),
                        BOTTOM,
                        BOTTOM + 5,
                        across.at(tick),
                        BOTTOM + 20,
                        across.label(tick)))
                .collect(Collectors.joining());
        return rows
                + columns
                + text(
                        """
                <line x1="%d" x2="%d" y1="%d" y2="%d" stroke="#888888"/>
                <text x="%d" y="%d" text-anchor="middle">%s</text>
                <text transform="translate(18 %d) rotate(-90)" text-anchor="middle">%s</text>
                """,
                        LEFT,
                        RIGHT,
                        BOTTOM,
                        BOTTOM,
                        (LEFT + RIGHT) / 2,
                        HEIGHT - 14,
                        escaped(x),
                        (TOP + BOTTOM) / 2,
                        escaped(y));
    }

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    static String escaped(String text) {
        return HtmlUtils.htmlEscape(text);
    }
}
