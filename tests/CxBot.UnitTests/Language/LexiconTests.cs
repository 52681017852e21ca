using System.Text.RegularExpressions;
using CxBot.Language;
using CxBot.Language.Text;
using CxBot.Tests.Knowledge;
using CxBot.Tests.Testing;

namespace CxBot.Tests.Language;

public sealed class LexiconTests
{
    [Fact]
    public void A_third_language_is_a_folder()
    {
        using var folder = new TemporaryFolder();
        folder.Write("jv/telltale.txt", "[words]\npiye, kepiye, iki, kulo, ora, durung, kapan");
        folder.Write("jv/slang.txt", "[own]\npye = piye\nkl = kulo");
        folder.Write("jv/little-words.txt", "[particles]\nlho, to\n\n[addresses]\nlik");
        folder.Write("jv/human-request.txt", """
            [person]
            uwong, tiyang
            [wanting]
            pengin, kepengin
            [on-the-way]
            omong, karo
            [requests]
            <wanting> ..<on-the-way> <person>
            """);
        folder.Write("jv/sensitive-topic.txt", "[fraud]\ndiapusi*");
        folder.Write("jv/sentiment.txt", "[annoyed]\nmangkel");
        folder.Write("jv/small-talk.txt", "[greeting]\nsugeng, enjing\n\n[thanks]\nmatur nuwun, nuwun");
        var lexicon = Lexicon.OfFolder(folder.Path);

        Assert.Equal("jv", Read("pye kabare paket iki").Language);
        Assert.True(Read("kl pengin omong karo tiyang").WantsPerson);
        Assert.False(Read("pengin tuku klambi").WantsPerson);
        Assert.Equal(SensitiveTopic.Fraud, Read("kulo diapusi").SensitiveTopic);
        Assert.Equal(Mood.Annoyed, Read("mangkel tenan").Mood);
        Assert.Equal((SmallTalk.Greeting, false), (Read("sugeng enjing lik").SmallTalk, Read("sugeng enjing lik").HasQuestion));
        Assert.Equal("piye paket", string.Join(' ', TextNormalizer.Normalize("pye to lik paket", lexicon).Select(w => w.Stem)));

        Utterance Read(string text) => Utterance.Read(text, null, lexicon);
    }

    [Fact]
    public void A_line_that_cannot_be_read_names_its_file_and_its_place()
    {
        using var folder = new TemporaryFolder();
        folder.Write("jv/slang.txt", "[own]\npye = piye\nkl = kulo = aku");

        var error = Assert.Throws<FormatException>(() => Lexicon.OfFolder(folder.Path));

        Assert.Contains("jv/slang.txt line 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_section_of_every_table_is_read()
    {
        var folder = Repository.Folder("src/CxBot/Language");
        var tables = Directory.GetFiles(folder, "*.txt", SearchOption.AllDirectories);
        var code = string.Concat(Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.NotEmpty(tables);
        foreach (var table in tables.GroupBy(Path.GetFileName))
        {
            var text = string.Concat(table.Select(File.ReadAllText));
            foreach (Match section in Regex.Matches(text, @"^\[(.+)\]", RegexOptions.Multiline))
            {
                var name = section.Groups[1].Value;
                string[] named = [$"\"{name}\"", $"{{{name}}}"];
                Assert.True(
                    named.Any(n => code.Contains(n, StringComparison.Ordinal)) || text.Contains($"<{name}>", StringComparison.Ordinal),
                    $"[{name}] of {table.Key} is read by nobody");
            }
        }
    }
}
