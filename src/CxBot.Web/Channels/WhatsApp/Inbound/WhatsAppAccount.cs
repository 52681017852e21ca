using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text;
using CxBot.Delivery;

namespace CxBot.Web.Channels.WhatsApp.Inbound;

/// <summary>Reads what Meta tells of an account, its numbers and its templates. Pure.</summary>
/// <remarks>developers.facebook.com, WhatsApp Business Platform, webhooks reference: account_update, account_alerts,
/// phone_number_quality_update and the others (Apr and May 2026).</remarks>
internal static class WhatsAppAccount
{
    /// <summary>The fields that the owner subscribes the app to for this; see docs/whatsapp.md.</summary>
    public static readonly IReadOnlyList<string> Fields =
    [
        "account_update", "account_alerts", "phone_number_quality_update", "phone_number_name_update", "business_capability_update",
        "message_template_status_update", "message_template_quality_update", "template_category_update", "security",
    ];

    private const int MaxDetailLength = 300;
    private const int MaxValueLength = 4000;

    public static bool Concerns(string field) => Fields.Contains(field) || field is "account_review_update" || ConcernsTemplates(field);

    public static bool ConcernsTemplates(string field) =>
        field.StartsWith("message_template", StringComparison.Ordinal) || field.StartsWith("template", StringComparison.Ordinal);

    /// <param name="entry">What is around it: the time.</param>
    /// <returns>Null where nobody needs to read it.</returns>
    public static AccountEvent? Read(string field, JsonElement value, JsonElement entry, DateTimeOffset now)
    {
        if (field == "message_template_components_update")
            return null;
        var (news, detail) = Judge(field, value, entry);
        var raw = Channels.CleanText.Of(value.GetRawText());
        return new AccountEvent
        {
            Channel = WhatsAppChannel.Key,
            News = news,
            Detail = string.IsNullOrWhiteSpace(detail) ? null : WhatsAppTranslator.Cut(detail, MaxDetailLength),
            Until = value.Items("restriction_info").Select(r => Moment(r.Text("expiration"))).Max(),
            Value = WhatsAppTranslator.Cut(raw, MaxValueLength),
            Hash = Convert.ToHexStringLower(
                SHA256.HashData(Encoding.UTF8.GetBytes($"{field} {entry.Text("id")} {entry.Text("time")} {raw}"))),
            At = Moment(entry.Text("time")) is { } told && told < now ? told : now,
        };
    }

    private static (AccountNews News, string? Detail) Judge(string field, JsonElement value, JsonElement entry) => field switch
    {
        "account_update" => Account(value, entry),
        "account_review_update" =>
            (value.Text("decision") is "APPROVED" ? AccountNews.Other : AccountNews.Alert, $"account review: {value.Text("decision")}"),
        "account_alerts" => (AccountNews.Alert, Alert(value)),
        "phone_number_quality_update" =>
            (value.Text("event") is "FLAGGED" or "DOWNGRADE" ? AccountNews.QualityFell : AccountNews.LimitChanged,
                Named(value.Text("display_phone_number"), Limit(value) ?? value.Text("event"))),
        "phone_number_name_update" =>
            (value.Text("decision") is "APPROVED" ? AccountNews.NameApproved : AccountNews.NameRefused,
                Named(value.Text("requested_verified_name"), value.Text("rejection_reason"))),
        "business_capability_update" => (AccountNews.LimitChanged, Limit(value)),
        "message_template_status_update" => (Template(value.Text("event")), Named(TemplateName(value), Reason(value))),
        "message_template_quality_update" =>
            (value.Text("new_quality_score") is "RED" or "YELLOW" ? AccountNews.TemplateQualityFell : AccountNews.Other,
                Named(TemplateName(value), value.Text("new_quality_score"))),
        "template_category_update" => (AccountNews.TemplateCategoryChanged, Named(TemplateName(value), value.Text("new_category"))),
        "security" => (AccountNews.SecurityChanged, Named(value.Text("event"), value.Text("requester"))),
        _ => (AccountNews.Other, field),
    };

