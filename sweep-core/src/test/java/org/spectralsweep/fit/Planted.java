package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.spectralsweep.law.Exponent;
import org.spectralsweep.law.Law;

/**
 * Times that follow T = c frequency^a density^-b with noise, laid out as in a sweep. Each frequency is a cell with
 * several seeds, and each seed is measured in every density region.
 *
 * @param factor c
 * @param a exponent of the frequency
 * @param b exponent of the density
 * @param first lowest frequency
 * @param last highest frequency
 * @param seeds number of seeds in a cell
 * @param cellNoise standard deviation of the noise of log T that a whole cell shares
 * @param seedNoise standard deviation of the noise that the regions of one seed share
 * @param rowNoise standard deviation of the noise of each row
 */
record Planted(
        double factor,
        double a,
        double b,
        int first,
        int last,
        int seeds,
        double cellNoise,
        double seedNoise,
        double rowNoise) {
    static final Law LAW = Law.power(new Exponent("a", "frequency", 1), new Exponent("b", "density", -1));
    private static final double[] DENSITIES = {3.0 / 7, 6.0 / 7, 12.0 / 7};

    static Map<String, Double> at(double frequency, double density) {
        return Map.of("frequency", frequency, "density", density);
    }

    /** Rows whose censoring depends on the cell and the true time. */
    List<Observation> rows(long seed, BiFunction<Observation, RandomGenerator, Observation> censor) {
        RandomGenerator random = new Well19937c(seed);
        List<Observation> rows = new ArrayList<>();
        for (int frequency = first; frequency <= last; frequency++) {
            double ofCell = cellNoise * random.nextGaussian();
            for (int s = 0; s < seeds; s++) {
                double ofSeed = seedNoise * random.nextGaussian();
                for (double density : DENSITIES) {
                    double noise = ofCell + ofSeed + rowNoise * random.nextGaussian();
                    double time = factor * Math.pow(frequency, a) * Math.pow(density, -b) * Math.exp(noise);
                    rows.add(censor.apply(
                            Observation.exact(at(frequency, density), time, "frequency=" + frequency), random));
                }
            }
        }
        return rows;
    }

    List<Observation> exact(long seed) {
        return rows(seed, (row, random) -> row);
    }

    /** Every time above the budget is known only to exceed it. */
    List<Observation> budget(long seed, double budget) {
        return rows(
                seed,
                (row, random) ->
                        row.lower() > budget ? Observation.rightCensored(row.covariates(), budget, row.cell()) : row);
    }

    /** Every time is known only to lie between two checkpoints. */
    List<Observation> checkpoints(long seed, double perDecade) {
        return rows(seed, (row, random) -> {
            double index = Math.floor(Math.log10(row.lower()) * perDecade);
            return new Observation(
                    row.covariates(),
                    Math.pow(10, index / perDecade),
                    Math.pow(10, (index + 1) / perDecade),
                    row.cell());
        });
    }
}
