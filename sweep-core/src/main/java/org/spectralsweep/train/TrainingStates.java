package org.spectralsweep.train;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.spectralsweep.TimeOver;

/**
 * Saves the state of one training now and then, and restores it at the start of another attempt. A training that lasts
 * less than the interval saves nothing. If saving fails, training goes on, and {@link #warnings} says so.
 */
public final class TrainingStates {
    /** How often in an interval the clock is read. */
    private static final int LOOKS = 1000;

    private static final int BUFFER = 1 << 16;
    private static final int TRIES = 3;
    private static final int PAUSE_MILLIS = 500;
    private static final long NEVER = -1;

    private final StateStore store;
    private final Supplier<String> key;
    private final double interval;
    private final List<String> warnings = new ArrayList<>();
    private boolean reads = true;
    private boolean restored;
    private long saved = NEVER;
    private long savedAt;
    private long lookedAt;
    private long looked = NEVER;
    private long nextLook;

    /**
     * Keeps the states of one training.
     *
     * @param key what a state belongs to: it is used only if the key is the same; asked when first needed
     * @param interval seconds between two states, or 0 to save none
     */
    public TrainingStates(StateStore store, Supplier<String> key, double interval) {
        this.store = store;
        this.key = key;
        this.interval = interval;
    }

    /** Saves and restores nothing. */
    public static TrainingStates none() {
        return new TrainingStates(StateStore.NONE, () -> "", 0);
    }

    /** Leaves the stored state aside from now on, because it could not be used. */
    public void startAnew() {
        reads = false;
    }

    /** Clear sentences about what could not be saved. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * Restores the state if there is one that fits.
     *
     * @throws UnusableState if the training is spoilt by a state that looked right; {@link #startAnew} helps
     */
    void restore(Resumable training) {
        if (!reads) {
            return;
        }
        if (!isThere()) {
            return;
        }
        try (InputStream in = store.open()) {
            if (in == null) {
                throw new IOException("the state is gone");
            }
            TrainingState.read(new DataInputStream(new BufferedInputStream(in, BUFFER)), key.get(), training);
            restored = true;
        } catch (TimeOver e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new UnusableState(e);
        }
    }

    /** Whether there is a state that fits. A store that does not answer is asked again before training starts anew. */
    private boolean isThere() {
        for (int tries = 1; ; tries++) {
            try (InputStream in = store.open()) {
                return in != null && TrainingState.fits(in, key.get());
            } catch (EOFException e) {
                return false;
            } catch (IOException | RuntimeException e) {
                if (tries == TRIES || !pause()) {
                    warnings.add(
                            "the saved state of the training could not be read, so it started anew: " + e.getMessage());
                    return false;
                }
            }
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether it is time to save. Reads the clock only now and then, and allocates nothing. */
    boolean isDue(long step) {
        if (interval == 0 || step < nextLook) {
            return false;
        }
        long now = System.nanoTime();
        if (looked == NEVER) {
            // Training begins here; all that was before it is no reason to save.
            savedAt = now;
            lookedAt = now;
            looked = step;
            return false;
        }
        double perStep = Math.max(1e-9, (now - lookedAt) / 1e9 / Math.max(1, step - looked));
        lookedAt = now;
        looked = step;
        nextLook = step + (long) Math.max(1, interval / LOOKS / perStep);
        return (now - savedAt) / 1e9 >= interval;
    }

    /** Saves the state at a step. */
    void save(long step, Resumable training) {
        try {
            String name = key.get();
            store.save(out -> TrainingState.write(out, name, training));
            saved = step;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            if (warnings.isEmpty()) {
                warnings.add("the state of the training could not be saved, so another attempt may have to go further"
                        + " back: " + e.getMessage());
            }
        }
        savedAt = System.nanoTime();
    }

    /**
     * Saves the state at the last step of a training that may be continued, unless it was so short that it can as well
     * be repeated.
     *
     * @param seconds of training up to here, in all attempts
     */
    void saveEnd(long step, double seconds, Resumable training) {
        if (interval > 0 && saved != step && (restored || seconds >= interval)) {
            save(step, training);
        }
    }
}
