package org.pastecluster.server.tomcat;

import java.beans.PropertyChangeListener;
import org.apache.catalina.Context;
import org.apache.catalina.Manager;
import org.apache.catalina.Session;
import org.apache.catalina.SessionIdGenerator;
import org.jspecify.annotations.Nullable;

/** Makes no sessions. Tomcat's own managers, also those that make none, begin by looking for sources of random numbers. */
final class NoSessions implements Manager {

    private @Nullable Context context;

    @Override
    public @Nullable Context getContext() {
        return context;
    }

    @Override
    public void setContext(Context value) {
        context = value;
    }

    @Override
    public @Nullable Session findSession(String id) {
        return null;
    }

    @Override
    public Session[] findSessions() {
        return new Session[0];
    }

    @Override
    public Session createSession(String id) {
        throw noSessions();
    }

    @Override
    public Session createEmptySession() {
        throw noSessions();
    }

    @Override
    public SessionIdGenerator getSessionIdGenerator() {
        throw noSessions();
    }

    private static IllegalStateException noSessions() {
        return new IllegalStateException("This web server has no sessions.");
    }

    @Override
    public boolean willAttributeDistribute(String name, Object value) {
        return false;
    }

    @Override
    public long getSessionCounter() {
        return 0;
    }

    @Override
    public int getMaxActive() {
        return 0;
    }

    @Override
    public int getActiveSessions() {
        return 0;
    }

    @Override
    public long getExpiredSessions() {
        return 0;
    }

    @Override
    public int getRejectedSessions() {
        return 0;
    }

    @Override
    public int getSessionMaxAliveTime() {
        return 0;
    }

    @Override
    public int getSessionAverageAliveTime() {
        return 0;
    }

    @Override
    public int getSessionCreateRate() {
        return 0;
    }

    @Override
    public int getSessionExpireRate() {
        return 0;
    }

    @Override
    public void setSessionIdGenerator(SessionIdGenerator generator) {}

    @Override
    public void setMaxActive(int count) {}

    @Override
    public void setExpiredSessions(long count) {}

    @Override
    public void setSessionMaxAliveTime(int seconds) {}

    @Override
    public void setNotifyBindingListenerOnUnchangedValue(boolean notify) {}

    @Override
    public void setNotifyAttributeListenerOnUnchangedValue(boolean notify) {}

    @Override
    public void setSessionActivityCheck(boolean check) {}

    @Override
    public void setSessionLastAccessAtStart(boolean last) {}

    @Override
    public void add(Session session) {}

    @Override
    public void remove(Session session) {}

    @Override
    public void remove(Session session, boolean update) {}

    @Override
    public void changeSessionId(Session session, String id) {}

    @Override
    public void load() {}

    @Override
    public void unload() {}

    @Override
    public void backgroundProcess() {}

    @Override
    public void addPropertyChangeListener(PropertyChangeListener listener) {}

    @Override
    public void removePropertyChangeListener(PropertyChangeListener listener) {}
}
