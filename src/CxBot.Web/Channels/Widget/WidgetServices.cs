using CxBot.Hosting;
using CxBot.Turns;
using CxBot.Web.Channels.DirectLine.Tokens;
using CxBot.Web.Operations.Limits;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.Widget;

public static class WidgetServices
{
    public static IServiceCollection AddWidget(this IServiceCollection services)
    {
        services.AddCheckedOptions<WidgetOptions>(WidgetOptions.Section);
        services.AddSingleton(
            provider => new StarterQuestions(provider.GetRequiredService<IOptions<WidgetOptions>>().Value.StartersByLanguage()));
        services.AddSingleton<VisitorKeys>();
        services.AddSingleton<VerifiedVisitors>();
        services.AddSingleton<WidgetSettingsReader>();
        services.AddSingleton<WidgetEndpoint>();
        services.AddSingleton<WidgetContinuation>();
        return services;
    }

    /// <summary>The widget's own endpoints; everything else it does over Direct Line.</summary>
    public static IEndpointRouteBuilder MapWidget(this IEndpointRouteBuilder app)
    {
        app.MapPost("/widget/session",
            (WidgetEndpoint widget, HttpContext http, CancellationToken cancellationToken) => widget.BeginAsync(http, cancellationToken))
            .AddEndpointFilter<StorageFilter>().DisableAntiforgery().WithTags("Widget")
            .WithSummary("Begins, or goes on, as a visitor of the website.")
            .Accepts<WidgetSessionRequest>("application/json", "*/*").Produces<WidgetSession>().Produces<ErrorBody>(400)
            .Produces<ErrorBody>(403).Produces<ErrorBody>(413).Produces<ErrorBody>(429).Produces<ErrorBody>(503)
            .Limited(RateLimit.Session);
        app.MapPost("/widget/conversations/{conversationId}/whatsapp",
            (ConversationId conversationId, WidgetContinuation widget, HttpContext http, CancellationToken cancellationToken) =>
                widget.ContinueAsync(conversationId, http, cancellationToken))
            .AddEndpointFilter<StorageFilter>().AddEndpointFilter<DirectLineAccess>().DisableAntiforgery().WithTags("Widget")
            .WithSummary("Where the conversation goes on on WhatsApp: an address with a code that works once.")
            .Produces<WidgetContinued>().Produces<ErrorBody>(401).Produces<ErrorBody>(403).Produces<ErrorBody>(404).Produces<ErrorBody>(429)
            .Produces<ErrorBody>(503)
            .Limited(RateLimit.Address | RateLimit.Token | RateLimit.Conversation);
        return app;
    }
}
