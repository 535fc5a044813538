package dev.trainyard.fuzz;

import java.util.List;
import java.util.stream.IntStream;

/** Values at which programs stumble. */
final class OddValues {
    private static final int DEEP = 2_000;

    /** Texts, as Java has them. */
    static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\uD800",
            "a\uDC00b",
            "\u202Eevil\u202C",
            "\uD83D\uDE00".repeat(50),
            "\uFEFFbom",
            "\u2028\u2029\u0085",
            "e\u0301".repeat(300),
            "\u0130\u0131\u00DF\u017F",
            "a\r\nX-Injected: yes",
            "\t\u000B\u001F\u007F",
            "../../../../etc/passwd",
            "' or 1=1; drop table run; --",
            "${jndi:ldap://127.0.0.1/a}",
            "#{T(Runtime)}",
            "%s%n%x{0}",
            "\\u0000",
            "<script>alert(1)</script>",
            "null",
            "NaN",
            "-1",
            "99999999999999999999",
            "2147483648",
            "\uFFFE\uFFFF",
            "\u0661\u0662\u0663",
            "x".repeat(300),
            "y".repeat(20_000));

    /** Numbers, as somebody writes them into JSON; some of them are none there. */
    static final List<String> NUMBERS = List.of(
            "NaN",
            "Infinity",
            "-Infinity",
            "1e400",
            "-1e400",
            "1e-400",
            "1e99999999999",
            "-0",
            "-0.0",
            "0",
            "-1",
            "2147483648",
            "-2147483649",
            "4294967296",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "9007199254740993",
            "0.1e1",
            "1.0",
            "5e-324",
            "0x10",
            "010",
            "1.",
            ".5",
            "+1",
            "1e",
            "--1",
            "1_000",
            "9".repeat(400),
            "9".repeat(5_000),
            "0." + "3".repeat(5_000));

    /** JSON values of another kind than was asked for. */
    static final List<String> STRUCTURES = List.of(
            "null",
            "true",
            "false",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "[{}]",
            "{\"\":null}",
            "{\"a\":{\"b\":[1,2,{\"c\":3}]}}",
            "\"text\"",
            "1",
            "[".repeat(DEEP) + "]".repeat(DEEP),
            "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP),
            "[".repeat(400) + "]".repeat(400),
            IntStream.range(0, 5_000).boxed().toList().toString(),
            "undefined",
            "'single'",
            "");

    /** In paths and queries, as they are. */
    static final List<String> ESCAPES = List.of(
            "%",
            "%2",
            "%zz",
            "%00",
            "%0d%0aX-Injected:%20yes",
            "%2e%2e%2f",
            "..%5c",
            "%c0%af",
            "%ff%fe",
            "%ed%a0%80",
            "%f0%9f%98%80",
            "%25%32%65",
            "..;/",
            ";jsessionid=1",
            "//",
            "/./",
            "/../",
            "\\",
            "{id}",
            "[",
            "|",
            "\"",
            "<>",
            "^`",
            "#",
            "*",
            "+",
            "\u00E4\u20AC",
            "a".repeat(3_000),
            "a".repeat(20_000));

    private OddValues() {}

    /** Any value, as JSON text. */
    static String json(Chance chance) {
        return switch (chance.below(3)) {
            case 0 -> chance.of(NUMBERS);
            case 1 -> chance.of(STRUCTURES);
            default -> quoted(chance.of(TEXTS));
        };
    }

    /** Half of a character can only be written as an escape. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(unit -> quoted.append(escaped((char) unit)));
        return quoted.append('"').toString();
    }

    private static String escaped(char unit) {
        boolean plain = unit >= ' ' && unit < 0x7F && unit != '"' && unit != '\\';
        return plain ? String.valueOf(unit) : "\\u%04x".formatted((int) unit);
    }
}
