package org.spectralsweep.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.Simd;
import org.spectralsweep.train.EngineName;

/** The rows that time steps, on vectors of one width. */
final class StepRows {
    /**
     * The largest width for libtorch. Above it, libtorch would store gigabytes of activations. At this width a step
     * takes seconds, so only the tuned libtorch does it.
     */
    private static final int WIDEST_OF_LIBTORCH = 65_536;

    /** Starts of libtorch, and of ours where luck is not counted. */
    private static final int FEW_STARTS = 2;

    private static final int STARTS_OF_PEAK = 3;

    /** What OpenBLAS prints if OPENBLAS_VERBOSE is 2. It has no call for this that Java could reach. */
    private static final Pattern KERNELS = Pattern.compile("(?m)^Core: (\\S+)");

    private final Starts starts;
    private final VectorWidth width;
    private final int count;
    private final Tally tally;
    private final List<Peak.Limits> limits;
    private final Map<String, Double> times = new HashMap<>();
    private final Set<String> libtorch = new TreeSet<>();

    /**
     * Measures the peak.
     *
     * @param count starts of ours in the rows where luck is counted
     * @param tally of those rows
     */
    StepRows(Starts starts, VectorWidth width, int count, Tally tally) {
        this.starts = starts;
        this.width = width;
        this.count = count;
        this.tally = tally;
        Map<String, String> environment = new HashMap<>(width.environment());
        environment.put("OPENBLAS_VERBOSE", "2");
        Fork fork = new Fork(Peak.class, width.options(), environment, List.of());
        limits = starts.take(STARTS_OF_PEAK, StepRows.this::turnOfPeak, fork, Peak.Limits.class);
        if (limits.isEmpty()) {
            throw new IllegalStateException("the peak could not be measured");
        }
    }

    private Journal.Turn turnOfPeak(int start) {
        return new Journal.Turn(width, "peak", "multiply-adds", start);
    }

    /** Seconds of the {@link FixedLoop} while the peak was measured. */
    private double loopSeconds() {
        return Medians.of(limits, Peak.Limits::loopSeconds);
    }

    /** Operations per run of the loop. Luck must not lower a limit, so the best start counts. */
    private double peak(Precision precision) {
        return limits.stream().mapToDouble(limit -> limit.of(precision)).max().orElseThrow();
    }

    /** What was measured before the rows, in a paragraph. */
    String describePeak() {
        double worst = limits.stream().mapToDouble(Peak.Limits::float32).min().orElseThrow();
        double blas = limits.stream().mapToDouble(Peak.Limits::openBlas).max().orElseThrow();
        return String.format(
                Locale.ROOT,
                "Peak of one core on %s: %.1f GFLOP/s in float32 (%d starts, the slowest %.1f %% below), "
                        + "%.1f in float64. OpenBLAS's products reach %.2f of it. Java's vectors have %d bits. %s%s.",
                width.title(),
                peak(Precision.FLOAT32) / loopSeconds() / 1e9,
                limits.size(),
                100 * (1 - worst / peak(Precision.FLOAT32)),
                peak(Precision.FLOAT64) / loopSeconds() / 1e9,
                blas / peak(Precision.FLOAT32),
                limits.get(0).vectorBits(),
                limits.get(0).blas(),
                kernels());
    }

