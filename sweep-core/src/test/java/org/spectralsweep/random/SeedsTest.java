package org.spectralsweep.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.hipparchus.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SeedsTest {
    private static double[] first(RandomGenerator random) {
        double[] values = new double[5];
        Arrays.setAll(values, i -> random.nextDouble());
        return values;
    }

    @Test
    void givesTheSameStreamAtEveryCall() {
        Seeds seeds = new Seeds("a", Map.of());
        for (Stream stream : Stream.values()) {
            assertThat(first(seeds.stream(stream)))
                    .isEqualTo(first(seeds.stream(stream)))
                    .isEqualTo(first(new Seeds("a", Map.of()).stream(stream)));
        }
    }

    @Test
    void givesEveryStreamAndIdentityItsOwnNumbers() {
        Set<Long> starts = new HashSet<>();
        for (String identity : new String[] {"a", "b", "a/init"}) {
            for (Stream stream : Stream.values()) {
                starts.add(new Seeds(identity, Map.of()).stream(stream).nextLong());
            }
        }
        assertThat(starts).hasSize(3 * Stream.values().length);
    }

    @Test
    void sharesAPinnedStreamBetweenIdentities() {
        Seeds one = new Seeds("one", Map.of("init", 7L));
        Seeds other = new Seeds("other", Map.of("init", 7L, "phase", 1L));
        assertThat(first(one.stream(Stream.INIT))).isEqualTo(first(other.stream(Stream.INIT)));
        assertThat(first(one.stream(Stream.SAMPLE))).isNotEqualTo(first(other.stream(Stream.SAMPLE)));
    }

    @Test
    void tellsPinnedSeedsAndTheStreamsTheyPinApart() {
        Seeds seven = new Seeds("a", Map.of("init", 7L, "sample", 7L));
        Seeds eight = new Seeds("a", Map.of("init", 8L));
        assertThat(first(seven.stream(Stream.INIT))).isNotEqualTo(first(eight.stream(Stream.INIT)));
        assertThat(first(seven.stream(Stream.INIT))).isNotEqualTo(first(seven.stream(Stream.SAMPLE)));
    }

    @Test
    void keepsTheNumbersItFirstGave() {
        assertThat(new Seeds("0123456789abcdef", Map.of()).stream(Stream.INIT).nextLong())
                .isEqualTo(-2386388801303683735L);
    }
}
