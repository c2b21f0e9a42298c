package org.spectralsweep.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SliceTest {
    private static final double[] ORIGIN = {1, 2, 3};
    private static final double[] U = {1, 0, 1};
    private static final double[] V = {0, -2, 0};

    @Test
    void knowsItsPointsAndItsArea() {
        Slice slice = new Slice(ORIGIN, U, V, -1, 2, 0, 0.5);

        assertThat(slice.inputs()).isEqualTo(3);
        assertThat(slice.area()).isEqualTo(1.5);
        assertThat(slice.point(2, 0.5)).containsExactly(3, 1, 5);
        assertThat(Slice.plane(-1, 1).point(0.25, -0.5)).containsExactly(0.25, -0.5);
        assertThat(Slice.plane(-1, 1).area()).isEqualTo(4);
    }

    @Test
    void refusesWhatIsNotARectangle() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Slice(new double[0], U, V, 0, 1, 0, 1))
                .withMessage("origin must hold at least 1 number but was empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Slice(ORIGIN, U, new double[2], 0, 1, 0, 1))
                .withMessage("v must hold 3 numbers but held 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Slice(ORIGIN, new double[] {1, Double.NaN, 0}, V, 0, 1, 0, 1))
                .withMessage("u must hold finite numbers but held NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Slice(ORIGIN, U, new double[] {-2, 0, -2}, 0, 1, 0, 1))
                .withMessageStartingWith("u and v must span a plane but had squared lengths");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Slice(ORIGIN, U, V, 0, 1, 2, 2))
                .withMessage("t must run from a number to a larger one but ran from 2.0 to 2.0");
    }
}
