package dev.trainyard.run;

/** The bytes of a stored checkpoint do not have the checksum that they were stored with. */
public final class CheckpointDamagedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CheckpointDamagedException(int epoch) {
        super("The stored checkpoint of epoch %d is damaged: its checksum differs".formatted(epoch));
    }
}
