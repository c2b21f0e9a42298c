package org.spectralsweep.nn;

import java.util.ArrayList;
import java.util.List;
import org.spectralsweep.linalg.Float32Array;
import org.spectralsweep.linalg.NativeCall;
import org.spectralsweep.linalg.NativeProgram;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.RealArray;

/**
 * What {@link Gradients} computes, for float32 networks outside the heap. A {@link NativeProgram} does everything but
 * the residuals, so that its speed does not depend on what the JIT compiled. It works on its own copy of the
 * parameters, in the layout of {@link Mlp#values()}. Samples pass in blocks of rows whose activations stay in a cache.
 * The calls are prepared once for each number of rows that a block has. Nothing is allocated in a pass.
 */
public final class NativeGradients implements AutoCloseable {
    /** Rows of a block. With fewer the products are slower, with more the activations leave the caches. */
    private static final int ROWS = 512;

    /** Rows of a block where a layer has more units than {@value #NARROW}. */
    private static final int ROWS_OF_WIDE = 256;

    private static final int NARROW = 256;

    /** What a block's activations and deltas may take. Networks that need more have fewer rows. */
    private static final int BLOCK_BYTES = 1 << 23;

    private static final int FEWEST_ROWS = 16;

    private final Mlp network;
    private final MlpSpec spec;
    private final int blockRows;
    private final int inputColumns;
    private final NativeProgram program = new NativeProgram();
    private final NativeBuffers buffers;

    /** One for each number of rows that came up: full ones, last ones, mini-batches. */
    private final List<NativeBlock> blocks = new ArrayList<>();

    private final Float32Array staged;
    private final double[] unrounded;
    private final boolean direct;
    private final NativeCall update;

    /**
     * Allocates the buffers and copies the parameters.
     *
     * @param network float32
     * @param rows the most samples ever passed in at once
     * @param rate eta of {@link #update}
     * @param direct whether {@link #descend} adds to the parameters without storing a gradient; needs
     *     {@link #isOneBlock}
     */
    public NativeGradients(Mlp network, int rows, double rate, boolean direct) {
        this.network = network;
        this.direct = direct;
        spec = network.spec();
        blockRows = evenly(rows, mostRows(spec));
        inputColumns = spec.inputs() + (spec.hasBias(0) ? 1 : 0);
        buffers = new NativeBuffers(network, blockRows, inputColumns, direct);
        write(network.values());
        staged = (Float32Array) Precision.FLOAT32.zeros(blockRows * spec.outputs());
        unrounded = new double[staged.length()];
        int trained = network.trained();
        update = program.addProduct(
                buffers.parameters().matrix(0, 1, trained),
                buffers.ones().matrix(0, 1, 1),
                buffers.gradient().matrix(0, 1, trained),
                -rate,
                1);
    }

    /** Cuts rows into as few blocks as possible, all but the last of the same size. */
    private static int evenly(int rows, int most) {
        int blocks = (rows + most - 1) / most;
        int even = (rows + blocks - 1) / blocks;
        return blocks == 1 ? rows : Math.min(most, (even + FEWEST_ROWS - 1) / FEWEST_ROWS * FEWEST_ROWS);
    }

    private static int mostRows(MlpSpec spec) {
        long units = 0;
        int widest = 0;
        for (int layer = 0; layer < spec.widths().size(); layer++) {
            int width = spec.fanOut(layer);
            units += (spec.skips(layer) ? 2L : 1L) * width + (spec.isRelu() ? 0 : width);
            widest = Math.max(widest, width);
        }
        units += 2L * widest + spec.inputs() + 1 + spec.outputs();
        long rows = BLOCK_BYTES / (units * Float.BYTES) / FEWEST_ROWS * FEWEST_ROWS;
        return (int) Math.max(FEWEST_ROWS, Math.min(widest <= NARROW ? ROWS : ROWS_OF_WIDE, rows));
    }

