package org.spectralsweep.metric;

import java.util.List;
import java.util.stream.Stream;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * The error against the target without noise, on points that stand for the distribution of inputs. With the sampling
 * {@code subset} they are all points of its grid, otherwise fresh draws from the density.
 *
 * <ul>
 * <li>{@code test_error}: the mean square error over all of these points, and over those of each density region
 * <li>{@code test_error_held_out}: the same over the points that are not trained on
 * <li>{@code learnability}: sum f g / sum g^2 over all points, with f the output and g the target (Simon et al., arXiv
 * 2110.03922)
 * <li>{@code amplitude_held_out}, by frequency: the amplitude of the error over the points that are not trained on, by
 * least squares; NaN with fewer than four of them
 * </ul>
 *
 * <p>Cost: one forward pass over the points.
 *
 * @param points how many fresh points are drawn; not used with the sampling subset
 * @param frequencies of the amplitudes; empty means those of the target
 */
public record TestError(
        @Default("2000") int points, @Default("[]") List<Integer> frequencies) implements Metric {
    private static final int MOST = 100_000;

    /** Copies the frequencies; refuses negative ones, and numbers of points out of range. */
    public TestError {
        frequencies = List.copyOf(frequencies);
        checkPoints(points);
        for (int frequency : frequencies) {
            if (frequency < 0) {
                throw new Refusal("frequencies", "must be at least 0 but held " + frequency);
            }
        }
    }

    /** Refuses numbers of fresh points out of range. */
    public static void checkPoints(int points) {
        if (points < 1 || points > MOST) {
            throw new Refusal("points", "must be from 1 to " + MOST + " but was " + points);
        }
    }

    @Override
    public String column() {
        return "test_error";
    }

    @Override
    public double flops(MetricSize size) {
        return size.forward(size.held() > 0 ? size.held() : points);
    }

    @Override
    public List<Column> writes() {
        return Stream.concat(
                        TestScore.curves("").stream().map(View.CURVES::column),
                        Stream.of(View.SPECTRA.column(TestScore.amplitudes(""))))
                .toList();
    }

    @Override
    public void check(Scene scene) {
        if (scene.data().outputs() > 1) {
            throw new Refusal(
                    "target",
                    "must have one output for test-error but had "
                            + scene.data().outputs());
        }
        scene.testScore(points, frequencies);
    }

    @Override
    public List<Measurement> measure(Probe probe) {
        TestSet set = probe.scene().testSet(points);
        double[] f = probe.network().outputs(set.samples().x(), set.samples().count());
        return probe.scene().testScore(points, frequencies).rows("", probe.step(), f);
    }
}
