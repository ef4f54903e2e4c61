package org.pastecluster.http.handler;

import org.pastecluster.spi.Measurements;
import org.pastecluster.spi.Measurements.Rejection;

/** Tells of requests that are turned away, by the status that says why. */
final class Rejections {

    private volatile Measurements measurements = Measurements.NONE;

    void measureWith(Measurements value) {
        measurements = Measurements.guarded(value);
    }

    void tell(int status) {
        Measurements to = measurements;
        if (to != Measurements.NONE) {
            to.requestRejected(of(status));
        }
    }

    private static Rejection of(int status) {
        return switch (status) {
            case 401 -> Rejection.UNPROVEN;
            case 403 -> Rejection.WRONG_SECRET;
            case 404, 405, 415, 426, 501 -> Rejection.NO_SUCH_PATH;
            case 408 -> Rejection.TOO_SLOW;
            case 413, 431 -> Rejection.TOO_LARGE;
            case 429 -> Rejection.TOO_MANY;
            case 503 -> Rejection.UNAVAILABLE;
            case 500 -> Rejection.INTERNAL;
            default -> Rejection.MALFORMED;
        };
    }
}
