using CxBot.Answering;
using CxBot.Answering.Calibration;
using CxBot.Evaluation;
using CxBot.Evaluation.Questions;
using CxBot.Knowledge;
using CxBot.Knowledge.Encoding;
using CxBot.Language;
using CxBot.Language.Text;
using CxBot.Turns;
using CxBot.Web.Channels;

namespace CxBot.Benchmarks.Quality;

/// <summary>Scores the public sets and the demo shop's, with the encoder and without, beside Lucene.NET on the same files, and writes the
/// table again.</summary>
internal static class QualityBenchmark
{
    private const int Candidates = 5;

    /// <summary>The table.</summary>
    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var repository = PublicData.Repository();
        var rows = await ScoreAsync(QualitySet.All(PublicData.Folder("quality"), repository), output, cancellationToken);
        await QualityReadme.WriteAsync(Path.Combine(repository, "tests/CxBot.Benchmarks/quality/README.md"), rows, cancellationToken);
    }

    /// <summary>The same figures of what the confidence is tuned on; written down nowhere.</summary>
    public static async Task RunCutsAsync(TextWriter output, CancellationToken cancellationToken) =>
        await ScoreAsync(QualitySet.Cuts(PublicData.Folder("quality"), PublicData.Repository()), output, cancellationToken);

    private static async Task<IReadOnlyList<QualityRow>> ScoreAsync(
        IEnumerable<QualitySet> sets, TextWriter output, CancellationToken cancellationToken)
    {
        var options = new KnowledgeOptions();
        using var encoder = await SentenceEncoder.LoadAsync(options, cancellationToken)
            ?? throw new InvalidOperationException("The built-in encoder is missing.");
        var rows = new List<QualityRow>();
        foreach (var set in sets)
        {
            var vectors = await new VectorFile(CacheFolder.Of(options), "quality/" + set.Name, encoder.Name).GetAsync(
                [.. KnowledgeIndex.TextsToEncode(set.Articles, Lexicon.BuiltIn)],
                async missing => [.. (await encoder.GenerateAsync(missing, null, cancellationToken)).Select(e => e.Vector.ToArray())],
                cancellationToken);
            rows.Add(Score(set, "CxBot", KnowledgeIndex.Build(set.Articles, text => vectors[text], cancellationToken, encoder.Words),
                encoder, cancellationToken));
            rows.Add(Score(set, "CxBot, encoder None", KnowledgeIndex.Build(set.Articles, null, cancellationToken), null,
                cancellationToken));
            rows.Add(LuceneYardstick.Score(set));
            foreach (var row in rows.TakeLast(3))
                await output.WriteLineAsync(row.ToString());
        }

        return rows;
    }

    private static QualityRow Score(
        QualitySet set, string system, KnowledgeIndex index, SentenceEncoder? encoder, CancellationToken cancellationToken)
    {
        var tried = CrossValidation.Run(index, Environment.ProcessorCount, cancellationToken);
        var stated = ConfidenceFit.Fit(tried, new AnsweringOptions { UnanswerableShare = set.UnanswerableShare }, index.HasEncoder);
        var byDefault = ConfidenceFit.Fit(tried, new AnsweringOptions(), index.HasEncoder);
        List<Prediction> byStated = [], byDefaultShare = [];
        foreach (var (text, article) in set.Questions)
        {
            var question = index.Ranker.Read(TextNormalizer.Normalize(text));
            var vector = question.Words.Count > 0 ? encoder?.Encode([question.Readable])[0] : null;
            var language = LanguageDetector.Detect(TextNormalizer.Words(text));
            var ranking = index.Ranker.Rank(question, vector, Candidates, stated.Mix, index.ForeignTo(language));
            var candidates = FaqAnswerer.Candidates(index, ranking, text, language);
            Prediction Judge(ConfidenceModel model)
            {
                var confidence = candidates.Length == 0 ? Confidence.None : ConfidenceScorer.Score(ranking.Signals, ranking.IsExact, model);
                var decision = HandoverPolicy.Judge(
                    new Answer(candidates, confidence, language ?? "id", model.Thresholds), PolicyContext.Fresh);
                return new Prediction(
                    text, article, candidates.FirstOrDefault()?.Article.Id, confidence.Probability, EvaluationRun.Kind(decision));
            }

            byStated.Add(Judge(stated));
            byDefaultShare.Add(Judge(byDefault));
        }

        return new QualityRow(set.Name, system, byStated, byDefaultShare) { Expected = stated.Thresholds.Expected };
    }
}
