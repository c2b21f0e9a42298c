package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrainingProgressTest {
    private static String line(long done, @Nullable Long steps, int seconds) {
        return TrainingProgress.line(done, steps, Duration.ofSeconds(seconds), 59);
    }

    @Test
    void promisesAnUpperBound() {
        assertThat(line(0, 20_000L, 7)).startsWith("training  step 0 of 20000  0:07, time left unknown");
        assertThat(line(5_000, 20_000L, 10)).startsWith("training  step 5000 of 20000  0:10, at most 0:30 left");
        assertThat(line(20_000, 20_000L, 40)).startsWith("training  step 20000 of 20000  0:40  [####");
    }

    @Test
    void countsStepsWhereTheirNumberIsOpen() {
        assertThat(line(123, null, 61)).isEqualTo("training  step 123  1:01");
    }

    @Test
    void fitsEveryWidth() {
        for (int columns = 1; columns <= 250; columns++) {
            String line = TrainingProgress.line(123_456_789, 1_000_000_000L, Duration.ofDays(2), columns);
            assertThat(line.length()).isLessThanOrEqualTo(columns);
        }
    }
}
