using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using CxBot.Hosting;

namespace CxBot.Web.Channels.WhatsApp.Simulator;

/// <summary>What the page with the phone asks for and does.</summary>
public sealed class SimulatorEndpoints(SimulatorPhone phone, SimulatorWebhook webhook, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private const int LargestFile = 20 * 1024 * 1024;
    private const int MaxNameLength = 60;

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Everything anew: it is little, and nothing can be missed.</summary>
    public IResult View(string customer) => TypedResults.Json(phone.View(customer), Json);

    /// <summary>Says that there is something new.</summary>
    public async IAsyncEnumerable<SseItem<string>> SignsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var (signs, leave) = phone.Watch();
        try
        {
            yield return new("new");
            while (await MoreAsync(signs, either.Token))
                yield return new("new");
        }
        finally
        {
            leave();
        }
    }

    /// <summary>A customer sends something.</summary>
    public IResult Send(PhoneMessage said)
    {
        if (phone.Customer(said.Customer) is not { } customer)
            return TypedResults.NotFound();
        if (said.Type is not { Length: > 0 and <= 30 } || said.Content.ValueKind != JsonValueKind.Object || said.HoursAgo is < 0 or > 1000)
            return TypedResults.BadRequest();
        var message = new SimulatedMessage(0, SimulatorPhone.NewId(), customer.Id, FromCustomer: true,
            time.GetUtcNow() - TimeSpan.FromHours(said.HoursAgo), said.Type, said.Content)
        { Quoted = said.Quoted };
        if (said.Type == "reaction")
        {
            // It hangs on the message that it is about.
            var emoji = message.Content.Text("emoji");
            phone.Change(message.Content.Text("message_id") ?? "", m => m with { Reaction = emoji });
        }
        else
        {
            message = phone.Add(message);
        }
        webhook.Tell(customer, message);
        return TypedResults.Json(new { message.Id }, Json);
    }

    /// <summary>Puts a file on the phone, to be sent by its id.</summary>
    public async Task<IResult> UploadAsync(string? name, HttpContext http, CancellationToken cancellationToken)
    {
        if (await BoundedBody.ReadBytesAsync(http.Request.Body, LargestFile, cancellationToken) is not { Length: > 0 } bytes)
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var file = new SimulatedFile(SimulatorGraph.NewFileId(), http.Request.ContentType ?? "application/octet-stream", name, bytes);
        phone.Keep(file);
        return TypedResults.Json(new { file.Id }, Json);
    }

    public IResult File(string id, HttpContext http)
    {
        if (phone.File(id) is not { } file)
            return TypedResults.NotFound();
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.Bytes(file.Bytes, file.ContentType,
            file.ContentType.StartsWith("image/", StringComparison.Ordinal)
            || file.ContentType.StartsWith("audio/", StringComparison.Ordinal)
            || file.ContentType.StartsWith("video/", StringComparison.Ordinal) ? null : file.Name ?? "file");
    }

    /// <summary>The customer looks at what came.</summary>
    public IResult Read(PhoneOwner who)
    {
        if (phone.Customer(who.Customer) is not { } customer)
            return TypedResults.NotFound();
        if (phone.Mood.Reports != SimulatedState.Read)
            return TypedResults.NoContent();
        foreach (var message in phone.ReadByCustomer(customer.Id))
            webhook.Report(customer, message, SimulatedState.Read);
        return TypedResults.NoContent();
    }

    public IResult SetMood(SimulatedMood mood)
    {
        phone.Mood = mood;
        return TypedResults.NoContent();
    }

    public IResult Add(PhonePerson person)
    {
        var digits = new string([.. (person.Phone ?? "").Where(char.IsAsciiDigit)]);
        var username = person.Username?.Trim().TrimStart('@');
        if (string.IsNullOrWhiteSpace(person.Name) || person.Name.Length > MaxNameLength || digits.Length > 15
            || (digits.Length is > 0 and < 6) || username?.Length > MaxNameLength || (digits.Length == 0 && string.IsNullOrEmpty(username)))
            return TypedResults.BadRequest();
        return TypedResults.Json(
            phone.Add(person.Name.Trim(), digits.Length > 0 ? digits : null, string.IsNullOrEmpty(username) ? null : username), Json);
    }

    /// <summary>Waits for a sign; false where nobody listens any more, or the app stops.</summary>
    private static async Task<bool> MoreAsync(Bell signs, CancellationToken cancellationToken)
    {
        try
        {
            await signs.WaitAsync(cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

/// <summary>What a customer sends.</summary>
/// <param name="Quoted">The id of the message that is answered.</param>
/// <param name="HoursAgo">How long ago it is said to have been sent.</param>
public sealed record PhoneMessage(string Customer, string Type, JsonElement Content, string? Quoted, double HoursAgo);

public sealed record PhoneOwner(string Customer);

public sealed record PhonePerson(string Name, string? Phone, string? Username);

/// <summary>Where the page asks.</summary>
internal static class SimulatorEndpointRoutes
{
    public static void MapPhone(this RouteGroupBuilder group, SimulatorEndpoints phone)
    {
        group.DisableAntiforgery();
        group.MapGet("/view", (string customer) => phone.View(customer));
        group.MapGet("/signs", (CancellationToken cancellationToken) => TypedResults.ServerSentEvents(phone.SignsAsync(cancellationToken)));
        group.MapPost("/messages", (PhoneMessage said) => phone.Send(said));
        group.MapPost("/files",
            (string? name, HttpContext http, CancellationToken cancellationToken) => phone.UploadAsync(name, http, cancellationToken));
        group.MapGet("/files/{id}", (string id, HttpContext http) => phone.File(id, http));
        group.MapPost("/read", (PhoneOwner who) => phone.Read(who));
        group.MapPost("/mood", async (HttpContext http, CancellationToken cancellationToken) =>
            await http.Request.ReadFromJsonAsync<SimulatedMood>(SimulatorEndpoints.Json, cancellationToken) is { } mood
                ? phone.SetMood(mood) : TypedResults.BadRequest());
        group.MapPost("/customers", (PhonePerson person) => phone.Add(person));
    }
}
