package org.spectralsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spectralsweep.Deadline;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.Simd;
import org.spectralsweep.nn.Activation;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.CirclePoints;
import org.spectralsweep.nn.Gelu;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.LeakyRelu;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Networks;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.NormalBias;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.nn.Sine;
import org.spectralsweep.nn.Tanh;
import org.spectralsweep.nn.Threshold;
import org.spectralsweep.nn.ThresholdConvention;
import org.spectralsweep.nn.ThresholdScope;
import org.spectralsweep.train.WeightDecay.Coupling;
import org.spectralsweep.train.WeightDecay.Reference;

/** A training that is interrupted and goes on has the same bits as one that nobody disturbs. */
class ResumeTest {
    /** So short an interval has the state saved at every step. */
    private static final double ALWAYS = 1e-12;

    private static final int STEPS = 61;

    /** A step after the end is asked for in vain. */
    private static final List<WeightStep> ASKED = List.of(
            new WeightStep(40L),
            new WeightStep(0L),
            WeightStep.END,
            new WeightStep(1L),
            new WeightStep(7L),
            new WeightStep(STEPS + 1L));

    /** Thrown in place of a kill. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** A training: data, network and how it is trained. */
    private record Case(Samples data, MlpSpec shape, Precision precision, TrainSpec spec) {
        Case with(long maxSteps) {
            TrainSpec longer = new TrainSpec(
                    spec.optimizer(),
                    spec.learningRate(),
                    spec.loss(),
                    spec.thresholds(),
                    spec.stopWhen(),
                    maxSteps,
                    spec.checkpoints(),
                    spec.engine(),
                    spec.simd());
            return new Case(data, shape, precision, longer);
        }

        @Override
        public String toString() {
            return spec.engine() + " " + precision + " " + shape.inputs() + " -> " + shape.widths() + " -> "
                    + shape.outputs() + " " + shape.bias()
                    + (shape.initialization().mirrored() ? " mirrored" : "")
                    + (shape.trainOuter() ? "" : " fixed outer") + ", " + spec.loss() + ", " + spec.optimizer();
        }
    }

    /** All that a training shows. */
    private record Shown(
            StopReason reason,
            long steps,
            double initialLoss,
            double finalLoss,
            List<ThresholdHit> hits,
            double flops,
            List<Double> seen,
            List<Double> weights) {}

    /** Keeps what it has seen of each checkpoint, and kills the training after an update. */
    private static final class Watcher implements CheckpointListener {
        private final List<Double> seen = new ArrayList<>();
        private final long kill;

        Watcher(long kill) {
            this.kill = kill;
        }

        @Override
        public void reached(long step, Mlp network, double[] outputs) {
            seen.add((double) step);
            for (double output : outputs) {
                seen.add(output);
            }
            for (double value : Runs.values(network)) {
                seen.add(value);
            }
        }

        @Override
        public void updated(long step) {
            if (step == kill) {
                throw new Killed();
            }
        }

        @Override
        public void save(DataOutput out) throws IOException {
            out.writeInt(seen.size());
            for (double value : seen) {
                out.writeDouble(value);
            }
        }

