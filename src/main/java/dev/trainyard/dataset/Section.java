package dev.trainyard.dataset;

/** Where an image stands in the file of a version; the sections follow each other in this order. */
enum Section {
    TRAIN,
    ADDED,
    TEST;

    static Section of(Part part, boolean added) {
        if (part == Part.TEST) {
            return TEST;
        }
        return added ? ADDED : TRAIN;
    }

    Part part() {
        return this == TEST ? Part.TEST : Part.TRAIN;
    }
}
