package org.pastecluster.samples.board;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pastecluster.Cluster;
import org.pastecluster.ClusterView;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What the world may ask, of any node. */
@RestController
@RequestMapping("/api")
class BoardApi {

    /** @param request see {@link Tasks#post}; a new one when left out */
    record NewTask(
            @Nullable String title,
            @Nullable Double seconds,
            @Nullable UUID request) {}

    /** @param postedTo the node that took it */
    record Posted(long id, String postedTo) {}

    private static final int LONGEST_TITLE = 100;
    private static final double MOST_SECONDS = 60;
    private static final long MOST_WAITING = 1000;
    private static final int SHOWN = 60;
    private static final int LISTED = 1000;

    private final Cluster cluster;
    private final Tasks tasks;
    private final News news;
    private final JdbcClient database;

    BoardApi(Cluster cluster, Tasks tasks, News news, JdbcClient database) {
        this.cluster = cluster;
        this.tasks = tasks;
        this.news = news;
        this.database = database;
    }

    @PostMapping("/tasks")
    @ResponseStatus(HttpStatus.CREATED)
    Posted post(@RequestBody NewTask task) {
        String title = task.title() == null ? "" : task.title().strip();
        double seconds = task.seconds() == null ? 1 : task.seconds();
        if (title.isEmpty() || title.length() > LONGEST_TITLE) {
            throw wrong("A task has a title of at most " + LONGEST_TITLE + " characters.");
        }
        if (!(seconds >= 0 && seconds <= MOST_SECONDS)) {
            throw wrong("The seconds of a task are a number from 0 to " + (int) MOST_SECONDS + ".");
        }
        if (tasks.counts().open() >= MOST_WAITING) {
            throw new ResponseStatusException(
                    HttpStatus.TOO_MANY_REQUESTS, MOST_WAITING + " tasks wait already; post it when some are done.");
        }
        UUID request = task.request() == null ? UUID.randomUUID() : task.request();
        return new Posted(tasks.post(request, title, seconds), Nodes.name(cluster.self()));
    }

    @GetMapping("/tasks")
    List<Task> tasks() {
        return tasks.list(LISTED);
    }

    @GetMapping("/board")
    Board board() {
        ClusterView view = cluster.view();
        List<Board.Node> nodes = view.members().stream()
                .map(member -> new Board.Node(Nodes.name(member), Nodes.process(member), member.host()))
                .toList();
        return new Board(
                Nodes.name(view.self()),
                view.currentLeader().map(Nodes::name).orElse(null),
                nodes,
                tasks.counts(),
                tasks.list(SHOWN),
                news.lines(),
                database.sql("SELECT refused FROM leader_token")
                        .query(Long.class)
                        .single());
    }

    private static ResponseStatusException wrong(String sentence) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, sentence);
    }
}
