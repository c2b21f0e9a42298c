package org.spectralsweep.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KernelRatioTableTest {
    private static ChartPoint point(
            double frequency, double lower, @Nullable Double upper, @Nullable Double predicted) {
        return new ChartPoint(frequency, 1, lower, upper, predicted);
    }

    @Test
    void printsMediansOverSeedsByGroupAndFrequency() {
        KernelRatioTable table = new KernelRatioTable(List.of(
                new KernelRatioTable.Row(
                        "width=1024",
                        List.of(
                                point(2, 110, 110.0, 100.0),
                                point(2, 130, 130.0, 100.0),
                                point(2, 900, 900.0, 100.0),
                                point(4, 3000, 3000.0, 200.0),
                                point(4, 1000, 1000.0, 200.0))),
                new KernelRatioTable.Row("width=65536", List.of(point(2, 101, 101.0, 100.0)))));
        assertThat(table.text()).isEqualTo("""
                        measured / kernel    κ=2    κ=4
                        width=1024          1.30  10.00
                        width=65536         1.01      –
                        """);
    }

    @Test
    void printsTheBoundOfATimeThatWasNotReached() {
        KernelRatioTable table = new KernelRatioTable(List.of(new KernelRatioTable.Row(
                "", List.of(point(3, 400, null, 100.0), point(3, 250, 250.0, 100.0), point(5, 9, 9.0, null)))));
        assertThat(table.text()).isEqualTo("""
                        measured / kernel    κ=3
                                           >4.00
                        """);
    }

    @Test
    void isEmptyWithoutPredictions() {
        assertThat(new KernelRatioTable(List.of(new KernelRatioTable.Row("a", List.of(point(3, 4, 4.0, null))))).text())
                .isEmpty();
        assertThat(new KernelRatioTable(List.of()).text()).isEmpty();
    }

    @Test
    void staysWithinAHundredColumns() {
        List<ChartPoint> many = IntStream.rangeClosed(1, 60)
                .mapToObj(k -> point(k, k, (double) k, (double) k))
                .toList();
        String text = new KernelRatioTable(List.of(new KernelRatioTable.Row("all", many))).text();
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        IntStream.rangeClosed(1, 60).forEach(k -> assertThat(text).containsPattern(" κ=" + k + "\\b"));
    }
}
