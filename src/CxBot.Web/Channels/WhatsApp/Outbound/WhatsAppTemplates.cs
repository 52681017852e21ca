using System.Text.Json;
using CxBot.Delivery;
using CxBot.Hosting;
using CxBot.Storage;
using CxBot.Web.Channels.WhatsApp.Graph;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.WhatsApp.Outbound;

/// <summary>Keeps a copy of the account's templates: at start, every hour, and when Meta says that one has changed. Clears away reports
/// that nobody claimed.</summary>
public sealed partial class WhatsAppTemplates(
    WhatsAppClient client, Writer writer, IOptions<WhatsAppOptions> options, TimeProvider time, ILogger<WhatsAppTemplates> logger)
    : PeriodicWorker(TimeSpan.FromHours(1), time, logger)
{
    /// <summary>Meta sends again for seven days.</summary>
    private static readonly TimeSpan ParkedFor = TimeSpan.FromDays(8);

    private const int MaxPages = 50;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Value.IsOn ? base.ExecuteAsync(stoppingToken) : Task.CompletedTask;

    public override async Task RoundAsync(CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(options.Value.BusinessAccountId))
            await SyncAsync(cancellationToken);
        var before = Time.GetUtcNow() - ParkedFor;
        await writer.RunAsync((db, token) => db.ParkedReports.Where(p => p.At < before).ExecuteDeleteAsync(token), cancellationToken);
    }

    protected override void RoundFailed(Exception failure) => SyncFailed(Logger, failure.GetType().Name);

    /// <summary>Makes the copy equal to what Meta holds.</summary>
    /// <returns>How many there are.</returns>
    /// <exception cref="HttpRequestException">Meta cannot be asked, or refuses.</exception>
    public async Task<int> SyncAsync(CancellationToken cancellationToken)
    {
        var held = new Dictionary<(string Name, string Language), MessageTemplate>();
        string? after = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var (templates, next) = await client.TemplatesAsync(after, cancellationToken);
            foreach (var json in templates)
                if (Read(json, Time.GetUtcNow()) is { } template)
                    held[(template.Name, template.Language)] = template;
            if (next is null || next == after)
                break;
            after = next;
        }
        await writer.RunAsync(async (db, token) =>
        {
            await db.MessageTemplates.Where(t => t.Channel == WhatsAppChannel.Key).ExecuteDeleteAsync(token);
            db.MessageTemplates.AddRange(held.Values);
            await db.SaveChangesAsync(token);
        }, cancellationToken);
        TemplatesSynced(Logger, held.Count);
        return held.Count;
    }

    /// <summary>A template as Meta writes it; null where it has no name, language or text. Pure.</summary>
    public static MessageTemplate? Read(JsonElement json, DateTimeOffset now)
    {
        JsonElement? Component(string type) =>
            json.Items("components").Cast<JsonElement?>()
                .FirstOrDefault(c => string.Equals(c.Text("type"), type, StringComparison.OrdinalIgnoreCase));
        if (json.Text("name") is not { } name || json.Text("language") is not { } language
            || Component("BODY").Text("text") is not { } body)
            return null;
        var header = Component("HEADER");
        return new MessageTemplate
        {
            Channel = WhatsAppChannel.Key,
            Name = name,
            Language = language,
            Category = json.Text("category") ?? "",
            Status = json.Text("status") ?? "",
            Header = header.Text("text"),
            Body = body,
            Footer = Component("FOOTER").Text("text"),
            ParameterFormat = json.Text("parameter_format"),
            NeedsMore = !json.Items("components").All(IsFillable),
            SyncedAt = now,
        };
    }

    /// <summary>Whether the desk can give all that a part needs. What is not known here may need anything.</summary>
    private static bool IsFillable(JsonElement component) => component.Text("type")?.ToUpperInvariant() switch
    {
        "BODY" or "FOOTER" => true,
        "HEADER" => component.Text("format") is null or "TEXT",
        "BUTTONS" => component.Items("buttons")
            .All(b => b.Text("type")?.ToUpperInvariant() is "QUICK_REPLY" or "PHONE_NUMBER"
                || (b.Text("type")?.ToUpperInvariant() == "URL" && MessageTemplate.Places(b.Text("url")).Count == 0)),
        _ => false,
    };

    [LoggerMessage(1, LogLevel.Information, "{Count} WhatsApp templates are known")]
    private static partial void TemplatesSynced(ILogger logger, int count);

    [LoggerMessage(2, LogLevel.Warning, "The WhatsApp templates could not be read ({Failure}); the last ones known stay")]
    private static partial void SyncFailed(ILogger logger, string failure);
}
