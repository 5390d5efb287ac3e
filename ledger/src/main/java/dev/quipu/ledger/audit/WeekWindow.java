package dev.quipu.ledger.audit;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hours of the week, as minutes since its Monday began. Immutable. */
record WeekWindow(List<List<Integer>> open) {

    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern PART =
            Pattern.compile("(\\p{Alpha}{3})(?:-(\\p{Alpha}{3}))? (\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");
    private static final int DAY = 24 * 60;
    private static final int WEEK = 7 * DAY;

    /** @throws IllegalArgumentException if {@code text} is not like {@code Mon-Fri 08:00-18:00; Sat 09:00-12:00} */
    static WeekWindow parse(String text) {
        List<List<Integer>> open = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            Matcher matcher = PART.matcher(part.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("no window: " + part);
            }
            int first = day(matcher.group(1));
            int last = matcher.group(2) == null ? first : day(matcher.group(2));
            int from = minute(matcher.group(3));
            int to = minute(matcher.group(4));
            for (int day = first; ; day = (day + 1) % DAYS.size()) {
                add(open, day * DAY + from, day * DAY + (to <= from ? to + DAY : to));
                if (day == last) {
                    break;
                }
            }
        }
        return new WeekWindow(List.copyOf(open));
    }

    /** What goes past the end of the week goes on at its beginning. */
    private static void add(List<List<Integer>> open, int from, int to) {
        open.add(List.of(from, Math.min(to, WEEK)));
        if (to > WEEK) {
            open.add(List.of(0, to - WEEK));
        }
    }

    private static int day(String name) {
        int day = DAYS.indexOf(name.toLowerCase(Locale.ROOT));
        if (day < 0) {
            throw new IllegalArgumentException("no day: " + name);
        }
        return day;
    }

    private static int minute(String time) {
        return time.equals("24:00") ? DAY : LocalTime.parse(time).toSecondOfDay() / 60;
    }

    /** As SQL reads it. */
    @Override
    public String toString() {
        return open.toString();
    }
}
