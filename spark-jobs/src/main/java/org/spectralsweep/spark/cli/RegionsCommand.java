package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.density.Pixels;
import org.spectralsweep.metric.PlaneRegions;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.region.Slice;
import org.spectralsweep.region.SliceSubdivision;
import org.spectralsweep.spark.job.BadInput;
import org.spectralsweep.spark.job.CostedTrial;
import org.spectralsweep.spark.job.KeptNetwork;
import org.spectralsweep.spark.job.LoadedSweep;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.report.SliceDrawing;
import org.spectralsweep.spark.table.AccessProblem;
import org.spectralsweep.spark.table.UnitStore;
import org.spectralsweep.spec.Refusal;
import org.spectralsweep.train.StopReason;
import org.spectralsweep.trial.TrainedNetwork;
import org.spectralsweep.trial.TrialJson;
import org.spectralsweep.trial.TrialRunner;
import org.spectralsweep.trial.TrialSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * {@code sweep regions}: draws the regions into which one trial's network divides a plane. It trains the network unless
 * a run kept its weights.
 */
@Command(
        name = "regions",
        mixinStandardHelpOptions = true,
        description = {
            "Draw the exact activation regions of one trial's network in a plane of its inputs.",
            "It is trained, unless a run kept its weights at that step (keep-weights).",
            "Writes regions.png, regions.svg and regions.csv to --out (default here: results/<name>-regions)."
        },
        footer = {
            "",
            "Examples:",
            "  sweep regions SPEC --step 0",
            "  sweep regions SPEC --trial 2 --step 500 --axes 0,1 --from=-1,-1 --to 1,1"
        })
final class RegionsCommand implements Callable<Integer> {
    private static final int LISTED = 12;
    private static final int SMALLEST = 16;
    private static final int LARGEST = 4000;

    @ParentCommand
    private SweepCommand sweep;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SPEC", description = "A spec file in YAML.")
    private String file;

    @Mixin
    private SpecOptions options;

    @Mixin
    private BackendOptions backend;

    @Option(
            names = "--trial",
            paramLabel = "TRIAL",
            defaultValue = "1",
            description = "The trial: its number, counted from 1, or the start of its id (default: ${DEFAULT-VALUE}).")
    private String trial;

    @Option(
            names = "--step",
            paramLabel = "K",
            description = "Updates to train; 0 means none (default: the trial's max-steps).")
    private @Nullable Long step;

    @Option(
            names = "--results",
            paramLabel = "FOLDER",
            description = "Results folder whose kept weights are used (default: results/<name of the sweep>).")
    private @Nullable String results;

