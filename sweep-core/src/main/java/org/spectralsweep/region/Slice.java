package org.spectralsweep.region;

/**
 * A rectangle in a plane of a network's input space: the points x(s, t) = origin + s u + t v with s and t within
 * bounds. {@link #plane} gives the plane of a network of two inputs. A slice through an encoding's output space is
 * spanned by any two directions.
 *
 * <p>Lengths and areas of a slice are measured in the coordinates (s, t). They are lengths and areas of the input space
 * where u and v are orthonormal.
 *
 * @param origin the point s = t = 0, as many numbers as the network has inputs; kept, not copied
 * @param u what one unit of s adds; kept, not copied
 * @param v what one unit of t adds, not a multiple of u; kept, not copied
 * @param sFrom lower bound of s
 * @param sTo upper bound of s
 * @param tFrom lower bound of t
 * @param tTo upper bound of t
 */
@SuppressWarnings("ArrayRecordComponent") // vectors; never compared
public record Slice(double[] origin, double[] u, double[] v, double sFrom, double sTo, double tFrom, double tTo) {
    /** sin^2 of the smallest angle between u and v. */
    private static final double SMALLEST_ANGLE_SQUARED = 1e-12;

    /** Refuses vectors of different lengths, directions that do not span a plane, and empty rectangles. */
    public Slice {
        if (origin.length == 0) {
            throw new IllegalArgumentException("origin must hold at least 1 number but was empty");
        }
        requireFinite("origin", origin, origin.length);
        requireFinite("u", u, origin.length);
        requireFinite("v", v, origin.length);
        double uu = dot(u, u);
        double vv = dot(v, v);
        double uv = dot(u, v);
        if (!(uu * vv - uv * uv > SMALLEST_ANGLE_SQUARED * uu * vv)) {
            throw new IllegalArgumentException(
                    "u and v must span a plane but had squared lengths " + uu + " and " + vv + " and product " + uv);
        }
        requireInterval("s", sFrom, sTo);
        requireInterval("t", tFrom, tTo);
    }

    /** The square [from, to] x [from, to] of a two-dimensional input space: s and t are the inputs. */
    public static Slice plane(double from, double to) {
        return new Slice(new double[2], new double[] {1, 0}, new double[] {0, 1}, from, to, from, to);
    }

    private static void requireFinite(String key, double[] values, int length) {
        if (values.length != length) {
            throw new IllegalArgumentException(key + " must hold " + length + " numbers but held " + values.length);
        }
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(key + " must hold finite numbers but held " + value);
            }
        }
    }

    private static void requireInterval(String key, double from, double to) {
        if (!(from < to) || !Double.isFinite(to - from)) {
            throw new IllegalArgumentException(
                    key + " must run from a number to a larger one but ran from " + from + " to " + to);
        }
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    /** Dimension of the input space. */
    public int inputs() {
        return origin.length;
    }

    /** (sTo - sFrom) (tTo - tFrom). */
    public double area() {
        return (sTo - sFrom) * (tTo - tFrom);
    }

    /** x(s, t), a point of the input space. */
    public double[] point(double s, double t) {
        double[] x = new double[origin.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = origin[i] + s * u[i] + t * v[i];
        }
        return x;
    }
}
