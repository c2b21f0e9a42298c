package org.spectralsweep.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.spectralsweep.law.Law;
import org.spectralsweep.law.Parameter;

class LogLikelihoodTest {
    private static final List<Observation> ROWS = new Planted(50, 2.1, 0.9, 2, 12, 2, 0.1, 0.1, 0.1).exact(3);

    private static double logLikelihood(Law law) {
        FitResult fit = new LawFit(law, ErrorDistribution.LOG_NORMAL, new CellJackknife())
                .to(ROWS)
                .result();
        return Objects.requireNonNull(fit.scatter()).logLikelihood();
    }

    @Test
    void isOfTheTimeWhetherAParameterIsFixedOrEstimatedThere() {
        double a = new LawFit(Planted.LAW, ErrorDistribution.LOG_NORMAL, new CellJackknife())
                .to(ROWS)
                .result()
                .estimate("a");
        Parameter fixed = new Parameter("a", a, a, List.of(), null, a);
        Law held = new Law(Planted.LAW.text(), Planted.LAW.formula(), List.of(fixed));

        assertThat(logLikelihood(held)).isCloseTo(logLikelihood(Planted.LAW), within(1e-8));
    }
}
