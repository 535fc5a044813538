package dev.trainyard.dataset;

import java.util.Locale;

/** The figures of {@link Shapes}, in coordinates where they fill the circle of radius 1, v pointing down. */
enum Shape {
    CIRCLE {
        @Override
        boolean contains(double u, double v) {
            return u * u + v * v < 0.8;
        }
    },

    RING {
        @Override
        boolean contains(double u, double v) {
            double squaredRadius = u * u + v * v;
            return squaredRadius < 0.85 && squaredRadius > 0.35;
        }
    },

    SQUARE {
        @Override
        boolean contains(double u, double v) {
            return Math.max(Math.abs(u), Math.abs(v)) < 0.7;
        }
    },

    TRIANGLE {
        @Override
        boolean contains(double u, double v) {
            return v < 0.5 && v > Math.sqrt(3) * Math.abs(u) - 1;
        }
    },

    CROSS {
        @Override
        boolean contains(double u, double v) {
            double near = Math.min(Math.abs(u), Math.abs(v));
            double far = Math.max(Math.abs(u), Math.abs(v));
            return near < 0.28 && far < 0.95;
        }
    },

    /** Five lines: the pentagon in the middle is inside of all, each tip inside of all but one. */
    STAR {
        @Override
        boolean contains(double u, double v) {
            int inside = 0;
            for (int line = 0; line < 5; line++) {
                if (u * STAR_NORMALS[line][0] + v * STAR_NORMALS[line][1] < STAR_APOTHEM) {
                    inside++;
                }
            }
            return inside >= 4;
        }
    },

    CRESCENT {
        @Override
        boolean contains(double u, double v) {
            double right = u - 0.45;
            return u * u + v * v < 0.9 && right * right + v * v > 0.55;
        }
    },

    HORIZONTAL_STRIPES {
        @Override
        boolean contains(double u, double v) {
            return inPatch(u, v) && band(v, STRIPE) % 2 == 0;
        }
    },

    VERTICAL_STRIPES {
        @Override
        boolean contains(double u, double v) {
            return inPatch(u, v) && band(u, STRIPE) % 2 == 0;
        }
    },

    CHECKERBOARD {
        @Override
        boolean contains(double u, double v) {
            return inPatch(u, v) && (band(u, CELL) + band(v, CELL)) % 2 == 0;
        }
    };

    /** Half the side of the square that stripes and cells fill. */
    private static final double PATCH = 0.7;

    private static final double STRIPE = 2 * PATCH / 5;
    private static final double CELL = 2 * PATCH / 4;
    private static final double STAR_APOTHEM = StrictMath.cos(StrictMath.toRadians(72));
    private static final double[][] STAR_NORMALS = starNormals();

    /** Whether a point belongs to the figure. */
    abstract boolean contains(double u, double v);

    /** By how much the figure may be turned either way, in radians: stripes must stay what they are. */
    double turn() {
        return this == HORIZONTAL_STRIPES || this == VERTICAL_STRIPES ? 0.3 : StrictMath.PI;
    }

    /** The name of its class, such as {@code horizontal_stripes}. */
    String className() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static boolean inPatch(double u, double v) {
        return Math.max(Math.abs(u), Math.abs(v)) < PATCH;
    }

    /** Which band of a width a coordinate of the patch is in, from 0. */
    private static int band(double coordinate, double width) {
        return (int) ((coordinate + PATCH) / width);
    }

    private static double[][] starNormals() {
        double[][] normals = new double[5][];
        for (int line = 0; line < normals.length; line++) {
            double angle = StrictMath.toRadians(90 + 72 * line);
            normals[line] = new double[] {StrictMath.cos(angle), StrictMath.sin(angle)};
        }
        return normals;
    }
}
