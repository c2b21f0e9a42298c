package org.spectralsweep.targets;

import java.util.List;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * The class of an image: 1 at its label, 0 at all others. An image is a point of the cube [from, to]^D, D its pixels; pixel v in [0, 1] is the
 * coordinate from + (to - from) v (with [-1, 1] that is LL23's normalisation by mean and deviation 1/2). Trained on the data set's own images ({@code sampling: {type: entries}}).
 *
 * @param folder of the data set's files, in MNIST's format, relative to the spec file; in no id, which holds what the files hold
 * @param part the images to train on or those to test on
 * @param images the first so many of them; 0 means all
 * @param classes outputs; every label is below
 * @param sha256 of the part's two files, uncompressed and the images' before the labels', 64 hex digits, as {@code zcat IMAGES LABELS | sha256sum}
 *     prints them; empty means whatever they hold, and is filled in when the spec is read
 */
public record LabelledImages(
        @Default("\"\"") String folder,
        @Default("train") DataPart part,
        @Default("0") int images,
        @Default("10") int classes,
        @Default("\"\"") String sha256)
        implements TargetFunction {
    /** Refuses a nameless data set, a digest that is none, a negative number of images, and fewer than two classes. */
    public LabelledImages {
        if (folder.isBlank() && sha256.isEmpty()) {
            throw new Refusal("folder", "must name a folder of labelled images but was empty");
        }
        FileDigest.check(sha256);
        if (images < 0) {
            throw new Refusal("images", "must be at least 0 but was " + images);
        }
        if (classes < 2 || classes > 256) {
            throw new Refusal("classes", "must be from 2 to 256 but was " + classes);
        }
    }

    /** The same images with the digest of their files. */
    public LabelledImages withSha256(String digest) {
        return new LabelledImages(folder, part, images, classes, digest);
    }

    @Override
    public LabelledImages identity() {
        return sha256.isEmpty() ? this : new LabelledImages("", part, images, classes, sha256);
    }

    @Override
    public LabelledPoints loaded(ImageSource source) {
        if (sha256.isEmpty()) {
            throw new IllegalStateException("the labelled images in " + folder + " have not been read");
        }
        LabelledRasters all = source.labelled(sha256);
        if (images > all.count()) {
            throw new Refusal(
                    "images", "must be at most " + all.count() + ", which is all there are, but was " + images);
        }
        return new LabelledPoints(all, images == 0 ? all.count() : images, classes);
    }

    @Override
    public int outputs() {
        return classes;
    }

    @Override
    public void requireDefinedOn(InputDomain domain) {
        if (!(domain instanceof Cube)) {
            throw new Refusal("domain", "must be a cube for target labelled-images but was " + domain.phrase());
        }
    }

    @Override
    public TargetFunction withPhases(RandomGenerator random) {
        return this;
    }

    @Override
    public double[] values(InputDomain domain, Points points) {
        throw new IllegalStateException("the labelled images in " + folder + " have not been loaded");
    }

    @Override
    public List<Integer> frequencies() {
        return List.of();
    }
}
