package org.pastecluster.server.tomcat;

import java.beans.PropertyChangeListener;
import org.apache.catalina.Context;
import org.apache.catalina.Loader;
import org.jspecify.annotations.Nullable;

/** Classes come from where this one came from; nothing is loaded or reloaded for an application. */
final class FixedLoader implements Loader {

    private final ClassLoader classes;
    private @Nullable Context context;

    FixedLoader(ClassLoader classes) {
        this.classes = classes;
    }

    @Override
    public ClassLoader getClassLoader() {
        return classes;
    }

    @Override
    public @Nullable Context getContext() {
        return context;
    }

    @Override
    public void setContext(Context value) {
        context = value;
    }

    @Override
    public boolean getDelegate() {
        return true;
    }

    @Override
    public void setDelegate(boolean delegate) {}

    @Override
    public boolean modified() {
        return false;
    }

    @Override
    public void backgroundProcess() {}

    @Override
    public void addPropertyChangeListener(PropertyChangeListener listener) {}

    @Override
    public void removePropertyChangeListener(PropertyChangeListener listener) {}
}
