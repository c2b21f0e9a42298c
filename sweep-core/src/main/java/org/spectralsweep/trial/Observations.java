package org.spectralsweep.trial;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.metric.Metric;
import org.spectralsweep.metric.Probe;
import org.spectralsweep.metric.StepRule;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.train.CheckpointListener;

/**
 * What the metrics of a trial have measured while it trains. It is saved with the training: 24 bytes a number, and each
 * name once. A checkpoint that was cut short is not saved.
 */
final class Observations implements CheckpointListener {
    private final List<Metric> metrics;
    private final TrialSetup setup;
    private final StepRule rule;
    private final DoubleSupplier elapsed;
    private final List<Measurement> rows = new ArrayList<>();
    private int whole;
    private double earlierSeconds;
    private boolean goesOn;
    private long measuringNanos;

    /**
     * @param rule how the network is updated
     * @param elapsed seconds since this attempt at the trial began
     */
    Observations(List<Metric> metrics, TrialSetup setup, StepRule rule, DoubleSupplier elapsed) {
        this.metrics = metrics;
        this.setup = setup;
        this.rule = rule;
        this.elapsed = elapsed;
    }

    /** Measures one checkpoint. If the time runs out, the metrics that are done stay. */
    @Override
    public void reached(long step, Mlp network, double[] outputs) {
        long start = System.nanoTime();
        Probe probe = new Probe(setup.scene(), step, network, outputs, rule);
        for (Metric metric : metrics) {
            rows.addAll(metric.measure(probe));
        }
        whole = rows.size();
        measuringNanos += System.nanoTime() - start;
    }

    /** All rows so far, in the order in which they were measured. */
    List<Measurement> rows() {
        return rows;
    }

    /** Seconds that the trial has taken, with those of the attempts from which it went on. */
    double seconds() {
        return earlierSeconds + elapsed.getAsDouble();
    }

    /** Seconds in which the metrics of this attempt measured. */
    double measuringSeconds() {
        return measuringNanos / 1e9;
    }

    /** Whether an earlier attempt measured a part. */
    boolean goesOn() {
        return goesOn;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeDouble(seconds());
        Map<String, Integer> names = new HashMap<>();
        out.writeInt(whole);
        for (Measurement row : rows.subList(0, whole)) {
            out.writeLong(row.step());
            write(out, names, row.metric());
            write(out, names, row.scope());
            out.writeInt(row.index());
            out.writeDouble(row.value());
        }
    }

    /** Writes a name's number, and after the first use of a number the name itself. */
    private static void write(DataOutput out, Map<String, Integer> names, String name) throws IOException {
        Integer number = names.get(name);
        out.writeShort(number == null ? names.size() : number);
        if (number == null) {
            names.put(name, names.size());
            out.writeUTF(name);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        if (metrics.stream().anyMatch(Metric::comparesWithStart)) {
            Mlp start = setup.network();
            Probe probe = new Probe(setup.scene(), 0, start, new double[0]);
            metrics.forEach(metric -> metric.remember(probe));
        }
        goesOn = true;
        earlierSeconds = in.readDouble();
        List<String> names = new ArrayList<>();
        whole = in.readInt();
        for (int i = 0; i < whole; i++) {
            long step = in.readLong();
            String metric = read(in, names);
            String scope = read(in, names);
            rows.add(new Measurement(step, metric, scope, in.readInt(), in.readDouble()));
        }
    }

    private static String read(DataInput in, List<String> names) throws IOException {
        int number = in.readUnsignedShort();
        if (number == names.size()) {
            names.add(in.readUTF());
        }
        return names.get(number);
    }
}
