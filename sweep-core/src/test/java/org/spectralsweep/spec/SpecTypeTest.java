package org.spectralsweep.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpecTypeTest {
    record Grown(
            int a, @Default(value = "5", addedLater = true) int b) {}

    private static String written(Grown value) {
        return SpecType.of(Grown.class).write(value).toString();
    }

    @Test
    void leavesOutWhatWasAddedLaterWhileAtItsDefault() {
        assertThat(written(new Grown(1, 5))).isEqualTo("{\"a\":1}");
        assertThat(written(new Grown(1, 6))).isEqualTo("{\"a\":1,\"b\":6}");
    }

    @Test
    void readsAnOldRecordThatLacksWhatWasAddedLater() {
        assertThat(SpecType.of(Grown.class).read(DefaultLiteral.parse("{a: 1}"), "x"))
                .isEqualTo(new Grown(1, 5));
    }
}
