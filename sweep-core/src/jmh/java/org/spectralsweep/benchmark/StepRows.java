package org.spectralsweep.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.linalg.Simd;
import org.spectralsweep.train.EngineName;

/** The rows that time steps. */
final class StepRows {
    /**
     * The largest width for libtorch. Above it, libtorch would store gigabytes of activations. At this width a step
     * takes seconds, so only the tuned libtorch does it.
     */
    private static final int WIDEST_OF_LIBTORCH = 65_536;

    /** The share of time without a core above which a row says so. */
    private static final double BUSY = 0.05;

    private final Turns turns;
    private final Map<String, Double> times = new HashMap<>();

    StepRows(Turns turns) {
        this.turns = turns;
    }

    /** Measures one row. */
    Row measure(Workload workload) {
        String refusal = workload.refusal();
        Map<Contender, Medians> medians = turns.take(workload, contenders(workload, refusal));
        Medians libtorch = medians.get(Contender.LIBTORCH);
        Medians tuned = medians.get(Contender.LIBTORCH_TUNED);
        Medians own = medians.get(Contender.OURS);
        String difference = difference(workload, libtorch == null ? tuned : libtorch, own);
        if (difference != null) {
            return Row.remark(workload.name(), difference);
        }
        double floor = time(medians.get(Contender.FLOOR));
        List<String> remarks = new ArrayList<>();
        if (refusal != null) {
            remarks.add(refusal);
        }
        if (own != null) {
            times.put(workload.name(), own.microseconds());
            addRates(workload, own.microseconds(), floor, remarks);
            addComparison(workload, own.microseconds(), remarks);
            addAllocation(own, remarks);
        }
        addWaiting(medians, remarks);
        return new Row(workload.name(), time(libtorch), time(tuned), time(own), floor, String.join("; ", remarks));
    }

    private static List<Contender> contenders(Workload workload, @Nullable String refusal) {
        List<Contender> contenders = new ArrayList<>();
        int width = workload.architecture().fanOut(0);
        if (workload.simd() == Simd.best() && width < WIDEST_OF_LIBTORCH) {
            contenders.add(Contender.LIBTORCH);
        }
        if (workload.simd() == Simd.best() && width <= WIDEST_OF_LIBTORCH) {
            contenders.add(Contender.LIBTORCH_TUNED);
        }
        if (refusal == null) {
            contenders.add(Contender.OURS);
        }
        if (workload.productFlops() > 0) {
            contenders.add(Contender.FLOOR);
        }
        return contenders;
    }

    /** A remark if the contenders' trainings differ by more than rounding, or null. */
    private static @Nullable String difference(Workload workload, @Nullable Medians libtorch, @Nullable Medians own) {
        if (libtorch == null || own == null) {
            return null;
        }
        for (String counter : List.of("lossBefore", "lossAfter")) {
            double a = libtorch.of(counter);
            double b = own.of(counter);
            if (!(Math.abs(a - b) <= workload.tolerance() * Math.abs(a))) {
                return "not the same training: " + counter + " is " + a + " in libtorch and " + b + " in ours";
            }
        }
        return null;
    }

    private static double time(@Nullable Medians medians) {
        return medians == null ? Double.NaN : medians.microseconds();
    }

    private static void addRates(Workload workload, double own, double floor, List<String> remarks) {
        if (workload.productFlops() > 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "%.0f of %.0f GFLOP/s",
                    workload.productFlops() / own / 1e3,
                    workload.productFlops() / floor / 1e3));
        }
    }

    /** The comparable times. On a busy machine these are the times with a core. */
    private static void addWaiting(Map<Contender, Medians> medians, List<String> remarks) {
        double waited =
                medians.values().stream().mapToDouble(Medians::waited).max().orElse(0);
        if (waited > BUSY) {
            Row row = new Row(
                    "",
                    cpuTime(medians.get(Contender.LIBTORCH)),
                    cpuTime(medians.get(Contender.LIBTORCH_TUNED)),
                    cpuTime(medians.get(Contender.OURS)),
                    cpuTime(medians.get(Contender.FLOOR)),
                    "");
            remarks.add(String.format(
                    Locale.ROOT, "**busy machine**, waited %.0f %%; by CPU time %s", 100 * waited, row.numbers()));
        }
    }

    private static double cpuTime(@Nullable Medians medians) {
        return medians == null ? Double.NaN : medians.cpuMicroseconds();
    }

    private void addComparison(Workload workload, double own, List<String> remarks) {
        Double vector = times.get(workload.name().replace(Workloads.SCALAR, ""));
        if (workload.simd() == Simd.SCALAR && vector != null) {
            remarks.add(String.format(Locale.ROOT, "%.2f times the time of vectors", own / vector));
        }
        Double narrow = times.get(Workloads.NARROW_CIRCLE.name());
        if (workload.engine() == EngineName.CIRCLE && narrow != null) {
            double scale = units(workload) / units(Workloads.NARROW_CIRCLE);
            remarks.add(String.format(Locale.ROOT, "%.2f of width 4096's cost per (width + n)", own / narrow / scale));
        }
    }

    private static double units(Workload workload) {
        return workload.architecture().fanOut(0) + workload.samples();
    }

    private static void addAllocation(Medians own, List<String> remarks) {
        if (own.of("bytesPerStep") > 0) {
            remarks.add(String.format(Locale.ROOT, "allocates %.0f bytes a step", own.of("bytesPerStep")));
        }
    }
}
