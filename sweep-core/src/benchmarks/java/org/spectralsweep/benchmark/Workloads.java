package org.spectralsweep.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.Simd;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.He;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.NormalBias;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.ZeroBias;
import org.spectralsweep.train.EngineName;

/** The trainings of the table. */
final class Workloads {
    /** The end of the names of workloads whose loops are plain. */
    static final String SCALAR = " scalar";

    /** The network on the circle with which wider ones are compared. */
    static final Workload NARROW_CIRCLE = circle(4096);

    /** The rows in whose starts luck is counted. */
    private static final Set<String> COUNTED = Set.of(
            "dense 2->64x2 n256",
            "dense 2->128x3 n1024",
            "dense 2->256x3 n1024",
            "dense 42->256x4 n4096",
            "dense 2->512x4 n2048",
            "dense 34->512x4 n16384 adam",
            "shallow 2->4096x1 n1024",
            "shallow 3->4096x1 n1024",
            "shallow 4->4096x1 n1024",
            "circle 2->4096x1 n1024 float64");

    private Workloads() {}

    /** All workloads, in the order of the table. */
    static List<Workload> all() {
        List<Workload> all = new ArrayList<>();
        all.add(dense(2, 64, 2, 256));
        all.add(dense(2, 128, 3, 1024));
        all.add(dense(42, 128, 3, 1024));
        all.add(dense(2, 256, 3, 1024));
        all.add(dense(42, 256, 4, 4096));
        all.add(dense(2, 512, 4, 2048));
        all.add(dense(3, 512, 3, 512));
        all.add(adam());
        all.add(in(Precision.FLOAT64, dense(2, 128, 3, 1024)));
        for (int inputs = 2; inputs <= 4; inputs++) {
            all.add(shallow(inputs, Precision.FLOAT32));
        }
        all.add(shallow(2, Precision.FLOAT64));
        all.add(scalar(shallow(2, Precision.FLOAT32)));
        all.add(NARROW_CIRCLE);
        all.add(circle(65_536));
        all.add(circle(1_048_576));
        return all;
    }

    /** Whether luck is counted in the starts of this row. */
    static boolean isCounted(Workload workload) {
        return COUNTED.contains(workload.name());
    }

    /** The workload with this name. */
    static Workload named(String name) {
        for (Workload workload : all()) {
            if (workload.name().equals(name)) {
                return workload;
            }
        }
        throw new IllegalArgumentException("workload must be one of the table but was " + name);
    }

    private static Workload dense(int inputs, int width, int layers, int samples) {
        MlpSpec architecture = new MlpSpec(
                inputs,
                Collections.nCopies(layers, width),
                1,
                Parameterization.STANDARD,
                2,
                BiasMode.HIDDEN,
                new Initialization(new He(0), new NormalBias(0.1), OuterWeights.LIKE_HIDDEN, false),
                true);
        return workload(EngineName.DENSE, Precision.FLOAT32, architecture, samples, Placement.CUBE);
    }

    /** The network of images with coordinates and 8 octaves. An epoch is two batches. */
    private static Workload adam() {
        Workload w = dense(34, 512, 4, 16_384);
        return new Workload(
                w.name() + " adam",
                w.engine(),
                w.precision(),
                w.simd(),
                w.architecture(),
                w.samples(),
                8192,
                Placement.OCTAVES);
    }

    private static Workload shallow(int inputs, Precision precision) {
        return workload(EngineName.SHALLOW, precision, oneLayer(inputs, 4096), 1024, Placement.SPHERE);
    }

    private static Workload circle(int width) {
        return workload(EngineName.CIRCLE, Precision.FLOAT64, oneLayer(2, width), 1024, Placement.CIRCLE);
    }

    /** Network (2) of B20, as in the quickstart. */
    private static MlpSpec oneLayer(int inputs, int width) {
        Initialization start = new Initialization(new Normal(0.2), new ZeroBias(), OuterWeights.RADEMACHER, false);
        return new MlpSpec(inputs, List.of(width), 1, Parameterization.NTK, 1, BiasMode.HIDDEN, start, false);
    }

    private static Workload workload(
            EngineName engine, Precision precision, MlpSpec architecture, int samples, Placement placement) {
        String name = engine.key() + " " + architecture.inputs() + "->"
                + architecture.fanOut(0) + "x"
                + architecture.widths().size() + " n" + samples
                + (precision == Precision.FLOAT64 ? " float64" : "");
        return new Workload(name, engine, precision, Simd.best(), architecture, samples, 0, placement);
    }

    private static Workload in(Precision precision, Workload w) {
        return workload(w.engine(), precision, w.architecture(), w.samples(), w.placement());
    }

    private static Workload scalar(Workload w) {
        return new Workload(
                w.name() + SCALAR,
                w.engine(),
                w.precision(),
                Simd.SCALAR,
                w.architecture(),
                w.samples(),
                w.batchSize(),
                w.placement());
    }
}
