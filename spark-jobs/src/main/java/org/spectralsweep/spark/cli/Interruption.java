package org.spectralsweep.spark.cli;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;

/**
 * Ends the program when a signal asks for it. It prints one sentence, lets Spark clean up, and exits with the code that
 * a shell expects (130 after Ctrl-C, 143 after SIGTERM). Messages of threads that lose their work are not shown.
 */
final class Interruption {
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

    /** Cleaning up takes well under a second. If it hangs for longer, it is cut off. */
    private static final long MOST_SECONDS = 10;

    /** Somebody who presses Ctrl-C twice wants the program to end now. */
    private static final long IMPATIENT_SECONDS = 1;

    private static final int SIGNALLED = 128;

    private final ErrorStream stream;
    private final boolean terminal;
    private boolean resumable;
    private boolean ending;
    private @Nullable Process front;

    /**
     * Does nothing before {@link #listen}.
     *
     * @param terminal whether the stream is a terminal, which shows ^C when the key is pressed
     */
    Interruption(ErrorStream stream, boolean terminal) {
        this.stream = stream;
        this.terminal = terminal;
    }

    /** Says that from now on the same command resumes an interrupted run. */
    synchronized void resumes() {
        resumable = true;
    }

    /**
     * Answers signals from now on. A signal that was ignored when the program started, as under nohup, stays ignored.
     */
    void listen() {
        for (String name : SIGNALS) {
            try {
                Signal.handle(new Signal(name), this::end);
            } catch (IllegalArgumentException e) {
                // The virtual machine was told to leave signals alone (-Xrs).
                return;
            }
        }
    }

    /**
     * Leaves Ctrl-C to a program that was started in the same terminal, which gets the key, too. Other signals, which
     * only come here, are passed on to it.
     *
     * @return the program's exit code
     */
    int leaveTo(Process program) throws InterruptedException {
        synchronized (this) {
            front = program;
        }
        int code = program.waitFor();
        synchronized (this) {
            front = null;
        }
        return code;
    }

    private synchronized boolean isLeft(Signal signal) {
        if (front == null) {
            return false;
        }
        if (!signal.getName().equals("INT")) {
            front.destroy();
        }
        return true;
    }

    private void end(Signal signal) {
        if (isLeft(signal)) {
            return;
        }
        int code = SIGNALLED + signal.getNumber();
        boolean again = ended();
        haltAfter(again ? IMPATIENT_SECONDS : MOST_SECONDS, code);
        if (!again) {
            stream.lastWords(sentence(), terminal && signal.getName().equals("INT"));
            System.exit(code);
        }
    }

    /** Marks that the program is ending, and says whether it was ending already. */
    private synchronized boolean ended() {
        boolean before = ending;
        ending = true;
        return before;
    }

    /** Whether the program is ending. What fails from then on fails because of that. */
    synchronized boolean isEnding() {
        return ending;
    }

    synchronized String sentence() {
        return resumable ? "interrupted: committed trials are kept; the same command resumes" : "interrupted";
    }

    private static void haltAfter(long seconds, int code) {
        Thread thread = new Thread(
                () -> {
                    try {
                        TimeUnit.SECONDS.sleep(seconds);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(code);
                },
                "end");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends the program with the command's exit code, unless a signal has already decided on another one. */
    void exit(int code) {
        if (!ended()) {
            System.exit(code);
        }
        while (true) {
            LockSupport.park();
        }
    }
}
