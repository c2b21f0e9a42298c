package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.LastRun;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.table.PlannedTrial;
import org.spectralsweep.spark.table.RunRow;
import org.spectralsweep.spark.table.Table;
import org.spectralsweep.spark.table.TableComparison;
import org.spectralsweep.spark.table.TableDistance;
import org.spectralsweep.spark.table.UnitStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sweep compare}: says whether two results folders hold the same numbers, or how far they are apart. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Compare the last runs of two results folders, except who ran a trial, when and how fast.",
            "Without --within they must agree bit for bit. With it, trials are paired by what they train and by their"
                    + " replicate, whatever their engines, and numbers may differ by a share.",
            "Exit with code 1 if they differ."
        })
final class CompareCommand implements Callable<Integer> {
    @ParentCommand
    private SweepCommand sweep;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RESULTS", description = "a results folder")
    private String one;

    @Parameters(index = "1", paramLabel = "RESULTS", description = "the other one")
    private String other;

    @Option(
            names = "--within",
            paramLabel = "SHARE",
            description = "print how far every column is apart; numbers a and b may differ by this share of the larger"
                    + " one, |a - b| / max(|a|, |b|), such as 1e-3")
    private @Nullable Double within;

    @Override
    public Integer call() throws IOException {
        if (within != null && !(within >= 0 && Double.isFinite(within))) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--within must be a finite number, 0 or above, but was " + within);
        }
        ResultsFolder first = ResultsFolder.open(one);
        ResultsFolder second = ResultsFolder.open(other);
        Damaged.leftOut(spec.commandLine().getErr(), first);
        Damaged.leftOut(spec.commandLine().getErr(), second);
        return within == null ? bits(first.store(), second.store()) : distance(first.store(), second.store(), within);
    }

    private int bits(UnitStore first, UnitStore second) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        TableComparison comparison = TableComparison.of(first, trials(first), second, trials(second));
        comparison.differences().forEach(out::println);
        out.println(comparison.differences().isEmpty() ? "equal: " + comparison.rows() : "different");
        if (!comparison.differences().isEmpty()) {
            reasons(out, first, second);
        }
        out.flush();
        return comparison.differences().isEmpty() ? SweepCommand.DONE : SweepCommand.FAILED;
    }

    private int distance(UnitStore first, UnitStore second, double share) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        TableDistance distance = TableDistance.of(first, trials(first), second, trials(second));
        out.print(DistanceText.of(distance, share));
        if (!distance.isWithin(share)) {
            reasons(out, first, second);
        }
        out.flush();
        return distance.isWithin(share) ? SweepCommand.DONE : SweepCommand.FAILED;
    }

    /** What the runs of both folders differ in that may change bits: processors, libraries, sources. */
    private static void reasons(PrintWriter out, UnitStore first, UnitStore second) throws IOException {
        List<RunRow> some = first.rows(Table.RUNS);
        List<RunRow> others = second.rows(Table.RUNS);
        differ(out, "processor", some, others, run -> run.machine().cpuModel());
        differ(out, "matrix products", some, others, run -> run.machine().blas());
        differ(out, "Java", some, others, run -> run.machine().jdk());
        differ(out, "Spark", some, others, run -> run.machine().spark());
        differ(out, "commit", some, others, run -> run.source().gitCommit());
        differ(out, "variant", some, others, run -> run.source().variant());
        differ(out, "settings", some, others, run -> run.source().overrides().replace('\n', ' '));
    }

    private static void differ(
            PrintWriter out,
            String what,
            List<RunRow> some,
            List<RunRow> others,
            Function<RunRow, @Nullable String> value) {
        String one = values(some, value);
        String other = values(others, value);
        if (!one.equals(other)) {
            out.println(what + ": " + one + " and " + other);
        }
    }

    private static String values(List<RunRow> runs, Function<RunRow, @Nullable String> value) {
        String all = runs.stream()
                .map(value)
                .map(one -> one == null || one.isBlank() ? "none" : one)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "none" : all;
    }

    private List<PlannedTrial> trials(UnitStore store) throws IOException {
        return LastRun.of(store, sweep.loader()).plan().trials();
    }
}
