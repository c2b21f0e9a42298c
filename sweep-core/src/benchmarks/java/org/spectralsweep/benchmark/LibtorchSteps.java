package org.spectralsweep.benchmark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.global.torch;

/** Steps of libtorch on the same network and data. Nothing but the steps is timed. */
final class LibtorchSteps implements Steps {
    private static final Pattern VERSION = Pattern.compile("TORCH_VERSION=([^,\\s]+)");
    private static final Pattern MKL = Pattern.compile("mkl-([0-9.]+)-");

    private final LibtorchNetwork network;
    private final double lossBefore;
    private final double lossAfter;

    LibtorchSteps(Workload workload) {
        network = new LibtorchNetwork(workload);
        lossBefore = network.loss();
        network.train(COMPARED);
        lossAfter = network.loss();
    }

    @Override
    public Elapsed train(long steps) {
        Elapsed.Stopwatch watch = new Elapsed.Stopwatch();
        network.train(steps);
        return watch.elapsed();
    }

    @Override
    public long fewest() {
        return 1;
    }

    @Override
    public double warmUpSeconds() {
        return 1;
    }

    @Override
    public double timedSeconds() {
        return 1;
    }

    @Override
    public double lossBefore() {
        return lossBefore;
    }

    @Override
    public double lossAfter() {
        return lossAfter;
    }

    /** Not measured: libtorch allocates outside the Java heap. */
    @Override
    public double bytesPerStep() {
        return 0;
    }

    @Override
    public String description() {
        Matcher version = VERSION.matcher(torch.show_config().getString());
        return "libtorch " + (version.find() ? version.group(1) : "(version unknown)") + ", CPU capability "
                + torch.get_cpu_capability().getString() + (torch.hasMKLDNN() ? ", with oneDNN" : "") + ", on "
                + blas();
    }

    private static String blas() {
        if (!"mkl".equals(System.getProperty("org.bytedeco.openblas.load"))) {
            return "our OpenBLAS";
        }
        Matcher version = MKL.matcher(System.getProperty("java.class.path"));
        return "MKL " + (version.find() ? version.group(1) : "(version unknown)");
    }
}
