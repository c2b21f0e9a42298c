package org.spectralsweep.nn;

/**
 * The evaluator of networks whose units are active on arcs, see {@link Arcs}. The arcs are found from scratch in each
 * call: signs within rounding of 0 leave a choice, which must not depend on earlier calls. It keeps 8 bytes per unit.
 */
final class ArcEvaluator implements Evaluator {
    private final Mlp network;
    private final ArcUnits units;
    private final Arcs arcs;
    private final ArcSum sum;
    private final double[] outputs;

    ArcEvaluator(Mlp network, double[] x, int count) {
        MlpSpec spec = network.spec();
        this.network = network;
        units = new ArcUnits(network);
        PointCycle cycle = PointCycle.of(x, spec.inputs(), count, spec.hasBias(0));
        arcs = new Arcs(cycle, spec.fanOut(0));
        sum = new ArcSum(cycle, spec);
        outputs = new double[count];
    }

    @Override
    public Mlp network() {
        return network;
    }

    @Override
    public double[] outputs() {
        follow();
        double[] values = sum.values(network.multiplier(1), units.outputBias());
        int[] positions = arcs.cycle().positions();
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = values[positions[i]];
        }
        return outputs;
    }

    @Override
    public int[] deadUnits() {
        if (network.spec().negativeSlope() != 0) {
            return new int[] {0};
        }
        PointCycle cycle = arcs.cycle();
        int width = network.spec().fanOut(0);
        int dead = 0;
        for (int first = 0; first < width; first += ArcUnits.blockSize()) {
            int count = Math.min(ArcUnits.blockSize(), width - first);
            double[] block = units.read(first, count);
            for (int j = 0; j < count; j++) {
                int at = PointCycle.STRIDE * j;
                double w0 = block[at];
                double w1 = block[at + 1];
                double b = block[at + 2];
                // A unit that is zero at the point of its largest z is zero everywhere.
                dead += cycle.value(cycle.highest(w0, w1, b), w0, w1, b) > 0 ? 0 : 1;
            }
        }
        return new int[] {dead};
    }

    private void follow() {
        int part = network.spec().fanOut(0) / sum.halves();
        sum.clear();
        for (int half = 0; half < sum.halves(); half++) {
            int to = (half + 1) * part;
            for (int first = half * part; first < to; first += ArcUnits.blockSize()) {
                int count = Math.min(ArcUnits.blockSize(), to - first);
                double[] block = units.read(first, count);
                arcs.place(block, first, count);
                sum.add(half, arcs, block, 0, first, count);
            }
        }
    }
}
