package org.spectralsweep.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Some of the 200 data sets of {@code .ci/long/survreg}, with what survreg of R's survival 3.5-3 found for them. */
class SurvregSamplesTest {
    /** Seed, scale, loglik, intercept, slopes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1, 0.948141902685, -60.0862592497, 1.69539942115, 0.016364440415",
                "2, 0.942582331386, -120.600797649, 2.39361304607, 0.513328476394, 0.560177309411",
                "3, 1.01783175625, -206.942959831, 20.1169579335, -0.887396704226",
                "4, 0.315683254988, -120.327533967, 1.9859466834, -0.377232831302, 0.865311760694, 0.583692367853",
                "5, 1.1203365795, -293.707095316, 1.98385420666, 0.195566400416, -0.0477193723949, -0.96955419299",
                "6, 0.718692836153, -134.314019207, 2.20474912639, 0.0427992204869",
                "7, 0.407222533673, -66.8898510882, 19.9824833575, 0.795866832911, 0.0569512318354",
                "8, 0.766953879009, -210.611165058, 1.95027807446, 0.124789332237",
                "86, 0.658244784686, -296.032261627, 1.85259559738, -0.727729078203, -0.286328799363",
                "198, 0.545280329199, -135.632238755, 2.34066842331, -0.515627051176, 0.889079942272"
            })
    void randomCensoredRowsAgreeWithR(String numbers) {
        List<Double> expected =
                Stream.of(numbers.split(", ")).map(Double::parseDouble).toList();
        SurvregSamples.Sample sample = SurvregSamples.of(expected.get(0).intValue());
        LogLinear fit = sample.fit();
        assertThat(fit.sigma()).isCloseTo(expected.get(1), within(1e-10));
        assertThat(fit.logLikelihood()).isCloseTo(expected.get(2), within(1e-9));
        assertThat(fit.coefficients()).hasSameSizeAs(expected.subList(3, expected.size()));
        for (int k = 0; k < fit.coefficients().size(); k++) {
            assertThat(fit.coefficients().get(k)).as("b%d", k).isCloseTo(expected.get(3 + k), within(1e-9));
        }
    }
}