    private String kernels() {
        Path log = starts.log(turnOfPeak(0));
        try {
            Matcher matcher = KERNELS.matcher(Files.readString(log));
            return matcher.find() ? "; it says that its kernels are " + matcher.group(1) : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** With what libtorch ran in the rows so far, as it says itself, in a few words. */
    String describeLibtorch() {
        return String.join("; ", libtorch);
    }

    /** Measures one row. */
    Row measure(Workload workload) {
        Map<Contender, List<TimedStart.Reading>> readings = new EnumMap<>(Contender.class);
        for (Contender contender : contenders(workload)) {
            boolean many = contender == Contender.OURS && Workloads.isCounted(workload);
            List<TimedStart.Reading> found = starts.take(
                    many ? count : Math.min(count, FEW_STARTS),
                    start -> new Journal.Turn(width, workload.name(), contender.title(), start),
                    contender.fork(workload, width),
                    TimedStart.Reading.class);
            readings.put(contender, found);
            if (contender != Contender.OURS) {
                found.forEach(reading -> libtorch.add(reading.description()));
            }
        }
        String difference = difference(workload, readings);
        if (difference != null) {
            return Row.remark(workload.name(), difference);
        }
        List<TimedStart.Reading> own = readings.getOrDefault(Contender.OURS, List.of());
        List<String> remarks = new ArrayList<>();
        Row.Luck luck = own.isEmpty() ? null : luck(own);
        if (luck == null) {
            remarks.add("ours failed");
        } else {
            times.put(workload.name(), luck.median());
            addComparison(workload, luck.median(), remarks);
            if (luck.allocating() > 0) {
                remarks.add(luck.allocating() + " of " + luck.times().size() + " allocate");
            }
            if (Workloads.isCounted(workload)) {
                tally.add(luck);
            }
        }
        return new Row(
                workload.name(),
                time(readings.get(Contender.LIBTORCH)),
                time(readings.get(Contender.LIBTORCH_TUNED)),
                luck,
                luck == null ? Row.Rate.NONE : rate(workload, luck.median()),
                String.join("; ", remarks));
    }

    private static List<Contender> contenders(Workload workload) {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(Contender.OURS);
        int units = workload.architecture().fanOut(0);
        if (workload.simd() == Simd.best() && units < WIDEST_OF_LIBTORCH) {
            contenders.add(Contender.LIBTORCH);
        }
        if (workload.simd() == Simd.best() && units <= WIDEST_OF_LIBTORCH) {
            contenders.add(Contender.LIBTORCH_TUNED);
        }
        return contenders;
    }

    /** A remark if the contenders' trainings differ by more than rounding, or null. */
    private static @Nullable String difference(Workload workload, Map<Contender, List<TimedStart.Reading>> readings) {
        TimedStart.Reading first = null;
        for (Map.Entry<Contender, List<TimedStart.Reading>> found : readings.entrySet()) {
            for (TimedStart.Reading reading : found.getValue()) {
                first = first == null ? reading : first;
                if (!agree(workload, first.lossBefore(), reading.lossBefore())
                        || !agree(workload, first.lossAfter(), reading.lossAfter())) {
                    return String.format(
                            Locale.ROOT,
                            "not the same training: losses %s, then %s, but %s, then %s in %s",
                            first.lossBefore(),
                            first.lossAfter(),
                            reading.lossBefore(),
                            reading.lossAfter(),
                            found.getKey().title());
                }
            }
        }
        return null;
    }

    private static boolean agree(Workload workload, double a, double b) {
        return Math.abs(a - b) <= workload.tolerance() * Math.abs(a);
    }

    private Row.Luck luck(List<TimedStart.Reading> readings) {
        return new Row.Luck(
                readings.stream().map(this::time).toList(),
                readings.stream().filter(reading -> reading.bytes() > 0).count(),
                readings.stream().mapToDouble(TimedStart.Reading::bytes).max().orElse(0));
    }

    /** Microseconds at the clock at which the peak was measured. */
    private double time(TimedStart.Reading reading) {
        return 1e6 * reading.loops() * loopSeconds();
    }

    private double time(@Nullable List<TimedStart.Reading> readings) {
        return readings == null || readings.isEmpty() ? Double.NaN : Medians.of(readings, this::time);
    }

    private Row.Rate rate(Workload workload, double microseconds) {
        double operations = workload.operations();
        if (operations == 0) {
            return Row.Rate.NONE;
        }
        double gigaflops = operations / microseconds / 1e3;
        return new Row.Rate(gigaflops, gigaflops * 1e9 * loopSeconds() / peak(workload.precision()));
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
}
