package org.spectralsweep.linalg;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;
import static org.bytedeco.dnnl.global.dnnl.dnnl_sgemm;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.fpmath_mode;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/**
 * Computations on native arrays by oneDNN, each prepared once and run often. A matrix product comes with everything
 * that follows it element by element, so that no result is read twice. All results follow from shapes and the
 * processor's kernels alone: one thread, float32 throughout, whatever the arrays' addresses are. A program belongs to
 * one thread at a time.
 *
 * <p>Matrices are row-major. Products take 2 rows inner columns flops, all else as many operations as there are
 * elements. Results may not overlap operands unless it is said.
 */
public final class NativeProgram implements AutoCloseable {
    /** What was made outside the heap for each call, in order. */
    private final List<PointerScope> kept = new ArrayList<>();

    private final engine processor;
    private final stream order;
    private final NativeArray zero = new NativeArray(1);

    /** @throws IllegalStateException if oneDNN cannot be used here, see {@link OneDnn#obstacle} */
    public NativeProgram() {
        if (!OneDnn.isAvailable()) {
            throw new IllegalStateException("oneDNN cannot be used: " + OneDnn.obstacle());
        }
        try (PointerScope made = keep()) {
            processor = new engine(engine.kind.cpu, 0);
            order = new stream(processor);
        }
    }

    /**
     * h = max(0, factor x w + b), where NaN and minus infinity give NaN. Without a bias b is 0.
     *
     * @param bias 1 x columns, or null
     */
    public NativeCall rectifiedProduct(
            NativeMatrix h, NativeMatrix x, NativeMatrix w, @Nullable NativeMatrix bias, double factor) {
        return product(h, x, w, bias, factor, true);
    }

    /**
     * z = factor x w + b. Without a bias b is 0.
     *
     * @param bias 1 x columns, or null
     */
    public NativeCall product(
            NativeMatrix z, NativeMatrix x, NativeMatrix w, @Nullable NativeMatrix bias, double factor) {
        return product(z, x, w, bias, factor, false);
    }

    private NativeCall product(
            NativeMatrix h,
            NativeMatrix x,
            NativeMatrix w,
            @Nullable NativeMatrix bias,
            double factor,
            boolean rectified) {
        try (PointerScope made = keep()) {
            Arguments arguments = new Arguments()
                    .put(DNNL_ARG_SRC, x)
                    .put(DNNL_ARG_WEIGHTS, w)
                    .put(DNNL_ARG_DST, h);
            post_ops after = new post_ops();
            boolean scaled = factor != 1;
            if (scaled) {
                after.append_eltwise(algorithm.eltwise_linear, (float) factor, 0f);
            }
            if (bias != null && scaled) {
                // The factor comes before the bias.
                arguments.put(afterwards(after.len()) | DNNL_ARG_SRC_1, bias);
                after.append_binary(algorithm.binary_add, form(bias));
            } else if (bias != null) {
                arguments.put(DNNL_ARG_BIAS, bias);
            }
            if (rectified) {
                // relu with slope 0: unlike oneDNN's own it keeps what is not a number, by which divergence is seen.
                arguments.put(afterwards(after.len()) | DNNL_ARG_WEIGHTS, zero.matrix(0, 1, 1));
                after.append_prelu(0);
            }
            primitive_attr attributes = strict();
            attributes.set_post_ops(after);
            matmul.primitive_desc description = bias != null && !scaled
                    ? new matmul.primitive_desc(processor, form(x), form(w), form(bias), form(h), attributes, false)
                    : new matmul.primitive_desc(processor, form(x), form(w), form(h), attributes, false);
            return new Primitive(new matmul(description), order, arguments);
        }
    }

    /** c = a b^T. */
    public NativeCall productWithTransposed(NativeMatrix c, NativeMatrix a, NativeMatrix b) {
        try (PointerScope made = keep()) {
            memory.desc weights = form(new long[] {b.columns(), b.rows()}, new long[] {1, b.columns()});
            Arguments arguments = new Arguments()
                    .put(DNNL_ARG_SRC, a)
                    .put(DNNL_ARG_WEIGHTS, b, weights)
                    .put(DNNL_ARG_DST, c);
            matmul.primitive_desc description =
                    new matmul.primitive_desc(processor, form(a), weights, form(c), strict(), false);
            return new Primitive(new matmul(description), order, arguments);
        }
    }

