package org.spectralsweep.spark.conf;

import com.ezylang.evalex.BaseException;
import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.FunctionDictionaryIfc;
import com.ezylang.evalex.config.OperatorDictionaryIfc;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.FunctionIfc;
import com.ezylang.evalex.functions.FunctionParameterDefinition;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.parser.Token;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates expressions in decimal numbers (EvalEx), and ends soon whatever it is given. There is no largest decimal
 * number, and rounding {@code 9^9^9} to an integer, its remainder or its power would take more digits than there is
 * memory. Every operand and every result must therefore be 0 or of a size from 1e-400 to 1e400. A factorial is of at
 * most 200, and an expression has at most 2,000 characters.
 *
 * <p>Only functions of numbers are available. None of them draws random numbers or reads a clock, because a spec must
 * mean the same trials whenever it is read.
 */
final class Arithmetic {
    private static final int LONGEST = 2000;
    private static final int LARGEST_EXPONENT = 400;
    private static final int LARGEST_FACTORIAL = 200;
    private static final List<String> NOT_ARITHMETIC = List.of("STR_", "DT_", "DURATION_", "RANDOM");

    private static final ExpressionConfiguration BOUNDED = bounded(ExpressionConfiguration.defaultConfiguration());

    private Arithmetic() {}

    /** Says what is wrong with an expression, in words that follow it. */
    static final class NoNumber extends Exception {
        private static final long serialVersionUID = 1;

        NoNumber(String sentence) {
            super(sentence);
        }
    }

    /** The value of an expression with named numbers. */
    static BigDecimal evaluate(String formula, Map<String, BigDecimal> numbers) throws NoNumber {
        if (formula.length() > LONGEST) {
            throw new NoNumber("must have at most " + LONGEST + " characters but had " + formula.length());
        }
        EvaluationValue result = value(formula, numbers);
        BigDecimal number = result.isNumberValue() ? result.getNumberValue() : null;
        if (number == null) {
            throw new NoNumber("must give a number but gave " + result.getStringValue());
        }
        if (!isModerate(number)) {
            throw new NoNumber("cannot be evaluated: " + tooLarge(number));
        }
        return number;
    }

    private static EvaluationValue value(String formula, Map<String, BigDecimal> numbers) throws NoNumber {
        try {
            return new Expression(formula, BOUNDED).withValues(numbers).evaluate();
        } catch (BaseException | ArithmeticException e) {
            throw new NoNumber("cannot be evaluated: " + e.getMessage());
        } catch (NumberFormatException e) {
            // A BigDecimal throws this for a double that is not a number, such as a fractional power of -1.
            throw new NoNumber("cannot be evaluated: a part of it is not a finite number");
        }
    }

    private static ExpressionConfiguration bounded(ExpressionConfiguration plain) {
        return plain.toBuilder()
                .operatorDictionary(new Operators(plain.getOperatorDictionary()))
                .functionDictionary(new Functions(plain.getFunctionDictionary()))
                .arraysAllowed(false)
                .structuresAllowed(false)
                .build();
    }

    private static boolean isModerate(BigDecimal number) {
        long exponent = (long) number.precision() - number.scale();
        return number.signum() == 0
                ? Math.abs((long) number.scale()) <= LARGEST_EXPONENT
                : Math.abs(exponent) <= LARGEST_EXPONENT && number.precision() <= 2 * LARGEST_EXPONENT;
    }

    private static String tooLarge(BigDecimal number) {
        long exponent = (long) number.precision() - number.scale() - 1;
        return "numbers must be 0 or from 1e-" + LARGEST_EXPONENT + " to 1e" + LARGEST_EXPONENT
                + " in size, but one is about 1e" + exponent;
    }

    private static void require(Token token, EvaluationValue... values) throws EvaluationException {
        for (EvaluationValue value : values) {
            BigDecimal number = value.isNumberValue() ? value.getNumberValue() : null;
            if (number != null && !isModerate(number)) {
                throw new EvaluationException(token, tooLarge(number));
            }
        }
    }

