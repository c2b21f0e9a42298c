package org.spectralsweep.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.linalg.Simd;

/** The rows that time steps. */
final class StepRows {
    /** Above this width libtorch would store gigabytes of activations. */
    private static final int WIDEST_OF_LIBTORCH = 65_536;

    private final Turns turns;
    private final Map<String, Double> ours = new HashMap<>();

    StepRows(Turns turns) {
        this.turns = turns;
    }

    /** One row. */
    Row measure(Workload workload) {
        String refusal = refusal(workload);
        Map<Contender, Medians> medians = turns.take(workload, contenders(workload, refusal));
        double libtorch = time(medians.get(Contender.LIBTORCH));
        double own = time(medians.get(Contender.OURS));
        double floor = time(medians.get(Contender.FLOOR));
        ours.put(workload.name(), own);
        List<String> remarks = new ArrayList<>();
        if (refusal != null) {
            remarks.add(refusal);
        }
        String difference = difference(workload, medians.get(Contender.LIBTORCH), medians.get(Contender.OURS));
        if (difference != null) {
            return new Row(workload.name(), Double.NaN, Double.NaN, Double.NaN, difference);
        }
        Medians onOpenBlas = medians.get(Contender.LIBTORCH_ON_OPENBLAS);
        if (onOpenBlas != null) {
            remarks.add("OB libtorch " + onOpenBlas.microseconds());
        }
        addRates(workload, own, floor, remarks);
        addAllocation(medians.get(Contender.OURS), remarks);
        return new Row(workload.name(), libtorch, own, floor, String.join("; ", remarks));
    }

    private static List<Contender> contenders(Workload workload, @Nullable String refusal) {
        List<Contender> contenders = new ArrayList<>();
        if (workload.simd() == Simd.best() && workload.architecture().fanOut(0) <= WIDEST_OF_LIBTORCH) {
            contenders.add(Contender.LIBTORCH);
            contenders.add(Contender.LIBTORCH_ON_OPENBLAS);
        }
        if (refusal == null) {
            contenders.add(Contender.OURS);
        }
        if (workload.hiddenFlops() > 0) {
            contenders.add(Contender.FLOOR);
        }
        return contenders;
    }

    /** Why our engine does not train this, or null. */
    private static @Nullable String refusal(Workload workload) {
        try {
            workload.train(workload.network(), workload.data(), 1);
            return null;
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return "ours: " + e.getMessage();
        }
    }

    /** How the contenders' trainings differ by more than rounding, or null. */
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
        if (!Double.isNaN(own) && workload.hiddenFlops() > 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "%.0f of %.0f GFLOP/s",
                    workload.hiddenFlops() / own / 1e3,
                    workload.hiddenFlops() / floor / 1e3));
        }
    }

    private static void addAllocation(@Nullable Medians own, List<String> remarks) {
        if (own != null && own.of("bytesPerStep") > 0) {
            remarks.add(String.format(Locale.ROOT, "allocates %.0f bytes a step", own.of("bytesPerStep")));
        }
    }
}
