using CxBot.Tests.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CxBot.BrowserTests.Testing;

/// <summary>A shop's own site, on another origin than the chat's: the pages of <c>ShopPages</c>, each of which stands in the widget's way
/// in one manner.</summary>
internal sealed class ShopSite : IAsyncDisposable
{
    private readonly WebApplication _site;

    private ShopSite(WebApplication site, CxBotApp chat)
    {
        _site = site;
        Chat = chat;
        Address = new Uri(site.Urls.Single());
    }

    public CxBotApp Chat { get; }

    public Uri Address { get; }

    public Uri Page(string name) => new(Address, $"{name}.html");

    public static async Task<ShopSite> StartAsync(KnowledgeFiles? knowledge = null, Dictionary<string, string?>? settings = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = builder.Build();
        CxBotApp? chat = null;
        site.MapGet("/favicon.ico", () => Results.NoContent());
        site.MapGet("/slow.js", async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
            return Results.Text("", "text/javascript");
        });
        site.MapGet("/{name}.html", async (string name) => Results.Content(
            (await File.ReadAllTextAsync(
                Path.Combine(Repository.Folder("tests/CxBot.BrowserTests/ShopPages"), $"{Path.GetFileName(name)}.html")))
                .Replace("{chat}", chat!.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
                .Replace("{sockets}", $"ws://{chat.Address.Authority}", StringComparison.Ordinal), "text/html; charset=utf-8"));
        await site.StartAsync();
        chat = await CxBotApp.StartAsync(
            knowledge ?? KnowledgeFiles.Shop(), new(settings ?? []) { ["Channels:DirectLine:AllowedOrigins:0"] = site.Urls.Single() });
        return new ShopSite(site, chat);
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await Chat.DisposeAsync();
    }
}