    /** Whether n samples fit into one block. Their activations are then still there after {@link #outputs}. */
    public static boolean isOneBlock(MlpSpec spec, int n) {
        return n <= mostRows(spec);
    }

    /** Number of columns of {@link #inputs}. */
    public int inputColumns() {
        return inputColumns;
    }

    /**
     * Copies points into the layout that the passes read: n x {@link #inputColumns()}. If the first layer has a bias,
     * each point is followed by a constant 1, whose weights are the bias.
     */
    public Float32Array inputs(double[] x, int n) {
        return (Float32Array) ForwardPass.inputs(network, inputColumns, x, n);
    }

    /** f on n samples, without a gradient. */
    public void outputs(Float32Array x, int n, double[] outputs) {
        for (int row = 0; row < n; row += blockRows) {
            network.deadline().check();
            forward(x, row, Math.min(blockRows, n - row), outputs);
        }
    }

    /**
     * f on n samples, and the gradient of their loss, which {@link #update} and {@link #readGradient} take.
     *
     * @param y targets, n x outputs
     * @param outputs receives f, n x outputs
     */
    public void evaluate(Float32Array x, double[] y, int n, Loss loss, double[] outputs) {
        requireDirect(false);
        double q = loss.deltaFactor(n, spec.outputs());
        buffers.gradient().clear();
        for (int row = 0; row < n; row += blockRows) {
            network.deadline().check();
            int rows = Math.min(blockRows, n - row);
            forward(x, row, rows, outputs);
            backward(row, rows, loss, q, y, outputs);
        }
    }

    /**
     * {@code theta <- theta - rate * gradient}, with the gradient of the loss at theta but without storing it.
     *
     * @param outputs f on these n samples, {@link #isOneBlock one block}, from {@link #outputs}, which must have been
     *     the last pass
     */
    public void descend(double[] y, int n, Loss loss, double rate, double[] outputs) {
        requireDirect(true);
        backward(0, n, loss, -rate * loss.deltaFactor(n, spec.outputs()), y, outputs);
    }

    /** {@code theta <- theta - rate * gradient}, with the gradient of the last {@link #evaluate}. */
    public void update() {
        requireDirect(false);
        update.run();
    }

    private void requireDirect(boolean needed) {
        if (direct != needed) {
            throw new IllegalStateException("gradients are " + (direct ? "not " : "") + "stored here");
        }
    }

    /** Copies the gradient of the last {@link #evaluate}: {@link Mlp#trained()} elements. */
    public void readGradient(RealArray into) {
        buffers.gradient().read((Float32Array) into, network.trained());
    }

    /** Copies the parameters. */
    public void read(RealArray into) {
        buffers.parameters().read((Float32Array) into, into.length());
    }

    /** Sets the parameters. */
    public void write(RealArray from) {
        buffers.parameters().write((Float32Array) from, 0, from.length());
    }

    private NativeBlock block(int rows) {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).rows() == rows) {
                return blocks.get(i);
            }
        }
        NativeBlock block = new NativeBlock(network, program, buffers, rows);
        blocks.add(block);
        return block;
    }

    private void forward(Float32Array x, int row, int rows, double[] into) {
        buffers.x().write(x, row * inputColumns, rows * inputColumns);
        block(rows).forward();
        int columns = spec.outputs();
        buffers.outputs().read(staged, rows * columns);
        staged.read(0, into, row * columns, rows * columns);
        spec.output().apply(into, row * columns, rows * columns);
    }

    private void backward(int row, int rows, Loss loss, double factor, double[] y, double[] outputs) {
        int count = rows * spec.outputs();
        OutputDeltas.write(spec, loss, factor, outputs, y, row, rows, unrounded);
        staged.write(0, unrounded, 0, count);
        buffers.outputs().write(staged, 0, count);
        block(rows).backward();
    }

    /** Frees what is outside the heap. Nothing else may be called afterwards. */
    @Override
    public void close() {
        program.close();
        buffers.close();
    }
}
