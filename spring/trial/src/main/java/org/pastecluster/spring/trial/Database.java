package org.pastecluster.spring.trial;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The PostgreSQL of the shop, and what is in it at the end. */
final class Database implements AutoCloseable {

    private final EmbeddedPostgres postgres;

    Database(Path project) throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder().start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(project.resolve("src/main/resources/schema.sql")));
        }
    }

    /** The options by which a process finds it. */
    List<String> options() {
        return List.of(
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                "--spring.datasource.username=postgres");
    }

    int runs() throws SQLException {
        return Integer.parseInt(column("SELECT count(*) FROM runs").get(0));
    }

    /** What it must not have accepted, as sentences. */
    List<String> faults() throws SQLException {
        List<String> faults = new ArrayList<>();
        faults.addAll(
                column("SELECT 'slot ' || slot || ' was accepted ' || count(*) || ' times' FROM runs GROUP BY slot"
                        + " HAVING count(*) > 1"));
        faults.addAll(column("SELECT 'run ' || id || ' was accepted with token ' || token || ' after token ' || before"
                + " FROM (SELECT id, token, lag(token) OVER (ORDER BY id) AS before FROM runs) AS r"
                + " WHERE token < before"));
        return faults;
    }

    private List<String> column(String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
