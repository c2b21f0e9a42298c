package org.spectralsweep.targets;

import java.util.List;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.domain.Cube;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * The class of an image: 1 at its label, 0 at all others. An image is a point of the cube [from, to]^D, where D is the
 * number of its pixels. A pixel v in [0, 1] becomes the coordinate from + (to - from) v. With [-1, 1] this is LL23's
 * normalisation by mean and deviation 1/2. It is trained on the data set's own images
 * ({@code sampling: {type: entries}}).
 *
 * @param folder of the data set's files, in MNIST's format, relative to the spec file; ids do not contain it, since
 *     they identify the files by their content
 * @param part the images to train on or the images to test on
 * @param images how many images to use, counted from the first; 0 means all
 * @param classes number of outputs; every label must be below it
 * @param sha256 of the part's two files, uncompressed, the images' file before the labels' file: 64 hex digits, as
 *     {@code zcat IMAGES LABELS | sha256sum} prints them; if empty, any content is accepted and the digest is filled in
 *     when the spec is read
 */
public record LabelledImages(
        @Default("\"\"") String folder,
        @Default("train") DataPart part,
        @Default("0") int images,
        @Default("10") int classes,
        @Default("\"\"") String sha256)
        implements TargetFunction {
    /**
     * Refuses a data set without folder and digest, a malformed digest, a negative number of images, and a number of
     * classes outside 2 to 256.
     */
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

    /** The same images with this digest of their files. */
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
                    "images",
                    "must be at most " + all.count() + ", the number of images in the files, but was " + images);
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
