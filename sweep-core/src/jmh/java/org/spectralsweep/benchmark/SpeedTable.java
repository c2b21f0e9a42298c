package org.spectralsweep.benchmark;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Prints the table of training speed, each row as soon as it is measured. */
public final class SpeedTable {
    private static final String DENSE = "dense 2->128x3 n1024";
    private static final String SHALLOW = "shallow 3->4096x1 n1024";

    /**
     * Numbers of updates as in trials of each kind. A step of a dense network takes a thousand times as long as one on
     * the circle.
     */
    private static final long FEW_STEPS = 2000;

    private static final long MANY_STEPS = 20_000;

    private static final int[] EIGENPROBLEMS = {1000, 2000};

    /** Pixels along each side. */
    private static final int IMAGE = 512;

    private static final int[] OCTAVES = {0, 8};

    private SpeedTable() {}

    /**
     * Measures the rows that are asked for.
     *
     * @param arguments a regular expression that matches part of the names of the wanted rows, and a {@link Pace}
     */
    public static void main(String[] arguments) {
        Pattern wanted = Pattern.compile(arguments[0]);
        System.out.println(Row.HEADER);
        rows(Pace.named(arguments[1])).forEach((name, row) -> {
            if (wanted.matcher(name).find()) {
                System.out.println(row.get());
            }
        });
        System.out.println();
        System.out.println(Provenance.describe());
    }

    private static Map<String, Supplier<Row>> rows(Pace pace) {
        Turns turns = new Turns(pace, Path.of("target", "benchmarks"));
        StepRows steps = new StepRows(turns);
        Map<String, Supplier<Row>> rows = new LinkedHashMap<>();
        for (Workload workload : Workloads.all()) {
            rows.put(workload.name(), () -> steps.measure(workload));
        }
        MetricRows metrics = new MetricRows(turns);
        Map<String, Long> lengths = new LinkedHashMap<>();
        lengths.put(DENSE, FEW_STEPS);
        lengths.put(SHALLOW, FEW_STEPS);
        lengths.put(Workloads.NARROW_CIRCLE.name(), MANY_STEPS);
        lengths.forEach((workload, length) -> {
            String name = "default metrics, " + workload;
            rows.put(name, () -> metrics.measure(name, Workloads.named(workload), length));
        });
        TaskRows tasks = new TaskRows(pace);
        for (String workload : new String[] {DENSE, Workloads.NARROW_CIRCLE.name()}) {
            String name = "two threads, " + workload;
            rows.put(name, () -> tasks.measure(name, Workloads.named(workload)));
        }
        EigenRows eigen = new EigenRows(turns);
        for (int order : EIGENPROBLEMS) {
            String name = "eigenproblem n" + order;
            rows.put(name, () -> eigen.measure(name, order));
        }
        PatternRows patterns = new PatternRows(turns);
        for (int octaves : OCTAVES) {
            String name = "patterns " + (octaves == 0 ? 2 : 4 * octaves) + "->512x4 n" + IMAGE * IMAGE;
            rows.put(name, () -> patterns.measure(name, IMAGE, octaves));
        }
        return rows;
    }
}
