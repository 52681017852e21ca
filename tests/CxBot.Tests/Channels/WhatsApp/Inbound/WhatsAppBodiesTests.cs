using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CxBot.Conversations;
using CxBot.Tests.Testing;
using CxBot.Web.Channels.WhatsApp;
using CxBot.Web.Desk.OneConversation.Messages;
using CxBot.Web.Desk;
using CxBot.Web.Desk.OneConversation;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Channels.WhatsApp.Inbound;

/// <summary>One host for all the bodies that others wrote.</summary>
public sealed class WhatsAppBodiesHost : IAsyncLifetime
{
    public FakeGraph Graph { get; private set; } = null!;
    public ChannelHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Graph = await FakeGraph.StartAsync();
        Host = await ChannelHost.StartAsync(Graph.Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Graph.DisposeAsync();
    }
}

public sealed partial class WhatsAppBodiesTests(WhatsAppBodiesHost bodies) : IClassFixture<WhatsAppBodiesHost>
{
    /// <summary>What the desk shows of those whose words are worth pinning down, in order.</summary>
    private static readonly Dictionary<string, string[]> Shown = new()
    {
        ["bindambc__buttonMessage"] = ["SIM"],
        ["bindambc__messageDeleted"] = ["[Unsupported] unsupported"],
        ["netflie__a_with_bsuid_only_and_no_from"] = ["MESSAGE_BODY"],
        ["netflie__an_order"] =
            ["text-message-sent-along-with-the-order [Order] number-of-item × the-product-SKU-identifier · unitary-price-of-item "
                + "price-currency; number-of-item × the-product-SKU-identifier-2 · unitary-price-of-item price-currency"],
        ["netflie__a_flow"] = ["[Form] screen_0_name_0: Email; screen_0_orderNumber_1: ID"],
        ["netflie__an_unknown"] = ["[Unsupported] unknown"],
        ["pywa__callback_selection__description"] = ["title"],
        ["pywa__deleted_message__revoke"] = ["(Pelanggan menghapus pesannya)"],
        ["pywa__edited_message__image"] = ["(Pelanggan mengubah pesannya: Updated image caption)"],
        ["pywa__message__contacts"] =
            ["[Contacts] Chandler Bing · +1 555-555-5555; Monica · +1 666-666-6666; Rachel Green · +1 777-777-7777"],
        ["pywa__message__reaction"] = ["(Pelanggan bereaksi 😮)"],
        ["pywa__message__unreaction_no_emoji"] = ["(Pelanggan menarik reaksinya)"],
        ["pywa__message__unreaction_empty"] = ["(Pelanggan menarik reaksinya)"],
        ["pywa__message__unsupported_with_type"] = ["[Unsupported] pool"],
        ["pywa__message__interactive_message_with_err"] = ["[Unsupported] interactive"],
        ["pywa__message__voice"] = ["[Voice] "],
        ["pywa__message__referral"] = ["BODY (AD_TITLE)"],
        ["pywa__call_permission_update__accept"] = ["()"],
    };

    public static TheoryData<string> Bodies =>
        [.. Directory.GetFiles(Repository.Shared("whatsapp-payloads"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Order()];

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Every_body_is_accepted_and_shown_or_set_aside(string name)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Shared("whatsapp-payloads"), name + ".json"), ChannelHost.Token);
        // To our number, and each with ids of its own: the fixtures share theirs.
        var body = NumberId().Replace(text, $"\"phone_number_id\": \"{FakeGraph.PhoneNumberId}\"")
            .Replace("wamid", "wamid-" + name, StringComparison.Ordinal)
            .Replace("<WHATSAPP_MESSAGE_ID>", $"<{name}>", StringComparison.Ordinal);
        var expected = Ids(body);
        Assert.Equal(HttpStatusCode.OK, await WhatsAppCustomer.PostAsync(bodies.Host.Address, Encoding.UTF8.GetBytes(body)));
        var stored = await bodies.Host.QueryAsync(
            db => db.Messages.AsNoTracking().Where(m => expected.Contains(m.ProviderId!)).OrderBy(m => m.Sequence)
                .ToListAsync(ChannelHost.Token));

        // Who changed numbers before ever writing to us has no conversation to show it in.
        if (!name.Contains("system", StringComparison.Ordinal))
            Assert.Equal(expected.Count, stored.Count);
        Assert.All(stored, m => Assert.True(m.Kind == MessageKind.Event || m.Text.Length > 0 || m.Content is MessageContent.Shared));
        if (Shown.TryGetValue(name, out var shown))
            Assert.Equal(shown, stored.Select(Show));

        // Meta sends again what it thinks we missed.
        Assert.Equal(HttpStatusCode.OK, await WhatsAppCustomer.PostAsync(bodies.Host.Address, Encoding.UTF8.GetBytes(body)));
        Assert.Equal(stored.Count,
            await bodies.Host.QueryAsync(db => db.Messages.CountAsync(m => expected.Contains(m.ProviderId!), ChannelHost.Token)));
    }

    private static string Show(Message message)
    {
        if (message.Kind == MessageKind.Event)
            return $"({EventLine.Say(new DeskWords(), WhatsAppChannel.Traits, message)})";
        var parts = new List<string>();
        if (message.Text.Length > 0)
            parts.Add(message.Text);
        if (message.Content.Referral is { } referral)
            parts.Add($"({referral.Title})");
        if (message.Content is MessageContent.Shared { Part: var shared })
            parts.Add($"[{shared.Kind}] {string.Join("; ", shared.Lines)}");
        return string.Join(' ', parts);
    }

    private static HashSet<string> Ids(string body)
    {
        using var json = JsonDocument.Parse(body);
        var ids = new HashSet<string>();
        var entries = json.RootElement.GetProperty("entry");
        foreach (var entry in entries.ValueKind == JsonValueKind.Array ? entries.EnumerateArray().ToArray() : [entries])
        {
            if (!entry.TryGetProperty("changes", out var changes))
                continue;
            foreach (var change in changes.EnumerateArray())
            {
                if (change.TryGetProperty("field", out var field) && field.GetString() != "messages")
                    continue;
                if (change.GetProperty("value").TryGetProperty("messages", out var messages))
                    ids.UnionWith(messages.EnumerateArray().Select(m => m.GetProperty("id").GetString()!));
            }
        }
        return ids;
    }

    [GeneratedRegex("\"phone_number_id\": ?\"[^\"]*\"")]
    private static partial Regex NumberId();
}
