package org.pastecluster.server.tomcat;

import org.apache.catalina.Lifecycle;
import org.apache.catalina.core.StandardContext;

/** An application without files: no work directory is made, no {@code web.xml} looked for. */
final class DirectorylessContext extends StandardContext {

    DirectorylessContext() {
        addLifecycleListener(event -> {
            if (event.getType().equals(Lifecycle.CONFIGURE_START_EVENT)) {
                setConfigured(true);
            }
        });
    }

    @Override
    protected void postWorkDirectory() {
        // Tomcat would make a directory under java.io.tmpdir here.
    }
}
