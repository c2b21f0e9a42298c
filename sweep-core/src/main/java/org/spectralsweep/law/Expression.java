package org.spectralsweep.law;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A formula of parameters and columns as a tree. The trees are immutable. */
public sealed interface Expression {
    /** The parts that this one is computed from; none for a leaf. */
    default List<Expression> parts() {
        return List.of();
    }

    /** The same node with other parts, in the order of {@link #parts}. */
    default Expression with(List<Expression> parts) {
        return this;
    }

    /**
     * A number.
     *
     * @param value finite
     */
    record Constant(double value) implements Expression {}

    /**
     * A column of the data.
     *
     * @param name as in the tables
     */
    record Column(String name) implements Expression {}

    /**
     * What is estimated.
     *
     * @param name as in the formula
     * @param levels columns that the parameter is indexed by: it has a value of its own for each combination of theirs.
     *     Empty for a single value.
     */
    record Coefficient(String name, List<String> levels) implements Expression {
        /** Copies the list. */
        public Coefficient {
            levels = List.copyOf(levels);
        }
    }

    /** An operation on two parts. */
    record Binary(BinaryOperator operator, Expression left, Expression right) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(left, right);
        }

        @Override
        public Expression with(List<Expression> parts) {
            return new Binary(operator, parts.get(0), parts.get(1));
        }
    }

    /** A function of one part. */
    record Unary(UnaryOperator operator, Expression of) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(of);
        }

        @Override
        public Expression with(List<Expression> parts) {
            return new Unary(operator, parts.get(0));
        }
    }

    /** Operations on two parts. */
    enum BinaryOperator {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        POWER
    }

    /** Functions of one part. */
    enum UnaryOperator {
        NEGATE,
        LOG,
        EXP,
        SQRT,
        TANH
    }

    /** The number as an expression. */
    static Expression number(double value) {
        return new Constant(value);
    }

    /** The column of that name. */
    static Expression column(String name) {
        return new Column(name);
    }

    /** A parameter with a value for each combination of the levels' values. */
    static Expression parameter(String name, String... levels) {
        return new Coefficient(name, List.of(levels));
    }

    /** this + other. */
    default Expression plus(Expression other) {
        return new Binary(BinaryOperator.ADD, this, other);
    }

    /** this - other. */
    default Expression minus(Expression other) {
        return new Binary(BinaryOperator.SUBTRACT, this, other);
    }

    /** this times other. */
    default Expression times(Expression other) {
        return new Binary(BinaryOperator.MULTIPLY, this, other);
    }

    /** this / other. */
    default Expression over(Expression other) {
        return new Binary(BinaryOperator.DIVIDE, this, other);
    }

    /** this to the power of other. */
    default Expression power(Expression other) {
        return new Binary(BinaryOperator.POWER, this, other);
    }

    /** -this. */
    default Expression negated() {
        return new Unary(UnaryOperator.NEGATE, this);
    }

    /** The natural logarithm of this. */
    default Expression log() {
        return new Unary(UnaryOperator.LOG, this);
    }

    /** e to the power of this. */
    default Expression exp() {
        return new Unary(UnaryOperator.EXP, this);
    }

    /** All nodes, a part before what is computed from it. */
    default List<Expression> nodes() {
        List<Expression> nodes = new ArrayList<>();
        parts().forEach(part -> nodes.addAll(part.nodes()));
        nodes.add(this);
        return nodes;
    }

    /** The tree with every node replaced, from the leaves up, for which the function gives another. */
    default Expression replaced(Function<Expression, Optional<Expression>> replacement) {
        List<Expression> parts = parts();
        Expression rebuilt = parts.isEmpty()
                ? this
                : with(parts.stream().map(part -> part.replaced(replacement)).toList());
        return replacement.apply(rebuilt).orElse(rebuilt);
    }
}
