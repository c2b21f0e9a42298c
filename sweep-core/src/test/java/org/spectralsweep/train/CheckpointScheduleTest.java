package org.spectralsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import org.junit.jupiter.api.Test;

class CheckpointScheduleTest {
    private static List<Long> first(CheckpointSchedule schedule, int count) {
        PrimitiveIterator.OfLong steps = schedule.steps();
        List<Long> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(steps.nextLong());
        }
        return list;
    }

    @Test
    void isLogSpacedWithoutRepeats() {
        assertThat(first(new CheckpointSchedule(1, 1), 5)).containsExactly(0L, 1L, 10L, 100L, 1000L);
        assertThat(first(new CheckpointSchedule(1, 8), 13))
                .containsExactly(0L, 1L, 2L, 3L, 4L, 6L, 7L, 10L, 13L, 18L, 24L, 32L, 42L);
        assertThat(first(new CheckpointSchedule(50, 2), 4)).containsExactly(0L, 50L, 158L, 500L);
    }

    @Test
    void includesTheRequestedSteps() {
        assertThat(first(new CheckpointSchedule(1, 1, List.of(0L, 7L, 10L, 500L)), 7))
                .containsExactly(0L, 1L, 7L, 10L, 100L, 500L, 1000L);
        CheckpointSchedule only = new CheckpointSchedule(1, 0, List.of(40L, 4000L));
        assertThat(first(only, 3)).containsExactly(0L, 40L, 4000L);
        PrimitiveIterator.OfLong steps = only.steps();
        for (int i = 0; i < 3; i++) {
            steps.nextLong();
        }
        assertThat(steps.hasNext()).isFalse();
    }

    @Test
    void endsAtTheLargestLong() {
        PrimitiveIterator.OfLong steps = new CheckpointSchedule(1, 8).steps();
        long previous = -1;
        int count = 0;
        while (steps.hasNext()) {
            long step = steps.nextLong();
            assertThat(step).isGreaterThan(previous);
            previous = step;
            count++;
        }
        assertThat(count).isBetween(140, 160);
    }

    @Test
    void refusesASpecWithoutSteps() {
        assertThatThrownBy(() -> new CheckpointSchedule(0, 8)).hasMessage("first must be at least 1 but was 0");
        assertThatThrownBy(() -> new CheckpointSchedule(1, -3))
                .hasMessage("per-decade must be at least 1, or 0 where at has steps, but was -3");
        assertThatThrownBy(() -> new CheckpointSchedule(1, 0))
                .hasMessage("per-decade must be at least 1, or 0 where at has steps, but was 0");
        assertThatThrownBy(() -> new CheckpointSchedule(1, 1, List.of(5L, 5L)))
                .hasMessage("at must hold increasing steps from 0 on but was [5, 5]");
        assertThatThrownBy(() -> new CheckpointSchedule(1, 1, List.of(-1L)))
                .hasMessage("at must hold increasing steps from 0 on but was [-1]");
    }
}
