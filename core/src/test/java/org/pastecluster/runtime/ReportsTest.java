package org.pastecluster.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pastecluster.ClusterHealth.Finding;
import org.pastecluster.ClusterHealth.Kind;

class ReportsTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Reports reports = new Reports();

    private List<String> sentences() {
        return reports.open().stream().map(Finding::sentence).toList();
    }

    @Test
    void aSubjectIsLoggedOnceWhileItLasts() {
        assertThat(reports.report("proxy", Kind.STRANGER, "A proxy answered 403.", 0))
                .isTrue();
        assertThat(reports.report("proxy", Kind.STRANGER, "A proxy answered 502.", MINUTE))
                .isFalse();

        assertThat(reports.open()).containsExactly(new Finding(Kind.STRANGER, "A proxy answered 502."));
    }

    @Test
    void whatIsOverIsLoggedOnceAndNoLongerOpen() {
        reports.report("proxy", Kind.STRANGER, "A proxy answered 403.", 0);

        assertThat(reports.settle("proxy", 1)).isTrue();
        assertThat(reports.settle("proxy", 2)).isFalse();
        assertThat(reports.settle("unknown", 2)).isFalse();
        assertThat(reports.open()).isEmpty();
    }

    @Test
    void aSubjectThatComesAndGoesIsLoggedEveryTenMinutesAtMost() {
        assertThat(reports.report("proxy", Kind.STRANGER, "A proxy answered 403.", 0))
                .isTrue();
        reports.settle("proxy", 1);

        assertThat(reports.report("proxy", Kind.STRANGER, "A proxy answered 403.", 9 * MINUTE))
                .isFalse();
        assertThat(reports.open()).hasSize(1);
        assertThat(reports.settle("proxy", 9 * MINUTE)).isFalse();

        assertThat(reports.report("proxy", Kind.STRANGER, "A proxy answered 403.", 10 * MINUTE))
                .isTrue();
        assertThat(reports.settle("proxy", 11 * MINUTE)).isTrue();
    }

    @Test
    void whatIsOnlyNotedIsLoggedEveryTenMinutesAtMostAndNeverOpen() {
        assertThat(reports.note("link", "A link was altered.", 0)).isTrue();
        assertThat(reports.open()).isEmpty();
        assertThat(reports.note("link", "A link was altered.", 9 * MINUTE)).isFalse();
        assertThat(reports.settle("link", 9 * MINUTE)).isFalse();
        assertThat(reports.note("link", "A link was altered.", 10 * MINUTE)).isTrue();
        assertThat(reports.open()).isEmpty();
    }

    @Test
    void allSubjectsTogetherHaveABoundAMinute() {
        int logged = 0;
        for (int i = 0; i < 100; i++) {
            logged += reports.report("subject " + i, Kind.STRANGER, "Something is wrong.", i) ? 1 : 0;
        }
        assertThat(logged).isEqualTo(Reports.LINES_PER_MINUTE);

        assertThat(reports.report("one more", Kind.STRANGER, "Something is wrong.", MINUTE))
                .isTrue();
    }

    @Test
    void whatIsOverIsForgottenBeforeWhatIsOpen() {
        reports.report("open", Kind.STRANGER, "Still wrong.", 0);
        reports.report("over", Kind.STRANGER, "Was wrong.", 0);
        reports.settle("over", 0);
        for (int i = 0; i < Reports.SUBJECTS - 1; i++) {
            reports.report("subject " + i, Kind.STRANGER, "Something is wrong.", 0);
        }
        assertThat(sentences()).hasSize(Reports.SUBJECTS).contains("Still wrong.");

        reports.report("one too many", Kind.STRANGER, "Something new is wrong.", 0);

        assertThat(sentences())
                .hasSize(Reports.SUBJECTS)
                .contains("Something new is wrong.")
                .doesNotContain("Still wrong.");
    }
}
