package org.spectralsweep.kernel;

import org.spectralsweep.nn.Activation;
import org.spectralsweep.nn.Erf;
import org.spectralsweep.nn.Gaussian;
import org.spectralsweep.nn.Gelu;
import org.spectralsweep.nn.LeakyRelu;
import org.spectralsweep.nn.ReluSquared;
import org.spectralsweep.nn.Sine;
import org.spectralsweep.nn.Tanh;

/**
 * The dual activation of Daniely, Frostig and Singer (2016, arXiv 1602.05897), in a general form: moments of an
 * activation s under a Gaussian pair (u, v) of zero mean, of variances q_u and q_v and of covariance c. They are closed
 * forms, accurate to a few 1e-16 of sqrt(E s(u)^2 E s(v)^2). Tanh alone has none: its series is right to 1e-11. By
 * Price's theorem the derivative of E s(u) s(v) by c is E s'(u) s'(v).
 *
 * <table>
 * <caption>E s(u) s(v), with g^2 = q_u q_v - c^2, D = (1 + q_u)(1 + q_v) - c^2 and P = (1 + q_u)(1 + q_v)</caption>
 * <tr><th>s</th><th>E s(u) s(v)</th><th>source</th></tr>
 * <tr><td>relu</td><td>r = (g + c t) / (2 pi), t = arccos(-c / sqrt(q_u q_v))</td><td>Cho and Saul 2009</td></tr>
 * <tr><td>leaky-relu</td><td>(1 - a)^2 r + a c</td><td>from relu, by linearity</td></tr>
 * <tr><td>relu-squared</td><td>((q_u q_v + 2 c^2) t + 3 c g) / (2 pi)</td><td>Cho and Saul 2009</td></tr>
 * <tr><td>erf</td><td>(2 / pi) arcsin(2 c / sqrt((1 + 2 q_u)(1 + 2 q_v)))</td><td>Williams 1997</td></tr>
 * <tr><td>gelu</td><td>c T / (2 pi) + (q_u q_v sqrt D + c^2 / sqrt D) / (2 pi P), T = arccos(-c / sqrt P)</td>
 * <td>Tsuchida et al. 2020 (arXiv 2002.08517), arranged anew</td></tr>
 * <tr><td>sine</td><td>(exp(-w^2 (q_u + q_v - 2 c) / 2) - exp(-w^2 (q_u + q_v + 2 c) / 2)) / 2</td>
 * <td>characteristic function</td></tr>
 * <tr><td>gaussian</td><td>1 / sqrt D</td><td>Williams 1997</td></tr>
 * <tr><td>tanh</td><td>the Mehler series of {@link TanhSeries}</td><td></td></tr>
 * </table>
 */
public interface DualActivation {
    /** The dual of an activation. That of tanh remembers series, one for each variance that it was asked about. */
    static DualActivation of(Activation activation) {
        if (activation instanceof LeakyRelu leaky) {
            return new RectifierDual(leaky.negativeSlope());
        } else if (activation instanceof ReluSquared) {
            return new ReluSquaredDual();
        } else if (activation instanceof Erf) {
            return new ErfDual();
        } else if (activation instanceof Tanh) {
            return new TanhDual();
        } else if (activation instanceof Gelu) {
            return new GeluDual();
        } else if (activation instanceof Sine sine) {
            return new SineDual(sine.frequency());
        } else if (activation instanceof Gaussian) {
            return new GaussianDual();
        }
        return new RectifierDual(0);
    }

    /**
     * c_sigma = 1 / E s(u)^2 at the variance 1, by which layers of unit weights keep that variance: 2 for ReLU (He et
     * al. 2015, in the general form of Daniely et al.).
     */
    static double cSigma(Activation activation) {
        return 1 / of(activation).square(1);
    }

    /**
     * E s(u) s(v) and E s'(u) s'(v). A slope at a kink is that on its left, as where a variance is 0.
     *
     * @param qu variance of u, at least 0
     * @param qv variance of v, at least 0
     * @param c covariance, at most sqrt(qu qv) in size up to rounding
     * @throws IllegalArgumentException for tanh if a variance is above {@link TanhSeries#LARGEST_VARIANCE}
     */
    DualMoments at(double qu, double qv, double c);

    /** E s(u)^2 at a variance. */
    double square(double q);

    /** E s(u) at a variance. */
    double mean(double q);

    /** Says which variances will be asked for, so that what they have in common is computed once. */
    default void prepare(double[] variances) {}

    /** sqrt(qu qv - c^2), and 0 where rounding made that negative. */
    static double area(double qu, double qv, double c) {
        return Math.sqrt(Math.max(0, qu * qv - c * c));
    }
}