    /** c = factor a b + share c. */
    public NativeCall addProduct(NativeMatrix c, NativeMatrix a, NativeMatrix b, double factor, double share) {
        return new Product('N', 'N', a.columns(), factor, a, b, share, c);
    }

    /** c = factor a b^T + share c. */
    public NativeCall addProductWithTransposed(
            NativeMatrix c, NativeMatrix a, NativeMatrix b, double factor, double share) {
        return new Product('N', 'T', a.columns(), factor, a, b, share, c);
    }

    /** c += factor a^T b. */
    public NativeCall addTransposedProduct(NativeMatrix c, NativeMatrix a, NativeMatrix b, double factor) {
        return new Product('T', 'N', a.rows(), factor, a, b, 1, c);
    }

    /** delta = 0 where h is 0, less or not a number; else delta stays. */
    public NativeCall gate(NativeMatrix delta, NativeMatrix h) {
        try (PointerScope made = keep()) {
            eltwise_forward.primitive_desc hint = new eltwise_forward.primitive_desc(
                    processor,
                    prop_kind.forward_training,
                    algorithm.eltwise_relu_use_dst_for_bwd,
                    form(h),
                    form(h),
                    0f,
                    0f);
            eltwise_backward.primitive_desc description = new eltwise_backward.primitive_desc(
                    processor, algorithm.eltwise_relu_use_dst_for_bwd, form(delta), form(delta), form(h), 0f, 0f, hint);
            Arguments arguments = new Arguments()
                    .put(DNNL_ARG_DST, h)
                    .put(DNNL_ARG_DIFF_DST, delta)
                    .put(DNNL_ARG_DIFF_SRC, delta);
            return new Primitive(new eltwise_backward(description), order, arguments);
        }
    }

    /**
     * h = s(h) and slopes = s'(h), for matrices of one size that have no gaps. Java computes them, a tile at a time, so
     * that results have the bits of {@link Float32Array#apply}.
     */
    public NativeCall apply(NativeMatrix h, NativeMatrix slopes, ElementFunction s) {
        return new Applied(h, slopes, s);
    }

    /** delta = delta times slopes, element by element. */
    public NativeCall multiply(NativeMatrix delta, NativeMatrix slopes) {
        return binary(algorithm.binary_mul, delta, delta, slopes);
    }

    /** c = a + b. */
    public NativeCall sum(NativeMatrix c, NativeMatrix a, NativeMatrix b) {
        return binary(algorithm.binary_add, c, a, b);
    }

    private NativeCall binary(algorithm operation, NativeMatrix c, NativeMatrix a, NativeMatrix b) {
        try (PointerScope made = keep()) {
            binary.primitive_desc description =
                    new binary.primitive_desc(processor, operation, form(a), form(b), form(c));
            Arguments arguments = new Arguments()
                    .put(DNNL_ARG_SRC_0, a)
                    .put(DNNL_ARG_SRC_1, b)
                    .put(DNNL_ARG_DST, c);
            return new Primitive(new binary(description), order, arguments);
        }
    }

    /** c = a, for matrices of one size that have no gaps. */
    public NativeCall copy(NativeMatrix c, NativeMatrix a) {
        FloatPointer to = c.pointer();
        FloatPointer from = a.pointer();
        long bytes = (long) Float.BYTES * a.rows() * a.columns();
        return () -> Pointer.memcpy(to, from, bytes);
    }

    /** Frees what the calls hold outside the heap. No call may be run afterwards. */
    @Override
    public void close() {
        for (int i = kept.size() - 1; i >= 0; i--) {
            kept.get(i).deallocate();
        }
        kept.clear();
        zero.close();
    }

    /** A scope whose natives live until this program is closed. */
    private PointerScope keep() {
        PointerScope scope = new PointerScope().extend();
        kept.add(scope);
        return scope;
    }

    /** Attributes under which float32 is computed in float32, whatever the environment says. */
    private static primitive_attr strict() {
        primitive_attr attributes = new primitive_attr();
        attributes.set_fpmath_mode(fpmath_mode.strict);
        return attributes;
    }

    /** The number of the first argument of what comes {@code position}-th after a product. */
    private static int afterwards(int position) {
        return DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE * (position + 1);
    }

    private static memory.desc form(NativeMatrix m) {
        return form(new long[] {m.rows(), m.columns()}, new long[] {m.columns(), 1});
    }

    private static memory.desc form(long[] sizes, long[] strides) {
        return new memory.desc(sizes, memory.data_type.f32, strides);
    }

