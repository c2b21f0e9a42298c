package org.rapaio.jupyter.kernel.channels;

/**
 * The thread behind each channel of the kernel, found before the class of this name in the kernel's jar. That one
 * (3.0.1) is marked as running by whoever starts it, after the start: now and then its thread looks first, ends at
 * once, and the kernel never answers.
 */
public final class LoopThread extends Thread {
    private final long pauseMillis;
    private final Runnable body;
    private volatile boolean shutDown;

    /** A thread that runs the body again and again, with a pause after each time. */
    public LoopThread(String name, long pauseMillis, Runnable body) {
        super(name);
        this.pauseMillis = pauseMillis;
        this.body = body;
    }

    @Override
    public void run() {
        try {
            while (!shutDown) {
                body.run();
                Thread.sleep(pauseMillis);
            }
        } catch (InterruptedException e) {
            // An interrupt asks for the same as shutdown().
            Thread.currentThread().interrupt();
        }
    }

    /** Asks the thread to end once the body returns. */
    public void shutdown() {
        shutDown = true;
    }
}
