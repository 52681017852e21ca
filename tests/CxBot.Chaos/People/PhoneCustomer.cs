using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace CxBot.Chaos.People;

/// <summary>A customer on WhatsApp, as Meta tells of them: signed webhooks, the same id until it is taken, and now and then twice at the
/// same time.</summary>
internal sealed class PhoneCustomer(string name, string phone, Func<Uri> address, AckLog log, int seed)
{
    /// <summary>Of a hundred webhooks, so many are posted twice at once.</summary>
    private const int Twice = 15;

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    private readonly Random _dice = Dice.Of(seed, name);

    public async Task TalkAsync(int pause, CancellationToken cancellationToken)
    {
        var number = 0;
        foreach (var text in Questions.Of(_dice, name))
        {
            if (!await SayAsync(text, $"wamid.{name}-{number++}", byAgent: false, cancellationToken))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(_dice.Next(pause + 1)), TimeProvider.System, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        // Of some, a person takes over on the shop's own phone: from now on the bot is silent.
        if (_dice.Next(4) != 0)
            return;
        if (await SayAsync(Questions.Marked("Saya bantu ya", name, 0), $"wamid.{name}-echo", byAgent: true, cancellationToken))
            await SayAsync(Questions.Marked(Questions.All[0].Asked[0], name, 99), $"wamid.{name}-{number}", byAgent: false, cancellationToken);
    }

    private async Task<bool> SayAsync(string text, string id, bool byAgent, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var body = Body(text, id, byAgent);
        var twice = _dice.Next(100) < Twice;
        var done = await Insist.UntilAsync(async () =>
        {
            var posts = await Task.WhenAll(Enumerable.Range(0, twice ? 2 : 1).Select(_ => PostAsync(address(), body, cancellationToken)));
            foreach (var refused in posts.Where(status => status != HttpStatusCode.OK))
                log.Refused(refused);
            if (!posts.Contains(HttpStatusCode.OK))
                return false;
            log.Acknowledge(new("whatsapp", name, id, text, ByAgent: byAgent), began);
            return true;
        }, _dice, cancellationToken);
        if (!done)
            log.GiveUp(id);
        return done;
    }

    public static async Task<HttpStatusCode> PostAsync(Uri app, byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(app, WhatsAppCustomer.Path));
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", WhatsAppCustomer.Sign(body));
        using var answer = await Http.SendAsync(request, cancellationToken);
        return answer.StatusCode;
    }

    private byte[] Body(string text, string id, bool byAgent)
    {
        var message = new JsonObject
        {
            ["id"] = id,
            ["from"] = byAgent ? "15550001111" : phone,
            ["timestamp"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()
                .ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["type"] = "text",
            ["text"] = new JsonObject { ["body"] = text },
        };
        if (byAgent)
            message["to"] = phone;
        var value = WhatsAppCustomer.Value();
        value["contacts"] = new JsonArray(new JsonObject { ["profile"] = new JsonObject { ["name"] = name }, ["wa_id"] = phone });
        value[byAgent ? "message_echoes" : "messages"] = new JsonArray(message);
        return byAgent ? WhatsAppCustomer.Body("smb_message_echoes", value) : WhatsAppCustomer.Body(value);
    }
}
