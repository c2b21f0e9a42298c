package org.spectralsweep.sweep;

import java.util.List;
import org.hipparchus.util.FastMath;

/**
 * One thing that a cost depends on and that the cost model may get wrong by a factor, such as the time of an update of
 * the dense engine in a network of a given size.
 *
 * @param kind what is guessed
 * @param key whose it is, such as an engine or a metric
 * @param logSize natural logarithm of its size: guesses of neighbouring sizes are wrong by similar factors
 * @param weight its share in the cost; the shares of a cost's terms of one kind add up to 1
 */
public record CostTerm(Kind kind, String key, double logSize, double weight) {
    /** Deep networks of finite width learn later than their kernels say. */
    private static final String LATE = "kernel dense";

    /** Of {@code conf/depth.yaml}'s groups, 1.05 to 2.8 times. */
    private static final double LATER = 0.3;

    /** What is guessed. */
    public enum Kind {
        /** The number of updates. */
        STEPS(0.3, 0.2, 0.5, 1.5, 0.1),
        /** The time of an update. */
        UPDATE(0.3, 0.2, 0.6, 2, 0.08),
        /** The time before the first update: samples, kernel, spectra, initial weights. */
        SETUP(0.45, 0.1, 0.7, 2, 0.2),
        /** The time in which metrics measure. */
        METRICS(0.5, 0.2, 0.7, 2, 0.2),
        /** What the process does beside its trials: Java, Spark, files. */
        PROCESS(0.4, 0.5, 1, 1, 0.1);

        /** Standard deviation of the logarithm of the factor, before anything is known. */
        final double deviation;

        /** The share of that variance that all keys have in common. */
        final double common;

        /** The share of the rest that all sizes of a key have in common. */
        final double sizeless;

        /** The difference of logarithms of sizes within which factors are alike. */
        final double length;

        /** Standard deviation of one run's logarithm around its term's: runs differ. */
        final double scatter;

        Kind(double deviation, double common, double sizeless, double length, double scatter) {
            this.deviation = deviation;
            this.common = common;
            this.sizeless = sizeless;
            this.length = length;
            this.scatter = scatter;
        }
    }

    /** What terms have in common that count as one: sizes within a factor of two, and shares within a tenth. */
    public static List<Object> alike(List<CostTerm> terms) {
        return terms.stream()
                .<Object>map(term -> List.of(
                        term.kind, term.key, Math.round(term.logSize / FastMath.log(2)), Math.round(10 * term.weight)))
                .toList();
    }

    /** The logarithm of the factor that is expected before anything is known. */
    double expected() {
        return kind == Kind.STEPS && key.equals(LATE) ? LATER : 0;
    }

    /** The prior covariance of the logarithms of two terms' factors, without their weights. */
    double covariance(CostTerm other) {
        if (kind != other.kind) {
            return 0;
        }
        double own = 0;
        if (key.equals(other.key)) {
            double distance = (logSize - other.logSize) / kind.length;
            own = kind.sizeless + (1 - kind.sizeless) * FastMath.exp(-0.5 * distance * distance);
        }
        return kind.deviation * kind.deviation * (kind.common + (1 - kind.common) * own);
    }
}
