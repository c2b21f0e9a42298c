package org.spectralsweep.law;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.hipparchus.util.FastMath;
import org.spectralsweep.law.Expression.Binary;
import org.spectralsweep.law.Expression.Coefficient;
import org.spectralsweep.law.Expression.Column;
import org.spectralsweep.law.Expression.Constant;
import org.spectralsweep.law.Expression.Unary;

/**
 * An expression as a list of operations, evaluated with its gradient in reverse. One evaluation costs two passes over
 * the operations and allocates nothing. An instance has one scratch space, so threads need tapes of their own.
 */
public final class Tape {
    private enum Operation {
        CONSTANT,
        COLUMN,
        PARAMETER,
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        POWER,
        NEGATE,
        LOG,
        EXP,
        SQRT,
        TANH
    }

    private final Operation[] operations;
    private final int[] left;
    private final int[] right;
    private final double[] values;
    private final double[] adjoints;
    private final int length;

    /**
     * Compiles an expression.
     *
     * @param columnIndex where a column's number stands in a row
     * @param parameterIndex where a parameter stands among the parameters; for one with levels where the first of them
     *     stands
     * @param levelIndex for a parameter with levels, where the row says which of them it has
     */
    public Tape(
            Expression expression,
            ToIntFunction<String> columnIndex,
            ToIntFunction<Coefficient> parameterIndex,
            ToIntFunction<Coefficient> levelIndex) {
        List<Expression> nodes = expression.nodes();
        int n = nodes.size();
        operations = new Operation[n];
        left = new int[n];
        right = new int[n];
        values = new double[n];
        adjoints = new double[n];
        Map<Expression, Integer> place = new HashMap<>();
        int used = 0;
        for (Expression node : nodes) {
            if (place.containsKey(node)) {
                continue;
            }
            int at = used++;
            right[at] = -1;
            if (node instanceof Constant constant) {
                operations[at] = Operation.CONSTANT;
                values[at] = constant.value();
            } else if (node instanceof Column column) {
                operations[at] = Operation.COLUMN;
                left[at] = columnIndex.applyAsInt(column.name());
            } else if (node instanceof Coefficient coefficient) {
                operations[at] = Operation.PARAMETER;
                left[at] = parameterIndex.applyAsInt(coefficient);
                right[at] = coefficient.levels().isEmpty() ? -1 : levelIndex.applyAsInt(coefficient);
            } else if (node instanceof Binary binary) {
                operations[at] = Operation.valueOf(binary.operator().name());
                left[at] = placed(place, binary.left());
                right[at] = placed(place, binary.right());
            } else if (node instanceof Unary unary) {
                operations[at] = Operation.valueOf(unary.operator().name());
                left[at] = placed(place, unary.of());
            }
            place.put(node, at);
        }
        this.length = used;
    }

    /** The value at these parameters and this row. */
    public double value(double[] parameters, double[] row) {
        for (int i = 0; i < length; i++) {
            double a = operations[i].ordinal() < Operation.ADD.ordinal() ? 0 : values[left[i]];
            switch (operations[i]) {
                case CONSTANT -> {}
                case COLUMN -> values[i] = row[left[i]];
                case PARAMETER -> values[i] = parameters[parameter(i, row)];
                case ADD -> values[i] = a + values[right[i]];
                case SUBTRACT -> values[i] = a - values[right[i]];
                case MULTIPLY -> values[i] = a * values[right[i]];
                case DIVIDE -> values[i] = a / values[right[i]];
                case POWER -> values[i] = FastMath.pow(a, values[right[i]]);
                case NEGATE -> values[i] = -a;
                case LOG -> values[i] = FastMath.log(a);
                case EXP -> values[i] = FastMath.exp(a);
                case SQRT -> values[i] = FastMath.sqrt(a);
                case TANH -> values[i] = FastMath.tanh(a);
            }
        }
        return values[length - 1];
    }

    /** The value, and its derivatives by the parameters, which replace what the array held. */
    public double gradient(double[] parameters, double[] row, double[] gradient) {
        double value = value(parameters, row);
        Arrays.fill(gradient, 0);
        Arrays.fill(adjoints, 0, length, 0);
        adjoints[length - 1] = 1;
        for (int i = length - 1; i >= 0; i--) {
            double by = adjoints[i];
            if (by == 0) {
                continue;
            }
            int l = left[i];
            int r = right[i];
            switch (operations[i]) {
                case CONSTANT, COLUMN -> {}
                case PARAMETER -> gradient[parameter(i, row)] += by;
                case ADD -> {
                    adjoints[l] += by;
                    adjoints[r] += by;
                }
                case SUBTRACT -> {
                    adjoints[l] += by;
                    adjoints[r] -= by;
                }
                case MULTIPLY -> {
                    adjoints[l] += by * values[r];
                    adjoints[r] += by * values[l];
                }
                case DIVIDE -> {
                    adjoints[l] += by / values[r];
                    adjoints[r] -= by * values[i] / values[r];
                }
                case POWER -> {
                    double slope = values[r] * FastMath.pow(values[l], values[r] - 1);
                    adjoints[l] += values[r] == 0 ? 0 : by * slope;
                    adjoints[r] += values[i] == 0 ? 0 : by * values[i] * FastMath.log(values[l]);
                }
                case NEGATE -> adjoints[l] -= by;
                case LOG -> adjoints[l] += by / values[l];
                case EXP -> adjoints[l] += by * values[i];
                case SQRT -> adjoints[l] += 0.5 * by / values[i];
                case TANH -> adjoints[l] += by * (1 - values[i] * values[i]);
            }
        }
        return value;
    }

    private static int placed(Map<Expression, Integer> places, Expression node) {
        return Objects.requireNonNull(places.get(node));
    }

    private int parameter(int i, double[] row) {
        return right[i] < 0 ? left[i] : left[i] + (int) row[right[i]];
    }
}
