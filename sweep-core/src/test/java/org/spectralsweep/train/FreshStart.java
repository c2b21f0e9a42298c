package org.spectralsweep.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.spectralsweep.linalg.OpenBlas;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.linalg.Simd;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Networks;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.nn.ZeroBias;

/** The program of a virtual machine of its own, for what only the start of one can show. See {@link FreshStartTest}. */
final class FreshStart {
    private static final Initialization START =
            new Initialization(new Normal(1), new ZeroBias(), OuterWeights.RADEMACHER, false);

    private FreshStart() {}

    /** Trains with the named engines in turn, or many steps of nd4j for {@code memory}. */
    public static void main(String[] names) throws IOException {
        for (String name : names) {
            if (name.equals("memory")) {
                memory();
            } else {
                train(EngineName.valueOf(name.toUpperCase(Locale.ROOT)));
            }
        }
    }

    private static void train(EngineName engine) {
        MlpSpec shape = Networks.shallow(2, 300, START);
        Mlp network = Runs.network(shape, Precision.FLOAT64);
        double[] x = new double[2 * 200];
        for (int i = 0; i < 200; i++) {
            x[2 * i] = StrictMath.cos(i);
            x[2 * i + 1] = StrictMath.sin(i);
        }
        Samples data = new Samples(200, 2, 1, x, Networks.gaussian(200, 3), new int[200], 1);
        Runs.train(network, data, Runs.on(engine, Simd.best(), Runs.spec(Runs.descent(), 0.1, Loss.HALF_MEAN, 5)));
        System.out.println(engine.key() + " " + OpenBlas.threads() + " " + Arrays.hashCode(Runs.values(network)));
    }

    /** Prints the resident memory in kB after a few steps, after many, and after many short trainings. */
    private static void memory() throws IOException {
        MlpSpec shape = Networks.spec(2, List.of(64, 64), 1, Parameterization.NTK, BiasMode.ALL, true);
        Samples data = Runs.data(256, 2, 1, 1);
        for (int steps : new int[] {50, 2000}) {
            nd4j(shape, data, steps);
            System.out.println("resident " + resident());
        }
        MlpSpec wide = Networks.spec(2, List.of(256, 256), 1, Parameterization.NTK, BiasMode.ALL, true);
        for (int i = 0; i < 100; i++) {
            nd4j(wide, data, 2);
        }
        System.out.println("resident " + resident());
    }

    private static void nd4j(MlpSpec shape, Samples data, int steps) {
        TrainSpec training = Runs.spec(Runs.descent(), 1e-3, Loss.HALF_MEAN, steps);
        Runs.train(Runs.network(shape, Precision.FLOAT64), data, Runs.on(EngineName.ND4J, Simd.best(), training));
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }
}
