package org.spectralsweep.trial;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.spectralsweep.Deadline;
import org.spectralsweep.kernel.AnalyticKernel;
import org.spectralsweep.kernel.KernelLimits;
import org.spectralsweep.kernel.SampleKernel;
import org.spectralsweep.nn.Condition;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.targets.ImageSource;
import org.spectralsweep.train.OptimizerSpec;

/**
 * How many updates the trials of a sweep will do according to their kernels. It is computed before any trial runs and
 * within a given time. Trials on the same samples with the same analytic kernel, rate and thresholds share one Gram
 * matrix and one eigenbasis. Only their targets differ. The seconds of other groups count in full, although
 * {@link SampleKernel} may share more.
 *
 * <p>The seconds below are round, cautious guesses. Beside each stands what was measured: CPU time of one core of an
 * AMD EPYC (Zen 3, AVX2) whose two cores other processes shared, in the second of two rounds. The first round also
 * loads libraries and took up to 1.4 s longer.
 */
public final class KernelStepForecast {
    /**
     * Seconds for a kernel matrix and its eigenbasis, per n^3. Measured: 3.0e-10 at n = 734, 2.4e-10 at 1,500 and
     * 1.9e-10 at 3,000, the trial's samples and one target included.
     */
    private static final double SECONDS_PER_CUBE = 4e-10;

    /**
     * Seconds for following one target in that basis, per n^2: tens of evaluations of its residual. Measured: 3.1e-8 at
     * n = 734, 2.9e-8 at 1,500 and 6.4e-8 at 3,000, means over 20 targets.
     */
    private static final double SECONDS_PER_SQUARE = 6e-8;

    /**
     * Seconds for one multiplication and addition of an actual network's kernel. Measured: 0.7e-10 to 1.0e-10 with
     * three to five layers of 256 to 1,024 units on 500 and 1,000 samples.
     */
    private static final double SECONDS_PER_PRODUCT = 1e-10;

    /** Groups that are predicted at a time, where memory allows. */
    private static final int MOST_THREADS = 4;

    /** A group may hold two matrices of 3,000 x 3,000, which may take a third of its share of the heap. */
    private static final long BYTES_A_GROUP = 3L * 2 * 3000 * 3000 * Double.BYTES;

    private final List<TrialSpec> trials;
    private final Outlook[] outlooks;
    private final ImageSource images;
    private final long deadline;

    private KernelStepForecast(List<TrialSpec> trials, ImageSource images, long deadline) {
        this.trials = trials;
        this.images = images;
        this.outlooks = new Outlook[trials.size()];
        this.deadline = deadline;
        Arrays.fill(outlooks, Outlook.UNKNOWN);
    }

    /**
     * What trials must have in common to share a kernel.
     *
     * @param samples digest of the samples and their regions, which may be too large to keep for every trial of a sweep
     * @param alone index of a trial whose kernel is that of its own network, so that it shares with none; -1 for all
     *     others
     */
    private record Key(
            MlpSpec architecture,
            OptimizerSpec optimizer,
            double rateFactor,
            Loss loss,
            List<Threshold> thresholds,
            String samples,
            int alone) {}

    /** Trials that share a kernel, by index, and the target of each. */
    private record Group(List<Integer> members, List<double[]> targets) {
        Group() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    /**
     * Forecasts the updates of trials.
     *
     * @param trials trials whose parts fit together
     * @param images source of the images that their targets name
     * @param seconds time that the kernels and the targets may take, by a generous guess; what does not fit is left out
     * @return what is known of each trial; nothing where its kernel predicts no steps, or where the time was over
     */
    public static List<Outlook> of(List<TrialSpec> trials, ImageSource images, double seconds) {
        KernelStepForecast forecast =
                new KernelStepForecast(trials, images, System.nanoTime() + (long) (seconds * 1e9));
        forecast.predict(forecast.groups());
        return List.of(forecast.outlooks);
    }

