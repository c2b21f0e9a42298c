package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.spectralsweep.spark.job.PlantedTrials;
import org.spectralsweep.spark.job.Progress;
import org.spectralsweep.spark.job.RunCourse;
import org.spectralsweep.spark.job.UnitReport;
import org.spectralsweep.spark.job.WorkUnit;
import org.spectralsweep.trial.TrialStatus;

class ProgressTextTest {
    private static final List<WorkUnit> UNITS = WorkUnit.plan(
            List.of(
                    PlantedTrials.work(0, 1, 1, "plain", 40),
                    PlantedTrials.work(1, 1, 1, "plain", 20),
                    PlantedTrials.work(2, 1, 1, "plain", 0.5),
                    PlantedTrials.work(3, 1, 1, "plain", 0.25)),
            2,
            work -> false);

    private static UnitReport report(TrialStatus status, double predicted, double measured) {
        return new UnitReport("unit", List.of(new UnitReport.Trial("id", status, predicted, measured, measured)));
    }

    private final AtomicLong clock = new AtomicLong();

    private ProgressText text(String name, List<WorkUnit> units) {
        clock.set(0);
        RunCourse course = new RunCourse(clock::get);
        course.planned(units.size(), 0, units, 2);
        return new ProgressText(name, course);
    }

    private ProgressText text(String name) {
        return text(name, UNITS);
    }

    private void at(long seconds) {
        clock.set(seconds * 1_000_000_000L);
    }

    @Test
    void countsByState() {
        ProgressText text = text("planted");
        text.course().finished(report(TrialStatus.DIVERGED, 1, 1));
        text.course().finished(report(TrialStatus.CONVERGED, 1, 1));
        text.course().finished(report(TrialStatus.CONVERGED, 1, 1));
        text.course().finished(report(TrialStatus.BUDGET_EXHAUSTED, 1, 1));
        assertThat(text.counts()).isEqualTo("2 converged, 1 out of steps, 1 diverged");
        assertThat(text.course().isOver()).isTrue();
    }

    @Test
    void printsFewPlainLinesWhereThereIsNoTerminal() {
        StringWriter written = new StringWriter();
        RunCourse course = new RunCourse();
        Progress progress = Progress.both(
                course, new ConsoleProgress(Console.plain(), new PrintWriter(written, true), "planted", course));
        progress.planned(6, 2, UNITS, 2);
        for (int i = 0; i < 4; i++) {
            progress.finished(report(TrialStatus.CONVERGED, 1, 1));
        }
        assertThat(written.toString().lines())
                .containsExactly(
                        "2 of 6 trials are committed, 4 are to run",
                        "planted: 4 trials on 2 cores, about 40 s left, as predicted",
                        "planted: 4 of 4 trials (4 converged), in 0.0 s");
    }

    @Test
    void fitsEveryWidth() {
        for (String name : List.of("planted", "a name ".repeat(40), "\u6f22\u5b57".repeat(40), "tab\tand\nbreak", "")) {
            ProgressText text = text(name);
            for (int ended = 0; ended < 4; ended++) {
                at(90_000);
                for (int columns = 1; columns <= 250; columns++) {
                    String line = text.line(columns);
                    assertThat(StatusText.width(line)).isLessThanOrEqualTo(columns);
                    assertThat(line).doesNotContain("\n", "\t");
                    if (columns >= 40) {
                        assertThat(line).contains(ended + "/4  25:00:00");
                    }
                }
                at(80_000);
                text.course().finished(report(TrialStatus.values()[ended], 1, 1));
            }
        }
    }

    @Test
    void showsMoreWhereThereIsRoom() {
        ProgressText text = text("planted");
        for (WorkUnit unit : UNITS.subList(0, 1)) {
            String trial = unit.work().get(0).trialId();
            text.course().started(unit.name());
            at(10);
            text.course()
                    .finished(new UnitReport(
                            unit.name(), List.of(new UnitReport.Trial(trial, TrialStatus.CONVERGED, 40, 10, 10))));
        }
        assertThat(text.line(12)).isEqualTo("1/4  0:10...");
        assertThat(text.line(39)).isEqualTo("planted  1/4  0:10, about 0:09 left");
        assertThat(text.line(59)).isEqualTo("planted  1/4  0:10, about 0:09 left  1 converged");
        assertThat(text.line(79))
                .isEqualTo("planted  1/4  0:10, about 0:09 left  1 converged  [######.....................]");
        assertThat(text.line(199))
                .isEqualTo(
                        "planted  1/4  0:10, about 0:09 left  1 converged  [" + "#".repeat(10) + ".".repeat(30) + "]");
        assertThat(text("a rather long name of a sweep").line(39)).isEqualTo("a rather...  0/4  0:00, about 0:40 left");
    }

    @Test
    void saysThatTheTimeLeftIsUnknown() {
        ProgressText text = text("planted", UNITS.subList(0, 2));
        UNITS.subList(0, 2).forEach(unit -> text.course().started(unit.name()));
        at(3600);
        assertThat(text.line(59)).startsWith("planted  0/2  1:00:00, time left unknown");
        assertThat(text.sentence()).endsWith(", time left unknown");
    }

    @Test
    void writesClocks() {
        assertThat(Text.clock(Duration.ZERO)).isEqualTo("0:00");
        assertThat(Text.clock(Duration.ofMillis(999))).isEqualTo("0:00");
        assertThat(Text.clockLeft(Duration.ofMillis(1))).isEqualTo("0:01");
        assertThat(Text.clockLeft(Duration.ofMillis(59_001))).isEqualTo("1:00");
        assertThat(Text.clock(Duration.ofSeconds(3599))).isEqualTo("59:59");
        assertThat(Text.clock(Duration.ofSeconds(7509))).isEqualTo("2:05:09");
    }

    @Test
    void writesDurationsAsPeopleDo() {
        assertThat(Text.duration(0.34)).isEqualTo("0.3 s");
        assertThat(Text.duration(9.97)).isEqualTo("10 s");
        assertThat(Text.duration(59.7)).isEqualTo("1 min 00 s");
        assertThat(Text.duration(200)).isEqualTo("3 min 20 s");
        assertThat(Text.duration(7500)).isEqualTo("2 h 05 min");
    }
}
