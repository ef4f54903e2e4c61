package org.pastecluster;

/** A setting that cannot work. Its message is one sentence that names the setting, its value, and what to write instead. */
public class ClusterConfigurationException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public ClusterConfigurationException(String sentence) {
        super(sentence);
    }
}