    /** What a primitive reads and writes. */
    private final class Arguments {
        private final List<Integer> roles = new ArrayList<>();
        private final List<memory> places = new ArrayList<>();
        private final List<NativeMatrix> matrices = new ArrayList<>();

        Arguments put(int role, NativeMatrix m) {
            return put(role, m, form(m));
        }

        Arguments put(int role, NativeMatrix m, memory.desc form) {
            roles.add(role);
            matrices.add(m);
            places.add(new memory(form, processor, m.pointer()));
            return this;
        }

        int count() {
            return roles.size();
        }

        dnnl_exec_arg_t inMemory() {
            dnnl_exec_arg_t all = new dnnl_exec_arg_t(count());
            for (int i = 0; i < count(); i++) {
                all.getPointer(i).arg(roles.get(i)).memory(places.get(i).get());
            }
            return all;
        }
    }

    /** A primitive of oneDNN with its arguments. */
    private static final class Primitive implements NativeCall {
        private final primitive owner;
        private final dnnl_primitive handle;
        private final dnnl_stream order;
        private final int count;
        private final dnnl_exec_arg_t arguments;

        /** Keeps the memory of the arguments. */
        private final List<NativeMatrix> matrices;

        Primitive(primitive owner, stream order, Arguments arguments) {
            this.owner = owner;
            handle = owner.get();
            this.order = order.get();
            count = arguments.count();
            this.arguments = arguments.inMemory();
            matrices = List.copyOf(arguments.matrices);
        }

        @Override
        public void run() {
            check(dnnl_primitive_execute(handle, order, count, arguments), this);
        }

        @Override
        public String toString() {
            return owner.getClass().getSimpleName() + " of " + matrices;
        }
    }

    /** A function of each element, with its slope. */
    private static final class Applied implements NativeCall {
        private final ElementFunction function;
        private final int count;

        /** Keeps the memory that the pointers below are views of. */
        private final List<NativeMatrix> matrices;

        private final FloatPointer values;
        private final FloatPointer slopes;
        private final float[] z = new float[ElementFunction.TILE];
        private final float[] slope = new float[ElementFunction.TILE];

        Applied(NativeMatrix h, NativeMatrix slopes, ElementFunction function) {
            this.function = function;
            matrices = List.of(h, slopes);
            count = h.rows() * h.columns();
            if (slopes.rows() != h.rows() || slopes.columns() != h.columns()) {
                throw new IllegalArgumentException("slopes must have the size of " + h + " but were " + slopes);
            }
            values = h.pointer();
            this.slopes = slopes.pointer();
        }

        @Override
        public void run() {
            for (int from = 0; from < count; from += ElementFunction.TILE) {
                int width = Math.min(ElementFunction.TILE, count - from);
                values.position(from).get(z, 0, width);
                function.apply(z, slope, width);
                values.put(z, 0, width);
                slopes.position(from).put(slope, 0, width);
            }
        }

        @Override
        public String toString() {
            return "function of " + matrices;
        }
    }

    /** c = factor op(a) op(b) + share c. */
    private static final class Product implements NativeCall {
        private final byte opA;
        private final byte opB;
        private final long rows;
        private final long columns;
        private final long inner;
        private final float factor;
        private final NativeMatrix a;
        private final FloatPointer aStart;
        private final NativeMatrix b;
        private final FloatPointer bStart;
        private final float share;
        private final NativeMatrix c;
        private final FloatPointer cStart;

        Product(
                char opA,
                char opB,
                long inner,
                double factor,
                NativeMatrix a,
                NativeMatrix b,
                double share,
                NativeMatrix c) {
            this.opA = (byte) opA;
            this.opB = (byte) opB;
            rows = c.rows();
            columns = c.columns();
            this.inner = inner;
            this.factor = (float) factor;
            this.a = a;
            aStart = a.pointer();
            this.b = b;
            bStart = b.pointer();
            this.share = (float) share;
            this.c = c;
            cStart = c.pointer();
        }

        @Override
        public void run() {
            check(
                    dnnl_sgemm(
                            opA,
                            opB,
                            rows,
                            columns,
                            inner,
                            factor,
                            aStart,
                            a.columns(),
                            bStart,
                            b.columns(),
                            share,
                            cStart,
                            c.columns()),
                    this);
        }
    }

    private static void check(int status, Object call) {
        if (status != 0) {
            throw new IllegalStateException("oneDNN refused " + call + " with status " + status);
        }
    }
}
