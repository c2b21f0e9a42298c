package org.spectralsweep.spark.cli;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A stream for printed text that remembers why it could not be written. Java's own stream forgets the reason. */
final class Output extends PrintWriter {
    /** The file in which Linux shows what the standard output is. */
    private static final Path STANDARD = Path.of("/proc/self/fd/1");

    private final Remembering stream;
    private final boolean standard;

    private Output(Remembering stream, Charset charset, boolean standard) {
        super(new BufferedWriter(new OutputStreamWriter(stream, charset)), true);
        this.stream = stream;
        this.standard = standard;
    }

    /** Prints to a stream. */
    static Output on(OutputStream stream, Charset charset) {
        return new Output(new Remembering(stream), charset, false);
    }

    /** Prints to the standard output. */
    static Output standard() {
        String encoding = System.getProperty("sun.stdout.encoding", System.getProperty("stdout.encoding"));
        return new Output(
                new Remembering(new FileOutputStream(FileDescriptor.out)),
                encoding == null ? Charset.defaultCharset() : Charset.forName(encoding),
                true);
    }

    /**
     * Why the output could not be written, in the operating system's words. It is empty if there was no problem or if
     * the reason is unknown.
     */
    static String reason(PrintWriter out) {
        IOException problem = out instanceof Output output ? output.stream.problem : null;
        return problem == null || problem.getMessage() == null ? "" : problem.getMessage();
    }

    /**
     * Whether the reader of the output has read enough, as {@code head} does. Writing to a pipe fails for no other
     * reason.
     */
    static boolean isLeftByItsReader(PrintWriter out) {
        if (!(out instanceof Output output) || !output.standard || output.stream.problem == null) {
            return false;
        }
        try {
            String target = Files.readSymbolicLink(STANDARD).toString();
            return target.startsWith("pipe:") || target.startsWith("socket:");
        } catch (IOException | UnsupportedOperationException e) {
            // This is not Linux.
            return "Broken pipe".equals(output.stream.problem.getMessage());
        }
    }

    private static final class Remembering extends OutputStream {
        private final OutputStream stream;
        private @Nullable IOException problem;

        Remembering(OutputStream stream) {
            this.stream = stream;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                stream.write(bytes, offset, length);
            } catch (IOException e) {
                problem = e;
                throw e;
            }
        }

        @Override
        public void flush() throws IOException {
            stream.flush();
        }
    }
}
