using CxBot.Language.Tables;

namespace CxBot.Language;

/// <summary>Matters that belong to a person whatever the articles say. Table: <c>sensitive-topic.txt</c>.</summary>
internal sealed class SensitiveTopics(LanguageTables tables, Sentiment sentiment)
{
    private const string Table = "sensitive-topic";

    private readonly Phrases _threat = tables.Phrases(Table, "threat");
    private readonly Phrases _health = tables.Phrases(Table, "health");
    private readonly Phrases _legal = tables.Phrases(Table, "legal");
    private readonly Phrases _fraud = tables.Phrases(Table, "fraud");
    private readonly Phrases _aboutFraud = tables.Phrases(Table, "about-fraud");

    /// <param name="spelt">The words with slang spelt out.</param>
    /// <returns>The gravest of them; null for none.</returns>
    public SensitiveTopic? Find(IReadOnlyList<string> spelt) =>
        _threat.AreIn(spelt) ? SensitiveTopic.Threat
        : _health.AreIn(spelt) ? SensitiveTopic.Health
        : _legal.AreIn(spelt) ? SensitiveTopic.Legal
        : _fraud.AreIn(spelt) && !_aboutFraud.AreIn(spelt) && !sentiment.Accuses(spelt) ? SensitiveTopic.Fraud
        : null;
}
