package org.spectralsweep.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spectralsweep.linalg.Precision;
import org.spectralsweep.nn.Arcs;
import org.spectralsweep.nn.BiasMode;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;
import org.spectralsweep.nn.Networks;
import org.spectralsweep.nn.Parameterization;
import org.spectralsweep.nn.PointCycle;

class CircleUnitsTest {
    private static final int WIDTH = 200;
    private static final int SPREAD = 6;
    private static final int CLOSE = 25;

    /** Points around the circle, and more that differ by up to four units in the last place of each coordinate. */
    private static double[] points() {
        double[] x = new double[2 * (SPREAD + CLOSE)];
        for (int i = 0; i < SPREAD + CLOSE; i++) {
            int close = i - SPREAD;
            double angle = i < SPREAD ? 2 * Math.PI * i / SPREAD : 0.3;
            x[2 * i] = Math.cos(angle) + (close < 0 ? 0 : close % 5 * Math.ulp(Math.cos(angle)));
            x[2 * i + 1] = Math.sin(angle) + (close < 0 ? 0 : close / 5 * Math.ulp(Math.sin(angle)));
        }
        return x;
    }

    /** Units that change sign where the points are close, so that rounding decides about the signs there. */
    private static Mlp network() {
        MlpSpec spec = Networks.spec(2, List.of(WIDTH), 1, Parameterization.NTK, BiasMode.NONE, true);
        Mlp network = Runs.network(spec, Precision.FLOAT64);
        for (int unit = 0; unit < WIDTH; unit++) {
            double length = 1 + 0.37 * unit;
            network.values().set(network.weightsAt(0) + unit, -length * Math.sin(0.3));
            network.values().set(network.weightsAt(0) + WIDTH + unit, length * Math.cos(0.3));
        }
        return network;
    }

    private static CircleUnits units(Mlp network) {
        return new CircleUnits(network, PointCycle.of(points(), 2, SPREAD + CLOSE, false));
    }

    /** Gives every unit another arc that its signs allow, where there is one, and returns how many have one. */
    private static int chooseOthers(CircleUnits units) {
        Arcs arcs = units.arcs();
        double[] values = units.parameters().elements();
        int size = arcs.cycle().size();
        int changed = 0;
        for (int j = 0; j < WIDTH; j++) {
            int at = PointCycle.STRIDE * j;
            long scratch = arcs.bounds()[j];
            for (int start = 0; start < size; start++) {
                for (int end = start + 1; end < start + size; end++) {
                    long arc = (long) start << 32 | end;
                    if (arc != scratch && Arcs.holds(arcs.cycle().points(), arc, values[at], values[at + 1], 0)) {
                        arcs.bounds()[j] = arc;
                    }
                }
            }
            changed += arcs.bounds()[j] == scratch ? 0 : 1;
        }
        return changed;
    }

    @Test
    void restoresArcsThatOnlyTheirPastExplains() throws IOException {
        CircleUnits units = units(network());
        assertThat(chooseOthers(units)).isPositive();
        units.follow();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        units.save(new DataOutputStream(bytes));

        CircleUnits other = units(network());
        assertThat(other.arcs().bounds()).isNotEqualTo(units.arcs().bounds());
        other.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(other.arcs().bounds()).isEqualTo(units.arcs().bounds());
        assertThat(other.outputs()).isEqualTo(units.outputs());
    }
}
