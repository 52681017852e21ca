namespace CxBot.Tests.Reports.Facts;

/// <summary>Makes the database fail in the middle of the follower's write.</summary>
internal static class Trap
{
    /// <summary>What it writes into after it took the marks away.</summary>
    public static readonly string[] Tables = ["CaseFacts", "HandoverFacts", "SurveyFacts"];

    public static string Set(string table, bool onPostgres) => onPostgres
        ? $$"""
          CREATE OR REPLACE FUNCTION killed() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'killed'; END $$ LANGUAGE plpgsql;
          CREATE TRIGGER killed BEFORE INSERT ON "{{table}}" FOR EACH ROW EXECUTE FUNCTION killed();
          """
        : $"""CREATE TRIGGER killed BEFORE INSERT ON "{table}" BEGIN SELECT RAISE(ABORT, 'killed'); END""";

    public static string Spring(bool onPostgres) => onPostgres ? "DROP FUNCTION killed() CASCADE" : "DROP TRIGGER killed";
}