    @Option(
            names = "--axes",
            paramLabel = "I,J",
            split = ",",
            description = "The two columns of the encoded inputs that span the plane, counted from 0"
                    + " (default: the first two, if there is no encoding).")
    private List<Integer> axes = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "S,T",
            split = ",",
            description = "Lower ends of the two axes (default: the domain's; -1 for an encoding).")
    private List<Double> from = new ArrayList<>();

    @Option(
            names = "--to",
            paramLabel = "S,T",
            split = ",",
            description = "Upper ends of the two axes (default: the domain's; 1 for an encoding).")
    private List<Double> to = new ArrayList<>();

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            defaultValue = "1000",
            description = "The plane's longer side; axes and key come on top (default: ${DEFAULT-VALUE}).")
    private int size;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "3000000",
            description = "Refuse a plane with more regions (default: ${DEFAULT-VALUE}, which take about a minute).")
    private long most;

    @Override
    public Integer call() throws IOException {
        if (most < 1) {
            throw new BadInput("--most must be at least 1 but was " + most);
        }
        if (size < SMALLEST || size > LARGEST) {
            throw new BadInput("--size must be from " + SMALLEST + " to " + LARGEST + " but was " + size);
        }
        if (step != null && step < 0) {
            throw new BadInput("--step must be at least 0 but was " + step);
        }
        LoadedSweep loaded = options.load(sweep.loader().on("local[1]"), file);
        int chosen = chosen(loaded.work());
        backend.check(loaded.work().subList(chosen, chosen + 1));
        TrialSpec trialSpec = TrialJson.read(loaded.work().get(chosen).specJson());
        if (!trialSpec.network().activation().isRectifier()) {
            throw new BadInput("network.activation must be relu or leaky-relu, whose networks have activation regions,"
                    + " but was " + trialSpec.network().activation().type());
        }
        Slice slice = slice(trialSpec);
        Path folder = made(options.folder(loaded, "-regions"));
        PrintWriter out = spec.commandLine().getOut();
        out.println(Text.bold(sweep.console().out(), loaded.name())
                + (loaded.source().variant() == null
                        ? ""
                        : " (variant " + loaded.source().variant() + ")"));
        list(out, loaded.work(), chosen);
        out.flush();

        long start = System.nanoTime();
        String location = results != null ? results : SpecOptions.usualResults(loaded);
        Optional<KeptNetwork> kept = kept(location, loaded, chosen, trialSpec);
        TrainedNetwork trained = kept.isPresent() ? kept.get().trained() : train(trialSpec, loaded);
        double training = secondsSince(start);
        requireFinite(trained);
        start = System.nanoTime();
        boolean down = axes.isEmpty() && trialSpec.sampling() instanceof Pixels;
        SliceDrawing.Drawn drawn = drawn(trained, slice, folder, down);
        print(out, trained, slice, drawn.regions());
        out.printf(
                Locale.ROOT,
                "  weights    %s%n",
                kept.map(network -> location + "/" + network.file()).orElse("trained now"));
        out.printf(
                Locale.ROOT,
                "  time       %s %s, regions %s%n",
                kept.isPresent() ? "reading weights" : "training",
                Text.duration(training),
                Text.duration(secondsSince(start)));
        out.printf(Locale.ROOT, "  files      %s%n", folder.resolve("regions.png"));
        out.printf(Locale.ROOT, "             %s%n", folder.resolve("regions.csv"));
        out.printf(
                Locale.ROOT,
                "             %s%n",
                drawn.vectors()
                        ? folder.resolve("regions.svg")
                        : "no regions.svg, because there are more than " + SliceDrawing.MOST_VECTORS + " polygons");
        out.flush();
        return SweepCommand.DONE;
    }

    /** The index of the trial that was asked for. */
    private int chosen(List<CostedTrial> work) {
        List<Integer> byId = IntStream.range(0, work.size())
                .filter(i -> trial.length() > 8 && work.get(i).trialId().startsWith(trial))
                .boxed()
                .toList();
        if (byId.size() == 1) {
            return byId.get(0);
        }
        if (trial.matches("[0-9]{1,8}")) {
            int number = Integer.parseInt(trial);
            if (number >= 1 && number <= work.size()) {
                return number - 1;
            }
        }
        throw new BadInput("--trial must be a number from 1 to " + work.size()
                + " or the first 9 or more digits of a trial's id but was " + trial);
    }

    private SliceDrawing.Drawn drawn(TrainedNetwork trained, Slice slice, Path folder, boolean down)
            throws IOException {
        try {
            return SliceDrawing.draw(trained.network(), slice, names(), folder, size, down, most);
        } catch (SliceDrawing.TooManyRegions e) {
            throw new BadInput(
                    "the plane has more than " + most
                            + " regions; draw a part of it with --from and --to, or raise --most",
                    e);
        }
    }

    /** What the plane's axes are. */
    private List<String> names() {
        return axes.isEmpty()
                ? List.of("first coordinate", "second coordinate")
                : axes.stream()
                        .map(axis -> "network input " + axis + ", counted from 0")
                        .toList();
    }

    private Slice slice(TrialSpec trialSpec) {
        try {
            return new PlaneRegions(axes, List.of(), from, to, List.of())
                    .slice(trialSpec.domain(), trialSpec.encoding());
        } catch (IllegalArgumentException e) {
            // Most keys of the metric are options of this command; what has none, such as the domain, is the spec's.
            boolean ofSpec = e instanceof Refusal refusal && spec.findOption("--" + refusal.key()) == null;
            throw new BadInput((ofSpec ? "" : "--") + e.getMessage(), e);
        }
    }

    private static Path made(Path folder) {
        AccessProblem.danglingLink(folder).ifPresent(problem -> {
            throw new BadInput("cannot write to " + folder + ": " + problem);
        });
        try {
            // A link to a folder counts as a folder, but createDirectories would refuse it.
            return Files.isDirectory(folder) ? folder : Files.createDirectories(folder);
        } catch (IOException e) {
            throw new BadInput("cannot write to " + folder + ": " + AccessProblem.of(e), e);
        }
    }

    private static void list(PrintWriter out, List<CostedTrial> work, int chosen) {
        if (work.size() == 1) {
            out.printf(
                    Locale.ROOT,
                    "  trial      %s  %s%n",
                    work.get(0).trialId(),
                    work.get(0).label());
            return;
        }
        int first = Math.max(0, Math.min(chosen - LISTED / 2, work.size() - LISTED));
        int last = Math.min(work.size(), first + LISTED);
        out.printf(Locale.ROOT, "  trials     %d; choose one with --trial%n", work.size());
        for (int i = first; i < last; i++) {
            CostedTrial one = work.get(i);
            out.printf(Locale.ROOT, "  %s %6d  %s  %s%n", i == chosen ? "->" : "  ", i + 1, one.trialId(), one.label());
        }
        if (last - first < work.size()) {
            out.printf(Locale.ROOT, "             and %d others%n", work.size() - (last - first));
        }
    }

    /** The network whose weights a run kept, if there is one. */
    private Optional<KeptNetwork> kept(String location, LoadedSweep loaded, int chosen, TrialSpec trialSpec)
            throws IOException {
        if (results == null && !ResultsFolder.exists(location)) {
            return Optional.empty();
        }
        UnitStore store = ResultsFolder.open(location).store();
        return KeptNetwork.of(store, loaded.work().get(chosen), trialSpec, loaded.data(), step);
    }

    private TrainedNetwork train(TrialSpec trialSpec, LoadedSweep loaded) {
        Long steps = step != null ? step : trialSpec.maxSteps().value();
        try (TrainingProgress progress =
                new TrainingProgress(sweep.console(), spec.commandLine().getErr(), steps)) {
            return TrialRunner.train(
                    trialSpec, loaded.data(), step == null ? OptionalLong.empty() : OptionalLong.of(step), progress);
        }
    }

    private static void requireFinite(TrainedNetwork trained) {
        if (!trained.network().isFinite()) {
            throw new IllegalStateException("training diverged: after " + trained.steps()
                    + " steps some weights are not finite, so there are no regions to draw");
        }
    }

    private static void print(PrintWriter out, TrainedNetwork trained, Slice slice, SliceSubdivision regions) {
        MlpSpec network = trained.network().spec();
        String widths = network.widths().stream().map(String::valueOf).collect(Collectors.joining(", "));
        out.printf(
                Locale.ROOT,
                "  network    %d inputs; hidden layers %s; outputs %d%n",
                network.inputs(),
                widths,
                network.outputs());
        out.printf(Locale.ROOT, "  step       %d%s%n", trained.steps(), ending(trained.reason()));
        out.printf(
                Locale.ROOT,
                "  plane      [%s, %s] x [%s, %s]%n",
                number(slice.sFrom()),
                number(slice.sTo()),
                number(slice.tFrom()),
                number(slice.tTo()));
        out.printf(Locale.ROOT, "  polygons   %,d%n", regions.regions());
        long[] afterLayers = regions.regionsAfterLayers();
        out.printf(
                Locale.ROOT,
                "             after each hidden layer: %s%n",
                IntStream.range(0, afterLayers.length)
                        .mapToObj(layer -> String.format(Locale.ROOT, "%,d", afterLayers[layer]))
                        .collect(Collectors.joining("; ")));
        out.printf(Locale.ROOT, "  density    %s per unit area%n", number(regions.density()));
        out.printf(
                Locale.ROOT,
                "  area       mean %s, median %s, from %s to %s; sum %s%n",
                number(regions.meanArea()),
                number(regions.medianArea()),
                number(regions.smallestArea()),
                number(regions.largestArea()),
                number(regions.area()));
    }

    private static String ending(StopReason reason) {
        return switch (reason) {
            case STEPS_EXHAUSTED -> "";
            case THRESHOLDS_REACHED -> ", where the trial converged";
            case TIME_OVER -> ", where its time ran out";
            case DIVERGED -> ", where training diverged";
        };
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
