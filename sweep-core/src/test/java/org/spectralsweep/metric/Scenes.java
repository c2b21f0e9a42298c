package org.spectralsweep.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hipparchus.random.Well19937c;
import org.spectralsweep.Deadline;
import org.spectralsweep.density.InputDensity;
import org.spectralsweep.density.Uniform;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.encoding.Identity;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Loss;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.Networks;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.Samples;
import org.spectralsweep.targets.Harmonic;
import org.spectralsweep.targets.Phase;
import org.spectralsweep.targets.TargetFunction;

/** Scenes and networks of known numbers for tests. */
final class Scenes {
    /** sin of the first coordinate's angle. */
    static final Harmonic SINE = new Harmonic(1, new Phase(0.0), List.of());

    private Scenes() {}

    /** Without an encoding. */
    static Scene of(
            InputDomain domain,
            InputDensity density,
            TargetFunction target,
            double scale,
            Loss loss,
            Samples data,
            Metric... metrics) {
        return new Scene(
                domain,
                density.on(domain, target.axis(domain)),
                target,
                scale,
                new Identity().bind(domain.ambientDimension(), new Well19937c(1)),
                loss,
                data,
                List.of(metrics),
                new Well19937c(2));
    }

    /** Of samples alone, or of a domain where there is nothing else to say. */
    static Scene of(InputDomain domain, Samples data) {
        return of(domain, new Uniform(), SINE, 1, Loss.HALF_SUM, data);
    }

    /** One sample at the origin. */
    static Samples one(int inputs) {
        return new Samples(1, inputs, 1, new double[inputs], new double[1], new int[1], 1);
    }

    /** All weights and biases in order, hidden layers fan_in x fan_out, the last one transposed and without a bias. */
    static Mlp network(int inputs, List<Integer> widths, double... parameters) {
        return network(Deadline.NONE, inputs, widths, parameters);
    }

    static Mlp network(Deadline deadline, int inputs, List<Integer> widths, double... parameters) {
        Mlp network = Mlp.initialized(
                Networks.spec(inputs, widths, 1, Parameterization.STANDARD, BiasMode.HIDDEN, true),
                Precision.FLOAT64,
                new Well19937c(1),
                deadline);
        assertThat(parameters).hasSize(network.values().length());
        network.values().write(0, parameters, 0, parameters.length);
        return network;
    }
}
