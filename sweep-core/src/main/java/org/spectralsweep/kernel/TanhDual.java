package org.spectralsweep.kernel;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Moments of tanh, by {@link TanhSeries}. It keeps a series for each variance, of up to 90 numbers for each unit of the
 * largest one, and may be used by several threads. Bits beyond 1e-12 may depend on what was asked before.
 */
final class TanhDual implements DualActivation {
    private final Map<Double, TanhSeries> series = new ConcurrentHashMap<>();

    @Override
    public void prepare(double[] variances) {
        TanhSeries.of(variances).forEach(this::keep);
    }

    /** Keeps the longer of two series, which pairs with more. */
    private void keep(TanhSeries one) {
        series.merge(one.variance(), one, (known, other) -> other.isLongerThan(known) ? other : known);
    }

    @Override
    public DualMoments at(double qu, double qv, double c) {
        TanhSeries one = series(qu);
        TanhSeries other = series(qv);
        if (!one.pairsWith(other)) {
            // Made together they pair, whatever other threads keep in the meantime.
            List<TanhSeries> pair = TanhSeries.of(new double[] {qu, qv});
            pair.forEach(this::keep);
            one = pair.get(qu <= qv ? 0 : pair.size() - 1);
            other = pair.get(qu <= qv ? pair.size() - 1 : 0);
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
