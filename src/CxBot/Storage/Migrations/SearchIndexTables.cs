using Microsoft.EntityFrameworkCore.Migrations;

namespace CxBot.Storage.Migrations;

/// <summary>
/// What the search has beside <c>SearchEntries</c>, and EF Core has no words for. Part of the migration that calls it: it never changes, a
/// later migration does.
/// </summary>
internal static class SearchIndexTables
{
    public static void CreateSqlite(MigrationBuilder migration)
    {
        // Words come folded, so that the tokenizer has only blanks to see. The index keeps no text of its own.
        migration.Sql("""
            CREATE VIRTUAL TABLE "SearchIndex" USING fts5("Words", content='', contentless_delete=1, tokenize='ascii', prefix='2 3')
            """);
        // Whatever removes an entry, an erasure or the end of its conversation, removes its words.
        migration.Sql("""
            CREATE TRIGGER "SearchEntries_Removed" AFTER DELETE ON "SearchEntries" BEGIN
              DELETE FROM "SearchIndex" WHERE rowid = old."Id";
            END
            """);
    }

    public static void DropSqlite(MigrationBuilder migration)
    {
        migration.Sql("""DROP TRIGGER "SearchEntries_Removed" """);
        migration.Sql("""DROP TABLE "SearchIndex" """);
    }

    public static void CreatePostgres(MigrationBuilder migration)
    {
        // Words that have no room in their row lie apart as they are: packing them saves little and costs time.
        migration.Sql("""
            ALTER TABLE "SearchEntries" ADD COLUMN "Words" tsvector NOT NULL;
            ALTER TABLE "SearchEntries" ALTER COLUMN "Words" SET STORAGE EXTERNAL;
            CREATE INDEX "IX_SearchEntries_Words" ON "SearchEntries" USING gin ("Words") WITH (fastupdate = off);
            """);
    }
}
