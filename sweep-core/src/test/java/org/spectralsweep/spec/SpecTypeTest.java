package org.spectralsweep.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    record Box(int width, int height) {
        Box {
            if (height < 1) {
                throw new Refusal("height", "must be at least 1 but was " + height);
            }
            if (height > 9) {
                throw Refusal.within("height", "width is another matter", new ArithmeticException());
            }
            if (width > 9) {
                throw new IllegalArgumentException("height is too small for this width");
            }
        }
    }

    private static void refuses(String box, String path, String sentence) {
        assertThatThrownBy(() -> SpecType.of(Box.class).read(DefaultLiteral.parse(box), "x.box"))
                .isInstanceOfSatisfying(
                        SpecProblem.class, problem -> assertThat(problem.path()).isEqualTo(path))
                .hasMessage(sentence);
    }

    @Test
    void blamesTheKeyOfARefusalAndNoWordOfAMessage() {
        refuses("{width: 1, height: 0}", "x.box.height", "x.box.height must be at least 1 but was 0");
        refuses("{width: 1, height: 10}", "x.box.height", "x.box.height: width is another matter");
        refuses("{width: 10, height: 1}", "x.box", "x.box: height is too small for this width");
    }
}
