package org.spectralsweep.spark.table;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.parquet.io.PositionOutputStream;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.train.WeightStore;

/**
 * The weights that trainings keep, one file {@code weights/<trial_id>/step-N.npz} a step. A file is written under
 * another name, is on disk, and then gets its own name, so whoever finds it finds all of it. The writer asks the fence
 * before it writes and before the file gets its name.
 */
public final class WeightFiles {
    private static final String FOLDER = "weights";
    private static final int BUFFER = 1 << 16;
    private static final Pattern NAME = Pattern.compile("step-(0|[1-9][0-9]{0,17})\\.npz");

    private final TableFiles files;
    private final Fence fence;

    WeightFiles(TableFiles files, Fence fence) {
        this.files = files;
        this.fence = fence;
    }

    /**
     * The weights of one trial.
     *
     * @param attempt tells apart attempts at the trial that may run at the same time
     */
    public WeightStore of(String trialId, String attempt) {
        return new TrialFiles(folder(trialId), attempt);
    }

    /** The steps whose weights are kept, by trial. It asks a server once for all trials. */
    public Map<String, Set<Long>> kept() throws IOException {
        Map<String, Set<Long>> kept = new HashMap<>();
        forEach(path -> {
            Matcher name = NAME.matcher(path.getName());
            if (name.matches()) {
                kept.computeIfAbsent(path.getParent().getName(), trial -> new HashSet<>())
                        .add(Long.valueOf(name.group(1)));
            }
        });
        return kept;
    }

    /** The steps whose weights are kept of one trial. */
    public Set<Long> kept(String trialId) throws IOException {
        Set<Long> steps = new HashSet<>();
        files.list(folder(trialId), "", "").keySet().forEach(file -> {
            Matcher name = NAME.matcher(file);
            if (name.matches()) {
                steps.add(Long.valueOf(name.group(1)));
            }
        });
        return steps;
    }

    /** Removes what a killed writer left, unless a run is spared. */
    public void tidy() throws IOException {
        if (fence.spared() == null) {
            forEach(path -> {
                if (path.getName().startsWith(".") && path.getName().endsWith(TableFiles.TEMPORARY)) {
                    files.files().delete(path, false);
                }
            });
        }
    }

    private interface Visitor {
        void visit(Path path) throws IOException;
    }

    private void forEach(Visitor visitor) throws IOException {
        RemoteIterator<LocatedFileStatus> all;
        try {
            all = files.files().listFiles(new Path(files.root(), FOLDER), true);
        } catch (FileNotFoundException e) {
            return;
        }
        while (all.hasNext()) {
            visitor.visit(all.next().getPath());
        }
    }

    /**
     * Gives a network the weights that are kept, and says whether there are any.
     *
     * @param network of the trial, at any weights
     * @throws IOException if the file cannot be read or is that of another network; the network is then spoilt
     */
    public boolean read(String trialId, long step, Mlp network) throws IOException {
        try (InputStream in =
                new BufferedInputStream(files.files().open(files.path(folder(trialId), name(step))), BUFFER)) {
            NetworkArrays.into(network, step, NumpyArchive.read(in));
            return true;
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    /** The file of one step below the results folder. */
    public static String file(String trialId, long step) {
        return folder(trialId) + "/" + name(step);
    }

    private static String folder(String trialId) {
        return FOLDER + "/" + trialId;
    }

    private static String name(long step) {
        return "step-" + step + ".npz";
    }

    /** The weights of one trial, as one attempt at it sees them. */
    private final class TrialFiles implements WeightStore {
        private final String folder;
        private final String attempt;
        private boolean made;

        TrialFiles(String folder, String attempt) {
            this.folder = folder;
            this.attempt = attempt;
        }

        @Override
        public boolean holds(long step) throws IOException {
            return files.exists(folder, name(step));
        }

        @Override
        public void keep(long step, Mlp network, double[] frequencies) throws IOException {
            fence.check();
            if (!made) {
                files.makeFolder(FOLDER);
                files.makeFolder(folder);
                files.sync(FOLDER);
                made = true;
            }
            String temporary = "." + attempt + "-" + name(step) + TableFiles.TEMPORARY;
            try {
                SyncedFile file = new SyncedFile(files.files(), files.path(folder, temporary));
                try (PositionOutputStream out = file.createOrOverwrite(0)) {
                    NumpyArchive.write(out, NetworkArrays.of(step, network, frequencies));
                }
                fence.check();
                files.rename(folder, temporary, name(step));
                files.sync(folder);
            } catch (IOException e) {
                try {
                    files.delete(folder, temporary);
                } catch (IOException left) {
                    e.addSuppressed(left);
                }
                throw e;
            }
        }
    }
}
