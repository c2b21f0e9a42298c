package org.spectralsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spectralsweep.fit.ErrorDistribution;
import org.spectralsweep.fit.IntervalMethod;

class SweepSpecTest {
    private static FitSpec fit(
            String name, Map<String, String> exponents, Map<String, List<Double>> where, Map<String, Double> theory) {
        return new FitSpec(
                name,
                "",
                exponents,
                where,
                List.of(),
                theory,
                "power",
                Map.of(),
                List.of(),
                ErrorDistribution.LOG_NORMAL,
                IntervalMethod.POOLED,
                ResponseSpec.THRESHOLD);
    }

    private static final Map<String, String> LAW = Map.of("a", "frequency", "b", "1/density", "w", "width");

    private static SweepSpec sweep(String name, int replicates, List<FitSpec> fits) {
        return new SweepSpec(
                name, "", JsonNodeFactory.instance.objectNode(), List.of(), List.of(), Map.of(), replicates, fits);
    }

    @Test
    void refusesANameThatCannotBeAFolder() {
        assertThat(sweep("fig-7", 1, List.of()).name()).isEqualTo("fig-7");
        assertThatThrownBy(() -> sweep("Fig 7", 1, List.of()))
                .hasMessage("sweep must be a name of lower-case letters, digits and hyphens but was 'Fig 7'");
        assertThatThrownBy(() -> sweep("", 1, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesNoReplicatesAndTwoFitsOfOneName() {
        assertThatThrownBy(() -> sweep("x", 0, List.of())).hasMessage("replicates must be at least 1 but was 0");
        FitSpec fit = fit("a", LAW, Map.of(), Map.of());
        assertThatThrownBy(() -> sweep("x", 1, List.of(fit, fit)))
                .hasMessage("fit must have different names but two were the same");
    }

    @Test
    void theoryIsTheGivenValueOrTheConjecture() {
        FitSpec fit = fit("a", LAW, Map.of(), Map.of());
        assertThat(fit.theory("a", 1)).isEqualTo(2);
        assertThat(fit.theory("a", 3)).isEqualTo(4);
        assertThat(fit.theory("b", 3)).isEqualTo(1);
        assertThat(fit.theory("w", 3)).isNaN();
        assertThat(fit("a", LAW, Map.of(), Map.of("a", 2.5)).theory("a", 3)).isEqualTo(2.5);
    }

    @Test
    void aReciprocalNamesItsColumn() {
        assertThat(FitSpec.column("1/density")).isEqualTo("density");
        assertThat(FitSpec.column("frequency")).isEqualTo("frequency");
        assertThat(FitSpec.inverse("1/density")).isTrue();
        assertThat(FitSpec.inverse("density")).isFalse();
    }

    @Test
    void refusesMeaninglessWindowsAndTheories() {
        assertThatThrownBy(() -> fit("a", LAW, Map.of("frequency", List.of(4.0)), Map.of()))
                .hasMessage("where must give [least, greatest] but was [4.0] for frequency");
        assertThatThrownBy(() -> fit("a", LAW, Map.of("frequency", List.of(4.0, 2.0)), Map.of()))
                .hasMessage("where must give [least, greatest] but was [4.0, 2.0] for frequency");
        assertThatThrownBy(() -> fit("a", Map.of(), Map.of(), Map.of()))
                .hasMessage("exponents must name at least one parameter but was empty");
        assertThatThrownBy(() -> fit("a", Map.of("a", "density", "b", "1/density"), Map.of(), Map.of()))
                .hasMessageStartingWith("exponents must name each covariate once but was");
        assertThatThrownBy(() -> fit(" ", LAW, Map.of(), Map.of())).hasMessageStartingWith("name must not be empty");
    }
}
