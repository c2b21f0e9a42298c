package org.spectralsweep.nn;

import org.spectralsweep.linalg.Loops;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;

/**
 * The forward pass of one network over blocks of rows. Blocks are so small that their activations are still in a cache
 * for the next layer and for the backward pass. The activations of the last block are kept. After construction only
 * {@link #inputs} allocates.
 */
final class ForwardPass {
    /**
     * Bytes of the activations and deltas of a block. Blocks that stay in a core's L2 cache would make the passes over
     * activations faster. But matrix products lose more with few rows: 5 % at 256, 15 % at 64.
     */
    private static final int BLOCK_BYTES = 1 << 22;

    private static final int FEWEST_ROWS = 16;
    private static final int MOST_ROWS = 1024;

    private final Mlp network;
    private final MlpSpec spec;
    private final Loops loops;
    private final int blockRows;
    private final RealArray[] hidden;
    private final RealArray[] carried;

    /** s'(z) of each hidden layer in the last block; empty for ReLU, whose gates are where its units are above 0. */
    private final RealArray[] slopes;

    private final ActivationLoops activation;
    private final RealArray outputs;
    private final RealArray column;
    private final double[] sums;
    private final boolean narrow;
    private final int inputColumns;

    /**
     * Allocates the buffers.
     *
     * @param rows the most rows that are ever passed in at once; more rows than a block are split
     */
    ForwardPass(Mlp network, int rows, Loops loops) {
        this.network = network;
        this.loops = loops;
        spec = network.spec();
        Precision precision = network.precision();
        blockRows = evenly(Math.max(rows, 1), mostRows(spec, precision));
        hidden = new RealArray[spec.widths().size()];
        for (int layer = 0; layer < hidden.length; layer++) {
            hidden[layer] = precision.zeros(Math.multiplyExact(blockRows, spec.fanOut(layer)));
        }
        carried = hidden.clone();
        for (int layer = 0; layer < hidden.length; layer++) {
            if (spec.skips(layer)) {
                carried[layer] = precision.zeros(hidden[layer].length());
            }
        }
        slopes = new RealArray[spec.isRelu() ? 0 : hidden.length];
        for (int layer = 0; layer < slopes.length; layer++) {
            slopes[layer] = precision.zeros(hidden[layer].length());
        }
        activation = new ActivationLoops(spec.activation());
        outputs = precision.zeros(blockRows * spec.outputs());
        column = precision.zeros(blockRows);
        sums = new double[blockRows];
        int withBias = spec.inputs() + (spec.hasBias(0) ? 1 : 0);
        narrow = withBias <= RealArray.NARROW;
        inputColumns = narrow ? withBias : spec.inputs();
    }

    /**
     * The rows per block when {@code rows} are cut into as few blocks of at most {@code most} rows as possible. All
     * blocks but the last have the same size.
     */
    private static int evenly(int rows, int most) {
        int blocks = (rows + most - 1) / most;
        int even = (rows + blocks - 1) / blocks;
        return blocks == 1 ? rows : Math.min(most, (even + 7) / 8 * 8);
    }

