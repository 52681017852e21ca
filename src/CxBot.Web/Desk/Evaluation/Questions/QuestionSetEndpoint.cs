using System.Text;
using CxBot.Evaluation.Questions;

namespace CxBot.Web.Desk.Evaluation.Questions;

/// <summary>Gives the owner their labelled questions back, as they can be given again.</summary>
internal static class QuestionSetEndpoint
{
    public const string Path = "/desk/evaluation/questions.jsonl";

    public static void MapQuestionSet(this IEndpointRouteBuilder app) =>
        app.MapGet(Path, async (QuestionSets sets, CancellationToken cancellationToken) =>
                await sets.FindAsync(cancellationToken) is { } set
                    ? Results.File(Encoding.UTF8.GetBytes(set.Lines), "application/x-ndjson; charset=utf-8", "questions.jsonl")
                    : Results.NotFound())
            .RequireAuthorization(DeskPolicies.Administrators)
            .ExcludeFromDescription();
}
