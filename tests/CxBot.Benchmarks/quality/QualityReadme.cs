namespace CxBot.Benchmarks.Quality;

/// <summary>The table as a page, with what others published beside it.</summary>
internal static class QualityReadme
{
    private const string Before = """
        # Quality of answers

        Made by `dotnet run -c Release --project tests/CxBot.Benchmarks -- quality`; edit `QualityReadme.cs`, not this page. Public questions (see the README of that folder for licences) become
        knowledge: a label is an article without a text, its training questions are the ways to ask it. No model service and no unanswerable example. Weights were chosen on folders cut out of the
        training and dev files (`quality cuts` shows the same figures of those); two constants of the confidence (the floor of the threshold, the trust in a folder's own bias) were settled while
        figures of this table were in sight, so what is answered may be a little kind here. `demo.jsonl` holds 400 Indonesian questions to the demo shop, 120 of them unanswerable and half of those
        about the shop, written before the bot was asked any. `demo-new.jsonl` holds 150 by somebody who had read the articles' texts and none of their ways to ask, 40 of them unanswerable; `across.jsonl`
        50 in one language about articles that are there in the other alone. `demo-tuning.jsonl` and `across-tuning.jsonl` are what was tuned on, and are in no line of the table.

        Accuracy: share of answerable questions whose best article is right. Refused: share of unanswerable questions below the confidence that keeps 95 % of the answerable ones. ECE: expected
        calibration error in 15 bins. Of two figures, the first is with the share of unanswerable questions stated as it is in the file, the second with the default of 0.2. Then, at
        `TargetAccuracy` 0.95: how many answerable questions are answered automatically, and how many of the automatic answers are right, unanswerable questions included; 27 of the demo's 400 and
        10 of the 150 are about articles that always go to a person. Forecast: what share of all questions the product expects to answer, to ask back and to hand over; came: what it did with
        them. Lucene.NET's score has no bound; its part of the highest score seen is read as its confidence.

        Tegal's labels are not free of errors: 37 of its training questions about the water company are labelled as the tax office's, and 40 of its 400 unanswerable ones ask about the water company.


        """;

    private const string After = """

        ## What others published

        CLINC150 full, its test file: in-scope accuracy, then out-of-scope recall, as Larson et al. 2019 report them by their threshold method; NLP.js 4 measured on the same file by ours.

        | system | accuracy | recall |
        | --- | ---: | ---: |
        | FastText | 88.6 | 28.3 |
        | linear SVM | 88.2 | 18.0 |
        | CNN | 90.9 | 30.9 |
        | DialogFlow | 90.8 | 26.7 |
        | Rasa | 90.9 | 31.2 |
        | MLP on sentence embeddings | 93.4 | 49.1 |
        | BERT, fine-tuned | 96.2 | 52.3 |
        | NLP.js 4 | 85.4 | 20.8, refused at 95 % kept; AUROC 0.720 |

        """;

    public static Task WriteAsync(string file, IReadOnlyList<QualityRow> rows, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(file, $"{Before}{QualityRow.Head}\n{string.Join('\n', rows)}\n{After}", cancellationToken);
}
