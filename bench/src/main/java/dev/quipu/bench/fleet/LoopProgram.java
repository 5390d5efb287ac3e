package dev.quipu.bench.fleet;

import dev.quipu.bench.contest.FlywayTool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Flyway over one database after the other, with the migrations in the folder that it is told. */
final class LoopProgram {

    private LoopProgram() {}

    /** @param arguments the databases' JDBC URL up to their number, how many */
    public static void main(String[] arguments) throws IOException {
        Logger.getLogger("").setLevel(Level.SEVERE);
        int count = Integer.parseInt(arguments[1]);
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String folder = questions.readLine();
        while (folder != null) {
            FlywayTool flyway = FlywayTool.over(Path.of(folder));
            for (int i = 1; i <= count; i++) {
                flyway.migrate(arguments[0] + i);
            }
            System.out.println(Memory.now());
            folder = questions.readLine();
        }
    }
}
