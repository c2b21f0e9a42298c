package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.hipparchus.util.FastMath;

/**
 * A sweep whose times follow T = c frequency^a density^-b with normal noise of log T. Each frequency is a cell with
 * seeds, and each seed is measured in three regions of different density. Laws differ in a, b and c, from 1 to 10, so
 * that the checkpoints, which are powers of ten, lie elsewhere. The budget leaves a share of the rows censored, but for
 * a factor of 0.7 to 1.4 that is drawn for each law: it is not exactly the time of a row.
 *
 * @param frequencies of the cells
 * @param seeds in each cell
 * @param censored share of the rows whose time the budget ends, on average
 * @param noise standard deviation of log T about the law
 * @param shares of the variance: noise of a cell, of a region of a cell, of a seed, of a row
 * @param perDecade checkpoints a decade; 0 where times are exact
 * @param spread whether the frequencies are evenly spaced in their logarithm but for rounding, not consecutive
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SimulatedDesign(
        double[] frequencies,
        int seeds,
        double censored,
        double noise,
        double[] shares,
        int perDecade,
        boolean spread) {
    static final int DESIGNS = 24;
    private static final double A = 2;
    private static final double B = 1;
    private static final double[] DENSITIES = {3.0 / 7, 6.0 / 7, 12.0 / 7};
    private static final int LAWS_OF_BUDGET = 20;

    /** All designs, drawn once. Every value of every property occurs equally often. */
    static List<SimulatedDesign> drawn() {
        RandomGenerator random = new Well19937c(24);
        Random order = new Random(24);
        List<Integer> cells = shuffled(List.of(7, 11, 20), order);
        List<Integer> seeds = shuffled(List.of(3, 5, 20), order);
        List<Integer> censored = shuffled(List.of(0, 30, 60), order);
        List<Integer> perDecade = shuffled(List.of(0, 4, 8, 16), order);
        List<Integer> spread = shuffled(List.of(0, 1), order);
        List<Integer> level = new ArrayList<>();
        for (int i = 0; i < DESIGNS; i++) {
            level.add(i);
        }
        Collections.shuffle(level, order);
        List<SimulatedDesign> designs = new ArrayList<>();
        for (int i = 0; i < DESIGNS; i++) {
            int count = cells.get(i);
            double[] frequencies = new double[count];
            for (int k = 0; k < count; k++) {
                frequencies[k] = spread.get(i) == 0 ? 2 + k : FastMath.rint(4 * FastMath.pow(32, k / (count - 1.0)));
            }
            double noise = 0.003 * FastMath.pow(100, (level.get(i) + random.nextDouble()) / DESIGNS);
            double[] squares = DoubleStream.generate(random::nextGaussian)
                    .limit(4)
                    .map(g -> g * g)
                    .toArray();
            double sum = DoubleStream.of(squares).sum();
            designs.add(new SimulatedDesign(
                    frequencies,
                    seeds.get(i),
                    censored.get(i) / 100.0,
                    noise,
                    DoubleStream.of(squares).map(s -> s / sum).toArray(),
                    perDecade.get(i),
                    spread.get(i) == 1));
        }
        return designs;
    }

    private static List<Integer> shuffled(List<Integer> values, Random order) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < DESIGNS; i++) {
            all.add(values.get(i % values.size()));
        }
        Collections.shuffle(all, order);
        return all;
    }

    int cells() {
        return frequencies.length;
    }

    /**
     * A planted law.
     *
     * @param a exponent of the frequency
     * @param b exponent of the density
     * @param rows its times
     */
    record SimulatedLaw(double a, double b, List<Observation> rows) {}

    /**
     * The law of a seed.
     *
     * @param equal whether every law has the exponents 2 and 1; they are drawn within 0.5 and 0.25 of these otherwise
     */
    SimulatedLaw law(long seed, boolean equal) {
        RandomGenerator random = new Well19937c(seed);
        double factor = FastMath.pow(10, random.nextDouble());
        double a = A + (equal ? 0 : random.nextDouble() - 0.5);
        double b = B + (equal ? 0 : 0.5 * random.nextDouble() - 0.25);
        double end = factor * budget(a, b) * FastMath.pow(2, random.nextDouble() - 0.5);
        double[] times = times(random, a, b);
        List<Observation> rows = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            double frequency = frequencies[i / (seeds * DENSITIES.length)];
            Map<String, Double> at = Planted.at(frequency, DENSITIES[i % DENSITIES.length]);
            String cell = "frequency=" + frequency;
            double time = factor * times[i];
            if (time > end) {
                rows.add(Observation.rightCensored(at, end, cell));
            } else if (perDecade == 0) {
                rows.add(Observation.exact(at, time, cell));
            } else {
                double index = Math.floor(FastMath.log10(time) * perDecade);
                double lower = FastMath.pow(10, index / perDecade);
                double upper = FastMath.min(end, FastMath.pow(10, (index + 1) / perDecade));
                rows.add(new Observation(at, lower, upper, cell));
            }
        }
        return new SimulatedLaw(a, b, rows);
    }

    /** The step at which every training ends, over c. */
    private double budget(double a, double b) {
        if (censored == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double[] times = new double[0];
        RandomGenerator random = new Well19937c(1);
        for (int law = 0; law < LAWS_OF_BUDGET; law++) {
            double[] more = times(random, a, b);
            int end = times.length;
            times = Arrays.copyOf(times, end + more.length);
            System.arraycopy(more, 0, times, end, more.length);
        }
        Arrays.sort(times);
        return times[(int) ((1 - censored) * times.length)];
    }

    /** Times over c. */
    private double[] times(RandomGenerator random, double a, double b) {
        double[] times = new double[cells() * seeds * DENSITIES.length];
        double[] scale =
                DoubleStream.of(shares).map(s -> noise * FastMath.sqrt(s)).toArray();
        double[] ofRegion = new double[DENSITIES.length];
        int row = 0;
        for (double frequency : frequencies) {
            double ofCell = scale[0] * random.nextGaussian();
            Arrays.setAll(ofRegion, r -> scale[1] * random.nextGaussian());
            for (int s = 0; s < seeds; s++) {
                double ofSeed = scale[2] * random.nextGaussian();
                for (int r = 0; r < DENSITIES.length; r++) {
                    double error = ofCell + ofRegion[r] + ofSeed + scale[3] * random.nextGaussian();
                    times[row++] = FastMath.pow(frequency, a) * FastMath.pow(DENSITIES[r], -b) * FastMath.exp(error);
                }
            }
        }
        return times;
    }

    /** Cells, seeds, share censored, checkpoints, noise and its shares, as cells of a table. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d %s | %d | %.0f %% | %s | %.2g (%.0f, %.0f, %.0f, %.0f)",
                cells(),
                spread ? "spread" : "in a row",
                seeds,
                100 * censored,
                perDecade == 0 ? "exact" : Integer.toString(perDecade),
                noise,
                100 * shares[0],
                100 * shares[1],
                100 * shares[2],
                100 * shares[3]);
    }
}
