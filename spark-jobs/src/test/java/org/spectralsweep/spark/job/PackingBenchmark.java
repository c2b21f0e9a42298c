package org.spectralsweep.spark.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.trial.TrialJson;
import org.spectralsweep.trial.TrialRunner;

/**
 * How well a run fills its cores, beside a pool of plain threads that trains the same trials and stores nothing. Both
 * take turns in one virtual machine, after a round of each that is not counted. The efficiency is the sum of the
 * trials' seconds over cores times seconds on the wall, from the plan of the stage to the last merged file.
 */
final class PackingBenchmark {
    private final LoadedSweep sweep;
    private final List<CostedTrial> work;
    private final JavaSparkContext context;
    private final int cores;

    private PackingBenchmark(LoadedSweep sweep, JavaSparkContext context, int cores) {
        this.sweep = sweep;
        this.work = CostPrediction.of(new YamlSweeps().forecast(sweep.work(), sweep.data()), List.of(), PastCosts.NONE)
                .work();
        this.context = context;
        this.cores = cores;
    }

    /** What one round took. */
    private record Round(double wall, double trials, double before, double after, int units) {
        double efficiency(int cores) {
            return trials / (cores * wall);
        }
    }

    /** @param args number of rounds, cores, spec file, overrides */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        int rounds = Integer.parseInt(args[0]);
        int cores = Integer.parseInt(args[1]);
        Path file = Path.of(args[2]);
        LoadedSweep loaded = new YamlSweeps()
                .load(args[2], Files.readString(file), null, Arrays.asList(args).subList(3, args.length));
        try (SparkSessions.Session session = SparkSessions.open("packing", "local[" + cores + "]")) {
            JavaSparkContext context =
                    JavaSparkContext.fromSparkContext(session.spark().sparkContext());
            new PackingBenchmark(loaded, context, cores).compare(rounds);
        }
    }

    private void compare(int rounds) throws IOException, InterruptedException, ExecutionException {
        List<Round> plain = new ArrayList<>();
        List<Round> spark = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            Round one = threads();
            Round other = run();
            if (round > 0) {
                plain.add(one);
                spark.add(other);
            }
        }
        System.out.printf(
                Locale.ROOT, "%d trials, %d cores, %d rounds: median (worst) efficiency%n", work.size(), cores, rounds);
        print("plain threads", plain);
        print("sweep", spark);
    }

    private void print(String name, List<Round> rounds) {
        double[] sorted = rounds.stream()
                .mapToDouble(round -> round.efficiency(cores))
                .sorted()
                .toArray();
        double wall = rounds.stream().mapToDouble(Round::wall).sorted().toArray()[rounds.size() / 2];
        System.out.printf(
                Locale.ROOT,
                "%-14s %.3f (%.3f), %.2f s on the wall, %.4f s a trial; %d work units; %.2f s before the first, %.2f s after the last%n",
                name,
                sorted[sorted.length / 2],
                sorted[0],
                wall,
                rounds.stream().mapToDouble(Round::trials).sum() / rounds.size() / work.size(),
                rounds.get(0).units(),
                rounds.stream().mapToDouble(Round::before).sum() / rounds.size(),
                rounds.stream().mapToDouble(Round::after).sum() / rounds.size());
    }

    private Round threads() throws InterruptedException, ExecutionException {
        Queue<CostedTrial> waiting = new ConcurrentLinkedQueue<>(work.stream()
                .sorted(Comparator.comparingDouble(CostedTrial::predictedSeconds)
                        .reversed())
                .toList());
        ExecutorService pool = Executors.newFixedThreadPool(cores);
        try {
            long start = System.nanoTime();
            List<Future<Double>> sums = Stream.generate(() -> pool.submit(() -> {
                        double sum = 0;
                        for (CostedTrial next = waiting.poll(); next != null; next = waiting.poll()) {
                            sum += TrialRunner.run(TrialJson.read(next.specJson()), sweep.data())
                                    .cost()
                                    .seconds();
                        }
                        return sum;
                    }))
                    .limit(cores)
                    .toList();
            double trials = 0;
            for (Future<Double> sum : sums) {
                trials += sum.get();
            }
            return new Round((System.nanoTime() - start) / 1e9, trials, 0, 0, work.size());
        } finally {
            pool.shutdown();
        }
    }

    private Round run() throws IOException {
        Path folder = Files.createTempDirectory("packing");
        try (ResultsFolder results =
                ResultsFolder.lock(folder.resolve("results").toString(), sweep.name())) {
            Stage stage = new Stage();
            long start = System.nanoTime();
            new RunSweep(context, results.store(), stage)
                    .run(
                            new RunDescription(sweep.name(), sweep.source(), null, null),
                            work,
                            new NetworkTrials().with(context.broadcast(sweep.data())),
                            false);
            double wall = (System.nanoTime() - start) / 1e9;
            double trials = results.store().trialsWithoutSpecs().stream()
                    .map(TrialRow::outcome)
                    .mapToDouble(outcome -> outcome.cost().wallSeconds())
                    .sum();
            return new Round(
                    wall, trials, (stage.begun - start) / 1e9, wall - (stage.ended - start) / 1e9, stage.units);
        } finally {
            delete(folder);
        }
    }

    /** When the first work unit began, and when the last was committed. */
    private static final class Stage implements Progress {
        private volatile long begun;
        private volatile long ended;
        private volatile int units;

        @Override
        public void planned(int trials, int committed, List<WorkUnit> all, int cores) {
            begun = System.nanoTime();
            units = all.size();
        }

        @Override
        public void finished(UnitReport report) {
            ended = System.nanoTime();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
