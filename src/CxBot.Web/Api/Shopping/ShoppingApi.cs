using CxBot.ApiKeys;
using CxBot.Reports.Shopping;
using CxBot.Web.Channels;
using CxBot.Web.Operations;
using CxBot.Web.Operations.Limits;
using CxBot.Web.Operations.Network;

namespace CxBot.Web.Api.Shopping;

/// <summary>The shop tells what its customers do there.</summary>
public sealed class ShoppingApi(ShopActivities activities, TimeProvider time)
{
    /// <summary>The largest body.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>All of the body is stored, or nothing of it.</summary>
    public async Task<IResult> AddAsync(HttpContext http, string subject, CancellationToken cancellationToken)
    {
        // The one sign that a route leaves as it was sent.
        var whose = subject.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        if (ActivityFields.SubjectProblem(whose) is { } wrong)
            return ApiProblem.Of(StatusCodes.Status400BadRequest, "Not understood", wrong);
        if (!http.Request.HasJsonContentType())
            return ApiProblem.Of(
                StatusCodes.Status415UnsupportedMediaType, "Not JSON", "Send Content-Type: application/json. Files: activity import.");
        if (http.Request.ContentLength > MaxBytes
            || await BoundedBody.ReadBytesAsync(http.Request.Body, MaxBytes, cancellationToken) is not { } bytes)
            return ApiProblem.Of(
                StatusCodes.Status413PayloadTooLarge, "Too large", $"A body has at most {MaxBytes / 1024} KB. Send less at once.");
        var read = ActivityBody.Read(whose, bytes, time.GetUtcNow());
        if (read.Problem is { } problem)
            return ApiProblem.Of(StatusCodes.Status400BadRequest, "Not understood", problem);
        if (read.Errors is [var first, ..])
            return TypedResults.Problem(
                $"Nothing was stored. Row {first.Row}: {first.Problem}",
                statusCode: StatusCodes.Status422UnprocessableEntity,
                title: "Not stored",
                extensions: [new("errors", read.Errors)]);
        var stored = await activities.StoreAsync(read.Rows, cancellationToken);
        return TypedResults.Ok(stored);
    }
}

public static class ShoppingEndpoints
{
    public static void MapShoppingApi(this IEndpointRouteBuilder app)
    {
        var api = app.ServiceProvider.GetRequiredService<ShoppingApi>();
        app.MapPost($"{InterfacePaths.Api}/customers/{{subject}}/activity", api.AddAsync)
            .Limited(RateLimit.Address)
            .Opens(ApiScopes.ActivityWrite)
            // Any other kind comes in, too, and is told what to send.
            .Accepts<IReadOnlyList<ToldActivity>>("application/json", "*/*")
            .Produces<StoredActivity>()
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithTags("Customers")
            .WithSummary("Tells what a customer did at the shop: orders and subscriptions");
    }
}
