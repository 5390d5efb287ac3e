package dev.quipu.shell.audit;

import dev.quipu.ledger.audit.ReportParameter;

/** Something a report is told, as it is typed: {@code service=orders}. */
record ReportSetting(ReportParameter parameter, String value) {

    /** @throws IllegalArgumentException if it is none */
    static ReportSetting parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw new IllegalArgumentException("write it as name=value, such as service=orders");
        }
        return new ReportSetting(ReportParameter.of(text.substring(0, equals)), text.substring(equals + 1));
    }
}
