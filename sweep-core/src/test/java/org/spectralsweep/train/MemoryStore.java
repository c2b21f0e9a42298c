package org.spectralsweep.train;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps the state in memory, for tests. */
public final class MemoryStore implements StateStore {
    private final String machine;
    private byte @Nullable [] state;
    private int saves;
    private int failures;

    /** An empty store. */
    public MemoryStore() {
        this("");
    }

    /** An empty store on a machine. */
    public MemoryStore(String machine) {
        this.machine = machine;
    }

    /** A store on another machine that holds the same. */
    public MemoryStore on(String other) {
        MemoryStore moved = new MemoryStore(other);
        moved.state = state;
        return moved;
    }

    /** Fails so many times from now on. */
    public void fail(int times) {
        failures = times;
    }

    /** What is kept; there must be something. */
    public byte[] state() {
        return Objects.requireNonNull(state);
    }

    /** Keeps these bytes. */
    public void put(byte[] bytes) {
        state = bytes;
    }

    /** How often a state was saved. */
    public int saves() {
        return saves;
    }

    @Override
    public @Nullable InputStream open() {
        return state == null ? null : new ByteArrayInputStream(state);
    }

    @Override
    public void save(Content content) throws IOException {
        if (failures > 0) {
            failures--;
            throw new IOException("no space left on device");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        content.writeTo(out);
        state = out.toByteArray();
        saves++;
    }

    @Override
    public String machine() {
        return machine;
    }
}
