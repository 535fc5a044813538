package dev.trainyard.bench;

/** The tables of a database, the largest first. */
final class TableSizes {
    private static final String SIZES = """
            select format('| %s | %s | %s | %s |', relname, n_live_tup, pg_size_pretty(pg_table_size(relid)),
                          pg_size_pretty(pg_indexes_size(relid)))
            from pg_stat_user_tables where n_live_tup > 0
            order by pg_total_relation_size(relid) desc""";

    private TableSizes() {}

    static void print(ServiceDatabase database) {
        System.out.println("| table | rows | size | indexes |");
        System.out.println("|---|--:|--:|--:|");
        database.sql().sql(SIZES).query(String.class).list().forEach(System.out::println);
        System.out.println();
    }
}
