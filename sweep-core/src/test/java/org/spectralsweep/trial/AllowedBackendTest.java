package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.spectralsweep.linalg.Nd4jLibrary.Backend;
import org.spectralsweep.spec.Refusal;

class AllowedBackendTest {
    private static final Backend NATIVE = new Backend("nd4j-native", "1.0.0");
    private static final Backend OTHER = new Backend("nd4j-cuda", "1.0.0");

    @Test
    void refusesAnotherBackendUnlessItIsNamed() {
        assertThatCode(() -> AllowedBackend.NATIVE.require(NATIVE)).doesNotThrowAnyException();
        assertThatCode(() -> new AllowedBackend("nd4j-cuda").require(OTHER)).doesNotThrowAnyException();
        assertThatCode(() -> new AllowedBackend("nd4j-cuda").require(NATIVE)).doesNotThrowAnyException();
        for (AllowedBackend allowed : new AllowedBackend[] {AllowedBackend.NATIVE, new AllowedBackend("nd4j-warp")}) {
            assertThatThrownBy(() -> allowed.require(OTHER))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("engine must be nd4j only with the backend nd4j-native, or with one that"
                            + " --allow-backend names, but the backend here is nd4j-cuda 1.0.0");
        }
    }

    @Test
    void asksOnlyForTrialsOfThisEngine() {
        assertThatCode(() -> AllowedBackend.NATIVE.require(TrialExamples.with("engine", "nd4j")))
                .doesNotThrowAnyException();
        assertThatCode(() -> AllowedBackend.NATIVE.require(TrialExamples.with("engine", "dense")))
                .doesNotThrowAnyException();
    }
}
