package org.pastecluster.server.tomcat;

import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Session;
import org.apache.catalina.session.ManagerBase;

/** Makes no sessions, and so needs no random numbers at the start. */
final class NoSessions extends ManagerBase {

    @Override
    protected void startInternal() throws LifecycleException {
        setState(LifecycleState.STARTING);
    }

    @Override
    protected void stopInternal() throws LifecycleException {
        setState(LifecycleState.STOPPING);
    }

    @Override
    public Session createSession(String id) {
        throw new IllegalStateException("This web server has no sessions.");
    }

    @Override
    public void load() {}

    @Override
    public void unload() {}
}
