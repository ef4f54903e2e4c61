package org.pastecluster.spring.boot.failure;

import org.pastecluster.ClusterConfigurationException;

/** A setting that cannot work in this application, and what to do about it. */
public final class ClusterSettingException extends ClusterConfigurationException {

    private static final long serialVersionUID = 1L;

    private final String fix;

    /**
     * @param fault a sentence that says what is wrong
     * @param fix a sentence that says what to do
     */
    public ClusterSettingException(String fault, String fix) {
        super(fault + " " + fix);
        this.fix = fix;
    }

    /** What to do. */
    public String fix() {
        return fix;
    }

    /** What is wrong. */
    String fault() {
        String sentence = String.valueOf(getMessage());
        return sentence.substring(0, sentence.length() - fix.length() - 1);
    }
}
