package org.spectralsweep.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Prints the tables of training speed, each row as soon as it is measured. What was measured before, with the same code
 * on the same machine, is taken from the journal.
 */
public final class SpeedTable {
    private static final Path FOLDER = Path.of("target", "benchmarks");
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

    private final Pattern wanted;
    private final Starts starts;

    private SpeedTable(Pattern wanted, Starts starts) {
        this.wanted = wanted;
        this.starts = starts;
    }

    /**
     * Measures the rows that are asked for.
     *
     * @param arguments a regular expression that matches part of the names of the wanted rows; widths of vectors,
     *     separated by commas; the number of starts; and whether to forget earlier results
     */
    public static void main(String[] arguments) throws IOException {
        Path file = FOLDER.resolve("starts.jsonl");
        if (Boolean.parseBoolean(arguments[3])) {
            Files.deleteIfExists(file);
        }
        Journal.Setting setting = Provenance.setting();
        Starts starts = new Starts(Journal.open(file, setting), FOLDER);
        SpeedTable table = new SpeedTable(Pattern.compile(arguments[0]), starts);
        List<VectorWidth> widths = Stream.of(arguments[1].split(","))
                .map(name -> VectorWidth.valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
        table.printSteps(widths, Integer.parseInt(arguments[2]));
        table.printOthers();
        if (!starts.repeated().isEmpty()) {
            System.out.println("Repeated, since they waited for a core in more than 5 % of their time:");
            starts.repeated().forEach(line -> System.out.println("- " + line));
            System.out.println();
        }
        System.out.println("One thread each. " + setting.java() + ", " + setting.processor() + ", commit "
                + setting.commit() + ".");
    }

    private void printSteps(List<VectorWidth> widths, int count) {
        List<Workload> workloads = Workloads.all().stream()
                .filter(workload -> isWanted(workload.name()))
                .toList();
        if (workloads.isEmpty()) {
            return;
        }
        Tally tally = new Tally();
        for (VectorWidth width : widths) {
            StepRows rows = new StepRows(starts, width, count, tally);
            System.out.println(rows.describePeak());
            System.out.println();
            System.out.println(Row.HEADER);
            workloads.forEach(workload -> System.out.println(rows.measure(workload)));
            System.out.println();
            System.out.println(rows.describeLibtorch());
            System.out.println();
        }
        System.out.println(tally);
        System.out.println();
    }

    private void printOthers() {
        others().forEach((name, remark) -> {
            if (isWanted(name)) {
                System.out.println("- " + name + ": " + remark.get());
            }
        });
        System.out.println();
    }

    private boolean isWanted(String name) {
        return wanted.matcher(name).find();
    }

    private Map<String, Supplier<String>> others() {
        Map<String, Supplier<String>> rows = new LinkedHashMap<>();
        MetricRows metrics = new MetricRows(starts);
        Map<String, Long> lengths = new LinkedHashMap<>();
        lengths.put(DENSE, FEW_STEPS);
        lengths.put(SHALLOW, FEW_STEPS);
        lengths.put(Workloads.NARROW_CIRCLE.name(), MANY_STEPS);
        lengths.forEach((workload, length) -> {
            String name = "default metrics, " + workload;
            rows.put(name, () -> metrics.measure(name, workload, length));
        });
        TaskRows tasks = new TaskRows();
        for (String workload : new String[] {DENSE, Workloads.NARROW_CIRCLE.name()}) {
            rows.put("two threads, " + workload, () -> tasks.measure(Workloads.named(workload)));
        }
        EigenRows eigen = new EigenRows(starts);
        for (int order : EIGENPROBLEMS) {
            String name = "eigenproblem n" + order;
            rows.put(name, () -> eigen.measure(name, order));
        }
        PatternRows patterns = new PatternRows(starts);
        for (int octaves : OCTAVES) {
            String name = "patterns " + (octaves == 0 ? 2 : 4 * octaves) + "->512x4 n" + IMAGE * IMAGE;
            rows.put(name, () -> patterns.measure(name, IMAGE, octaves));
        }
        return rows;
    }
}
