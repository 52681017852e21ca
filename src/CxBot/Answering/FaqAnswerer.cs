using CxBot.Answering.Calibration;
using CxBot.Knowledge.Ranking;
using CxBot.Knowledge;
using CxBot.Language;
using CxBot.Language.Text;
using Microsoft.Extensions.Options;

namespace CxBot.Answering;

/// <summary>Finds what may answer a question and says how sure it is. Decides nothing.</summary>
public sealed class FaqAnswerer(KnowledgeSearch search, ConfidenceModels models, IOptions<KnowledgeOptions> knowledge)
{
    private const int MaxCandidates = 5;

    /// <summary>How customers write, with the owner's own words.</summary>
    public Lexicon Lexicon => search.Lexicon;

    /// <param name="question">At most 8,000 characters; what is longer is judged by its beginning. Any text is fine.</param>
    /// <param name="language">The customer's, where it is known; an article in it is preferred to its translation.</param>
    public async Task<Answer> AnswerAsync(string question, string? language, CancellationToken cancellationToken)
    {
        var (index, ranking) = await search.FindAsync(question, MaxCandidates, i => models.For(i).Mix, cancellationToken);
        language ??= LanguageDetector.Detect(TextNormalizer.Words(question), index.Lexicon);
        var model = models.For(index, ranking.HasMeaning);
        if (ranking.Subjects.Count == 0)
            return new Answer([], Confidence.None, language ?? knowledge.Value.DefaultLanguage, model.Thresholds);

        var candidates = Candidates(index, ranking, question, language);
        var confidence = ConfidenceScorer.Score(ranking.Signals, ranking.IsExact, model);
        return new Answer(candidates, confidence, language ?? candidates[0].Article.Language, model.Thresholds)
        {
            IsTopic = ranking.Signals.IsTopic,
        };
    }

    /// <summary>The articles of a ranking, in the customer's language where there is one.</summary>
    internal static Candidate[] Candidates(KnowledgeIndex index, SubjectRanking ranking, string question, string? language) =>
    [
        .. ranking.Subjects.Select(s => new Candidate(index.Choose(s, language), s.Score, s.Nearest.Text))
            .Select(c => c with { IsNamed = c.Article.Handover is not ArticleHandover.Always || index.IsNamed(c.Article, question) }),
    ];
}
