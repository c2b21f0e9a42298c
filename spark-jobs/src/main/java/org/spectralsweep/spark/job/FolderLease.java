package org.spectralsweep.spark.job;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.table.Fence;
import org.spectralsweep.spark.table.Lease;
import org.spectralsweep.spark.table.LeaseStore;
import org.spectralsweep.spark.table.Token;
import org.spectralsweep.spark.table.UnitStore;

/**
 * A driver's lease of a results folder, for file systems that have no locks. It is renewed in the background. If it is
 * no longer renewed, another driver may make the lease of the next generation. If the first driver then wakes up, it
 * finds that lease and commits nothing more.
 */
final class FolderLease implements Fence, AutoCloseable {
    private static final Duration RENEWAL = Duration.ofSeconds(20);

    /** The hook runs after Spark has stopped and before Hadoop closes its file systems. */
    private static final int HOOK_PRIORITY = FileSystem.SHUTDOWN_HOOK_PRIORITY + 20;

    private final LeaseStore leases;
    private final UnitStore store;
    private final @Nullable Lease before;
    private final List<String> remarks;
    private final ScheduledExecutorService renewal;
    private final Runnable hook = this::release;
    private Lease lease;

    private FolderLease(LeaseStore leases, UnitStore store, Lease lease, @Nullable Lease before, List<String> remarks) {
        this.leases = leases;
        this.store = store;
        this.lease = lease;
        this.before = before;
        this.remarks = remarks;
        this.renewal = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lease");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Takes a folder.
     *
     * @param locked whether the operating system has given this process the folder's lock, so that no other process of
     *     this host uses it
     * @throws BadInput if another driver has it
     */
    static FolderLease take(UnitStore store, String location, boolean locked) throws IOException {
        LeaseStore leases = store.leases();
        String host = HostName.local();
        for (int tries = 0; tries < 2; tries++) {
            Optional<Lease> other = leases.read();
            List<String> remarks = List.of();
            if (other.isPresent()) {
                Lease held = other.get();
                Duration age = leases.age(held);
                boolean dead = locked && (held.host().equals(host) || !held.isReadable())
                        || ThisMachine.knowsDead(held.machine(), held.process());
                if (!dead && age.compareTo(Lease.VALID) <= 0) {
                    throw busy(location, held, age);
                }
                if (!dead) {
                    remarks = List.of("the run of " + held.who() + " has not renewed its lease of " + location + " for "
                            + age.toSeconds() + " seconds: this run takes the folder over");
                }
            }
            Lease lease = new Lease(
                    other.map(Lease::generation).orElse(0L) + 1,
                    UUID.randomUUID().toString(),
                    host,
                    ProcessHandle.current().pid(),
                    ThisMachine.name(),
                    Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                    null,
                    false);
            if (leases.create(lease)) {
                FolderLease taken = new FolderLease(leases, store, lease, other.orElse(null), remarks);
                taken.start();
                return taken;
            }
        }
        throw new BadInput("another run has just begun to write to " + location
                + "; wait for it or choose another folder with --out");
    }

    private static BadInput busy(String location, Lease held, Duration age) {
        Duration left = Lease.VALID.minus(age).plusSeconds(1);
        return new BadInput("another run is writing to " + location + " (" + held.who()
                + "); if it is dead, the folder is free in " + Math.min(left.toSeconds(), Lease.VALID.toSeconds())
                + " seconds; wait for it or choose another folder with --out");
    }

    private void start() {
        renewal.scheduleWithFixedDelay(this::renew, RENEWAL.toSeconds(), RENEWAL.toSeconds(), TimeUnit.SECONDS);
        ShutdownHookManager.get().addShutdownHook(hook, HOOK_PRIORITY);
    }

    /** What the user should know about how the folder was taken. */
    List<String> remarks() {
        return remarks;
    }

    @Override
    public void check() throws IOException {
        store.behind(Optional.of(current())).check();
    }

    @Override
    public synchronized void begin(String run, boolean distributed) throws IOException {
        check();
        lease = lease.running(run, distributed);
        leases.renew(lease);
    }

    @Override
    public Optional<Token> token() {
        return Optional.of(current());
    }

    /**
     * If the tasks of the former driver ran on other machines, they may outlive it until its lease would have ended.
     */
    @Override
    public @Nullable String spared() {
        return before != null && before.distributed() ? before.run() : null;
    }

    private synchronized Token current() {
        return new Token(lease.holder(), lease.distributed());
    }

    /**
     * Renews the lease. This also works after it has ended, if nobody else took it, because this machine was asleep. A
     * failed renewal is tried again the next time.
     */
    synchronized void renew() {
        try {
            check();
            leases.renew(lease);
        } catch (IOException | RuntimeException e) {
            // The next commit checks the lease itself, and says what is wrong.
        }
    }

    /**
     * Gives the lease back. This waits for a renewal that is being written, which would otherwise make the lease again.
     */
    private synchronized void release() {
        renewal.shutdown();
        try {
            leases.release(lease);
        } catch (IOException | RuntimeException e) {
            // The lease ends by itself.
        }
    }

    @Override
    public void close() {
        release();
        if (!ShutdownHookManager.get().isShutdownInProgress()) {
            ShutdownHookManager.get().removeShutdownHook(hook);
        }
    }
}
