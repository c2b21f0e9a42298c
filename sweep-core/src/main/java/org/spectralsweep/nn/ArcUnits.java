package org.spectralsweep.nn;

import org.spectralsweep.linalg.RealArray;

/**
 * Reads and writes the units of a network with one hidden layer, one output and one or two inputs, in the layout that
 * arcs use. That layout is w, w (0 for one input), b (0 without a bias) and a of each unit in turn, in float64.
 */
public final class ArcUnits {
    private static final int STRIDE = PointCycle.STRIDE;
    private static final int BLOCK = 512;

    private final Mlp network;
    private final int width;
    private final double[] row = new double[BLOCK];
    private final double[] block = new double[STRIDE * BLOCK];

    /** For a network that {@link #fits} accepts. */
    public ArcUnits(Mlp network) {
        this.network = network;
        width = network.spec().fanOut(0);
    }

    /** Whether a network has one hidden layer of rectifiers, one or two inputs and one linear output. */
    public static boolean fits(MlpSpec spec) {
        return spec.activation().isRectifier()
                && spec.widths().size() == 1
                && spec.outputs() == 1
                && spec.output() == OutputFunction.LINEAR
                && spec.inputs() <= 2;
    }

    /** The most units that {@link #read} can read at once. */
    public static int blockSize() {
        return BLOCK;
    }

    /**
     * Reads {@code count} units, starting at {@code first}; at most {@link #blockSize()}. Returns the live array,
     * overwritten by the next call.
     */
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
     * @param units the units, in any order
     * @param places the place of each of the network's units in {@code units}, counted in units
     * @param outer whether a is written too
     */
    public void write(double[] units, int[] places, boolean outer) {
        RealArray values = network.values();
        for (int first = 0; first < width; first += BLOCK) {
            int count = Math.min(BLOCK, width - first);
            for (int j = 0; j < count; j++) {
                // Four plain copies instead of calls, because their cache misses overlap.
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

    /** b' of the output; 0 if it has no bias. */
    public double outputBias() {
        return network.spec().hasBias(1) ? network.values().get(network.biasesAt(1)) : 0;
    }

    /** Index in the network's parameters at which a component of all units starts, or -1. */
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
