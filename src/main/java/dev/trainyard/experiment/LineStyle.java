package dev.trainyard.experiment;

import static dev.trainyard.experiment.LineChart.text;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How one line of a chart is drawn. Colours are those of Okabe and Ito, which the colour-blind can tell apart.
 *
 * @param colour as SVG writes it
 * @param dash as SVG writes it
 */
record LineStyle(String colour, String dash) {
    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#555555");
    private static final List<String> DASHES = List.of("none", "7 3", "2 3", "9 3 2 3");
    private static final int MOST_MARKS = 30;

    /** That of the line with that place in its chart, from 0. */
    static LineStyle at(int place) {
        return new LineStyle(COLOURS.get(place % COLOURS.size()), DASHES.get(place % DASHES.size()));
    }

    /** The line with its strands beneath it and its marks. */
    String line(LineChart.Line line, Scale across, Scale up) {
        String strands = line.strands().stream()
                .map(strand -> text("""
                        <polyline points="%s" fill="none" stroke="%s" stroke-width="0.8" stroke-opacity="0.4"/>
                        """, path(strand, across, up), colour))
                .collect(Collectors.joining());
        return "<g>" + strands
                + text(
                        """
                <polyline points="%s" %s/>
                %s</g>
                """,
                        path(line.points(), across, up),
                        stroke(line.strands().isEmpty() ? 2 : 3),
                        marks(line, across, up));
    }

    /** A piece of it beside its name, which begins there. */
    String legend(String name, int x, int y) {
        return text("""
                <polyline points="%d,%d %d,%d" %s/>
                <text x="%d" y="%d">%s</text>
                """, x, y, x + 26, y, stroke(2), x + 32, y + 4, LineChart.escaped(name));
    }

    private String stroke(int width) {
        return text("""
                fill="none" stroke="%s" stroke-width="%d" stroke-dasharray="%s\"""", colour, width, dash);
    }

    private static String path(List<LineChart.Point> points, Scale across, Scale up) {
        return points.stream()
                .map(point -> text("%.1f,%.1f", across.at(point.x()), up.at(point.y())))
                .collect(Collectors.joining(" "));
    }

    /** Of few points each, with its bar. */
    private String marks(LineChart.Line line, Scale across, Scale up) {
        if (line.points().size() > MOST_MARKS) {
            return "";
        }
        return line.points().stream()
                .map(point -> text(
                        """
                        <line x1="%.1f" x2="%.1f" y1="%.1f" y2="%.1f" stroke="%s"/>
                        <circle cx="%.1f" cy="%.1f" r="3.5" fill="%s"/>
                        """,
                        across.at(point.x()),
                        across.at(point.x()),
                        up.at(point.y() - point.spread()),
                        up.at(point.y() + point.spread()),
                        colour,
                        across.at(point.x()),
                        up.at(point.y()),
                        colour))
                .collect(Collectors.joining());
    }
}
