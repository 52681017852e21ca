using CxBot.Tests.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CxBot.BrowserTests.Testing;

/// <summary>A shop's site on an origin of its own, with the Bot Framework's clients as their makers publish them.</summary>
public sealed class StockSite : IAsyncDisposable
{
    private readonly WebApplication _site;

    private StockSite(WebApplication site, Uri address) => (_site, Address) = (site, address);

    public Uri Address { get; }

    /// <summary>Where <c>.ci/run</c> puts the clients. Where they are missing the test is skipped, and fails in CI.</summary>
    public static async Task<StockSite> StartAsync()
    {
        var clients = Repository.Folder("artifacts/stock-clients");
        if (!File.Exists(Path.Combine(clients, "webchat.js")))
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail("CI needs the stock clients in artifacts/stock-clients.");
            Assert.Skip("The stock clients are not in artifacts/stock-clients; .ci/run puts them there.");
        }
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = builder.Build();
        site.MapGet("/favicon.ico", () => Results.NoContent());
        foreach (var client in new[] { "webchat", "directline" })
        {
            site.MapGet($"/{client}.js", () => Results.File(Path.Combine(clients, $"{client}.js"), "text/javascript"));
            site.MapGet($"/{client}.html",
                () => Results.Content(
                    $"<!doctype html><html lang=\"en\"><title>{client}</title><body><div id=\"chat\" style=\"height:600px\"></div><script "
                    + $"src=\"/{client}.js\"></script></body></html>", "text/html"));
        }
        await site.StartAsync();
        return new StockSite(site, new Uri(site.Urls.Single()));
    }

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();
}
