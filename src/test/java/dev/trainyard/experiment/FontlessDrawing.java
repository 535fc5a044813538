package dev.trainyard.experiment;

import java.util.List;

/** Draws a chart in a process that its caller has taken the fonts from, and prints what comes of it, twice. */
final class FontlessDrawing {
    private FontlessDrawing() {}

    public static void main(String[] arguments) {
        LineChart chart = new LineChart("title", "x", "y", List.of());
        for (int i = 0; i < 2; i++) {
            try {
                System.out.println(ChartPng.of(chart).length + " bytes");
            } catch (PngUnavailableException e) {
                System.out.println(e.getStatusCode().value() + " " + e.getBody().getDetail());
            }
        }
    }
}
