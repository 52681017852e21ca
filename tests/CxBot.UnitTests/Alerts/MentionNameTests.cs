using CxBot.Alerts;

namespace CxBot.Tests.Alerts;

public sealed class MentionNameTests
{
    private static readonly IReadOnlyList<MentionName> Team = MentionName.Of([("1", "Sari", "sari@example.test"),
        ("2", "Budi Santoso", "budi@example.test"), ("3", "Budi Hartono", "hartono@example.test"), ("4", "Agent B", "b@example.test"),
        ("5", "Rina", "rina@example.test"), ("6", "Rina", "rina2@example.test"), ("7", "Émilie Ünal", "e@example.test"),
        ("8", "🙏 Dewi", "d@example.test")]);

    [Theory]
    [InlineData("tolong @Sari cek ya", "1")]
    [InlineData("@sari, @SARI!", "1")]
    [InlineData("(@Budi Santoso) dan @Budi Hartono", "2 3")]
    [InlineData("@Budi tolong", "")]
    [InlineData("@Agent B", "4")]
    [InlineData("@Agent Bagus", "4")]
    [InlineData("@Rina", "")]
    [InlineData("@Rina (rina2) bisa?", "6")]
    [InlineData("@émilie ünal", "7")]
    [InlineData("@🙏 Dewi", "8")]
    [InlineData("@Sarinah", "")]
    [InlineData("kirim ke toko@sari.test", "")]
    [InlineData("@ @@ @", "")]
    [InlineData("@@Sari", "1")]
    public void A_note_names_who_it_names(string note, string agents) =>
        Assert.Equal(agents, string.Join(' ', MentionName.Find(note, Team)));

    [Fact]
    public void No_two_agents_have_the_same_name() =>
        Assert.Equal(Team.Count, Team.Select(name => name.Token).Distinct(StringComparer.OrdinalIgnoreCase).Count());
}