        @Override
        public void restore(DataInput in) throws IOException {
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                seen.add(in.readDouble());
            }
        }
    }

    private static Shown train(Case one, MemoryStore store, double interval, long kill) {
        return train(one, Runs.network(one.shape, one.precision), store, interval, kill);
    }

    private static Shown train(Case one, Mlp network, MemoryStore store, double interval, long kill) {
        return train(one, network, store, interval, kill, KeptWeights.none());
    }

    private static Shown train(
            Case one, Mlp network, MemoryStore store, double interval, long kill, KeptWeights weights) {
        Watcher watcher = new Watcher(kill);
        TrainingStates states = new TrainingStates(store, () -> "key", interval);
        TrainingOutcome outcome = Trainer.train(network, one.data, one.spec, Runs.batches(), watcher, states, weights);
        assertThat(states.warnings()).isEmpty();
        assertThat(weights.warnings()).isEmpty();
        return new Shown(
                outcome.reason(),
                outcome.steps(),
                outcome.initialLoss(),
                outcome.finalLoss(),
                outcome.hits(),
                outcome.flops(),
                watcher.seen,
                Arrays.stream(Runs.values(network)).boxed().toList());
    }

    private static Shown undisturbed(Case one) {
        return train(one, new MemoryStore(), 0, -1);
    }

    private static List<OptimizerSpec> optimizers(int batch) {
        LearningRate rate = new LearningRate(1.0);
        return List.of(
                Runs.descent(),
                new Sgd(rate, batch, 0),
                new Sgd(rate, 0, 0.9),
                new Sgd(rate, batch, 0.9),
                new Adam(rate, 0.9, 0.999, 1e-8, 0),
                new Adam(rate, 0.9, 0.999, 1e-8, batch),
                new GradientDescent(
                        rate, new Cosine(30, 0.1), new WeightDecay(0.1, Coupling.DECOUPLED, Reference.ORIGIN)),
                new Sgd(rate, batch, 0.9, new Step(4, 0.7), new WeightDecay(0.1, Coupling.COUPLED, Reference.INITIAL)),
                new SignDescent(rate, 0, new WarmUp(25)));
    }

    private static void add(
            List<Case> cases, EngineName engine, Precision precision, Samples data, MlpSpec shape, List<Loss> losses) {
        for (OptimizerSpec optimizer : optimizers(7)) {
            for (Loss loss : losses) {
                double rate = !optimizer.isLinear() ? 0.01 : loss == Loss.HALF_SUM ? 0.02 / data.count() : 0.02;
                List<Threshold> thresholds = loss.isSquared()
                        ? List.of(
                                new Threshold("early", ThresholdConvention.RELATIVE_MSE, 0.98, ThresholdScope.BOTH),
                                new Threshold("never", ThresholdConvention.RELATIVE_MSE, 1e-9, ThresholdScope.GLOBAL))
                        : List.of();
                TrainSpec spec = new TrainSpec(
                        optimizer,
                        rate,
                        loss,
                        thresholds,
                        thresholds.isEmpty() ? Set.of() : Set.of("early", "never"),
                        STEPS,
                        new CheckpointSchedule(1, 6),
                        engine,
                        Simd.best());
                cases.add(new Case(data, shape, precision, spec));
            }
        }
    }

    private static MlpSpec arcs(int inputs, int width, BiasMode bias, boolean mirrored, boolean trainOuter) {
        Initialization start =
                new Initialization(new Normal(1), new NormalBias(0.5), OuterWeights.LIKE_HIDDEN, mirrored);
        return new MlpSpec(inputs, List.of(width), 1, Parameterization.NTK, 1, bias, start, trainOuter);
    }

    private static Samples onArcs(CirclePoints points, int n) {
        int[] region = new int[n];
        for (int i = 0; i < n; i++) {
            region[i] = i % 2;
        }
        return new Samples(n, points.inputs, 1, points.x(n), Networks.gaussian(n, 22), region, 2);
    }

    static Stream<Case> cases() {
        List<Loss> squared = Stream.of(Loss.values()).filter(Loss::isSquared).toList();
        List<Case> cases = new ArrayList<>();
        Samples data = Runs.data(33, 3, 1, 2);
        MlpSpec deep = Networks.spec(3, List.of(17, 17, 5), 1, Parameterization.NTK, BiasMode.ALL, true);
        MlpSpec skipping =
                Networks.residual(Networks.spec(3, List.of(17, 17), 1, Parameterization.NTK, BiasMode.HIDDEN, false));
        MlpSpec classes = Networks.spec(3, List.of(17, 17), 4, Parameterization.NTK, BiasMode.ALL, true);
        MlpSpec shallow = Networks.spec(3, List.of(65), 1, Parameterization.NTK, BiasMode.ALL, true);
        // More than one block of rows, whose gradient is stored even for plain descent.
        MlpSpec wide = Networks.spec(3, List.of(400, 40), 1, Parameterization.NTK, BiasMode.HIDDEN, true);
        for (Precision precision : Precision.values()) {
            for (EngineName engine : List.of(EngineName.DENSE, EngineName.ND4J)) {
                add(
                        cases,
                        engine,
                        precision,
                        data,
                        deep,
                        engine == EngineName.DENSE ? squared : List.of(Loss.HALF_SUM));
                add(cases, engine, precision, data, skipping, List.of(Loss.HALF_MEAN));
                add(cases, engine, precision, Runs.classes(33, 3, 4), classes, List.of(Loss.CROSS_ENTROPY));
            }
            add(cases, EngineName.DENSE, precision, Runs.data(601, 3, 1, 2), wide, List.of(Loss.MEAN_SQUARE));
            add(cases, EngineName.SHALLOW, precision, data, shallow, squared);
        }
        addOtherActivations(cases, data);
        int turn = 0;
        for (CirclePoints points : CirclePoints.values()) {
            boolean mirrored = points == CirclePoints.RANDOM || points == CirclePoints.LINE;
            boolean outer = points != CirclePoints.DUPLICATES;
            for (BiasMode bias : BiasMode.values()) {
                MlpSpec network = arcs(points.inputs, 66, bias, mirrored, outer);
                add(
                        cases,
                        EngineName.CIRCLE,
                        Precision.FLOAT64,
                        onArcs(points, 33),
                        network,
                        List.of(squared.get(turn++ % squared.size())));
            }
        }
        return cases.stream();
    }

    private static void addOtherActivations(List<Case> cases, Samples data) {
        MlpSpec deep = Networks.spec(3, List.of(17, 5), 1, Parameterization.NTK, BiasMode.ALL, true);
        MlpSpec shallow = Networks.spec(3, List.of(65), 1, Parameterization.NTK, BiasMode.ALL, true);
        MlpSpec leaky = arcs(2, 66, BiasMode.HIDDEN, true, true).withActivation(new LeakyRelu(0.2));
        List<Loss> loss = List.of(Loss.HALF_MEAN);
        for (Precision precision : Precision.values()) {
            for (Activation activation : List.of(new Sine(2), new Tanh())) {
                add(cases, EngineName.DENSE, precision, data, deep.withActivation(activation), loss);
            }
            add(cases, EngineName.ND4J, precision, data, deep.withActivation(new Gelu()), loss);
            add(cases, EngineName.SHALLOW, precision, data, shallow.withActivation(new LeakyRelu(0.2)), loss);
        }
        add(cases, EngineName.CIRCLE, Precision.FLOAT64, onArcs(CirclePoints.RANDOM, 33), leaky, loss);
    }

    /** Every eleventh case. */
    static Stream<Case> someCases() {
        return every(11, cases().toList());
    }

    /** Every seventh. */
    static Stream<Case> manyCases() {
        return every(7, cases().toList());
    }

    private static Stream<Case> every(int step, List<Case> all) {
        return IntStream.range(0, all.size()).filter(i -> i % step == 0).mapToObj(all::get);
    }

    @Test
    void someCasesMeetEveryEngineAndOptimizer() {
        for (Stream<Case> some : List.of(someCases(), manyCases())) {
            List<Case> chosen = some.toList();
            for (Function<Case, Object> kind : List.<Function<Case, Object>>of(
                    one -> List.of(one.spec.engine(), one.precision),
                    one -> List.of(
                            one.spec.optimizer().getClass(),
                            one.spec.optimizer().batchSize() > 0),
                    one -> one.spec.optimizer().decay(),
                    one -> one.spec.optimizer().schedule(),
                    one -> one.shape.activation())) {
                assertThat(chosen.stream().map(kind).collect(Collectors.toSet()))
                        .isEqualTo(cases().map(kind).collect(Collectors.toSet()));
            }
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("cases")
    void goesOnWithTheSameBitsInEveryCase(Case one) {
        goesOnWithTheSameBits(one);
    }

    @ParameterizedTest
    @MethodSource("manyCases")
    void goesOnWithTheSameBits(Case one) {
        Shown whole = undisturbed(one);
        assertThat(whole.weights).doesNotContain(Double.NaN);
        assertThat(whole.reason).isEqualTo(StopReason.STEPS_EXHAUSTED);
        // In and after the first step, within an epoch of five batches, after a checkpoint, before the last step.
        for (long[] kills : new long[][] {{1, 2, 3}, {5, 6}, {11, 33}, {33, 60}, {61}}) {
            MemoryStore store = new MemoryStore();
            for (long kill : kills) {
                assertThatThrownBy(() -> train(one, store, ALWAYS, kill)).isInstanceOf(Killed.class);
            }
            assertThat(train(one, store, ALWAYS, -1))
                    .as("killed after %s", Arrays.toString(kills))
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("someCases")
    void goesOnWhenItsBudgetGrows(Case one) {
        Shown whole = undisturbed(one);
        MemoryStore store = new MemoryStore();
        for (long steps : new long[] {0, 1, 13, 40}) {
            assertThat(train(one.with(steps), store, ALWAYS, -1)).isEqualTo(undisturbed(one.with(steps)));
            assertThat(store.state()).isNotNull();
        }
        assertThat(train(one, store, ALWAYS, -1)).isEqualTo(whole);
    }

    private static Shown keeping(Case one, MemoryStore store, MemoryWeights kept, long kill) {
        KeptWeights weights = new KeptWeights(kept, ASKED, new double[0]);
        return train(one, Runs.network(one.shape, one.precision), store, ALWAYS, kill, weights);
    }

    private static Map<Long, List<Double>> listed(MemoryWeights weights) {
        Map<Long, List<Double>> listed = new TreeMap<>();
        weights.kept()
                .forEach((step, values) ->
                        listed.put(step, Arrays.stream(values).boxed().toList()));
        return listed;
    }

    /** Each engine keeps its parameters elsewhere, and hands them out between two steps. */
    @ParameterizedTest
    @MethodSource("someCases")
    void keepingWeightsChangesNoBit(Case one) {
        Shown whole = undisturbed(one);
        MemoryWeights kept = new MemoryWeights();
        assertThat(train(
                        one,
                        Runs.network(one.shape, one.precision),
                        new MemoryStore(),
                        0,
                        -1,
                        new KeptWeights(kept, ASKED, new double[0])))
                .isEqualTo(whole);
        assertThat(kept.kept()).containsOnlyKeys(0L, 1L, 7L, 40L, (long) STEPS);
        listed(kept).forEach((step, values) -> assertThat(values)
                .as("weights of step %d", step)
                .isEqualTo(undisturbed(one.with(step)).weights));
    }

    @ParameterizedTest
    @MethodSource("someCases")
    void killedTrainingsKeepTheSameWeights(Case one) {
        MemoryWeights whole = new MemoryWeights();
        keeping(one, new MemoryStore(), whole, -1);
        MemoryWeights kept = new MemoryWeights();
        MemoryStore store = new MemoryStore();
        for (long kill : new long[] {1, 7, 8, 41}) {
            assertThatThrownBy(() -> keeping(one, store, kept, kill)).isInstanceOf(Killed.class);
        }
        assertThat(keeping(one, store, kept, -1)).isEqualTo(undisturbed(one));
        assertThat(listed(kept)).isEqualTo(listed(whole));
    }

    @Test
    void aStateServesOnlyIfWeightsBeforeItAreKept() throws IOException {
        Case one = small();
        MemoryStore store = new MemoryStore();
        MemoryWeights kept = new MemoryWeights();
        assertThatThrownBy(() -> keeping(one, store, kept, 20)).isInstanceOf(Killed.class);
        byte[] state = store.state();
        kept.kept().remove(7L);
        assertThatThrownBy(() -> keeping(one, store, kept, -1))
                .isInstanceOf(UnusableState.class)
                .hasRootCauseMessage("the state is at step 19, but the weights of step 7 were not kept");
        kept.keep(7, Runs.network(one.shape, one.precision), new double[0]);
        store.put(state);
        assertThat(keeping(one, store, kept, -1)).isEqualTo(undisturbed(one));
    }

    @Test
    void weightsThatCannotBeKeptAreAWarning() {
        Case one = small();
        MemoryWeights kept = new MemoryWeights();
        kept.fail(2);
        KeptWeights weights = new KeptWeights(kept, ASKED, new double[0]);
        Mlp network = Runs.network(one.shape, one.precision);
        Trainer.train(
                network, one.data, one.spec, Runs.batches(), (step, at, outputs) -> {}, TrainingStates.none(), weights);
        assertThat(weights.warnings())
                .containsExactly("the weights of step 0 could not be kept, so another run trains the trial again:"
                        + " no space left on device");
        assertThat(kept.kept()).containsOnlyKeys(7L, 40L, (long) STEPS);
    }

    /** A clock that counts looks has the deadline pass at every place of a step. */
    @Test
    void goesOnWhereverItsTimeWasOver() {
        List<Case> several = cases().filter(
                        one -> one.shape.widths().equals(List.of(400, 40)) || one.spec.loss() == Loss.CROSS_ENTROPY)
                .filter(one -> one.spec.engine() == EngineName.DENSE)
                .toList();
        for (Case one : every(3, several).toList()) {
            Shown whole = undisturbed(one.with(9));
            for (int limit = 3; limit < 12; limit++) {
                MemoryStore store = new MemoryStore();
                Shown shown = limited(one.with(9), store, limit);
                int attempts = 1;
                while (shown.reason == StopReason.TIME_OVER) {
                    shown = limited(one.with(9), store, limit + attempts);
                    attempts++;
                }
                assertThat(shown).as("%s, %d looks", one, limit).isEqualTo(whole);
                assertThat(attempts).isGreaterThan(1);
            }
        }
    }

    private static Shown limited(Case one, MemoryStore store, int limit) {
        int[] looks = {-1_000_000};
        Deadline deadline = Deadline.after(limit, () -> looks[0]++);
        Mlp network = Mlp.initialized(one.shape, one.precision, new Well19937c(5), deadline);
        looks[0] = 0;
        return train(one, network, store, ALWAYS, -1);
    }

    private static Case small() {
        return cases().filter(one -> one.spec.optimizer().batchSize() > 0)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void losesOnlyWhatCameAfterTheLastState() {
        Case one = small();
        MemoryStore store = new MemoryStore();
        assertThatThrownBy(() -> train(one, store, ALWAYS, 20)).isInstanceOf(Killed.class);
        byte[] early = store.state();
        assertThatThrownBy(() -> train(one, store, ALWAYS, 50)).isInstanceOf(Killed.class);
        assertThat(store.saves()).isEqualTo(19 + 30);
        store.put(early);
        assertThat(train(one, store, ALWAYS, -1)).isEqualTo(undisturbed(one));
    }

    @Test
    void aShortTrainingSavesNothing() {
        MemoryStore store = new MemoryStore();
        train(small(), store, 300, -1);
        assertThat(store.saves()).isZero();
        train(small(), store, 0, -1);
        assertThat(store.saves()).isZero();
    }

    @Test
    void aDamagedOrForeignStateIsNotUsed() {
        Case one = small();
        MemoryStore store = new MemoryStore();
        assertThatThrownBy(() -> train(one, store, ALWAYS, 20)).isInstanceOf(Killed.class);
        byte[] state = store.state();
        Shown whole = undisturbed(one);
        for (int length : new int[] {0, 3, 11, 20, state.length / 2, state.length - 1}) {
            store.put(Arrays.copyOf(state, length));
            assertThat(train(one, store, 300, -1)).as("cut to %d bytes", length).isEqualTo(whole);
        }
        for (int at : new int[] {0, 9, 14, 100, state.length - 1}) {
            byte[] changed = state.clone();
            changed[at] ^= 1;
            store.put(changed);
            assertThat(train(one, store, 300, -1)).as("byte %d changed", at).isEqualTo(whole);
        }
        store.put(Arrays.copyOf(state, state.length + 1));
        assertThat(train(one, store, 300, -1)).as("longer").isEqualTo(whole);
    }

    @Test
    void aStateOfAnotherRateOrALaterStepIsRefused() {
        Case one = small();
        MemoryStore store = new MemoryStore();
        assertThatThrownBy(() -> train(one, store, ALWAYS, 20)).isInstanceOf(Killed.class);
        assertThatThrownBy(() -> train(one.with(10), store, ALWAYS, -1)).isInstanceOf(UnusableState.class);
    }

    @Test
    void aStateThatCannotBeSavedIsAWarning() {
        MemoryStore store = new MemoryStore();
        store.fail(2);
        TrainingStates states = new TrainingStates(store, () -> "key", ALWAYS);
        Case one = small();
        Mlp network = Runs.network(one.shape, one.precision);
        Trainer.train(
                network, one.data, one.spec, Runs.batches(), (step, at, outputs) -> {}, states, KeptWeights.none());
        assertThat(states.warnings())
                .containsExactly("the state of the training could not be saved, so another attempt may have to go"
                        + " further back: no space left on device");
        assertThat(Arrays.stream(Runs.values(network)).boxed().toList()).isEqualTo(undisturbed(one).weights);
    }

    @Test
    void aStateIsHardlyLargerThanWhatItHolds() {
        for (Case one : cases().filter(one -> one.shape.widths().size() == 1 && one.spec.loss() == Loss.HALF_SUM)
                .toList()) {
            MlpSpec shape = arcs(one.shape.inputs(), 4096, BiasMode.HIDDEN, false, true);
            Case large = new Case(one.data, shape, one.precision, one.spec);
            MemoryStore store = new MemoryStore();
            Mlp network = Runs.network(shape, one.precision);
            TrainingStates states = new TrainingStates(store, () -> "key", 1e-3);
            Trainer.train(
                    network,
                    large.data,
                    large.spec,
                    Runs.batches(),
                    (step, at, outputs) -> {},
                    states,
                    KeptWeights.none());
            int kept = one.spec.optimizer() instanceof Adam
                    ? 3
                    : one.spec.optimizer().isPlain() ? 1 : 2;
            kept += one.spec.optimizer().decay().towards() == Reference.INITIAL ? 1 : 0;
            int perUnit = one.spec.engine() == EngineName.CIRCLE ? 4 : shape.inputs() + 2;
            double least = one.precision.bytes() * 4096.0 * (shape.inputs() + 2 + (kept - 1) * perUnit);
            assertThat(store.state().length).as("%s", large).isLessThan((int) (1.1 * least));
        }
    }
}
