package org.pastecluster.samples.board.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;

/** A PostgreSQL of its own with the tables of the board, from binaries that come as a dependency; empty at each start. */
public final class Database {

    private Database() {}

    /** {@code Database PORT DIRECTORY}; says when it is there, and stops it when told to end. */
    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        // It stops with this process. On loopback, where everybody may connect who is on this machine.
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setPort(Integer.parseInt(args[0]))
                .setDataDirectory(Path.of(args[1]))
                .start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(schema());
        }
        System.out.println("ready");
        new CountDownLatch(1).await();
    }

    private static String schema() throws IOException {
        try (InputStream file = Database.class.getResourceAsStream("/schema.sql")) {
            if (file == null) {
                throw new IllegalStateException("There is no schema.sql on the class path.");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
