package dev.trainyard.network;

import dev.trainyard.compute.Chunks;
import dev.trainyard.compute.Floats;
import dev.trainyard.compute.Team;

/** The mean over each image's pixels, by loops over floats on the CPU; images are in NHWC. */
record PixelMeans(int images, int pixels, int channels) {
    /** means[image, channel] = sum over pixels of from / pixels. */
    void forward(Team team, Floats from, Floats means) {
        team.run(images, (member, image) -> {
            float[] sum = new float[channels];
            float[] pixel = new float[channels];
            for (int i = 0; i < pixels; i++) {
                from.read(((long) image * pixels + i) * channels, pixel, channels);
                Chunks.add(pixel, sum, channels);
            }
            for (int channel = 0; channel < channels; channel++) {
                sum[channel] /= pixels;
            }
            means.write((long) image * channels, sum, channels);
        });
    }

    /** Every pixel's gradient: that of its image's mean / pixels. */
    void backward(Team team, Floats meanGradient, Floats to) {
        team.run(images, (member, image) -> {
            float[] share = new float[channels];
            meanGradient.read((long) image * channels, share, channels);
            float[] all = new float[pixels * channels];
            for (int channel = 0; channel < channels; channel++) {
                share[channel] /= pixels;
            }
            for (int i = 0; i < pixels; i++) {
                System.arraycopy(share, 0, all, i * channels, channels);
            }
            to.write((long) image * all.length, all, all.length);
        });
    }
}
