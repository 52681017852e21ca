using CxBot.Web.Operations.Network;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CxBot.Web.Operations;

/// <summary>A refusal as programs of the owner's read it: problem details (RFC 9457) whose detail says what to do.</summary>
public static class ApiProblem
{
    public static ProblemHttpResult Of(int status, string title, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: title);

    /// <summary>Whether refusals of this path are told so.</summary>
    public static bool IsFor(PathString path) => path.StartsWithSegments(InterfacePaths.Api);

    public static ProblemHttpResult TooMany(int seconds) =>
        Of(StatusCodes.Status429TooManyRequests, "Too many requests", $"Too much at once. Try again in {seconds} s.");
}
