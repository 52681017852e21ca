namespace CxBot.Web.Operations.Network;

/// <summary>Answers only to this server's own names: links, origins and sockets are made from the name that a request uses.</summary>
internal static partial class HostGuard
{
    private const string Sentence =
        "This server does not answer to that name. If it is yours, set Operations:PublicUrl to the address that browsers use "
        + "(https://chat.shop.example), or add the name to Operations:Hosts. / "
        + "Server ini tidak menjawab dengan nama itu. Bila itu milik Anda, isi Operations:PublicUrl atau tambahkan namanya ke "
        + "Operations:Hosts.";

    private static readonly TimeSpan SayAgainAfter = TimeSpan.FromMinutes(1);

    public static void UseHostGuard(this WebApplication app)
    {
        var address = app.Services.GetRequiredService<PublicAddress>();
        var time = app.Services.GetRequiredService<TimeProvider>();
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("CxBot.Web.Operations.Hosts");
        var said = 0L;
        if (!address.IsNamed)
            app.Lifetime.ApplicationStarted.Register(() => OnlyThisMachine(logger));
        app.Use((http, next) =>
        {
            if (address.IsOurs(http) || IsOfMachines(http.Request.Path))
                return next(http);
            var now = time.GetTimestamp();
            var before = Interlocked.Read(ref said);
            if ((before == 0 || time.GetElapsedTime(before, now) > SayAgainAfter)
                && Interlocked.CompareExchange(ref said, now, before) == before)
                Refused(logger, Known(http.Request.Host.Host));
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            http.Response.ContentType = "text/plain; charset=utf-8";
            return http.Response.WriteAsync(Sentence, http.RequestAborted);
        });
    }

    /// <summary>Whoever looks whether we live often knows us by a number alone.</summary>
    private static bool IsOfMachines(PathString path) =>
        path.StartsWithSegments("/health") || path.StartsWithSegments(Telemetry.MetricsPath);

    /// <summary>A name as it may stand in a log.</summary>
    private static string Known(string host) =>
        string.Concat(host.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or ':' or '[' or ']').Take(100));

    [LoggerMessage(1, LogLevel.Information,
        "Only this machine's own names (localhost) are answered. For any other name set Operations:PublicUrl, or list it in "
        + "Operations:Hosts")]
    private static partial void OnlyThisMachine(ILogger logger);

    [LoggerMessage(2, LogLevel.Warning,
        "Refused a request for \"{Host}\": neither Operations:PublicUrl nor Operations:Hosts names it (said at most once a minute)")]
    private static partial void Refused(ILogger logger, string host);
}
