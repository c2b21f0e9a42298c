package org.spectralsweep.targets;

import java.util.List;
import java.util.Locale;
import org.hipparchus.random.RandomGenerator;
import org.spectralsweep.domain.InputDomain;
import org.spectralsweep.domain.Points;
import org.spectralsweep.spec.Default;
import org.spectralsweep.spec.Refusal;

/**
 * An image as a function on the square: the colour at a point, in [0, 1] for each channel. It is trained on its pixels
 * ({@code sampling: {type: pixels}}).
 *
 * @param path of a PNG or JPEG file, relative to the spec file; ids do not contain it, since they identify the file by
 *     its content
 * @param sha256 of the file, 64 hex digits; if empty, any content is accepted and the digest is filled in when the spec
 *     is read
 * @param crop left, top, width and height in pixels; empty means the whole image
 * @param channels what is learned of each pixel
 * @param resize width and height in pixels to which the image is shrunk after the crop: each new pixel is the mean of
 *     the area that it covers; empty means no change
 */
public record Image(
        @Default("\"\"") String path,
        @Default("\"\"") String sha256,
        @Default("[]") List<Integer> crop,
        @Default("rgb") Channels channels,
        @Default(value = "[]", addedLater = true) List<Integer> resize)
        implements TargetFunction {
    /**
     * Copies the crop and converts the digest to lower case. Refuses an image without path and digest, a malformed
     * digest, a crop without pixels, and a size without pixels.
     */
    public Image {
        crop = List.copyOf(crop);
        resize = List.copyOf(resize);
        if (path.isBlank() && sha256.isEmpty()) {
            throw new Refusal("path", "must name an image file but was empty");
        }
        // Some programs print the digest in capitals.
        sha256 = sha256.toLowerCase(Locale.ROOT);
        FileDigest.check(sha256);
        boolean inside = crop.size() == 4 && crop.get(0) >= 0 && crop.get(1) >= 0 && crop.get(2) > 0 && crop.get(3) > 0;
        if (!crop.isEmpty() && !inside) {
            throw new Refusal("crop", "must be left, top, width and height of at least one pixel but was " + crop);
        }
        if (!resize.isEmpty() && !(resize.size() == 2 && resize.get(0) > 0 && resize.get(1) > 0)) {
            throw new Refusal("resize", "must be a width and a height of at least one pixel but was " + resize);
        }
    }

    /** The same image with this digest of its file. */
    public Image withSha256(String digest) {
        return new Image(path, digest, crop, channels, resize);
    }

    @Override
    public Image identity() {
        return sha256.isEmpty() ? this : new Image("", sha256, crop, channels, resize);
    }

    @Override
    public Picture loaded(ImageSource source) {
        if (sha256.isEmpty()) {
            throw new IllegalStateException("the file of image " + path + " has not been read");
        }
        Raster raster = source.image(sha256);
        if (!crop.isEmpty()) {
            raster = raster.crop(crop.get(0), crop.get(1), crop.get(2), crop.get(3));
        }
        if (!resize.isEmpty()) {
            raster = raster.shrunk(resize.get(0), resize.get(1));
        }
        return new Picture(channels.of(raster));
    }

    @Override
    public int outputs() {
        return channels.count();
    }

    @Override
    public void requireDefinedOn(InputDomain domain) {
        Picture.requireSquare(domain, "image");
    }

    @Override
    public TargetFunction withPhases(RandomGenerator random) {
        return this;
    }

    @Override
    public double[] values(InputDomain domain, Points points) {
        throw new IllegalStateException("image " + path + " has not been loaded");
    }

    @Override
    public List<Integer> frequencies() {
        return List.of();
    }
}
