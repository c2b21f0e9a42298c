package org.spectralsweep.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Where the state of one training is kept, so that another attempt can go on from it. */
public interface StateStore {
    /** Keeps nothing. */
    StateStore NONE = new StateStore() {
        @Override
        public @Nullable InputStream open() {
            return null;
        }

        @Override
        public void save(Content content) {}
    };

    /** Writes a state. */
    @FunctionalInterface
    interface Content {
        /** Writes all of it, without closing the stream. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Opens the state that was saved last; null if there is none. */
    @Nullable
    InputStream open() throws IOException;

    /** Replaces the state. If that fails, or the process ends meanwhile, the former state is still there. */
    void save(Content content) throws IOException;

    /** What else decides about the last bits of numbers here, such as the model of the processor. */
    default String machine() {
        return "";
    }
}
