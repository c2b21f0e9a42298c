package org.spectralsweep.fit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.spectralsweep.law.Exponent;
import org.spectralsweep.law.Law;
import org.spectralsweep.law.ReadyLaw;

/**
 * Sweeps with a known law. Each kind has its cells, its law and the laws that compete with it. A cell has three seeds,
 * which share the cell's noise. Seeds add as much noise of their own.
 */
enum PlantedLaws {
    POWER((x, z) -> 100 * Math.pow(x, 2.1)),
    BENT((x, z) -> 100 * Math.pow(x, 1.5 + 0.3 * Math.log(x))),
    BREAK((x, z) -> 100 * x * Math.pow(1 + Math.pow(x / 6, 5), 2 * 0.2)),
    FLOOR((x, z) -> 10 * (Math.pow(x, 2.5) + 20)),
    EXPONENTIAL((x, z) -> 100 * Math.exp(0.3 * x)),
    STRETCHED((x, z) -> 100 * Math.exp(1.5 * Math.sqrt(x))),
    PROPORTIONAL_EXPONENT((x, z) -> 10 * z * Math.pow(x, 0.7 * z), 2, 3, 4, 5),
    LINEAR_EXPONENT((x, z) -> 10 * z * Math.pow(x, 1 + 0.5 * z), 2, 3, 4, 5),
    INTERACTION((x, z) -> 10 * z * Math.pow(x, 1.5 + 0.3 * Math.log(z)), 2, 8, 32, 128),
    SATURATING((x, z) -> 100 * z * Math.pow(x, 1 + 2 * Math.exp(-z / 4)), 1, 2, 4, 8, 16),
    EACH((x, z) -> 100 * z * Math.pow(x, new double[] {2, 3.1, 2.4, 2.9}[(int) z - 1]), 1, 2, 3, 4),
    ADDITIVE((x, z) -> 100 * Math.pow(x, 1.5)),
    WEIBULL((x, z) -> 100 * Math.pow(x, 2.1));

    private static final Set<ReadyLaw> BY_WIDTH = EnumSet.range(ReadyLaw.PROPORTIONAL_EXPONENT, ReadyLaw.EACH);
    private static final Exponent EXPONENT = new Exponent("a", "frequency", 1);

    private final DoubleBinaryOperator time;
    private final double[] columns;

    PlantedLaws(DoubleBinaryOperator time, double... columns) {
        this.time = time;
        this.columns = columns;
    }

    private static LawFit fit(ReadyLaw law, ErrorDistribution errors) {
        return new LawFit(
                law.of(List.of(EXPONENT), BY_WIDTH.contains(law) ? "width" : "", List.of()),
                errors,
                new CellJackknife());
    }

    private static LawFit fit(ReadyLaw law) {
        return fit(law, ErrorDistribution.LOG_NORMAL);
    }

    /** The law of the rows. */
    LawFit truth() {
        return switch (this) {
            case ADDITIVE -> fit(ReadyLaw.POWER, ErrorDistribution.NORMAL);
            case WEIBULL -> fit(ReadyLaw.POWER, ErrorDistribution.WEIBULL);
            default -> fit(ReadyLaw.valueOf(name()));
        };
    }

    /** All that compete. */
    List<LawFit> laws() {
        List<LawFit> laws = new ArrayList<>();
        if (columns.length > 0) {
            laws.add(new LawFit(
                    Law.power(EXPONENT, new Exponent("e", "width", 1)),
                    ErrorDistribution.LOG_NORMAL,
                    new CellJackknife()));
            for (ReadyLaw law : List.of(
                    ReadyLaw.PROPORTIONAL_EXPONENT,
                    ReadyLaw.LINEAR_EXPONENT,
                    ReadyLaw.INTERACTION,
                    ReadyLaw.SATURATING,
                    ReadyLaw.EACH)) {
                laws.add(fit(law));
            }
            return laws;
        }
        for (ReadyLaw law : List.of(
                ReadyLaw.POWER,
                ReadyLaw.BENT,
                ReadyLaw.BREAK,
                ReadyLaw.FLOOR,
                ReadyLaw.EXPONENTIAL,
                ReadyLaw.STRETCHED)) {
            laws.add(fit(law));
        }
        if (this == ADDITIVE || this == WEIBULL) {
            laws.add(fit(ReadyLaw.POWER, ErrorDistribution.NORMAL));
            laws.add(fit(ReadyLaw.POWER, ErrorDistribution.WEIBULL));
            laws.add(fit(ReadyLaw.POWER, ErrorDistribution.LOG_LOGISTIC));
        }
        return laws;
    }

    int cells() {
        return columns.length > 0 ? 7 * columns.length : 16;
    }

    /**
     * The rows.
     *
     * @param noise standard deviation of log T that a cell shares, and the one that a seed adds; of T/T(8) for additive
     *     errors
     */
    List<Observation> rows(long seed, double noise) {
        RandomGenerator random = new Well19937c(1000 * seed + ordinal());
        List<Observation> rows = new ArrayList<>();
        int last = columns.length > 0 ? 8 : 17;
        double[] widths = columns.length > 0 ? columns : new double[] {1};
        for (int x = 2; x <= last; x++) {
            for (double width : widths) {
                double cell = noise * error(random);
                for (int s : IntStream.range(0, 3).toArray()) {
                    double time = this.time.applyAsDouble(x, width);
                    double own = this == ADDITIVE || this == WEIBULL ? 0 : noise * random.nextGaussian();
                    double noisy = this == ADDITIVE
                            ? Math.max(1, time + cell * this.time.applyAsDouble(8, width))
                            : time * Math.exp(cell + own);
                    rows.add(new Observation(
                            Map.of("frequency", (double) x, "width", width),
                            Map.of("width", String.valueOf((int) width)),
                            noisy,
                            noisy,
                            "frequency=" + x + " width=" + (int) width,
                            1));
                }
            }
        }
        return rows;
    }

    private double error(RandomGenerator random) {
        return this == WEIBULL ? Math.log(-Math.log(1 - random.nextDouble())) : random.nextGaussian();
    }
}
