package org.spectralsweep.theory;

import java.util.Collections;
import java.util.List;
import org.spectralsweep.kernel.AnalyticKernel;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Initialization;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Normal;
import org.spectralsweep.nn.OuterWeights;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.ZeroBias;

/** Networks of B20. */
final class Architectures {
    private Architectures() {}

    /** One hidden layer, fixed outer weights +-1: c_sigma = 1/2 with biases from zero is Eq. 5. */
    static MlpSpec shallow(BiasMode bias, double cSigma, int inputs) {
        return new MlpSpec(
                inputs,
                Collections.nCopies(1, 64),
                1,
                Parameterization.NTK,
                cSigma,
                bias,
                gaussian(OuterWeights.RADEMACHER),
                false);
    }

    /** Twice Eq. 5, by a network of this width. */
    static MlpSpec wide(int width) {
        return new MlpSpec(
                2,
                List.of(width),
                1,
                Parameterization.NTK,
                1,
                BiasMode.HIDDEN,
                gaussian(OuterWeights.RADEMACHER),
                false);
    }

    /** Hidden layers without bias, all trained, c_sigma = 2. */
    static MlpSpec deep(int layers, int inputs) {
        return new MlpSpec(
                inputs,
                Collections.nCopies(layers, 64),
                1,
                Parameterization.NTK,
                2,
                BiasMode.NONE,
                gaussian(OuterWeights.LIKE_HIDDEN),
                true);
    }

    static AnalyticKernel equation5() {
        return AnalyticKernel.of(shallow(BiasMode.HIDDEN, 0.5, 2));
    }

    private static Initialization gaussian(OuterWeights outer) {
        return new Initialization(new Normal(1), new ZeroBias(), outer, false);
    }
}
