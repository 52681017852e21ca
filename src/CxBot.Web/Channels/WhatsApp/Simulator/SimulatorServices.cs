using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using CxBot.Web.Channels.WhatsApp.Graph;
using CxBot.Web.Commands;
using CxBot.Web.Operations.Limits;
using CxBot.Web.Operations.Network;

namespace CxBot.Web.Channels.WhatsApp.Simulator;

/// <summary>The WhatsApp simulator: a phone at <c>/dev/whatsapp</c> that speaks to the real webhook and stands in for Meta's Graph API. In
/// Development alone, from this machine alone, and only where no real number is set.</summary>
public static class SimulatorServices
{
    public const string Path = "/dev/whatsapp";

    /// <summary>The settings that come from Meta or concern it: with one of them, a real number is meant.</summary>
    private static readonly string[] Owners =
    [
        nameof(WhatsAppOptions.AppSecret), nameof(WhatsAppOptions.PreviousAppSecret), nameof(WhatsAppOptions.VerifyToken),
        nameof(WhatsAppOptions.AccessToken), nameof(WhatsAppOptions.PhoneNumberId), nameof(WhatsAppOptions.BusinessAccountId),
    ];

    /// <summary>Makes up the settings that an owner would get from Meta, anew at each start, and leads the client here.</summary>
    public static WebApplicationBuilder AddWhatsAppSimulator(this WebApplicationBuilder builder, string[] args)
    {
        if (!builder.Environment.IsDevelopment() || CommandLine.IsCommand(args)
            || IsOwners(builder.Configuration.GetSection(WhatsAppOptions.Section)))
            return builder;
        builder.Configuration.AddInMemoryCollection(
            MadeUp().ToDictionary(setting => $"{WhatsAppOptions.Section}:{setting.Key}", setting => setting.Value));
        var services = builder.Services;
        services.AddSingleton<SimulatorAddress>();
        services.AddSingleton<SimulatorPhone>();
        services.AddSingleton<SimulatorGraph>();
        services.AddSingleton<SimulatorWebhook>();
        services.AddSingleton<SimulatorEndpoints>();
        services.AddHostedService(provider => provider.GetRequiredService<SimulatorWebhook>());
        services.AddTransient<SimulatorRoute>();
        services.AddHttpClient(nameof(WhatsAppClient)).AddHttpMessageHandler<SimulatorRoute>();
        return builder;
    }

    /// <summary>Comes before everything else: whoever may not see the simulator is told that nothing is there.</summary>
    public static WebApplication UseWhatsAppSimulator(this WebApplication app)
    {
        var on = IsOn(app);
        app.Use((http, next) =>
        {
            if (!http.Request.Path.StartsWithSegments("/dev") || (on && IsThisMachine(http)))
                return next(http);
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        return app;
    }

    public static WebApplication MapWhatsAppSimulator(this WebApplication app)
    {
        if (!IsOn(app))
            return app;
        app.MapGroup(Path + "/graph").ExcludeFromDescription().MapGraph(app.Services.GetRequiredService<SimulatorGraph>());
        app.MapGroup(Path + "/phone").ExcludeFromDescription().Limited(RateLimit.Simulator)
            .MapPhone(app.Services.GetRequiredService<SimulatorEndpoints>());
        app.Services.GetRequiredService<SimulatorAddress>().Watch();
        return app;
    }

    private static bool IsOn(WebApplication app) => app.Services.GetService<SimulatorPhone>() is not null;

    /// <summary>Whether the owner has set anything up, or wants no simulator.</summary>
    private static bool IsOwners(IConfigurationSection section) =>
        section["Simulator"] is { Length: > 0 } wish && bool.TryParse(wish, out var wanted) && !wanted
        || Owners.Any(name => !string.IsNullOrWhiteSpace(section[name]));

    private static Dictionary<string, string?> MadeUp() => new()
    {
        [nameof(WhatsAppOptions.AppSecret)] = Secret(),
        [nameof(WhatsAppOptions.VerifyToken)] = Secret(),
        [nameof(WhatsAppOptions.AccessToken)] = Secret(),
        [nameof(WhatsAppOptions.PhoneNumberId)] = Digits(),
        [nameof(WhatsAppOptions.BusinessAccountId)] = Digits(),
        [nameof(WhatsAppOptions.GraphApiBaseUrl)] = SimulatorRoute.Base,
    };

    private static string Secret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));

    private static string Digits() =>
        RandomNumberGenerator.GetInt32(100_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture)
        + RandomNumberGenerator.GetInt32(10_000, 99_999).ToString(CultureInfo.InvariantCulture);

    /// <summary>Not a page of anybody else's: another port of this machine counts to browsers as the same site.</summary>
    private static bool IsThisMachine(HttpContext http) =>
        ThisMachine.Asks(http) && http.Request.Headers["Sec-Fetch-Site"].ToString() is ("" or "same-origin" or "none");
}
