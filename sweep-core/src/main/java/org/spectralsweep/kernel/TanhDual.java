package org.spectralsweep.kernel;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Moments of tanh, by {@link TanhSeries}. It keeps a series for each variance, and may be used by several threads. */
final class TanhDual implements DualActivation {
    private final Map<Double, TanhSeries> series = new ConcurrentHashMap<>();

    @Override
    public void prepare(double[] variances) {
        TanhSeries.of(variances).forEach(one -> series.put(one.variance(), one));
    }

    @Override
    public DualMoments at(double qu, double qv, double c) {
        TanhSeries one = series(qu);
        TanhSeries other = series(qv);
        if (!one.pairsWith(other)) {
            prepare(new double[] {qu, qv});
            one = series(qu);
            other = series(qv);
        }
        double scale = Math.sqrt(qu) * Math.sqrt(qv);
        double rho = scale > 0 ? Math.max(-1, Math.min(1, c / scale)) : 0;
        return one.with(other, rho, c);
    }

    @Override
    public double square(double q) {
        return series(q).square();
    }

    @Override
    public double mean(double q) {
        return 0;
    }

    private TanhSeries series(double q) {
        TanhSeries known = series.get(q);
        if (known == null) {
            prepare(new double[] {q});
            known = series.get(q);
        }
        return Objects.requireNonNull(known);
    }
}
