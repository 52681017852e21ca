using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using CxBot.Web.Channels.WhatsApp.Inbound;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.WhatsApp.Simulator;

/// <summary>Calls the real webhook as Meta does: signed, one after the other, and again where there is no 200.</summary>
public sealed class SimulatorWebhook(SimulatorPhone phone, SimulatorAddress address, IHttpClientFactory clients,
    IOptions<WhatsAppOptions> options, TimeProvider time) : BackgroundService
{
    /// <summary>Meta insists for seven days; here nobody waits that long.</summary>
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(10)];

    private readonly Channel<Update> _updates = Channel.CreateUnbounded<Update>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Tells the app what a customer sent.</summary>
    public void Tell(SimulatedCustomer customer, SimulatedMessage message)
    {
        var json = new JsonObject
        {
            ["id"] = message.Id,
            ["timestamp"] = Seconds(message.At),
            ["type"] = message.Type,
            [message.Type] = JsonNode.Parse(message.Content.GetRawText()),
        };
        // A number that hides behind a username is not there at all.
        if (customer.Phone is not null)
            json["from"] = customer.Phone;
        json["from_user_id"] = customer.UserId;
        if (message.Quoted is not null)
            json["context"] = new JsonObject
            {
                ["from"] = new string([.. SimulatorPhone.BusinessNumber.Where(char.IsAsciiDigit)]),
                ["id"] = message.Quoted,
            };
        var profile = new JsonObject { ["name"] = customer.Name };
        if (customer.Username is not null)
            profile["username"] = customer.Username;
        var contact = new JsonObject { ["profile"] = profile, ["user_id"] = customer.UserId };
        if (customer.Phone is not null)
            contact["wa_id"] = customer.Phone;
        Post(message.Type, new JsonObject { ["contacts"] = new JsonArray(contact), ["messages"] = new JsonArray(json) }, message.Id);
    }

    /// <summary>Reports how far a message of the business is.</summary>
    public void Report(SimulatedCustomer customer, SimulatedMessage message, SimulatedState state, (int Code, string Title)? error = null)
    {
        var name = state switch
        {
            SimulatedState.Sent => "sent",
            SimulatedState.Delivered => "delivered",
            SimulatedState.Read =>
            "read",
            _ => "failed"
        };
        var status = new JsonObject { ["id"] = message.Id, ["status"] = name, ["timestamp"] = Seconds(time.GetUtcNow()) };
        if (customer.Phone is not null)
            status["recipient_id"] = customer.Phone;
        if (error is null)
            status["recipient_user_id"] = customer.UserId;
        if (message.Tracker is not null)
            status["biz_opaque_callback_data"] = message.Tracker;
        if (state == SimulatedState.Sent)
            status["pricing"] = new JsonObject
            {
                ["billable"] = true,
                ["pricing_model"] = "PMP",
                ["type"] = "regular",
                ["category"] = message.Type == "template" ? "utility" : "service",
            };
        if (error is var (code, title))
            status["errors"] = new JsonArray(
                new JsonObject
                {
                    ["code"] = code,
                    ["title"] = title,
                    ["message"] = title,
                    ["error_data"] = new JsonObject { ["details"] = title },
                });
        Post($"status {name}", new JsonObject { ["statuses"] = new JsonArray(status) }, null);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var here = await address.WhenKnownAsync(stoppingToken);
        await foreach (var update in _updates.Reader.ReadAllAsync(stoppingToken))
        {
            var taken = false;
            for (var attempt = 0; !taken && attempt <= Pauses.Length; attempt++)
            {
                if (attempt > 0)
                    await Task.Delay(Pauses[attempt - 1], time, stoppingToken);
                taken = await PostAsync(here, update, stoppingToken);
            }
            if (update.MessageId is { } id)
                phone.Change(id,
                    m => m.State == SimulatedState.Sending ? m with { State = taken ? SimulatedState.Sent : SimulatedState.Refused } : m);
        }
    }

    private async Task<bool> PostAsync(Uri here, Update update, CancellationToken cancellationToken)
    {
        var status = 0;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(here, WhatsAppEndpoints.Path))
            {
                Content = new ByteArrayContent(update.Body),
            };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Add(WhatsAppSignature.Header,
                "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.Value.AppSecret!), update.Body)));
            using var response = await clients.CreateClient(nameof(SimulatorWebhook)).SendAsync(request, cancellationToken);
            status = (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            // Shown as status 0, and tried again.
        }
        phone.Called(toApp: true, update.What, status, JsonSerializer.Deserialize<JsonElement>(update.Body));
        return status is 200;
    }

    private void Post(string what, JsonObject value, string? messageId)
    {
        value["messaging_product"] = "whatsapp";
        value["metadata"] = new JsonObject
        {
            ["display_phone_number"] = new string([.. SimulatorPhone.BusinessNumber.Where(char.IsAsciiDigit)]),
            ["phone_number_id"] = options.Value.PhoneNumberId,
        };
        var body = new JsonObject
        {
            ["object"] = "whatsapp_business_account",
            ["entry"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = options.Value.BusinessAccountId,
                    ["changes"] = new JsonArray(new JsonObject { ["field"] = "messages", ["value"] = value }),
                }),
        };
        _updates.Writer.TryWrite(new(what, JsonSerializer.SerializeToUtf8Bytes(body), messageId));
    }

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

    private sealed record Update(string What, byte[] Body, string? MessageId);
}