    private static EvaluationValue moderate(Token token, EvaluationValue result) throws EvaluationException {
        require(token, result);
        return result;
    }

    private record Operators(OperatorDictionaryIfc plain) implements OperatorDictionaryIfc {
        @Override
        public void addOperator(String operator, OperatorIfc implementation) {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable OperatorIfc getPrefixOperator(String operator) {
            return bounded(plain.getPrefixOperator(operator));
        }

        @Override
        public @Nullable OperatorIfc getPostfixOperator(String operator) {
            return bounded(plain.getPostfixOperator(operator));
        }

        @Override
        public @Nullable OperatorIfc getInfixOperator(String operator) {
            return bounded(plain.getInfixOperator(operator));
        }

        private static @Nullable OperatorIfc bounded(@Nullable OperatorIfc operator) {
            return operator == null ? null : new Operator(operator);
        }
    }

    private record Operator(OperatorIfc plain) implements OperatorIfc {
        @Override
        public int getPrecedence() {
            return plain.getPrecedence();
        }

        @Override
        public int getPrecedence(ExpressionConfiguration configuration) {
            return plain.getPrecedence(configuration);
        }

        @Override
        public boolean isLeftAssociative() {
            return plain.isLeftAssociative();
        }

        @Override
        public boolean isPrefix() {
            return plain.isPrefix();
        }

        @Override
        public boolean isPostfix() {
            return plain.isPostfix();
        }

        @Override
        public boolean isInfix() {
            return plain.isInfix();
        }

        @Override
        public boolean isOperandLazy() {
            return plain.isOperandLazy();
        }

        @Override
        public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... operands)
                throws EvaluationException {
            require(token, operands);
            return moderate(token, plain.evaluate(expression, token, operands));
        }
    }

    private record Functions(FunctionDictionaryIfc plain) implements FunctionDictionaryIfc {
        @Override
        public void addFunction(String name, FunctionIfc function) {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable FunctionIfc getFunction(String name) {
            String upper = name.toUpperCase(Locale.ROOT);
            FunctionIfc function = NOT_ARITHMETIC.stream().anyMatch(upper::startsWith) ? null : plain.getFunction(name);
            return function == null ? null : new Function(upper, function);
        }
    }

    private record Function(String name, FunctionIfc plain) implements FunctionIfc {
        @Override
        public List<FunctionParameterDefinition> getFunctionParameterDefinitions() {
            return plain.getFunctionParameterDefinitions();
        }

        @Override
        public void validatePreEvaluation(Token token, EvaluationValue... parameters) throws EvaluationException {
            require(token, parameters);
            plain.validatePreEvaluation(token, parameters);
        }

        @Override
        public boolean hasVarArgs() {
            return plain.hasVarArgs();
        }

        @Override
        public boolean isParameterLazy(int index) {
            return plain.isParameterLazy(index);
        }

        @Override
        public int getCountOfNonVarArgParameters() {
            return plain.getCountOfNonVarArgParameters();
        }

        @Override
        public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... parameters)
                throws EvaluationException {
            require(token, parameters);
            if (name.equals("FACT")) {
                requireWhole(token, parameters[0], 0, LARGEST_FACTORIAL, "a factorial must be of");
            }
            if (name.equals("ROUND")) {
                requireWhole(token, parameters[1], -LARGEST_EXPONENT, LARGEST_EXPONENT, "decimals must be");
            }
            return moderate(token, plain.evaluate(expression, token, parameters));
        }

        private static void requireWhole(Token token, EvaluationValue value, int least, int most, String what)
                throws EvaluationException {
            BigDecimal number = value.isNumberValue() ? value.getNumberValue() : null;
            if (number != null
                    && (number.stripTrailingZeros().scale() > 0
                            || number.compareTo(BigDecimal.valueOf(least)) < 0
                            || number.compareTo(BigDecimal.valueOf(most)) > 0)) {
                throw new EvaluationException(
                        token,
                        what + " an integer from " + least + " to " + most + " but was " + value.getStringValue());
            }
        }
    }
}
