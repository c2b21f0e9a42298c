package org.spectralsweep.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.spectralsweep.law.Expression.column;
import static org.spectralsweep.law.Expression.number;
import static org.spectralsweep.law.Expression.parameter;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.spectralsweep.law.Expression.Unary;
import org.spectralsweep.law.Expression.UnaryOperator;

class TapeTest {
    private static final List<String> PARAMETERS = List.of("a", "b", "c");

    private static Tape tape(Expression expression) {
        return new Tape(expression, name -> 0, c -> PARAMETERS.indexOf(c.name()), c -> 1);
    }

    /** Every operation once, one of them shared by two others. */
    private static Expression everything() {
        Expression a = parameter("a");
        Expression shared = column("x").power(a);
        Expression one = shared.times(parameter("b")).plus(number(2)).log();
        Expression two = shared.over(number(3).minus(parameter("c").negated())).exp();
        Expression three = new Unary(UnaryOperator.SQRT, one.plus(two));
        return new Unary(UnaryOperator.TANH, three.over(number(4)))
                .times(parameter("c").power(number(2)));
    }

    @Test
    void gradientsMatchFiniteDifferences() {
        Tape tape = tape(everything());
        double[] point = {0.7, 1.3, 0.4};
        double[] gradient = new double[3];
        for (double x : new double[] {0.5, 1, 3}) {
            double[] row = {x};
            double value = tape.gradient(point, row, gradient);
            assertThat(value).isEqualTo(tape.value(point, row)).isFinite();
            for (int k = 0; k < 3; k++) {
                double[] up = point.clone();
                double[] down = point.clone();
                up[k] += 1e-6;
                down[k] -= 1e-6;
                double slope = (tape.value(up, row) - tape.value(down, row)) / 2e-6;
                assertThat(gradient[k]).isCloseTo(slope, within(1e-8));
            }
        }
    }

    @Test
    void aValueIsThatOfTheFormula() {
        double x = 3;
        double shared = Math.pow(x, 0.7);
        double expected = Math.tanh(Math.sqrt(Math.log(shared * 1.3 + 2) + Math.exp(shared / 3.4)) / 4) * 0.16;
        assertThat(tape(everything()).value(new double[] {0.7, 1.3, 0.4}, new double[] {x}))
                .isCloseTo(expected, within(1e-14));
    }

    @Test
    void aRowSaysWhichLevelItHas() {
        Tape tape = tape(parameter("b", "dimension").times(column("x")));
        double[] gradient = new double[3];
        assertThat(tape.gradient(new double[] {1, 2, 5}, new double[] {3, 1}, gradient))
                .isEqualTo(15);
        assertThat(gradient).containsExactly(0, 0, 3);
    }
}
