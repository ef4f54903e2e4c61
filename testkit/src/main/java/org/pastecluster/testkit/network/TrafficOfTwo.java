package org.pastecluster.testkit.network;

import org.pastecluster.message.Batch;
import org.pastecluster.message.CallFailure;
import org.pastecluster.message.Frame;

/** Two watchers as one. */
record TrafficOfTwo(Traffic first, Traffic second) implements Traffic {

    @Override
    public void requested(int from, int to, long call, Frame request) {
        first.requested(from, to, call, request);
        second.requested(from, to, call, request);
    }

    @Override
    public void lost(int from, int to, long call, String why) {
        first.lost(from, to, call, why);
        second.lost(from, to, call, why);
    }

    @Override
    public void answered(int from, int to, long call, Frame reply) {
        first.answered(from, to, call, reply);
        second.answered(from, to, call, reply);
    }

    @Override
    public void failed(int from, int to, long call, CallFailure failure) {
        first.failed(from, to, call, failure);
        second.failed(from, to, call, failure);
    }

    @Override
    public void linkOpened(int from, int to, long link) {
        first.linkOpened(from, to, link);
        second.linkOpened(from, to, link);
    }

    @Override
    public void linkClosed(int at, int other, long link, String why) {
        first.linkClosed(at, other, link, why);
        second.linkClosed(at, other, link, why);
    }

    @Override
    public void written(int from, int to, long link, long incarnation, Batch batch) {
        first.written(from, to, link, incarnation, batch);
        second.written(from, to, link, incarnation, batch);
    }

    @Override
    public void arrived(int from, int to, long link, Batch batch) {
        first.arrived(from, to, link, batch);
        second.arrived(from, to, link, batch);
    }
}
