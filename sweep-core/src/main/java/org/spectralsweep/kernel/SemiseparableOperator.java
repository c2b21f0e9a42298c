package org.spectralsweep.kernel;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.linalg.SymmetricOperator;

/**
 * The Gram matrix of a kernel on the circle that has the form
 *
 * <pre>K(delta) = a (pi - delta) + b (pi - delta) cos delta + c sin delta + e,   0 &lt;= delta &lt;= pi.</pre>
 *
 * <p>Kernels of one hidden layer have it if their biases are absent or start at zero, whether the outer layer is fixed
 * or not. Eq. 5 of B20 is a = b = 1 / (4 pi).
 *
 * <p>On sorted angles such a matrix is semiseparable. h(t) = (pi - t)(a + b cos t) + c sin t changes its sign where t
 * passes pi, and K = |h| + e with that sign. h(x - z) is a sum of products of functions of x and functions of z. So a
 * product takes six prefix sums, of v times {1, cos, sin} times {1, angle}. It is O(n) and exact for any points.
 * Rounding: about 1e-16 sum |v| K(0).
 */
final class SemiseparableOperator implements SymmetricOperator {
    /** Deviation from the form, relative to K(0), that counts as rounding. */
    private static final double ROUNDING = 4e-15;

    private static final int CHECKED_ANGLES = 64;
    private static final int SUMS = 6;

    private final double[] form;
    private final int[] order;
    private final double[] angle;
    private final double[] cosine;
    private final double[] sine;
    /** For each point, the first sorted point at most pi below it and the last at most pi above it. */
    private final int[] below;

    private final int[] above;
    private final double[] sums;

    private SemiseparableOperator(double[] form, double[] angles) {
        this.form = form;
        int n = angles.length;
        order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> angles[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        angle = Arrays.stream(order).mapToDouble(i -> angles[i]).toArray();
        cosine = Arrays.stream(angle).map(StrictMath::cos).toArray();
        sine = Arrays.stream(angle).map(StrictMath::sin).toArray();
        below = new int[n];
        above = new int[n];
        int low = 0;
        int high = 0;
        for (int i = 0; i < n; i++) {
            while (angle[i] - angle[low] > Math.PI) {
                low++;
            }
            while (high + 1 < n && angle[high + 1] - angle[i] <= Math.PI) {
                high++;
            }
            high = Math.max(high, i);
            below[i] = low;
            above[i] = high;
        }
        sums = new double[SUMS * (n + 1)];
    }

    /**
     * The operator, or null if the kernel does not have this form, which is decided by the kernel's values.
     *
     * @param angles in [-pi, pi), in any order
     */
    static @Nullable SemiseparableOperator of(AnalyticKernel kernel, double[] angles) {
        double e = kernel.onSphere(Math.PI);
        double atZero = kernel.onSphere(0) - e;
        double atRight = kernel.onSphere(Math.PI / 2) - e;
        double atThird = kernel.onSphere(Math.PI / 3) - e;
        // The three values are pi (a + b), pi a / 2 + c, and 2 pi / 3 (a + b / 2) + c sqrt(3) / 2.
        double total = atZero / Math.PI;
        double root = Math.sqrt(3) / 2;
        double a = (atThird - total * Math.PI / 3 - root * atRight) / (Math.PI / 3 - root * Math.PI / 2);
        double[] form = {a, total - a, atRight - a * Math.PI / 2, e};
        double scale = Math.abs(kernel.onSphere(0));
        for (int i = 0; i <= CHECKED_ANGLES; i++) {
            double delta = Math.PI * i / CHECKED_ANGLES;
            double value = h(form, delta) + e;
            if (!(Math.abs(value - kernel.onSphere(delta)) <= ROUNDING * scale)) {
                return null;
            }
        }
        return new SemiseparableOperator(form, angles);
    }

    private static double h(double[] form, double t) {
        return (Math.PI - t) * (form[0] + form[1] * StrictMath.cos(t)) + form[2] * StrictMath.sin(t);
    }

    @Override
    public int order() {
        return order.length;
    }

    @Override
    public void apply(double[] v, double[] into) {
        int n = order.length;
        for (int i = 0; i < n; i++) {
            int at = SUMS * i;
            double x = v[order[i]];
            sums[at + 6] = sums[at] + x;
            sums[at + 7] = sums[at + 1] + x * cosine[i];
            sums[at + 8] = sums[at + 2] + x * sine[i];
            sums[at + 9] = sums[at + 3] + x * angle[i];
            sums[at + 10] = sums[at + 4] + x * angle[i] * cosine[i];
            sums[at + 11] = sums[at + 5] + x * angle[i] * sine[i];
        }
        double constant = form[3] * sums[SUMS * n];
        for (int i = 0; i < n; i++) {
            double near = part(i, below[i], i + 1, 1) + part(i, i + 1, above[i] + 1, -1);
            double far = part(i, 0, below[i], 1) + part(i, above[i] + 1, n, -1);
            into[order[i]] = near - far + constant;
        }
    }

    /**
     * The sum of v_j h(|x_i - x_j|) over sorted j from {@code from} to {@code to} - 1, all below i (sign 1) or all
     * above it (sign -1).
     */
    private double part(int i, int from, int to, int sign) {
        int a = SUMS * from;
        int b = SUMS * to;
        double one = sums[b] - sums[a];
        double cos = sums[b + 1] - sums[a + 1];
        double sin = sums[b + 2] - sums[a + 2];
        double rest = Math.PI - sign * angle[i];
        double linear = rest * one + sign * (sums[b + 3] - sums[a + 3]);
        double linearCos = rest * cos + sign * (sums[b + 4] - sums[a + 4]);
        double linearSin = rest * sin + sign * (sums[b + 5] - sums[a + 5]);
        return form[0] * linear
                + form[1] * (cosine[i] * linearCos + sine[i] * linearSin)
                + sign * form[2] * (sine[i] * cos - cosine[i] * sin);
    }
}
