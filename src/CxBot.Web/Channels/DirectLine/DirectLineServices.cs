using CxBot.Hosting;
using CxBot.Web.Channels.DirectLine.Files;
using CxBot.Web.Channels.DirectLine.Streaming;
using CxBot.Web.Channels.DirectLine.Tokens;
using CxBot.Web.Operations;
using CxBot.Web.Operations.Limits;
using CxBot.Web.Operations.Network;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.DirectLine;

public static class DirectLineServices
{
    public static IServiceCollection AddDirectLine(this IServiceCollection services)
    {
        services.AddChannel(WebChannel.Traits, Microsoft.Bot.Connector.Channels.Directline);
        services.AddCheckedOptions<DirectLineOptions>(DirectLineOptions.Section);
        services.AddSingleton(provider => new Origins(provider.GetRequiredService<IOptions<DirectLineOptions>>().Value.AllowedOrigins));
        services.AddOptions<SigningKeyOptions>()
            .Configure<IOptions<DirectLineOptions>>((signing, directLine) => signing.Salt = directLine.Value.Secret);
        services.AddSingleton<DirectLineTokens>();
        services.AddSingleton<CustomerTokens>();
        services.AddSingleton<DirectLineLinks>();
        services.AddSingleton<LiveConversations>();
        services.AddSingleton<StreamPlaces>();
        services.AddSingleton<DirectLineStream>();
        services.AddSingleton<DirectLineUpload>();
        services.AddSingleton<DirectLineEndpoints>();
        services.AddSingleton<DirectLineActivities>();
        services.AddSingleton<DirectLineIntake>();
        services.AddSingleton<StreamEndpoint>();
        services.AddSingleton<WebConversations>();
        return services;
    }

    /// <summary>Direct Line 3.0 at <c>/v3/directline</c>, for stock clients and our own widget.</summary>
    public static IEndpointRouteBuilder MapDirectLine(this IEndpointRouteBuilder app)
    {
        var all = app.MapGroup(InterfacePaths.DirectLine).AddEndpointFilter<StorageFilter>().WithTags("Direct Line 3.0")
            .DisableAntiforgery();
        var calls = all.MapGroup("").AddEndpointFilter<DirectLineAccess>().ProducesRefusals();
        calls.MapTokens();
        calls.MapGroup("/conversations/{conversationId}").MapConversation();
        all.MapGet("/conversations/{conversationId}/stream",
                (ConversationId conversationId, string? t, string? watermark, StreamEndpoint stream, HttpContext http,
                    CancellationToken cancellationToken) =>
                    stream.OpenAsync(conversationId, t, watermark, http, cancellationToken))
            .WithSummary("The WebSocket stream; its whole address is given as streamUrl.").ProducesRefusals().Limited(RateLimit.Address);
        return app;
    }

    private static void MapTokens(this RouteGroupBuilder calls)
    {
        calls.MapPost("/tokens/generate",
            (DirectLineEndpoints directLine, HttpContext http, CancellationToken cancellationToken) =>
                directLine.GenerateAsync(http, cancellationToken))
            .WithSummary("A site's server trades its secret for a token.").Produces<TokenGiven>().Limited(RateLimit.Address);
        calls.MapPost("/tokens/refresh", (DirectLineEndpoints directLine, HttpContext http) => directLine.Refresh(http))
            .WithSummary("A token that still works is traded for a newer one.").Limited(RateLimit.Address | RateLimit.Token);
        calls.MapPost("/conversations",
            (DirectLineEndpoints directLine, HttpContext http, CancellationToken cancellationToken) =>
                directLine.StartAsync(http, cancellationToken))
            .WithSummary("Starts the token's conversation: 201, or 200 where it goes on.")
            .Produces<ConversationOpened>(StatusCodes.Status201Created).Produces<ConversationOpened>()
            .Limited(RateLimit.Address | RateLimit.Token);
    }

    private static void MapConversation(this RouteGroupBuilder conversation)
    {
        const RateLimit reading = RateLimit.Address | RateLimit.Token;
        const RateLimit writing = reading | RateLimit.Conversation;
        conversation.MapGet("",
                (ConversationId conversationId, string? watermark, DirectLineEndpoints directLine, HttpContext http,
                    CancellationToken cancellationToken) =>
                    directLine.ReconnectAsync(conversationId, watermark, http, cancellationToken))
            .WithSummary("Takes a conversation up again.").Produces<ConversationOpened>().Limited(reading);
        conversation.MapGet("/activities",
                (ConversationId conversationId, string? watermark, DirectLineActivities activities, HttpContext http,
                    CancellationToken cancellationToken) =>
                    activities.ReadAsync(conversationId, watermark, http, cancellationToken))
            .WithSummary("What was said after the watermark.").Produces<ActivitySetSchema>().Limited(reading);
        conversation.MapPost("/activities",
                (ConversationId conversationId, DirectLineActivities activities, HttpContext http, CancellationToken cancellationToken) =>
                    activities.PostAsync(conversationId, http, cancellationToken))
            .WithSummary("Takes an activity; answers once it is stored.").Accepts<ActivitySchema>("application/json", "*/*")
            .Produces<ResourceId>().Limited(writing);
        conversation.MapPost("/upload",
                (ConversationId conversationId, DirectLineActivities activities, HttpContext http, CancellationToken cancellationToken) =>
                    activities.UploadAsync(conversationId, http, cancellationToken))
            .WithSummary("Takes files, with or without an activity.").Produces<ResourceId>().Limited(writing)
            .ProducesRefusal(StatusCodes.Status415UnsupportedMediaType).ProducesRefusal(StatusCodes.Status507InsufficientStorage);
    }

    private static RouteGroupBuilder ProducesRefusals(this RouteGroupBuilder group)
    {
        foreach (var status in Refusals)
            group.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ErrorBody), ["application/json"]));
        return group;
    }

    private static RouteHandlerBuilder ProducesRefusals(this RouteHandlerBuilder endpoint)
    {
        foreach (var status in Refusals)
            endpoint.ProducesRefusal(status);
        return endpoint;
    }

    private static RouteHandlerBuilder ProducesRefusal(this RouteHandlerBuilder endpoint, int status) =>
        endpoint.Produces<ErrorBody>(status);

    private static readonly int[] Refusals = [400, 401, 403, 404, 413, 429, 503];
}
