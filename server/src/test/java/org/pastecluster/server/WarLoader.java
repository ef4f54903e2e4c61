package org.pastecluster.server;

import jakarta.servlet.Servlet;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.pastecluster.servlet.ClusterServlet;

/** Loads the cluster's servlet as a container loads that of a war: it does not see the container's own classes. */
final class WarLoader extends ClassLoader {

    private static final String IN_THE_WAR = ClusterServlet.class.getPackageName() + ".";
    private static final List<String> HIDDEN =
            List.of("org.eclipse.jetty.io.", "org.eclipse.jetty.server.", "org.eclipse.jetty.util.");

    private WarLoader() {
        super(WarLoader.class.getClassLoader());
    }

    /** The servlet around a node or a handler. */
    static Servlet servlet(Object serves) {
        try {
            return (Servlet) new WarLoader()
                    .loadClass(ClusterServlet.class.getName())
                    .getConstructor(serves.getClass())
                    .newInstance(serves);
        } catch (ReflectiveOperationException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (HIDDEN.stream().anyMatch(name::startsWith)) {
            throw new ClassNotFoundException(name);
        }
        if (!name.startsWith(IN_THE_WAR)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = file.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }
}
