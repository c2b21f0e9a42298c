package org.spectralsweep.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.spectralsweep.linalg.OpenBlas;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;

/** Measures how many operations a core can do at most. */
public final class Peak {
    private static final int WARM_UPS = 12;
    private static final int REPETITIONS = 15;
    private static final int ROUNDS = 2_000_000;

    /** Rows and columns of the matrices that OpenBLAS multiplies. They stay in the cache. */
    private static final int ORDER = 384;

    private static final int PRODUCTS = 8;

    private final FixedLoop loop = new FixedLoop();
    private double sum;
    private Elapsed time = new Elapsed(0, 0);

    private Peak() {}

    /**
     * The limits of one core. Rates are in operations per run of the {@link FixedLoop}, so changes of the clock drop
     * out.
     *
     * @param loopSeconds time of the {@link FixedLoop}
     * @param float32 rate of multiply-adds in float32
     * @param float64 rate of multiply-adds in float64
     * @param openBlas rate of OpenBLAS's float32 products, a lower bound of the limit
     * @param vectorBits bits of the vectors that Java uses
     * @param blas which OpenBLAS it was
     * @param waited share of the time in which the thread waited for a core
     */
    record Limits(
            double loopSeconds,
            double float32,
            double float64,
            double openBlas,
            int vectorBits,
            String blas,
            double waited)
            implements Measured {
        /** The limit at one precision, in operations per run of the loop. */
        double of(Precision precision) {
            return precision == Precision.FLOAT32 ? float32 : float64;
        }
    }

    /** Measures in this virtual machine. */
    public static void main(String[] arguments) throws IOException {
        Fork.answer(arguments, new Peak().measure());
    }

    private Limits measure() {
        Precision precision = Precision.FLOAT32;
        Random random = new Random(3);
        RealArray a = precision.zeros(ORDER * ORDER);
        RealArray b = precision.zeros(ORDER * ORDER);
        RealArray product = precision.zeros(ORDER * ORDER);
        for (int i = 0; i < a.length(); i++) {
            a.set(i, random.nextGaussian());
            b.set(i, random.nextGaussian());
        }
        IntToDoubleFunction blas = count -> {
            for (int i = 0; i < count; i++) {
                product.multiply(0, false, false, ORDER, ORDER, ORDER, 1, a, 0, b, 0, 0);
            }
            return product.get(0);
        };
        double[] rates = {
            rate(MultiplyAdds::float32, ROUNDS, MultiplyAdds.float32Operations(ROUNDS)),
            rate(MultiplyAdds::float64, ROUNDS, MultiplyAdds.float64Operations(ROUNDS)),
            rate(blas, PRODUCTS, 2.0 * ORDER * ORDER * ORDER * PRODUCTS)
        };
        List<Double> loops = new ArrayList<>();
        for (int i = 0; i < REPETITIONS; i++) {
            loops.add(loop.seconds());
        }
        if (!Double.isFinite(sum + loop.sum())) {
            throw new IllegalStateException("sums must be finite");
        }
        return new Limits(
                Medians.of(loops),
                rates[0],
                rates[1],
                rates[2],
                MultiplyAdds.vectorBits(),
                OpenBlas.description(),
                time.waited());
    }

    private double rate(IntToDoubleFunction work, int count, double operations) {
        for (int i = 0; i < WARM_UPS; i++) {
            sum += work.applyAsDouble(count);
        }
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < REPETITIONS; i++) {
            double loopSeconds = loop.seconds();
            Elapsed.Stopwatch watch = new Elapsed.Stopwatch();
            sum += work.applyAsDouble(count);
            Elapsed elapsed = watch.elapsed();
            time = time.plus(elapsed);
            rates.add(operations / elapsed.cpu() * loopSeconds);
        }
        return Medians.of(rates);
    }
}
