package org.spectralsweep.benchmark;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Prints the table of training speed, row by row as they are measured. */
public final class SpeedTable {
    private SpeedTable() {}

    /**
     * Measures what is asked for.
     *
     * @param arguments a regular expression that finds something in the wanted rows' names, and a {@link Pace}
     */
    public static void main(String[] arguments) {
        Pattern wanted = Pattern.compile(arguments[0]);
        Pace pace = Pace.named(arguments[1]);
        Turns turns = new Turns(pace, Path.of("target", "benchmarks"));
        StepRows rows = new StepRows(turns);
        System.out.println(Row.HEADER);
        for (Workload workload : Workloads.all()) {
            if (wanted.matcher(workload.name()).find()) {
                System.out.println(rows.measure(workload));
            }
        }
        System.out.println();
        System.out.println(Provenance.describe());
    }
}
