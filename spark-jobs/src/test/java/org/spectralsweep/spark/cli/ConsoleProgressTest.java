package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.spectralsweep.spark.job.PlantedTrials;
import org.spectralsweep.spark.job.Progress;
import org.spectralsweep.spark.job.RunCourse;
import org.spectralsweep.spark.job.UnitReport;
import org.spectralsweep.spark.job.WorkUnit;
import org.spectralsweep.trial.TrialStatus;
import picocli.CommandLine.Help.Ansi;

class ConsoleProgressTest {
    private static final List<WorkUnit> UNITS = WorkUnit.plan(
            List.of(PlantedTrials.work(0, 1, 1, "plain", 40), PlantedTrials.work(1, 1, 1, "plain", 20)),
            2,
            work -> false);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final ErrorStream stream = new ErrorStream(new PrintStream(written, true, StandardCharsets.UTF_8));
    private final AtomicInteger columns = new AtomicInteger(60);
    private final TerminalWidth width = new TerminalWidth(columns::get);
    private final Console terminal = new Console(Ansi.ON, Ansi.ON, new Console.Screen(stream, width));
    private final PrintWriter err = new PrintWriter(stream.printing(), true);

    private final RunCourse course = new RunCourse();

    private ConsoleProgress progress() {
        return new ConsoleProgress(terminal, err, "planted", course);
    }

    private static UnitReport report(int unit) {
        return new UnitReport(
                UNITS.get(unit).name(), List.of(new UnitReport.Trial("id", TrialStatus.CONVERGED, 1, 1, 1)));
    }

    /** The texts of the status line, one after the other. */
    private List<String> lines() {
        return Arrays.stream(written.toString(StandardCharsets.UTF_8).split("\r|\n"))
                .map(line -> line.replace("\u001b[J", ""))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void endsOnATerminal() {
        for (int run = 0; run < 20; run++) {
            ConsoleProgress console = progress();
            Progress progress = Progress.both(course, console);
            progress.planned(2, 0, UNITS, 2);
            progress.finished(report(0));
            progress.finished(report(1));
            console.close();
            console.close();
        }
        assertThat(lines()).filteredOn(line -> line.contains("2/2")).hasSizeGreaterThanOrEqualTo(20);
        assertThat(written.toString(StandardCharsets.UTF_8).chars().filter(c -> c == '\n'))
                .hasSize(20);
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void endsWhileOtherThreadsWrite() throws InterruptedException {
        Thread log = new Thread(() -> {
            for (int i = 0; i < 20_000; i++) {
                err.println("a warning of the log");
            }
        });
        log.start();
        while (log.isAlive()) {
            ConsoleProgress console = progress();
            Progress progress = Progress.both(course, console);
            progress.planned(2, 1, UNITS, 2);
            progress.finished(report(0));
            console.close();
        }
        log.join();
        assertThat(written.toString(StandardCharsets.UTF_8)).endsWith("\n");
    }

    @Test
    void ticksWhileNothingEnds() throws InterruptedException {
        try (ConsoleProgress console = progress()) {
            Progress progress = Progress.both(course, console);
            progress.planned(2, 0, UNITS, 2);
            UNITS.forEach(unit -> progress.started(unit.name()));
            Thread.sleep(2_800);
        }
        assertThat(lines().stream().distinct().toList())
                .anyMatch(line -> line.startsWith("planted  0/2  0:00, about 0:40 left"))
                .anyMatch(line -> line.startsWith("planted  0/2  0:01, about 0:39 left"))
                .anyMatch(line -> line.startsWith("planted  0/2  0:02, about 0:38 left"));
    }

    @Test
    void followsTheWindow() throws InterruptedException {
        try (ConsoleProgress console = progress()) {
            Progress progress = Progress.both(course, console);
            progress.planned(2, 0, UNITS, 2);
            Thread.sleep(300);
            assertThat(lines()).allMatch(line -> line.length() < 60);
            written.reset();
            columns.set(30);
            width.mayHaveChanged();
            Thread.sleep(1_000);
            assertThat(lines()).isNotEmpty().allMatch(line -> line.length() < 30);
        }
    }

    @Test
    void showsNothingWhereNothingIsToRun() {
        try (ConsoleProgress console = progress()) {
            Progress progress = Progress.both(course, console);
            progress.planned(2, 2, List.of(), 2);
        }
        assertThat(lines()).containsExactly("2 of 2 trials are committed, 0 are to run");
    }
}
