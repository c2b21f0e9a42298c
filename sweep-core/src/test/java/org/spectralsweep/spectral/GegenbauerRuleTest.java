package org.spectralsweep.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.junit.jupiter.api.Test;
import org.spectralsweep.domain.Harmonics;

class GegenbauerRuleTest {
    private static double integral(GegenbauerRule rule, DoubleUnaryOperator f) {
        double sum = 0;
        for (int i = 0; i < rule.size(); i++) {
            sum += rule.weight(i) * f.applyAsDouble(rule.node(i));
        }
        return sum;
    }

    @Test
    void isTheGaussLegendreRuleOnTheTwoSphere() {
        GaussIntegrator legendre = new GaussIntegratorFactory().legendre(9);
        GegenbauerRule rule = GegenbauerRule.of(9, 3);
        DoubleUnaryOperator f = t -> Math.exp(3 * t) / (2 + t);
        double expected = legendre.integrate(f::applyAsDouble) / 2;
        assertThat(integral(rule, f)).isCloseTo(expected, within(1e-13));
    }

    @Test
    void integratesPowersOfTheCosineExactly() {
        for (int d = 3; d <= 10; d++) {
            GegenbauerRule rule = GegenbauerRule.of(12, d);
            // E t^{2j} on S^{d-1} = 1 3 5 ... (2j - 1) / (d (d + 2) ... (d + 2j - 2)).
            double moment = 1;
            for (int j = 0; j <= 11; j++) {
                int power = 2 * j;
                assertThat(integral(rule, t -> Math.pow(t, power))).isCloseTo(moment, within(1e-14));
                assertThat(integral(rule, t -> Math.pow(t, power + 1))).isCloseTo(0, within(1e-14));
                moment *= (2.0 * j + 1) / (d + 2.0 * j);
            }
        }
    }

    @Test
    void makesHarmonicsOrthogonalWithTheRightNorm() {
        for (int d : new int[] {3, 4, 7, 10}) {
            GegenbauerRule rule = GegenbauerRule.of(128, d);
            for (int k : new int[] {0, 1, 2, 31, 100}) {
                for (int l : new int[] {0, 1, 2, 31, 100}) {
                    double product = integral(rule, t -> Harmonics.gegenbauer(k, d, t) * Harmonics.gegenbauer(l, d, t));
                    double expected = k == l ? 1 / Harmonics.multiplicity(k, d) : 0;
                    assertThat(product).isCloseTo(expected, within(1e-13));
                }
            }
        }
    }
}
