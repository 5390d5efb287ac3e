package dev.quipu.bench.contest;

import dev.quipu.bench.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.changelog.FastCheckService;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Liquibase with a change set per change, whose SQL is a file that is sent whole. */
final class LiquibaseTool implements Contender {

    private static final String CHANGE_LOG = "changelog.xml";

    private final Path folder;

    LiquibaseTool(List<Script> scripts, Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        StringBuilder log = new StringBuilder("""
            <?xml version="1.0" encoding="UTF-8"?>
            <databaseChangeLog
                xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                    http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
            """);
        for (Script script : scripts) {
            String file = "%d-%s.sql".formatted(script.number(), script.name());
            Files.writeString(folder.resolve(file), script.sql());
            log.append("""
                <changeSet id="%d" author="bench" runInTransaction="%s">
                    <sqlFile path="%s" splitStatements="false" stripComments="false"/>
                </changeSet>
                """.formatted(script.number(), script.transactional(), file));
        }
        Files.writeString(folder.resolve(CHANGE_LOG), log.append("</databaseChangeLog>\n"));
    }

    @Override
    public String name() {
        return "Liquibase 4.33";
    }

    @Override
    public Timing apply(String jdbcUrl) throws Exception {
        return Timing.of(() -> Scope.child(Scope.Attr.ui, new LoggerUIService(), () -> update(jdbcUrl)));
    }

    private void update(String jdbcUrl) throws Exception {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, PostgresServer.USER, "");
                Liquibase liquibase = new Liquibase(
                        CHANGE_LOG, new DirectoryResourceAccessor(folder), new JdbcConnection(connection))) {
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
            liquibase.update();
        }
    }

    @Override
    public Timing applyAgain(String jdbcUrl) throws Exception {
        Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
        return apply(jdbcUrl);
    }
}
