using CxBot.Web.Channels.WhatsApp.Outbound;

namespace CxBot.Web.Channels.WhatsApp.Simulator;

/// <summary>Which files Meta takes, and as what. Pure.</summary>
/// <remarks>developers.facebook.com, WhatsApp Cloud API, reference/media: supported media types. Kept apart from
/// <see cref="WhatsAppFiles"/>, which it is to find wrong.</remarks>
public static class SimulatorMediaRules
{
    private const long Kilobyte = 1024;
    private const long Megabyte = 1024 * Kilobyte;

    private static readonly (string Type, long Most, string[] ContentTypes)[] Taken =
    [
        ("image", 5 * Megabyte, ["image/jpeg", "image/png"]),
        ("sticker", 500 * Kilobyte, ["image/webp"]),
        ("audio", 16 * Megabyte, ["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"]),
        ("video", 16 * Megabyte, ["video/3gpp", "video/mp4"]),
        ("document", 100 * Megabyte,
        [
            "text/plain", "application/pdf", "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ]),
    ];

    /// <summary>What is wrong with an upload; null where nothing is.</summary>
    public static (int Code, string Details)? Upload(string contentType, long bytes)
    {
        var plain = Plain(contentType);
        if (Array.Find(Taken, t => t.ContentTypes.Contains(plain)) is not { Type: not null } rule)
            return (100, "Param file must be a file with one of the following types: "
                + $"{string.Join(", ", Taken.SelectMany(t => t.ContentTypes))}. Received file of type '{plain}'.");
        return bytes <= rule.Most ? null : (131053, $"The file is larger than {rule.Most} bytes, the most for {rule.Type}.");
    }

    /// <summary>What is wrong with sending an uploaded file as this type; null where nothing is.</summary>
    public static (int Code, string Details)? Send(string type, string contentType) =>
        Array.Exists(Taken, t => t.Type == type && t.ContentTypes.Contains(Plain(contentType))) ? null
            : (131053, $"A file of type '{contentType}' cannot be sent as {type}.");

    private static string Plain(string contentType) => contentType.Split(';')[0].Trim();
}