    /** Several groups at a time, since nothing else runs yet. */
    private void predict(Collection<Group> groups) {
        long room = Runtime.getRuntime().maxMemory() / BYTES_A_GROUP;
        int threads =
                (int) Math.min(room, Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
        if (threads <= 1 || groups.size() < 2) {
            groups.forEach(this::predict);
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "kernel-steps");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletableFuture.allOf(groups.stream()
                            .map(group -> CompletableFuture.runAsync(() -> predict(group), pool))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        } finally {
            pool.shutdownNow();
        }
    }

    private Collection<Group> groups() {
        Map<Key, Group> groups = new LinkedHashMap<>();
        for (int i = 0; i < trials.size() && left() > 0; i++) {
            TrialSpec trial = trials.get(i);
            if (trial.maxSteps().trainsNothing()) {
                outlooks[i] = new Outlook(OptionalLong.of(0), null);
                continue;
            }
            if (trial.thresholds().isEmpty() || trial.target().outputs() > 1) {
                continue;
            }
            TrialSetup setup = TrialSetup.of(trial, images);
            Samples data = setup.data();
            if (KernelRule.isPredicted(trial.optimizer(), data.count())
                    && data.count() <= KernelLimits.LARGEST_MATRIX) {
                Key key = new Key(
                        setup.architecture(),
                        trial.optimizer(),
                        trial.rateFactor(),
                        trial.loss(),
                        trial.thresholds(),
                        digest(data),
                        AnalyticKernel.obstacle(setup.architecture()) == null ? -1 : i);
                Group group = groups.computeIfAbsent(key, k -> new Group());
                group.members().add(i);
                group.targets().add(data.y());
            }
        }
        return groups.values();
    }

    private static String digest(Samples data) {
        int coordinates = Math.multiplyExact(Double.BYTES, data.x().length);
        ByteBuffer bytes = ByteBuffer.allocate(
                Math.addExact(coordinates, Math.multiplyExact(Integer.BYTES, data.region().length)));
        bytes.asDoubleBuffer().put(data.x());
        bytes.position(coordinates).slice().asIntBuffer().put(data.region());
        return TrialId.hash(bytes.array());
    }

    private void predict(Group group) {
        TrialSpec trial = trials.get(group.members().get(0));
        int n = group.targets().get(0).length;
        TrialSetup setup = TrialSetup.of(trial, images);
        double follow = SECONDS_PER_SQUARE * n * n;
        long affordable =
                (long) Math.floor((left() - kernelSeconds(trial.optimizer(), setup.architecture(), n)) / follow);
        if (affordable < 1) {
            return;
        }
        List<double[]> targets = group.targets()
                .subList(0, (int) Math.min(affordable, group.targets().size()));
        Samples data = setup.data();
        SampleKernel plain = SampleKernel.of(setup.architecture(), setup::network, data.x(), n);
        SampleKernel kernel =
                ResidualMaps.of(trial, setup, plain, Deadline.NONE).kernel();
        double lambdaMax = kernel.largestEigenvalue(Deadline.NONE).value()
                / n
                * trial.loss().timeFactor(n);
        StableRate rate = StableRate.of(trial, lambdaMax);
        group.members().forEach(index -> outlooks[index] = new Outlook(OptionalLong.empty(), rate));
        List<double[]> starts = targets.stream()
                .map(y -> KernelForecast.start(kernel, data.x(), y))
                .toList();
        List<Map<Condition, OptionalLong>> crossings = kernel.firstCrossings(
                targets,
                starts,
                data.region(),
                data.regions(),
                rate.learningRate() * trial.loss().kernelFactor(n),
                Objects.requireNonNull(KernelRule.of(trial.optimizer(), trial.loss(), n)),
                trial.thresholds(),
                KernelLimits.MOST_STEPS,
                Deadline.NONE);
        for (int i = 0; i < crossings.size(); i++) {
            int index = group.members().get(i);
            TrialSpec member = trials.get(index);
            Long slowest = TrainingBudget.slowest(member, crossings.get(i));
            long budget = StepBudget.resolve(member.maxSteps().value(), member.budgetFactor(), slowest);
            outlooks[index] = new Outlook(OptionalLong.of(slowest == null ? budget : Math.min(budget, slowest)), rate);
        }
    }

    /** Seconds for a Gram matrix and its eigenbasis; where residuals are mapped, for two of them. */
    private static double kernelSeconds(OptimizerSpec optimizer, MlpSpec architecture, int n) {
        double products = 0;
        if (AnalyticKernel.obstacle(architecture) != null) {
            for (int layer = 0; layer < architecture.layers(); layer++) {
                double in = architecture.fanIn(layer);
                double out = architecture.fanOut(layer);
                products += n * (n * (in + out) + 2 * in * out);
            }
        }
        return (optimizer.mapsResiduals() ? 3 : 1) * SECONDS_PER_CUBE * n * n * n + SECONDS_PER_PRODUCT * products;
    }

    private double left() {
        return (deadline - System.nanoTime()) / 1e9;
    }
}
