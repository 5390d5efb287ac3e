package dev.quipu.consumers.dialect.postgresql;

/**
 * A lock that a statement is going to need.
 *
 * @param relation name of a table, view, sequence or index, as SQL
 * @param withChildren whether partitions and inheriting tables are locked too
 */
record TableLock(String relation, LockMode mode, boolean withChildren) {

    static TableLock of(String relation, LockMode mode) {
        return new TableLock(relation, mode, false);
    }

    static TableLock withChildren(String relation, LockMode mode) {
        return new TableLock(relation, mode, true);
    }

    boolean isQualified() {
        return relation.replaceAll("\"[^\"]*\"", "").contains(".");
    }
}
