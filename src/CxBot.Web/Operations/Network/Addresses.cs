using CxBot.Accounts;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Hosting.Server;

namespace CxBot.Web.Operations.Network;

/// <summary>Where the app listens, and what it says about that when it has started.</summary>
public static partial class Addresses
{
    /// <summary>Where nothing else is set.</summary>
    public const string Default = "http://localhost:5080";

    private static readonly string[] Settings = ["urls", "http_ports", "https_ports"];

    /// <summary>The default address, only where neither the command line nor the environment nor a setting names another: in a file it
    /// would beat them.</summary>
    public static WebApplicationBuilder UseDefaultAddress(this WebApplicationBuilder builder)
    {
        var named = Settings.Any(setting => !string.IsNullOrEmpty(builder.Configuration[setting]))
            || builder.Configuration.GetSection("Kestrel:Endpoints").Exists();
        if (!named)
            builder.WebHost.UseUrls(Default);
        return builder;
    }

    /// <summary>Once started, prints the shop, the desk, and the one-time link that makes the first administrator.</summary>
    public static WebApplication SayWhereToGo(this WebApplication app)
    {
        app.Lifetime.ApplicationStarted.Register(StartRefusal.IsStarted);
        app.Lifetime.ApplicationStarted.Register(() => _ = SayAsync(app));
        return app;
    }

    private static async Task SayAsync(WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("CxBot");
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses;
        if (addresses?.FirstOrDefault() is not { } listening)
            return;
        // What listens everywhere is reached here by its name.
        var root = listening.Replace("[::]", "localhost", StringComparison.Ordinal)
            .Replace("0.0.0.0", "localhost", StringComparison.Ordinal).TrimEnd('/');
        Started(logger, root + "/", root + "/desk");
        if (await app.Services.GetRequiredService<FirstAdministrator>().LinkAsync(CancellationToken.None) is { } link)
            NoAdministratorYet(logger, root + link);
    }

    [LoggerMessage(1, LogLevel.Information, "CxBot is ready. Demo shop: {Shop}  Desk: {Desk}")]
    private static partial void Started(ILogger logger, string shop, string desk);

    [LoggerMessage(2, LogLevel.Information,
        "There is no administrator yet. Create the first one here (the link works once, until the app stops): {Link}")]
    private static partial void NoAdministratorYet(ILogger logger, string link);
}
