package dev.quipu.consumers.dialect;

/** What only psql can do: its own commands, and COPY from and to the client. */
final class ClientCommands {

    private ClientCommands() {}

    static boolean isCopyFromClient(SqlStatement statement) {
        return statement.word(0).equals("COPY") && statement.contains("FROM", "STDIN");
    }

    static boolean isCopyToClient(SqlStatement statement) {
        return statement.word(0).equals("COPY") && statement.contains("TO", "STDOUT");
    }

    static boolean isPsqlCommand(SqlStatement statement) {
        return statement.words().getLast().startsWith("\\");
    }
}