    private static int mostRows(MlpSpec spec, Precision precision) {
        long units = 0;
        int widest = 0;
        for (int layer = 0; layer < spec.widths().size(); layer++) {
            int width = spec.fanOut(layer);
            units += (spec.skips(layer) ? 2L : 1L) * width + (spec.isRelu() ? 0 : width);
            widest = Math.max(widest, width);
        }
        long rows = BLOCK_BYTES / ((units + 2L * widest) * precision.bytes());
        return (int) Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, rows / 8 * 8));
    }

    int blockRows() {
        return blockRows;
    }

    /**
     * Columns of the first layer's input: the coordinates of a point, plus a constant 1 if they are few and the layer
     * has a bias.
     */
    int inputColumns() {
        return inputColumns;
    }

    /** Whether the first layer's bias is stored as one of its weights and its products are computed by loops. */
    boolean isNarrow() {
        return narrow;
    }

    /** Copies points into the layout that {@link #run} reads. */
    RealArray inputs(double[] x, int count) {
        return inputs(network, inputColumns, x, count);
    }

    /** Copies points of a network into rows of {@code columns}, with a constant 1 where there is one more. */
    static RealArray inputs(Mlp network, int columns, double[] x, int count) {
        int coordinates = network.spec().inputs();
        RealArray inputs = network.precision().zeros(Math.multiplyExact(count, columns));
        for (int i = 0; i < count; i++) {
            inputs.write(i * columns, x, i * coordinates, coordinates);
            if (columns > coordinates) {
                inputs.set(i * columns + coordinates, 1);
            }
        }
        return inputs;
    }

    /** s(z) of a hidden layer in the last block. Of ReLU it is zero where the layer's gates are closed. */
    RealArray hidden(int layer) {
        return hidden[layer];
    }

    /** Numbers that are above zero where a rectifier of the last block is on. */
    RealArray gates(int layer) {
        // With a slope of zero or less below zero, h may be positive where the unit is off, but the slope is not.
        return spec.isRelu() || spec.negativeSlope() > 0 ? hidden[layer] : slopes[layer];
    }

    /**
     * The input of the layer above a hidden layer, in the last block. It is {@link #hidden}, or for a layer that skips
     * the sum of {@link #hidden} and the layer's own input.
     */
    RealArray carried(int layer) {
        return carried[layer];
    }

    /** delta *= s'(z) of a hidden layer in the last block, which for ReLU closes the gates. */
    void gate(RealArray delta, int layer, int rows) {
        int count = rows * spec.fanOut(layer);
        if (spec.isRelu()) {
            delta.gate(count, hidden[layer]);
        } else {
            delta.multiplyEach(count, slopes[layer]);
        }
    }

    /** Writes f on every row of x to {@code into}. */
    void run(RealArray x, int count, double[] into) {
        for (int row = 0; row < count; row += blockRows) {
            network.deadline().check();
            runBlock(x, row, Math.min(blockRows, count - row), into);
        }
    }

    /**
     * Writes f on {@code rows} rows of x, starting at {@code firstRow} and at most a block, to the same rows of
     * {@code into}.
     */
    void runBlock(RealArray x, int firstRow, int rows, double[] into) {
        firstLayer(x, firstRow, rows);
        RealArray parameters = network.values();
        for (int layer = 1; layer < hidden.length; layer++) {
            int width = spec.fanOut(layer);
            hidden[layer].multiply(
                    0,
                    false,
                    false,
                    rows,
                    spec.fanIn(layer),
                    width,
                    spec.multiplier(layer),
                    carried[layer - 1],
                    0,
                    parameters,
                    network.weightsAt(layer),
                    0);
            activate(layer, rows);
            if (spec.skips(layer)) {
                carried[layer].setSum(rows * width, carried[layer - 1], hidden[layer]);
            }
        }
        outerLayer(rows);
        outputs.read(0, into, firstRow * spec.outputs(), rows * spec.outputs());
        spec.output().apply(into, firstRow * spec.outputs(), rows * spec.outputs());
    }

    private void firstLayer(RealArray x, int firstRow, int rows) {
        RealArray h = hidden[0];
        int width = spec.fanOut(0);
        int weightsAt = network.weightsAt(0);
        int xAt = firstRow * inputColumns;
        if (narrow && !spec.isRelu()) {
            h.narrowProduct(rows, inputColumns, width, x, xAt, network.values(), weightsAt);
            apply(0, rows);
        } else if (narrow) {
            // A bias follows the weights in memory, so together they are a matrix with one more row.
            loops.rectifiedNarrowProduct(h, rows, inputColumns, width, x, xAt, network.values(), weightsAt);
        } else {
            h.multiply(0, false, false, rows, inputColumns, width, 1, x, xAt, network.values(), weightsAt, 0);
            activate(0, rows);
        }
    }

    /** Adds a layer's bias and applies the activation. */
    private void activate(int layer, int rows) {
        int width = spec.fanOut(layer);
        if (!spec.isRelu()) {
            if (spec.hasBias(layer)) {
                hidden[layer].addToRows(rows, width, network.values(), network.biasesAt(layer));
            }
            apply(layer, rows);
        } else if (spec.hasBias(layer)) {
            loops.addToRowsAndRectify(hidden[layer], rows, width, network.values(), network.biasesAt(layer));
        } else {
            hidden[layer].rectify(rows * width);
        }
    }

    /** Turns the pre-activations of a layer into s(z), and keeps s'(z). */
    private void apply(int layer, int rows) {
        hidden[layer].apply(rows * spec.fanOut(layer), slopes[layer], activation);
    }

    private void outerLayer(int rows) {
        int layer = hidden.length;
        RealArray last = carried[layer - 1];
        RealArray parameters = network.values();
        int width = spec.fanIn(layer);
        int count = spec.outputs();
        double multiplier = spec.multiplier(layer);
        boolean mirrored = spec.initialization().mirrored();
        if (count == 1 && !mirrored) {
            outputs.multiplyVector(0, rows, width, multiplier, last, 0, width, parameters, network.weightsAt(layer));
        } else if (count <= RealArray.NARROW || mirrored) {
            for (int output = 0; output < count; output++) {
                int weightsAt = network.weightsAt(layer) + output * width;
                if (mirrored) {
                    mirroredOutput(rows, width / 2, multiplier, last, weightsAt);
                } else {
                    column.multiplyVector(0, rows, width, multiplier, last, 0, width, parameters, weightsAt);
                    column.read(0, sums, 0, rows);
                }
                for (int i = 0; i < rows; i++) {
                    outputs.set(i * count + output, sums[i]);
                }
            }
        } else {
            outputs.multiply(
                    0, false, true, rows, width, count, multiplier, last, 0, parameters, network.weightsAt(layer), 0);
        }
        if (spec.hasBias(layer)) {
            outputs.addToRows(rows, count, parameters, network.biasesAt(layer));
        }
    }

    /** Sums the two halves of the units separately, so that they are exactly opposite at the start. */
    private void mirroredOutput(int rows, int half, double multiplier, RealArray last, int weightsAt) {
        RealArray parameters = network.values();
        column.multiplyVector(0, rows, half, multiplier, last, 0, 2 * half, parameters, weightsAt);
        column.read(0, sums, 0, rows);
        column.multiplyVector(0, rows, half, multiplier, last, half, 2 * half, parameters, weightsAt + half);
        for (int i = 0; i < rows; i++) {
            sums[i] += column.get(i);
        }
    }

    /**
     * The number of units in each hidden layer whose slope is zero on every row of x, whatever a skip adds to them.
     * Units of ReLU are zero there themselves. Also writes f to {@code into}.
     */
    int[] deadUnits(RealArray x, int count, double[] into) {
        boolean[][] alive = new boolean[hidden.length][];
        for (int layer = 0; layer < hidden.length; layer++) {
            alive[layer] = new boolean[spec.fanOut(layer)];
        }
        for (int row = 0; row < count; row += blockRows) {
            network.deadline().check();
            int rows = Math.min(blockRows, count - row);
            runBlock(x, row, rows, into);
            for (int layer = 0; layer < hidden.length; layer++) {
                if (spec.isRelu()) {
                    hidden[layer].markPositive(rows, alive[layer]);
                } else {
                    markSloped(slopes[layer], rows, alive[layer]);
                }
            }
        }
        int[] dead = new int[hidden.length];
        for (int layer = 0; layer < hidden.length; layer++) {
            for (boolean unit : alive[layer]) {
                dead[layer] += unit ? 0 : 1;
            }
        }
        return dead;
    }

    private static void markSloped(RealArray slopes, int rows, boolean[] alive) {
        for (int i = 0; i < rows * alive.length; i++) {
            alive[i % alive.length] |= slopes.get(i) != 0;
        }
    }
}
