using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CxBot.Web.Channels.WhatsApp.Inbound;
using CxBot.Web.Commands;
using CxBot.Web.Operations;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace CxBot.Web.Channels.WhatsApp.Graph;

/// <summary>Looks at a WhatsApp number from the outside, as Meta sees it.</summary>
/// <remarks>developers.facebook.com, WhatsApp Business Management API: phone numbers, subscribed_apps, message_templates; Graph API:
/// appsecret_proof.</remarks>
internal sealed class WhatsAppDoctor(
    WhatsAppClient client, IHttpClientFactory clients, IOptions<WhatsAppOptions> options, IOptions<OperationsOptions> operations)
{
    private const string NumberFields =
        "display_phone_number,verified_name,quality_rating,status,platform_type,throughput,webhook_configuration";

    private readonly WhatsAppOptions _options = options.Value;
    private readonly List<Finding> _findings = [];

    public async Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancellationToken)
    {
        Right("settings", $"complete; {_options.GraphApiBaseUrl} {_options.GraphApiVersion}");
        try
        {
            if (await NumberAsync(cancellationToken))
            {
                await SecretAsync(cancellationToken);
                await AccountAsync(cancellationToken);
            }
        }
        catch (Exception failure)
            when (failure is HttpRequestException or IOException or TimeoutRejectedException or BrokenCircuitException)
        {
            Wrong("connection",
                $"{_options.GraphApiBaseUrl} cannot be reached "
                + $"({(failure as HttpRequestException)?.HttpRequestError.ToString() ?? failure.GetType().Name})",
                "Let this machine make HTTPS calls to it: firewall, proxy, DNS.");
        }
        await WebhookAsync(cancellationToken);
        return _findings;
    }

    /// <returns>Whether the token and the number fit, so that more can be asked.</returns>
    private async Task<bool> NumberAsync(CancellationToken cancellationToken)
    {
        var (found, refused) = await client.ReadAsync($"{_options.PhoneNumberId}?fields={NumberFields}", cancellationToken);
        if (refused is not null)
        {
            if (refused.Code is 190 or 102 or 467)
                Wrong("token", $"refused ({Said(refused)})",
                    "Make a new token for the system user, with no expiry, and set it as Channels:WhatsApp:AccessToken.");
            else if (refused.Code is 3 or 10 or (>= 200 and <= 299))
                Wrong("token", $"lacks a permission ({Said(refused)})",
                    "Give the token whatsapp_business_messaging and whatsapp_business_management, and assign the WhatsApp account to the "
                    + "system user.");
            else if (refused.Code is 100)
                Wrong("number", $"phone number id {_options.PhoneNumberId} is not there, or not for this token ({Said(refused)})",
                    "Copy the Phone number ID, which is not the number itself, from WhatsApp > API Setup; and assign its account to the "
                    + "system user.");
            else
                Wrong("number", $"cannot be read ({Said(refused)})", "Try again in a few minutes; see developers.facebook.com/status.");
            return false;
        }
        Right("token", "accepted");
        Number(found);
        return true;
    }

    private void Number(JsonElement? number)
    {
        var name = $"{number.Text("display_phone_number") ?? _options.PhoneNumberId} \"{number.Text("verified_name")}\"";
        switch (number.Text("status"))
        {
            case null or "CONNECTED":
                Right("number", $"{name} is connected");
                break;
            case "FLAGGED" or "RESTRICTED" or "RATE_LIMITED":
                Advise("number", $"{name} is {number.Text("status")}",
                    "Write only to people who want it, and see Account quality in WhatsApp Manager.");
                break;
            case "PENDING" or "UNVERIFIED" or "DISCONNECTED":
                Wrong("number", $"{name} is {number.Text("status")}",
                    "Register it: WhatsApp Manager > Phone numbers, or POST /{phone-number-id}/register with a PIN of six digits.");
                break;
            case var status:
                Wrong("number", $"{name} is {status}", "See WhatsApp Manager > Phone numbers for what Meta asks.");
                break;
        }
        if (number.Text("platform_type") is { } platform and not "CLOUD_API")
            Wrong("number", $"its platform is {platform}, not the Cloud API", "Register it for the Cloud API.");
        if (number.Text("quality_rating") is { } quality)
        {
            if (quality == "RED")
                Advise("quality", "low (RED)",
                    "Many customers block or report this number. Send fewer templates, and only to those who agreed.");
            else
                Right("quality", quality);
        }
        if (number.Part("webhook_configuration") is { } webhook)
        {
            var address = webhook.Text("phone_number") ?? webhook.Text("whatsapp_business_account") ?? webhook.Text("application");
            if (address is null)
                Wrong("webhook", "Meta has no address for it",
                    $"Give the app https://your-host{WhatsAppEndpoints.Path} under WhatsApp > Configuration.");
            else if (!address.EndsWith(WhatsAppEndpoints.Path, StringComparison.Ordinal))
                Wrong("webhook", $"Meta calls {address}", $"It must end with {WhatsAppEndpoints.Path}.");
            else
                Right("webhook", $"Meta calls {address}");
        }
    }

    /// <summary>Meta checks the proof against the secret of the token's own app: the one way to try the secret without waiting for a
    /// webhook.</summary>
    private async Task SecretAsync(CancellationToken cancellationToken)
    {
        var proof = Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(_options.AppSecret!), Encoding.UTF8.GetBytes(_options.AccessToken!)));
        var (_, refused) = await client.ReadAsync($"{_options.PhoneNumberId}?fields=id&appsecret_proof={proof}", cancellationToken);
        if (refused is null)
            Right("app secret", "belongs to the token's app");
        else if (refused.Code is 100)
            Wrong("app secret", "is not the secret of the app that the token was made for",
                "Copy it from App settings > Basic of the same app: webhooks are refused until it is right.");
        else
            Advise("app secret", $"could not be tried ({Said(refused)})", "Run this again in a few minutes.");
    }

    private async Task AccountAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(_options.BusinessAccountId))
        {
            Advise("account",
                "Channels:WhatsApp:BusinessAccountId is not set, so there are no templates and the subscription cannot be checked",
                "Copy the WhatsApp Business Account ID from WhatsApp > API Setup.");
            return;
        }
        var (apps, refused) = await client.ReadAsync($"{_options.BusinessAccountId}/subscribed_apps", cancellationToken);
        if (refused is not null)
        {
            Wrong("account", $"{_options.BusinessAccountId} cannot be read ({Said(refused)})",
                "Copy the WhatsApp Business Account ID from WhatsApp > API Setup, and give the token whatsapp_business_management.");
            return;
        }
        var names = apps.Items("data").Select(app => app.Part("whatsapp_business_api_data").Text("name") ?? app.Text("name") ?? "an app")
            .ToList();
        if (names.Count == 0)
            Wrong("subscription", "no app listens to this account, so no message comes in",
                $"POST /{_options.BusinessAccountId}/subscribed_apps with the token; docs/whatsapp.md has the line to paste.");
        else
            Right("subscription", $"{string.Join(", ", names)}{(names.Count > 1 ? " (each of them gets every message)" : "")}");
        if (apps.Items("data").Select(app => app.Part("whatsapp_business_api_data").Text("id") ?? app.Text("id")).ToList() is [{ } only])
            await FieldsAsync(only, cancellationToken);
        await TemplatesAsync(cancellationToken);
    }

    /// <summary>What the app's webhook is subscribed to. Only the app itself may ask, by its secret.</summary>
    private async Task FieldsAsync(string app, CancellationToken cancellationToken)
    {
        var (found, refused) = await client.ReadAsync($"{app}/subscriptions", cancellationToken, asApp: app);
        if (refused is not null)
        {
            Advise("webhook fields", $"could not be asked ({Said(refused)})",
                "Compare WhatsApp > Configuration with the table in docs/whatsapp.md.");
            return;
        }
        var fields = found.Items("data").Where(subscription => subscription.Text("object") == "whatsapp_business_account")
            .SelectMany(subscription => subscription.Items("fields")).Select(field => field.Text("name")).ToHashSet();
        var missing = WhatsAppPayload.Fields.Where(field => !fields.Contains(field)).ToList();
        if (missing.Contains("messages"))
            Wrong("webhook fields", "not subscribed to messages, so no message comes in",
                "Subscribe under WhatsApp > Configuration > Webhook fields.");
        else if (missing.Count > 0)
            Advise("webhook fields", $"not subscribed to {string.Join(", ", missing)}",
                "Subscribe under WhatsApp > Configuration > Webhook fields; docs/whatsapp.md says what each brings.");
        else
            Right("webhook fields", "all");
    }

    private async Task TemplatesAsync(CancellationToken cancellationToken)
    {
        var (found, refused) = await client.ReadAsync(
            $"{_options.BusinessAccountId}/message_templates?fields=name,status&limit=250", cancellationToken);
        if (refused is not null)
        {
            Wrong("templates", $"cannot be read ({Said(refused)})", "Give the token whatsapp_business_management.");
            return;
        }
        var byStatus = found.Items("data").CountBy(template => (template.Text("status") ?? "without a status").ToLowerInvariant())
            .OrderBy(group => group.Key).Select(group => $"{group.Value} {group.Key}").ToList();
        if (found.Items("data").Any(template => template.Text("status") == "APPROVED"))
            Right("templates", string.Join(", ", byStatus));
        else
            Advise("templates", byStatus.Count == 0 ? "none" : string.Join(", ", byStatus),
                "Without an approved template agents cannot write after 24 hours. Make one in WhatsApp Manager > Message templates.");
    }

    /// <summary>Asks our own webhook the way Meta does, through the public address.</summary>
    private async Task WebhookAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(operations.Value.PublicUrl))
        {
            Advise("handshake", "Operations:PublicUrl is not set, so the webhook was not tried from outside",
                $"Set it to the https address that customers see, without {WhatsAppEndpoints.Path}.");
            return;
        }
        var address = operations.Value.PublicUrl.TrimEnd('/') + WhatsAppEndpoints.Path;
        var challenge = RandomNumberGenerator.GetHexString(16);
        var token = Uri.EscapeDataString(_options.VerifyToken!);
        try
        {
            using var http = clients.CreateClient(nameof(WhatsAppDoctor));
            http.Timeout = _options.RequestTimeout;
            using var response = await http.GetAsync(
                new Uri($"{address}?hub.mode=subscribe&hub.challenge={challenge}&hub.verify_token={token}"), cancellationToken);
            if (response.IsSuccessStatusCode && await response.Content.ReadAsStringAsync(cancellationToken) == challenge)
                Right("handshake", $"{address} answers as Meta wants");
            else if ((int)response.StatusCode == StatusCodes.Status403Forbidden)
                Wrong("handshake", $"{address} refuses this verify token",
                    "The app there runs with another Channels:WhatsApp:VerifyToken: set the same one, and restart it.");
            else
                Wrong("handshake", $"{address} answered {(int)response.StatusCode}",
                    "Start the app there with these settings, and let the proxy pass this path to it.");
        }
        catch (Exception failure)
            when (failure is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            Wrong("handshake",
                $"{address} cannot be reached ({(failure as HttpRequestException)?.HttpRequestError.ToString() ?? "no answer in time"})",
                "Start the app; the address needs a certificate that browsers believe.");
        }
    }

    private static string Said(WhatsAppOutcome.Rejected refused) =>
        refused.Code is { } code ? $"error {code}: {refused.Title}" : refused.Title;

    private void Right(string what, string found) => _findings.Add(new(Mark.Right, what, found));

    private void Advise(string what, string found, string toDo) => _findings.Add(new(Mark.Advice, what, found, toDo));

    private void Wrong(string what, string found, string toDo) => _findings.Add(new(Mark.Wrong, what, found, toDo));
}
