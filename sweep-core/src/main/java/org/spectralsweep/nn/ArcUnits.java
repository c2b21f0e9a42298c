package org.spectralsweep.nn;

import org.spectralsweep.linalg.RealArray;

/**
 * Reads and writes the units of a network with one hidden layer and one output, one or two inputs, as arcs want them: w, w (0 for one input), b (0 without a bias), a of unit after
 * unit, in float64.
 */
public final class ArcUnits {
    private static final int STRIDE = PointCycle.STRIDE;
    private static final int BLOCK = 512;

    private final Mlp network;
    private final int width;
    private final double[] row = new double[BLOCK];
    private final double[] block = new double[STRIDE * BLOCK];

    /** For a network that {@link #fits}. */
    public ArcUnits(Mlp network) {
        this.network = network;
        width = network.spec().fanOut(0);
    }

    /** Whether a network has one hidden layer, one or two inputs and one linear output. */
    public static boolean fits(MlpSpec spec) {
        return spec.widths().size() == 1
                && spec.outputs() == 1
                && spec.output() == OutputFunction.LINEAR
                && spec.inputs() <= 2;
    }

    /** How many units {@link #read} reads at most. */
    public static int blockSize() {
        return BLOCK;
    }

    /** Reads units from {@code first} on, at most {@link #blockSize()}; the live array, overwritten by the next call. */
    public double[] read(int first, int count) {
        RealArray values = network.values();
        for (int lane = 0; lane < STRIDE; lane++) {
            int at = laneAt(lane);
            if (at >= 0) {
                values.read(at + first, row, 0, count);
                for (int j = 0; j < count; j++) {
                    block[STRIDE * j + lane] = row[j];
                }
            }
        }
        return block;
    }

    /**
     * Writes all units.
     *
     * @param units they, in any order
     * @param places where in there each of the network's units is, counted in units
     * @param outer whether a is written, too
     */
    public void write(double[] units, int[] places, boolean outer) {
        RealArray values = network.values();
        for (int first = 0; first < width; first += BLOCK) {
            int count = Math.min(BLOCK, width - first);
            for (int j = 0; j < count; j++) {
                // Four plain copies: their cache misses overlap, those of calls do not.
                int from = STRIDE * places[first + j];
                int to = STRIDE * j;
                block[to] = units[from];
                block[to + 1] = units[from + 1];
                block[to + 2] = units[from + 2];
                block[to + 3] = units[from + 3];
            }
            for (int lane = 0; lane < (outer ? STRIDE : STRIDE - 1); lane++) {
                int at = laneAt(lane);
                if (at >= 0) {
                    for (int j = 0; j < count; j++) {
                        row[j] = block[STRIDE * j + lane];
                    }
                    values.write(at + first, row, 0, count);
                }
            }
        }
    }

    /** b' of the output, 0 without one. */
    public double outputBias() {
        return network.spec().hasBias(1) ? network.values().get(network.biasesAt(1)) : 0;
    }

    /** Where a lane of all units starts in the network's parameters, or -1. */
    private int laneAt(int lane) {
        MlpSpec spec = network.spec();
        return switch (lane) {
            case 0 -> network.weightsAt(0);
            case 1 -> spec.inputs() == 2 ? network.weightsAt(0) + width : -1;
            case 2 -> spec.hasBias(0) ? network.biasesAt(0) : -1;
            default -> network.weightsAt(1);
        };
    }
}
