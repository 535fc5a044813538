package dev.trainyard.expansion;

/** Something of the web that is not to be had. */
class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final Fate fate;
    private final String detail;

    RefusedException(Fate fate, String detail) {
        super(detail, null, false, false);
        this.fate = fate;
        this.detail = detail;
    }

    Fate fate() {
        return fate;
    }

    String detail() {
        return detail;
    }
}
