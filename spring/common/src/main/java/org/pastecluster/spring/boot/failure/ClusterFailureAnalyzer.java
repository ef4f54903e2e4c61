package org.pastecluster.spring.boot.failure;

import org.pastecluster.ClusterConfigurationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;

/** Makes of a setting that cannot work what Spring Boot prints instead of a stack trace. */
final class ClusterFailureAnalyzer extends AbstractFailureAnalyzer<ClusterConfigurationException> implements Ordered {

    private static final String[] FIX_BEGINS = {"; ", ". Set ", ": set "};

    /** Before that of failed bindings, in which a bad node list is found too. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    protected FailureAnalysis analyze(Throwable root, ClusterConfigurationException cause) {
        if (cause instanceof ClusterSettingException ours) {
            return new FailureAnalysis(ours.fault(), ours.fix(), root);
        }
        String sentence = String.valueOf(cause.getMessage());
        for (String mark : FIX_BEGINS) {
            int end = sentence.lastIndexOf(mark);
            if (end > 0) {
                String fix = sentence.substring(end + mark.indexOf(' ') + 1);
                return new FailureAnalysis(
                        sentence.substring(0, end) + ".",
                        Character.toUpperCase(fix.charAt(0)) + fix.substring(1),
                        root);
            }
        }
        return new FailureAnalysis(sentence, "Change the setting under pastecluster that the sentence names.", root);
    }
}
