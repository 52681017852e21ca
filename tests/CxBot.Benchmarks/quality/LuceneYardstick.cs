using System.Globalization;
using CxBot.Conversations;
using CxBot.Evaluation.Questions;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace CxBot.Benchmarks.Quality;

/// <summary>What full-text search gives an owner for nothing: Lucene.NET, its standard analyzer, BM25 over each way to ask; the best hit's
/// article is the answer.</summary>
internal static class LuceneYardstick
{
    private const LuceneVersion Version = LuceneVersion.LUCENE_48;

    public static QualityRow Score(QualitySet set)
    {
        using var directory = new RAMDirectory();
        using var analyzer = new StandardAnalyzer(Version);
        using (var writer = new IndexWriter(directory, new IndexWriterConfig(Version, analyzer) { Similarity = new BM25Similarity() }))
            foreach (var article in set.Articles)
                foreach (var way in article.WaysToAsk)
                    writer.AddDocument(
                        [new TextField("way", way, Field.Store.NO), new StringField("article", article.Id.Value, Field.Store.YES)]);

        using var reader = DirectoryReader.Open(directory);
        var searcher = new IndexSearcher(reader) { Similarity = new BM25Similarity() };
        var found = set.Questions.Select(q =>
        {
            var hit = searcher.Search(Query(analyzer, q.Text), 1).ScoreDocs.FirstOrDefault();
            return (q.Text, q.Article,
                Best: ArticleId.OrNull(hit is null ? null : searcher.Doc(hit.Doc).Get("article", CultureInfo.InvariantCulture)),
                Score: hit?.Score ?? 0);
        }).ToArray();

        // A score has no bound: its part of the highest seen is the kindest reading of it as a probability.
        var highest = Math.Max(1, found.Max(f => f.Score));
        // It decides nothing, so that none of the counted decisions may be written down for it.
        var predictions = found.Select(f => new Prediction(f.Text, f.Article, f.Best, f.Score / highest, DecisionKind.Chat));
        return new QualityRow(set.Name, "Lucene.NET BM25", [.. predictions], null);
    }

    private static BooleanQuery Query(StandardAnalyzer analyzer, string text)
    {
        var query = new BooleanQuery();
        using var stream = analyzer.GetTokenStream("way", text);
        var term = stream.AddAttribute<Lucene.Net.Analysis.TokenAttributes.ICharTermAttribute>();
        stream.Reset();
        while (stream.IncrementToken() && query.Clauses.Count < BooleanQuery.MaxClauseCount)
            query.Add(new TermQuery(new Term("way", term.ToString())), Occur.SHOULD);
        stream.End();
        return query;
    }
}
