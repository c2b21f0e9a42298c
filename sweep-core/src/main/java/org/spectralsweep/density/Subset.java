package org.spectralsweep.density;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * Some points of a {@link Grid}, drawn at random without replacement. The other points of the grid are held out, so
 * that the error on the whole grid, and on what was not seen, is known exactly. This is the discretised circle of Simon
 * et al. (arXiv 2110.03922), with M = 256.
 *
 * @param points how many are drawn, n
 * @param of how many points the grid has, M; at most 2^20
 * @param offset the grid's offset, in [0, 1)
 */
public record Subset(int points, int of, @Default("0") double offset) implements Sampling {
    private static final int MOST = 1 << 20;

    /** Refuses a grid that is too large, and more points than it has. */
    public Subset {
        if (of < 1 || of > MOST) {
            throw new Refusal("of", "must be from 1 to " + MOST + " but was " + of);
        }
        if (points < 1 || points > of) {
            throw new Refusal("points", "must be from 1 to the grid's " + of + " but was " + points);
        }
        if (!(offset >= 0 && offset < 1)) {
            throw new Refusal("offset", "must be in [0, 1) but was " + offset);
        }
    }

    /** The whole grid, M points. */
    public Sample population(InputDomain domain, RegionalDensity density, RandomGenerator random) {
        return new Grid(of, 0, offset).draw(domain, density, random);
    }

    /**
     * The indices of the drawn points in the grid, ascending, by the first n steps of a Fisher-Yates shuffle.
     *
     * @param random advanced n times
     */
    public int[] chosen(RandomGenerator random) {
        int[] order = IntStream.range(0, of).toArray();
        for (int i = 0; i < points; i++) {
            int other = i + random.nextInt(of - i);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        int[] chosen = Arrays.copyOf(order, points);
        Arrays.sort(chosen);
        return chosen;
    }

    @Override
    public Sample draw(InputDomain domain, RegionalDensity density, RandomGenerator random) {
        Sample grid = population(domain, density, random);
        int[] chosen = chosen(random);
        int[] region = Arrays.stream(chosen).map(i -> grid.region()[i]).toArray();
        return new Sample(rows(grid.points(), chosen), region, Double.NaN).covering(density);
    }

    private static Points rows(Points grid, int[] chosen) {
        int d = grid.dimension();
        double[] coordinates = new double[chosen.length * d];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(grid.coordinates(), chosen[i] * d, coordinates, i * d, d);
        }
        double[] parameter = grid.parameter();
        return parameter == null
                ? new Points(chosen.length, d, coordinates)
                : new Points(
                        chosen.length,
                        d,
                        coordinates,
                        Arrays.stream(chosen).mapToDouble(i -> parameter[i]).toArray());
    }
}