    private static (AccountNews News, string? Detail) Account(JsonElement value, JsonElement entry)
    {
        var told = value.Text("event");
        switch (told)
        {
            case "DISABLED_UPDATE":
                var ban = value.Part("ban_info");
                return (ban.Text("waba_ban_state") switch
                {
                    "REINSTATE" => AccountNews.Reinstated,
                    "SCHEDULE_FOR_DISABLE" =>
                    AccountNews.WillBeDisabled,
                    _ => AccountNews.Disabled
                }, ban.Text("waba_ban_date"));
            case "ACCOUNT_DELETED":
                return (AccountNews.Disabled, null);
            case "ACCOUNT_OFFBOARDED":
                return (AccountNews.Disconnected, null);
            case "ACCOUNT_RECONNECTED":
                return (AccountNews.Reinstated, null);
            // Meta tells a partner of the accounts of others too.
            case "PARTNER_REMOVED" when value.Part("waba_info").Text("waba_id") is not { } other || other == entry.Text("id"):
                return (AccountNews.Disconnected, null);
            case "ACCOUNT_RESTRICTION":
                var kinds = value.Items("restriction_info").Select(r => r.Text("restriction_type")).ToList();
                return kinds.Contains("RESTRICTED_CUSTOMER_INITIATED_MESSAGING") ? (AccountNews.RepliesBarred, null)
                    : kinds.Contains("RESTRICTED_BIZ_INITIATED_MESSAGING") ? (AccountNews.TemplatesBarred, null)
                    : (AccountNews.Alert, string.Join(", ", kinds.Where(kind => kind is not null)));
            case "ACCOUNT_VIOLATION":
                return (AccountNews.Violation, value.Part("violation_info").Text("violation_type"));
            case "VOLUME_BASED_PRICING_TIER_UPDATE":
                var tier = value.Part("volume_tier_info");
                return (AccountNews.PriceTierChanged,
                    string.Join(" ",
                        new[] { tier.Text("pricing_category"), tier.Text("tier"), tier.Text("region") }.Where(part => part is not null)));
            default:
                return (AccountNews.Other, told ?? "account_update");
        }
    }

    private static AccountNews Template(string? told) => told switch
    {
        "APPROVED" or "REINSTATED" => AccountNews.TemplateApproved,
        "REJECTED" => AccountNews.TemplateRefused,
        "PAUSED" or "DISABLED" or "FLAGGED" or "PENDING_DELETION" or "LIMIT_EXCEEDED" or "LOCKED" => AccountNews.TemplateStopped,
        _ => AccountNews.Other,
    };

    private static string? Alert(JsonElement value)
    {
        var info = value.Part("alert_info");
        return string.Join(" · ",
            new[] { info.Text("alert_severity") ?? value.Text("alert_severity"), info.Text("alert_type") ?? value.Text("alert_type"),
                info.Text("alert_description") ?? value.Text("alert_description") }.Where(part => part is not null));
    }

    private static string? Limit(JsonElement value) =>
        value.Text("current_limit") ?? value.Text("max_daily_conversations_per_business") ?? value.Text("max_daily_conversation_per_phone")
        ?? value.Text("max_daily_conversations");

    private static string? Reason(JsonElement value) =>
        value.Part("rejection_info").Text("reason")
        ?? (value.Text("reason") is { } reason and not "NONE" ? reason : value.Text("event") is "APPROVED" ? null : value.Text("event"));

    private static string? TemplateName(JsonElement value) =>
        value.Text("message_template_name") is { } name ? $"{name} ({value.Text("message_template_language")})" : null;

    private static string? Named(string? what, string? how) => what is null ? how : how is null ? what : $"{what}: {how}";

    private static DateTimeOffset? Moment(string? seconds) =>
        long.TryParse(seconds, NumberStyles.Integer, CultureInfo.InvariantCulture, out var at) && at is > 0 and < 253402300799
            ? DateTimeOffset.FromUnixTimeSeconds(at) : null;
}
