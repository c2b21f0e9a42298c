package org.spectralsweep.spark.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.spectralsweep.metric.Measurement;
import org.spectralsweep.nn.ThresholdConvention;
import org.spectralsweep.trial.Hit;
import org.spectralsweep.trial.TrialResult;
import org.spectralsweep.trial.TrialStatus;

/**
 * Trials that train nothing. Instead of JSON, their spec is {@code <number> <needed steps> <budget> <kind>}. They
 * converge if the budget allows the needed steps, unless the kind says that they throw. Each leaves a file in a folder
 * whenever it runs.
 */
public record PlantedTrials(String journal) implements TrialFunction {
    public static CostedTrial work(int number, int needed, long budget, String kind, double seconds) {
        return new CostedTrial(
                new CostedTrial.Ids(
                        id(number), "trajectory-" + number, "cell-" + number / 2, "fit-cell-" + number / 2, null),
                "number = " + number,
                "planted",
                number + " " + needed + " " + budget + " " + kind,
                seconds,
                budget,
                10,
                List.of());
    }

    public static List<CostedTrial> sweep(int count, long budget, double seconds) {
        return IntStream.range(0, count)
                .mapToObj(i -> work(i, 10 * (i + 1), budget, "plain", seconds))
                .toList();
    }

    public static String id(int number) {
        return "trial-" + (100 + number);
    }

    @Override
    public Outcome run(String specJson) throws IOException {
        String[] words = specJson.split(" ", -1);
        int number = Integer.parseInt(words[0]);
        long needed = Long.parseLong(words[1]);
        long budget = Long.parseLong(words[2]);
        Files.createTempFile(Path.of(journal), id(number) + "-", "");
        switch (words[3]) {
            case "throws" -> throw new IllegalStateException("planted");
            case "overflows" -> throw new StackOverflowError();
            case "hungry" -> throw new OutOfMemoryError("planted");
            case "crowded" -> {
                if (ranBefore(number)) {
                    break;
                }
                throw new OutOfMemoryError("planted");
            }
            default -> {}
        }
        boolean converged = needed <= budget;
        long steps = Math.min(needed, budget);
        List<Measurement> measurements = new ArrayList<>();
        for (long step = 1; step <= steps; step *= 4) {
            measurements.add(new Measurement(step, "training_loss", "all", 0, 1.0 / step));
            measurements.add(new Measurement(step, "region_error", "region:1", 0, 0.5 / step));
            measurements.add(new Measurement(step, "amplitude_residual", "all", number, 2.0 / step));
        }
        TrialStatus status = converged ? TrialStatus.CONVERGED : TrialStatus.BUDGET_EXHAUSTED;
        if (words[3].equals("times-out")) {
            status = TrialStatus.TIMED_OUT;
        }
        return new Outcome(
                null,
                new TrialResult(
                        id(number),
                        "trajectory-" + number,
                        new TrialResult.Model(7, 2, 5, "planted", "scalar", 0, null),
                        new TrialResult.Kernel(0.5, 3.5, 3.0, null, null),
                        new TrialResult.Course(status, steps, budget, 1.0, 1.0 / steps, 0.8, List.of(), null),
                        new TrialResult.Cost(0.01, 0.005, null, 0.001, 0.002, 0.01),
                        List.of(hit(-1, 1, steps, converged), hit(1, 0.75, steps, converged)),
                        measurements));
    }

    /** Whether the journal shows that a number ran before. */
    private boolean ranBefore(int number) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(journal))) {
            return files.filter(file -> file.getFileName().toString().startsWith(id(number) + "-"))
                            .count()
                    > 1;
        }
    }

    private static Hit hit(int region, double density, long steps, boolean reached) {
        return new Hit(
                "loss",
                ThresholdConvention.HALF_SUM,
                0.1,
                region,
                density,
                steps,
                reached ? steps : null,
                steps * 3.5,
                reached ? steps * 3.5 : null,
                null,
                null,
                null);
    }

    /** The trials that ran since the journal was last read, sorted. */
    public List<String> ran() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(journal))) {
            List<Path> entries = files.toList();
            for (Path entry : entries) {
                Files.delete(entry);
            }
            return entries.stream()
                    .map(entry -> entry.getFileName().toString().replaceAll("-[0-9]+$", ""))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }
}
