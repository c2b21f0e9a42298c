package org.spectralsweep.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.spectralsweep.domain.Circle;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Sphere;
import org.spectralsweep.domain.Torus;
import org.spectralsweep.domain.UnitVector;

class SubsetTest {
    private static Sample draw(InputDomain domain, InputDensity density, Subset subset, long seed) {
        RegionalDensity regional = density.on(domain, UnitVector.last(domain.ambientDimension()));
        return subset.draw(domain, regional, new Well19937c(seed));
    }

    @Test
    void drawsPointsOfTheGridWithoutReplacement() {
        for (InputDomain domain : List.of(new Circle(), new Torus(2), new Sphere(3))) {
            RegionalDensity density = new Uniform().on(domain, UnitVector.last(domain.ambientDimension()));
            Subset subset = new Subset(30, 64, 0);
            Sample grid = subset.population(domain, density, new Well19937c(1));
            int[] chosen = subset.chosen(new Well19937c(3));
            Sample sample = subset.draw(domain, density, new Well19937c(3));

            assertThat(chosen).hasSize(30).isSorted().doesNotHaveDuplicates();
            int d = domain.ambientDimension();
            for (int i = 0; i < 30; i++) {
                for (int c = 0; c < d; c++) {
                    assertThat(sample.points().coordinates()[i * d + c])
                            .isEqualTo(grid.points().coordinates()[chosen[i] * d + c]);
                }
            }
        }
    }

    @Test
    void keepsTheAnglesOfTheCircle() {
        Sample sample = draw(new Circle(), new Uniform(), new Subset(5, 16, 0.5), 2);

        for (int i = 0; i < 5; i++) {
            double cell = (sample.points().parameter(i) + Math.PI) / (2 * Math.PI) * 16 - 0.5;
            assertThat(cell).isEqualTo(Math.rint(cell), within(1e-12));
        }
    }

    @Test
    void everyPointIsAsLikely() {
        Subset subset = new Subset(3, 10, 0);
        int[] counts = new int[10];
        Well19937c random = new Well19937c(8);
        for (int draw = 0; draw < 10_000; draw++) {
            Arrays.stream(subset.chosen(random)).forEach(i -> counts[i]++);
        }

        // Each has the mean 3,000 and the standard deviation 46.
        assertThat(Arrays.stream(counts).min().orElseThrow()).isGreaterThan(2800);
        assertThat(Arrays.stream(counts).max().orElseThrow()).isLessThan(3200);
    }

    @Test
    void allPointsAreTheGrid() {
        assertThat(new Subset(12, 12, 0).chosen(new Well19937c(1)))
                .containsExactly(IntStream.range(0, 12).toArray());
        assertThat(new Subset(5, 16, 0).chosen(new Well19937c(1)))
                .isNotEqualTo(new Subset(5, 16, 0).chosen(new Well19937c(2)));
    }

    @Test
    void regionsAreThoseOfTheGrid() {
        PiecewiseConstant density = new PiecewiseConstant(List.of(1.0, 3.0), List.of(), List.of());
        Sample sample = draw(new Circle(), density, new Subset(100, 200, 0), 4);

        for (int i = 0; i < 100; i++) {
            assertThat(sample.region()[i]).isEqualTo(sample.points().parameter(i) < 0 ? 0 : 1);
        }
    }

    @Test
    void refusesMoreThanTheGridHas() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Subset(9, 8, 0))
                .withMessage("points must be from 1 to the grid's 8 but was 9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Subset(0, 8, 0))
                .withMessage("points must be from 1 to the grid's 8 but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Subset(1, 0, 0))
                .withMessage("of must be from 1 to 1048576 but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Subset(1, 8, 1))
                .withMessage("offset must be in [0, 1) but was 1.0");
    }
}
