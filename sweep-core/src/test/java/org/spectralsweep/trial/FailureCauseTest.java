package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.spectralsweep.spec.Refusal;

class FailureCauseTest {
    @Test
    void readsTheClassThatItWrote() {
        assertThat(FailureCause.of(FailureCause.text(new OutOfMemoryError()))).isEqualTo(FailureCause.MEMORY);
        assertThat(FailureCause.of(FailureCause.text(new StackOverflowError()))).isEqualTo(FailureCause.STACK);
        assertThat(FailureCause.of(FailureCause.text(new IllegalStateException("OutOfMemoryError"))))
                .isEqualTo(FailureCause.OTHER);
    }

    @Test
    void aRefusalKeepsTheNameThatOldRowsHave() {
        String text = FailureCause.text(new Refusal("width", "must be at least 1 but was 0"));
        assertThat(text).isEqualTo("IllegalArgumentException: width must be at least 1 but was 0");
        assertThat(FailureCause.of(text)).isEqualTo(FailureCause.SPEC);
    }
}
