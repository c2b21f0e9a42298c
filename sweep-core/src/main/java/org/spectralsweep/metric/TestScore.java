package org.spectralsweep.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.spectral.HarmonicFit;
import org.spectralsweep.targets.TargetFunction;

/**
 * How well a function f generalises to a {@link TestSet}, with g the target there, without noise.
 *
 * <ul>
 * <li>{@code test_error}: the mean of (f - g)^2 over all points, and over those of each density region
 * <li>{@code test_error_held_out}: the same over the points that are not trained on
 * <li>{@code learnability}: sum f g / sum g^2 over all points (Simon et al., arXiv 2110.03922)
 * <li>{@code amplitude_held_out}: the amplitude of f - g by frequency over the points that are not trained on, by
 * {@link HarmonicFit}; NaN with fewer than {@value #FEWEST} of them
 * </ul>
 *
 * Values without a point are left out.
 */
public final class TestScore {
    private static final int FEWEST = 4;

    private final TestSet set;
    private final List<Integer> frequencies;
    private final HarmonicFit fit;

    /**
     * Prepares the score of functions on one set of points.
     *
     * @param frequencies of the amplitudes
     */
    public TestScore(TestSet set, InputDomain domain, TargetFunction target, List<Integer> frequencies) {
        this.set = set;
        this.frequencies = List.copyOf(frequencies);
        this.fit = HarmonicFit.of(domain, set.heldOutPoints(), frequencies, target);
    }

    /** The names of the columns, which begin with a prefix. */
    public static List<String> curves(String prefix) {
        return List.of(prefix + "test_error", prefix + "test_error_held_out", prefix + "learnability");
    }

    /** The name of the column of amplitudes, which begins with a prefix. */
    public static String amplitudes(String prefix) {
        return prefix + "amplitude_held_out";
    }

    /**
     * The rows of one function.
     *
     * @param prefix of the columns' names
     * @param f its values at all points of the set
     */
    public List<Measurement> rows(String prefix, long step, double[] f) {
        Samples samples = set.samples();
        double[] g = samples.y();
        double[] squares = new double[f.length];
        double product = 0;
        double energy = 0;
        for (int i = 0; i < f.length; i++) {
            squares[i] = (f[i] - g[i]) * (f[i] - g[i]);
            product += f[i] * g[i];
            energy += g[i] * g[i];
        }
        List<Measurement> rows = new ArrayList<>();
        String error = prefix + "test_error";
        add(rows, step, error, Measurement.ALL, mean(squares, IntStream.range(0, f.length)));
        for (int region = 0; samples.regions() > 1 && region < samples.regions(); region++) {
            int wanted = region;
            IntStream inside = IntStream.range(0, f.length).filter(i -> samples.region()[i] == wanted);
            add(rows, step, error, Measurement.region(region), mean(squares, inside));
        }
        add(rows, step, error + "_held_out", Measurement.ALL, mean(squares, IntStream.of(set.heldOut())));
        add(rows, step, prefix + "learnability", Measurement.ALL, product / energy);
        double[] residual = new double[set.heldOut().length];
        for (int i = 0; i < residual.length; i++) {
            residual[i] = f[set.heldOut()[i]] - g[set.heldOut()[i]];
        }
        for (int k = 0; residual.length > 0 && k < frequencies.size(); k++) {
            double amplitude = residual.length < FEWEST ? Double.NaN : fit.amplitude(residual, k);
            rows.add(new Measurement(step, amplitudes(prefix), Measurement.ALL, frequencies.get(k), amplitude));
        }
        return rows;
    }

    private static void add(List<Measurement> rows, long step, String column, String scope, double value) {
        if (!Double.isNaN(value)) {
            rows.add(new Measurement(step, column, scope, 0, value));
        }
    }

    /** NaN where there is no point. */
    private static double mean(double[] squares, IntStream points) {
        int[] chosen = points.toArray();
        double sum = 0;
        for (int i : chosen) {
            sum += squares[i];
        }
        return sum / chosen.length;
    }
}
