using System.Collections.Concurrent;
using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Knowledge;

namespace CxBot.Turns;

/// <summary>The owner's questions to begin with, by language; <see cref="None"/> where a channel brings none.</summary>
public sealed record StarterQuestions(IReadOnlyDictionary<string, IReadOnlyList<string>> ByLanguage)
{
    public static StarterQuestions None { get; } = new(new Dictionary<string, IReadOnlyList<string>>());
}

/// <summary>Questions to offer to a customer who asks nothing yet: the owner's starters that an article surely answers or, where those are
/// too few, the article of each topic with the most ways to ask.</summary>
public sealed class Starters(FaqAnswerer answerer, KnowledgeBase knowledge, StarterQuestions questions)
{
    private const int Most = 4;
    private const int Fewest = 2;

    private readonly ConcurrentDictionary<string, (KnowledgeIndex Of, IReadOnlyList<Choice> Choices)> _known = new();

    /// <param name="language">The customer's, <c>id</c> or <c>en</c>.</param>
    public async Task<IReadOnlyList<Choice>> InAsync(string language, CancellationToken cancellationToken)
    {
        var index = knowledge.Current;
        if (_known.TryGetValue(language, out var kept) && ReferenceEquals(kept.Of, index))
            return kept.Choices;
        var choices = new List<Choice>();
        foreach (var question in questions.ByLanguage.GetValueOrDefault(language) ?? [])
        {
            var answer = await answerer.AnswerAsync(question, language, cancellationToken);
            // A starter that no article answers would lead nowhere.
            if (HandoverPolicy.Judge(answer, PolicyContext.Fresh) is Decision.GiveAnswer given
                && choices.All(c => c.ArticleId != given.Candidate.Article.Id && c.Title != question))
                choices.Add(new Choice(question, given.Candidate.Article.Id));
        }
        IReadOnlyList<Choice> found = choices.Count >= Fewest ? [.. choices.Take(Most)] : Topics(index, language);
        _known[language] = (index, found);
        return found;
    }

    private static Choice[] Topics(KnowledgeIndex index, string language)
    {
        var said = index.Articles.Where(a => a.Handover != ArticleHandover.Always).OrderByDescending(a => a.WaysToAsk.Count)
            .ThenBy(a => a.Id).ToList();
        var own = said.Where(a => Subjects.Primary(a.Language) == language).ToList();
        if (own.Count >= Fewest)
            said = own;
        var topics = said.GroupBy(a => a.File.Contains('/', StringComparison.Ordinal) ? a.File.Split('/')[0] : "")
            .OrderByDescending(g => g.Count()).ToList();
        var first = topics.Select(g => g.First());
        return [.. first.Concat(said).DistinctBy(a => a.Id).DistinctBy(a => a.Title).Take(Most).Select(a => new Choice(a.Title, a.Id))];
    }
}
